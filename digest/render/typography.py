"""Set text as a printer would: dates and hyphened names stay whole, no short word ends alone."""

from __future__ import annotations

import re

from markupsafe import Markup

from digest.languages import LANGUAGES, base_code

# Letters of a last word that may not stand alone on a line of a headline.
SHORT_WORD = 7
# Words of a headline from which its last word is kept by the one before it.
LEAST_WORDS = 4
# Characters of a hyphened word that stays whole; a longer one would widen the line of a phone.
WHOLE_WORD = 24
# Characters of a label that stays whole: half a line of a phone.
WHOLE_LABEL = 24
# Languages in which the capital of i keeps its dot.
TURKIC = ("tr", "az")
NO_BREAK = "\u00a0"

_DAY = re.compile(r"\b([^\W\d_]{3,})(\.?) (?=\d{1,2}\b)|\b(\d{1,2}\.?) (?=([^\W\d_]{3,}))")
# \d is every decimal digit of Unicode
_DIGIT, _LATIN_DIGIT = re.compile(r"\d"), re.compile("[0-9]")
_HYPHENED = re.compile(r"(?<![\w&;/=-])[^\W_]+(?:-[^\W_]+)+(?![\w-])")


def dates_whole(text: str, language: str) -> str:
    """Keep the day beside its month.

    >>> dates_whole("It ends on January 8.", "en") == "It ends on January\\u00a08."
    True
    """
    known = LANGUAGES.get(base_code(language))
    if known is None or not known.months:
        return text
    months = known.months

    def join(match: re.Match[str]) -> str:
        month = match[1] or match[4]
        if month.casefold() not in months:
            return match.group()
        return match.group()[:-1] + NO_BREAK

    return _DAY.sub(join, text)


def without_widow(title: str) -> str:
    """Keep a short last word of a headline with the word before it.

    >>> without_widow("Pilots end their strike at sea") == "Pilots end their strike at\\u00a0sea"
    True
    """
    words = title.split(" ")
    if len(words) < LEAST_WORDS or len(words[-1]) > SHORT_WORD or len(words[-2]) > SHORT_WORD:
        return title
    return f"{' '.join(words[:-1])}{NO_BREAK}{words[-1]}"


def hyphens_whole(html: Markup) -> Markup:
    """Keep a hyphened word of escaped text on one line, by a rule that every client knows.

    >>> print(hyphens_whole(Markup("A Cease-Fire holds")))
    A <span class="whole">Cease-Fire</span> holds
    """

    def keep(match: re.Match[str]) -> str:
        if len(match.group()) > WHOLE_WORD:
            return match.group()
        return f'<span class="whole">{match.group()}</span>'

    return Markup(_HYPHENED.sub(keep, str(html)))  # noqa: S704 (the text is escaped already)


def whole(html: Markup) -> Markup:
    """Keep a short label of escaped text on one line; a long one breaks where it must.

    >>> print(whole(Markup("state-run")))
    <span class="whole">state-run</span>
    >>> whole(Markup("At sea")) == Markup("At\\u00a0sea")
    True
    """
    if len(html) > WHOLE_LABEL:
        return html
    # some words without a hyphen need no element of their own
    if " " in html and "-" not in html:
        return html.replace(" ", NO_BREAK)
    return Markup('<span class="whole">{}</span>').format(html)


def with_capital(text: str, language: str) -> str:
    """Begin a line with a capital, in the letters of its language.

    >>> with_capital("six arrested", "en"), with_capital("iki tutuklu", "tr")
    ('Six arrested', 'İki tutuklu')
    """
    if language in TURKIC and text.startswith("i"):
        return f"İ{text[1:]}"
    return f"{text[:1].upper()}{text[1:]}"


def mostly_latin_digits(texts: list[str]) -> bool:
    """Tell whether texts write 0 to 9 more often than the digits of another script.

    >>> mostly_latin_digits(["12 \\u0633\\u0641\\u0646"]), mostly_latin_digits(["\\u0661\\u0662"])
    (True, False)
    """
    digits = "".join(_DIGIT.findall("".join(texts)))
    latin = len(_LATIN_DIGIT.findall(digits))
    return latin > len(digits) - latin


_ENDS = re.compile(r"[.!?…:;؟۔।。][\"”“’'»«)\]]*\Z")


def with_stop(sentence: str) -> str:
    """Close a sentence of the text that its outlet published as a line, without a stop.

    >>> with_stop("Port shut as dockers strike"), with_stop("“The port is shut.”")
    ('Port shut as dockers strike.', '“The port is shut.”')
    """
    if not sentence or _ENDS.search(sentence):
        return sentence
    return f"{sentence}."
