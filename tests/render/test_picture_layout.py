"""Pictures in a mail: wide ones fill it, small ones stay as they are, and each has its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.models import Item, Passage, Picture
from digest.render.card_pictures import SMALL_WIDTH
from digest.render.picture_layout import PictureLayout
from digest.render.pictures import PreparedPicture
from digest.render.specimen import specimen
from digest.render.wording import wording

COLUMN, GUTTER = 576, 32
PAGE = COLUMN + 2 * GUTTER
URL = "https://outlet.example/boat.jpg"
PICTURE = Picture(url=URL, alt="A boat", caption="The boat at sea", credit="Harbour Desk")


def layout(*sizes: tuple[int, int], items: tuple[Item, ...] = ()) -> PictureLayout:
    """Return a layout that has one prepared picture for each size, at `URL` and `URL` + number."""
    prepared = {}
    for number, (width, height) in enumerate(sizes):
        url = URL if number == 0 else f"{URL}{number}"
        prepared[url] = PreparedPicture(src=f"cid:p{number}", width=width, height=height)
    briefing = replace(specimen(stories=1), items=items)
    return PictureLayout(
        briefing=briefing,
        pictures=prepared,
        width=COLUMN,
        gutter=GUTTER,
        words=wording("en", "UTC"),
    )


def story(story_id: str, picture: Picture | None = PICTURE) -> Item:
    return Item(
        story_id=story_id, headline=Passage(text="Ships wait", article_id="a"), picture=picture
    )


# ---- the lead ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "shown_width", "bleeds"),
    [
        (2 * PAGE, PAGE, True),
        (PAGE, PAGE, True),
        (PAGE - 1, COLUMN, False),
        (COLUMN, COLUMN, False),
        (400, 400, False),
    ],
)
def test_the_picture_of_the_lead_fills_the_mail_where_it_is_wide_enough(
    width: int, shown_width: int, bleeds: bool
) -> None:
    shown = layout((width, width)).of_story(story("s"), "Ships wait", leads=True)
    assert shown is not None
    assert (shown.width, shown.height, shown.bleeds) == (shown_width, shown_width, bleeds)


def test_a_large_picture_elsewhere_stays_in_the_column() -> None:
    shown = layout((2400, 1200)).large(PICTURE, "A report")
    assert shown is not None
    assert (shown.width, shown.height, shown.bleeds) == (COLUMN, COLUMN // 2, False)


@pytest.mark.parametrize(
    ("size", "shown_size"),
    [((1200, 801), (576, 384)), ((1200, 799), (576, 384)), ((2000, 1), (576, 1)), ((9, 9), (9, 9))],
)
def test_a_picture_keeps_its_shape_and_is_never_enlarged(
    size: tuple[int, int], shown_size: tuple[int, int]
) -> None:
    shown = layout(size).large(PICTURE, "A report")
    assert shown is not None
    assert (shown.width, shown.height) == shown_size


@pytest.mark.parametrize("leads", [True, False])
def test_a_picture_that_is_missing_or_was_refused_is_not_shown(leads: bool) -> None:
    empty = layout(items=(story("lead"), story("s")))
    assert empty.of_story(story("s"), "Ships wait", leads=leads) is None
    assert empty.of_story(story("s", None), "Ships wait", leads=leads) is None
    assert empty.large(None, "Ships wait") is None


# ---- cards ---------------------------------------------------------------------------------------


def test_a_card_below_the_lead_has_a_small_picture_when_it_has_a_turn() -> None:
    first = story("first", replace(PICTURE, url=f"{URL}1", alt="Four ships at anchor, " * 9))
    second = story("second", replace(PICTURE, url=f"{URL}2"))
    shown = layout((900, 600), (900, 600), (900, 600), items=(story("lead"), first, second))
    picture = shown.of_story(first, "Ships wait", leads=False)
    assert picture is not None
    assert (picture.width, picture.src) == (SMALL_WIDTH, "cid:p1")
    assert len(picture.alt) <= 81
    assert picture.alt.endswith("…")
    # the turn of the second card does not come yet
    assert shown.of_story(second, "Ships wait", leads=False) is None


def test_a_tall_picture_leaves_its_turn_to_the_next_card() -> None:
    tall = story("tall", replace(PICTURE, url=f"{URL}1"))
    wide = story("wide", replace(PICTURE, url=f"{URL}2"))
    shown = layout((900, 600), (600, 900), (900, 600), items=(story("lead"), tall, wide))
    assert shown.of_story(tall, "Ships wait", leads=False) is None
    assert shown.of_story(wide, "Ships wait", leads=False) is not None


# ---- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("caption", "shown_caption"),
    [
        ("The boat at sea", "The boat at sea."),
        ("The boat at sea.", "The boat at sea."),
        ("At sea!", "At sea!"),
        ("A “boat”", "A “boat”"),
        (" The\nboat 2", "The boat 2."),
        ("", ""),
    ],
)
def test_a_caption_ends_so_that_the_credit_does_not_run_on(
    caption: str, shown_caption: str
) -> None:
    shown = layout((900, 600)).large(replace(PICTURE, caption=caption), "Ships wait")
    assert shown is not None
    assert shown.caption == shown_caption


def test_a_picture_without_words_is_named_by_its_story() -> None:
    bare = Picture(url=URL, alt=" \u200b", file_photo=True)
    shown = layout((900, 600)).large(bare, "Ships wait")
    assert shown is not None
    assert "Ships wait" in shown.alt
    assert (shown.caption, shown.credit, shown.file_photo) == ("", "", True)


def test_a_credit_is_said_as_one() -> None:
    shown = layout((900, 600)).large(PICTURE, "Ships wait")
    assert shown is not None
    assert shown.credit == "Photo: Harbour Desk"
    assert not shown.file_photo


def test_without_a_locator_there_is_no_map() -> None:
    assert layout((900, 600)).map_of("Ships wait") is None
