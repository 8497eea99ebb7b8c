"""Own choices: what a reader may change by a signed link, and the data that a reader may get."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from digest.errors import UseError
from digest.kernel.memberships import may_read
from digest.models import (
    Consent,
    Enrolment,
    HistoryLine,
    Newsletter,
    Subscriber,
    SubscriberState,
)
from digest.tokens import Token
from digest.usecases.joining import Asked, Wish, ask_to_join
from digest.usecases.newsroom import Newsroom
from digest.usecases.teams import team_data

UNDO_WITHIN = timedelta(days=1)
"""A reader who left by a slip notices within a day."""

LONGEST_PAUSE = timedelta(days=366)
"""A longer pause is a leaving."""

FRESH_DAYS = 1
"""A mailed link opens address and data on its day and the day after."""

ACCESS_MAIL = re.compile(r".+\.access\.[0-9a-f]+\.\d+@(\d{4}-\d{2}-\d{2})")
"""The id of a mail that brings a reader the own link."""

REASONS = ("too_many", "not_useful", "not_asked", "other")
"""The reasons that the page of leaving offers; each is one word in the store."""

WAY = "the page of preferences"


def is_fresh(token: Token, now: datetime) -> bool:
    """Tell whether a link was mailed to the reader's own address within the last day.

    A link of an issue may have been forwarded with it; this one was asked for.

    >>> is_fresh(Token(subscriber_id="s", newsletter_id="n"), datetime(2026, 11, 23, tzinfo=UTC))
    False
    """
    match = ACCESS_MAIL.fullmatch(token.issue_id)
    if match is None:
        return False
    # whole days: the id of the mail names its day, and no hour
    age = now.astimezone(UTC).date() - date.fromisoformat(match[1])
    # a day that lies ahead is forged, or the clock went back: both are not fresh
    return timedelta() <= age <= timedelta(days=FRESH_DAYS)


def may_choose(reader: Subscriber | None) -> bool:
    """Tell whether a reader may join newsletters by the own link: not where mail is closed."""
    return reader is not None and reader.state in (SubscriberState.ACTIVE, SubscriberState.LEFT)


def offered(newsroom: Newsroom, reader: Subscriber) -> list[Newsletter]:
    """List the newsletters that a reader may join and does not get."""
    others = []
    for newsletter in newsroom.config.newsletters:
        if may_read(reader, newsletter) and newsletter.id not in reader.newsletters:
            others.append(newsletter)
    return others


def join_by_link(newsroom: Newsroom, subscriber_id: str, newsletter_id: str) -> Enrolment | None:
    """Add a newsletter for a reader who is known by the own link; None where that may not be."""
    reader = newsroom.store.subscribers.get(subscriber_id)
    if reader is None or not may_choose(reader):
        return None
    # the button may be old or forged: a members' newsletter is asked about again here
    if newsletter_id not in [newsletter.id for newsletter in offered(newsroom, reader)]:
        return None
    consent = reader.consent or Consent(at=newsroom.clock(), source=WAY)
    joined = Subscriber(
        id=reader.id,
        email=reader.email,
        newsletters=(newsletter_id,),
        consent=Consent(at=newsroom.clock(), source=WAY, wording=consent.wording),
    )
    return newsroom.store.subscribers.enrol([joined], again=True)[0]


def pause_until(newsroom: Newsroom, subscriber_id: str, day: str) -> bool:
    """Pause until a day, written as `2026-12-24`; False for another text, or a day out of reach."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return False
    now = newsroom.clock()
    until = datetime(wanted.year, wanted.month, wanted.day, tzinfo=UTC)
    if not now < until <= now + LONGEST_PAUSE:
        return False
    return newsroom.store.choices.pause(subscriber_id, until=until, now=now)


def undo_leaving(
    newsroom: Newsroom, subscriber_id: str, *, newsletter_id: str | None
) -> tuple[str, ...]:
    """Take back a leaving of the last day; return the newsletters that come again."""
    since = newsroom.clock() - UNDO_WITHIN
    return newsroom.store.choices.undo_leave(
        subscriber_id, newsletter_id=newsletter_id, since=since
    )


def ask_to_move(newsroom: Newsroom, subscriber_id: str, new_address: str) -> Asked:
    """Mail the new address of a reader; it counts once it is confirmed there.

    Raises UseError for a text that is no address.
    """
    reader = newsroom.store.subscribers.get(subscriber_id)
    if reader is None or not may_choose(reader):
        return Asked.CLOSED
    published = [newsletter.id for newsletter in newsroom.config.newsletters]
    # a reader of closed newsletters may move, too; the mail needs some newsletter's name
    newsletters = [title for title in reader.newsletters if title in published] or published[:1]
    wording = ""
    if reader.consent:
        wording = reader.consent.wording
    wish = Wish(
        newsletters=tuple(newsletters),
        wording=wording,
        page=f"{WAY}: change of address",
        language=reader.language or "en",
    )
    return ask_to_join(newsroom, new_address, wish, moves=reader.id)


def data_of(newsroom: Newsroom, reader: Subscriber) -> dict[str, Any]:
    """Return all that is kept of a reader, as plain words for JSON."""
    store = newsroom.store
    events = [_event(line) for line in store.subscribers.history(reader.email)]
    wishes = [_plain(asdict(wish)) for wish in store.joining.wishes(reader.id)]
    attributes = dict(store.choices.attributes([reader.id]).get(reader.id, {}))
    variants = dict(store.variants.chosen([reader.id]).get(reader.id, {}))
    began = _plain_value(store.choices.paused_from(reader.id))
    known = {"attributes": attributes, "variants": variants, "paused_from": began}
    known |= _plain(team_data(newsroom, reader))
    person = {**_plain(asdict(reader)), **known}
    return {**person, "wishes": wishes, "events": events}


def data_of_address(newsroom: Newsroom, email: str) -> dict[str, Any]:
    """Return all that is kept of an address. Raises UseError for an unknown one."""
    reader = newsroom.store.subscribers.by_email(email)
    if reader is not None:
        return data_of(newsroom, reader)
    lines = newsroom.store.subscribers.history(email)
    if not lines:
        raise UseError("nothing is known of this address", subject=email)
    return {"events": [_event(line) for line in lines]}


def _event(line: HistoryLine) -> dict[str, str]:
    return {"at": line.at.isoformat(), "what": line.what, "evidence": line.evidence}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain_value(entry) for entry in value]
    return value
