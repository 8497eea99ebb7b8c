"""Geometry of a locator map: its part of the earth, and the boxes of dots and names. No pen.

A box is left, top, right and bottom in pixels, or west, south, east and north in degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
# Pixels between a dot and its name: beside it, above or below it, and at a corner.
BESIDE, ABOVE, CORNER_ACROSS, CORNER_UP = 24, 26, 20, 24
# Pixels that stay free around the name of an area and along the edge of the map.
MARGIN = 8
# Pixels of a dash of a disputed line, and of the gap behind it.
DASH = 10.0

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


@dataclass(frozen=True)
class Frame:
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


def box_around(places: Sequence[MapPlace]) -> Box:
    """Return the part of the earth that holds some places, in the shape of the picture.

    Raise ValueError where there is no place.
    """
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


def dashes(line: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
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


def square_around(at: Point, reach: float) -> Box:
    """Return the square whose sides are so many pixels away from a point."""
    x, y = at
    return x - reach, y - reach, x + reach, y + reach


def with_margin(box: Box) -> Box:
    """Return a box with free pixels around."""
    left, top, right, bottom = box
    return left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN


def free_box(size: Point, at: Point, taken: Sequence[Box]) -> Box:
    """Return a box of a size beside a dot that meets no other box, or else the box at its right."""
    wide, high = size
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
    boxes = [(left, top, left + wide, top + high) for left, top in corners]
    for box in boxes:
        if is_free(box, taken):
            return box
    return boxes[0]


def is_free(box: Box, taken: Iterable[Box]) -> bool:
    """Tell whether a box lies within the map and meets no other box."""
    return _fits(box) and not any(_meet(box, used) for used in taken)


def _fits(box: Box) -> bool:
    """Tell whether a box lies within the map, off its edges."""
    left, top, right, bottom = box
    is_within_sides = left >= MARGIN and right <= WIDTH - MARGIN
    return is_within_sides and top >= MARGIN and bottom <= HEIGHT - MARGIN


def _meet(first: Box, second: Box) -> bool:
    """Tell whether two boxes share an area."""
    side_by_side = first[2] <= second[0] or second[2] <= first[0]
    one_above_the_other = first[3] <= second[1] or second[3] <= first[1]
    return not side_by_side and not one_above_the_other


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
