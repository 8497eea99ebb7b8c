"""Opinions on both databases: counted once, changed, forgotten; and no row that names a reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from small_issue import NOW, a_briefing, an_issue
from store_nouns import a_reader

from digest.models import LESS, MORE, Opinion, OpinionKind, OpinionTotal, Selection
from digest.protocols import Store
from digest.store.opinions import reader_hash

DAY = timedelta(days=1)
FIRST, SECOND = "daily@2026-11-22", "daily@2026-11-23"
WANTS_MORE = Opinion(issue_id=FIRST, story_id="s1", kind=OpinionKind.MORE_OR_LESS, answer=MORE)
ANSWERS = replace(WANTS_MORE, kind=OpinionKind.POLL, answer="2")


def issues(store: Store) -> None:
    for issue_id in (FIRST, SECOND):
        store.issues.save_draft(a_briefing(issue_id), Selection(stories=()), an_issue(issue_id))


def counts(store: Store, issue_id: str = FIRST) -> dict[tuple[str, str], int]:
    totals = store.opinions.totals(issue_id)
    return {(total.story_id, total.answer): total.readers for total in totals}


def test_a_reader_counts_once_for_each_story_and_question(store: Store) -> None:
    issues(store)
    for _ in range(3):
        store.opinions.give("r1", WANTS_MORE, now=NOW)
    store.opinions.give("r2", WANTS_MORE, now=NOW)
    store.opinions.give("r1", replace(WANTS_MORE, story_id="s2"), now=NOW)
    store.opinions.give("r1", ANSWERS, now=NOW)
    assert counts(store) == {("s1", MORE): 2, ("s2", MORE): 1, ("s1", "2"): 1}
    assert store.opinions.totals(SECOND) == ()


def test_a_changed_answer_moves_from_one_total_to_the_other(store: Store) -> None:
    issues(store)
    store.opinions.give("r1", WANTS_MORE, now=NOW)
    store.opinions.give("r2", WANTS_MORE, now=NOW)
    store.opinions.give("r1", replace(WANTS_MORE, answer=LESS), now=NOW + DAY)
    assert counts(store) == {("s1", MORE): 1, ("s1", LESS): 1}
    store.opinions.give("r2", replace(WANTS_MORE, answer=LESS), now=NOW + DAY)
    kind = OpinionKind.MORE_OR_LESS
    only = OpinionTotal(story_id="s1", kind=kind, answer=LESS, readers=2)
    assert store.opinions.totals(FIRST) == (only,)


def test_old_answers_are_forgotten_and_totals_stay(store: Store) -> None:
    issues(store)
    store.opinions.give("r1", WANTS_MORE, now=NOW)
    store.opinions.give("r2", WANTS_MORE, now=NOW + 2 * DAY)
    assert store.opinions.forget_answers(before=NOW + DAY) == 1
    assert counts(store) == {("s1", MORE): 2}


def test_an_erased_reader_leaves_no_answer_but_the_totals(store: Store) -> None:
    issues(store)
    store.subscribers.add([a_reader(id="r1"), a_reader(2, id="r2")])
    for issue_id in (FIRST, SECOND):
        store.opinions.give("r1", replace(WANTS_MORE, issue_id=issue_id), now=NOW)
    store.opinions.give("r2", WANTS_MORE, now=NOW)
    store.subscribers.remove("r1")
    # one row is left to forget: that of the other reader
    assert store.opinions.forget_answers(before=NOW + DAY) == 1
    assert counts(store) == {("s1", MORE): 2}


def test_the_hashes_of_one_reader_in_two_issues_have_nothing_in_common() -> None:
    hashes = {reader_hash("r1", issue_id, key=b"k") for issue_id in (FIRST, SECOND)}
    assert len(hashes) == 2
    assert reader_hash("r1", FIRST, key=b"another") not in hashes
