"""Locator: the places in which the lead story happens, found in its cited sentences (English)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from digest.languages import base_code
from digest.models import Alias, Briefing, Item
from digest.render.map_drawing import MapPoint, draw_map, map_points
from digest.render.map_geometry import MapPlace
from digest.render.pictures import PreparedPicture, content_id

# The language whose sentences are read, and in which the labels are written.
LANGUAGE = "en"
# More places would make a gazetteer of the map.
MOST_PLACES = 4
# The key of the map among the pictures of a mail; no address looks like it.
MAP_KEY = "map:lead"
# A kind of place or a direction may stand between the preposition and the name.
_KIND = (
    r"(?:(?:port|city|town|village|camp|outskirts|coast|suburbs|north|south|east|west|northern|"
    r"southern|eastern|western|central|occupied|island) (?:city |town |of )?(?:of )?)?"
)
_WHERE = r"\b(?i:in|at|near|off|around|outside|inside|over|into|through|across|from|to|on|of)"
# A capital stands for its government too: "from Damascus" may be a letter.
_IN_CAPITAL = r"\b(?i:in|near|outside|inside|over|around)"
_PATTERNS_REMEMBERED = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """The map of a mail: the picture, the names of its places, and if dashed lines stand in it."""

    picture: PreparedPicture
    names: tuple[str, ...]
    has_disputed: bool


def locate(briefing: Briefing, aliases: Iterable[Alias], *, public_url: str) -> Locator | None:
    """Draw the map of the lead story, carried inside the mail; None where no place is sure."""
    places = places_of(briefing, aliases)
    if not places:
        return None
    drawn = draw_map(places)
    cid = content_id(drawn.png, public_url)
    picture = PreparedPicture(
        src=f"cid:{cid}",
        width=drawn.width,
        height=drawn.height,
        content_type="image/png",
        content=drawn.png,
        cid=cid,
    )
    names = tuple(place.label for place in places)
    return Locator(picture=picture, names=names, has_disputed=drawn.has_disputed)


def places_of(briefing: Briefing, aliases: Iterable[Alias]) -> tuple[MapPlace, ...]:
    """Return the places in which the lead story says that it happens, in the order of reading.

    A place counts where a word of place stands before its name. Countries have no point.
    """
    wanted = "map" not in briefing.blocks.leave_out
    if not wanted or not briefing.items or base_code(briefing.language) != LANGUAGE:
        return ()
    text = "\n".join(_sentences(briefing.items[0]))
    places: dict[int, MapPlace] = {}
    for alias in aliases:
        point = _point_of(alias)
        at = -1
        if point is not None:
            at = _first_place(text, alias, is_capital=point.is_capital)
        if point is None or at < 0:
            continue
        # "Gaza City" is not Gaza as well: of two names at one spot the longer one is meant
        earlier = places.get(at)
        if earlier is None or len(earlier.label) < len(point.place.label):
            places[at] = point.place
    in_order = [places[at] for at in sorted(places)]
    return tuple(in_order[:MOST_PLACES])


def _point_of(alias: Alias) -> MapPoint | None:
    """Return where a place lies: the operator's own point, else the shipped one."""
    shipped = map_points().get(alias.id)
    if alias.lat is None or alias.lon is None:
        return shipped
    place = MapPlace(label=alias.name, east=alias.lon, north=alias.lat)
    return MapPoint(place=place, is_capital=shipped is not None and shipped.is_capital)


def _sentences(item: Item) -> Iterator[str]:
    """Yield what tells the news of a story: why it matters may speak of other places."""
    yield item.headline.text
    if item.dek:
        yield item.dek.text
    for paragraph in (item.lead, *item.what_happened):
        for passage in paragraph:
            # the desk's own words cite no article
            if not passage.by_desk:
                yield passage.text


def _first_place(text: str, alias: Alias, *, is_capital: bool) -> int:
    """Return where a text first says that something is in a place; -1 where it does not."""
    # most places are not named at all, and a pattern costs more than a look
    if not any(name in text for name in (alias.name, *alias.names)):
        return -1
    # a longer name of another thing is blanked: "East Palestine" is no place here
    for longer in alias.not_in:
        text = text.replace(longer, "-" * len(longer))
    match = _pattern((alias.name, *alias.names), is_capital).search(text)
    if match is None:
        return -1
    return match.start("name")


@lru_cache(maxsize=_PATTERNS_REMEMBERED)
def _pattern(names: tuple[str, ...], is_capital: bool) -> re.Pattern[str]:
    # the longest first, so that "Gaza City" is not read as "Gaza"
    latin = sorted(filter(str.isascii, names), key=len, reverse=True)
    where = _IN_CAPITAL if is_capital else _WHERE
    any_name = "|".join(map(re.escape, latin))
    return re.compile(rf"{where} (?:the )?{_KIND}(?P<name>{any_name})(?![\w-])")
