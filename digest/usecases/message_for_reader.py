"""One reader's message of an issue, with the links and signatures of the newsroom."""

from __future__ import annotations

from collections.abc import Callable

from digest.deliver import CompiledMessage, compile_message, load_signers
from digest.models import Issue, Message, Subscriber
from digest.tokens import reader_links
from digest.usecases.newsroom import Newsroom, token_key

SAMPLE_READER = Subscriber(id="sample", email="reader@example.org", name="Sample Reader")
"""Stands in where a message is looked at and nobody gets it."""


def filler(newsroom: Newsroom, issue: Issue) -> Callable[[Subscriber], Message]:
    """The function that makes one reader's message; the issue is compiled once."""
    settings, key = newsroom.config.settings, token_key(newsroom)
    compiled = compiled_message(newsroom, issue)
    date = issue.approved or newsroom.clock()

    def fill(reader: Subscriber) -> Message:
        links = reader_links(
            settings.publication,
            key,
            subscriber_id=reader.id,
            newsletter_id=issue.newsletter_id,
            issue_id=issue.id,
        )
        return compiled.fill(reader, links, date=date)

    return fill


def compiled_message(newsroom: Newsroom, issue: Issue) -> CompiledMessage:
    """The issue encoded once, with the newsroom's signatures and header fields."""
    settings = newsroom.config.settings
    return compile_message(
        issue,
        settings.publication,
        newsroom.newsletter(issue.newsletter_id),
        signers=load_signers(settings.deliver.dkim_keys),
        policy=settings.deliver.headers,
        ticket_key=token_key(newsroom).encode(),
    )


def message_to(newsroom: Newsroom, issue: Issue, reader: Subscriber) -> Message:
    """One message, for a look or a test; for many readers take `filler`."""
    return filler(newsroom, issue)(reader)
