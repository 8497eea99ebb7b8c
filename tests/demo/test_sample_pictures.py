"""The pictures of the sample news are drawn the same each time, in a size that a mail can show."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from digest.demo.pictures import draw_picture
from digest.demo.sample import load_articles


@pytest.mark.parametrize("name", ["tanker", "port", "radar", "table", "unknown"])
def test_a_picture_is_a_small_jpeg_of_twice_the_width_of_a_mail(name):
    content = draw_picture(name)
    with Image.open(BytesIO(content)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (1200, 800)
    assert len(content) < 60_000


def test_each_name_has_a_drawing_of_its_own_and_an_unknown_name_the_sea():
    drawings = {name: draw_picture(name) for name in ("tanker", "port", "radar", "table", "sea")}
    assert len(set(drawings.values())) == 5
    assert draw_picture("unknown") == drawings["sea"]


def test_each_picture_of_the_sample_news_is_drawn():
    from datetime import UTC, datetime

    sea = draw_picture("sea")
    for article in load_articles(datetime(2026, 11, 23, 6, tzinfo=UTC)):
        if article.picture:
            assert draw_picture(article.picture.name) != sea
