"""Draw a locator map: land, borders, dots and labels on a ground of its own, as a small PNG.

The lines are those of Natural Earth (public domain), the points our own. Pillow draws: it brings
a font of plain Latin letters, and a shipped one has those of other scripts, so that a server
without fonts draws the same map.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from digest.languages.place_words import PLACE_WORDS
from digest.render.map_geometry import (
    HEIGHT,
    SHARPER,
    WIDTH,
    Box,
    Frame,
    MapPlace,
    box_around,
    dashes,
    free_box,
    is_free,
    square_around,
    with_margin,
)
from digest.render.share_picture import drawable, house_font

# Height of letters: 24 CSS px, which are 14 where a phone shows the map at three fifths.
PLACE_PX, REGION_PX = 48, 48
# A dot, its white edge, and the room around it that no name may enter, in pixels.
DOT_RADIUS, DOT_EDGE, DOT_ROOM = 13, 4, 16
# Pixels of ground colour around the letters of a place, which part them from lines below.
HALO = 4
# A map has few colours, so that it stays small; soft edges need the shades between them.
COLOURS = 32
# Maps that are remembered: an issue is rendered several times a morning.
MAPS_REMEMBERED = 32

# A quiet ground: in clients that recolour a mail by night and leave pictures alone, white would
# glare. Each name keeps a contrast of 4.5 on land and on sea.
SEA, LAND, BORDER, QUIET, INK, DOT = (
    "#c3d1d6",
    "#ebe4d5",
    "#9c917f",
    "#575046",
    "#22201d",
    "#8a1c1c",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """A place that may be marked; the name of a capital stands for its government too."""

    place: MapPlace
    is_capital: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMap:
    """A map as PNG; `has_disputed` tells whether a dashed line lies in its frame."""

    png: bytes
    width: int
    height: int
    has_disputed: bool


@lru_cache(maxsize=MAPS_REMEMBERED)
def draw_map(places: tuple[MapPlace, ...], language: str = "en") -> DrawnMap:
    """Draw the map of some places, with the names around them in a language.

    Raise ValueError where there is no place.

    Cost: some hundredths of a second; the same places are drawn once a process.
    """
    frame = Frame(box_around(places))
    picture = Image.new("RGB", (WIDTH * SHARPER, HEIGHT * SHARPER), SEA)
    pen = ImageDraw.Draw(picture)
    for ring in frame.seen(_lines()["land"]):
        # the outline closes the seam between two neighbours
        pen.polygon(ring, fill=LAND, outline=LAND)
        pen.line([*ring, ring[0]], fill=LAND, width=2 * SHARPER)
    for line in frame.seen(_lines()["border"]):
        pen.line(line, fill=BORDER, width=2 * SHARPER)
    disputed = list(frame.seen(_lines()["disputed"]))
    for line in disputed:
        for dash in dashes(line):
            pen.line(dash, fill=BORDER, width=2 * SHARPER)
    small = picture.reduce(SHARPER)
    _label(ImageDraw.Draw(small), frame, places, language)
    return DrawnMap(png=_as_png(small), width=WIDTH, height=HEIGHT, has_disputed=bool(disputed))


@cache
def map_points() -> Mapping[str, MapPoint]:
    """Return the places that may be marked, by the id of their alias."""
    points = {}
    for alias_id, written in _points()["places"].items():
        east, north = written["at"]
        place = MapPlace(
            label=written["label"], east=east, north=north, is_area=written.get("area", False)
        )
        points[alias_id] = MapPoint(place=place, is_capital=written.get("capital", False))
    return points


def can_draw(label: str) -> bool:
    """Tell whether a font has each letter of a label: an empty box would tell no place.

    >>> can_draw("Şanlıurfa"), can_draw("გორი")
    (True, False)
    """
    return bool(label.strip()) and (label.isascii() or drawable(label))


def _label(
    pen: ImageDraw.ImageDraw, frame: Frame, places: Sequence[MapPlace], language: str
) -> None:
    """Mark and name the places, then the regions around them where there is room."""
    taken: list[Box] = []
    dotted = [place for place in places if not place.is_area]
    for area in places:
        if area.is_area:
            taken.append(_name_area(pen, frame, area))
    for place in dotted:
        at = frame.at(place.east, place.north)
        dot = square_around(at, DOT_RADIUS)
        pen.ellipse(dot, fill=DOT, outline="#ffffff", width=DOT_EDGE)
        taken.append(square_around(at, DOT_ROOM))
    for place in dotted:
        font = _font(place.label, PLACE_PX)
        left, top, right, bottom = pen.textbbox((0, 0), place.label, font=font, anchor="lt")
        box = free_box((right - left, bottom - top), frame.at(place.east, place.north), taken)
        taken.append(box)
        pen.text(
            box[:2],
            place.label,
            font=font,
            fill=INK,
            anchor="lt",
            stroke_width=HALO,
            stroke_fill=LAND,
        )
    _name_regions(pen, frame, taken, {place.label for place in places}, language)


def _name_area(pen: ImageDraw.ImageDraw, frame: Frame, area: MapPlace) -> Box:
    """Name a sea or a region that the news is in, and return the box of the name."""
    at, font = frame.at(area.east, area.north), _font(area.label, PLACE_PX)
    pen.text(at, area.label, font=font, fill=DOT, anchor="mm", stroke_width=1, stroke_fill=DOT)
    return with_margin(pen.textbbox(at, area.label, font=font, anchor="mm"))


def _name_regions(
    pen: ImageDraw.ImageDraw, frame: Frame, taken: list[Box], named: set[str], language: str
) -> None:
    """Name each country and sea once, at the first of its points where there is room."""
    translated = PLACE_WORDS[language].regions if language in PLACE_WORDS else {}
    for english, region in _points()["regions"].items():
        name = translated.get(english, english)
        if not can_draw(name):
            name = english
        font = _font(name, REGION_PX)
        # the name of a small country would cover it on a wide map
        if name in named or frame.degrees > region.get("within", math.inf):
            continue
        for east, north in region["at"]:
            at = frame.at(east, north)
            box = with_margin(pen.textbbox(at, name, font=font, anchor="mm"))
            if is_free(box, taken):
                taken.append(box)
                pen.text(at, name, font=font, fill=QUIET, anchor="mm")
                break


def _as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _font(label: str, size: int) -> Any:
    """Return the font of a label: the plain one that Pillow brings, else that of the house."""
    return _plain_font(size) if label.isascii() else house_font(size)


@cache
def _plain_font(size: int) -> Any:
    return ImageFont.load_default(size)


@cache
def _lines() -> Mapping[str, Any]:
    return _read("map_lines.json")


@cache
def _points() -> Mapping[str, Any]:
    return _read("map_places.json")


def _read(name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(
        (resources.files("digest.render") / name).read_text("utf-8")
    )
    return content
