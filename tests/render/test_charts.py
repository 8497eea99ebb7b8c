"""Charts: a small PNG of bars, and the same figures in words."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from digest.render.charts import MOST_BARS, SHOWN_HEIGHT, SHOWN_WIDTH, bar_chart


def columns_with_ink(content: bytes) -> int:
    """Count the columns of the picture that hold a bar."""
    picture = Image.open(BytesIO(content)).convert("L")
    # just above the floor: below the figures and above the labels
    row = picture.height - 68
    return sum(picture.getpixel((x, row)) < 200 for x in range(picture.width))  # type: ignore[operator]


def test_a_chart_says_its_figures_in_words() -> None:
    chart = bar_chart("Readers", [("21.11.", 40), ("22.11.", 0)])
    assert chart.alt == "Readers: 21.11.: 40, 22.11.: 0"


def test_a_chart_is_a_small_png_twice_as_sharp_as_it_is_shown() -> None:
    chart = bar_chart("Readers", [(str(day), day * 1000) for day in range(MOST_BARS)])
    picture = Image.open(BytesIO(chart.content))
    assert (picture.format, picture.size) == ("PNG", (2 * SHOWN_WIDTH, 2 * SHOWN_HEIGHT))
    assert len(chart.content) < 20_000


def test_only_figures_above_zero_have_a_bar() -> None:
    one, two = [("a", 5), ("b", 0)], [("a", 5), ("b", 5)]
    wide = columns_with_ink(bar_chart("t", two).content)
    assert columns_with_ink(bar_chart("t", one).content) == pytest.approx(wide / 2, abs=3)
    assert columns_with_ink(bar_chart("t", [("a", 0), ("b", -3)]).content) == 0


def test_older_bars_are_left_out_of_picture_and_words() -> None:
    bars = [(f"d{number}", 1) for number in range(MOST_BARS + 2)]
    chart = bar_chart("Readers", bars)
    assert "d1:" not in chart.alt
    assert f"d{MOST_BARS + 1}: 1" in chart.alt


def test_no_figures_make_an_empty_chart() -> None:
    assert bar_chart("Readers", []).alt == "Readers: "


# ---- bars ----------------------------------------------------------------------------------------


def heights(content: bytes, bars: int) -> list[int]:
    """Return the height of each bar in pixels, measured in the middle of its column."""
    picture = Image.open(BytesIO(content)).convert("RGB")
    column = picture.width / bars
    measured = []
    for number in range(bars):
        # a little beside the middle, where the figure above the bar has no ink
        x = int(column * (number + 0.5) - column * 0.25)
        pixels = [picture.getpixel((x, y)) for y in range(picture.height)]
        measured.append(sum(pixel == (47, 111, 143) for pixel in pixels))
    return measured


@pytest.mark.parametrize("values", [(100, 50, 25), (3, 3, 3), (1_000_000, 0, 500_000)])
def test_bars_are_as_high_as_their_figures(values: tuple[int, ...]) -> None:
    chart = bar_chart("t", [(str(number), value) for number, value in enumerate(values)])
    measured = heights(chart.content, len(values))
    highest = max(measured)
    for height, value in zip(measured, values, strict=True):
        assert height == pytest.approx(highest * value / max(values), abs=3)


def test_the_highest_bar_leaves_room_for_its_figure_and_the_labels() -> None:
    (height,) = heights(bar_chart("t", [("a", 7)]).content, 1)
    assert height == pytest.approx(2 * SHOWN_HEIGHT - 2 * 66, abs=3)


@pytest.mark.parametrize(("bars", "shown"), [(13, 13), (14, 14), (15, 14)])
def test_two_weeks_are_shown(bars: int, shown: int) -> None:
    chart = bar_chart("t", [(f"d{number}", 1) for number in range(bars)])
    assert chart.alt.count("d") == shown
    assert all(heights(chart.content, shown))


def height_of_labels(content: bytes) -> int:
    """Return the height in pixels of the ink below the bars."""
    picture = Image.open(BytesIO(content)).convert("L")
    height = 0
    for y in reversed(range(picture.height)):
        row = [picture.getpixel((x, y)) for x in range(picture.width)]
        if min(row) < 128:  # type: ignore[type-var]
            height += 1
        elif height:
            break
    return height


def test_few_labels_are_large_enough_for_a_phone_and_many_still_stand_apart() -> None:
    few = bar_chart("Readers", [(f"{day}.11.", 1) for day in range(17, 24)])
    many = bar_chart("Readers", [(f"{day}.11.", 1) for day in range(11, 11 + MOST_BARS)])
    assert height_of_labels(few.content) > height_of_labels(many.content) > 0
