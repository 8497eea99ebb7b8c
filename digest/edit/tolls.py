"""Tolls: how many were killed, wounded, taken or lost, as a text says it in one of six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.text import Word, fold, words

_NUMBER = r"\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands"
_SMALL_NUMBERS = "two three four five six seven eight nine ten eleven twelve"
_DIGITS = {word: number for number, word in enumerate(_SMALL_NUMBERS.split(), start=2)}
_HARM = "killed|dead|deaths|die|died|wounded|injured|hurt|missing|hostages|arrested|detained|displaced"
_TOLL = re.compile(rf"\b({_NUMBER})\s+(?:[\w-]+\s+){{0,3}}?({_HARM})\b", re.IGNORECASE)
_TOLL_AFTER = re.compile(
    r"\b(kill|wound|injur|arrest|detain)(?:s|es|ed|ing)\s+"
    rf"(?:at least\s+|more than\s+|over\s+|about\s+|some\s+|nearly\s+)*({_NUMBER})\b",
    re.IGNORECASE,
)
_TOLL_RISES = re.compile(rf"\bdeath toll\b\D{{0,60}}?\b(?:to|at|reaches|hits|passes)\s+({_NUMBER})\b", re.IGNORECASE)
_KINDS = {"dead": "killed", "deaths": "killed", "die": "killed", "died": "killed", "kill": "killed"} | {
    "injured": "wounded", "hurt": "wounded", "wound": "wounded", "injur": "wounded", "arrest": "arrested",
    "detain": "arrested", "detained": "arrested",
}  # fmt: skip
# beginnings of folded words, by language and kind
_ABROAD = {
    "ar": {
        "killed": "قتل قتيل مقتل شهيد شهداء استشهد استشهاد وفاه مصرع",
        "wounded": "جريح جرح اصيب اصابه مصاب",
        "missing": "مفقود فقدان",
        "arrested": "اعتقال اعتقل معتقل توقيف",
    },
    "fa": {
        "killed": "كشته شهيد جانباخت",
        "wounded": "زخمي مجروح مصدوم",
        "missing": "مفقود",
        "arrested": "بازداشت دستگير",
    },
    "he": {"killed": "הרוג נהרג נרצח", "wounded": "פצוע נפצע", "missing": "נעדר", "arrested": "נעצר עצור"},
    "tr": {
        "killed": "olu oldu olen hayatini",
        "wounded": "yarali yaraland",
        "missing": "kayip",
        "arrested": "gozalt tutuklan",
    },
    "fr": {
        "killed": "mort tue tuant deces",
        "wounded": "bless",
        "missing": "disparu",
        "arrested": "arret arrest interpell",
    },
}
_HARMS = {
    language: {tuple(map(fold, stems.split())): kind for kind, stems in kinds.items()}
    for language, kinds in _ABROAD.items()
}
# what may stand between the harm and its number: "au moins", "more than", a passive
_ROUGHLY = frozenset(
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
_YEARS = frozenset(map(str, range(1900, 2100)))
"""A number before a month is a day, and one of these a year."""

_REACH = 3
"""Words after a number in which its harm may stand: "12 people were killed"."""


def tolls(text: str, language: str = "en") -> Iterator[tuple[str, str]]:
    """The tolls a text gives, as `toll:killed:31`, each with the words that say it."""
    kinds = _HARMS.get((language or "en")[:2].lower())
    if kinds is None:
        yield from _english(text)
        return
    for clause in re.split(r"[,;:.!?،؛](?=\s|$)", text):
        cut = words(clause)
        for place, word in enumerate(cut):
            if word.text.isdigit() and (harm := _harm_near(cut, place, kinds)):
                kind, other = harm
                first, last = cut[min(place, other)], cut[max(place, other)]
                yield f"toll:{kind}:{word.text}", " ".join(clause[first.start : last.end].split())


def _harm_near(cut: Sequence[Word], place: int, kinds: dict[tuple[str, ...], str]) -> tuple[str, int] | None:
    """What befell so many people, and where that word stands: right before the number, or soon after it."""
    before, after = place - 1, place + 1
    if cut[place].text in _YEARS or (after < len(cut) and _MONTHS & {cut[after].text, cut[after].text[1:]}):
        return None
    while before >= 0 and cut[before].text in _ROUGHLY:
        before -= 1
    for other in (before, *range(after, min(after + _REACH, len(cut)))):
        for stems, kind in kinds.items():
            if other >= 0 and _begins(cut[other].text, stems):
                return kind, other
    return None


def _begins(word: str, stems: tuple[str, ...]) -> bool:
    """True for a word that begins with a stem, behind one particle in Arabic and Hebrew."""
    return word.startswith(stems) or (not word.isascii() and word[1:].startswith(stems))


def _english(text: str) -> Iterator[tuple[str, str]]:
    found = [(match[1], match[2]) for match in _TOLL.finditer(text)]
    found += [(match[2], match[1]) for match in _TOLL_AFTER.finditer(text)]
    found += [(match[1], "killed") for match in _TOLL_RISES.finditer(text)]
    for number, harm in found:
        count = fold(number).replace(",", "")
        kind = _KINDS.get(fold(harm), fold(harm))
        yield f"toll:{kind}:{_DIGITS.get(count, count)}", f"{number} {kind}"
