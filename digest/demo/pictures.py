"""Pictures of the sample news, drawn on demand: plain shapes that pass for no photograph."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1200, 800)
"""Pixels: twice the width that a mail shows, as sharp screens need."""

JPEG_QUALITY = 82
"""Plain areas show no loss from here on, and a picture stays below 60 KB."""

PICTURES_REMEMBERED = 16
"""The sample news has four pictures; a feed and its pages ask for each several times."""

# the palette: muted, so that a drawing is taken for no photograph
_SKY, _SEA, _SAND, _INK, _ACCENT = "#cfdde6", "#5f7f92", "#d8c8a8", "#22313d", "#b4552d"


@lru_cache(maxsize=PICTURES_REMEMBERED)
def draw_picture(name: str) -> bytes:
    """Return a JPEG of 1200 × 800 pixels; an unknown name gets an empty sea."""
    picture = Image.new("RGB", SIZE, _SKY)
    draw = ImageDraw.Draw(picture)
    _DRAWINGS.get(name, _sea)(draw)
    out = BytesIO()
    picture.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def _sea(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 520, 1200, 800), fill=_SEA)
    draw.ellipse((940, 120, 1060, 240), fill="#f3e6c4")
    # waves: every second row is shifted, so that they do not stand in columns
    for row in range(560, 800, 60):
        for column in range(row % 120, 1200, 240):
            draw.line((column, row, column + 120, row), fill="#86a2b2", width=4)


def _tanker(draw: ImageDraw.ImageDraw) -> None:
    _sea(draw)
    # hull, bridge and funnel
    draw.polygon(((180, 500), (1020, 500), (960, 590), (250, 590)), fill=_INK)
    draw.rectangle((820, 390, 940, 500), fill="#e9eef1")
    draw.rectangle((860, 320, 900, 390), fill=_ACCENT)
    # the hatches on deck
    for left in range(280, 780, 130):
        draw.rectangle((left, 470, left + 90, 500), fill="#8d4a31")
    # smoke: each puff is larger, higher and further left than the one before
    for puff in range(5):
        size = 30 + puff * 16
        left, top = 870 - puff * 90, 250 - puff * 38
        draw.ellipse((left, top, left + size * 2, top + size), fill="#8b949b")


def _port(draw: ImageDraw.ImageDraw) -> None:
    _sea(draw)
    draw.rectangle((0, 470, 1200, 540), fill=_SAND)
    # three cranes, each with a mast, an arm, a rope and a box
    for left in (160, 480, 800):
        draw.line((left, 470, left, 200), fill=_INK, width=16)
        draw.line((left - 90, 220, left + 210, 220), fill=_INK, width=14)
        draw.line((left + 150, 220, left + 150, 360), fill=_INK, width=5)
        draw.rectangle((left + 105, 360, left + 195, 410), fill=_ACCENT)


def _radar(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 560, 1200, 800), fill=_SAND)
    draw.polygon(((560, 560), (640, 560), (615, 330), (585, 330)), fill=_INK)
    # the dish, and the waves that go out from it
    draw.pieslice((420, 90, 780, 450), 20, 160, fill="#e9eef1", outline=_INK, width=10)
    for arc in range(3):
        draw.arc(
            (330 - arc * 70, 60 - arc * 70, 870 + arc * 70, 480 + arc * 70),
            215,
            325,
            fill=_ACCENT,
            width=8,
        )


def _table(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, 1200, 800), fill="#e7e1d5")
    draw.ellipse((200, 360, 1000, 640), fill="#7b5b3f")
    # four people behind sheets of paper
    for left in (300, 460, 620, 780):
        draw.ellipse((left, 210, left + 100, 310), fill=_INK)
        draw.rectangle((left - 15, 310, left + 115, 400), fill=_SEA)
        draw.rectangle((left + 20, 440, left + 80, 520), fill="#ffffff")


_DRAWINGS = {"tanker": _tanker, "port": _port, "radar": _radar, "table": _table}
