"""The locator map: a small PNG of few colours, drawn once, with letters that a phone can show."""

from __future__ import annotations

import io
import json
import time
from dataclasses import replace
from importlib import resources

import pytest
from PIL import Image
from samples import shipped_aliases

from digest.languages.place_words import PLACE_WORDS
from digest.render import map_drawing
from digest.render.map_drawing import (
    DOT,
    HEIGHT,
    INK,
    LAND,
    PLACE_PX,
    QUIET,
    SEA,
    WIDTH,
    can_draw,
    draw_map,
    map_points,
)
from digest.render.theme import contrast

SETS = (
    ("hodeidah",),
    ("rafah", "khan-younis"),
    ("damascus", "beirut", "tel-aviv", "amman"),
    ("benghazi", "mashhad"),
    ("red-sea",),
    ("gulf-of-aden", "aden"),
)


# Steps of 256 by which a colour may differ once the map has few colours.
NEAR = 24


def drawn(*ids: str) -> map_drawing.DrawnMap:
    return draw_map(tuple(map_points()[each].place for each in ids))


@pytest.mark.parametrize("ids", SETS)
def test_a_map_is_a_small_picture_of_few_colours(ids: tuple[str, ...]) -> None:
    shown = drawn(*ids)
    picture = Image.open(io.BytesIO(shown.png))
    assert (picture.size, picture.mode) == ((WIDTH, HEIGHT), "P")
    assert (picture.size, len(shown.png) <= 40_000) == ((shown.width, shown.height), True)


def test_letters_stay_readable_where_a_phone_shows_the_map() -> None:
    # a phone of 375 CSS px shows the map 335 wide
    assert PLACE_PX * 335 / WIDTH >= 13.9


@pytest.mark.parametrize("letters", [QUIET, INK])
@pytest.mark.parametrize("ground", [SEA, LAND])
def test_names_have_contrast_on_land_and_on_sea_and_the_ground_does_not_glare(
    letters: str, ground: str
) -> None:
    assert contrast(letters, ground) >= 4.5
    # white on black has 21: a bright map in a dark mail would be near it
    assert contrast(ground, "#000000") < 17


def test_a_map_is_drawn_in_less_than_a_third_of_a_second_and_once() -> None:
    draw_map.cache_clear()
    began = time.process_time()
    first = drawn("hodeidah", "aden")
    assert time.process_time() - began < 0.3
    assert drawn("hodeidah", "aden") is first


def reds(png: bytes) -> int:
    """How many pixels have the colour of a dot."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    wanted = tuple(int(DOT[at : at + 2], 16) for at in (1, 3, 5))
    found = 0
    for count, colour in picture.getcolors(WIDTH * HEIGHT) or []:
        assert isinstance(colour, tuple)
        if max(abs(one - two) for one, two in zip(colour, wanted, strict=True)) < NEAR:
            found += count
    return found


def test_each_place_has_a_dot() -> None:
    one = reds(drawn("hodeidah").png)
    assert one > 200
    assert reds(drawn("hodeidah", "marib").png) > 1.6 * one


@pytest.mark.parametrize(("ids", "dashed"), [(("ramallah",), True), (("muscat",), False)])
def test_a_map_knows_if_a_disputed_line_lies_in_it(ids: tuple[str, ...], dashed: bool) -> None:
    assert drawn(*ids).has_disputed is dashed


def test_a_map_of_no_place_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="empty"):
        draw_map(())


def test_every_point_is_that_of_a_place_in_the_gazetteer() -> None:
    places = {alias.id for alias in shipped_aliases() if alias.kind.value == "place"}
    assert set(map_points()) <= places
    assert len(map_points()) > 100


@pytest.mark.parametrize("alias_id", ["gaza-city", "aden", "port-sudan", "istanbul", "mashhad"])
def test_a_point_lies_on_land_near_its_label(alias_id: str) -> None:
    point = map_points()[alias_id].place
    assert 10 < point.east < 76
    assert 2 < point.north < 46
    assert point.label.isascii()


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_a_map_in_another_script_has_its_names_and_no_box(language: str) -> None:
    points = map_points()
    latin = replace(points["beirut"].place, label="Beirut")
    own = replace(latin, label={"ar": "بيروت", "he": "ביירות", "fa": "بیروت"}[language])
    assert draw_map((own,), language).png != draw_map((latin,), language).png
    # the countries around it are named in the language too
    assert draw_map((latin,), language).png != draw_map((latin,)).png
    for name in PLACE_WORDS[language].regions.values():
        assert can_draw(name)


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_each_region_of_the_map_has_a_name_in_each_language(language: str) -> None:
    written = json.loads((resources.files("digest.render") / "map_places.json").read_text("utf-8"))
    assert set(PLACE_WORDS[language].regions) == set(written["regions"])
    assert set(PLACE_WORDS[language].places) <= set(written["places"])


def test_a_letter_that_no_font_has_cannot_be_drawn() -> None:
    assert can_draw("Gaza City")
    assert can_draw("Łódź")
    assert not can_draw("თბილისი")
    assert not can_draw(" ")
