"""Nouns that the tests of the store share, and short ways to put them into a store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from alembic.migration import MigrationContext
from small_issue import NOW
from small_issue import a_briefing as small_briefing
from small_issue import an_issue as small_issue
from sqlalchemy import Connection

from digest.models import (
    Article,
    Briefing,
    Citation,
    Consent,
    Copy,
    CopyKind,
    DeliveryState,
    InlineImage,
    Issue,
    Item,
    Outcome,
    Passage,
    Picture,
    Reason,
    Selection,
    Story,
    Subscriber,
)
from digest.protocols import Store
from digest.store.schema import ARCHIVE_INDEX

HOUR = timedelta(hours=1)
ISSUE = "daily@2026-11-23"


def an_article(number: int = 1, **changes: object) -> Article:
    article = Article(
        id=f"a{number}",
        url=f"https://paper.example/{number}?utm_source=rss",
        canonical_url=f"https://paper.example/{number}",
        guid=f"guid-{number}",
        title=f"Harbour reopens, part {number}",
        lead="The harbour opened at dawn.",
        body="The harbour opened at dawn.\n\nShips waited.",
        authors=("R. Writer",),
        categories=("ports",),
        source_id="paper",
        picture=Picture(url="https://paper.example/p.jpg", alt="A crane", width=1200, height=800),
        published=NOW - HOUR,
        collected=NOW,
        content_hash=f"hash-{number}",
    )
    return replace(article, **changes)  # type: ignore[arg-type]


def a_story(number: int = 1, **changes: object) -> Story:
    story = Story(
        id=f"s{number}",
        articles=(an_article(number),),
        copies=(Copy(kept=f"a{number}", folded=f"copy-{number}", kind=CopyKind.WIRE),),
        reasons=(Reason(code="rank", detail="two publishers", value=1.5),),
        thread_id=f"t{number}",
        facts=("toll:dead:3",),
        terms={"harbour": 0.8, "ships": 0.6},
    )
    return replace(story, **changes)  # type: ignore[arg-type]


def a_briefing(issue_id: str = ISSUE, stories: Iterable[Story] = ()) -> Briefing:
    items = tuple(
        Item(
            story_id=story.id,
            headline=Passage(text=f"Headline of {story.id}", article_id=story.lead.id),
            article_ids=tuple(article.id for article in story.articles),
        )
        for story in stories
    )
    citations = (
        Citation(article_id="cited", url="https://x.example", title="t", outlet="X", published=NOW),
    )
    return small_briefing(issue_id, tagline="News of the day", items=items, citations=citations)


def an_issue(issue_id: str = ISSUE, **changes: object) -> Issue:
    images = (InlineImage(cid="lead", content_type="image/jpeg", content=bytes(range(256))),)
    return small_issue(
        issue_id, subject="Harbour reopens — 5 dead", html="<p>مرفأ</p>", images=images, **changes
    )


def a_reader(number: int = 1, **changes: object) -> Subscriber:
    reader = Subscriber(
        id=f"r{number:06}",
        email=f"reader{number}@mail{number % 3}.example.org",
        name=f"Reader {number}",
        newsletters=("daily",),
        consent=Consent(at=NOW - HOUR, source="form", wording="Yes, send it."),
        created=NOW - HOUR,
        language="en",
    )
    return replace(reader, **changes)  # type: ignore[arg-type]


def draft(store: Store, issue_id: str = ISSUE, stories: tuple[Story, ...] = ()) -> None:
    store.issues.save_draft(
        a_briefing(issue_id, stories), Selection(stories=stories), an_issue(issue_id)
    )


def approved(store: Store, readers: int, issue_id: str = ISSUE) -> None:
    store.subscribers.add(a_reader(number) for number in range(readers))
    draft(store, issue_id)
    audience = store.subscribers.audience(issue_id.partition("@")[0])
    assert store.issues.approve(issue_id, subscriber_ids=audience, now=NOW) == readers


def claim(
    store: Store, worker: str = "w", limit: int = 100, now: datetime = NOW, **more: object
) -> list[str]:
    rows = store.ledger.claim(ISSUE, worker=worker, limit=limit, now=now, lease_s=60, **more)  # type: ignore[arg-type]
    return [row.subscriber_id for row in rows]


def outcome(subscriber_id: str, state: DeliveryState, **more: object) -> Outcome:
    return Outcome(issue_id=ISSUE, subscriber_id=subscriber_id, state=state, **more)  # type: ignore[arg-type]


def is_closed(store: Store, address: str) -> bool:
    """True when the address is on the suppression list, known or not."""
    return any(line.what == "suppressed" for line in store.subscribers.history(address))


def states(store: Store) -> dict[str, DeliveryState]:
    return {row.subscriber_id: row.state for row in store.ledger.rows(ISSUE)}


def compared(connection: Connection) -> MigrationContext:
    """The tables to compare with the schema: all but those that triggers keep."""

    def is_ours(name: str | None, _kind: str, _parents: object) -> bool:
        return not (name or "").startswith(ARCHIVE_INDEX)

    return MigrationContext.configure(connection, opts={"include_name": is_ours})
