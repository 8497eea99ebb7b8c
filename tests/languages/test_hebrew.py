"""Hebrew is read as its readers read it: particles on words, marks in abbreviations, genders."""

from __future__ import annotations

import pytest
from news_pages import page, roles_of

from digest.edit.genre import reads_as_comment
from digest.edit.profile import is_round_up
from digest.models import Direction, Role
from digest.text import direction_of
from digest.text.names import with_clitics
from digest.write.factual_terms import facts, quotations
from digest.write.similarity import content_words, overlap

LANGUAGE = "he"


def test_background_and_expectations_are_known_by_their_words() -> None:
    roles = roles_of(
        LANGUAGE,
        "מרניה סגרה את הנמל ביום שלישי.",
        "כזכור, הנמל נסגר גם במרץ.",
        "קודם לכן נסגר הנמל הצפוני.",
        "הנמל צפוי להיפתח בשבוע הבא.",
        "להערכת המשרד, המחירים יעלו בקרוב.",
    )
    assert roles == (
        Role.MAIN,
        Role.CAUSE_GENERAL,
        Role.CAUSE_GENERAL,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
        Role.DISTANT_EXPECTATIONS_CONSEQUENCES,
    )


def test_particles_are_written_onto_a_word() -> None:
    assert {"נמל", "הנמל", "בנמל", "והנמל", "שבנמל"} <= set(with_clitics("נמל"))


def test_points_change_no_word() -> None:
    assert (
        overlap(content_words("הנמל סגור", LANGUAGE), content_words("הַנָּמֵל סָגוּר", LANGUAGE)) == 1.0
    )


def test_an_abbreviation_with_a_mark_inside_is_no_quotation() -> None:
    assert quotations("ארה״ב סגרה את הנמל.") == ()


@pytest.mark.parametrize("month", ["ינואר", "מרץ", "אוגוסט", "דצמבר"])
def test_a_month_is_a_date(month: str) -> None:
    assert [fact.text for fact in facts(f"ה-3 {month}") if fact.kind == "date"] == [month]


@pytest.mark.parametrize("tag", ["he", "he-IL", "iw", "iw_IL"])
def test_it_runs_from_the_right_under_its_old_code_too(tag: str) -> None:
    assert direction_of(tag) is Direction.RTL


def test_a_title_that_asks_reads_as_a_comment() -> None:
    assert reads_as_comment(page("האם הנמל ייפתח?", LANGUAGE))
    assert not reads_as_comment(page("הנמל נפתח", LANGUAGE))


def test_a_page_of_updates_is_a_round_up() -> None:
    assert is_round_up(page("עדכונים שוטפים: הנמל בוער", LANGUAGE))
    assert not is_round_up(page("הנמל בוער", LANGUAGE))
