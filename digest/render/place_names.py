"""Names of places in the language of a mail: found behind a word of place, and written on a map."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from digest.languages.place_words import PlaceWords
from digest.models import Alias

# Signs of Persian letters: of two names in Arabic letters, one with such a letter is Persian.
_PERSIAN_SIGNS = "پچژگکیآ\u200c"
_ARTICLE = "ال"
_PATTERNS_REMEMBERED = 512
# The gazetteer has some thousand names.
_NAMES_REMEMBERED = 8192

# Arabic letters as a Persian keyboard has them, for labels.
_AS_PERSIAN = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا"})
# Spellings that writers of one name mix, for finding it; a joiner parts words as a blank does.
_AS_FOUND = str.maketrans(
    {
        "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "\u0640": None,
        "\u200c": " ", "\u05f3": "'", "\u05f4": '"', "’": "'",
    }
)  # fmt: skip


@lru_cache(maxsize=_NAMES_REMEMBERED)
def folded(text: str) -> str:
    """Return a text whose spellings of one name are alike: no vowel signs, one form a letter.

    >>> folded("بَيْروت") == folded("بیروت")
    True
    """
    if text.isascii():
        return text
    kept = []
    for letter in text.translate(_AS_FOUND):
        # signs above and below letters; those of Latin letters are composed with them
        if unicodedata.category(letter) != "Mn":
            kept.append(letter)
    return "".join(kept)


def names_in(alias: Alias, words: PlaceWords) -> tuple[str, ...]:
    """Return the names of a place in the script of a language, its own spellings first."""
    script = re.compile(words.letters)
    own, others = [], []
    for name in (alias.name, *alias.names):
        if not script.search(name):
            continue
        if any(letter in name for letter in words.foreign):
            others.append(name)
        else:
            own.append(name)
    return (*own, *others)


def label_in(alias: Alias, words: PlaceWords, *, is_persian: bool) -> str:
    """Return the name that a map shows of a place; "" where the language has none for it."""
    chosen = words.places.get(alias.id, "")
    names = names_in(alias, words)
    if chosen or not names:
        return chosen
    if not is_persian:
        return names[0]
    # the gazetteer has one list for both languages: the name with Persian letters is meant
    ranked = sorted(names, key=_least_persian)
    return ranked[0].translate(_AS_PERSIAN).removeprefix(_ARTICLE)


def _least_persian(name: str) -> tuple[bool, bool]:
    is_persian = any(sign in name for sign in _PERSIAN_SIGNS)
    return not is_persian, name.startswith(_ARTICLE)


@lru_cache(maxsize=_PATTERNS_REMEMBERED)
def place_pattern(
    names: tuple[str, ...], words: PlaceWords, *, is_capital: bool
) -> re.Pattern[str]:
    """Return the pattern of something that happens in a place, for a text that was folded."""
    where = words.in_capital if is_capital else words.where
    ways = [f"{where} {words.kind}"]
    # a word may end with the letter that is written with the name: "close to-"
    if words.attached:
        ways.append(words.attached)
        ways.append(f"{where}{words.kind}")
    spellings = {folded(name) for name in names}
    for name in tuple(spellings):
        # behind an attached letter the article is not written
        if words.dropped and name.startswith(words.dropped):
            spellings.add(name.removeprefix(words.dropped))
    # the longest first, so that "Gaza City" is not read as "Gaza"
    longest_first = sorted(spellings, key=len, reverse=True)
    any_name = "|".join(map(re.escape, longest_first))
    any_way = folded("|".join(ways))
    return re.compile(rf"(?:{any_way})(?P<name>{any_name})(?![\w-])")
