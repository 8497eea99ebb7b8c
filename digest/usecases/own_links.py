"""Own links: do the links of an issue lead to this machine, which its readers could not open?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from digest.config import is_this_machine
from digest.kernel.mail_addresses import is_sample_address
from digest.models import Finding, Severity
from digest.usecases.newsroom import Newsroom

READERS_LOOKED_AT = 10_000
"""Readers whose addresses are read at most. The first real address settles the question."""

READERS_AT_ONCE = 500


def links_to_this_machine(newsroom: Newsroom, newsletter_id: str) -> Iterator[Finding]:
    """Find a `public_url` on this machine: an error for real readers, a warning without readers.

    Readers with sample addresses (RFC 2606) are those of a trial on one machine, which may.
    """
    publication = newsroom.config.settings.publication
    if not is_this_machine(urlsplit(publication.public_url).hostname or ""):
        return
    has_readers = False
    for email in _addresses(newsroom, newsletter_id):
        has_readers = True
        if not is_sample_address(email):
            yield _finding(publication.public_url, Severity.ERROR)
            return
    if not has_readers:
        yield _finding(publication.public_url, Severity.WARNING)


def _addresses(newsroom: Newsroom, newsletter_id: str) -> Iterator[str]:
    readers = islice(newsroom.audience(newsletter_id), READERS_LOOKED_AT)
    batch = list(islice(readers, READERS_AT_ONCE))
    while batch:
        for reader in newsroom.store.subscribers.by_ids(batch).values():
            yield reader.email
        batch = list(islice(readers, READERS_AT_ONCE))


def _finding(public_url: str, severity: Severity) -> Finding:
    return Finding(
        rule_id="links.this-machine",
        severity=severity,
        message=f"the links lead to {public_url}, which is this machine: no reader elsewhere could "
        "unsubscribe or open one; write public_url in digest.yaml, and draft again",
        where="publication: public_url",
        source="https://www.rfc-editor.org/rfc/rfc8058#section-3.1",
    )
