"""Pages and short articles in the languages of these tests. Their places are invented."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.models import Article, Role
from digest.write.candidates import quotables

NOON = datetime(2026, 8, 13, 12, tzinfo=UTC)


def page(title: str, language: str, *, body: str = "") -> Article:
    """Return a page of an outlet in a language."""
    return Article(
        id="a",
        url="https://paper.example/port/1",
        title=title,
        body=body,
        published=NOON,
        language=language,
    )


def roles_of(language: str, *sentences: str) -> tuple[Role, ...]:
    """Return the role of each of these sentences, of which an article is made."""
    quotes = quotables(page("Solmar", language, body="\n\n".join(sentences)))
    assert tuple(quote.text for quote in quotes) == sentences
    return tuple(quote.role for quote in quotes)
