"""Forms: the fields of a posted form, and a stamp that tells when its page was made."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

from digest.tokens import Purpose, Token, make_token, read_token
from digest.usecases.joining import may_fill_in
from digest.usecases.newsroom import Newsroom

MOST_FIELDS = 200
"""A form of every newsletter of a large house has fewer."""

QUICKEST = timedelta(seconds=2)
"""A person needs longer to read a form and fill it in; a program does not."""

OLDEST = timedelta(hours=12)
"""A form that lay open for longer is shown once more."""

IPV6_NETWORK_BITS = 64
"""One household or office usually has a whole /64 of IPv6."""

FORM = "form"


async def read_form(request: Request) -> Mapping[str, Sequence[str]]:
    """Read the fields of a short form, every value of each.

    An unreadable body has no fields: a reader who wants to leave must not fail on it. Zero bytes,
    which PostgreSQL refuses, are left out.
    """
    # not the form parser of starlette: an unreadable body must raise no error
    body = await request.body()
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    stored: dict[str, list[str]] = {}
    for name, values in fields.items():
        stored[name] = [value.replace("\0", "") for value in values]
    return stored


def last_value(fields: Mapping[str, Sequence[str]], name: str) -> str:
    """Return the last value of a field, on one line; "" when it is absent."""
    values = fields.get(name) or ("",)
    return " ".join(values[-1].split())


def stamp(key: str | Sequence[str], now: datetime) -> str:
    """Seal the moment at which a form is shown."""
    token = Token(subscriber_id=str(int(now.timestamp())), newsletter_id=FORM)
    return make_token(key, token, Purpose.FORM)


def was_filled_in(key: str | Sequence[str], text: str, now: datetime) -> bool:
    """Tell whether a form was on our page, for as long as a person takes to fill it in."""
    token = read_token(key, text, Purpose.FORM)
    if token is None:
        return False
    age = now - datetime.fromtimestamp(int(token.subscriber_id), UTC)
    return QUICKEST <= age <= OLDEST


def must_be_within_limits(newsroom: Newsroom, request: Request) -> None:
    """Answer 429 to a network that filled in too many forms within the hour."""
    # before any field is looked at: the answer says nothing of a reader
    if not may_fill_in(newsroom, network_of(request)):
        raise HTTPException(429)


def network_of(request: Request) -> str:
    """Return the network that a request comes from: an IPv4 address, or a /64 of IPv6.

    Behind a proxy on this machine the server puts the proxy's word in place of its address.
    """
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # a test client or a socket of the machine has no address
        return host
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_NETWORK_BITS), strict=False))
