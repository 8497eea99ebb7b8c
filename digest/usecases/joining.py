"""Joining: a reader asks on a page, confirms by mail, and gets the newsletters from then on.

Each answer is the same whether or not the address is known: a stranger learns of no reader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from digest.kernel.mail_addresses import normal_address
from digest.kernel.memberships import may_read
from digest.logs import get_logger
from digest.models import (
    JoinRequest,
    Newsletter,
    RateLimit,
    Subscriber,
    SubscriberState,
)
from digest.render.preflight.content_rules import UNWRITTEN
from digest.usecases.newsroom import Newsroom
from digest.usecases.opinions import forget_closed_answers
from digest.usecases.reader_ids import new_reader_id
from digest.usecases.reader_letters import (
    access,
    confirmation,
    invitation,
    queue_first_mail,
    queue_letter,
)

DAY_S = 86_400.0
HOUR_S = 3600.0

VERSION_CHARS = 12
"""48 bits of SHA-256 name a wording among the few that a publication ever uses."""

KEEP_PROOFS = timedelta(days=4)
"""A post that was signed three days ago is refused by its age: its proof need not be known."""

KEEP_COUNTERS = timedelta(days=2)
"""The longest span that is counted is a day."""

log = get_logger("joining")


class Asked(StrEnum):
    """The result of a wish, for the log alone: no page tells them apart."""

    SENT = "sent"
    LIMITED = "limited"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The content of a form of joining: the newsletters, the words agreed to, and the page."""

    newsletters: tuple[str, ...]
    wording: str
    page: str
    language: str


def is_open(newsroom: Newsroom) -> bool:
    """Tell whether readers may join: not under the example's postal address, which sends nothing.

    Mail law asks for the sender's address in the confirmation, too.
    """
    settings = newsroom.config.settings
    return settings.readers.join and UNWRITTEN not in settings.publication.postal_address


def may_fill_in(newsroom: Newsroom, network: str) -> bool:
    """Count one form from a network; False when there were too many within the hour."""
    most = newsroom.config.settings.readers.forms_an_hour
    limit = RateLimit(key=f"forms from {network}", most=most, window_s=HOUR_S)
    (count,) = newsroom.store.joining.counted([limit], now=newsroom.clock())
    return count <= most


def ask_to_join(
    newsroom: Newsroom, email: str, wish: Wish, *, moves: str = "", team: str = ""
) -> Asked:
    """Keep the wish, and mail the link that confirms it.

    Every address takes the same steps. No mail goes out where one to the address bounced, or where
    forms sent enough mails already. `moves` is the reader who changes to the address, and `team`
    the member who invites it. Raises UseError for a text that is no address.
    """
    address = normal_address(email)
    newsletters = [newsroom.newsletter(newsletter_id) for newsletter_id in wish.newsletters]
    number = _mails_to(newsroom, address)
    if team:
        carrier = _first_of(newsroom, newsroom.store.subscribers.get(team))
        letter = invitation(newsroom, carrier, language=wish.language, number=number or 1)
    else:
        letter = confirmation(
            newsroom,
            newsletters,
            language=wish.language,
            number=number or 1,
            moves=bool(moves),
        )
    if not number:
        return _noted(Asked.LIMITED)
    reader = Subscriber(
        id=new_reader_id(), email=address, state=SubscriberState.PENDING, language=wish.language
    )
    request = JoinRequest(
        mail_id=letter.id,
        newsletters=wish.newsletters,
        asked=newsroom.clock(),
        wording=wish.wording,
        wording_version=wording_version(wish.wording),
        page=wish.page,
        language=wish.language,
        moves=moves,
        team=team,
    )
    subscriber_id = newsroom.store.joining.ask(reader, request)
    if subscriber_id is None:
        return _noted(Asked.CLOSED)
    queue_letter(newsroom, subscriber_id, letter)
    return _noted(Asked.SENT)


def ask_for_access(newsroom: Newsroom, email: str, *, language: str) -> Asked:
    """Mail a reader the link to the own preferences; a stranger gets no mail.

    Raises UseError for a text that is no address.
    """
    address = normal_address(email)
    number = _mails_to(newsroom, address)
    reader = newsroom.store.subscribers.by_email(address)
    letter = access(newsroom, _first_of(newsroom, reader), language=language, number=number or 1)
    if not number:
        return _noted(Asked.LIMITED)
    if reader is None or reader.state not in (SubscriberState.ACTIVE, SubscriberState.LEFT):
        return _noted(Asked.CLOSED)
    queue_letter(newsroom, reader.id, letter)
    return _noted(Asked.SENT)


