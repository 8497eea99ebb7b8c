"""A notice follows its page: raised once, kept up to date, restored, and never unsettled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.models import ChangeKind, NoticeState, SourceNotice, WatchedPage
from digest.write.source_changes import PageVerdict, SourceChange
from digest.write.source_notices import LONGEST_WORDING_CHARS, notices_after

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
CITED = "Nine sailors were hurt."
PAGE = WatchedPage(
    article_id="a1",
    url="https://paper.example/1",
    title="Port",
    outlet="Paper",
    language="en",
    issues=("daily@2026-11-20",),
    next_read=NOW,
)


def change(
    kind: ChangeKind = ChangeKind.REWORDED, *, cited: str = CITED, now: str = "Ten were hurt."
) -> SourceChange:
    return SourceChange(kind=kind, cited=cited, now=now)


def verdict(*changes: SourceChange, held: tuple[str, ...] = (), judged: bool = True) -> PageVerdict:
    return PageVerdict(changes=changes, held=held, is_judged=judged)


def after(
    known: tuple[SourceNotice, ...], seen: PageVerdict, *, issue: str = "daily@2026-11-20"
) -> tuple[SourceNotice, ...]:
    return notices_after(known, seen, PAGE, issue_id=issue, now=LATER)


def first_notice(**more: object) -> SourceNotice:
    (notice,) = notices_after((), verdict(change(**more)), PAGE, issue_id="daily@2026-11-20", now=NOW)  # type: ignore[arg-type]  # fmt: skip  # noqa: E501
    return notice


def test_a_change_raises_a_notice_that_names_its_page() -> None:
    notice = first_notice()
    assert (notice.article_id, notice.url, notice.outlet) == ("a1", PAGE.url, "Paper")
    assert (notice.cited, notice.now, notice.raised) == (CITED, "Ten were hurt.", NOW)
    assert (notice.state, notice.told, notice.settled) == (NoticeState.OPEN, None, None)


def test_a_page_without_a_change_raises_none() -> None:
    assert after((), verdict()) == ()


def test_the_same_change_is_told_once() -> None:
    assert after((first_notice(),), verdict(change())) == ()


@pytest.mark.parametrize(
    "other",
    [
        change(now="Eleven were hurt."),
        change(ChangeKind.GONE, now=""),
    ],
)
def test_an_open_notice_follows_its_sentence(other: SourceChange) -> None:
    notice = first_notice()
    (followed,) = after((notice,), verdict(other))
    assert followed == replace(notice, kind=other.kind, now=other.now)


def test_two_changes_of_one_page_are_two_notices() -> None:
    second = change(cited="Two ships sank.", now="One ship sank.")
    notices = after((), verdict(change(), second))
    assert len({notice.id for notice in notices}) == 2
    assert [notice.cited for notice in notices] == [CITED, "Two ships sank."]


def test_an_id_belongs_to_one_issue_one_sentence_and_one_wording() -> None:
    ids = {
        first_notice().id,
        first_notice(now="Eleven were hurt.").id,
        first_notice(cited="Two ships sank.").id,
        first_notice(kind=ChangeKind.GONE).id,
        after((), verdict(change()), issue="daily@2026-11-21")[0].id,
    }
    assert len(ids) == 5
    assert first_notice().id == first_notice().id
    assert all(name.startswith("n-") for name in ids)


def test_the_words_of_a_page_are_kept_up_to_a_limit() -> None:
    notice = first_notice(now="x" * (LONGEST_WORDING_CHARS + 1))
    assert len(notice.now) == LONGEST_WORDING_CHARS
    # the same long wording is the same notice
    assert after((notice,), verdict(change(now="x" * (LONGEST_WORDING_CHARS + 9)))) == ()


def test_a_sentence_that_stands_there_again_restores_its_notice() -> None:
    notice = first_notice()
    (restored,) = after((notice,), verdict(held=(CITED,)))
    assert restored == replace(notice, state=NoticeState.RESTORED, settled=LATER)


@pytest.mark.parametrize(
    "seen",
    [
        # the absence of a change is no proof, and neither is a page that could not be judged
        verdict(),
        verdict(held=("Another sentence.",)),
        verdict(held=(CITED,), judged=False),
    ],
)
def test_a_notice_stays_open_until_its_sentence_is_seen(seen: PageVerdict) -> None:
    assert after((first_notice(),), seen) == ()


@pytest.mark.parametrize("kind", [ChangeKind.CORRECTED, ChangeKind.WITHDRAWN])
def test_a_notice_on_the_whole_article_is_over_when_its_note_is_gone(kind: ChangeKind) -> None:
    notice = first_notice(kind=kind, cited="", now="Correction: ten.")
    (restored,) = after((notice,), verdict())
    assert restored.state is NoticeState.RESTORED
    assert after((notice,), verdict(judged=False)) == ()
    assert after((notice,), verdict(change(kind, cited="", now="Correction: ten."))) == ()


def test_words_that_come_back_a_second_time_open_the_same_notice_anew() -> None:
    restored = replace(first_notice(), state=NoticeState.RESTORED, settled=NOW, told=NOW)
    (opened,) = after((restored,), verdict(change()))
    assert opened.id == restored.id
    assert (opened.state, opened.raised, opened.settled, opened.told) == (
        NoticeState.OPEN,
        LATER,
        None,
        None,
    )


@pytest.mark.parametrize("state", [NoticeState.DISMISSED, NoticeState.CORRECTED])
def test_a_notice_that_a_person_settled_stays_settled(state: NoticeState) -> None:
    settled = replace(first_notice(), state=state, settled=NOW)
    assert after((settled,), verdict(change())) == ()
    assert after((settled,), verdict(held=(CITED,))) == ()


@pytest.mark.parametrize("state", [NoticeState.DISMISSED, NoticeState.CORRECTED])
def test_a_further_change_of_a_settled_sentence_is_a_notice_of_its_own(state: NoticeState) -> None:
    settled = replace(first_notice(), state=state, settled=NOW)
    (raised,) = after((settled,), verdict(change(now="Eleven were hurt.")))
    assert raised.id != settled.id
    assert (raised.state, raised.now) == (NoticeState.OPEN, "Eleven were hurt.")


def test_a_correction_and_a_withdrawal_are_two_things() -> None:
    corrected = first_notice(kind=ChangeKind.CORRECTED, cited="", now="Correction: ten.")
    withdrawn = change(ChangeKind.WITHDRAWN, cited="", now="Withdrawn: port.")
    states = {notice.kind: notice.state for notice in after((corrected,), verdict(withdrawn))}
    assert states == {
        ChangeKind.WITHDRAWN: NoticeState.OPEN,
        ChangeKind.CORRECTED: NoticeState.RESTORED,
    }
