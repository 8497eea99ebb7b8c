"""Share picture: the card that other programs show for a shared link: name, headline and day.

It is drawn here with the font that is shipped beside this file, so that each server draws the same
card. Letters that the font lacks, or that this machine cannot join, are left out: a card without a
headline is better than one with wrong letters.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib import resources
from typing import Any

from PIL import Image, ImageDraw, ImageFont, features

from digest.models import Direction
from digest.render.clean_text import clean
from digest.render.headline_lines import CUT, balanced_lines
from digest.render.standing_lines import initial_of
from digest.render.theme import INITIAL, Theme

SHARE_WIDTH, SHARE_HEIGHT = 1200, 630
"""The size in pixels that programs ask for which show shared links."""

FONT = "share_serif.ttf"
"""Letters of Latin, Greek, Cyrillic, Arabic and Hebrew; its licence stands beside it."""

# Places in pixels from the top, and from the edge at which the language begins.
MARGIN = 72
CROWN = 14
TILE, TILE_TOP, TILE_GAP = 84, 64, 24
NAME_FOOT = 122
HEADLINE_TOP, HEADLINE_BOTTOM = 186, 536
RULE_TOP, SMALL_FOOT = 556, 602

NAME_PX, SMALL_PX, SIGN_PX = 44, 30, 52
HEADLINE_PX = (84, 74, 66, 58, 50)
"""Heights of the headline, the largest first; the first that fits is taken."""
LEADING = 1.24
"""Line to line, as a part of the height of the letters; Arabic has deep and high letters."""
SPARE_ABOVE = 0.4
"""The part of the empty room that stands above a short headline."""
MOST_CHARACTERS = 240
"""A longer headline could not be read at the size of a preview."""

COLOURS = 32
"""Paper, ink, accent, and the shades at the edges of letters: few, so that the file is small."""
PICTURES_KEPT = 256
"""About six megabytes: the issues and stories of some weeks, which are those that are shared."""
GLYPHS_REMEMBERED = 4096
PACKED = 6
"""Of 9: the next steps take five times as long, for a tenth of the bytes."""
RIGHT_TO_LEFT = ("R", "AL")
NO_LETTER = "\uffff"
"""No letter at all (Unicode): drawn as the box that stands for a missing one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCard:
    """All that a card shows; colours are `#rrggbb`, and `sign` is an initial or a sign or ""."""

    name: str
    headline: str
    day: str
    house: str
    sign: str
    direction: Direction
    accent: str
    ink: str
    quiet: str
    paper: str


@lru_cache(maxsize=PICTURES_KEPT)
def draw_share_card(card: ShareCard) -> bytes:
    """Draw a card as PNG of 1200 × 630 pixels.

    Cost: some hundredths of a second; a process draws one card once and keeps the last 256.
    """
    picture = Image.new("RGB", (SHARE_WIDTH, SHARE_HEIGHT), card.paper)
    pen = _Pen(draw=ImageDraw.Draw(picture), direction=card.direction)
    pen.box(0, 0, SHARE_WIDTH, CROWN, card.accent)
    _write_masthead(pen, card)
    _write_headline(pen, card)
    _write_foot(pen, card)
    return _as_png(picture)


def drawable(text: str) -> bool:
    """Tell whether the font has each letter, and this machine can set them in their order.

    Pillow joins Arabic letters, and sets right-to-left text, by Raqm; its wheels bring that, but it
    looks for the system's FriBiDi.
    """
    for letter in set(text):
        if not _is_shaped() and unicodedata.bidirectional(letter) in RIGHT_TO_LEFT:
            return False
        if not _has_glyph(letter):
            return False
    return True


def sign_of(theme: Theme, name: str) -> str:
    """Return the sign beside a newsletter's name, as its mails show it: initial, sign or none."""
    if theme.ornament == INITIAL:
        return initial_of(clean(name))
    return theme.ornament


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """Draws from the edge at which its direction begins to read."""

    draw: ImageDraw.ImageDraw
    direction: Direction

    def box(self, start: float, top: float, end: float, bottom: float, colour: str) -> None:
        left, right = sorted((self._across(start), self._across(end)))
        self.draw.rectangle((left, top, right - 1, bottom - 1), fill=colour)

    def line(self, text: str, start: float, foot: float, size: int, colour: str) -> None:
        """Write a text whose first letter stands at `start`, and whose letters stand on `foot`."""
        self._write(text, start, foot, size, colour, at_end=False)

    def line_at_end(self, text: str, margin: float, foot: float, size: int, colour: str) -> None:
        """Write a text that ends at the margin of the other side."""
        self._write(text, SHARE_WIDTH - margin, foot, size, colour, at_end=True)

    def sign(self, text: str, middle: float, high: float, size: int, colour: str) -> None:
        """Write a sign whose ink, not whose line, has its middle here."""
        left, top, right, bottom = self.draw.textbbox(
            (0, 0), text, font=house_font(size), anchor="ls"
        )
        at = (self._across(middle) - (left + right) / 2, high - (top + bottom) / 2)
        self.draw.text(at, text, font=house_font(size), fill=colour, anchor="ls")

    def width(self, text: str, size: int) -> float:
        return float(house_font(size).getlength(text, **self._shaping))

    def _write(
        self, text: str, place: float, foot: float, size: int, colour: str, *, at_end: bool
    ) -> None:
        reads_from_left = self.direction is Direction.LTR
        # "ls" and "rs": the left or the right end of the line the letters stand on
        anchor = "ls" if reads_from_left is not at_end else "rs"
        self.draw.text(
            (self._across(place), foot),
            text,
            font=house_font(size),
            fill=colour,
            anchor=anchor,
            **self._shaping,
        )

    def _across(self, place: float) -> float:
        if self.direction is Direction.RTL:
            return SHARE_WIDTH - place
        return place

    @property
    def _shaping(self) -> dict[str, Any]:
        # Pillow's own layout takes no direction, and has one only
        if _is_shaped():
            return {"direction": self.direction.value}
        return {}


