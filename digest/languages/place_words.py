"""Words of places: how languages say that something happens in a place, and names on a map.

A name stands behind a word of place, or behind a letter that is written with it, as in Arabic and
Hebrew. Names of places are those of the gazetteer in `config/aliases.yaml`; here stand the names
of countries and seas, and the few places that the map calls by another name than the first one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceWords:
    """The words of one language for being in a place; patterns stand in front of a name.

    `where` are words before a name, with KIND for a kind of place between them; `in_capital` are
    those that stand before a capital, which is a name of its government too. `attached` is written
    with the name; then a name may lose `dropped`, the article. `letters` are those of the script,
    and `foreign` letters that only another language of the script has.
    """

    where: str
    in_capital: str
    kind: str
    attached: str = ""
    dropped: str = ""
    letters: str
    foreign: str = ""
    regions: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


ENGLISH = PlaceWords(
    where=r"\b(?i:in|at|near|off|around|outside|inside|over|into|through|across|from|to|on|of)",
    # a capital stands for its government too: "from Damascus" may be a letter
    in_capital=r"\b(?i:in|near|outside|inside|over|around)",
    kind=(
        r"(?:the )?(?:(?:port|city|town|village|camp|outskirts|coast|suburbs|north|south|east|west|"
        r"northern|southern|eastern|western|central|occupied|island) (?:city |town |of )?(?:of )?)?"
    ),
    letters=r"[A-Za-z]",
)

ARABIC = PlaceWords(
    where=(
        r"(?<!\w)(?:و|ف)?(?:في|قرب|قبالة|داخل|خارج|شمال|جنوب|شرق|غرب|شمالي|جنوبي|شرقي|غربي|وسط|"
        r"بالقرب من|على|من|إلى|نحو|عبر|فوق|قصف|مدينة|ميناء|بلدة|مخيم|سواحل|ساحل|ضواحي|محافظة)"
    ),
    in_capital=r"(?<!\w)(?:و|ف)?(?:في|قرب|داخل|خارج|وسط|شمال|جنوب|شرق|غرب|ضواحي|بالقرب من)",
    kind=(
        r"(?:(?:مدينة|ميناء|بلدة|قرية|مخيم|محافظة|منطقة|جزيرة|سواحل|ساحل|ضواحي|ضاحية|شمال|جنوب|"
        r"شرق|غرب|وسط) ){0,2}"
    ),
    # "in" is a letter of the name's own word: Beirut, and in-Beirut
    attached=r"(?<!\w)[وف]?ب",
    letters=r"[\u0621-\u064a]",
    foreign="پچژگکیڤ\u200c",
    regions={
        "Iran": "إيران", "Iraq": "العراق", "Syria": "سوريا", "Turkey": "تركيا", "Egypt": "مصر",
        "Saudi Arabia": "السعودية", "Yemen": "اليمن", "Oman": "عُمان", "Sudan": "السودان",
        "Libya": "ليبيا", "Jordan": "الأردن", "Lebanon": "لبنان", "Israel": "إسرائيل",
        "Palestine": "فلسطين", "Kuwait": "الكويت", "Qatar": "قطر", "Emirates": "الإمارات",
        "Cyprus": "قبرص", "Georgia": "جورجيا", "Armenia": "أرمينيا", "Azerbaijan": "أذربيجان",
        "Turkmenistan": "تركمانستان", "Afghanistan": "أفغانستان", "Pakistan": "باكستان",
        "Ethiopia": "إثيوبيا", "Eritrea": "إريتريا", "Djibouti": "جيبوتي", "Somalia": "الصومال",
        "Greece": "اليونان", "Mediterranean Sea": "البحر المتوسط", "Black Sea": "البحر الأسود",
        "Red Sea": "البحر الأحمر", "Gulf of Aden": "خليج عدن", "Arabian Sea": "بحر العرب",
        "Caspian Sea": "بحر قزوين", "The Gulf": "الخليج", "Gulf of Oman": "خليج عُمان",
    },
    places={"tehran": "طهران", "amman": "عمّان", "hebron": "الخليل", "tyre": "صور", "qom": "قم",
            "aden": "عدن", "jeddah": "جدة", "persian-gulf": "الخليج", "khiam": "الخيام"},
)  # fmt: skip

HEBREW = PlaceWords(
    where=(
        r"(?<!\w)[ושה]*(?:ליד|מול|סביב|בעיר|בנמל|באזור|במחנה|בכפר|באי|בפאתי|בפרברי|בצפון|בדרום|"
        r"במזרח|במערב|במרכז|מצפון ל|מדרום ל|ממזרח ל|ממערב ל|סמוך ל|לחופי|בחוף|בחופי|מעל)"
    ),
    in_capital=r"(?<!\w)[ושה]*(?:ליד|סביב|בעיר|בפאתי|בפרברי|בצפון|בדרום|במזרח|במערב|במרכז|סמוך ל)",
    kind=r"(?:(?:העיר|נמל|מחנה|הכפר|האי|צפון|דרום|מזרח|מערב|מרכז) ){0,2}",
    attached=r"(?<!\w)[וש]*ב",
    dropped="ה",
    letters=r"[\u05d0-\u05ea]",
    regions={
        "Iran": "איראן", "Iraq": "עיראק", "Syria": "סוריה", "Turkey": "טורקיה", "Egypt": "מצרים",
        "Saudi Arabia": "ערב הסעודית", "Yemen": "תימן", "Oman": "עומאן", "Sudan": "סודאן",
        "Libya": "לוב", "Jordan": "ירדן", "Lebanon": "לבנון", "Israel": "ישראל",
        "Palestine": "פלסטין", "Kuwait": "כווית", "Qatar": "קטאר", "Emirates": "האמירויות",
        "Cyprus": "קפריסין", "Georgia": "גאורגיה", "Armenia": "ארמניה", "Azerbaijan": "אזרבייג'ן",
        "Turkmenistan": "טורקמניסטן", "Afghanistan": "אפגניסטן", "Pakistan": "פקיסטן",
        "Ethiopia": "אתיופיה", "Eritrea": "אריתריאה", "Djibouti": "ג'יבוטי", "Somalia": "סומליה",
        "Greece": "יוון", "Mediterranean Sea": "הים התיכון", "Black Sea": "הים השחור",
        "Red Sea": "ים סוף", "Gulf of Aden": "מפרץ עדן", "Arabian Sea": "הים הערבי",
        "Caspian Sea": "הים הכספי", "The Gulf": "המפרץ", "Gulf of Oman": "מפרץ עומאן",
    },
    places={"homs": "חומס", "tyre": "צור", "qom": "קום", "aden": "עדן", "marib": "מאריב",
            "gaza-city": "העיר עזה", "red-sea": "ים סוף", "medina": "מדינה"},
)  # fmt: skip

PERSIAN = PlaceWords(
    where=(
        r"(?<!\w)(?:در|نزدیک|نزدیکی|شمال|جنوب|شرق|غرب|مرکز|حومه|حومهٔ|اطراف|سواحل|ساحل|بندر|شهر|"
        r"به|از|به سوی|بر فراز)"
    ),
    in_capital=r"(?<!\w)(?:در|نزدیک|نزدیکی|حومه|حومهٔ|اطراف|شمال|جنوب|شرق|غرب|مرکز)",
    kind=(
        r"(?:(?:شهر|بندر|شهرک|روستای|اردوگاه|جزیره|جزیرهٔ|استان|حومه|حومهٔ|شمال|جنوب|شرق|غرب|"
        r"مرکز|سواحل) ){0,2}"
    ),
    letters=r"[\u0621-\u06cc]",
    foreign="ةيكىأإؤ",
    regions={
        "Iran": "ایران", "Iraq": "عراق", "Syria": "سوریه", "Turkey": "ترکیه", "Egypt": "مصر",
        "Saudi Arabia": "عربستان سعودی", "Yemen": "یمن", "Oman": "عمان", "Sudan": "سودان",
        "Libya": "لیبی", "Jordan": "اردن", "Lebanon": "لبنان", "Israel": "اسرائیل",
        "Palestine": "فلسطین", "Kuwait": "کویت", "Qatar": "قطر", "Emirates": "امارات",
        "Cyprus": "قبرس", "Georgia": "گرجستان", "Armenia": "ارمنستان",
        "Azerbaijan": "جمهوری آذربایجان", "Turkmenistan": "ترکمنستان",
        "Afghanistan": "افغانستان", "Pakistan": "پاکستان", "Ethiopia": "اتیوپی",
        "Eritrea": "اریتره", "Djibouti": "جیبوتی", "Somalia": "سومالی", "Greece": "یونان",
        "Mediterranean Sea": "دریای مدیترانه", "Black Sea": "دریای سیاه", "Red Sea": "دریای سرخ",
        "Gulf of Aden": "خلیج عدن", "Arabian Sea": "دریای عرب", "Caspian Sea": "دریای خزر",
        "The Gulf": "خلیج فارس", "Gulf of Oman": "دریای عمان",
    },
    places={"jerusalem": "بیت‌المقدس", "qom": "قم", "tyre": "صور", "aden": "عدن"},
)  # fmt: skip

PLACE_WORDS: Mapping[str, PlaceWords] = {
    "en": ENGLISH,
    "ar": ARABIC,
    "he": HEBREW,
    "fa": PERSIAN,
}
"""By the code of a language; a mail in another language has no map."""
