"""Tokens of a sentence: each word with the key by which a claim is compared with its source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digest.models import Alias
from digest.text import SMALL_NUMBERS, stemmer
from digest.write.claim_words import CONTRACTIONS, EQUIVALENT, FUNCTION_WORDS

LEAST_STEM_LETTERS = 5
"""Two words with a common beginning of this many letters count as forms of one word."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|%|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class WordToken:
    """One word of a sentence: as written, in lower case, and the key by which it is compared."""

    written: str
    lower: str
    key: str

    @property
    def carries_fact(self) -> bool:
        """True for a word that a claim may not add: no article, pronoun or auxiliary."""
        return self.lower not in FUNCTION_WORDS and self.key not in FUNCTION_WORDS


def tokens_of(text: str, aliases: Mapping[str, str], language: str) -> list[WordToken]:
    """Cut a text into tokens. `aliases` maps a name in lower case to what stands for its bearer."""
    stem = stemmer(language)
    tokens: list[WordToken] = []
    for match in _WORD.finditer(text.replace("’", "'")):
        for written in _expanded(match.group()):
            lower = written.lower()
            # an initialism keeps its inner stops: "u.s." becomes "u.s"
            if lower.endswith("."):
                lower = lower.rstrip(".")
            name = aliases.get(lower, lower)
            # "twelve" and "12" are one token, and so are "1,200" and "1200"
            number = str(SMALL_NUMBERS.get(name, name))
            key = EQUIVALENT.get(number) or stem(number.replace(",", ""))
            tokens.append(WordToken(written, lower, key))
    return tokens


def _expanded(word: str) -> list[str]:
    """Take a contraction, a possessive or a compound apart: "didn't" is "did" and "not"."""
    lower = word.lower()
    if lower in CONTRACTIONS:
        return CONTRACTIONS[lower].split()
    if lower.endswith("n't"):
        return [word[:-3], "not"]
    bare = re.sub(r"'[a-z]{0,2}$", "", word)
    # a word that ends in a hyphen leaves an empty part behind
    return list(filter(None, re.split(r"[-']", bare)))


def is_known(token: WordToken, source: Sequence[WordToken]) -> bool:
    """Return True when the source has the word, another of its forms, or a synonym."""
    for other in source:
        if token.key == other.key or token.lower == other.lower:
            return True
        if _share_beginning(token.lower, other.lower):
            return True
    return False


def _share_beginning(left: str, right: str) -> bool:
    """Return True for forms of one word: "Israeli" and "Israel", "protesters" and "protested"."""
    length = min(len(left), len(right))
    if length < LEAST_STEM_LETTERS or length + LEAST_STEM_LETTERS <= max(len(left), len(right)):
        return False
    same = 0
    for one_letter, other_letter in zip(left, right, strict=False):
        if one_letter != other_letter:
            break
        same += 1
    # one letter may differ at the end: "deny", "denied"
    return same >= LEAST_STEM_LETTERS and same >= length - 1


@lru_cache(maxsize=4)
def alias_words(aliases: tuple[Alias, ...]) -> dict[str, str]:
    """Return the names of one word, in lower case, with the id of their alias.

    A name that two aliases share says nothing and is left out.

    >>> from digest.models import AliasKind
    >>> houthis = Alias(id="houthis", name="Houthis", kind=AliasKind.GROUP, names=("Huthi",))
    >>> alias_words((houthis,))
    {'houthis': 'houthis', 'huthi': 'houthis'}
    """
    owners: dict[str, set[str]] = {}
    for alias in aliases:
        for name in (alias.name, *alias.names):
            if len(name.split()) == 1:
                owners.setdefault(name.lower(), set()).add(alias.id)
    words = {}
    for name, ids in owners.items():
        # a word that is a name of two aliases stands for neither
        if len(ids) == 1:
            words[name] = min(ids)
    return words
