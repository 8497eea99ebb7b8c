"""While away: signed links to what each newsletter told since a reader's pause began.

A link names a newsletter and a day, and no reader: it may be forwarded like a page of the archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from digest.models import Newsletter, Subscriber
from digest.tokens import Purpose, Token, make_token
from digest.usecases.newsroom import Newsroom

OFFERED_FOR = timedelta(days=14)
"""So long after the end of a pause the page of preferences offers the links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayLink:
    """The news of one newsletter since a day, as the path of a page."""

    newsletter: Newsletter
    day: date
    path: str


def away_since(newsroom: Newsroom, reader: Subscriber) -> datetime | None:
    """Return the beginning of a pause that ended within two weeks; None without one."""
    now = newsroom.clock()
    ended = reader.paused_until
    # a pause that still runs, and one long ago, bring no link
    if ended is None or not ended <= now < ended + OFFERED_FOR:
        return None
    return newsroom.store.choices.paused_from(reader.id)


def away_links(
    newsroom: Newsroom, reader: Subscriber, began: datetime, key: str | Sequence[str]
) -> tuple[AwayLink, ...]:
    """Return a link for each newsletter that the reader gets, in the order of the files."""
    links = []
    for newsletter in newsroom.config.newsletters:
        if newsletter.id in reader.newsletters:
            day = began.date()
            path = f"/s/{since_token(key, newsletter.id, day)}"
            links.append(AwayLink(newsletter=newsletter, day=day, path=path))
    return tuple(links)


def since_token(key: str | Sequence[str], newsletter_id: str, day: date) -> str:
    """Seal a newsletter and a day.

    >>> since_token("k", "daily", date(2026, 11, 1)) == since_token("k", "daily", date(2026, 11, 1))
    True
    """
    # the day takes the place of the reader: this link names no person
    token = Token(subscriber_id=day.isoformat(), newsletter_id=newsletter_id)
    return make_token(key, token, Purpose.SINCE)
