"""Balances of waves: which waves of an issue are still to come, and how many readers wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from digest.models import DeliveryState, Newsletter, ReaderClock, WaveBalance, WavesBy
from digest.usecases.newsroom import Newsroom
from digest.usecases.waves import wave_at


def coming_waves(newsroom: Newsroom, issue_id: str) -> tuple[WaveBalance, ...]:
    """Return the waves of an issue that are still to come, the next one first."""
    now = newsroom.clock()
    # the next row that waits tells at once that an issue without waves has none to come
    due = newsroom.store.ledger.next_due(issue_id)
    if due is None:
        return ()
    return tuple(wave for wave in newsroom.store.waves.balances(issue_id) if wave.at > now)


def waiting_for_waves(newsroom: Newsroom, issue_id: str, *, after: datetime) -> int:
    """Count the readers of an issue who wait for a wave that comes after a moment."""
    waiting = 0
    for balance in newsroom.store.waves.balances(issue_id):
        if balance.at > after:
            waiting += balance.by_state.get(DeliveryState.QUEUED, 0)
    return waiting


def readers_by_wave(
    newsroom: Newsroom, newsletter: Newsletter, slot: datetime
) -> tuple[tuple[datetime, int], ...]:
    """Count the readers of each wave of a coming slot, as they have chosen by now.

    All readers of a newsletter without waves get it at the slot.
    """
    return waves_of_slot(newsletter, reader_clocks(newsroom, newsletter), slot)


def reader_clocks(newsroom: Newsroom, newsletter: Newsletter) -> Mapping[ReaderClock, int]:
    """Count the readers of a newsletter by the clock that they have chosen by now."""
    return newsroom.store.waves.clocks(
        newsletter.id, now=newsroom.clock(), segment=newsroom.segment_of(newsletter)
    )


def waves_of_slot(
    newsletter: Newsletter, clocks: Mapping[ReaderClock, int], slot: datetime
) -> tuple[tuple[datetime, int], ...]:
    """Return the moments at which a slot's issue goes out, each with its readers, by clocks."""
    readers: dict[datetime, int] = {slot: 0}
    for clock, count in clocks.items():
        moment = slot
        if newsletter.waves.by is WavesBy.READER:
            moment = wave_at(newsletter, clock, slot=slot)
        readers[moment] = readers.get(moment, 0) + count
    return tuple(sorted(readers.items()))
