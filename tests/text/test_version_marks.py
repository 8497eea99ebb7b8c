"""Titles bear marks of later versions at either end, in the languages of agencies."""

from __future__ import annotations

import pytest

from digest.text.version_marks import MAX_TITLE_CHARS, is_corrected, update_number, without_marks


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("UPDATE 2-Port reopens", 2),
        ("UPDATE 10 - Port reopens", 10),
        ("WRAPUP 1-Port reopens", 1),
        ("Updated: port reopens", 1),
        ("RPT-Port reopens", 1),
        ("Port reopens - UPDATE", 1),
        ("Port reopens | Updated", 1),
        ("Port reopens (2nd update)", 2),
        ("Port reopens (3rd LD)", 3),
        ("Port reopens (lead)", 1),
        ("Port reopens [Update 4]", 4),
        ("Mise à jour : le port rouvre", 1),
        ("تحديث 3: الميناء يفتح", 3),
        ("Port reopens", 0),
        ("Lead poisoning in the port", 0),
        ("Updates on the port", 0),
        ("Port (lead) reopens", 0),
        ("", 0),
    ],
)
def test_the_number_of_an_update_is_read(title: str, number: int) -> None:
    assert update_number(title) == number


@pytest.mark.parametrize(
    "title",
    [
        "CORRECTED-Port reopens",
        "CORRECTED (OFFICIAL)-Port reopens",
        "REFILE-Port reopens",
        "WITHDRAWN: Port reopens",
        "Korrektur: Hafen öffnet",
        "CORRIGÉ - Le port rouvre",
        "Rettifica: il porto riapre",
        "تصحيح: الميناء يفتح",
        "Исправлено: порт открыт",
        "Port reopens (corrected)",
        "Hafen öffnet [korrigiert]",
    ],
)
def test_a_correction_is_known(title: str) -> None:
    assert is_corrected(title)


@pytest.mark.parametrize(
    "title",
    ["Correctional officers strike", "Port corrected its toll", "Corrections chief resigns", ""],
)
def test_news_about_corrections_is_none(title: str) -> None:
    assert not is_corrected(title)


def test_a_mark_far_inside_a_text_is_not_looked_for() -> None:
    assert update_number("a " * MAX_TITLE_CHARS + "(update 2)") == 0


@pytest.mark.parametrize(
    "title",
    [
        "UPDATE 2-Port reopens",
        "UPDATE 10 - Port reopens",
        "Updated: Port reopens",
        "Port reopens (2nd update)",
        "Port reopens [Update 4]",
        "Port reopens - UPDATE",
        "RPT-Port reopens",
        "CORRECTED-Port reopens",
        "CORRECTED-UPDATE 1-Port reopens",
        "UPDATE 1-CORRECTED-Port reopens",
        "Korrektur: Port reopens (lead)",
        "Port reopens",
    ],
)
def test_marks_are_cut_from_both_ends_of_a_title(title: str) -> None:
    assert without_marks(title) == "Port reopens"
