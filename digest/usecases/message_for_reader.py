"""Compile an issue once, and fill in one reader's message with the newsroom's links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from digest.deliver import CompiledMessage, compile_message, load_signers
from digest.models import HeaderPolicy, Issue, MailKind, Message, Slot, Subscriber
from digest.tokens import reader_links
from digest.usecases.newsroom import Newsroom, token_key

ASKED_FOR = (MailKind.CONFIRMATION, MailKind.ACCESS)
"""Mails that answer a form: they go also to an address that gets no newsletter yet."""

SAMPLE_READER = Subscriber(id="sample", email="reader@example.org", name="Sample Reader")
"""The reader of a message that is only checked or looked at."""


def compiled_message(
    newsroom: Newsroom, issue: Issue, *, text_only: bool = False
) -> CompiledMessage:
    """Encode the issue once, with the newsroom's signatures and header fields.

    Cost: a few milliseconds an issue, where filling in one reader takes a third of one.
    """
    settings = newsroom.config.settings
    return compile_message(
        issue,
        settings.publication,
        newsroom.newsletter(issue.newsletter_id),
        signers=load_signers(settings.deliver.dkim_keys),
        policy=_policy(issue, settings.deliver.headers),
        token_key=token_key(newsroom).encode(),
        text_only=text_only,
    )


def filler(
    newsroom: Newsroom, issue: Issue, compiled: CompiledMessage | None = None
) -> Callable[[Subscriber], Message]:
    """Return the function that makes one reader's message. It compiles the issue unless given."""
    publication, key = newsroom.config.settings.publication, token_key(newsroom)
    # outside of `fill`: a large list is encoded and signed once
    message = compiled or compiled_message(newsroom, issue)
    # one date for all readers, also in a second run: a message made again is the same
    date = issue.approved or newsroom.clock()

    # looked for once: most issues ask for no opinion, and a seal costs a hash for each reader
    asks = Slot.OPINION in issue.html or Slot.OPINION in issue.text

    @cache
    def as_text() -> CompiledMessage:
        # most issues have no reader who wants text alone
        return compiled_message(newsroom, issue, text_only=True)

    def fill(reader: Subscriber) -> Message:
        # links are signed for this reader and this issue, and kept nowhere
        links = reader_links(
            publication,
            key,
            subscriber_id=reader.id,
            newsletter_id=issue.newsletter_id,
            issue_id=issue.id,
            confirms=issue.kind is MailKind.CONFIRMATION,
            asks=asks,
        )
        if reader.text_only:
            return as_text().fill(reader, links, date=date)
        return message.fill(reader, links, date=date)

    return fill


def _policy(issue: Issue, policy: HeaderPolicy) -> HeaderPolicy:
    """Return the header fields of a mail: one that a person just asked for belongs to no list."""
    if issue.kind not in (*ASKED_FOR, MailKind.REPORT):
        return policy
    return replace(
        policy,
        list_unsubscribe=False,
        unsubscribe_by_mail=False,
        list_id=False,
        list_help=False,
        list_archive=False,
        list_post_no=False,
        archived_at=False,
    )


def message_to(newsroom: Newsroom, issue: Issue, reader: Subscriber) -> Message:
    """Make one message, for a look or a test. For many readers take `filler`."""
    return filler(newsroom, issue)(reader)
