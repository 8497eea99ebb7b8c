"""Lines: the one-liners of *In brief*, from the stories that got no card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digest.edit.cards import JOINED, SAME_EVENT, Candidate, Passed
from digest.edit.features import feature_share
from digest.edit.likeness import cosine
from digest.models import Newsletter, Reason

MOST_SIDES = 2
"""Lines that tell further sides of one chosen event, at most."""


MOST_FEATURE = 0.5
"""Share from which on the lead of a story reads as a feature: no line of news."""


def choose_lines(
    passed: Sequence[Passed], chosen: Sequence[Candidate], newsletter: Newsletter
) -> tuple[list[Passed], list[Passed]]:
    """Choose the lines of an issue; return them and the stories that are left out.

    The stories come in order of their points. Sides of an event that has its card may have
    `MOST_SIDES` lines; no line repeats another.
    """
    lines: list[Passed] = []
    missed: list[Passed] = []
    sides: dict[str, int] = {}
    for entry in passed:
        event = _told_event(entry.candidate, chosen)
        refusal = _why_no_line(entry, event, lines, sides, newsletter)
        if refusal:
            missed.append(Passed(candidate=entry.candidate, reason=refusal))
            continue
        # counted after the refusal: a line that does not stand takes no place
        sides[event] = sides.get(event, 0) + 1
        lines.append(entry)
    return lines, missed


def _no_news_here(candidate: Candidate) -> str:
    """Say why a story is no news of this newsletter, so that a line would pad the issue."""
    if candidate.pin:
        return ""
    if candidate.elsewhere:
        return "its titles name another land alone"
    if feature_share(candidate.story.lead) >= MOST_FEATURE:
        return "it reads as a feature"
    return ""


def _told_event(candidate: Candidate, chosen: Iterable[Candidate]) -> str:
    """Return the story whose event a candidate tells a side of; "" for an event of its own."""
    for card in chosen:
        if cosine(candidate.centre, card.centre) >= SAME_EVENT:
            return card.story.id
    return ""


def _why_no_line(
    entry: Passed,
    event: str,
    lines: Sequence[Passed],
    sides: dict[str, int],
    newsletter: Newsletter,
) -> Reason | None:
    # its reports stand on a card already, so a line would say nothing more
    if entry.reason.code == JOINED:
        return entry.reason
    refusal = _no_news_here(entry.candidate)
    if refusal:
        return Reason(code="no_line", detail=f"{entry.reason.detail}, and {refusal}")
    if event and sides.get(event, 0) >= MOST_SIDES:
        detail = f"{entry.reason.detail}, and {MOST_SIDES} lines tell further sides"
        return Reason(code="same_happening", detail=detail)
    if _told_event(entry.candidate, [line.candidate for line in lines]):
        return Reason(code="same_happening", detail="another line tells this event already")
    if len(lines) >= newsletter.max_also:
        detail = f"{entry.reason.detail}, and all {newsletter.max_also} one-liners are taken"
        return Reason(code="no_room", detail=detail)
    return None
