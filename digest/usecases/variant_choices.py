"""Variant choices: the variant that a reader wants of each newsletter, on a page and in CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping

from digest.errors import UseError
from digest.models import Newsletter, Subscriber
from digest.usecases.newsroom import Newsroom


def offering(newsroom: Newsroom, reader: Subscriber) -> tuple[Newsletter, ...]:
    """Return the newsletters of a reader that offer variants, in the order of the files."""
    offered = []
    for newsletter in newsroom.config.newsletters:
        if newsletter.id in reader.newsletters and newsletter.variants:
            offered.append(newsletter)
    return tuple(offered)


def choose_variant(
    newsroom: Newsroom, subscriber_id: str, newsletter_id: str, variant_id: str
) -> None:
    """Keep the variant that a reader chose; "" is the whole issue. It counts from the next issue.

    Raises UseError for a variant that the newsletter does not offer.
    """
    must_offer(newsroom, newsletter_id, variant_id)
    newsroom.store.variants.choose(subscriber_id, newsletter_id, variant_id)


def in_one_cell(chosen: Mapping[str, str]) -> str:
    """Write the choices of a reader into one cell of a table.

    >>> in_one_cell({"daily": "sea", "gulf": "oil"})
    'daily=sea gulf=oil'
    """
    return " ".join(f"{newsletter}={variant}" for newsletter, variant in sorted(chosen.items()))


def read_cell(newsroom: Newsroom, cell: str) -> Mapping[str, str]:
    """Read the choices of one cell; `daily=` chooses the whole issue again.

    Raises UseError for a newsletter or a variant that does not exist.
    """
    chosen = {}
    for pair in re.split(r"[\s,;|]+", cell.strip()) if cell.strip() else ():
        newsletter_id, sign, variant_id = pair.partition("=")
        if not sign:
            raise UseError(
                "this is no choice of a variant", subject=pair, hint="newsletter=variant"
            )
        must_offer(newsroom, newsletter_id, variant_id)
        chosen[newsletter_id] = variant_id
    return chosen


def must_offer(newsroom: Newsroom, newsletter_id: str, variant_id: str) -> None:
    """Raise UseError for a variant that a newsletter does not offer; "" is the whole issue."""
    known = [variant.id for variant in newsroom.newsletter(newsletter_id).variants]
    if variant_id and variant_id not in known:
        hint = f"it offers: {', '.join(known) or 'none'}"
        raise UseError(f"no variant is called {variant_id}", subject=newsletter_id, hint=hint)
