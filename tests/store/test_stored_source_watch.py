"""Watched pages, notices and corrections in every store: kept, claimed and settled once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_issue import NOW
from store_nouns import HOUR, ISSUE, a_briefing, an_issue, draft

from digest.errors import UseError
from digest.models import (
    ChangeKind,
    CitedSentence,
    Correction,
    IssueCorrection,
    IssueState,
    NoticeState,
    Selection,
    SourceNotice,
    WatchedPage,
)
from digest.protocols import Store

OLDER, NEWER = "daily@2026-11-22", "daily@2026-11-24"
PAGE = WatchedPage(
    article_id="a1",
    url="https://paper.example/1",
    title="Harbour reopens",
    outlet="Paper",
    language="en",
    issues=(ISSUE,),
    cited=(CitedSentence(issue_id=ISSUE, text="It opened."),),
    notes=("Corrected on Monday.",),
    etag='"v1"',
    last_modified="Mon, 23 Nov 2026 06:00:00 GMT",
    body_hash="h" * 64,
    next_read=NOW,
)
NOTICE = SourceNotice(
    id="n1",
    issue_id=ISSUE,
    article_id="a1",
    url=PAGE.url,
    title=PAGE.title,
    outlet=PAGE.outlet,
    kind=ChangeKind.REWORDED,
    cited="It opened.",
    now="It stays shut.",
    raised=NOW,
)
CORRECTION = IssueCorrection(
    id="c1", issue_id=ISSUE, newsletter_id="daily", text="It stays shut.", made=NOW
)


def approve(store: Store, issue_id: str) -> None:
    draft(store, issue_id)
    store.issues.approve(issue_id, subscriber_ids=(), now=NOW)


@pytest.fixture
def out(store: Store) -> Store:
    """A store with two issues that went out."""
    approve(store, ISSUE)
    approve(store, OLDER)
    return store


# ---- issues --------------------------------------------------------------------------------------


def test_only_approved_issues_that_went_out_are_watched(store: Store) -> None:
    approve(store, ISSUE)
    draft(store, OLDER)
    approve(store, NEWER)
    store.issues.set_state(NEWER, IssueState.CANCELLED, expect=(IssueState.APPROVED,))
    assert store.source_watch.issues_out(NOW) == {ISSUE: NOW}
    assert store.source_watch.issues_out(NOW + HOUR) == {}


# ---- pages ---------------------------------------------------------------------------------------


def test_a_page_is_read_as_it_was_added(store: Store) -> None:
    assert store.source_watch.add_pages([PAGE]) == 1
    assert store.source_watch.pages() == (PAGE,)
    assert store.source_watch.watched_issues() == {ISSUE}
    assert store.source_watch.add_pages([]) == 0


def test_a_page_that_two_issues_cite_is_watched_once_and_read_whole_again(store: Store) -> None:
    store.source_watch.add_pages([replace(PAGE, seen=("It opened.",), longest_chars=900)])
    more = CitedSentence(issue_id=NEWER, text="Ships wait.", in_body=False)
    added = replace(PAGE, issues=(NEWER,), cited=(more,), notes=("Corrected again.",))
    assert store.source_watch.add_pages([added]) == 0
    (page,) = store.source_watch.pages()
    assert page.issues == (ISSUE, NEWER)
    assert page.cited == (*PAGE.cited, more)
    assert page.notes == ("Corrected on Monday.", "Corrected again.")
    # the next request is unconditional, and the memory of readings stays
    assert (page.etag, page.last_modified, page.body_hash) == ("", "", "")
    assert (page.seen, page.longest_chars) == (("It opened.",), 900)
    # the same once more changes nothing
    store.source_watch.add_pages([added])
    assert store.source_watch.pages() == (page,)


def test_a_page_leaves_with_its_last_issue(store: Store) -> None:
    both = replace(
        PAGE,
        issues=(ISSUE, NEWER),
        cited=(*PAGE.cited, CitedSentence(issue_id=NEWER, text="Ships wait.")),
    )
    store.source_watch.add_pages([both, replace(PAGE, article_id="a2")])
    store.source_watch.end_issues([ISSUE])
    (left,) = store.source_watch.pages()
    assert (left.article_id, left.issues) == ("a1", (NEWER,))
    assert [citation.issue_id for citation in left.cited] == [NEWER]
    store.source_watch.end_issues([OLDER])
    assert store.source_watch.pages() == (left,)
    store.source_watch.end_issues([NEWER])
    assert store.source_watch.pages() == ()


def test_a_page_that_is_due_is_claimed_by_one_process(store: Store) -> None:
    later = replace(PAGE, article_id="a2", next_read=NOW + HOUR)
    store.source_watch.add_pages([PAGE, later])
    assert store.source_watch.claim_pages(now=NOW - HOUR, until=NOW) == ()
    (claimed,) = store.source_watch.claim_pages(now=NOW, until=NOW + 2 * HOUR)
    assert claimed == PAGE
    assert store.source_watch.claim_pages(now=NOW, until=NOW + 2 * HOUR) == ()
    # the one that is read next stands first
    assert [page.article_id for page in store.source_watch.pages()] == ["a2", "a1"]
    # a process that died gives its page back at the end of the lease
    again = store.source_watch.claim_pages(now=NOW + 2 * HOUR, until=NOW + 4 * HOUR)
    assert [page.article_id for page in again] == ["a1", "a2"]


def test_the_memory_of_a_reading_is_stored_and_an_issue_added_meanwhile_stays(
    store: Store,
) -> None:
    store.source_watch.add_pages([PAGE])
    store.source_watch.add_pages([replace(PAGE, issues=(NEWER,), cited=())])
    read = replace(
        PAGE,
        title="Another title",
        seen=("It opened.",),
        etag='"v2"',
        last_read=NOW,
        next_read=NOW + HOUR,
        failures=2,
        missing=1,
        trouble="timed out",
    )
    store.source_watch.save_page(read)
    (page,) = store.source_watch.pages()
    assert (page.issues, page.cited, page.title) == ((ISSUE, NEWER), PAGE.cited, PAGE.title)
    assert (page.etag, page.last_read, page.next_read) == ('"v2"', NOW, NOW + HOUR)
    assert (page.failures, page.missing, page.trouble) == (2, 1, "timed out")


# ---- notices -------------------------------------------------------------------------------------


def test_notices_are_listed_by_state_issue_article_and_alarm_newest_first(out: Store) -> None:
    watch = out.source_watch
    second = replace(NOTICE, id="n2", article_id="a2", raised=NOW + HOUR)
    other_issue = replace(NOTICE, id="n3", issue_id=OLDER)
    restored = replace(NOTICE, id="n4", state=NoticeState.RESTORED)
    watch.save_notices([NOTICE, second, other_issue, restored])
    watch.save_notices([])

    def ids(**conditions: object) -> list[str]:
        return [notice.id for notice in watch.notices(**conditions)]  # type: ignore[arg-type]

    assert ids() == ["n2", "n1", "n3"]
    assert ids(states=[NoticeState.RESTORED]) == ["n4"]
    assert ids(states=tuple(NoticeState)) == ["n2", "n1", "n3", "n4"]
    assert ids(issue_id=ISSUE) == ["n2", "n1"]
    assert ids(article_id="a2") == ["n2"]
    assert ids(limit=1) == ["n2"]
    watch.mark_told(["n2", "n3"], now=NOW)
    assert ids(untold=True) == ["n1"]
    assert watch.notice("n1") == NOTICE
    assert watch.notice("n9") is None


def test_a_reading_changes_an_open_notice_and_none_that_a_person_settled(out: Store) -> None:
    watch = out.source_watch
    settled = replace(NOTICE, id="n2")
    watch.save_notices([NOTICE, settled])
    assert watch.settle("n2", NoticeState.DISMISSED, reason="a typing error", now=NOW)
    words = "It opens today."
    watch.save_notices([replace(NOTICE, now=words), replace(settled, now=words)])
    changed, kept = watch.notice("n1"), watch.notice("n2")
    assert changed is not None
    assert kept is not None
    assert changed.now == words
    assert (kept.now, kept.state, kept.reason) == (
        NOTICE.now,
        NoticeState.DISMISSED,
        "a typing error",
    )
    # the words of the outlet are back, and later gone again
    watch.save_notices([replace(NOTICE, state=NoticeState.RESTORED)])
    watch.save_notices([NOTICE])
    assert watch.notice("n1") == NOTICE


@pytest.mark.parametrize("state", [NoticeState.DISMISSED, NoticeState.CORRECTED])
def test_the_first_word_of_a_person_counts(out: Store, state: NoticeState) -> None:
    out.source_watch.save_notices([NOTICE])
    assert out.source_watch.settle("n1", state, reason="first", now=NOW)
    assert not out.source_watch.settle("n1", NoticeState.DISMISSED, reason="second", now=NOW)
    assert not out.source_watch.settle("n9", state, reason="", now=NOW)
    settled = out.source_watch.notice("n1")
    assert settled is not None
    assert (settled.state, settled.reason, settled.settled) == (state, "first", NOW)


# ---- corrections ---------------------------------------------------------------------------------


def test_a_correction_settles_its_notice_and_a_second_one_is_refused(out: Store) -> None:
    out.source_watch.save_notices([NOTICE])
    out.source_watch.correct(replace(CORRECTION, notice_id="n1"))
    notice = out.source_watch.notice("n1")
    assert notice is not None
    assert (notice.state, notice.reason) == (NoticeState.CORRECTED, "c1")
    with pytest.raises(UseError, match="this notice is not open"):
        out.source_watch.correct(replace(CORRECTION, id="c2", notice_id="n1"))
    assert [correction.id for correction in out.source_watch.corrections(ISSUE)] == ["c1"]


def test_a_correction_that_is_taken_back_opens_its_notice_again(store: Store) -> None:
    approve(store, ISSUE)
    store.source_watch.save_notices([NOTICE])
    written = replace(CORRECTION, notice_id="n1")
    store.source_watch.correct(written)
    assert store.source_watch.take_back("c1") == written
    assert store.source_watch.notice("n1") == NOTICE
    assert store.source_watch.corrections(ISSUE) == ()
    assert store.source_watch.take_back("c1") is None


def test_a_correction_that_readers_have_is_final_until_its_issue_is_cancelled(
    store: Store,
) -> None:
    approve(store, ISSUE)
    store.source_watch.correct(CORRECTION)
    assert [waiting.id for waiting in store.source_watch.waiting_corrections("daily")] == ["c1"]
    assert store.source_watch.waiting_corrections("gulf") == ()
    briefing = replace(a_briefing(NEWER), corrections=(Correction(text=CORRECTION.text, id="c1"),))
    store.issues.save_draft(briefing, Selection(stories=()), an_issue(NEWER))
    # a draft carries it to no reader yet
    assert len(store.source_watch.waiting_corrections("daily")) == 1
    store.issues.approve(NEWER, subscriber_ids=(), now=NOW)
    assert store.source_watch.waiting_corrections("daily") == ()
    assert store.source_watch.take_back("c1") is None
    assert store.source_watch.corrections(ISSUE) == (replace(CORRECTION, carried_by=NEWER),)
    store.issues.set_state(NEWER, IssueState.CANCELLED, expect=(IssueState.APPROVED,))
    assert len(store.source_watch.waiting_corrections("daily")) == 1


def test_corrections_of_an_issue_run_by_age_and_those_of_all_the_other_way(out: Store) -> None:
    for number, issue_id, made in ((2, ISSUE, NOW + HOUR), (1, ISSUE, NOW), (3, OLDER, NOW)):
        out.source_watch.correct(replace(CORRECTION, id=f"c{number}", issue_id=issue_id, made=made))
    own = out.source_watch.corrections(ISSUE)
    assert [correction.id for correction in own] == ["c1", "c2"]
    latest = out.source_watch.latest_corrections(limit=2)
    assert [correction.id for correction in latest] == ["c2", "c1"]
