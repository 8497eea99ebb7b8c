"""One issue of a wanted size, its readers in a store, and their messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from small_issue import NOW, a_briefing, an_issue

from digest.deliver import Algorithm, CompiledMessage, compile_message, new_key, read_signer
from digest.models import (
    Delivery,
    Issue,
    Message,
    Newsletter,
    Outcome,
    Publication,
    Selection,
    Slot,
    Subscriber,
    SubscriberState,
)
from digest.protocols import Store
from digest.tokens import reader_links

PUBLICATION = Publication(
    name="Bench", public_url="https://news.example.org", from_address="desk@news.example.org"
)
NEWSLETTER = Newsletter(id="bench", name="Bench Briefing", tagline="", topics=())


def issue_of(size: int) -> Issue:
    paragraph = "<p>Officials said on Monday that talks on the crossing would go on.</p>\n"
    links = {"leave": Slot.UNSUBSCRIBE, "choose": Slot.PREFERENCES, "view": Slot.WEB_VIEW}
    foot = " ".join(f'<a href="{slot}">{name}</a>' for name, slot in links.items())
    html = paragraph * (size * 9 // 10 // len(paragraph)) + foot
    text = "Talks on the crossing go on.\n" * (size // 10 // 30) + f"\nLeave: {Slot.UNSUBSCRIBE}\n"
    return an_issue(
        "bench@2026-11-23",
        subject="Talks on the crossing go on for a second week",
        html=html,
        text=text,
    )


def ready(store: Store, issue: Issue, count: int) -> None:
    """Add readers and approve the issue for them."""
    readers = (
        Subscriber(id=f"r{number:08}", email=address_of(number), newsletters=("bench",))
        for number in range(count)
    )
    store.subscribers.add(readers)
    store.issues.save_draft(a_briefing(issue.id), Selection(stories=()), issue)
    frozen = store.issues.approve(
        issue.id, subscriber_ids=store.subscribers.audience("bench"), now=NOW
    )
    if frozen != count:
        raise SystemExit(f"{frozen} of {count} readers were frozen")


def address_of(number: int) -> str:
    return f"reader{number}@d{number % 50}.mail.example"


def compiled_of(issue: Issue) -> CompiledMessage:
    signer = read_signer(new_key(Algorithm.RSA), domain="news.example.org", selector="bench")
    return compile_message(issue, PUBLICATION, NEWSLETTER, signers=(signer,), token_key=b"bench")


@dataclass
class MessageMaker:
    """Does as the newsroom does: look the readers up, check suppression, fill and sign."""

    store: Store
    issue: Issue

    def __post_init__(self) -> None:
        self.compiled = compiled_of(self.issue)

    def __call__(self, rows: Sequence[Delivery]) -> Iterator[Message]:
        ids = [row.subscriber_id for row in rows]
        readers = self.store.subscribers.for_hand_over(ids, newsletter_id=NEWSLETTER.id)
        assert all(
            reader.state is SubscriberState.ACTIVE and reader.newsletters
            for reader in readers.values()
        )
        return (self._message(readers[row.subscriber_id]) for row in rows)

    def recheck(self, subscriber_ids: Sequence[str]) -> list[Outcome]:
        """Ask for each message again whether its reader still wants it, as the newsroom does."""
        readers = self.store.subscribers.for_hand_over(subscriber_ids, newsletter_id=NEWSLETTER.id)
        assert len(readers) == len(subscriber_ids)
        return []

    def _message(self, reader: Subscriber) -> Message:
        links = reader_links(
            PUBLICATION, "k", subscriber_id=reader.id, newsletter_id="bench", issue_id=self.issue.id
        )
        return self.compiled.fill(reader, links, date=NOW)
