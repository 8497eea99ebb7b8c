"""Draw a locator map: land, borders, dots and labels on a ground of its own, as a small PNG.

The lines are those of Natural Earth (public domain), the points our own. Pillow draws: it brings
a font, so that a server without fonts draws the same map.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

from PIL import Image, ImageDraw, ImageFont

# Pixels of the picture, twice the width that a mail shows, as fine screens need.
WIDTH, HEIGHT = 1152, 648
# Drawn this much larger and made small again: Pillow draws lines without soft edges.
SHARPER = 2
# Degrees of longitude across the closest map: nearer, the lines would be too coarse.
CLOSEST = 9.0
# The same where a sea or a region is named: its shores tell where it is.
CLOSEST_AREA = 20.0
# Room around the outermost places, as a part of their distance.
ROOM = 0.7
# Height of letters: 24 CSS px, which are 14 where a phone shows the map at three fifths.
PLACE_PX, REGION_PX = 48, 48
# A dot, its white edge, and the room around it that no name may enter, in pixels.
DOT_RADIUS, DOT_EDGE, DOT_ROOM = 13, 4, 16
# Pixels of ground colour around the letters of a place, which part them from lines below.
HALO = 4
# Pixels between a dot and its name: beside it, above or below it, and at a corner.
BESIDE, ABOVE, CORNER_ACROSS, CORNER_UP = 24, 26, 20, 24
# Pixels that stay free around the name of an area and along the edge of the map.
MARGIN = 8
# Pixels of a dash of a disputed line, and of the gap behind it.
DASH = 10.0
# A map has few colours, so that it stays small; soft edges need the shades between them.
COLOURS = 32
# Maps that are remembered: an issue is rendered several times a morning.
MAPS_REMEMBERED = 32

SEA, LAND, BORDER, QUIET, INK, DOT = (
    "#d5dfe2",
    "#f4efe4",
    "#a99f8d",
    "#6c6558",
    "#22201d",
    "#8a1c1c",
)

Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place to mark: its label, and where it lies in degrees east and north."""

    label: str
    east: float
    north: float
    # a sea or a region has no dot, and a wider map
    is_area: bool = False


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
def draw_map(places: tuple[MapPlace, ...]) -> DrawnMap:
    """Draw the map of some places. Raise ValueError where there is none.

    Cost: some hundredths of a second; the same places are drawn once a process.
    """
    frame = _Frame(_box_around(places))
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
        for dash in _dashes(line):
            pen.line(dash, fill=BORDER, width=2 * SHARPER)
    small = picture.reduce(SHARPER)
    _label(ImageDraw.Draw(small), frame, places)
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


@dataclass(frozen=True)
class _Frame:
    """The part of the earth that a map shows: west, south, east, north."""

    box: Box

    @property
    def degrees(self) -> float:
        """Degrees of longitude from side to side."""
        return self.box[2] - self.box[0]

    def at(self, east: float, north: float, scale: int = 1) -> Point:
        """Return the pixel of a point; the scale of the middle latitude holds for all."""
        west, south, right, top = self.box
        x = (east - west) / (right - west) * WIDTH * scale
        y = (top - north) / (top - south) * HEIGHT * scale
        return x, y

    def seen(self, lines: Sequence[Sequence[float]]) -> Iterator[list[Point]]:
        """Yield the lines whose own box meets the frame, in pixels of the large drawing."""
        west, south, right, top = self.box
        for line in lines:
            east, north = line[::2], line[1::2]
            beside = max(east) < west or min(east) > right
            if beside or max(north) < south or min(north) > top:
                continue
            yield [self.at(x, y, SHARPER) for x, y in zip(east, north, strict=True)]


def _box_around(places: Sequence[MapPlace]) -> Box:
    east = [place.east for place in places]
    north = [place.north for place in places]
    middle_east, middle_north = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
    # a degree of longitude is shorter than one of latitude, away from the equator
    shrink = math.cos(math.radians(middle_north))
    shape = HEIGHT / WIDTH
    closest = CLOSEST
    if any(place.is_area for place in places):
        closest = CLOSEST_AREA
    wide = max(
        closest,
        (max(east) - min(east)) * (1 + ROOM),
        (max(north) - min(north)) * (1 + ROOM) / shape / shrink,
    )
    high = wide * shape * shrink
    return (
        middle_east - wide / 2,
        middle_north - high / 2,
        middle_east + wide / 2,
        middle_north + high / 2,
    )


