"""One judge says which pictures show the news, for feeds, pages, drafts and mails."""

from __future__ import annotations

import pytest

from digest.collect.pictures import first_image
from digest.kernel.pictures import is_site_furniture, picture_fault, size_fault
from digest.models import Picture
from digest.render.pictures import refusal
from digest.write.cleaning import usable_picture

FURNITURE = [
    "https://cdn.example/assets/logo.png",
    "https://cdn.example/site-logo-2.jpg",
    "https://cdn.example/logos/paper.jpg",
    "https://cdn.example/a/spacer.gif",
    "https://cdn.example/1x1.gif",
    "https://cdn.example/share-square.jpg",
    "https://cdn.example/wp/emoji/72x72/1f600.png",
    "https://cdn.example/ads/2026/autumn.jpg",
    "https://cdn.example/harbour.svg",
    "https://cdn.example/harbour.SVG?x=1",
    "https://stats.example/pixel.gif?id=3",
    "https://stats.wordpress.com/b.gif",
    "https://ad.doubleclick.net/a.jpg",
    "https://feeds.feedburner.com/~r/a.jpg",
    "https://secure.gravatar.com/a.jpg",
    "https://www.facebook.com/tr?id=1",
    "https://x.example/b?c1=2",
    "https://counter.example/hit.jpg",
]

NEWS = [
    "https://cdn.example/sites/default/files/2026/dam.jpg",
    "https://cdn.example/iconic-dam.jpg",
    "https://cdn.example/pixelated-map.jpg",
    "https://cdn.example/market-share-chart.jpg",
    "https://cdn.example/body-count-rises.jpg",
    "https://cdn.example/catalogo.jpg",
    "https://cdn.example/headscarf.jpg",
    "https://discount.example/harbour.jpg",
]


@pytest.mark.parametrize("address", FURNITURE)
def test_furniture_of_a_site_is_known_by_its_address(address: str) -> None:
    assert is_site_furniture(address)
    assert picture_fault(Picture(url=address, width=1200, height=800))


@pytest.mark.parametrize("address", NEWS)
def test_an_address_that_only_resembles_furniture_is_taken(address: str) -> None:
    assert picture_fault(Picture(url=address, width=1200, height=800)) == ""


@pytest.mark.parametrize(
    ("width", "height", "fault"),
    [
        (300, 150, ""),
        (299, 150, "too small: 299×150"),
        (300, 149, "too small: 300×149"),
        (None, 149, "too small: ?×149"),
        (299, None, "too small: 299×?"),
        (None, None, ""),
        (1200, None, ""),
        (1200, 400, ""),
        (1201, 400, "the shape of a banner: 1201×400"),
        (400, 800, ""),
        (399, 800, "the shape of a banner: 399×800"),
    ],
)
def test_a_size_is_judged_by_its_sides_and_its_shape(
    width: int | None, height: int | None, fault: str
) -> None:
    assert size_fault(width, height) == fault


def test_a_size_in_the_address_counts_where_no_other_is_known() -> None:
    small = "https://cdn.example/harbour_150x150.jpg"
    assert picture_fault(Picture(url=small)) == "too small: 150×150"
    assert picture_fault(Picture(url=small, width=900, height=600)) == ""
    assert picture_fault(Picture(url="https://cdn.example/1200x800/harbour.jpg")) == ""


@pytest.mark.parametrize(
    "address", ["data:image/png;base64,AA", "javascript:a", "https://u:p@x.example/a.jpg"]
)
def test_a_picture_at_an_address_no_reader_may_open_is_refused(address: str) -> None:
    assert picture_fault(Picture(url=address)) == "its address is not one to send readers to"


@pytest.mark.parametrize(
    ("address", "width", "height", "is_news"),
    [
        ("https://cdn.example/harbour.jpg", 240, 135, False),
        ("https://cdn.example/harbour.jpg", 300, 150, True),
        ("https://cdn.example/harbour.jpg", 400, 900, False),
        ("https://cdn.example/market-share-chart.jpg", 900, 600, True),
        ("https://cdn.example/badge.jpg", 900, 600, False),
        ("https://cdn.example/spacer.gif", 900, 600, False),
    ],
)
def test_a_feed_a_draft_and_a_mail_judge_a_picture_alike(
    address: str, width: int, height: int, is_news: bool
) -> None:
    picture = Picture(url=address, width=width, height=height)
    image = f'<img src="{address}" width="{width}" height="{height}">'
    taken_from_feed = first_image(image, "https://news.example/") is not None
    shown_in_draft = usable_picture(picture) is not None
    shown_in_mail = refusal(picture) == ""
    assert (taken_from_feed, shown_in_draft, shown_in_mail) == (is_news, is_news, is_news)
