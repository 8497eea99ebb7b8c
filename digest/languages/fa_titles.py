"""Persian title words: signs of features, deeds, quarrels and markets in a headline."""

from __future__ import annotations

from digest.languages.fa_lands import LANDS, REGIONS, REMARKS
from digest.languages.sign import Sign
from digest.languages.title_words import TitleWords

_MANY = r"(?:[\s\u200c]?ها(?:ی|یی)?|ان)?"
"""Endings of a noun that stands for many."""

TITLES = TitleWords(
    topic_before_colon=True,
    soft_openings=(
        Sign(
            name="scene",
            pattern=r"^(?:روایت|زندگی|در\sدل|همراه\sبا|یک\sروز)",
            example="روایت یک کشتی",
        ),
    ),
    # signs of a feature
    people=(
        Sign(
            name="family",
            pattern=rf"(?:خانواده|مادر|پدر|خواهر|برادر|همسر|عروس|پسر|دختر){_MANY}|عروسی|عشق",
            example="خانواده‌های آول رفتند",
        ),
        Sign(
            name="child",
            pattern=rf"(?:کودک|نوزاد|نوجوان|بچه){_MANY}",
            example="کودکان بندر",
        ),
        Sign(name="woman or man", pattern=rf"(?:زن|مرد){_MANY}", example="مرد فانوس دریایی"),
        Sign(
            name="art and pastime",
            pattern=rf"(?:پیانیست|نوازنده|خواننده|هنرمند|بازیگر|عکاس){_MANY}",
            example="پیانیست در اسکله نواخت",
        ),
        Sign(
            name="person at the place",
            pattern=rf"(?:بازمانده|بازماندگان|شاهد|شاهدان|پزشک|اهالی|ساکنان|داستان|قصه){_MANY}",
            example="ساکنان آول در انتظار",
        ),
        Sign(
            name="writer and reader",
            pattern=r"من|ما|شما",
            example="کشتی‌هایی که ما دوست داشتیم",
        ),
    ),
    explains=(
        Sign(
            name="question word",
            pattern=r"چرا|چگونه|چطور|چیست|کیست|چه|آیا",
            example="کشتی‌ها چگونه می‌روند",
        ),
        Sign(
            name="map and time line",
            pattern=r"نقشه|گاه‌?شمار|تاریخچه|تحلیل|پشت\sپرده",
            example="بحران کشتی‌ها: گاه‌شمار",
        ),
        Sign(
            name="outlook",
            pattern=r"آینده|نگرانی|بیم|خطر(?:ات)?|چالش(?:‌?ها)?|احتمال|شاید|سناریو(?:ها)?"
            r"|پیامدها(?:ی)?",
            example="آینده کشتی‌های آول",
        ),
        Sign(
            name="lesson",
            pattern=r"درس(?:‌?ها(?:ی)?)?|معما|راز|راهبرد|پرسش(?:‌?ها)?|ابهام(?:‌?ها)?",
            example="درس‌های اعتصاب",
        ),
    ),
    # signs of plain news
    says=(
        Sign(
            name="speech",
            pattern=r"گفت|می‌گوید|اعلام\sکرد|تأکید\sکرد|تاکید\sکرد|خبر\sداد|به\sگفته",
            example="ناخدا گفت کشتی‌ها منتظرند",
        ),
        Sign(
            name="warning",
            pattern=r"هشدار|خواستار|تهدید\sکرد|قول\sداد",
            example="بندر درباره تأخیر هشدار داد",
        ),
        Sign(
            name="charge",
            pattern=r"محکوم\sکرد|متهم\sکرد|انتقاد\sکرد",
            example="کریم اعتصاب را محکوم کرد",
        ),
        Sign(
            name="call and talk",
            pattern=r"گفت‌?وگو\sکرد|رایزنی|تکذیب\sکرد|دفاع\sکرد",
            example="رایزنی فرستادگان درباره بندر",
        ),
    ),
    offices=(
        Sign(
            name="force",
            pattern=r"ارتش|نیروها(?:ی)?|پلیس|سپاه|پنتاگون|نیروی\sدریایی",
            example="ارتش اسکله را تخلیه کرد",
        ),
        Sign(
            name="office",
            pattern=r"وزیر|وزارت|رئیس‌?\s?جمهور(?:ی)?|مجلس|پارلمان|دولت|دادگاه|سازمان\sملل"
            r"|کاخ\sسفید"
            r"|فرستاده|کابینه|مقام(?:ات|‌?ها)?",
            example="مجلس درباره کشتی‌ها بحث کرد",
        ),
        Sign(name="sources", pattern=r"منابع|منبع", example="منابع: کشتی‌ها می‌ایستند"),
    ),
    # the noun of a verb in two parts
    acts=(
        Sign(
            name="strike",
            pattern=r"کشته|زخمی|حمله|حملات|بمباران|موشک(?:ی|‌?ها)?|پهپاد(?:ی|‌?ها)?|انفجار|درگیری"
            r"|هدف",
            example="حمله هوایی به آول",
        ),
        Sign(name="capture", pattern=r"تصرف|توقیف|اشغال", example="شورشیان آول را تصرف کردند"),
        Sign(
            name="truce and accord",
            pattern=r"آتش‌?\s?بس|توافق|عقب‌?\s?نشینی|خروج",
            example="آتش‌بس آغاز شد",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"استعفا|برکنار(?:ی)?|منصوب|انتخاب|انتصاب",
            example="مدیر بندر استعفا داد",
        ),
        Sign(
            name="court",
            pattern=r"بازداشت|دستگیر|محکوم\sبه|متهم\sشد",
            example="بازداشت دو نفر",
        ),
        Sign(
            name="decision",
            pattern=r"تصویب|رد\sکرد|تأیید\sکرد|تایید\sکرد|امضا|ممنوع",
            example="مجلس بودجه را تصویب کرد",
        ),
        Sign(
            name="start and stop",
            pattern=r"متوقف|تعلیق|اعزام|آغاز|به\sتعویق",
            example="کریم کشتی‌ها را متوقف کرد",
        ),
    ),
    exclusives=(
        Sign(
            name="own find",
            pattern=r"^(?:اختصاصی|انحصاری)",
            example="اختصاصی: بندر بسته می‌شود",
        ),
    ),
    # quarrels at home
    quarrels=(
        Sign(
            name="campus",
            pattern=r"دانشگاه(?:‌?ها)?|دانشجو(?:یان)?|مدارس",
            example="اختلاف در دانشگاه آول",
        ),
        Sign(name="faith at home", pattern=r"کنیسه|یهودستیزی", example="کنیسه نگهبان خواست"),
        Sign(
            name="party",
            pattern=r"جمهوری‌?خواهان|دموکرات‌?ها|سناتور(?:ها)?|کنگره",
            example="سناتورها درباره کریم اختلاف دارند",
        ),
        Sign(
            name="vote",
            pattern=r"رأی‌?دهندگان|نظرسنجی|تبلیغات\sانتخاباتی",
            example="نظرسنجی درباره کریم",
        ),
    ),
    blame=(Sign(name="blame", pattern=r"جنجال|مجادله|مشاجره", example="جنجال بر سر کشتی‌ها"),),
    # deeds that were done
    # both parts of the verb, in the past: a plan has other endings
    deeds=(
        Sign(
            name="hit and shot",
            pattern=r"کشته(?:\sشد(?:ند)?)?|زخمی\s(?:شد(?:ند)?|کرد(?:ند)?)|هدف\sقرار\sداد(?:ند)?"
            r"|هدف\sقرار\sگرفت|بمباران\sکرد(?:ند)?|حمله\sکرد(?:ند)?|شلیک\sکرد",
            example="پهپاد انباری را هدف قرار داد",
        ),
        Sign(
            name="destroyed",
            pattern=r"غرق\s(?:شد|کرد)|منهدم\s(?:شد|کرد)|سرنگون\s(?:شد|کرد)|ساقط\s(?:شد|کرد)"
            r"|رهگیری\sکرد",
            example="نیروی دریایی ۹ قایق را غرق کرد",
        ),
        Sign(
            name="taken by force",
            pattern=r"تصرف\sکرد(?:ند)?|توقیف\s(?:شد|کرد(?:ند)?)|اشغال\sکرد(?:ند)?"
            r"|محاصره\sکرد(?:ند)?",
            example="سربازان انبار را تصرف کردند",
        ),
        Sign(
            name="harm to people",
            pattern=r"جان\sباخت(?:ند)?|درگذشت|ناپدید\sشد(?:ند)?|ربوده\sشد(?:ند)?|ترور\sشد"
            r"|تخلیه\sشد",
            example="۹ کارگر جان باختند",
        ),
        Sign(
            name="office gained or lost",
            pattern=r"استعفا\s(?:داد|کرد)|برکنار\s(?:شد|کرد)|منصوب\s(?:شد|کرد)|انتخاب\sشد",
            example="مدیر بندر استعفا داد",
        ),
        Sign(
            name="court",
            pattern=r"بازداشت\s(?:شد(?:ند)?|کرد)|دستگیر\s(?:شد(?:ند)?|کرد)|اعدام\sشد(?:ند)?"
            r"|محکوم\sشد",
            example="یک کارگر بازداشت شد",
        ),
        Sign(
            name="decision",
            pattern=r"تصویب\s(?:شد|کرد)|رد\sکرد|امضا\s(?:شد|کرد(?:ند)?)|ممنوع\sکرد|اعلام\sجنگ\sکرد",
            example="مجلس آتش‌بس را تصویب کرد",
        ),
        Sign(
            name="forces moved",
            pattern=r"عقب‌?\s?نشینی\sکرد(?:ند)?|خارج\sکرد|اعزام\s(?:شد(?:ند)?|کرد)|فرستاد",
            example="کریم قایق‌ها را خارج کرد",
        ),
        Sign(
            name="start and stop",
            pattern=r"متوقف\s(?:شد|کرد)|بسته\sشد|بست|آغاز\s(?:شد|کرد)|پایان\sیافت|کاهش\sداد"
            r"|تعلیق\sکرد",
            example="کریم تولید را کاهش داد",
        ),
        Sign(
            name="freed",
            pattern=r"آزاد\s(?:شد(?:ند)?|کرد(?:ند)?)",
            example="دو کارگر آزاد شدند",
        ),
    ),
    later=(
        Sign(
            name="what came before",
            pattern=r"در\sپی|در\sحالی\sکه|همزمان\sبا|به\sدلیل",
            example="قیمت‌ها بالا رفت در پی حمله",
        ),
        Sign(
            name="condition",
            pattern=r"اگر|مگر|با\sوجود",
            example="گفت‌وگو ادامه دارد با وجود حمله",
        ),
    ),
    # news of elsewhere
    lands=LANDS,
    regions=REGIONS,
    remarks=REMARKS,
    markets=(
        Sign(
            name="energy price",
            pattern=r"(?:قیمت|بهای)\s(?:نفت|گاز|سوخت|بنزین)|نفت\sبرنت|برنت|بنزین",
            example="قیمت نفت بالا رفت",
        ),
        Sign(
            name="trade on markets",
            pattern=r"بورس|سهام|بازار(?:ها|های)?|سرمایه‌?گذاران|تورم|اقتصاد|دلار|طلا|رمزارز(?:ها)?",
            example="بورس سقوط کرد",
        ),
        Sign(
            name="flight and travel",
            pattern=r"شرکت‌?های\sهواپیمایی|پرواز(?:ها|های)?|خلبان(?:ان)?|گردشگر(?:ان)?"
            r"|مسافر(?:ان)?",
            example="پروازهای کریم لغو شد",
        ),
    ),
)
