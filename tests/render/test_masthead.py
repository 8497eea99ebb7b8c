"""The masthead: the number of the issue, and an initial or a sign of the newsletter's own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from digest.languages import LANGUAGES
from digest.models import Issue
from digest.render import as_web_page, render_issue
from digest.render.specimen import AT, PUBLICATION, specimen
from digest.render.standing_lines import initial_of
from digest.render.theme import Theme

TILE = re.compile(r'<p class="tile"[^>]*>([^<]*)</p>')


def shown(language: str = "en", *, ornament: str = "initial", **changes: object) -> Issue:
    briefing = replace(specimen(language), **changes)  # type: ignore[arg-type]
    return render_issue(
        briefing, publication=PUBLICATION, created=AT, theme=Theme(ornament=ornament)
    )


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_number_of_the_issue_is_said_in_each_language(code: str) -> None:
    issue = shown(code)
    label = str(LANGUAGES[code].labels["issue_number"])
    word = label.replace("{number}", "").strip()
    head = issue.text[: issue.text.index("\n\n")]
    assert word in head
    assert word in issue.html[: issue.html.index('class="name"')]


def test_an_issue_whose_number_is_not_known_says_none() -> None:
    assert "No. 128 · Monday, November 23" in shown().text
    assert "No. " not in shown(number=0).text
    left_out = replace(specimen().blocks, leave_out=("issue_number",))
    assert "No. 128" not in shown(blocks=left_out).html


def test_numbers_are_written_in_the_digits_of_the_mail() -> None:
    assert "شمارهٔ ۱۲۸" in shown("fa").text


@pytest.mark.parametrize(
    ("name", "initial"), [("gulf news", "G"), ("الموجز", "م"), ("", ""), ("İzmir", "İ")]
)
def test_the_initial_is_the_first_letter_of_the_name(name: str, initial: str) -> None:
    assert initial_of(name) == initial


@pytest.mark.parametrize(("ornament", "tile"), [("initial", ["S"]), ("§", ["§"]), ("", [])])
def test_the_ornament_stands_beside_the_name_and_is_read_once(
    ornament: str, tile: list[str]
) -> None:
    html = shown(ornament=ornament).html
    assert TILE.findall(html) == tile
    assert html.count('aria-hidden="true"') == len(tile)
    assert "Sample Briefing</p>" in html


def test_the_copy_on_the_site_has_no_link_to_itself() -> None:
    html = shown().html
    page = as_web_page(html)
    assert html.count("View in browser</a>") == 1
    assert "View in browser" not in page
    # the links beside it stay
    assert page.count("<a ") == html.count("<a ") - 1
