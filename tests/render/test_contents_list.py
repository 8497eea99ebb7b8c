"""The list of contents: in the order of the mail, and only where there is much to list."""

from __future__ import annotations

import pytest

from digest.models import Direction
from digest.render.contents_list import LEAST_CONTENTS, contents_list, sections_named_once
from digest.render.mail_page import ShownSection, ShownStory


def story(number: int, kicker: str = "") -> ShownStory:
    return ShownStory(
        headline=f"Headline {number}",
        url=f"https://paper.example/{number}",
        language="",
        direction=Direction.LTR,
        kicker=kicker,
        dek=None,
        picture=None,
        lead=(),
        what_happened=(),
        why_it_matters=(),
        know_more=(),
        sources=(),
        outlets=(),
        one_source=False,
        developed="",
        new_fact="",
        number=number,
    )


def section(title: str, *numbers: int) -> ShownSection:
    return ShownSection(title=title, stories=tuple(story(number, title) for number in numbers))


def test_a_mail_without_a_story_has_no_contents() -> None:
    assert contents_list(None, [section("Gulf", 2, 3, 4)]) == ()


@pytest.mark.parametrize(("stories", "listed"), [(1, 0), (2, 0), (LEAST_CONTENTS, LEAST_CONTENTS)])
def test_two_stories_are_seen_at_a_glance_and_three_are_listed(stories: int, listed: int) -> None:
    below = section("Gulf", *range(2, stories + 1))
    assert len(contents_list(story(1, "Gulf"), [below])) == listed


def test_the_contents_stand_in_the_order_of_the_mail() -> None:
    entries = contents_list(story(1, "Gulf"), [section("Levant", 2, 3), section("Gulf", 4)])
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.section for entry in entries] == ["Gulf", "Levant", "Levant", "Gulf"]


def test_a_single_section_is_named_at_no_line() -> None:
    entries = contents_list(story(1, "Gulf"), [section("Gulf", 2, 3)])
    assert {entry.section for entry in entries} == {""}


def test_a_section_is_named_at_the_first_of_its_stories_in_a_row() -> None:
    lead, below = sections_named_once(
        story(1, "Gulf"), [section("Gulf", 2), section("Levant", 3, 4)]
    )
    assert lead is not None
    assert lead.kicker == "Gulf"
    kickers = [shown.kicker for part in below for shown in part.stories]
    assert kickers == ["", "Levant", ""]


def test_a_mail_of_one_section_names_it_nowhere() -> None:
    lead, below = sections_named_once(story(1, "Gulf"), [section("Gulf", 2, 3)])
    assert lead is not None
    assert lead.kicker == ""
    assert {shown.kicker for part in below for shown in part.stories} == {""}


def test_without_a_lead_sections_stay_as_they_are() -> None:
    sections = (section("Gulf", 2, 3),)
    assert sections_named_once(None, sections) == (None, sections)
