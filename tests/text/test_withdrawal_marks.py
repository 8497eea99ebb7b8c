"""Notices of withdrawals are known in the languages of the sources, and news about them is not."""

from __future__ import annotations

import pytest

from digest.text.withdrawals import (
    LONGEST_NOTICE_WORDS,
    has_withdrawal_mark,
    is_withdrawal,
    withdrawn_headline,
)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("WITHDRAWN: Port reopens", ""),
        ("STORY WITHDRAWN - Port reopens", ""),
        ("KILL-Port reopens", ""),
        ("ANNULATION - Le port rouvre", ""),
        ("ANULADA: Reabre el puerto", ""),
        ("ОТОЗВАНО: Порт открыт", ""),
        ("Port", "This story has been withdrawn."),
        ("Port", "Our report of Friday has been retracted by the editors."),
        ("Port", "The agency has withdrawn its story on the port."),
        ("Editors", "Please disregard the story."),
        ("Port", "This article has been removed. An earlier version held errors of fact."),
        ("Port", "We have taken down this story after its source took back the statement."),
        ("Port", "The Courier has unpublished its article on the port."),
        ("Hafen", "Diese Meldung wurde zurückgezogen."),
        ("Port", "Cette dépêche est annulée."),
        ("Puerto", "Esta noticia ha sido anulada."),
        ("Liman", "Bu haber geri çekilmiştir."),
        ("الميناء", "تم سحب هذا الخبر."),
        ("הנמל", "הידיעה הוסרה."),
        ("بندر", "این خبر حذف شد."),
    ],
)
def test_a_notice_is_known(title: str, text: str) -> None:
    assert is_withdrawal(title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Port reopens", "The port reopened on Friday."),
        ("Withdrawn from the race: three candidates", ""),
        ("Retrait : les troupes quittent le nord", ""),
        ("KILLED: three soldiers are named", ""),
        ("Kill Bill returns to cinemas", ""),
        ("UN retracts report", "The UN has retracted the report on the port."),
        ("Statue removed", "The statue has been removed, and this report tells why."),
        ("Ministry removes report", "The ministry has removed the report from its page."),
        ("سحب الثقة من الحكومة", ""),
    ],
)
def test_news_is_no_notice(title: str, text: str) -> None:
    assert not is_withdrawal(title, text)


def test_a_long_text_is_no_notice() -> None:
    text = "This story has been withdrawn. " + "word " * LONGEST_NOTICE_WORDS
    assert not is_withdrawal("Port", text)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("WITHDRAWN: Port reopens", "Port reopens"),
        ("WITHDRAWN-UPDATE 2-Port reopens", "Port reopens"),
        ("MANDATORY KILL | Port reopens", "Port reopens"),
        ("Port reopens (retracted)", "Port reopens"),
        ("Port reopens - WITHDRAWN", "Port reopens"),
        ("KILL ADVISORY", ""),
        ("Port reopens", "Port reopens"),
    ],
)
def test_the_headline_of_the_report_stands_behind_the_mark(title: str, headline: str) -> None:
    assert withdrawn_headline(title) == headline
    assert has_withdrawal_mark(title) is (headline != title)
