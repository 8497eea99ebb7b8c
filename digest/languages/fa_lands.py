"""Persian lands: names of lands of the world, and ways to say that one of these speaks."""

from __future__ import annotations

from digest.languages.sign import Sign

_PEOPLE = r"(?:ی|یی|ایی)?(?:[\s\u200c]?ها)?"
"""Endings that make a people of the name of a land."""

# the rims of the region are left out, as in English: their news is often news of the region
LANDS = (
    Sign(
        name="Europe in the west",
        pattern=rf"(?:بریتانیا|انگلیس|انگلستان|ایرلند|اسکاتلند|فرانسه|آلمان|اسپانیا|پرتغال|ایتالیا"
        rf"|هلند|بلژیک|سوئیس|اتریش){_PEOPLE}|فرانسوی|لندن|پاریس|برلین|واتیکان",
        example="آلمان کشتی‌هایش را شمرد",
    ),
    Sign(
        name="Europe in the north and east",
        pattern=rf"(?:گرینلند|دانمارک|نروژ|سوئد|فنلاند|ایسلند|لهستان|مجارستان|جمهوری\sچک|اسلواکی"
        rf"|اسلوونی"
        rf"|رومانی|بلغارستان|مولداوی|استونی|لتونی|لیتوانی|بلاروس|کرواسی|صربستان|بوسنی|کوزوو"
        rf"|آلبانی|مقدونیه){_PEOPLE}",
        example="نروژ کشتی‌هایش را شمرد",
    ),
    Sign(
        name="Europe as a whole",
        pattern=rf"اروپا{_PEOPLE}|اتحادیه\sاروپا",
        example="وزیران اروپا دیدار کردند",
    ),
    Sign(
        name="Ukraine and Russia",
        pattern=rf"(?:اوکراین|روسیه){_PEOPLE}|روس|روسی|زلنسکی|پوتین|کی‌یف|کرملین|مسکو",
        example="روسیه کشتی‌هایش را شمرد",
    ),
    Sign(
        name="Asia",
        pattern=rf"(?:قزاقستان|ازبکستان|قرقیزستان|تاجیکستان|ترکمنستان|مغولستان|هند|هندوستان"
        rf"|پاکستان|افغانستان|بنگلادش|سریلانکا|نپال|چین|تایوان|هنگ‌کنگ|ژاپن|کره|تایلند|ویتنام"
        rf"|کامبوج|میانمار|فیلیپین|مالزی|اندونزی|سنگاپور|آسیا){_PEOPLE}|پکن|توکیو|افغان",
        example="ژاپن کشتی‌هایش را شمرد",
    ),
    Sign(
        name="Africa",
        # the north of Africa belongs to the region
        pattern=rf"(?:(?<!شمال\s)آفریقا|نیجریه|نیجر|بورکینافاسو|غنا|سنگال|کامرون|چاد|کنیا"
        rf"|اوگاندا|رواندا|کنگو|آنگولا|زامبیا|زیمبابوه|موزامبیک|تانزانیا|اتیوپی){_PEOPLE}",
        example="کنیا کشتی‌هایش را شمرد",
    ),
    Sign(
        name="America and Australia",
        pattern=rf"(?:کانادا|مکزیک|کوبا|هائیتی|گواتمالا|هندوراس|نیکاراگوئه|پاناما|آمریکای\sلاتین"
        rf"|برزیل|آرژانتین|شیلی|پرو|کلمبیا|ونزوئلا|بولیوی|اکوادور|استرالیا|نیوزیلند){_PEOPLE}",
        example="کانادا کشتی‌هایش را شمرد",
    ),
)
"""Names of lands, their people and capitals."""

REGIONS = (
    Sign(
        name="Middle East",
        pattern=r"خاورمیانه|خلیج\sفارس|خلیج|مغرب\sعربی|شمال\sآفریقا",
        example="جنگ در خاورمیانه",
    ),
    Sign(
        name="its peoples",
        pattern=r"عرب(?:ی|ها)?|اعراب|مسلمان(?:ان)?|جهان\sاسلام",
        example="فرستادگان عرب دیدار کردند",
    ),
)
"""Names of the region as a whole, which are no place of the gazetteer."""

_SAYS = (
    r"(?:هشدار\sداد|محکوم\sکرد|خواستار|متهم\sکرد|انتقاد\sکرد|گفت|تأکید\sکرد|تاکید\sکرد|تکذیب\sکرد"
    r"|ابراز\sنگرانی|استقبال\sکرد|اعلام\sکرد)"
)

REMARKS = (
    # the verb of saying stands at the end, with the matter before it
    Sign(
        name="a land speaks",
        pattern=rf"^(?:\S+ ){{0,3}}?LAND(?: \S+){{0,8}}? {_SAYS}",
        example="آلمان درباره جنگ هشدار داد",
    ),
    Sign(
        name="a land in front",
        pattern=r"^LAND:(?= )(?!.*(?:کشته|زخمی|بازداشت|\d))",
        example="فرانسه: جنگ باید پایان یابد",
    ),
)
"""Ways in which a title says that a land speaks."""
