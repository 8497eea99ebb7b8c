"""Tolls in English, by its grammar: in "two strikes killed 12" the toll is 12.

The patterns take .3 s to compile: only `digest.text.tolls` imports this module, when it first
reads an English text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.languages.en_dates import MONTHS, SHORT_MONTH
from digest.text.numbers import SMALL_NUMBERS, as_number
from digest.text.toll import MOST_PEOPLE, YEARS, Toll

MONTH_WINDOW_CHARS = 15
"""A month stands at most this far before its day: "September 11". A day may stand before it."""

LAST_DAY = 31
"""A number beyond is no day of a month."""

# --- harms and numbers ----------------------------------------------------------------------------

# The words for each kind of harm, as they follow a number: "12 dead".
_HARM_WORDS = {
    "killed": "killed dead deaths die died fatalities bodies martyred slain",
    "wounded": "wounded injured hurt injuries",
    "casualties": "casualties",
    "missing": "missing",
    "hostages": "hostages hostage captives kidnapped abducted",
    "captured": "captured",
    "arrested": "arrested detained",
    "displaced": "displaced homeless evacuated",
}

# The stems of verbs that come before a number ("killed 12"), with the kind of harm.
_VERB_STEMS = {
    "kill": "killed",
    "lives": "killed",
    "wound": "wounded",
    "injur": "wounded",
    "arrest": "arrested",
    "detain": "arrested",
    "captur": "captured",
    "kidnap": "hostages",
    "abduct": "hostages",
    "displac": "displaced",
}


def _kinds() -> dict[str, str]:
    """Return the kind of harm by its word or stem."""
    kinds = dict(_VERB_STEMS)
    for kind, listed in _HARM_WORDS.items():
        for word in listed.split():
            kinds[word] = kind
    return kinds


_KINDS = _kinds()
_HARMS = "|".join(" ".join(_HARM_WORDS.values()).split())
_VERBS = "kill|wound|injur|arrest|detain|captur|kidnap|abduct|displac"
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SCALE = "|".join(_SCALES)
_VAGUE = r"(?:tens|dozens|scores|hundreds|thousands|millions)(?: of (?:thousands|millions))?"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"

# longer words first, so that "seventeen" is not read as "seven"
_SPELT = "|".join(sorted(SMALL_NUMBERS, key=len, reverse=True))
_NUMBER = (
    rf"(?:(?:\d+(?:,\d{{3}})*(?:\.\d+)?|(?:{_TENS})-(?:{_SPELT})|{_SPELT}|a(?=\s(?:{_SCALE})\b))"
    rf"(?:\s(?:{_SCALE}))?|{_VAGUE})(?![\w-])"
)

# words that may stand before a number and leave the people that it counts the same
_ROUGHLY = (
    r"(?:(?:at least|a total of|more than|as many as|up to|an estimated|over|about|around|some"
    r"|nearly|almost|another)\s+)*"
)
_TIME = r"(?:second|minute|hour|day|night|week|month|year|decade)s?"

# things that a number counts in place of people: "two strikes", "12 days"
_NO_PEOPLE = (
    rf"(?:{_TIME}|per|percent|times|(?:kilo)?met(?:er|re)s?|miles?|km|(?:air)?strikes?|attacks?"
    r"|assaults?|raids?|rockets?|missiles?|drones?|bombs?|bombings?|blasts?|explosions?|shells?"
    r"|mortars?)\b"
)

# words with which another thought begins between a number and its harm
_ASIDE = (
    r"(?:when|while|after|before|that|which|as|feared|presumed"
    r"|(?<!members )of (?:the|these|those|them|his|her|its|their|whom))\b"
)

# --- one number and one harm ----------------------------------------------------------------------

# "12 people were killed", but neither "two men killed 12" nor "12 men and wounded some"
_NUMBER_FIRST = re.compile(
    rf"(?<![\w$€£.,’'-])(?<!\bno )(?P<number>{_NUMBER})\s+"
    rf"(?P<between>(?:(?!{_NUMBER}|{_NO_PEOPLE}|{_ASIDE})[\w’'-]+\s+){{1,5}}?)??"
    r"(?<!\band )(?<!\bor )"
    rf"(?P<harm>{_HARMS})\b"
    rf"(?(between)(?!\s+{_ROUGHLY}{_NUMBER}(?!\s+{_TIME}\b)))",
    re.IGNORECASE,
)

_DOING = rf"(?P<harm>{_VERBS}|deaths?(?=\sof\b))(?:e|s|es|p?ed|p?ings?|ions?)?(?:\s+of)?"

# "killed 12", "the killing of 12"
_HARM_FIRST = re.compile(
    rf"\b{_DOING}\s+{_ROUGHLY}(?P<number>{_NUMBER})(?!\s+{_NO_PEOPLE})",
    re.IGNORECASE,
)

# "the death toll has risen to 12"
_DEATH_TOLL = re.compile(
    r"\b(?P<harm>death) toll\b\D{0,60}?\b(?:of|to|at|reache[sd]|hits?|passe[sd])\s+"
    rf"{_ROUGHLY}(?P<number>{_NUMBER})",
    re.IGNORECASE,
)

# "claimed 12 lives"
_COST_LIVES = re.compile(
    rf"\b(?:claim|cost)\w*\s+{_ROUGHLY}(?P<number>{_NUMBER})\s+(?:[\w-]+\s+)?(?P<harm>lives)\b",
    re.IGNORECASE,
)

# Bodies are dead where they are found, carried or buried: two bodies that agree are offices.
_BODIES_LIE = re.compile(
    r"\b(?:found|recover\w*|pull\w*|retriev\w*|dug|dig|discover\w*|wash\w*|bur(?:y|ied)|dump\w*"
    r"|exhum\w*|unidentified|identified|brought|receiv\w*|handed over|leaves|lay"
    r"|lying|float\w*|trapped|rubble|ruins|debris|graves?|morgues?|hospitals?|rivers?|sea|beach(?:es)?"
    r"|wreck\w*|bodies of)\b",
    re.IGNORECASE,
)
_SENTENCE_STOPS = re.compile(r"[.!?;\n]")

# --- a toll told in parts -------------------------------------------------------------------------

# Attackers are left out: news counts their dead apart.
_PEOPLE = """
    people persons? (?:fish|police|service)?(?:wo)?m[ae]n adults? (?:school)?child(?:ren)? boys?
    girls? baby babies infants? toddlers? teenagers? youths? students? pupils? teachers? nurses?
    doctors? medics? paramedics? firefighters? rescuers? workers? employees? farmers? miners?
    passengers? pedestrians? drivers? pilots? sailors? tourists? worshippers? villagers? residents?
    civilians? soldiers? troops officers? police guards? peacekeepers? journalists? reporters?
    refugees? migrants? protesters? others?
