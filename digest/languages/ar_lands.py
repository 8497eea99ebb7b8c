"""Arabic lands: names of lands of the world, and ways to say that one of these speaks."""

from __future__ import annotations

from digest.languages.sign import Sign

# the rims of the region are left out, as in English: their news is often news of the region
LANDS = (
    Sign(
        name="Australia and New Zealand",
        pattern=r"[أا]ستراليا|نيوزيلندا|[أا]سترالي\w*",
        example="أستراليا تحصي سفنها",
    ),
    Sign(
        name="Britain and Ireland",
        pattern=r"بريطانيا|بريطاني\w*|إنجلترا|لندن|[إا]يرلندا|[إا]سكتلندا",
        example="بريطانيا تحصي سفنها",
    ),
    Sign(
        name="France and Germany",
        pattern=r"فرنسا|فرنسي\w*|باريس|ألماني\w*|المانيا|برلين|ماكرون",
        example="فرنسا تحصي سفنها",
    ),
    Sign(
        name="south and middle of Europe",
        pattern=r"[إا]سباني\w*|البرتغال|[إا]يطالي\w*|الفاتيكان|هولندا|هولندي\w*|بلجيكا|سويسر\w+"
        r"|النمسا|نمساوي\w*",
        example="إيطاليا تحصي سفنها",
    ),
    Sign(
        name="north of Europe",
        pattern=r"غرينلاند|الدنمارك|دنماركي\w*|النرويج|نرويجي\w*|السويد|سويدي\w*|فنلندا|[أا]يسلندا",
        example="النرويج تحصي سفنها",
    ),
    Sign(
        name="east of Europe and the Balkans",
        pattern=r"بولندا|بولندي\w*|المجر|التشيك|سلوفاكيا|سلوفينيا|رومانيا|بلغاريا|مولدوفا"
        r"|[إا]ستونيا"
        r"|لاتفيا|ليتوانيا|بيلاروس\w*|كرواتيا|صربيا|صربي\w*|البوسنة|كوسوفو|ألبانيا|مقدونيا",
        example="بولندا تحصي سفنها",
    ),
    Sign(
        name="Europe as a whole",
        pattern=r"[أا]وروب\w+|الاتحاد\sالأوروبي",
        example="وزراء أوروبا يجتمعون",
    ),
    Sign(
        name="Ukraine and Russia",
        pattern=r"[أا]وكراني\w*|زيلينسكي|كييف|روسيا|روسي\w*|الروس|الكرملين|موسكو|بوتين",
        example="روسيا تحصي سفنها",
    ),
    Sign(
        name="middle and south of Asia",
        pattern=r"كازاخستان|[أا]وزبكستان|قرغيزستان|طاجيكستان|تركمانستان|منغوليا|الهند|هندي\w*"
        r"|باكستان\w*|[أا]فغان\w*|بنغلاد[يش]*|سريلانكا|نيبال",
        example="الهند تحصي سفنها",
    ),
    Sign(
        name="east and south-east of Asia",
        pattern=r"الصين|صيني\w*|بكين|تايوان|هونغ\sكونغ|اليابان|ياباني\w*|طوكيو|كوريا|كوري\w*|آسيا"
        r"|آسيوي\w*|تايلاند|فيتنام|كمبوديا|ميانمار|الفلبين|ماليزيا|[إا]ندونيسيا|سنغافورة",
        example="اليابان تحصي سفنها",
    ),
    Sign(
        name="Africa",
        # the north of Africa belongs to the region
        pattern=r"(?<!شمال\s)[أا]فريق\w+|نيجيريا|النيجر|(?<=في\s)مالي|بوركينا\sفاسو|غانا|السنغال"
        r"|الكاميرون|تشاد|كينيا|[أا]وغندا|رواندا|الكونغو|[أا]نغولا|زامبيا|زيمبابوي|موزمبيق|تنزانيا"
        r"|[إا]ثيوبيا|[إا]ثيوبي\w*",
        example="كينيا تحصي سفنها",
    ),
    Sign(
        name="America",
        pattern=r"كندا|كندي\w*|المكسيك|كوبا|هايتي|جامايكا|غواتيمالا|هندوراس|نيكاراغوا|بنما"
        r"|[أا]ميركا\sاللاتينية|البرازيل|برازيلي\w*|الأرجنتين|تشيلي|بيرو|كولومبيا|فنزويلا|بوليفيا"
        r"|الإكوادور",
        example="كندا تحصي سفنها",
    ),
)
"""Names of lands, their people and capitals."""

REGIONS = (
    Sign(
        name="Middle East",
        pattern=r"شرق\sالأوسط|خليج(?:ية?)?|مشرق|مغرب\sالعربي|شمال\s[أا]فريقيا",
        example="حرب في الشرق الأوسط",
    ),
    Sign(
        name="its peoples",
        pattern=r"عرب(?:ي|ية)?|مسلم(?:ون|ين)|عالم\sالإسلامي",
        example="مبعوثون عرب يجتمعون",
    ),
)
"""Names of the region as a whole, which are no place of the gazetteer."""

# a verb of a title stands in its present or past, for a man, a woman or a land
_SAYS = (
    r"(?:[يت]حذر|حذرت?|[يت]دين|[أا]دانت?|[يت]ندد|نددت?|[يت]دعو|دعت?|دعا|[يت]طالب|طالبت?|[يت]تهم"
    r"|اتهمت?|[يت]ؤكد|[أا]كدت?|[يت]نفي|نفت|نفى|[يت]قول|قالت?|[يت]رحب|رحبت?|[يت]نتقد|انتقدت?"
    r"|[يت]أمل|[يت]عرب\sعن|[أا]عربت?\sعن|[يت]حث|حثت?|[يت]صف|وصفت?)"
)

REMARKS = (
    Sign(
        name="a land speaks",
        pattern=rf"LAND(?: \w+){{0,2}}? {_SAYS}",
        example="ألمانيا تحذر من الحرب",
    ),
    Sign(
        name="so says a land",
        pattern=rf"{_SAYS} (?:\w+ )?LAND|بحسب LAND",
        example="حذرت فرنسا من الحرب",
    ),
    Sign(
        name="a land in front",
        pattern=r"^LAND:(?= )(?!.*(?:قتل|قتيل|جرحى|[إا]صابة|اعتقال|\d))",
        example="ألمانيا: الحرب يجب أن تنتهي",
    ),
)
"""Ways in which a title says that a land speaks."""