def confirm_wish(newsroom: Newsroom, subscriber_id: str, mail_id: str) -> JoinRequest | None:
    """Fulfil the wish that a confirmation mail asked about, and queue the reader's first mail.

    None: the link is too old, or the wish was withdrawn.
    """
    now, store = newsroom.clock(), newsroom.store
    before = store.subscribers.get(subscriber_id)
    wish = store.joining.confirm(subscriber_id, mail_id, now=now, since=oldest_wish(newsroom, now))
    # a second press of the button, a change of address and a seat bring no first mail
    if wish is None or wish.confirmed != now or wish.moves or wish.team:
        return wish
    reader = store.subscribers.get(subscriber_id)
    if before is not None and reader is not None:
        readable = [
            newsletter
            for newsletter in newsletters_of(newsroom, wish)
            if may_read(reader, newsletter)
        ]
        if readable:
            language, was = wish.language, before.state
            queue_first_mail(newsroom, subscriber_id, readable, language=language, was=was)
    return wish


def open_wish(newsroom: Newsroom, subscriber_id: str, mail_id: str) -> JoinRequest | None:
    """Return the wish of a confirmation mail while it may be confirmed, or was."""
    wish = newsroom.store.joining.wish(subscriber_id, mail_id)
    if wish is None:
        return None
    # a confirmed wish stays open: a second press of the button shows the same page
    if wish.confirmed is None and wish.asked < oldest_wish(newsroom, newsroom.clock()):
        return None
    return wish


def newsletters_of(newsroom: Newsroom, wish: JoinRequest) -> list[Newsletter]:
    """Return the newsletters of a wish that are still published, in the order of the files."""
    return [
        newsletter
        for newsletter in newsroom.config.newsletters
        if newsletter.id in wish.newsletters
    ]


def forget_late_wishes(newsroom: Newsroom) -> int:
    """Delete wishes and invitations not confirmed in time, old counters and answers."""
    now, joining = newsroom.clock(), newsroom.store.joining
    joining.forget_counters(before=now - KEEP_COUNTERS)
    newsroom.store.returns.forget_proofs(before=now - KEEP_PROOFS)
    forget_closed_answers(newsroom, now)
    newsroom.store.teams.forget_invitations(before=oldest_wish(newsroom, now))
    return joining.forget_unconfirmed(before=oldest_wish(newsroom, now))


def oldest_wish(newsroom: Newsroom, now: datetime) -> datetime:
    """Return the moment before which an unconfirmed wish is too old."""
    return now - timedelta(days=newsroom.config.settings.readers.keep_unconfirmed_days)


def wording_version(text: str) -> str:
    """Name a wording by its content: a changed sentence is another version.

    >>> wording_version("I want it.") == wording_version("I want it!")
    False
    """
    # by content, not by a counter: two hosts name one wording alike
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_CHARS]


def _first_of(newsroom: Newsroom, reader: Subscriber | None) -> Newsletter:
    """Return the newsletter in whose look a letter comes: the reader's first, else any."""
    newsletters = newsroom.config.newsletters
    if reader:
        own = [newsletter for newsletter in newsletters if newsletter.id in reader.newsletters]
        newsletters = (*own, *newsletters)
    return newsletters[0]


def _mails_to(newsroom: Newsroom, address: str) -> int:
    """Return which mail of the day this would be for the address; 0 when it must not go."""
    settings = newsroom.config.settings.readers
    limits: Sequence[RateLimit] = (
        # one person may write an address with capitals or without
        RateLimit(key=f"mails to {address.casefold()}", most=settings.mails_a_day, window_s=DAY_S),
        RateLimit(key="mails of forms", most=settings.mails_an_hour, window_s=HOUR_S),
    )
    counts = newsroom.store.joining.counted(limits, now=newsroom.clock())
    for limit, count in zip(limits, counts, strict=True):
        if count > limit.most:
            return 0
    return counts[0]


def _noted(asked: Asked) -> Asked:
    # without address and network: the log keeps no trace of a person
    log.info("form_answered", result=asked.value)
    return asked
