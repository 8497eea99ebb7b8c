"""Words of coming days: how languages say that something will happen on one day.

Only what is sure is meant: a pattern that also catches a doubt or a past day does not stand here.
Persian months are those of another calendar, and Persian weekdays are read alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digest.models.calendar_names import MONTHS_IN_LOWER_CASE, WEEKDAYS_IN_LOWER_CASE


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingWords:
    """The words of one language for a day to come; patterns ignore case.

    `weekdays` run from Monday, `months` from January; each may be a pattern. `dated` names the day
    of an event, with WEEKDAY and MONTH for these words and the groups weekday, day, month and year.
    `coming` says that something will happen, `unsure` that it may not, or that it did, and `times`
    are further words of time.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...] = ()
    dated: str
    coming: str
    unsure: str
    times: str


# quotation marks, a question and a shown cut: the words are another's, or not whole
_OTHERS = '[?“”„»«"…؟]'

ENGLISH = ComingWords(
    weekdays=WEEKDAYS_IN_LOWER_CASE,
    months=MONTHS_IN_LOWER_CASE,
    # "on" alone names the day of the event: "by", "until" and "before" name an end
    dated=(
        r"\bon (?:(?P<weekday>WEEKDAY)(?:, )?)?(?:(?P<month>MONTH) (?P<day>\d{1,2})(?!\d)|"
        r"(?P<day_first>\d{1,2}) (?P<month_behind>MONTH))?(?:,? (?P<year>\d{4}))?\b"
    ),
    coming=r"\b(?:will|(?:is|are) (?:due|scheduled|set|planned)(?: to)?|(?:is|are) to)\b",
    # a doubt, a condition, a denial, a plan that fell, a past plan, or another's words
    unsure=(
        r"\b(?:if|unless|whether|may|might|could|would|should|not|never|no longer|expected|likely|"
        r"possibl[ey]|perhaps|hopes?|plans? to|wants?|proposed|postponed|delayed|cancell?ed|"
        r"suspended|was|were|had|until|since|every|each|annual(?:ly)?|won't|cannot)\b|n['’]t\b|"
        + _OTHERS
    ),
    times=(
        r"(?:MONTH) \d|\d{1,2} (?:MONTH)|today|tonight|tomorrow|yesterday|"
        r"\d{1,2} (?:hours|days|weeks|months|years)|next|last|this"
    ),
)  # fmt: skip

GERMAN = ComingWords(
    weekdays=(
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag",
    ),
    months=(
        "januar|jänner", "februar|feber", "märz", "april", "mai", "juni", "juli", "august",
        "september", "oktober", "november", "dezember",
    ),
    # without the month after a number, "am 26." is no date
    dated=(
        r"\bam (?:(?P<weekday>WEEKDAY)(?:,? (?:de[mn] )?(?=\d))?)?"
        r"(?:(?P<day>\d{1,2})\. (?P<month>MONTH))?(?: (?P<year>\d{4}))?\b"
    ),
    coming=r"\b(?:wird|werden)\b",
    unsure=(
        r"\b(?:falls|wenn|sofern|ob|könnten?|dürften?|würden?|sollten?|möglich\w*|vielleicht|wohl|"
        r"voraussichtlich|wahrscheinlich|nicht|kein\w*|nie|niemals|erwartet|hoff\w+|woll\w+|will|"
        r"plan\w+|geplant\w*|verschoben|abgesagt|ausgesetzt|war|waren|hatten?|wurden?|bis|seit|"
        r"jede[nmrs]?|jährlich|wöchentlich)\b|" + _OTHERS
    ),
    times=(
        r"\d{1,2}\. (?:MONTH)|heute|morgen|gestern|nächste\w*|letzte\w*|kommende\w*|vergangene\w*|"
        r"vorige\w*|diese\w* woche"
    ),
)  # fmt: skip

