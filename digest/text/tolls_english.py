"""Tolls in English, by its grammar: in "two strikes killed 12" the toll is 12.

The patterns take .3 s to compile: only `digest.text.tolls` imports this module, when it first
reads an English text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from digest.text.numbers import SMALL_NUMBERS, as_number
from digest.text.toll import MOST_PEOPLE, YEARS, Toll

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


def english_tolls(text: str) -> Iterator[Toll]:
    """Yield the tolls of an English text: those told jointly first, then each pattern in turn.

    >>> [toll.text for toll in english_tolls("Two strikes killed 12 people.")]
    ['12 killed']
    """
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
            or count == number in YEARS
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
    return str(int(value)) if value < MOST_PEOPLE and value == int(value) else ""
