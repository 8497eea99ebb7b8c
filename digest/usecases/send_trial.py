"""Send a trial: one copy to a test address, or every message into a Maildir."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

from digest.deliver import MaildirTransport, open_transport, send_without_ledger
from digest.errors import DeliverError
from digest.models import DeliveryState
from digest.usecases.message_for_reader import SAMPLE_READER, filler, message_to
from digest.usecases.newsroom import Newsroom
from digest.usecases.stored_rendering import current_issue

READERS_A_BATCH = 500
"""Readers whose messages are in memory at once in a dry run: about 50 MB of mail."""


def send_test(newsroom: Newsroom, issue_id: str, address: str) -> str:
    """Send one copy of a draft or issue to an address. Return the relay's reply.

    Test mails are not recorded in the ledger. Raises DeliverError when there is no relay and when
    the relay does not accept the message.
    """
    issue, settings = current_issue(newsroom, issue_id).issue, newsroom.config.settings.deliver
    if not settings.relays:
        raise DeliverError(
            "no relay is configured", hint="add one under deliver: relays: in digest.yaml"
        )
    # the links name the sample reader: a click in a test mail takes no subscriber off
    tester = replace(SAMPLE_READER, email=address, name="")
    message = message_to(newsroom, issue, tester)
    (outcome,) = send_without_ledger([message], open_transport(settings.relays[0]))
    reply = "no reply"
    if outcome.reply:
        reply = f"{outcome.reply.code} {outcome.reply.text}"
    # deferred counts as failed here: no later run would try a test mail again
    if outcome.state is not DeliveryState.ACCEPTED:
        raise DeliverError(f"the relay did not accept it ({outcome.state})", subject=reply)
    return f"accepted: {reply}"


def send_dry(newsroom: Newsroom, issue_id: str, folder: Path) -> int:
    """Write the message of every reader into a Maildir. Return how many.

    The ledger stays as it is.
    """
    issue, subscribers = current_issue(newsroom, issue_id).issue, newsroom.store.subscribers
    fill, transport = filler(newsroom, issue), MaildirTransport(folder)
    ids = newsroom.audience(issue.newsletter_id)
    written = 0
    # in batches: an audience of a million must not stand in memory
    batch = tuple(islice(ids, READERS_A_BATCH))
    while batch:
        messages = [fill(reader) for reader in subscribers.by_ids(batch).values()]
        written += len(send_without_ledger(messages, transport))
        batch = tuple(islice(ids, READERS_A_BATCH))
    return written
