"""The number of a story: beside its section, or in front of a headline that has none."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from digest.render import render_issue
from digest.render.own_templates import SHIPPED
from digest.render.preflight.html_tree import parse_html, shown_text
from digest.render.specimen import AT, PUBLICATION, specimen

PIECES = frozenset(
    [
        "caption", "cell", "further", "gap", "heading", "kicker", "labelled", "line",
        "linked_picture", "number", "picture", "sentence", "since", "sources", "titled", "tongue",
    ]
)  # fmt: skip
"""The names that the shipped parts take from pieces.mjml.j2: an older copy has no others."""


def test_no_kicker_is_a_number_alone() -> None:
    html = render_issue(specimen(stories=12), publication=PUBLICATION, created=AT).html
    page = parse_html(html)
    kickers = [shown_text(kicker) for kicker in page.xpath("//p[@class='kicker']")]
    assert "2 Talks" in kickers
    assert [kicker for kicker in kickers if not re.search(r"[A-Za-z]", kicker)] == []


def test_a_card_without_a_section_has_its_number_in_front_of_its_headline() -> None:
    html = render_issue(specimen(stories=12), publication=PUBLICATION, created=AT).html
    page = parse_html(html)
    numbered = {}
    for heading in page.xpath("//h1 | //h2[contains(@class, 'second')]"):
        numbered[heading.get("id")] = shown_text(heading)[:2].strip()
    # the lead and the first story of each section have a kicker
    assert numbered["story-1"] == "Tw"
    assert numbered["story-2"] == "Wa"
    assert numbered["story-3"] == "3"
    assert numbered["story-12"] == "12"


def test_the_only_story_of_a_mail_has_no_number() -> None:
    alone = replace(specimen(stories=1), sections=(), also=())
    html = render_issue(alone, publication=PUBLICATION, created=AT).html
    (headline,) = parse_html(html).iter("h1")
    assert shown_text(headline).startswith("Two navies")


@pytest.mark.parametrize("part", sorted(path.name for path in SHIPPED.glob("*.mjml.j2")))
def test_a_part_takes_no_more_from_the_pieces_than_an_own_copy_has(part: str) -> None:
    source = (SHIPPED / part).read_text("utf-8")
    assert set(re.findall(r"\bpiece\.(\w+)", source)) <= PIECES


def test_an_own_copy_of_the_pieces_from_before_the_width_of_days_still_renders(
    tmp_path: Path,
) -> None:
    pieces = (SHIPPED / "pieces.mjml.j2").read_text("utf-8")
    macros = re.findall(r"macro (\w+)", pieces)
    # a macro that this copy lacks may be called by no other template
    for macro in set(macros) - PIECES - {"named", "bare_number"}:
        raise AssertionError(f"{macro} is new: an own copy of the pieces lacks it")
    old = pieces.replace("{{ bare_number(story) }}", "")
    assert "day_width" not in old
    (tmp_path / "pieces.mjml.j2").write_text(old, "utf-8")
    briefing = replace(specimen(), number=0)
    html = render_issue(briefing, publication=PUBLICATION, created=AT, templates_dir=tmp_path).html
    assert 'class="when" width="112"' in html
