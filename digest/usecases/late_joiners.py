"""Waves of an issue at its approval, and readers who join while a wave is still to come."""

from __future__ import annotations

from collections.abc import Sequence

from digest.models import IssueState, LateJoiners, Newsletter, ReaderClock, Wave, WavesBy
from digest.usecases.newsroom import Newsroom
from digest.usecases.waves import last_wave, slot_of, waves_of

APPROVED = (
    IssueState.APPROVED,
    IssueState.SENDING,
    IssueState.PAUSED,
    IssueState.SENT,
    IssueState.ENDED,
)
"""Issues in these states were approved. The store adds readers only to issues on their way."""


def waves_at_approval(newsroom: Newsroom, newsletter: Newsletter, issue_id: str) -> Sequence[Wave]:
    """Return the waves of an issue for the clocks of its readers; () where it has no waves."""
    # asked first: counting clocks reads every reader of the newsletter
    if slot_of(newsletter, issue_id) is None:
        return ()
    clocks = newsroom.store.waves.clocks(
        newsletter.id, now=newsroom.clock(), segment=newsroom.segment_of(newsletter)
    )
    return waves_of(newsletter, issue_id, clocks)


def queue_late_joiners(newsroom: Newsroom) -> int:
    """Give each issue in waves its late joiners, as its policy says; return how many."""
    added = 0
    for newsletter in newsroom.config.newsletters:
        if _takes_late_joiners(newsletter):
            added += queue_late(newsroom, newsletter)
    return added


def queue_late(newsroom: Newsroom, newsletter: Newsletter, *, reader_id: str = "") -> int:
    """Queue the issues of a newsletter that are on their way for readers who joined since.

    With `reader_id` for this reader alone. Return how many rows are new.
    """
    if not _takes_late_joiners(newsletter):
        return 0
    # only the latest: no reader begins with the issue of yesterday
    latest = newsroom.store.issues.list(newsletter_id=newsletter.id, limit=1, states=APPROVED)
    for issue in latest:
        waves = _late_waves(newsroom, newsletter, issue.id)
        if waves:
            return newsroom.store.waves.queue_late(
                issue.id,
                newsletter.id,
                waves,
                now=newsroom.clock(),
                segment=newsroom.segment_of(newsletter),
                only_waves=newsletter.waves.late_joiners is LateJoiners.OWN_HOUR,
                reader_id=reader_id,
            )
    return 0


def _takes_late_joiners(newsletter: Newsletter) -> bool:
    by_reader = newsletter.waves.by is WavesBy.READER
    return by_reader and newsletter.waves.late_joiners is not LateJoiners.NEXT_ISSUE


def _late_waves(newsroom: Newsroom, newsletter: Newsletter, issue_id: str) -> Sequence[Wave]:
    """Return the waves in which late joiners may still go."""
    slot, now = slot_of(newsletter, issue_id), newsroom.clock()
    if slot is None or now >= last_wave(newsletter, slot=slot):
        return ()
    if newsletter.waves.late_joiners is LateJoiners.AT_ONCE:
        # the wave of the slot has passed, so the row may go now
        return (Wave(clock=ReaderClock(), at=min(slot, now)),)
    ahead = []
    for wave in waves_at_approval(newsroom, newsletter, issue_id):
        if wave.at > now:
            ahead.append(wave)
    return ahead
