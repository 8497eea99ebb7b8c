"""Articles and pictures: required fields, defaults, and the words that are stored."""

from __future__ import annotations

from typing import Any

from noun_parts import noun_tests, nouns_of

from digest.models import articles
from digest.models.articles import Article, Picture

REQUIRED: dict[type, str] = {
    Picture: "url",
    Article: "id url title published",
}

DEFAULTS: dict[type, dict[str, Any]] = {
    Picture: {
        "alt": "",
        "caption": "",
        "credit": "",
        "width": None,
        "height": None,
        "file_photo": False,
    },
    Article: {
        "canonical_url": "",
        "guid": "",
        "lead": "",
        "body": "",
        "authors": (),
        "categories": (),
        "language": "",
        "publisher": "",
        "family": "",
        "country": "",
        "section": "",
        "state_run": False,
        "source_id": "",
        "weight": 1.0,
        "picture": None,
        "updated": None,
        "collected": None,
        "content_hash": "",
    },
}


def test_each_noun_of_the_module_is_in_the_tables() -> None:
    assert nouns_of(articles) == set(REQUIRED) == set(DEFAULTS)


TestNoun = noun_tests(REQUIRED, DEFAULTS)
