"""Old things are deleted in small steps, and the audit of every issue still balances."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from small_issue import NOW, a_briefing, an_issue

from digest.errors import UseError
from digest.models import (
    Article,
    Citation,
    DeliveryState,
    HostedPicture,
    InlineImage,
    IssueState,
    Outcome,
    PruneKind,
    Return,
    ReturnKind,
    Selection,
    Story,
    Subscriber,
)
from digest.protocols import Store

READERS = tuple(f"r{number}" for number in range(7))
OLD, RECENT = "daily@2025-01-10", "daily@2026-11-20"
BEFORE = NOW - timedelta(days=400)


def day_of(issue_id: str) -> datetime:
    return datetime.fromisoformat(f"{issue_id.partition('@')[2]}T06:00:00+00:00")


def draft(store: Store, issue_id: str) -> None:
    at = day_of(issue_id)
    lead = Article(id="a", url="https://p.example/a", title="T", published=at)
    image = InlineImage(cid="lead", content_type="image/png", content=b"png")
    hosted = HostedPicture(name=f"{issue_id}.jpg", content_type="image/jpeg", content=b"jpg")
    store.issues.save_draft(
        a_briefing(issue_id, at=at),
        Selection(stories=(Story(id="s", articles=(lead,)),)),
        an_issue(issue_id, created=at, images=(image,)),
        hosted=[hosted],
    )


def send(store: Store, issue_id: str, *, waiting: int = 0, over: bool = True) -> None:
    """Store an issue whose readers have it but for `waiting` ones."""
    draft(store, issue_id)
    at = day_of(issue_id)
    store.issues.approve(issue_id, subscriber_ids=READERS, now=at)
    states = [DeliveryState.ACCEPTED] * 6 + [DeliveryState.REFUSED]
    outcomes = []
    for reader, state in list(zip(READERS, states, strict=True))[waiting:]:
        outcomes.append(Outcome(issue_id=issue_id, subscriber_id=reader, state=state))
    store.ledger.record(outcomes, now=at)
    if over:
        store.issues.set_state(issue_id, IssueState.SENT, expect=[IssueState.APPROVED])


def prune_all(store: Store, kind: PruneKind, *, limit: int = 3) -> int:
    total = 0
    while step := store.retention.prune(kind, before=BEFORE, limit=limit):
        assert step <= limit
        total += step
    return total


@pytest.fixture
def filled(store: Store) -> Store:
    store.subscribers.add(Subscriber(id=name, email=f"{name}@mail.example") for name in READERS)
    send(store, OLD)
    send(store, RECENT)
    return store


def test_old_ledger_rows_leave_the_balance_of_their_issue(filled: Store) -> None:
    before = filled.ledger.audit(OLD)
    assert filled.retention.count(PruneKind.DELIVERIES, before=BEFORE) == len(READERS)
    assert prune_all(filled, PruneKind.DELIVERIES) == len(READERS)
    assert list(filled.ledger.rows(OLD)) == []
    assert filled.ledger.audit(OLD) == before
    assert filled.ledger.audit(OLD).balances
    listed = {one.id: one.by_state for one in filled.issues.list(counts=True)}
    assert listed[OLD] == before.by_state


def test_the_rows_of_a_recent_issue_stay(filled: Store) -> None:
    prune_all(filled, PruneKind.DELIVERIES)
    assert len(list(filled.ledger.rows(RECENT))) == len(READERS)


def test_a_row_that_waits_is_never_deleted_while_its_issue_goes_on(store: Store) -> None:
    send(store, OLD, waiting=2, over=False)
    assert prune_all(store, PruneKind.DELIVERIES) == len(READERS) - 2
    (first, second) = store.ledger.rows(OLD)
    assert {first.state, second.state} == {DeliveryState.QUEUED}
    audit = store.ledger.audit(OLD)
    assert (audit.balances, audit.by_state[DeliveryState.QUEUED]) == (True, 2)
    # once a person ends the issue, they go as well
    store.issues.set_state(OLD, IssueState.CANCELLED, expect=[IssueState.APPROVED])
    assert prune_all(store, PruneKind.DELIVERIES) == 2
    assert store.ledger.audit(OLD).balances


def test_a_row_that_changed_lately_stays_though_its_issue_is_old(filled: Store) -> None:
    assert filled.ledger.retry(OLD, [DeliveryState.REFUSED], now=NOW) == 1
    late = Outcome(issue_id=OLD, subscriber_id=READERS[6], state=DeliveryState.ACCEPTED)
    filled.ledger.record([late], now=NOW)
    prune_all(filled, PruneKind.DELIVERIES)
    assert [row.subscriber_id for row in filled.ledger.rows(OLD)] == [READERS[6]]
    assert filled.ledger.audit(OLD).balances


def test_reasons_go_and_the_issue_and_its_threads_stay(filled: Store) -> None:
    assert prune_all(filled, PruneKind.REASONS) == 1
    assert filled.issues.selection(OLD) == Selection(stories=())
    kept = filled.issues.selection(RECENT)
    assert kept is not None
    assert len(kept.stories) == 1
    issue = filled.issues.issue(OLD)
    assert issue is not None
    assert issue.html
    assert [one.id for one in filled.issues.archive("daily")] == [RECENT, OLD]


def test_pictures_of_old_issues_go(filled: Store) -> None:
    assert filled.retention.count(PruneKind.PICTURES, before=BEFORE) == 2
    assert prune_all(filled, PruneKind.PICTURES) == 2
    assert filled.issues.picture(f"{OLD}.jpg") is None
    assert filled.issues.picture(f"{RECENT}.jpg") is not None


def test_drafts_that_were_never_approved_go_whole(filled: Store) -> None:
    draft(filled, "daily@2025-02-01")
    draft(filled, "daily@2026-11-22")
    assert prune_all(filled, PruneKind.DRAFTS) == 1
    assert filled.issues.state("daily@2025-02-01") is None
    assert filled.issues.state("daily@2026-11-22") is IssueState.DRAFT
    assert filled.issues.state(OLD) is IssueState.SENT


def test_old_bounces_and_claims_go(filled: Store) -> None:
    for issue_id in (OLD, RECENT):
        came_back = Return(
            issue_id=issue_id, subscriber_id="r1", kind=ReturnKind.SOFT, at=day_of(issue_id)
        )
        filled.returns.record([came_back])
    for at in (day_of(OLD), NOW):
        key = at.isoformat()
        assert filled.issues.claim_slot("daily", key, owner="me", now=at)
        filled.issues.finish_slot("daily", key, now=at)
        assert filled.alarms.claim("late", key, owner="me", now=at, lease_s=1)
    assert prune_all(filled, PruneKind.RETURNS) == 1
    assert [one.issue_id for one in filled.returns.of_reader("r1", since=day_of(OLD))] == [RECENT]
    assert prune_all(filled, PruneKind.TRACES) == 2
    # a slot of today stays claimed
    assert not filled.issues.claim_slot("daily", NOW.isoformat(), owner="you", now=NOW)


def test_articles_that_an_issue_cites_stay(store: Store) -> None:
    old = day_of(OLD)
    store.articles.save(
        Article(
            id=name,
            url=f"https://p.example/{name}",
            title=name,
            published=old,
            collected=old,
            canonical_url=f"https://p.example/{name}",
        )
        for name in ("a", "b")
    )
    cited = Citation(
        article_id="a", url="https://p.example/a", title="a", outlet="P", published=old
    )
    briefing = a_briefing(OLD, citations=(cited,))
    store.issues.save_draft(briefing, Selection(stories=()), an_issue(OLD))
    assert prune_all(store, PruneKind.ARTICLES) == 1
    assert set(store.articles.by_ids(["a", "b"])) == {"a"}


@pytest.mark.parametrize("kind", PruneKind)
def test_an_empty_store_has_nothing_to_delete(store: Store, kind: PruneKind) -> None:
    assert store.retention.count(kind, before=NOW) == 0
    assert store.retention.prune(kind, before=NOW, limit=10) == 0


def test_a_compacted_database_works_on(filled: Store) -> None:
    filled.retention.compact()
    assert filled.ledger.audit(RECENT).balances
    with pytest.raises(UseError):
        filled.issues.approve("none@2026-01-01", subscriber_ids=(), now=NOW)


def test_pictures_and_drafts_of_the_day_itself_stay(filled: Store) -> None:
    of_the_day, before = f"daily@{BEFORE:%Y-%m-%d}", f"daily@{BEFORE - timedelta(days=1):%Y-%m-%d}"
    draft(filled, of_the_day)
    draft(filled, before)
    assert prune_all(filled, PruneKind.PICTURES) == 4
    assert filled.issues.picture(f"{of_the_day}.jpg") is not None
    assert filled.issues.picture(f"{before}.jpg") is None
    assert prune_all(filled, PruneKind.DRAFTS) == 1
    assert filled.issues.state(of_the_day) is IssueState.DRAFT
    assert filled.issues.state(before) is None
