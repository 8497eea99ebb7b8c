"""A mark of a correction speaks of the article itself, in each language, and its news does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from digest.languages.pages import PAGE_WORDS
from digest.write.correction_marks import (
    CORRECTED_MARKS,
    CORRECTED_SIGNS,
    WITHDRAWN_MARKS,
    WITHDRAWN_SIGNS,
)


@pytest.mark.parametrize(
    "line",
    [
        "CORRECTION: the toll was nine.",
        "Correction — the toll was nine.",
        "Correction - the toll was nine.",
        "Corrected: the toll was nine.",
        "Clarification: the minister spoke on Monday.",
        "Editor's note: the toll was nine.",
        "Editor’s Note – the toll was nine.",
        "Editors' note: the toll was nine.",
        "A label in a line. Correction: the toll was nine.",
        "An earlier version of this article gave another toll.",
        "earlier version of the report said ten.",
        "This article was corrected on Tuesday.",
        "This report has been clarified.",
        "This story was updated to correct the toll.",
        "Korrektur: Es waren neun.",
        "Berichtigung – es waren neun.",
        "Richtigstellung: Es waren neun.",
        "In einer ersten Fassung des Textes stand zehn.",
        "Erratum : le bilan est de neuf morts.",
        "Note de la rédaction: le bilan est de neuf morts.",
        "Mise au point – le bilan est de neuf morts.",
        "La première version de ce texte : une première version de ce texte disait dix.",
        "Editörün notu: Ölü sayısı dokuzdur.",
        "Tekzip: Ölü sayısı dokuzdur.",
        "تنويه: عدد القتلى تسعة.",
        "تصحيح: عدد القتلى تسعة.",
        "הבהרה: מספר ההרוגים הוא תשעה.",
        "تصحیح: شمار کشته‌ها نه نفر است.",
        "» Korrektur: Es waren neun.",
    ],
)
def test_a_line_on_a_correction_is_known(line: str) -> None:
    assert CORRECTED_MARKS.search(line)
    assert not WITHDRAWN_MARKS.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "RETRACTED: Ferry sinks off Avel",
        "Retraction: ferry off Avel",
        "Story withdrawn: ferry off Avel",
        "This article has been removed.",
        "This report is retracted.",
        "We removed this article.",
        "We have withdrawn the story.",
        "Please disregard this report.",
        "Der Bericht wurde gelöscht.",
        "Dieser Beitrag wurde entfernt.",
        "Cet article a été dépublié.",
        "Bu haber geri çekilmiştir.",
        "تم حذف هذا المقال.",
        "הידיעה הוסרה.",
        "این گزارش پس گرفته شد.",
    ],
)
def test_a_line_on_a_withdrawal_is_known(line: str) -> None:
    assert WITHDRAWN_MARKS.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "The correction of the river took nine years.",
        "An earlier version of this law was rejected.",
        "This article of the treaty was amended in 1990.",
        "The editor noted that the port is shut.",
        "Nach der Korrektur: Avel wächst um neun Prozent.",
        "Die frühere Version dieses Gesetzes galt bis März.",
        "Le texte précédent de la loi valait neuf ans.",
        "Sınav düzeltme: dokuz puan",
        "قانون تصحيح الأوضاع في الميناء",
        "שר הדורש תיקון בחוק",
        "Troops were withdrawn from the port.",
        "The bank retracted its offer.",
        "Please disregard the fire alarm, the mayor said.",
        "We have removed the mines from the port, the army said.",
        "Der Bericht wurde dem Rat vorgelegt.",
        "Cet article de la loi a été voté.",
        "Bu haber limanda duyuldu.",
        "",
    ],
)
def test_news_that_only_sounds_so_has_no_mark(line: str) -> None:
    assert not CORRECTED_MARKS.search(line)
    assert not WITHDRAWN_MARKS.search(line)


def test_each_language_that_marks_corrections_marks_withdrawals_too() -> None:
    marked = [words.name for words in PAGE_WORDS if words.corrected]
    assert marked == [words.name for words in PAGE_WORDS if words.withdrawn]
    assert len(marked) == 7
    assert len(CORRECTED_SIGNS) >= 7
    assert len(WITHDRAWN_SIGNS) >= 7


@pytest.mark.parametrize("case", [str.upper, str.lower, str.title])
def test_marks_are_known_in_each_case(case: Callable[[str], str]) -> None:
    assert CORRECTED_MARKS.search(case("This article has been amended."))
    assert WITHDRAWN_MARKS.search(case("This story has been withdrawn."))
