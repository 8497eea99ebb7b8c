"""Make `digest/render/map_lines.json`: land and borders around the Middle East, simplified.

    npm pack world-atlas && tar xzf world-atlas-*.tgz
    python docs/make_map_lines.py package/countries-50m.json

The lines are those of Natural Earth (public domain) as the npm package `world-atlas` (ISC licence)
carries them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

Point = tuple[float, float]
OUT = Path(__file__).parents[1] / "digest" / "render" / "map_lines.json"
# West, south, east and north of what is kept, in degrees.
REGION = (10.0, 2.0, 76.0, 46.0)
# Degrees by which a simplified line may stray: less than a pixel of the closest map.
STRAY = 0.03
# Degrees across of the smallest island that is kept.
LEAST_ISLAND = 0.15
# A line between two states is a border; one with a single state is a coast.
BORDER_STATES = 2
# Points that every line has.
ENDS = 2
# Lines that a state beside them does not recognise as a border, or that only a truce drew.
DISPUTED = frozenset({"Palestine", "Somaliland", "N. Cyprus", "Siachen Glacier", "W. Sahara"})
DISPUTED_PAIRS = frozenset(
    map(
        frozenset,
        [
            ("Israel", "Syria"),
            ("Israel", "Lebanon"),
            ("Egypt", "Sudan"),
            ("Sudan", "S. Sudan"),
            ("India", "Pakistan"),
            ("Armenia", "Azerbaijan"),
            ("Ukraine", "Russia"),
        ],
    )
)


def main(source: Path) -> None:
    """Write the extract of a TopoJSON file."""
    topology = json.loads(source.read_text("utf-8"))
    # lines are simplified before they are joined, so that neighbours share one line
    arcs = [simple(decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    countries = topology["objects"]["countries"]["geometries"]
    owners: dict[int, set[str]] = {}
    land = []
    for country in countries:
        for ring in rings(country):
            for arc in ring:
                owners.setdefault(forward(arc), set()).add(country["properties"]["name"])
            points = joined(ring, arcs)
            if any(map(inside, points)) and across(points) >= LEAST_ISLAND:
                land.append(flat(list(map(clamped, points))))
    lines: dict[str, list[list[float]]] = {"border": [], "disputed": []}
    for place, names in owners.items():
        if len(names) == BORDER_STATES and any(map(inside, arcs[place])):
            pair = frozenset(names)
            kind = "disputed" if pair & DISPUTED or pair in DISPUTED_PAIRS else "border"
            lines[kind].append(flat(arcs[place]))
    written = {"source": "Natural Earth 1:50m by world-atlas 2.0.2", "land": land, **lines}
    OUT.write_text(json.dumps(written, separators=(",", ":")) + "\n", "utf-8")


def decoded(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    """Return an arc in degrees: TopoJSON writes each point as steps from the one before."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + left, y * scale_y + bottom))
    return points


def rings(country: dict[str, Any]) -> list[list[int]]:
    """Return the rings of a country, each as numbers of arcs; a negative one runs backwards."""
    if country["type"] == "Polygon":
        found: list[list[int]] = country["arcs"]
        return found
    return [ring for polygon in country.get("arcs", []) for ring in polygon]


def forward(arc: int) -> int:
    """Return the number of an arc, whichever way a ring runs along it."""
    return arc if arc >= 0 else ~arc


def joined(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Return the points of a ring."""
    points: list[Point] = []
    for arc in ring:
        part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += part[1:] if points else part
    return points


def inside(point: Point) -> bool:
    """Tell whether a point lies in the region."""
    return REGION[0] <= point[0] <= REGION[2] and REGION[1] <= point[1] <= REGION[3]


def across(points: list[Point]) -> float:
    """Return the longer side of the box around some points, in degrees."""
    wide = [point[0] for point in points]
    high = [point[1] for point in points]
    return max(max(wide) - min(wide), max(high) - min(high))


def clamped(point: Point) -> Point:
    """Move a point that lies outside to the edge of the region."""
    return (
        min(max(point[0], REGION[0]), REGION[2]),
        min(max(point[1], REGION[1]), REGION[3]),
    )


def simple(points: list[Point]) -> list[Point]:
    """Drop the points of a line that stray less than the limit (Douglas and Peucker)."""
    if len(points) <= ENDS:
        return points
    first, last = points[0], points[-1]
    far, place = 0.0, 0
    for at in range(1, len(points) - 1):
        stray = distance(points[at], first, last)
        if stray > far:
            far, place = stray, at
    if far < STRAY:
        return [first, last]
    return simple(points[: place + 1])[:-1] + simple(points[place:])


def distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from the line between two others, in degrees."""
    (x, y), (from_x, from_y), (to_x, to_y) = point, start, end
    wide, high = to_x - from_x, to_y - from_y
    length = (wide * wide + high * high) ** 0.5
    # a ring ends where it began
    if not length:
        return float(((x - from_x) ** 2 + (y - from_y) ** 2) ** 0.5)
    return float(abs(wide * (from_y - y) - high * (from_x - x)) / length)


def flat(points: list[Point]) -> list[float]:
    """Return longitudes and latitudes in turn, to a hundredth of a degree."""
    numbers = []
    for point in points:
        numbers += [round(point[0], 2), round(point[1], 2)]
    return numbers


if __name__ == "__main__":
    main(Path(sys.argv[1]))
