"""Tolls: how many were killed, wounded, taken or lost, as a text says it in one of six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from digest.text.numbers import SMALL_NUMBERS, as_number
from digest.text.words import Word, fold, words

MORE_THAN_LIVE = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Toll:
    """What befell how many: the kind, the count in digits or as a word that is no number ("dozens"), and both in words
    of the text."""

    kind: str
    count: str
    text: str

    @property
    def number(self) -> int | None:
        """The count; None where the text gives no number."""
        return int(self.count) if self.count.isdecimal() else None


@lru_cache(maxsize=4096)
def tolls(text: str, language: str = "en") -> tuple[Toll, ...]:
    """The tolls a text gives: 12 killed, 30 wounded, …

    English, and any language not known here, is read by its grammar: in "two strikes killed 12" the toll is 12.
    Arabic, French, Hebrew, Persian and Turkish are read by the words around each number.
    """
    language = language[:2].lower()
    return tuple(_abroad(text, language) if language in _ABROAD else _english(text))


# ---- English --------------------------------------------------------------------------------------------------

_BEFALLEN = {
    "killed": "killed dead deaths die died fatalities bodies martyred slain",
    "wounded": "wounded injured hurt injuries",
    "casualties": "casualties",
    "missing": "missing",
    "hostages": "hostages hostage captives kidnapped abducted",
    "captured": "captured",
    "arrested": "arrested detained",
    "displaced": "displaced homeless evacuated",
}
_KINDS = {word: kind for kind, listed in _BEFALLEN.items() for word in listed.split()} | {
    "kill": "killed", "lives": "killed", "wound": "wounded", "injur": "wounded", "arrest": "arrested",
    "detain": "arrested", "captur": "captured", "kidnap": "hostages", "abduct": "hostages", "displac": "displaced",
}  # fmt: skip
_HARMS = "|".join(word for listed in _BEFALLEN.values() for word in listed.split())
_VERBS = "kill|wound|injur|arrest|detain|captur|kidnap|abduct|displac"
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SCALE = "|".join(_SCALES)
_VAGUE = r"(?:tens|dozens|scores|hundreds|thousands|millions)(?: of (?:thousands|millions))?"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPELT = "|".join(sorted(SMALL_NUMBERS, key=len, reverse=True))
_NUMBER = (
    rf"(?:(?:\d+(?:,\d{{3}})*(?:\.\d+)?|(?:{_TENS})-(?:{_SPELT})|{_SPELT}|a(?=\s(?:{_SCALE})\b))"
    rf"(?:\s(?:{_SCALE}))?|{_VAGUE})(?![\w-])"
)
_ROUGHLY = (
    r"(?:(?:at least|a total of|more than|as many as|up to|an estimated|over|about|around|some|nearly|almost"
    r"|another)\s+)*"
)
_TIME = r"(?:second|minute|hour|day|night|week|month|year|decade)s?"
_NO_PEOPLE = (
    rf"(?:{_TIME}|per|percent|times|(?:kilo)?met(?:er|re)s?|miles?|km|(?:air)?strikes?|attacks?|assaults?|raids?|rockets?"
    r"|missiles?|drones?|bombs?|bombings?|blasts?|explosions?|shells?|mortars?)\b"
)
_ASIDE = (
    r"(?:when|while|after|before|that|which|as|feared|presumed"
    r"|(?<!members )of (?:the|these|those|them|his|her|its|their|whom))\b"
)
_BEFELL = re.compile(  # "12 people were killed", but neither "two men killed 12" nor "12 men and wounded some"
    rf"(?<![\w$€£.,’'-])(?<!\bno )(?P<number>{_NUMBER})\s+"
    rf"(?P<between>(?:(?!{_NUMBER}|{_NO_PEOPLE}|{_ASIDE})[\w’'-]+\s+){{1,5}}?)??(?<!\band )(?<!\bor )"
    rf"(?P<harm>{_HARMS})\b"
    rf"(?(between)(?!\s+{_ROUGHLY}{_NUMBER}(?!\s+{_TIME}\b)))",
    re.IGNORECASE,
)
_DOING = rf"(?P<harm>{_VERBS}|deaths?(?=\sof\b))(?:e|s|es|p?ed|p?ings?|ions?)?(?:\s+of)?"
_BROUGHT = re.compile(  # "killed 12", "the killing of 12"
    rf"\b{_DOING}\s+{_ROUGHLY}(?P<number>{_NUMBER})(?!\s+{_NO_PEOPLE})",
    re.IGNORECASE,
)
_REACHED = re.compile(
    rf"\b(?P<harm>death) toll\b\D{{0,60}}?\b(?:of|to|at|reache[sd]|hits?|passe[sd])\s+{_ROUGHLY}(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_COST = re.compile(
    rf"\b(?:claim|cost)\w*\s+{_ROUGHLY}(?P<number>{_NUMBER})\s+(?:[\w-]+\s+)?(?P<harm>lives)\b",
    re.IGNORECASE,
)
# those who may have done it are not of them: their dead are counted apart
_PEOPLE = (
    "people persons? (?:fish|police|service)?(?:wo)?m[ae]n adults? (?:school)?child(?:ren)? boys? girls? baby babies "
    "infants? toddlers? teenagers? youths? students? pupils? teachers? nurses? doctors? medics? paramedics? "
    "firefighters? rescuers? workers? employees? farmers? miners? passengers? pedestrians? drivers? pilots? sailors? "
    "tourists? worshippers? villagers? residents? civilians? soldiers? troops officers? police guards? peacekeepers? "
    "journalists? reporters? refugees? migrants? protesters? others?"
)
_PART = (
    rf"{_ROUGHLY}(?:{_NUMBER}|an?)\s+(?:(?!{_NUMBER}|{_NO_PEOPLE}|{_ASIDE}|and\b)[\w’'-]+\s+){{0,2}}?"
    rf"(?:{_PEOPLE.replace(' ', '|')})\b"
)
_PARTS = rf"(?P<parts>{_PART}(?:,\s+{_PART}){{0,4}},?\s+and\s+{_PART})"
_JOINED = re.compile(rf"(?:\A|,\s+|\band\s+){_ROUGHLY}(?P<number>{_NUMBER}|an?\b)", re.IGNORECASE)
_BROUGHT_JOINTLY = re.compile(  # "killed nine students and one adult", but not "killed two men and one man was hurt"
    rf"\b{_DOING}\s+{_PARTS}"
    r"(?=\s*(?:\Z|[.,;:()–—-]|(?:in|on|at|near|when|after|while|as|during|since|from|and|before|inside|outside|by|across"
    r"|around|this|last|late|early|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b))",
    re.IGNORECASE,
)
_BEFELL_JOINTLY = re.compile(  # where a clause begins: neither "stormed two villages" nor "hit a man and two men died"
    rf"(?:\A|[.!?:;,(“\"‘–—]\s*|\s-\s|\b(?:that|said|says?|when|where|after|while|as|which|with|left|leaves|leaving)\s)"
    rf"{_PARTS}\s+(?P<between>(?:(?!{_NUMBER}|{_NO_PEOPLE}|{_ASIDE})[\w’'-]+\s+){{1,4}}?)??(?<!\band )(?<!\bor )"
    rf"(?P<harm>{_HARMS})\b"
    rf"(?!\s+{_ROUGHLY}{_NUMBER}(?!\s+{_TIME}\b))(?(between)|(?!\s+(?:an?|the|him|his|her|them|their|its)\b))",
    re.IGNORECASE,
)
_WHO = (
    r"(?:including|among (?:them|whom)|mostly|mainly|(?:(?:at least|almost|nearly|more than) )?"
    rf"(?:most|many|some|several|half|all|{_NUMBER}) of (?:them|whom))\b"
)
_HARM = rf"(?:{_HARMS})\b"
_TOLD_OF_THEM = rf"{_WHO}(?:(?!{_HARM})[^.;:()–—]){{0,160}}?"
_TELLS_OF_THEM = re.compile("including|among|of (?:them|whom)|mostly|mainly", re.IGNORECASE)
_INSERTED = re.compile(  # ", including two children," between the people and what befell them
    rf"(?P<people>{_NUMBER}(?:\s+[\w’'-]+){{0,3}}?)"
    rf"(?P<aside>,\s+{_TOLD_OF_THEM},|\s+[-–—]\s*{_TOLD_OF_THEM}\s*[-–—]|\s+\({_TOLD_OF_THEM}\)"
    rf"|\s+including(?:\s+(?!{_HARM})[\w’'-]+){{1,8}}?)"
    rf"(?=\s+(?:(?:were|was|have|had|has|are|is)\b|died\b|{_HARM}(?=\s*(?:\Z|[.,;:)]|(?:and|in|on|at|by|near|when|after"
    r"|during)\b))))",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\.?\s+\Z", re.IGNORECASE
)
_YEARS = frozenset(map(str, range(1900, 2100)))


def _english(text: str) -> Iterator[Toll]:
    read: set[int] = set()
    if _TELLS_OF_THEM.search(text):
        text = _INSERTED.sub(lambda match: match["people"] + " " * len(match["aside"]), text)
    for match in chain(_BROUGHT_JOINTLY.finditer(text), _BEFELL_JOINTLY.finditer(text)):
        parts, start = match["parts"], match.start("parts")
        if start not in read and (count := _sum(parts)):
            read |= {start + part.start("number") for part in _JOINED.finditer(parts)} | {start}
            yield _toll(match["harm"], count, parts)
    for match in chain(
        *(pattern.finditer(text) for pattern in (_BROUGHT, _REACHED, _COST, _BEFELL))
    ):
        number, start = match["number"], match.start("number")
        count = _count(number)
        if (
            not count
            or start in read
            or count == number in _YEARS
            or _DATE.search(text, max(0, start - 12), start)
        ):
            continue
        read.add(start)
        yield _toll(match["harm"], count, number)


def _toll(harm: str, count: str, words: str) -> Toll:
    kind = _KINDS.get(harm.lower(), "killed")
    return Toll(kind, count, f"{' '.join(words.split())} {kind}")


def _sum(parts: str) -> str:
    """The count of all parts; that of the first where the others only tell who they are; "" if one is no number."""
    counts = [
        _count(re.sub(r"\Aan?\Z", "one", part["number"].lower()))
        for part in _JOINED.finditer(parts)
    ]
    if not all(map(str.isdecimal, counts)):
        return ""
    first, *others = map(int, counts)
    return str(first if len(others) > 1 and first == sum(others) else first + sum(others))


def _count(number: str) -> str:
    """The digits of "1,600", "twenty-one" and "1.2 million"; "dozens" as it is; "" for a part of one, and for a string
    of digits that counts nobody."""
    parts = re.split(r"[\s-]", number.lower())
    if parts[0].endswith("s"):
        return number.lower()
    scale = _SCALES[parts.pop()] if len(parts) > 1 and parts[-1] in _SCALES else 1
    value = scale if parts == ["a"] else sum(map(as_number, parts)) * scale
    return str(int(value)) if value < MORE_THAN_LIVE and value == int(value) else ""


# ---- other languages ------------------------------------------------------------------------------------------

# beginnings of words, by language and kind
_STEMS = {
    "ar": {
        "killed": "قتل قتيل مقتل شهيد شهداء استشهد استشهاد وفاه مصرع",
        "wounded": "جريح جرح اصيب اصابه مصاب",
        "missing": "مفقود فقدان",
        "arrested": "اعتقال اعتقل معتقل توقيف",
        "displaced": "نزوح نازح",
    },
    "fa": {
        "killed": "كشته شهيد جانباخت",
        "wounded": "زخمي مجروح مصدوم",
        "missing": "مفقود",
        "arrested": "بازداشت دستگير",
        "displaced": "آواره",
    },
    "he": {
        "killed": "הרוג נהרג נרצח",
        "wounded": "פצוע נפצע",
        "missing": "נעדר",
        "arrested": "נעצר עצור",
        "displaced": "עקור",
    },
    "tr": {
        "killed": "ölü öldü ölen hayatını",
        "wounded": "yaralı yaraland",
        "missing": "kayıp",
        "arrested": "gözalt tutuklan",
        "displaced": "yerinden",
    },
    "fr": {
        "killed": "mort tue tuant deces",
        "wounded": "bless",
        "missing": "disparu",
        "arrested": "arret arrest interpell",
        "displaced": "deplace",
    },
}
# what may stand between the harm and its number: "au moins", "more than", a passive
_ABOUT = frozenset(
    fold(
        "نحو حوالي أكثر من على الأقل بیش حداقل شدن לפחות כ יותר מ en az fazla plus de au moins environ quelque"
    ).split()
)
_MONTHS = frozenset(
    fold(
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران "
        "تموز آب أيلول تشرين فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند ינואר פברואר מרץ אפריל "
        "מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר ocak şubat mart nisan mayıs haziran temmuz ağustos eylül "
        "ekim kasım aralık janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split()
)
_OF_THEM = {
    "ar": "(?:من )?بينهم|بينهن|بمن فيهم|منهم|معظمهم|أغلبهم",
    "fa": "از جمله|شامل",
    "he": "בהם|בהן|ביניהם|ביניהן|מתוכם|כולל",
    "fr": "dont|parmi (?:eux|elles|lesquels|lesquelles)|y compris",
}
_INSERTED_ABROAD = {  # "12 people, including two children, were killed": between commas or in brackets
    language: re.compile(
        rf"[,،]\s(?P<bare>(?:{of_them})\s[^,،.;:؛()]{{1,160}})[,،]|\((?P<held>(?:{of_them})\s[^()]{{1,160}})\)"
    )
    for language, of_them in _OF_THEM.items()
}
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\s\d{3})+(?![\d.,]\d|\d)")
_REACH = {"fr": 4}
_USUAL_REACH = 3
"""Words after a number in which its harm may stand: "12 people were killed"; "12 personnes ont été tuées"."""


def _spelt(text: str, language: str) -> str:
    """One spelling for a word; Turkish öldü (died) and oldu (became) stay two."""
    return text.casefold() if language == "tr" else fold(text)


_ABROAD = {
    language: {tuple(_spelt(stems, language).split()): kind for kind, stems in kinds.items()}
    for language, kinds in _STEMS.items()
}


def _abroad(text: str, language: str) -> Iterator[Toll]:
    for clause in _clauses(text, language):
        cut = words(clause)
        spelt = [_spelt(clause[word.start : word.end], language) for word in cut]
        for place, word in enumerate(cut):
            count = word.text.replace(".", "") if _THOUSANDS.fullmatch(word.text) else word.text
            counts = count.isdecimal() and len(count) < len(str(MORE_THAN_LIVE))
            if counts and (harm := _harm_near(cut, spelt, place, language)):
                kind, other = harm
                first, last = cut[min(place, other)], cut[max(place, other)]
                yield Toll(kind, count, " ".join(clause[first.start : last.end].split()))


def _clauses(text: str, language: str) -> Iterator[str]:
    """What stands between two marks. An aside on who they were is a clause of its own; what it cut in two is one."""
    if language == "fr":
        text = _SPACED_THOUSANDS.sub(lambda match: re.sub(r"\s", ".", match[0]), text)
    if inserted := _INSERTED_ABROAD.get(language):
        yield from (match["bare"] or match["held"] for match in inserted.finditer(text))
        text = inserted.sub(" ", text)
    yield from re.split(r"[,;:.!?،؛](?=\s|$)", text)


def _harm_near(
    cut: Sequence[Word], spelt: Sequence[str], place: int, language: str
) -> tuple[str, int] | None:
    """What befell so many people, and where that word stands: right before the number, or soon after it."""
    before, after = place - 1, place + 1
    if cut[place].text in _YEARS or (
        after < len(cut) and _MONTHS & {cut[after].text, cut[after].text[1:]}
    ):
        return None  # a year, and a day of a month
    while before >= 0 and cut[before].text in _ABOUT:
        before -= 1
    reach = _REACH.get(language, _USUAL_REACH)
    for other in (before, *range(after, min(after + reach, len(cut)))):
        for stems, kind in _ABROAD[language].items():
            if other >= 0 and _begins(spelt[other], stems):
                return kind, other
    return None


def _begins(word: str, stems: tuple[str, ...]) -> bool:
    """True for a word that begins with a stem, behind one particle in Arabic and Hebrew."""
    return word.startswith(stems) or (not word[:1].isascii() and word[1:].startswith(stems))