FRENCH = ComingWords(
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    months=(
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    dated=(
        r"\b(?:(?:le |ce )?(?P<weekday>WEEKDAY)(?: (?=\d))?|le (?=\d))"
        r"(?:(?P<day>\d{1,2})(?:er)? (?P<month>MONTH))?(?: (?P<year>\d{4}))?\b"
    ),
    # the ending of the future tense; "va" and "vont" begin the near future
    coming=r"(?<!\w)(?:va|vont|(?!opéra|caméra|para|tiara)[a-zéèêâîôû]{2,}(?:ra|ront))(?!\w)",
    unsure=(
        r"(?<!\w)(?:si|sauf|peut|peuvent|\w+rai(?:t|ent)|ne|pas|jamais|plus|attendue?s?|probable\w*|"
        r"peut-être|éventuel\w*|espèr\w+|souhait\w+|veut|veulent|envisag\w+|report[ée]\w*|"
        r"annulé\w*|suspendu\w*|était|étaient|avait|avaient|jusqu\w*|avant|depuis|dès|chaque|tous|"
        r"toutes|voté|dernier|dernière)(?!\w)|\b[sn]['’]|" + _OTHERS
    ),
    times=(
        r"\d{1,2} (?:MONTH)|aujourd['’]hui|demain|hier|semaine|prochaine?s?|dernière?s?|"
        r"\d{1,2} (?:heures|jours|semaines|mois|ans)"
    ),
)  # fmt: skip

TURKISH = ComingWords(
    weekdays=("pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"),
    months=(
        "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim",
        "kasım", "aralık",
    ),
    # "pazar" is a market too, and Sunday where "günü" follows
    dated=(
        r"\b(?:(?P<day>\d{1,2}) (?P<month>MONTH)(?: (?P<year>\d{4}))?(?:['’][dt][ae]|"
        r" (?P<weekday_behind>WEEKDAY)(?: günü)?)|(?P<weekday>WEEKDAY) günü)(?!\w)"
    ),
    coming=r"\b\w+(?<!may)(?<!mey)[ae]ca(?:k|ğı|klar)\b|\b\w+(?<!may)(?<!mey)ece(?:k|ği|kler)\b",
    unsure=(
        r"\b(?:eğer|belki|olabilir|muhtemelen|bekleniyor|planl\w+|değil|ertelen\w+|iptal|kadar|"
        r"beri|önce|sonra|her|ise|\w+ma[yz]\w*|\w+me[yz]\w*|\w+abilir|\w+ebilir)\b|" + _OTHERS
    ),
    times=r"\d{1,2} (?:MONTH)|bugün|yarın|dün|geçen|gelecek|önümüzdeki|bu hafta",
)  # fmt: skip

ARABIC = ComingWords(
    weekdays=("ال[إا]ثنين", "الثلاثاء", "ال[أا]ربعاء", "الخميس", "الجمعة", "السبت", "ال[أا]حد"),
    months=(
        "يناير|كانون الثاني", "فبراير|شباط", "مارس|آذار", "[أا]بريل|نيسان", "مايو|[أا]يار",
        "يونيو|حزيران", "يوليو|تموز", "[أا]غسطس|آب", "سبتمبر|[أا]يلول",
        "[أا]كتوبر|تشرين ال[أا]ول", "نوفمبر|تشرين الثاني", "ديسمبر|كانون ال[أا]ول",
    ),
    dated=(
        r"(?<!\w)(?:يوم (?P<weekday>WEEKDAY)(?: (?:الموافق )?(?=\d))?|في (?=\d))"
        r"(?:(?P<day>\d{1,2}) (?P<month>MONTH))?(?: (?P<year>\d{4}))?(?!\w)"
    ),
    # verbs of news alone: many nouns begin with the letters of the future ("سيارة", "سياسة")
    coming=(
        r"(?<!\w)و?(?:سوف|س[يت](?:صوت|جتمع|عقد|بدأ|زور|لتقي|فتتح|جري|نطلق|ستأنف|صل|وقع|علن|ناقش|"
        r"نتخب|غادر|شارك|تسلم|نظر|كون|تم)(?:ون|ان)?)(?!\w)"
    ),
    unsure=(
        r"(?<!\w)و?(?:إذا|لو|ربما|قد|يمكن|لن|لم|لا|ليس\w*|غير|متوقع|المتوقع|يتوقع|المحتمل|يأمل|"
        r"ت[أا]جل\w*|ألغي\w*|كان|كانت|حتى|قبل|منذ|كل|بعد)(?!\w)|" + _OTHERS
    ),
    times=r"\d{1,2} (?:MONTH)|اليوم|غدا|غدًا|أمس|الماضي|الأسبوع|المقبل|القادم",
)  # fmt: skip

HEBREW = ComingWords(
    weekdays=(
        "שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת", "ראשון",
    ),
    months=(
        "ינואר", "פברואר", "מרץ|מרס", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר",
        "אוקטובר", "נובמבר", "דצמבר",
    ),
    # a weekday is also an ordinal ("second"), so that the word for day stands before it
    dated=(
        r"(?<!\w)(?:ביום (?P<weekday>WEEKDAY)(?:,? ה?-?(?=\d))?|ב-?(?=\d))"
        r"(?:(?P<day>\d{1,2}) ב(?P<month>MONTH))?(?: (?P<year>\d{4}))?(?!\w)"
    ),
    coming=(
        r"(?<!\w)(?:[ית](?:תכנס|צביע|יפגש|תקיים|יפתח|יחתם|בקר|דון|תחיל|צא|גיע|כריז|שוב|נאם|תפרסם)"
        r"|י(?:תכנסו|צביעו|יפגשו|תקיימו|דונו|גיעו|תחילו))(?!\w)"
    ),
    unsure=(
        r"(?<!\w)(?:אם|אולי|ייתכן|יתכן|עשוי\w*|עלול\w*|צפוי\w*|לא|אין|נדח\w+|בוטל\w*|הושע\w+|היה|"
        r"הייתה|היו|עד|מאז|כל|לפני|אחרי|מתכנ\w+|מקוו\w*)(?!\w)|" + _OTHERS
    ),
    times=r"\d{1,2} ב(?:MONTH)|היום|מחר|אתמול|הבא|הבאה|שעבר|שעברה|השבוע",
)  # fmt: skip

PERSIAN = ComingWords(
    weekdays=(
        "دوشنبه", "سه[\u200c ]?شنبه", "چهارشنبه", "پنج[\u200c ]?شنبه", "جمعه", "شنبه", "یکشنبه",
    ),
    dated=r"(?<!\w)روز (?P<weekday>WEEKDAY)(?!\w)",
    coming=r"(?<!\w)خواه(?:د|ند)(?!\w)",
    unsure=(
        r"(?<!\w)(?:اگر|شاید|ممکن|احتمال\w*|ن(?:خواهد|خواهند)|نیست|قرار بود|لغو|تعویق|بود|بودند|تا|"
        r"از زمان|هر|پس از|پیش از|انتظار|امیدوار\w*)(?!\w)|" + _OTHERS
    ),
    times=r"امروز|فردا|دیروز|هفته|گذشته|آینده|\d{1,2} \w+ماه",
)  # fmt: skip

COMING_WORDS: Mapping[str, ComingWords] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "tr": TURKISH,
    "ar": ARABIC,
    "he": HEBREW,
    "fa": PERSIAN,
}
"""The words by the code of their language."""
