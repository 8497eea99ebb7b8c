"""Harvest: the result of one source in one round."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digest.models import Article, FetchState, Source


class HarvestOutcome(StrEnum):
    """The ways in which one source may end in one round."""

    FRESH = "fresh"
    UNCHANGED = "unchanged"
    NOT_DUE = "not_due"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """The result of one source in one round.

    `state` is to be stored. `error` says in plain words which failure there was. `took_s` is the
    time that the source's requests and its reading took.
    """

    source: Source
    state: FetchState
    outcome: HarvestOutcome
    articles: tuple[Article, ...] = ()
    error: str = ""
    took_s: float = 0.0
