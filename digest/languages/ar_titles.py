"""Arabic title words: signs of features, deeds, quarrels and markets in a headline."""

from __future__ import annotations

from digest.languages.ar_lands import LANDS, REGIONS, REMARKS
from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords

TITLES = TitleWords(
    attached=r"(?:لل|[وفبلك]?(?:ال)?)",
    topic_before_colon=True,
    soft_openings=(
        Sign(
            name="scene",
            pattern=r"^(?:في قلب|على متن|داخل|بين|من داخل|يوم في)",
            example="على متن عبارة في أفيل",
        ),
    ),
    # signs of a feature
    # the word for a mother is the word for "or", and is left out
    people=(
        Sign(
            name="family",
            pattern=r"عائل(?:ة|ات)|[أا]سرة|والد(?:ة|ته|تها|ه|ها)?|[أا]مهات|شقيق(?:ة|ته)?"
            r"|زوج(?:ة|ته|ها)"
            r"|عروس|زفاف|حب",
            example="عائلات تغادر أفيل",
        ),
        Sign(
            name="child",
            pattern=r"طفل(?:ة|ين)?|[أا]طفال|رضيع(?:ة)?|طفولة",
            example="أطفال الميناء",
        ),
        Sign(name="woman or man", pattern=r"امرأة|نساء|رجل", example="رجل المنارة"),
        Sign(
            name="art and pastime",
            pattern=r"عازف(?:ة)?|موسيقي(?:ة)?|مغني(?:ة)?|ممثل(?:ة)?\s(?:مسرحي|سينمائي)\w*"
            r"|فنان(?:ة|ون|ين)?",
            example="عازف على رصيف أفيل",
        ),
        Sign(
            name="person at the place",
            pattern=r"ناج(?:ون|ين|ية)|شهود|شاهد\sعيان|سكان|[أا]هالي|طبيب(?:ة)?|حكاي(?:ة|ات)"
            r"|قص(?:ة|ص)",
            example="حكاية عبارة",
        ),
    ),
    explains=(
        Sign(
            name="question word",
            pattern=r"كيف|لماذا|ماذا|ما\sهي?|ما\sالذي|من\sهو|هل",
            example="كيف تبحر العبارات",
        ),
        Sign(
            name="map and time line",
            pattern=r"خريطة|خرائط|تسلسل\sزمني|تاريخ|تحليل|محطات|كواليس",
            example="أزمة العبارات: تسلسل زمني",
        ),
        Sign(
            name="outlook",
            pattern=r"مستقبل|مخاوف|مخاطر|تحديات|قد|ربما|سيناريو(?:هات)?|تداعيات",
            example="مستقبل العبارات",
        ),
        Sign(
            name="lesson",
            pattern=r"دروس|لغز|معضلة|استراتيجية|[أا]سئلة|دلالات|[أا]سرار",
            example="دروس إضراب العبارات",
        ),
    ),
    # signs of plain news
    says=(
        Sign(
            name="speech",
            pattern=r"قالت?|[يت]قول|[يت]ؤكد|[أا]كدت?|[أا]علنت?|[يت]علن|[أا]فادت?|بحسب|وفقا",
            example="القبطان يقول إن العبارات تنتظر",
        ),
        Sign(
            name="warning",
            pattern=r"[يت]حذر|حذرت?|[يت]طالب|طالبت?|[يت]دعو|دعت|دعا|[يت]توعد|توعدت?|[يت]هدد|هددت?",
            example="الميناء يحذر من التأخير",
        ),
        Sign(
            name="charge",
            pattern=r"[يت]دين|[أا]دانت?|[يت]ندد|نددت?|[يت]تهم|اتهمت?|[يت]نتقد|انتقدت?",
            example="كريم تدين الإضراب",
        ),
        Sign(
            name="call and talk",
            pattern=r"[يت]بحث(?:ان)?|[يت]ناقش|[يت]نفي|نفت|نفى|مباحثات",
            example="مبعوثان يبحثان الميناء، والوزير يبحث",
        ),
    ),
    offices=(
        Sign(
            name="force",
            pattern=r"جيش|قوات|شرطة|بنتاغون|بحرية",
            example="الجيش يخلي الرصيف",
        ),
        Sign(
            name="office",
            pattern=r"وزير(?:ة)?|وزارة|رئيس|رئاسة|برلمان|حكومة|محكمة|[أا]مم\sالمتحدة|بيت\sالأبيض"
            r"|مبعوث|مجلس|سلطات|مسؤول(?:ون|ين)?",
            example="البرلمان يناقش العبارات",
        ),
        Sign(name="sources", pattern=r"مصادر|مصدر", example="مصادر: العبارات تتوقف"),
    ),
    # a noun of the act opens most titles
    acts=(
        Sign(
            name="strike",
            pattern=r"قتل(?:ى)?|مقتل|قتيل|قصف|غار(?:ة|ات)|هجوم|هجمات|صاروخ|صواريخ|مسي[ّ]?ر(?:ة|ات)"
            r"|انفجار|اشتباكات|استهداف|اقتحام|شهداء|استشهاد",
            example="غارة على أفيل",
        ),
        Sign(
            name="capture",
            pattern=r"[يت]سيطر|سيطرة|احتجاز|[يت]حتجز|مصادرة",
            example="المسلحون يعلنون السيطرة على أفيل",
        ),
        Sign(
            name="truce and accord",
            pattern=r"هدنة|وقف\sإطلاق\sالنار|اتفاق|انسحاب|[يت]نسحب",
            example="بدء الهدنة",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"استقالة|استقال|[يت]ستقيل|انتخاب|تعيين|[إا]قالة|[يت]قيل",
            example="استقالة مدير الميناء",
        ),
        Sign(
            name="court",
            pattern=r"اعتقال|[يت]عتقل|توقيف|اتهام",
            example="اعتقال اثنين في أفيل",
        ),
        Sign(
            name="decision",
            pattern=r"[يت]قر|[أا]قر|[يت]وافق|وافقت?|موافقة|[يت]رفض|رفضت?|[يت]وقع|[يت]فرض|فرض",
            example="البرلمان يقر الموازنة",
        ),
        Sign(
            name="start and stop",
            pattern=r"نشر|تعليق\sال\w+|وقف|[يت]وقف|[إا]طلاق|تأجيل|[إا]غلاق|[يت]غلق",
            example="كريم توقف العبارات",
        ),
    ),
    exclusives=(
        Sign(
            name="own find",
            pattern=r"^(?:حصري(?:ا|اً)?|خاص)(?=\s?[:|-])",
            example="خاص: الميناء سيغلق",
        ),
    ),
    # quarrels at home
    quarrels=(
        Sign(
            name="campus",
            pattern=r"جامع(?:ة|ات)(?!\sالدول)|طلاب|طلبة|مدارس",
            example="خلاف في جامعة أفيل",
        ),
        Sign(
            name="faith at home",
            pattern=r"كنيس|معاداة\sالسامية",
            example="كنيس يطلب حراسة",
        ),
        Sign(
            name="party",
            pattern=r"جمهوري(?:ون|ين)|ديمقراطي(?:ون|ين)|سيناتور|كونغرس|شيوخ\sالأميركي",
            example="خلاف بين الجمهوريين على كريم",
        ),
        Sign(
            name="vote",
            pattern=r"ناخب(?:ون|ين)|استطلاع|حملة\sالانتخابية",
            example="الناخبون يبتعدون عن كريم",
        ),
    ),
    blame=(
        Sign(
            name="blame",
            pattern=r"جدل|سجال|انتقادات|تراشق",
            example="جدل حول العبارات",
        ),
    ),
    # deeds that were done
    # a noun of a deed that was done opens many titles: "the killing of nine …"
    deeds=(
        Sign(
            name="hit and shot",
            pattern=r"مقتل|قُ?تلت?|[يت]قتل|قتل[ىا]|[إا]صابة|[يت]صيب|[أا]صابت?|[يت]ستهدف|استهدفت?"
            r"|[يت]قصف|قصفت|شهداء|استشهاد|جرحى",
            example="مقتل تسعة في أفيل",
        ),
        Sign(
            name="destroyed",
            pattern=r"[يت]غرق|غرق|[يت]دمر|دمرت?|تدمير|[يت]سقط|[أا]سقطت?|[إا]سقاط|[يت]عترض|اعتراض",
            example="البحرية تدمر تسعة قوارب",
        ),
        Sign(
            name="taken by force",
            pattern=r"[يت]قتحم|اقتحمت?|اقتحام|[يت]سيطر(?:ون)?\sعلى|سيطرت?\sعلى|[يت]حتل|احتلت?"
            r"|[يت]حاصر|حاصرت?|[يت]حتجز|احتجزت?",
            example="جنود يقتحمون المستودع بعد أن اقتحمت وحدة الرصيف",
        ),
        Sign(
            name="harm to people",
            pattern=r"وفاة|مصرع|فقدان|اختطاف|[يت]ختطف|اغتيال|[يت]غتال|[إا]جلاء|قتيل|قتلى",
            example="مصرع تسعة عمال",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"استقالة|استقالت?|[يت]ستقيل|[إا]قالة|[يت]قيل|تعيين|[يت]عين|انتخاب|[إا]طاحة",
            example="استقالة مدير الميناء",
        ),
        Sign(
            name="court",
            pattern=r"اعتقال|[يت]عتقل|اعتقلت?|توقيف|[يت]حكم\sعلى|[إا]عدام|الحكم\sعلى",
            example="الشرطة تعتقل عاملا",
        ),
        Sign(
            name="decision",
            pattern=r"[يت]قر|[أا]قرت?|[يت]وافق|وافقت?|[يت]رفض|رفضت?|[يت]وقع(?:ان)?|وقعت?|توقيع"
            r"|[يت]حظر|حظرت?|[يت]فرض|فرضت?|[يت]رفع",
            example="البرلمان يقر الهدنة",
        ),
        Sign(
            name="forces moved",
            pattern=r"[يت]سحب|سحبت?|[يت]نسحب|انسحبت?|انسحاب|[يت]نشر|نشرت|[يت]رسل|[أا]رسلت?",
            example="كريم تسحب قواربها",
        ),
        Sign(
            name="start and stop",
            pattern=r"[يت]غلق|[أا]غلقت?|[إا]غلاق|[يت]علق|علقت|[يت]خفض|خفضت?|بدء|[يت]بدأ|بدأت?"
            r"|انتهاء|[يت]وقف|[أا]وقفت?",
            example="كريم تخفض الإنتاج",
        ),
        Sign(
            name="freed",
            pattern=r"[إا]فراج|[يت]فرج|[أا]فرجت?|تحرير|[يت]حرر|[إا]طلاق\sسراح",
            example="الإفراج عن عاملين",
        ),
    ),
    # a particle before the verb denies it, or leaves it open
    undone=(
        Sign(name="denial of the past", pattern=r"لم", example="كريم لم تقصف أفيل"),
        Sign(name="denial of the future", pattern=r"لن", example="كريم لن تقصف أفيل"),
        Sign(name="denial", pattern=r"لا", example="كريم لا تقصف أفيل"),
        Sign(name="chance", pattern=r"قد", example="كريم قد تقصف أفيل"),
        Sign(name="wish", pattern=r"أن", example="كريم تريد أن تقصف أفيل"),
    ),
    later=(
        Sign(
            name="what came before",
            pattern=r"بعد|منذ|عقب|[إا]ثر|وسط|قبل|خلال|بسبب|مع|ردا",
            example="الأسعار ترتفع بعد قصف المستودع",
        ),
        Sign(
            name="condition",
            pattern=r"[إا]ذا|رغم|لو|ما\sلم",
            example="المباحثات مستمرة رغم الغارة",
        ),
    ),
    # news of elsewhere
    lands=LANDS,
    regions=REGIONS,
    remarks=REMARKS,
    markets=(
        Sign(
            name="energy price",
            pattern=r"[أا]سعار\s(?:النفط|الغاز|الوقود|الخام)|خام\sبرنت|برنت|وقود|بنزين",
            example="أسعار النفط ترتفع",
        ),
        Sign(
            name="trade on markets",
            pattern=r"بورص(?:ة|ات)|[أا]سهم|[أا]سواق|سندات|مستثمر(?:ون|ين)|تضخم|اقتصاد|ذهب|دولار",
            example="الأسهم تتراجع",
        ),
        Sign(
            name="flight and travel",
            pattern=r"شركات\sالطيران|طيران\sال(?:مدني)|رحلات\sالجوية|رحلات\sجوية|طيار(?:ون|ين)"
            r"|سياح|مسافر(?:ون|ين)",
            example="شركات الطيران تتجنب كريم",
        ),
    ),
)
