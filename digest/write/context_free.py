"""Tell if a sentence stands alone: no dangling "he", "the ministry", "meanwhile"."""

from __future__ import annotations

import re

from digest.languages import base_code, is_known
from digest.languages.en_dates import MONTHS, WEEKDAY
from digest.languages.en_standing import BARE_THINGS, BODIES, NO_SURNAMES, ONE_OF_MANY
from digest.text.quotes import without_quotations
from digest.write.signs import OPENING_MARKS, firm_opening, leaning_opening, pointing_back

_MARKS = OPENING_MARKS
_INTRODUCED = re.compile(
    r"(?:On|By|In|At|Late|Early|Last|After|Since|Until|For)\b[^,“\"]{2,40}, (?=[a-z])"
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|they|their|them)\b", re.IGNORECASE)
_PERSON_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_OPENING_PRONOUN = re.compile(r"[“\"‘']?(?:he|she)\b", re.IGNORECASE)
_PERSON_NAME = re.compile(
    r"\b[A-Z][a-z’'-]+ (?:[A-Z][.\w’'-]* ){0,2}[A-Z][a-z’'-]+|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep)\.? "
    r"[A-Z]"
)
_SAYS = r"\b(?:said|says|told|tells|wrote|writes|tweeted|added|replied|asked|warned)\b"
_BARE_QUOTE = re.compile(  # it names no speaker
    rf"“[^”]*”|\"[^\"]*\"|(?:(?!{_SAYS})[^“\"]){{0,60}}:\s*(?:“[^”]*”|\"[^\"]*\")"
)
_NAME = re.compile(
    r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+|^(?:[A-Z][\w’'-]+\s+){1,3}(?=[A-Z])|\b[A-Z]{2,}\b"
)
_FIRST_NAME = re.compile(
    r"^[\"“‘'(]*(?!(?:In|On|At|As|For|If|When|While|After|Before|Since|With|The|A|An|By|From|To|"
    r"Last|This|Next|Once|"
    r"Until|During|Despite|Among|Although|Though|What|Where|Whether|How|Why|Just|Only|Today|"
    r"Yesterday|Later|Asked|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z][\w’'-]+"
)
_THINGS = "|".join(sign.pattern for sign in BARE_THINGS)
_VERBS = (
    "is|are|was|were|has|have|had|will|would|could|may|might|can|should|said|says|say|told|"
    "includes?|included|comes?|"
    "came|follows?|followed|marks?|marked|began|begins?|took|takes?|left|led|drew|[a-z]+ed"
)
_BARE_THING = (
    re.compile(  # "the ministry said", but not "the ministry of Health said", "the group Example"
        rf"{_MARKS}(?i:the|that|this|these|those)\s+(?:[a-z-]+\s+)??"
        rf"(?:(?P<thing>(?i:{_THINGS}))(?=[\s,.;:’'])|(?P<other>[a-z-]+)(?=(?:[’']s [a-z]+)? "
        rf"(?:{_VERBS})\b))"
        r"(?!\s+(?:of|for|on|in|at|against|to|between|with|from)\s+(?:the\s+)?[A-Z])(?!,?\s+[A-Z])"
    )
)
_MISTER = re.compile(rf"{_MARKS}(?:Mr|Mrs|Ms|Dr)\.? (?P<name>[A-Z][\w’'-]+)(?! [A-Z])")
_SURNAME_SPEAKS = re.compile(
    r"(?:^|[,.!?]?[”\"]\s+|(?<=[a-z\d]),\s+)(?:(?:Mr|Mrs|Ms|Dr)\.? )?"
    r"(?P<before>(?:said|says|added|told)\s+)?"
    r"(?P<name>(?:(?:[Aa]l|El|Bin|Abu|Ben|Van|De) |al-)?[A-Z][a-z’'-]+)"
    r"(?(before)[.,]|\s+(?:said|says|told|added|also|noted|wrote|argued)\b)"
)
_ARABIC_ARTICLE = r"(?:[Aa]l-|[Ee]l-|al |el )?"
_OPENING_NAME = re.compile(
    rf"{_MARKS}{_ARABIC_ARTICLE}(?P<name>[A-Z][a-z-]{{3,}})(?:[’']s)? (?=[a-z])"
)
_DATES = rf"(?:{WEEKDAY}|{MONTHS})"
_NO_FIRST_NAME = (
    rf"(?:[A-Z]\w*(?:ian|ish|ese|eli|aqi|nni|iite|ly|ern)|{_DATES}|The|An?|In|On|At|But|And|For|"
    rf"If|When|While|After|"
    r"Before|As|Since|With|By|From|To|Until|That|This|These|Some|Many|Most|All|Other|New|"
    r"Several|Both|Former|Senior|Top|"
    r"Young|Senate|House|White|State|Party|Team|Mr|Mrs|Ms|Dr|President|Minister|Secretary|"
    r"Senator|Sen|Rep|Gov|Governor|"
    r"Mayor|Chief|Speaker|Leader|King|Prince|Judge|Justice|General|Gen|Attorney|Ambassador|"
    r"Representative|Congressman)"
)


def stands_alone(sentence: str, language: str = "en") -> bool:
    """Tell whether a reader who sees only this sentence knows the persons and things it names.

    A language without openings of its own answers True for each sentence.

    >>> stands_alone("He closed the harbor."), stands_alone("Marenia closed its harbor.")
    (False, True)
    """
    code = base_code(language)
    if code != "en":
        return not (is_known(code) and leaning_opening(code).match(sentence))
    return not _BARE_THING.match(_beyond_intro(sentence)) and _points_nowhere(sentence)


def _beyond_intro(sentence: str) -> str:
    """Return the sentence without an opening like "On Tuesday, "; it may dangle behind it."""
    opening = _INTRODUCED.match(sentence)
    return sentence[opening.end() :] if opening else sentence


def _points_nowhere(sentence: str) -> bool:
    """Tell whether no word of an English sentence points at the sentence before."""
    # a bracket is an aside on the sentence before it
    if sentence.startswith(("(", "[")):
        return False
    leaning = leaning_opening("en")
    if leaning.match(sentence) or leaning.match(_beyond_intro(sentence)):
        return False
    if _BARE_QUOTE.fullmatch(sentence):
        return False
    if pointing_back("en").search(without_quotations(sentence)):
        return False
    return not _pronoun_before_name(sentence)


def always_leans(sentence: str, language: str = "en") -> bool:
    """Tell whether a sentence opens with words that need the sentence before.

    >>> always_leans("Case in point: Orlov left."), always_leans("Orlov left.")
    (True, False)
    """
    code = base_code(language)
    return is_known(code) and firm_opening(code).match(sentence) is not None


def opens_with_bare_thing(sentence: str) -> bool:
    """Tell whether an English sentence opens with a thing that must be known: "The truce holds."

    >>> opens_with_bare_thing("The ministry said so."), opens_with_bare_thing("Orlov said so.")
    (True, False)
    """
    return _BARE_THING.match(_beyond_intro(sentence)) is not None


def opens_with_pronoun(sentence: str) -> bool:
    """Tell whether the subject of an English sentence is a person that was named before it.

    >>> opens_with_pronoun("On Monday, he left."), opens_with_pronoun("In his speech, Orlov left.")
    (True, False)
    """
    return _OPENING_PRONOUN.match(_beyond_intro(sentence)) is not None


def leans_on(sentence: str) -> str:
    """Return the thing that an English sentence takes as known, or "".

    >>> leans_on("The truce holds.")
    'truce'
    """
    bare = _BARE_THING.match(_beyond_intro(sentence))
    if bare is None or not _points_nowhere(sentence):
        return ""
    noun = (bare["thing"] or bare["other"]).lower()
    return "" if noun in ONE_OF_MANY else noun


def lone_surname(sentence: str) -> str:
    """Return the surname of a person that the sentence does not introduce, or "".

    >>> lone_surname("“Ships wait,” Sample said.")
    'Sample'
    """
    if mister := _MISTER.match(sentence):
        return mister["name"]
    match = _SURNAME_SPEAKS.search(sentence)
    if match is None:
        return ""
    name = match["name"]
    if name in NO_SURNAMES or name in BODIES:
        return ""
    before = sentence[: match.start("name")].split()
    # a first name or a title stands before the surname: the reader knows it
    if before and before[-1][:1].isupper() and before[-1].isalpha():
        return ""
    # the sentence itself may give the whole name elsewhere
    return "" if sentence.count(name) > 1 else name


def opening_surname(sentence: str, before: str) -> str:
    """Return the surname that a sentence opens with, when `before` gave its first name, or "".

    >>> opening_surname("Orlov left.", "Minister Dana Orlov spoke.")
    'Orlov'
    """
    opening = _OPENING_NAME.match(sentence)
    if opening is None:
        return ""
    name = opening["name"]
    between = rf"(?: [A-Z]\.| bin [A-Z][a-z]+)? {_ARABIC_ARTICLE}"
    introduced = rf"\b(?!{_NO_FIRST_NAME}\b)[A-Z][a-z’'-]+{between}{name}\b"
    return name if name in before and re.search(introduced, before) else ""


def introduces(before: str, sentence: str, surname: str) -> bool:
    """Tell whether `before` names the person that a dangling `sentence` speaks of.

    That is its lone `surname`, or the person behind "he" or "she".
    """
    if surname:
        return surname in before
    return not _PERSON_PRONOUN.search(without_quotations(sentence)) or bool(
        _PERSON_NAME.search(before)
    )


def _pronoun_before_name(sentence: str) -> bool:
    """True for "In his speech, …" and "“…,” he said." when no name came before the pronoun."""
    outside = without_quotations(sentence)
    pronoun = _PRONOUN.search(outside)
    if pronoun is None:
        return False
    before = outside[: pronoun.start()]
    return not (_NAME.search(before) or _FIRST_NAME.match(before) or _people(before))


def _people(text: str) -> bool:
    """A plural or indefinite noun can be what "they" means: "Many families lost their homes"."""
    return bool(
        re.search(
            r"\b(?:a|an|some|many|most|several|few|all|no|\d[\d,]*|two|three|dozens|hundreds|"
            r"thousands|people|residents)\b",
            text,
            re.I,
        )
    )
