"""The audience: add, leave, remove and list readers, and export them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.errors import UseError
from digest.kernel.mail_addresses import normal_address
from digest.models import Consent, Enrolment, HistoryLine, LeftBy, Subscriber, SubscriberQuery
from digest.protocols import Clock, Store
from digest.usecases.csv_import import ImportReport, import_csv
from digest.usecases.csv_readers import BadLine
from digest.usecases.csv_table import COLUMNS
from digest.usecases.newsroom import Newsroom
from digest.usecases.reader_exports import export_csv, export_json
from digest.usecases.reader_ids import new_reader_id

__all__ = [
    "COLUMNS",
    "BadLine",
    "ImportReport",
    "ReaderPage",
    "add_reader",
    "export_csv",
    "export_json",
    "import_csv",
    "leave",
    "list_readers",
    "new_reader_id",
    "reader_of",
    "remove_reader",
    "search_readers",
    "take_off",
    "why",
]


def add_reader(
    newsroom: Newsroom,
    email: str,
    *,
    newsletters: Sequence[str],
    name: str = "",
    wording: str = "",
    source: str = "operator",
    again: bool = False,
) -> Enrolment:
    """Add one reader by an operator's word.

    A reader who left or is suppressed is taken back only with `again`.
    """
    # all names are judged before any row is written
    for newsletter_id in newsletters:
        newsroom.newsletter(newsletter_id)
    now = newsroom.clock()
    reader = Subscriber(
        id=new_reader_id(),
        email=normal_address(email),
        name=" ".join(name.split()),
        newsletters=tuple(newsletters),
        consent=Consent(at=now, source=source, wording=wording),
        created=now,
    )
    return newsroom.store.subscribers.enrol([reader], again=again)[0]


def leave(newsroom: Newsroom, email: str, *, newsletter_id: str | None = None) -> bool:
    """Take a reader off one newsletter, or off all, by an operator's word.

    True when something changed.
    """
    reader = reader_of(newsroom, email)
    if newsletter_id is not None and newsletter_id not in reader.newsletters:
        # raises for an unknown id; a newsletter that ended may still be left
        newsroom.newsletter(newsletter_id)
    return take_off(
        newsroom.store, newsroom.clock, reader.id, newsletter_id=newsletter_id, how=LeftBy.OPERATOR
    )


def take_off(
    store: Store,
    clock: Clock,
    subscriber_id: str,
    *,
    newsletter_id: str | None,
    how: LeftBy,
    program: str = "",
) -> bool:
    """Take a reader off one newsletter, or off all; every way to leave ends here.

    `program` is the name of the program that said so. True when something changed.
    """
    way = f"{how} {program}".strip()
    # a reader who wants no newsletter waits for no confirmation either
    if newsletter_id is None:
        store.joining.withdraw(subscriber_id)
    return store.subscribers.leave(subscriber_id, newsletter_id=newsletter_id, now=clock(), how=way)


def remove_reader(newsroom: Newsroom, email: str) -> None:
    """Erase a person. The address stays closed, as a keyed hash: no import brings it back."""
    newsroom.store.subscribers.remove(reader_of(newsroom, email).id)


def reader_of(newsroom: Newsroom, email: str) -> Subscriber:
    """Return the reader of an address; raise UseError when there is none."""
    reader = newsroom.store.subscribers.by_email(email)
    if reader is None:
        hint = "digest subscribers list shows them all"
        raise UseError("no reader has this address", subject=email, hint=hint)
    return reader


def why(newsroom: Newsroom, email: str) -> tuple[HistoryLine, ...]:
    """Return all that is known of an address, oldest first, also of an erased person.

    Raises UseError when the address is unknown.
    """
    lines = newsroom.store.subscribers.history(email)
    if not lines:
        raise UseError("nothing is known of this address", subject=email)
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderPage:
    """One page of readers; `next_after` is the address behind which the next page begins."""

    readers: tuple[Subscriber, ...]
    next_after: str = ""


def search_readers(
    newsroom: Newsroom, query: SubscriberQuery, *, after: str = "", limit: int
) -> ReaderPage:
    """List one page of the readers that a query describes, in the order of their addresses."""
    if query.newsletter_id:
        # raises for an unknown id
        newsroom.newsletter(query.newsletter_id)
    # one reader more than asked for tells if there is a next page
    readers = newsroom.store.subscribers.search(query, after=after, limit=limit + 1)
    # no reader behind this page
    if len(readers) <= limit:
        return ReaderPage(readers=readers)
    return ReaderPage(readers=readers[:limit], next_after=readers[limit - 1].email)


def list_readers(newsroom: Newsroom, *, newsletter_id: str | None = None) -> Iterable[Subscriber]:
    """List all readers, or those of one newsletter, in the order of their ids."""
    if newsletter_id is not None:
        newsroom.newsletter(newsletter_id)
    return newsroom.store.subscribers.list(newsletter_id=newsletter_id)
