"""An issue: every part in its place, the slots whole, and frozen by its hash."""

from __future__ import annotations

import re
from dataclasses import replace

import html5lib
import pytest

from digest.models import Briefing, Issue, Slot
from digest.render import render_issue
from digest.render.specimen import AT, PUBLICATION, specimen


def rendered(briefing: Briefing) -> Issue:
    return render_issue(briefing, publication=PUBLICATION, created=AT)


@pytest.fixture(scope="module")
def issue() -> Issue:
    return rendered(specimen())


def test_the_parts_stand_in_the_order_of_the_format(issue: Issue) -> None:
    marks = [
        "Sample Briefing</p>",
        "<h1",
        'class="dek"',
        'class="picture"',
        "Developed since",
        "What happened:",
        "Why it matters:",
        "Know more:",
        "Talks</h2>",
        "Also today</h2>",
        "Trend Reports</h2>",
        "Become a member",
        "More newsletters</h2>",
        "Corrections</h2>",
        "You get this because",
        "Unsubscribe",
        "12 Example Street",
    ]
    places = [issue.html.index(mark) for mark in marks]
    assert places == sorted(places)


def test_every_slot_of_the_reader_survives_in_html_and_text(issue: Issue) -> None:
    for slot in Slot:
        assert slot.value in issue.html
        assert slot.value in issue.text


def test_the_same_arguments_give_the_same_bytes_and_hash(issue: Issue) -> None:
    assert rendered(specimen()) == issue


def test_the_hash_changes_with_any_word_a_reader_sees(issue: Issue) -> None:
    briefing = specimen()
    changed = rendered(replace(briefing, preheader=briefing.preheader + " Today."))
    assert changed.content_hash != issue.content_hash


def test_a_full_issue_of_twelve_stories_stays_far_below_the_clip() -> None:
    issue = rendered(specimen(stories=12))
    assert len(issue.html.encode()) < 80_000


@pytest.mark.parametrize("language", ["en", "ar", "he", "fa", "tr", "fr"])
def test_the_html_is_valid_markup_in_every_language(language: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(rendered(specimen(language)).html)
    assert parser.errors == []


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_language_and_direction_stand_on_the_root_and_below_the_body(language: str, direction: str) -> None:
    html = rendered(specimen(language)).html
    assert f'<html lang="{language}" dir="{direction}"' in html
    assert re.search(rf'<body[^>]*>\s*<div[^>]*\blang="{language}" dir="{direction}"', html)
    assert f"direction:{'rtl' if direction == 'ltr' else 'ltr'}" not in html


def test_an_issue_without_optional_parts_leaves_no_hole() -> None:
    briefing = specimen(stories=1)
    item = replace(briefing.items[0], picture=None, dek=None, know_more=(), lead=())
    bare = replace(briefing, items=(item,), also=(), corrections=(), blocks=type(briefing.blocks)())
    issue = rendered(bare)
    for missing in ("<img", "Also today", "Trend Reports", "More newsletters", "Corrections", 'class="dek"'):
        assert missing not in issue.html
    assert "What happened:" in issue.html
