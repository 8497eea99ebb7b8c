"""Locator: the places in which the lead story happens, found in its cited sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from digest.languages import base_code
from digest.languages.place_words import PLACE_WORDS, PlaceWords
from digest.models import Alias, Briefing, Item
from digest.render.map_drawing import MapPoint, can_draw, draw_map, map_points
from digest.render.map_geometry import MapPlace
from digest.render.pictures import PreparedPicture, content_id
from digest.render.place_names import folded, label_in, names_in, place_pattern

# More places would make a gazetteer of the map.
MOST_PLACES = 4
# The key of the map among the pictures of a mail; no address looks like it.
MAP_KEY = "map:lead"
# The language whose names stand in a list with those of Arabic.
_PERSIAN = "fa"


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
    drawn = draw_map(places, base_code(briefing.language))
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
    words = PLACE_WORDS.get(base_code(briefing.language))
    if words is None or "map" in briefing.blocks.leave_out or not briefing.items:
        return ()
    text = folded("\n".join(_sentences(briefing.items[0])))
    places: dict[int, MapPlace] = {}
    for alias in aliases:
        # most places are not named at all, and a pattern costs more than a look
        names = names_in(alias, words)
        at = -1
        if any(folded(name).removeprefix(words.dropped) in text for name in names):
            at = _first_place(text, alias, names, words)
        point = _point_of(alias)
        if point is None or at < 0:
            continue
        place = _labelled(point.place, alias, words)
        # "Gaza City" is not Gaza as well: of two names at one spot the longer one is meant
        earlier = places.get(at)
        if earlier is None or len(earlier.label) < len(place.label):
            places[at] = place
    in_order = [places[at] for at in sorted(places)]
    return tuple(in_order[:MOST_PLACES])


def _point_of(alias: Alias) -> MapPoint | None:
    """Return where a place lies: the operator's own point, else the shipped one.

    A place of which the fonts can draw no name has none.
    """
    shipped = map_points().get(alias.id)
    if alias.lat is None or alias.lon is None:
        return shipped
    names = tuple(filter(can_draw, (alias.name, *alias.names)))
    if not names:
        return None
    place = MapPlace(label=names[0], east=alias.lon, north=alias.lat)
    return MapPoint(place=place, is_capital=shipped is not None and shipped.is_capital)


def _labelled(place: MapPlace, alias: Alias, words: PlaceWords) -> MapPlace:
    """Name a place in the language of the mail, or as it stands where no font can."""
    if words is PLACE_WORDS["en"]:
        return place
    label = label_in(alias, words, is_persian=words is PLACE_WORDS[_PERSIAN])
    if not label or not can_draw(label):
        return place
    return replace(place, label=label)


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


def _first_place(text: str, alias: Alias, names: tuple[str, ...], words: PlaceWords) -> int:
    """Return where a folded text first says that something is in a place; -1 where it does not."""
    # a longer name of another thing is blanked: "East Palestine" is no place here
    for longer in map(folded, alias.not_in):
        text = text.replace(longer, "-" * len(longer))
    point = map_points().get(alias.id)
    is_capital = point is not None and point.is_capital
    match = place_pattern(names, words, is_capital=is_capital).search(text)
    if match is None:
        return -1
    return match.start("name")
