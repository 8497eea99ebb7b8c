"""docs/email.md names every part, token, rule and language there is."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from digest.render import Theme, list_templates
from digest.render.preflight import RULES, rules_table

PAGE = (Path(__file__).parents[2] / "docs" / "email.md").read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    [*(part.name for part in list_templates()), *(field.name for field in fields(Theme)), *RULES],
)
def test_it_is_in_the_docs(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_every_picture_the_page_shows_is_there() -> None:
    for name in ("light", "dark", "rtl", "phone", "phone-dark", "cards"):
        path = f"pictures/email-{name}.png"
        assert path in PAGE
        assert (Path(__file__).parents[2] / "docs" / path).is_file()


def test_the_table_of_rules_is_that_of_the_code() -> None:
    assert rules_table() in PAGE
