"""The picture of an entry is found where feeds and lazy pages hide it."""

from __future__ import annotations

import pytest

from digest.collect.page_figures import file_names
from digest.collect.pictures import MAX_IMAGES, best_picture, first_image, widest_of_set

BASE = "https://paper.example/story"
PORT = "https://paper.example/port.jpg"


@pytest.mark.parametrize(
    "image",
    [
        "<img src='/port.jpg'>",
        '<IMG SRC="/port.jpg" />',
        "<img src=/port.jpg>",
        "<img\nsrc = '/port.jpg'>",
        "<img src='data:image/gif;base64,R0lGOD' data-src='/port.jpg'>",
        "<img src='/1x1.gif' data-lazy-src='/port.jpg'>",
        "<img data-original='/port.jpg'>",
        "<img srcset='/small.jpg 400w, /port.jpg 1200w'>",
        "<img src='data:x' data-srcset='/port.jpg 2x, /small.jpg 1x'>",
        "<img src='/spacer.gif'><img src='/port.jpg'>",
        "<img src='/logo.png'/><p>Text</p><img src='/port.jpg' width='600' height='400'>",
        "<img class='lazy' src='/placeholder.svg' data-image='/port.jpg'>",
        "<img src='/loading-blur.png' data-full-url='/port.jpg'>",
        "<img src='/placeholder.png' srcset='/port.jpg 2x'>",
        "<img srcset='/small.jpg 400w,/port.jpg 1200w'>",
        "<img src='data:x' lazy-src='/port.jpg'>",
        "<img src='data:x' lazyload='/port.jpg'>",
        "<img src='data:,'><picture><source srcset='/port.jpg 1x'></picture>",
        "<amp-img src='/port.jpg'></amp-img>",
        "<img alt='a > b' src='/small.jpg' width='20'><img src='/port.jpg'>",
    ],
)
def test_the_first_real_image_is_found(image: str) -> None:
    picture = first_image(image, BASE)
    assert picture is not None
    assert picture.url == PORT


@pytest.mark.parametrize(
    "markup",
    ["", "text", "<img>", "<img src=''>", "<img src='data:x'>", "<imgs src='/port.jpg'>",
     "<img src='/port.jpg'", "<img src='/port.jpg' width='100'>", "<img src='/port.svg'>",
     "<img xsrc='/port.jpg'>", "<img data-src-x='/port.html'>",
     "<source src='/film.mp4' type='video/mp4'>"],
)  # fmt: skip
def test_a_text_without_a_real_image_has_none(markup: str) -> None:
    assert first_image(markup, BASE) is None


def test_an_image_comes_with_its_words() -> None:
    picture = first_image(
        "<figure><img src='/port.jpg' alt='Ships &amp; boats' width='800px' height='600'>"
        "<figcaption>The <b>port</b> at dawn</figcaption></figure>",
        BASE,
    )
    assert picture is not None
    assert (picture.alt, picture.caption) == ("Ships & boats", "The port at dawn")
    assert (picture.width, picture.height) == (800, 600)


def test_only_the_first_images_of_a_text_are_looked_at() -> None:
    tracker = "<img src='/1x1.gif'>"
    assert first_image(tracker * (MAX_IMAGES - 1) + "<img src='/port.jpg'>", BASE) is not None
    assert first_image(tracker * MAX_IMAGES + "<img src='/port.jpg'>", BASE) is None


@pytest.mark.parametrize(
    ("source_set", "widest"),
    [
        ("", ""),
        ("/a.jpg", "/a.jpg"),
        ("/a.jpg 1x, /b.jpg 2x", "/b.jpg"),
        ("/b.jpg 2x, /a.jpg 1x", "/b.jpg"),
        ("/a.jpg 400w,\n /b.jpg 1200w", "/b.jpg"),
        ("/a,b.jpg 400w, /c.jpg 300w", "/a,b.jpg"),
        ("/a.jpg 1.5x, /b.jpg 1x", "/a.jpg"),
        (", ,", ""),
    ],
)
def test_the_widest_of_a_set_is_chosen(source_set: str, widest: str) -> None:
    assert widest_of_set(source_set) == widest


def media(url: str, **fields: str) -> dict[str, str]:
    return {"url": url, **fields}


def test_the_widest_named_picture_wins_over_the_text() -> None:
    entry = {
        "media_content": [media("/small.jpg", width="320"), media("/port.jpg", width="1200")],
        "media_thumbnail": [media("/thumb.jpg", width="640")],
    }
    picture = best_picture(entry, ["<img src='/text.jpg'>"], base=BASE)
    assert picture is not None
    assert picture.url == PORT


def test_an_address_that_is_no_image_or_no_news_is_passed_over() -> None:
    entry = {
        "media_content": [media("/film.mp4", type="video/mp4"), media("/logo.png")],
        "links": [{"rel": "enclosure", "href": "/port.jpg", "type": "image/jpeg"}],
    }
    picture = best_picture(entry, [], base=BASE)
    assert picture is not None
    assert picture.url == PORT


def test_without_a_named_picture_the_text_has_it_with_the_credit_of_the_feed() -> None:
    entry = {"media_credit": [{"content": ""}, {"content": "Ada Example"}]}
    picture = best_picture(entry, ["no image", "<img src='/port.jpg'>"], base=BASE, caption="Dawn")
    assert picture is not None
    assert (picture.url, picture.credit, picture.caption) == (PORT, "Ada Example", "Dawn")
    assert best_picture({"media_credit": [{"content": "None"}]}, [], base=BASE) is None


@pytest.mark.parametrize(
    ("addresses", "names"),
    [
        ("https://a.example/2026/port-at-dawn.jpg", {"port-at-dawn"}),
        ("https://a.example/port-at-dawn-1200x800.jpg", {"port-at-dawn"}),
        ("https://a.example/port-at-dawn-1200x800-1.jpg", {"port-at-dawn"}),
        ("https://a.example/port-at-dawn-scaled.jpg?w=3", {"port-at-dawn"}),
        ("https://a.example/port-at-dawn-100x100-scaled.jpg", {"port-at-dawn"}),
        ("/a/port-at-dawn.jpg 1x, /b/ferry.webp 2x", {"port-at-dawn", "ferry"}),
        ("https://a.example/img?u=https%3A%2F%2Fb.example%2Fport-at-dawn.jpg", {"port-at-dawn"}),
        ("https://a.example/0123456789abcdef/x", {"0123456789abcdef"}),
        ("https://a.example/a.jpg", set()),
        ("https://a.example/port-at-dawn", set()),
    ],
)
def test_a_file_is_known_by_its_name_in_any_size(addresses: str, names: set[str]) -> None:
    assert file_names(addresses) == names


def test_a_picture_whose_name_only_sounds_like_a_placeholder_is_kept() -> None:
    picture = first_image("<img src='/lazy-days.jpg' data-id='7'>", BASE)
    assert picture is not None
    assert picture.url.endswith("/lazy-days.jpg")


@pytest.mark.parametrize("element", ["thumbnail", "imageurl", "featuredimage", "href"])
def test_a_plain_element_of_a_feed_names_the_picture(element: str) -> None:
    picture = best_picture({element: f" {PORT} "}, [], base=BASE)
    assert picture is not None
    assert picture.url == PORT
    assert best_picture({element: "https://paper.example/story"}, [], base=BASE) is None
