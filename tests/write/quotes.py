"""Sentences as the writing room finds them, made by hand with the chances that a test needs."""

from __future__ import annotations

from sample_news import article

from digest.models import Article, Field, Role
from digest.write.quotable import Quotable


def made_quote(text: str, *, source: Article | None = None, **more: object) -> Quotable:
    """Return a sentence that stands alone at the top of an article of its own."""
    values: dict[str, object] = {
        "article": source or article("a", "Marenia closes its harbor", body=text),
        "field": Field.BODY,
        "start": 0,
        "end": len(text),
        "text": text,
        "index": 0,
        "paragraph": 0,
        "main": 0.5,
        "why": 0.1,
        "role": Role.MAIN,
        "alone": True,
        "surname": "",
    }
    return Quotable(**(values | more))  # type: ignore[arg-type]
