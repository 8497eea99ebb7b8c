"""Send a trial: a copy to each test address, or every message into a Maildir."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from digest.deliver import MaildirTransport, open_transport, send_without_ledger
from digest.errors import DeliverError
from digest.kernel.mail_addresses import normal_address
from digest.models import DeliveryState, Issue, Message, Subscriber
from digest.usecases.message_for_reader import SAMPLE_READER, filler
from digest.usecases.messages_for_rows import fillers
from digest.usecases.newsroom import Newsroom
from digest.usecases.reader_ids import new_reader_id
from digest.usecases.stored_rendering import current_issue
from digest.usecases.variants import variant_of

TEST_MARK = "[Test]"
"""Stands before the subject of a test mail, so that no person takes it for the issue."""

READERS_A_BATCH = 500
"""Readers whose messages are in memory at once in a dry run: about 50 MB of mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialCopy:
    """One test copy: its address, and the relay's reply. `arrived` says if the relay took it.

    `may_go_again` is False for a copy that may have arrived: the line broke behind its final dot.
    """

    address: str
    arrived: bool
    reply: str
    may_go_again: bool = False


def send_test(
    newsroom: Newsroom, issue_id: str, addresses: Sequence[str], *, variant: str = ""
) -> tuple[TrialCopy, ...]:
    """Send one copy of a draft or issue to each address, marked as a test in its subject.

    `variant` sends the mail of the readers who chose it. Each copy has a Message-ID of its own, so
    that no mailbox takes it for one that it has. Test mails are not recorded in the ledger. Raises
    UseError for an address that is none and for a variant without a mail, and DeliverError when
    there is no relay.
    """
    issue = current_issue(newsroom, issue_id).issue
    if variant:
        issue = variant_of(newsroom, issue, variant)
    return send_copies(newsroom, replace(issue, subject=f"{TEST_MARK} {issue.subject}"), addresses)


def send_copies(
    newsroom: Newsroom, issue: Issue, addresses: Sequence[str]
) -> tuple[TrialCopy, ...]:
    """Send one copy of a mail to each address, beside the ledger; errors as in `send_test`."""
    readers, settings = _testers(addresses), newsroom.config.settings.deliver
    if not settings.relays:
        raise DeliverError(
            "no relay is configured", hint="add one under deliver: relays: in digest.yaml"
        )
    fill = filler(newsroom, issue)
    messages = [fill(reader) for reader in readers.values()]
    copies = []
    for outcome in send_without_ledger(messages, open_transport(settings.relays[0])):
        reply = "no reply"
        if outcome.reply:
            reply = f"{outcome.reply.code} {outcome.reply.text}"
        # deferred counts as failed here: no later run would try a test mail again
        arrived = outcome.state is DeliveryState.ACCEPTED
        address = readers[outcome.subscriber_id].email
        again = outcome.state not in (DeliveryState.ACCEPTED, DeliveryState.UNCERTAIN)
        copies.append(TrialCopy(address=address, arrived=arrived, reply=reply, may_go_again=again))
    return tuple(copies)


def _testers(addresses: Sequence[str]) -> dict[str, Subscriber]:
    """Return a sample reader for each address, by an id that is new each time.

    The links of a test mail name that id: a click in it takes no subscriber off.
    """
    readers = {}
    for address in addresses:
        reader_id = f"test-{new_reader_id()}"
        mailbox = normal_address(address)
        readers[reader_id] = replace(SAMPLE_READER, id=reader_id, email=mailbox, name="")
    return readers


def send_dry(newsroom: Newsroom, issue_id: str, folder: Path) -> int:
    """Write the message of every reader into a Maildir, in the variant that they chose.

    Return how many. The ledger stays as it is.
    """
    issue = current_issue(newsroom, issue_id).issue
    messages_of, transport = _messages(newsroom, issue), MaildirTransport(folder)
    ids = newsroom.audience(issue.newsletter_id)
    written = 0
    # in batches: an audience of a million must not stand in memory
    batch = tuple(islice(ids, READERS_A_BATCH))
    while batch:
        written += len(send_without_ledger(list(messages_of(batch)), transport))
        batch = tuple(islice(ids, READERS_A_BATCH))
    return written


def _messages(newsroom: Newsroom, issue: Issue) -> Callable[[Sequence[str]], Iterator[Message]]:
    """Return the function that makes the messages of some readers by their ids."""
    fill_as, store = fillers(newsroom, issue), newsroom.store

    def messages(ids: Sequence[str]) -> Iterator[Message]:
        variants = store.variants.of_copies(issue.id, ids)
        for reader in store.subscribers.by_ids(ids).values():
            # a reader whose variant has no story may get no copy
            if reader.id in variants:
                yield fill_as(variants[reader.id])(reader)

    return messages
