"""Language tags as feeds write them become primary subtags."""

from __future__ import annotations

import pytest

from digest.collect.language_tags import language_tag


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("en", "en"), ("en-GB", "en"), ("en_US", "en"), (" AR ", "ar"), ("fr,en", "fr"),
        ("de;q=1", "de"), ("tr.UTF-8", "tr"), ("Persian", "fa"), ("iw", "he"), ("deu", "de"),
        ("ckb", "ckb"), ("he IL", "he"),
        ("rus", "ru"), ("Español", "es"), ("العربية", "ar"), ("chi", "zh"),
    ],
)  # fmt: skip
def test_a_tag_becomes_its_primary_subtag(raw: str, tag: str) -> None:
    assert language_tag(raw) == tag


@pytest.mark.parametrize(
    "raw",
    ["", " ", "e", "abcd", "12", "e1", "und", "mul", "zxx", "xx", "non", "all", "-en", "été",
     " " * 40 + "en"],
)  # fmt: skip
def test_other_words_are_no_language(raw: str) -> None:
    assert language_tag(raw) == ""
