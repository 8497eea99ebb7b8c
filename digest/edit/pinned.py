"""Pinned articles: an editor's pins, resolved to the articles of one window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.models import Article, Pins

ORDER = ("drop", "lead", "card")
"""The pins on a whole event; where an event has several, the first of these counts."""


class PinnedArticles:
    """The articles of a window that an editor pinned. Articles are named by id or address."""

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
        self.apart = frozenset(
            frozenset((one, other))
            for left, right in pins.apart
            for one in ids.get(left, ())
            for other in ids.get(right, ())
            if one != other
        )

    def of(self, articles: Sequence[Article]) -> str:
        """Return the pin on an event: drop, lead, card or ""."""
        names = {article.id for article in articles}
        for kind in ORDER:
            if not names.isdisjoint(self._of_kind[kind]):
                return kind
        return ""


def _named(ids: dict[str, list[str]], names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        found.update(ids.get(name, ()))
    return frozenset(found)
