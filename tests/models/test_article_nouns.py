"""Articles and pictures: required fields, defaults, and the words that are stored."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from noun_parts import defaults, filled, nouns_of, required

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


@pytest.mark.parametrize("noun", REQUIRED, ids=lambda noun: noun.__name__)
class TestNoun:
    def test_it_asks_for_these_fields(self, noun: type) -> None:
        assert required(noun) == REQUIRED[noun]

    def test_it_fills_the_other_fields(self, noun: type) -> None:
        assert defaults(noun) == DEFAULTS[noun]

    def test_it_takes_keywords_alone(self, noun: type) -> None:
        with pytest.raises(TypeError):
            noun(*dataclasses.fields(noun))

    def test_it_never_changes(self, noun: type) -> None:
        instance = filled(noun)
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(instance, dataclasses.fields(noun)[0].name, "another")

    def test_equal_fields_make_equal_nouns(self, noun: type) -> None:
        assert filled(noun) == filled(noun)
