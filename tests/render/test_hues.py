"""Hues: newsletters that share a theme are told apart, and each accent can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_newsroom import shipped_newsroom
from samples import NEWSLETTER

from digest.config import shipped_config
from digest.models import Newsletter
from digest.render.hues import PLACES, hue_of, in_hue, own_look
from digest.render.theme import AA_TEXT, GROUND_TOKENS, Theme, contrast, load_theme

THEMES = [
    load_theme(path.stem, (path.parent,))
    for path in sorted((shipped_config() / "themes").glob("*.yaml"))
]


def house(count: int) -> list[Newsletter]:
    return [replace(NEWSLETTER, id=f"letter-{n}", theme="default") for n in range(count)]


def accents(newsletters: list[Newsletter]) -> list[str]:
    return [own_look(Theme(), newsletter.id, newsletters).accent for newsletter in newsletters]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_each_hue_of_each_theme_can_be_read_by_day_and_by_night(theme: Theme) -> None:
    for hue in range(0, 360, 15):
        turned = in_hue(theme, hue)
        for mode in ("", "_dark"):
            accent = getattr(turned, "accent" + mode)
            for ground in GROUND_TOKENS:
                assert contrast(accent, getattr(turned, ground + mode)) >= AA_TEXT
        assert contrast(turned.button_ink_dark, turned.accent_dark) >= AA_TEXT


def test_twelve_newsletters_of_a_theme_have_twelve_accents() -> None:
    assert len(set(accents(house(PLACES)))) == PLACES


def test_the_first_newsletter_keeps_the_accent_of_its_theme() -> None:
    assert accents(house(3))[0] == Theme().accent


def test_a_newsletter_that_has_its_theme_for_itself_keeps_the_accent() -> None:
    others = [replace(one, theme="slate") for one in house(3)]
    mine = replace(NEWSLETTER, id="mine", theme="default")
    assert own_look(Theme(), "mine", [*others, mine]) == Theme()


def test_a_newsletter_has_the_same_hue_each_time_and_whatever_comes_behind_it() -> None:
    assert accents(house(8))[:5] == accents(house(5))


def test_a_house_of_more_newsletters_than_hues_gives_hues_out_anew() -> None:
    many = accents(house(2 * PLACES + 1))
    assert len(set(many)) == PLACES


def test_the_operators_hue_wins_and_others_keep_clear() -> None:
    chosen = replace(NEWSLETTER, id="mine", theme="default", hue=210)
    look = own_look(Theme(), "mine", [chosen, *house(3)])
    assert abs(hue_of(look.accent) - 210) <= 1
    for newsletter in house(PLACES - 1):
        accent = own_look(Theme(), newsletter.id, [chosen, *house(PLACES - 1)]).accent
        assert abs(hue_of(accent) - 210) > 15


def test_a_newsletter_that_the_house_does_not_have_keeps_the_theme() -> None:
    assert own_look(Theme(), "gone", house(3)) == Theme()


def test_shipped_newsletters_of_one_theme_differ() -> None:
    seen = set()
    shipped = shipped_newsroom().newsletters
    for newsletter in shipped:
        theme = load_theme(newsletter.theme, (shipped_config() / "themes",))
        seen.add((newsletter.theme, own_look(theme, newsletter.id, shipped).accent))
    assert len(seen) == len(shipped)


# ---- any colour ----------------------------------------------------------------------------------

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


DARK, LIGHT = st.integers(1, 0x5F), st.integers(0xC0, 0xFE)


def colour_of(red: int, green: int, blue: int) -> str:
    return f"#{red:02x}{green:02x}{blue:02x}"


@settings(max_examples=40)
@given(
    st.builds(colour_of, DARK, DARK, DARK),
    st.builds(colour_of, LIGHT, LIGHT, LIGHT),
    st.integers(0, 359),
)
def test_any_accent_that_a_theme_may_have_can_be_read_in_any_hue(
    by_day: str, by_night: str, hue: int
) -> None:
    turned = in_hue(Theme(accent=by_day, accent_dark=by_night), hue)
    for mode in ("", "_dark"):
        accent = getattr(turned, "accent" + mode)
        for ground in GROUND_TOKENS:
            assert contrast(accent, getattr(turned, ground + mode)) >= AA_TEXT


@settings(max_examples=40)
@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_lies_between_one_and_twenty_one(
    one: str, other: str
) -> None:
    ratio = contrast(one, other)
    assert ratio == contrast(other, one)
    assert 1.0 <= ratio <= 21.0 + 1e-9
    assert contrast(one, one) == 1.0
    # no colour differs more from both ends than they do from each other
    assert contrast(one, "#000000") * contrast(one, "#ffffff") >= 21.0 - 1e-6


@pytest.mark.parametrize(
    ("colour", "hue"),
    [("#ff0000", 0), ("#00ff00", 120), ("#0000ff", 240), ("#ffff00", 60), ("#808080", 0)],
)
def test_the_hue_of_a_colour_is_in_degrees(colour: str, hue: int) -> None:
    assert hue_of(colour) == hue


def test_a_grey_accent_gets_a_colour_that_is_seen() -> None:
    turned = in_hue(Theme(accent="#555555"), 210)
    assert abs(hue_of(turned.accent) - 210) <= 1


@pytest.mark.parametrize("hue", [0, 90, 359])
def test_an_operators_hue_is_that_of_the_accent(hue: int) -> None:
    mine = replace(NEWSLETTER, id="mine", theme="default", hue=hue)
    look = own_look(Theme(), "mine", [*house(2), mine])
    distance = abs(hue_of(look.accent) - hue)
    assert min(distance, 360 - distance) <= 1


def test_a_newsletter_of_another_theme_takes_no_hue() -> None:
    others = [replace(newsletter, theme="slate", hue=None) for newsletter in house(5)]
    assert accents([*others, *house(3)][5:]) == accents(house(3))