def _dashes(line: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the dashes of a line, each as long as the gap behind it."""
    step, walked = DASH * SHARPER, 0.0
    for start, end in pairwise(line):
        length = math.dist(start, end)
        gone = 0.0
        while gone < length:
            part = min(step - walked % step, length - gone)
            if int(walked // step) % 2 == 0:
                yield (
                    _between(start, end, gone / length),
                    _between(start, end, (gone + part) / length),
                )
            gone += part
            walked += part


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _label(pen: ImageDraw.ImageDraw, frame: _Frame, places: Sequence[MapPlace]) -> None:
    """Mark and name the places, then the regions around them where there is room."""
    taken: list[Box] = []
    font = _font(PLACE_PX)
    dotted = [place for place in places if not place.is_area]
    for area in places:
        if area.is_area:
            taken.append(_name_area(pen, frame, area))
    for place in dotted:
        at = frame.at(place.east, place.north)
        dot = _square_around(at, DOT_RADIUS)
        pen.ellipse(dot, fill=DOT, outline="#ffffff", width=DOT_EDGE)
        taken.append(_square_around(at, DOT_ROOM))
    for place in dotted:
        box = _free_box(pen, font, place.label, frame.at(place.east, place.north), taken)
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
    _name_regions(pen, frame, taken, {place.label for place in places})


def _name_area(pen: ImageDraw.ImageDraw, frame: _Frame, area: MapPlace) -> Box:
    """Name a sea or a region that the news is in, and return the box of the name."""
    at, font = frame.at(area.east, area.north), _font(PLACE_PX)
    pen.text(at, area.label, font=font, fill=DOT, anchor="mm", stroke_width=1, stroke_fill=DOT)
    return _with_margin(pen.textbbox(at, area.label, font=font, anchor="mm"))


def _name_regions(
    pen: ImageDraw.ImageDraw, frame: _Frame, taken: list[Box], named: set[str]
) -> None:
    """Name each country and sea once, at the first of its points where there is room."""
    for name, region in _points()["regions"].items():
        # the name of a small country would cover it on a wide map
        if name in named or frame.degrees > region.get("within", math.inf):
            continue
        for east, north in region["at"]:
            at = frame.at(east, north)
            box = _with_margin(pen.textbbox(at, name, font=_font(REGION_PX), anchor="mm"))
            if _fits(box) and not any(_meet(box, used) for used in taken):
                taken.append(box)
                pen.text(at, name, font=_font(REGION_PX), fill=QUIET, anchor="mm")
                break


def _free_box(
    pen: ImageDraw.ImageDraw, font: Any, text: str, at: Point, taken: Sequence[Box]
) -> Box:
    """Return a box beside a dot that meets no other box, or else the box at its right."""
    left, top, right, bottom = pen.textbbox((0, 0), text, font=font, anchor="lt")
    wide, high = right - left, bottom - top
    x, y = at
    # right, left, above, below: where a reader looks first
    corners = (
        (x + BESIDE, y - high / 2),
        (x - BESIDE - wide, y - high / 2),
        (x - wide / 2, y - ABOVE - high),
        (x - wide / 2, y + ABOVE),
        (x + CORNER_ACROSS, y - CORNER_UP - high),
        (x + CORNER_ACROSS, y + CORNER_UP),
    )
    boxes = [
        (corner_x, corner_y, corner_x + wide, corner_y + high) for corner_x, corner_y in corners
    ]
    for box in boxes:
        if _fits(box) and not any(_meet(box, used) for used in taken):
            return box
    return boxes[0]


def _square_around(at: Point, reach: float) -> Box:
    """Return the square whose sides are so many pixels away from a point."""
    x, y = at
    return x - reach, y - reach, x + reach, y + reach


def _with_margin(box: Box) -> Box:
    left, top, right, bottom = box
    return left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN


def _fits(box: Box) -> bool:
    """Tell whether a box lies within the map, off its edges."""
    left, top, right, bottom = box
    is_within_sides = left >= MARGIN and right <= WIDTH - MARGIN
    return is_within_sides and top >= MARGIN and bottom <= HEIGHT - MARGIN


def _meet(first: Box, second: Box) -> bool:
    """Tell whether two boxes share a point."""
    side_by_side = first[2] <= second[0] or second[2] <= first[0]
    one_above_the_other = first[3] <= second[1] or second[3] <= first[1]
    return not side_by_side and not one_above_the_other


def _as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    few = picture.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _font(size: int) -> Any:
    """Return the font that Pillow brings: no server needs one of its own."""
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
