"""Names of months in the languages of the sources, from the tables of Unicode's CLDR."""

from __future__ import annotations

import re
from functools import cache

from digest.collect.month_spellings import (
    further_names,
    month_by_consonants,
    plain_letters,
    two_word_names,
)
from digest.models.calendar_names import SHORT_MONTH_NAMES

LANGUAGES = (
    "en",
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "bg",
    "hr",
    "sr",
    "sl",
    "el",
    "ru",
    "uk",
    "tr",
    "az",
    "ar",
    "ar_LB",
    "ar_MA",
    "fa",
    "he",
    "hi",
    "bn",
    "ur",
    "id",
    "ms",
    "vi",
    "et",
    "lv",
    "lt",
    "ca",
    "gl",
    "ka",
    "hy",
)
"""Languages in which feeds of news write their dates."""

_MORE_LANGUAGES = """
    af am be bs ckb cy eu fil ga gu ha is kk km kn ku ky lo mk ml mn mr mt my ne pa ps sd si so sq
    sw ta te tg th ti uz zh zu ar_DZ fa_AF
"""
MORE_LANGUAGES = tuple(_MORE_LANGUAGES.split())
"""Languages whose names count where no language above has the same word for another month."""

_ENGLISH = tuple(map(str.lower, SHORT_MONTH_NAMES))
# Feeds cut month names to three letters or more, where the language has no such abbreviation.
_SHORTEST_PREFIX = 3


def month_number(name: str, language: str = "") -> int | None:
    """Return 1–12 for the name of a month, whole or cut short; None for another word.

    A name that languages use for different months (listopad) needs the `language`.

    >>> month_number("nov"), month_number("kas"), month_number("loka"), month_number("monday")
    (11, 11, 10, None)
    """
    months = possible_months(name, language)
    if len(months) != 1:
        return None
    return months[0]


def possible_months(name: str, language: str = "", country: str = "") -> tuple[int, ...]:
    """Return the months that a name can mean, 1–12 each; () for another word.

    Where languages use a name for different months, the `language` settles it, then the languages
    of the `country` (ISO 3166).

    >>> possible_months("listopad"), possible_months("listopad", country="HR")
    ((10, 11), (10,))
    """
    if name in _ENGLISH_NUMBERS:
        return (_ENGLISH_NUMBERS[name],)
    for spelling in _spellings(name, language):
        months = _meanings(spelling, language, country)
        if months:
            return months
    month = month_by_consonants(name)
    return () if month is None else (month,)


def weekday_of(word: str) -> int | None:
    """Return the number of a weekday, 0 for Monday, by its name in the languages above.

    None for another word, and for one that languages use for different days.
    """
    days = _weekdays().get(plain_letters(word), frozenset())
    if len(days) != 1:
        return None
    return next(iter(days))


def _spellings(name: str, language: str) -> tuple[str, ...]:
    """Return a name as it stands, then in plain letters, then without what a language adds."""
    plain = plain_letters(name)
    spellings = [name, plain]
    # Hebrew writes "in November" as one word
    if plain.startswith("ב"):
        spellings.append(plain[1:])
    # Kurdish binds a month to its year; in Latin letters others have words of the same endings
    ending = plain[-1:]
    if len(plain) > _SHORTEST_PREFIX and (
        ending == "ي" or (language == "ku" and ending in {"a", "e"})
    ):
        spellings.append(plain[:-1])
    return tuple(spellings)


def _meanings(name: str, language: str, country: str) -> tuple[int, ...]:
    if language and language in (*LANGUAGES, *MORE_LANGUAGES):
        own = _own_names(language).get(name)
        if own is not None:
            return (own,)
    months = tuple(sorted(_all_names().get(name, ())))
    # one meaning in all languages needs no country
    if len(months) <= 1 or not country:
        return months
    spoken = {_own_names(code).get(name) for code in _languages_of(country)}
    return tuple(month for month in months if month in spoken) or months


@cache
def _languages_of(country: str) -> tuple[str, ...]:
    # loaded here because few dates leave their month open
    from babel.languages import get_official_languages

    spoken = get_official_languages(country, de_facto=True)
    return tuple(language for language in LANGUAGES if language in spoken)


@cache
def _weekdays() -> dict[str, frozenset[int]]:
    from babel.dates import get_day_names

    days: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for day, name in get_day_names(width, context=context, locale=language).items():
                    plain = plain_letters(name.casefold().rstrip("."))
                    days.setdefault(plain, set()).add(day)
    return {name: frozenset(numbers) for name, numbers in days.items()}


def english_name(number: int) -> str:
    """Return the short English name of a month; "" for a number that no month has."""
    if not 1 <= number <= len(_ENGLISH):
        return ""
    return _ENGLISH[number - 1]


def with_one_word_months(text: str) -> str:
    """Return the text with the two-word months of the Levant as their numbers' English names."""
    if text.isascii():
        return text
    plain = plain_letters(text)
    name = _two_words().search(plain)
    if name is None:
        return text
    month = _two_word_months()[name[1]]
    return f"{plain[: name.start()]}{_ENGLISH[month - 1]}{plain[name.end() :]}"


_ENGLISH_NUMBERS = {name: number for number, name in enumerate(_ENGLISH, 1)} | {"sept": 9}


@cache
def _own_names(language: str) -> dict[str, int]:
    """Return the names of months in one language, and what is left when they are cut short."""
    # loaded here because few feeds write months in words of their own
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    # Slavic languages and Finnish decline months within a date
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in get_month_names(width, context=context, locale=language).items():
                name = name.casefold().rstrip(".")
                names[name] = month
    names |= further_names(language)
    for name, month in tuple(names.items()):
        # `fevrier` and `kasim`: systems that know ASCII alone leave the marks out
        names.setdefault(plain_letters(name), month)
    beginnings: dict[str, set[int]] = {}
    for name, month in names.items():
        # the first of two words is the beginning of several months
        if " " in name:
            continue
        for length in range(_SHORTEST_PREFIX, len(name)):
            beginnings.setdefault(name[:length], set()).add(month)
    for beginning, months in beginnings.items():
        # the French `jui` may be June or July, so it is neither
        if len(months) == 1:
            names.setdefault(beginning, next(iter(months)))
    return names


@cache
def _all_names() -> dict[str, frozenset[int]]:
    meanings: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for name, month in _own_names(language).items():
            meanings.setdefault(name, set()).add(month)
    further: dict[str, set[int]] = {}
    for language in MORE_LANGUAGES:
        for name, month in _own_names(language).items():
            further.setdefault(name, set()).add(month)
    # a language that few feeds have never takes a word from one that many have
    meanings = further | meanings
    return {name: frozenset(months) for name, months in meanings.items()}


@cache
def _two_word_months() -> dict[str, int]:
    """Return the whole names that have a blank, in plain letters."""
    months = dict(two_word_names())
    for locale in _TWO_WORD_LOCALES:
        for month in range(1, len(_ENGLISH) + 1):
            # only whole names: what is left of "كانون الثاني" after a cut may be another month
            name = plain_letters(_whole(month, locale))
            if " " in name:
                months[name] = month
    return months


_TWO_WORD_LOCALES = ("ar_LB", "ckb")


@cache
def _two_words() -> re.Pattern[str]:
    """Return the pattern of a name of two words, with the ending that binds it to a year."""
    names = sorted(_two_word_months(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})ي?(?!\w)")


def _whole(month: int, locale: str) -> str:
    from babel.dates import get_month_names

    return str(get_month_names("wide", locale=locale)[month])