def _write_masthead(pen: _Pen, card: ShareCard) -> None:
    start = MARGIN
    if card.sign and drawable(card.sign):
        pen.box(MARGIN, TILE_TOP, MARGIN + TILE, TILE_TOP + TILE, card.accent)
        middle = TILE_TOP + TILE / 2
        pen.sign(card.sign, MARGIN + TILE / 2, middle, SIGN_PX, card.paper)
        start += TILE + TILE_GAP
    room = SHARE_WIDTH - MARGIN - start
    _write_small(pen, card.name, start, NAME_FOOT, room, NAME_PX, card.ink)


def _write_headline(pen: _Pen, card: ShareCard) -> None:
    text = clean(card.headline)
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS].rpartition(" ")[0] + CUT
    if not drawable(text):
        return
    size, lines = _fitting(text, pen)
    step = size * LEADING
    # a short headline stands a little above the middle, where the eye looks first
    spare = HEADLINE_BOTTOM - HEADLINE_TOP - step * len(lines)
    top = HEADLINE_TOP + max(0.0, spare) * SPARE_ABOVE
    for number, line in enumerate(lines):
        pen.line(line, MARGIN, top + step * number + size, size, card.ink)


def _write_foot(pen: _Pen, card: ShareCard) -> None:
    """Write the day, and at the other end the house, unless the newsletter has its name."""
    pen.box(MARGIN, RULE_TOP, SHARE_WIDTH - MARGIN, RULE_TOP + 2, card.accent)
    room = (SHARE_WIDTH - 2 * MARGIN) / 2 - TILE_GAP
    _write_small(pen, card.day, MARGIN, SMALL_FOOT, room, SMALL_PX, card.quiet)
    house = _one_line(card.house, pen, room, SMALL_PX)
    if house and clean(card.house) != clean(card.name):
        pen.line_at_end(house, MARGIN, SMALL_FOOT, SMALL_PX, card.quiet)


def _write_small(
    pen: _Pen, text: str, start: float, foot: float, room: float, size: int, colour: str
) -> None:
    line = _one_line(text, pen, room, size)
    if line:
        pen.line(line, start, foot, size, colour)


def _one_line(text: str, pen: _Pen, room: float, size: int) -> str:
    """Return a text as one line within a room, or "" where it cannot be written right."""
    line = clean(text)[:MOST_CHARACTERS]
    if not line or not drawable(line):
        return ""
    lines, _ = balanced_lines(line, room, 1, lambda words: pen.width(words, size))
    return lines[0]


def _fitting(text: str, pen: _Pen) -> tuple[int, Sequence[str]]:
    """Return the largest size at which a headline fits, with its lines; the smallest cuts it."""
    lines: Sequence[str] = ()
    for size in HEADLINE_PX:
        # larger letters leave room for fewer lines
        most = int((HEADLINE_BOTTOM - HEADLINE_TOP) / (size * LEADING))
        measure = partial(pen.width, size=size)
        lines, is_whole = balanced_lines(text, SHARE_WIDTH - 2 * MARGIN, most, measure)
        if is_whole:
            return size, lines
    return HEADLINE_PX[-1], lines


def _as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=PACKED)
    return out.getvalue()


@cache
def _is_shaped() -> bool:
    return bool(features.check_feature("raqm"))


@cache
def house_font(size: int) -> ImageFont.FreeTypeFont:
    """Return the shipped font in a size: Latin, Greek, Cyrillic, Arabic and Hebrew letters."""
    return ImageFont.truetype(io.BytesIO(_font_file()), size)


@cache
def _font_file() -> bytes:
    return (resources.files("digest.render") / FONT).read_bytes()


@lru_cache(maxsize=GLYPHS_REMEMBERED)
def _has_glyph(letter: str) -> bool:
    """Tell whether the font can draw a letter: it draws one box for all that it lacks."""
    # marks of direction and joiners have no picture
    if unicodedata.category(letter) in ("Cf", "Zs"):
        return True
    return _drawn(letter) != _drawn(NO_LETTER)


def _drawn(letter: str) -> bytes:
    return bytes(house_font(SMALL_PX).getmask(letter))