"""
_PART = (
    rf"{_ROUGHLY}(?:{_NUMBER}|an?)\s+"
    rf"(?:(?!{_NUMBER}|{_NO_PEOPLE}|{_ASIDE}|and\b)[\w’'-]+\s+){{0,2}}?"
    rf"(?:{'|'.join(_PEOPLE.split())})\b"
)
_PARTS = rf"(?P<parts>{_PART}(?:,\s+{_PART}){{0,4}},?\s+and\s+{_PART})"
_JOINED = re.compile(rf"(?:\A|,\s+|\band\s+){_ROUGHLY}(?P<number>{_NUMBER}|an?\b)", re.IGNORECASE)

# "killed nine students and one adult", but not "killed two men and one man was hurt"
_HARM_BEFORE_PARTS = re.compile(
    rf"\b{_DOING}\s+{_PARTS}"
    r"(?=\s*(?:\Z|[.,;:()–—-]|(?:in|on|at|near|when|after|while|as|during|since|from|and|before"
    r"|inside|outside|by|across|around|this|last|late|early"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b))",
    re.IGNORECASE,
)

# The parts must open a clause: neither "stormed two villages" nor "hit a man and two men died".
_PARTS_BEFORE_HARM = re.compile(
    r"(?:\A|[.!?:;,(“\"‘–—]\s*|\s-\s"
    r"|\b(?:that|said|says?|when|where|after|while|as|which|with|left|leaves|leaving)\s)"
    rf"{_PARTS}\s+"
    rf"(?P<between>(?:(?!{_NUMBER}|{_NO_PEOPLE}|{_ASIDE})[\w’'-]+\s+){{1,4}}?)??"
    rf"(?<!\band )(?<!\bor )(?P<harm>{_HARMS})\b"
    rf"(?!\s+{_ROUGHLY}{_NUMBER}(?!\s+{_TIME}\b))"
    r"(?(between)|(?!\s+(?:an?|the|him|his|her|them|their|its)\b))",
    re.IGNORECASE,
)

# --- words inserted between the people and their harm ---------------------------------------------

_WHO = (
    r"(?:including|among (?:them|whom)|mostly|mainly|(?:(?:at least|almost|nearly|more than) )?"
    rf"(?:most|many|some|several|half|all|{_NUMBER}) of (?:them|whom))\b"
)
_HARM = rf"(?:{_HARMS})\b"
_INSERTED_WORDS = rf"{_WHO}(?:(?!{_HARM})[^.;:()–—]){{0,160}}?"

# a quick look: few texts hold one of these words, and the pattern below is slow
_MAY_INSERT = re.compile("including|among|of (?:them|whom)|mostly|mainly", re.IGNORECASE)

# ", including two children," in "12 people, including two children, were killed"
_INSERTED = re.compile(
    rf"(?P<people>{_NUMBER}(?:\s+[\w’'-]+){{0,3}}?)"
    rf"(?P<aside>,\s+{_INSERTED_WORDS},|\s+[-–—]\s*{_INSERTED_WORDS}\s*[-–—]"
    rf"|\s+\({_INSERTED_WORDS}\)|\s+including(?:\s+(?!{_HARM})[\w’'-]+){{1,8}}?)"
    r"(?=\s+(?:(?:were|was|have|had|has|are|is)\b|died\b"
    rf"|{_HARM}(?=\s*(?:\Z|[.,;:)]|(?:and|in|on|at|by|near|when|after|during)\b))))",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}})\s+)?\b{SHORT_MONTH}\w*\.?\s+\Z", re.IGNORECASE
)

# with its capital: "12 may be killed" and "12 marines" name no month
_MONTH_BEHIND = re.compile(rf"\s+(?:{MONTHS}|{SHORT_MONTH}\.?|Sept\.?)(?!\w)")


def english_tolls(text: str) -> Iterator[Toll]:
    """Yield the tolls of an English text: first those told in parts, then each pattern in turn.

    >>> [toll.text for toll in english_tolls("Two strikes killed 12 people.")]
    ['12 killed']
    """
    text = _without_inserted_words(text)
    # a number belongs to one toll: the offsets of those that were read
    read: set[int] = set()
    yield from _tolls_in_parts(text, read)
    for pattern in (_HARM_FIRST, _DEATH_TOLL, _COST_LIVES, _NUMBER_FIRST):
        for match in pattern.finditer(text):
            number, start = match["number"], match.start("number")
            count = _count(number)
            if not count or start in read or _is_date(text, number, count, start):
                continue
            if match["harm"].lower() == "bodies" and not _are_of_dead(text, match.span()):
                continue
            read.add(start)
            yield _toll(match["harm"], count, number)


def _without_inserted_words(text: str) -> str:
    """Put blanks in place of inserted words, so that all offsets stay."""
    if not _MAY_INSERT.search(text):
        return text
    return _INSERTED.sub(lambda match: match["people"] + " " * len(match["aside"]), text)


def _tolls_in_parts(text: str, read: set[int]) -> Iterator[Toll]:
    """Yield tolls such as "nine students and one adult", and note the numbers they hold."""
    for pattern in (_HARM_BEFORE_PARTS, _PARTS_BEFORE_HARM):
        for match in pattern.finditer(text):
            parts, start = match["parts"], match.start("parts")
            if start in read:
                continue
            count = _sum(parts)
            if not count:
                continue
            # each part is marked as read, so that no later pattern counts it alone
            read.add(start)
            for part in _JOINED.finditer(parts):
                read.add(start + part.start("number"))
            yield _toll(match["harm"], count, parts)


def _is_date(text: str, number: str, count: str, start: int) -> bool:
    """Return True for a year ("2014") and for a day beside its month ("September 11")."""
    if count == number in YEARS:
        return True
    if not count.isdecimal() or int(count) > LAST_DAY:
        return False
    before = _MONTH_BEFORE.search(text, max(0, start - MONTH_WINDOW_CHARS), start)
    # "On 12 March 4 people": the month has its day already
    if before:
        return before["day"] is None
    return _MONTH_BEHIND.match(text, start + len(number)) is not None


def _are_of_dead(text: str, span: tuple[int, int]) -> bool:
    """Return True where the sentence around "two bodies" finds, carries or buries them."""
    start, end = span
    before = _SENTENCE_STOPS.split(text[:start])[-1]
    behind = _SENTENCE_STOPS.split(text[end:], maxsplit=1)[0]
    return _BODIES_LIE.search(f"{before}{text[start:end]}{behind}") is not None


def _toll(harm: str, count: str, words: str) -> Toll:
    kind = _KINDS.get(harm.lower(), "killed")
    return Toll(kind, count, f"{' '.join(words.split())} {kind}")


def _sum(parts: str) -> str:
    """Return the count of all parts together; "" when a part is no number.

    In "ten people, six men and four women" the first part counts all, and the others say who.
    """
    counts = []
    for part in _JOINED.finditer(parts):
        count = _count(re.sub(r"\Aan?\Z", "one", part["number"].lower()))
        if not count.isdecimal():
            return ""
        counts.append(int(count))
    first, rest = counts[0], counts[1:]
    # "12, among them five men and seven women": the first number is the sum already
    if len(rest) > 1 and first == sum(rest):
        return str(first)
    return str(first + sum(rest))


def _count(number: str) -> str:
    """Return the digits of "1,600", "twenty-one" and "1.2 million", and "dozens" as it is.

    The result is "" for a fraction of a person, and for more people than there are.
    """
    parts = re.split(r"[\s-]", number.lower())
    if parts[0].endswith("s"):
        return number.lower()
    scale = 1
    if len(parts) > 1 and parts[-1] in _SCALES:
        scale = _SCALES[parts.pop()]
    value = float(scale)
    if parts != ["a"]:  # "a dozen" is one dozen
        value = sum(map(as_number, parts)) * scale
    if value < MOST_PEOPLE and value == int(value):
        return str(int(value))
    return ""
