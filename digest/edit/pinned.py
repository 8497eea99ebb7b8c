"""Pinned articles: an editor's pins, resolved to the articles of one window."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from digest.models import Article, Pins

ORDER = ("drop", "lead", "card")
"""The pins on a whole event; where an event has several, the first of these counts."""


class PinnedArticles:
    """The articles of a window that an editor pinned, named by id or address."""

    def __init__(self, pins: Pins, articles: Iterable[Article]) -> None:
        ids: dict[str, list[str]] = {}
        if pins != Pins():
            for article in articles:
                for name in {article.id, article.url, article.canonical_url} - {""}:
                    ids.setdefault(name, []).append(article.id)
        self._of_kind = {
            "drop": _named(ids, pins.drop),
            "lead": _named(ids, pins.lead),
            "card": _named(ids, pins.card),
        }
        together: list[str] = []
        for group in pins.together:
            together += group
        self.together = _named(ids, together)
        self.told = self.together | self._of_kind["lead"] | self._of_kind["card"]
        """Articles that count as reports because an editor wants them told."""
        apart: set[frozenset[str]] = set()
        for left, right in pins.apart:
            for pair in itertools.product(ids.get(left, ()), ids.get(right, ())):
                # Two addresses may name one article, which cannot be apart from itself.
                if pair[0] != pair[1]:
                    apart.add(frozenset(pair))
        self.apart = frozenset(apart)

    def of(self, articles: Sequence[Article]) -> str:
        """Return the pin on an event: drop, lead, card or ""."""
        names = {article.id for article in articles}
        for kind in ORDER:
            if not names.isdisjoint(self._of_kind[kind]):
                return kind
        return ""


def _named(ids: dict[str, list[str]], names: Iterable[str]) -> frozenset[str]:
    story_ids: set[str] = set()
    for name in names:
        story_ids.update(ids.get(name, ()))
    return frozenset(story_ids)
