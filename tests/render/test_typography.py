"""Dates and hyphened names stay whole, and no short word ends a headline alone."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from digest.render.typography import (
    dates_whole,
    hyphens_whole,
    mostly_latin_digits,
    without_widow,
)

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "It ends January 8, they say.", "It ends January~8, they say."),
        ("en", "It ends 8 January.", "It ends 8~January."),
        ("en", "Eight ships and 8 boats", "Eight ships and 8 boats"),
        ("en", "The march 8 people joined", "The march~8 people joined"),
        ("fr", "Le 8 janvier 2026", "Le 8~janvier 2026"),
        ("de", "Am 8. Januar", "Am 8.~Januar"),
        ("xx", "January 8", "January 8"),
    ],
)
def test_a_day_stays_beside_its_month(language: str, text: str, shown: str) -> None:
    assert dates_whole(text, language) == shown.replace("~", NO_BREAK)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Pilots end strike at sea", "Pilots end strike at~sea"),
        ("Pilots end it", "Pilots end it"),
        ("Pilots end strike after negotiations", "Pilots end strike after negotiations"),
        ("", ""),
    ],
)
def test_no_short_word_ends_a_headline_alone(title: str, shown: str) -> None:
    assert without_widow(title) == shown.replace("~", NO_BREAK)


def test_a_hyphened_name_stays_on_one_line_and_a_very_long_one_does_not() -> None:
    html = hyphens_whole(Markup("A Cease-Fire &amp; a talk – end"))
    assert html == 'A <span class="whole">Cease-Fire</span> &amp; a talk – end'
    long = Markup("Donaudampf-schifffahrts-gesellschaft")
    assert hyphens_whole(long) == long


def test_the_digits_that_the_texts_write_most_are_those_of_the_mail() -> None:
    assert mostly_latin_digits(["12 ships", "\u0661"])
    assert not mostly_latin_digits(["\u0661\u0662"])
    assert not mostly_latin_digits(["no digit"])
