"""The card of a shared link: its size, its letters in their order, and no wrong letter."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, features

from digest.models import Direction
from digest.render import ShareCard, Theme, draw_share_card, sign_of
from digest.render.share_picture import drawable

ARABIC = "السفن تنتظر في الميناء"
CARD = ShareCard(
    name="The Daily",
    headline="Ships wait",
    day="Monday, 23 November 2026",
    house="The Desk",
    sign="D",
    direction=Direction.LTR,
    accent="#8a1c1c",
    ink="#1d1c1a",
    quiet="#5f5b54",
    paper="#ffffff",
)
shaped = pytest.mark.skipif(
    not features.check_feature("raqm"), reason="needs FriBiDi, which sets text from right to left"
)


def picture_of(**changes: object) -> Image.Image:
    card = replace(CARD, **changes)  # type: ignore[arg-type]
    return Image.open(io.BytesIO(draw_share_card(card))).convert("RGB")


def ink_box(picture: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The box of all that is darker than paper within a box of the picture."""
    part = picture.crop(box).convert("L").point(lambda tone: 255 * (tone < 128))
    return part.getbbox() or (0, 0, 0, 0)


HEADLINE = (0, 180, 1200, 550)
MASTHEAD = (0, 20, 1200, 170)


def test_a_card_is_a_small_png_of_the_size_that_programs_ask_for() -> None:
    png = draw_share_card(CARD)
    picture = Image.open(io.BytesIO(png))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(png) < 60_000


def test_a_card_is_drawn_once() -> None:
    assert draw_share_card(CARD) is draw_share_card(replace(CARD))


def test_the_look_of_the_newsletter_is_that_of_its_card() -> None:
    red, green = picture_of(), picture_of(accent="#0b5d5e")
    assert red.getpixel((600, 5)) == (138, 28, 28)
    # the few colours of the file may move a tone by a step or two
    assert green.getpixel((600, 5)) == pytest.approx((11, 93, 94), abs=4)


def test_the_headline_grows_where_it_has_room() -> None:
    short, long = picture_of(), picture_of(headline="Ships wait for the harbour " * 5)
    (_, top, _, bottom), (_, long_top, _, long_bottom) = (
        ink_box(short, HEADLINE),
        ink_box(long, HEADLINE),
    )
    assert long_bottom - long_top > bottom - top
    assert ink_box(long, HEADLINE)[2] <= 1200 - 72


def test_a_headline_without_end_stays_inside_of_its_room() -> None:
    picture = picture_of(headline="Unbelievablylongword" * 30 + " word" * 200)
    left, top, right, bottom = ink_box(picture, HEADLINE)
    assert left >= 70
    assert right <= 1200 - 70
    assert (top > 0, bottom < 370) == (True, True)


@shaped
def test_a_card_from_right_to_left_begins_at_the_right() -> None:
    picture = picture_of(headline=ARABIC, name="الموجز", sign="م", direction=Direction.RTL)
    left, _, right, _ = ink_box(picture, HEADLINE)
    assert right > 1200 - 90
    assert left > 300
    assert ink_box(picture, MASTHEAD)[2] > 1200 - 80


@shaped
def test_arabic_letters_are_joined() -> None:
    joined, apart = picture_of(headline="ببب"), picture_of(headline="ب ب ب")
    one, other = ink_box(joined, HEADLINE), ink_box(apart, HEADLINE)
    # three letters in a word are short in the middle; apart each has its wide form
    assert one[2] - one[0] < (other[2] - other[0]) * 0.6


@shaped
def test_words_of_two_scripts_stand_in_one_headline() -> None:
    assert drawable(f"NATO 2026: {ARABIC}")
    assert drawable("נשיא המדינה: 12 אוניות NATO")
    assert drawable("Türkiye’s İstanbul — “Größe” Привет")


def test_a_headline_in_letters_that_the_font_lacks_is_left_out() -> None:
    assert not drawable("港口重新开放")
    assert ink_box(picture_of(headline="港口重新开放"), HEADLINE) == (0, 0, 0, 0)
    # the name and the day stand there all the same
    assert ink_box(picture_of(headline="港口重新开放"), MASTHEAD) != (0, 0, 0, 0)


def test_control_characters_and_overrides_are_not_drawn() -> None:
    hostile = picture_of(headline="Ships\u202e \u200b\u200bwait\n")
    assert hostile.tobytes() == picture_of().tobytes()


def test_a_house_with_the_name_of_the_newsletter_is_told_once() -> None:
    foot = (600, 570, 1200, 620)
    assert ink_box(picture_of(), foot) != (0, 0, 0, 0)
    assert ink_box(picture_of(house="The Daily"), foot) == (0, 0, 0, 0)


@pytest.mark.parametrize(("ornament", "sign"), [("initial", "D"), ("§", "§"), ("", "")])
def test_the_sign_is_that_of_the_mails(ornament: str, sign: str) -> None:
    assert sign_of(Theme(ornament=ornament), "Daily") == sign


@pytest.mark.parametrize("empty", ["", " \n", "\u200b"])
def test_a_card_of_a_story_without_a_headline_shows_the_rest(empty: str) -> None:
    picture = picture_of(headline=empty)
    assert ink_box(picture, HEADLINE) == (0, 0, 0, 0)
    assert ink_box(picture, MASTHEAD) == ink_box(picture_of(), MASTHEAD)


@pytest.mark.parametrize("part", ["name", "day", "house", "sign"])
def test_a_card_is_drawn_without_any_of_its_words(part: str) -> None:
    assert picture_of(**{part: ""}).size == (1200, 630)
