"""Memberships: the one judge of which newsletters a reader may get."""

from __future__ import annotations

from digest.models import Newsletter, Subscriber, Tier


def may_read(reader: Subscriber, newsletter: Newsletter) -> bool:
    """Tell whether a newsletter is for everybody, or the reader is a member by tier or by seat.

    >>> inside = Newsletter(id="n", name="Inside", tagline="", topics=(), tier=Tier.MEMBER)
    >>> may_read(Subscriber(id="s", email="s@mail.example", has_seat=True), inside)
    True
    """
    return newsletter.tier is Tier.FREE or reader.is_member
