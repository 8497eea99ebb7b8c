"""The report of an issue counts mails, returns, and readers who joined and left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from small_issue import NOW, a_briefing, an_issue

from digest.config import Config, Settings
from digest.models import (
    Blocks,
    Consent,
    DeliveryState,
    Item,
    Opinion,
    OpinionKind,
    Outcome,
    Passage,
    Poll,
    Publication,
    Return,
    ReturnKind,
    Selection,
    Subscriber,
)
from digest.protocols import Store
from digest.usecases.issue_report import issue_figures
from digest.usecases.newsroom import Newsroom

FIRST, SECOND = "daily@2026-11-22", "daily@2026-11-23"
DAY = timedelta(days=1)


def reader(number: int, *, joined_after_days: float) -> Subscriber:
    at = NOW + joined_after_days * DAY
    return Subscriber(
        id=f"r{number}",
        email=f"r{number}@mail.example",
        newsletters=("daily",),
        consent=Consent(at=at, source="form"),
        created=at,
    )


def approved(store: Store, issue_id: str, *, after_days: int, readers: list[str]) -> None:
    store.issues.save_draft(a_briefing(issue_id), Selection(stories=()), an_issue(issue_id))
    store.issues.approve(issue_id, subscriber_ids=readers, now=NOW + after_days * DAY)


def test_each_issue_has_its_figures_until_the_next_one(store: Store) -> None:
    store.subscribers.add([reader(number, joined_after_days=-1) for number in range(4)])
    readers = [f"r{number}" for number in range(4)]
    approved(store, FIRST, after_days=0, readers=readers)
    outcomes = []
    for subscriber_id in readers[:3]:
        outcomes.append(
            Outcome(issue_id=FIRST, subscriber_id=subscriber_id, state=DeliveryState.ACCEPTED)
        )
    outcomes.append(Outcome(issue_id=FIRST, subscriber_id="r3", state=DeliveryState.REFUSED))
    store.ledger.record(outcomes, now=NOW)
    store.returns.record(
        [
            Return(issue_id=FIRST, subscriber_id="r0", kind=ReturnKind.SOFT, at=NOW),
            Return(issue_id=FIRST, subscriber_id="r1", kind=ReturnKind.COMPLAINT, at=NOW),
        ]
    )
    store.subscribers.add([reader(9, joined_after_days=0.5)])
    for subscriber_id in ("r2", "r3"):
        left = NOW + 0.6 * DAY
        store.subscribers.leave(subscriber_id, newsletter_id="daily", now=left, how="page")
    store.choices.give_reason("r2", newsletter_id="daily", reason="too_many")
    approved(store, SECOND, after_days=1, readers=["r9"])
    publication = Publication(name="N", public_url="https://n.example", from_address="a@n.example")
    newsroom = Newsroom(
        config=Config(folder=Path(), settings=Settings(publication=publication)),
        store=store,
        clock=lambda: NOW + 2 * DAY,
    )
    second, first = issue_figures(newsroom, limit=10)
    assert first.issue.id == FIRST
    assert (first.accepted, first.refused, first.bounced, first.complained) == (3, 1, 1, 1)
    assert (first.joined, first.left, first.growth) == (1, 2, -1)
    assert first.reasons == {"too_many": 1}
    assert (second.accepted, second.joined, second.left) == (0, 0, 0)
    assert second.issue.selected == 1


def test_a_draft_is_in_no_report(store: Store) -> None:
    store.issues.save_draft(a_briefing(FIRST), Selection(stories=()), an_issue(FIRST))
    publication = Publication(name="N", public_url="https://n.example", from_address="a@n.example")
    newsroom = Newsroom(
        config=Config(folder=Path(), settings=Settings(publication=publication)),
        store=store,
        clock=lambda: NOW,
    )
    assert issue_figures(newsroom, limit=10) == ()


def test_a_report_has_what_readers_said(store: Store) -> None:
    items = [
        Item(story_id=name, headline=Passage(text=name, article_id="a1")) for name in ("s1", "s2")
    ]
    blocks = Blocks(more_or_less=True, poll=Poll(question="Enough?", answers=("Yes", "No")))
    briefing = a_briefing(FIRST, items=tuple(items), blocks=blocks)
    store.issues.save_draft(briefing, Selection(stories=()), an_issue(FIRST))
    store.issues.approve(FIRST, subscriber_ids=["r1"], now=NOW)
    for reader_id, story_id, kind, answer in (
        ("r1", "s1", OpinionKind.MORE_OR_LESS, "more"),
        ("r2", "s2", OpinionKind.MORE_OR_LESS, "more"),
        ("r2", "s1", OpinionKind.MORE_OR_LESS, "less"),
        ("r1", "s1", OpinionKind.POLL, "2"),
    ):
        opinion = Opinion(issue_id=FIRST, story_id=story_id, kind=kind, answer=answer)
        store.opinions.give(reader_id, opinion, now=NOW)
    publication = Publication(name="N", public_url="https://n.example", from_address="a@n.example")
    newsroom = Newsroom(
        config=Config(folder=Path(), settings=Settings(publication=publication)),
        store=store,
        clock=lambda: NOW,
    )
    (figures,) = issue_figures(newsroom, limit=10)
    assert (figures.more, figures.less) == (2, 1)
    assert [(one.headline, one.question, one.answers) for one in figures.opinions] == [
        ("s1", "", (("less", 1), ("more", 1))),
        ("s1", "Enough?", (("No", 1),)),
        ("s2", "", (("more", 1),)),
    ]
