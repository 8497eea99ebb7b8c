"""Messages for rows of the ledger: a reader who left or paused since approval gets none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from digest.deliver import CompiledMessage, UnusableAddress
from digest.kernel.memberships import may_read
from digest.models import (
    Delivery,
    DeliveryState,
    Issue,
    Message,
    Newsletter,
    Outcome,
    Reply,
    Subscriber,
    SubscriberState,
)
from digest.usecases.message_for_reader import ASKED_FOR, filler
from digest.usecases.newsroom import Newsroom
from digest.usecases.variants import variant_of


def messages_for_rows(
    newsroom: Newsroom, issue: Issue, compiled: CompiledMessage | None
) -> Callable[[Sequence[Delivery]], Iterator[Message | Outcome]]:
    """Return the function that turns claimed rows into messages.

    A reader who left, was erased or is suppressed since approval gets an Outcome instead.
    """
    fill_as, changed = fillers(newsroom, issue, compiled), _change_of(newsroom, issue)
    look_up = _look_up(newsroom, issue)

    def messages(rows: Sequence[Delivery]) -> Iterator[Message | Outcome]:
        # the readers are looked up now and the messages made later, one by one: the sender repeats
        # this call while the database is away
        ids = [row.subscriber_id for row in rows]
        readers = look_up(ids)
        return (message_or_outcome(row, readers.get(row.subscriber_id)) for row in rows)

    def message_or_outcome(row: Delivery, reader: Subscriber | None) -> Message | Outcome:
        change = changed(reader)
        # the wish of the reader at this moment goes before the frozen list
        if reader is None or change:
            return _outcome(issue.id, row.subscriber_id, DeliveryState.SUPPRESSED, change)
        try:
            return fill_as(row.variant)(reader)
        except UnusableAddress as error:
            return _outcome(issue.id, row.subscriber_id, DeliveryState.REFUSED, str(error))

    return messages


def fillers(
    newsroom: Newsroom, issue: Issue, compiled: CompiledMessage | None = None
) -> Callable[[str], Callable[[Subscriber], Message]]:
    """Return the function that gives the filler of a variant; each is compiled once."""

    @cache
    def of(variant_id: str) -> Callable[[Subscriber], Message]:
        if not variant_id:
            return filler(newsroom, issue, compiled)
        return filler(newsroom, variant_of(newsroom, issue, variant_id))

    return of


def recheck_of(newsroom: Newsroom, issue: Issue) -> Callable[[Sequence[str]], list[Outcome]]:
    """Return the function that finds the readers who left while their messages waited."""
    look_up, changed = _look_up(newsroom, issue), _change_of(newsroom, issue)

    def recheck(subscriber_ids: Sequence[str]) -> list[Outcome]:
        readers = look_up(subscriber_ids)
        outcomes: list[Outcome] = []
        # a reader who was erased is in no answer, and counts as changed
        for subscriber_id in subscriber_ids:
            change = changed(readers.get(subscriber_id))
            if change:
                outcomes.append(_outcome(issue.id, subscriber_id, DeliveryState.SUPPRESSED, change))
        return outcomes

    return recheck


def _look_up(
    newsroom: Newsroom, issue: Issue
) -> Callable[[Sequence[str]], Mapping[str, Subscriber]]:
    """Return the function that reads readers as the mail needs them."""
    subscribers = newsroom.store.subscribers
    # a person who was erased and asks anew has a closed address until the wish is confirmed
    if issue.kind in ASKED_FOR:
        return subscribers.by_ids
    return partial(subscribers.for_hand_over, newsletter_id=issue.newsletter_id)


def _change_of(newsroom: Newsroom, issue: Issue) -> Callable[[Subscriber | None], str]:
    """Return the function that says why a reader must not get the mail any more; "": may get it."""
    if issue.kind in ASKED_FOR:
        return _change_since_asked
    newsletter = newsroom.newsletter(issue.newsletter_id)
    return partial(change_since_approval, newsletter)


def _change_since_asked(reader: Subscriber | None) -> str:
    if reader is None:
        return "erased since approval"
    if reader.state is SubscriberState.SUPPRESSED:
        return "suppressed since approval"
    return ""


def change_since_approval(newsletter: Newsletter, reader: Subscriber | None) -> str:
    """Return why a reader must not get an issue that was approved for them; "" when they may."""
    if reader is None or reader.state is SubscriberState.SUPPRESSED:
        return _change_since_asked(reader)
    # leaving this one newsletter is enough, whatever else the reader gets
    if reader.state is not SubscriberState.ACTIVE or newsletter.id not in reader.newsletters:
        return "left since approval"
    # set only while the pause runs
    if reader.paused_until is not None:
        return "paused since approval"
    if not may_read(reader, newsletter):
        return "no member since approval"
    return ""


def _outcome(issue_id: str, subscriber_id: str, state: DeliveryState, reason: str) -> Outcome:
    return Outcome(
        issue_id=issue_id,
        subscriber_id=subscriber_id,
        state=state,
        reply=Reply(code=0, text=reason),
    )
