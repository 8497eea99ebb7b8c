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
    row = picture.height - 36
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
