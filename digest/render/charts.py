"""Charts: a small picture of bars, with the same figures in words for who does not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

SHOWN_WIDTH, SHOWN_HEIGHT = 520, 150
"""Pixels in the mail, which is 600 wide with its edges."""

SHARPNESS = 2
"""Pixels drawn for each pixel shown, as sharp screens need."""

MOST_BARS = 14
"""Two weeks of a daily issue; more bars could not be told apart on a phone."""

COLOURS = 16
"""Paper, ink, bar, and the edges of letters between them."""

LARGEST_LETTERS, SMALLEST_LETTERS = 44, 22
"""Height of letters as drawn; the largest are 14 pixels where a phone shows the chart."""

LABEL_ROOM = 1.5
"""Room above a bar for its figure, and below for its label, in heights of a letter."""

BETWEEN_LABELS = 8
"""Pixels between two labels, as drawn."""

FIGURE_GAP, LABEL_GAP = 4, 6
"""Pixels between a bar and its figure, and between a bar and its label, as drawn."""

BAR_SHARE = 0.6
"""The share of its column that a bar fills; the rest parts it from the next."""

_PAPER, _INK, _BAR = "#ffffff", "#22313d", "#2f6f8f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A PNG of bars. `alt` says the same in words; width and height are those shown."""

    alt: str
    content: bytes
    width: int = SHOWN_WIDTH
    height: int = SHOWN_HEIGHT


def bar_chart(title: str, bars: Sequence[tuple[str, int]]) -> Chart:
    """Draw the last fourteen bars, each with its figure above and its label below.

    A figure below zero is drawn as no bar; its number stands there all the same.
    """
    shown = bars[-MOST_BARS:]
    words = ", ".join(f"{label}: {value}" for label, value in shown)
    picture = Image.new("RGB", (SHOWN_WIDTH * SHARPNESS, SHOWN_HEIGHT * SHARPNESS), _PAPER)
    _draw_bars(ImageDraw.Draw(picture), shown, picture.width, picture.height)
    out = BytesIO()
    # a palette without dithering: plain areas take few bytes
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return Chart(alt=f"{title}: {words}", content=out.getvalue())


def _draw_bars(
    draw: ImageDraw.ImageDraw, bars: Sequence[tuple[str, int]], width: int, height: int
) -> None:
    column = width / max(1, len(bars))
    font, size = _fitting_font(bars, column)
    room = LABEL_ROOM * size
    # one at least: figures of zero are drawn as no bar, not as the highest
    highest = max([1, *(value for _, value in bars)])
    floor = height - room
    for number, (label, value) in enumerate(bars):
        middle = column * (number + 0.5)
        top = floor - max(0, value) / highest * (floor - room)
        half = column * BAR_SHARE / 2
        draw.rectangle((middle - half, top, middle + half, floor), fill=_BAR)
        draw.text((middle, top - FIGURE_GAP), str(value), fill=_INK, font=font, anchor="mb")
        draw.text((middle, floor + LABEL_GAP), label, fill=_INK, font=font, anchor="mt")


def _fitting_font(bars: Sequence[tuple[str, int]], column: float) -> tuple[Any, int]:
    """Return the largest font whose labels and figures fit their columns, and its size."""
    words = [word for label, value in bars for word in (label, str(value))]
    for size in range(LARGEST_LETTERS, SMALLEST_LETTERS, -1):
        font = ImageFont.load_default(size)
        widest = max((font.getlength(word) for word in words), default=0)
        if widest + BETWEEN_LABELS <= column:
            return font, size
    return ImageFont.load_default(SMALLEST_LETTERS), SMALLEST_LETTERS
