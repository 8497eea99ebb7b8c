"""The form of the samples of a language: sentences, and what its readers see in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Sentences of one language by the question that they answer. Places and people are invented.

    A pair is a text and its answer: the tolls as harm and number, the headline without its label,
    the kinds of doubt, the genre ("" for a report), True where the writer speaks of "us".
    """

    language: str
    sentences: Sequence[tuple[str, ...]]
    tolls: Sequence[tuple[str, set[tuple[str, int]]]]
    leaning: Sequence[str]
    alone: Sequence[str]
    calls: Sequence[str]
    news: Sequence[str]
    labels: Sequence[tuple[str, str]]
    doubts: Sequence[tuple[str, set[str]]]
    genres: Sequence[tuple[str, str]]
    voices: Sequence[tuple[str, bool]] = ()
