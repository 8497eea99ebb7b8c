"""Refusals of a whole provider: hard replies for many of its addresses are about the sender.

A provider that lists our address may word that as "no such user". Every reader there would be
closed by one issue; so these replies are kept as evidence, raise an alarm and close no address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from digest.deliver import ProviderDirectory
from digest.logs import get_logger
from digest.models import Return, ReturnKind
from digest.usecases.newsroom import Newsroom

WINDOW = timedelta(hours=1)
"""Hard replies of one provider are counted over this time."""

MANY_ADDRESSES = 10
"""Fewer addresses than this may well have died together."""

LARGE_SHARE = 0.3
"""A list with so many dead addresses at one provider is rarer than a block listing there."""

log = get_logger("bounces")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReturns:
    """Returns as they may be recorded, and a sentence for each provider that refuses us."""

    returns: tuple[Return, ...]
    alarms: tuple[str, ...] = ()


def spare_refusing_providers(newsroom: Newsroom, returns: Sequence[Return]) -> JudgedReturns:
    """Make hard returns POLICY where a provider refuses a large part of an issue's readers.

    Earlier hard returns of the last hour count as well.
    """
    hard = [returned for returned in returns if returned.kind is ReturnKind.HARD]
    if not hard:
        return JudgedReturns(returns=tuple(returns))
    # lanes and machines share one view: the store knows every refusal
    recent = newsroom.store.returns.hard_since(newsroom.clock() - WINDOW)
    addresses = _by_provider(newsroom, [*recent, *_keys(hard)])
    refusing: dict[tuple[str, str], str] = {}
    for (issue_id, provider), subscribers in addresses.items():
        # both must hold: many alone is a large list, a large share alone is a small one
        if len(subscribers) >= MANY_ADDRESSES:
            total = _readers_at(newsroom, issue_id, provider)
            if len(subscribers) >= total * LARGE_SHARE:
                sentence = f"{provider} refused {len(subscribers)} of {total} readers of {issue_id}"
                for subscriber_id in subscribers:
                    refusing[issue_id, subscriber_id] = sentence
    judged: list[Return] = []
    alarms: dict[str, None] = {}
    for returned in returns:
        sentence = refusing.get((returned.issue_id, returned.subscriber_id), "")
        # a complaint of the same reader stays a complaint
        if sentence and returned.kind is ReturnKind.HARD:
            returned = replace(returned, kind=ReturnKind.POLICY)
            alarms[sentence] = None
        judged.append(returned)
    for sentence in alarms:
        log.error("provider_refuses", sentence=f"{sentence}; no address was closed")
    return JudgedReturns(returns=tuple(judged), alarms=tuple(alarms))


def _keys(returns: Iterable[Return]) -> list[tuple[str, str]]:
    return [(returned.issue_id, returned.subscriber_id) for returned in returns]


def _by_provider(
    newsroom: Newsroom, keys: Sequence[tuple[str, str]]
) -> Mapping[tuple[str, str], set[str]]:
    """Group (issue, subscriber) pairs: the subscribers of each (issue, provider)."""
    directory = ProviderDirectory()
    readers = newsroom.store.subscribers.by_ids({subscriber_id for _, subscriber_id in keys})
    grouped: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for issue_id, subscriber_id in keys:
        reader = readers.get(subscriber_id)
        # an erased reader has no address, and so no provider
        if reader is not None:
            provider = directory.provider_of(reader.email.rpartition("@")[2])
            grouped[issue_id, provider].add(subscriber_id)
    return grouped


def _readers_at(newsroom: Newsroom, issue_id: str, provider: str) -> int:
    directory = ProviderDirectory()
    count = 0
    for domain, readers in newsroom.store.ledger.counts_by_domain(issue_id).items():
        if directory.provider_of(domain) == provider:
            count += readers
    return count
