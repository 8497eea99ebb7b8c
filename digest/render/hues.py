"""A hue of its own for each newsletter of a house, where several share one theme. Pure.

The first newsletter of a theme keeps its accent. Each other one turns the hue to a place that its
id chooses, clear of the hues that operators chose for others, so that the same newsletter has the
same colour in each issue.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from digest.models import Newsletter
from digest.render.theme import AA_TEXT, Theme, contrast

# Places on the circle of hues: closer ones are taken for one colour at a glance.
PLACES = 12
DEGREES = 360
# Places from one try to the next: 5 and 12 have no common divisor, so that each place is tried.
STRIDE = 5
# The least saturation of an accent that is turned; a grey has no hue that is seen.
LEAST_SATURATION = 0.35
# A lightness changes by so much until the accent can be read on each ground.
STEP = 0.01

_BY_DAY = ("paper", "wash", "ground")
_BY_NIGHT = ("paper_dark", "wash_dark", "ground_dark")


def own_look(theme: Theme, newsletter_id: str, newsletters: Sequence[Newsletter]) -> Theme:
    """Return a theme with the accent of one newsletter: its operator's hue, else its own.

    `newsletters` are those of the house, in the order of their files.
    """
    base, sharing, chosen = hue_of(theme.accent), [], set[int]()
    for newsletter in newsletters:
        if newsletter.id == newsletter_id and newsletter.hue is not None:
            return in_hue(theme, newsletter.hue)
        if newsletter.theme == theme.name:
            if newsletter.hue is None:
                sharing.append(newsletter.id)
            else:
                chosen.add(round((newsletter.hue - base) * PLACES / DEGREES) % PLACES)
    turn = _turns(sharing, chosen).get(newsletter_id, 0)
    if turn == 0:
        return theme
    return in_hue(theme, base + turn)


def in_hue(theme: Theme, hue: int) -> Theme:
    """Return a theme whose accents have a hue, 0 to 359, and can be read by day and by night.

    >>> in_hue(Theme(), 210).accent
    '#1c538a'
    """
    return replace(
        theme,
        accent=_readable(theme, theme.accent, hue, _BY_DAY, -STEP),
        accent_dark=_readable(theme, theme.accent_dark, hue, _BY_NIGHT, STEP),
    )


def hue_of(colour: str) -> int:
    """Return the hue of a `#rrggbb` colour in degrees.

    >>> hue_of("#0000ff")
    240
    """
    return round(_parts(colour)[0] * DEGREES)


def _turns(ids: Sequence[str], chosen: set[int]) -> dict[str, int]:
    """Return by how many degrees each newsletter turns the hue of the theme they share."""
    turns: dict[str, int] = {}
    taken = set(chosen)
    for newsletter_id in ids:
        place = 0
        if taken:
            place = next(_free_places(newsletter_id, taken))
        taken.add(place)
        # a house of more newsletters than places gives each place out anew
        if len(taken) == PLACES:
            taken.clear()
        turns[newsletter_id] = place * DEGREES // PLACES
    return turns


def _free_places(newsletter_id: str, taken: set[int]) -> Iterator[int]:
    first = crc32(newsletter_id.encode())
    for step in range(PLACES):
        place = (first + STRIDE * step) % PLACES
        if place not in taken:
            yield place


def _readable(theme: Theme, colour: str, hue: int, grounds: Sequence[str], step: float) -> str:
    """Turn a colour to a hue, and change its lightness until it reads on each ground."""
    _, lightness, saturation = _parts(colour)
    saturation = max(saturation, LEAST_SATURATION)
    written = _colour(hue, lightness, saturation)
    # a light blue reads worse than a light red, and a yellow needs to be dark
    while 0 < lightness < 1 and not _reads(theme, written, grounds):
        lightness += step
        written = _colour(hue, lightness, saturation)
    return written


def _reads(theme: Theme, colour: str, grounds: Sequence[str]) -> bool:
    return all(contrast(colour, getattr(theme, ground)) >= AA_TEXT for ground in grounds)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)


def _colour(hue: int, lightness: float, saturation: float) -> str:
    kept = min(max(lightness, 0.0), 1.0)
    channels = colorsys.hls_to_rgb((hue % DEGREES) / DEGREES, kept, saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
