"""Facts of an article page: its people, its time, and its picture in the words of the page."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from digest.collect import ArticlePage, read_page

URL = "https://example.com/news/a-story"
PICTURE = "https://example.com/media/harbour-at-dawn-1200x630.jpg"
TEXT = "".join(
    f"<p>{'The council met in the old harbour town on Sunday. ' * 3}</p>" for _ in range(4)
)


def page(body: str = "", *, head: str = "", ld: object = None) -> ArticlePage:
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    html = f"<html><head>{head}{script}</head><body><article>{body}{TEXT}</article></body></html>"
    return read_page(html.encode(), url=URL)


SHARED = (
    f'<meta property="og:image" content="{PICTURE}"><meta property="og:title" '
    f'content="Talks open | Paper">'
)


def test_json_ld_tells_title_people_and_time() -> None:
    told = {
        "@graph": [
            {"@type": "WebSite", "name": "Paper"},
            {
                "@type": ["Thing", "NewsArticle"],
                "headline": "Talks &amp; more",
                "author": [{"@type": "Person", "name": "By Ada Example"}, "Bo Example"],
                "datePublished": "2026-03-01T10:00:00+02:00",
            },
        ]
    }
    found = page(ld=told)
    assert (found.title, found.authors) == ("Talks & more", ("Ada Example", "Bo Example"))
    assert found.published == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def test_meta_tags_and_bylines_tell_what_json_ld_does_not() -> None:
    head = (
        '<meta name="dc.date" content="Sun, 01 Mar 2026 08:00:00 GMT"><meta '
        'property="og:site_name" content="Paper">'
    )
    found = page('<a rel="author" href="/ada">Ada Example</a>', head=head + SHARED)
    assert (found.title, found.authors) == ("Talks open", ("Ada Example",))
    assert found.published == datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        (
            '<figure><img src="/media/harbour-at-dawn-640x360.jpg" '
            'alt="Boats"><figcaption>The harbour. '
            '<span class="credit">Photo: Ada Example/Agency</span></figcaption></figure>',
            "The harbour.",
            "Ada Example/Agency",
        ),
        (
            '<div class="box"><a href="/x"><img data-src="/cache/harbour-at-dawn.webp" '
            'alt="Boats"></a>'
            '<p class="wp-caption-text">The harbour. [Ada Example/Reuters]</p></div>',
            "The harbour.",
            "Ada Example/Reuters",
        ),
        (
            '<figure><picture><source srcset="/harbour-at-dawn.jpg 2x"><img src="data:x" '
            'alt="Boats"></picture>'
            "<figcaption>The harbour (on the left)</figcaption></figure>",
            "The harbour (on the left)",
            "",
        ),
    ],
)
def test_a_picture_has_the_words_of_the_figure_that_shows_it(
    figure: str, caption: str, credit: str
) -> None:
    other = '<figure><img src="/media/bridge.jpg"><figcaption>The bridge.</figcaption></figure>'
    picture = page(other + figure, head=SHARED).picture
    assert picture is not None
    assert (picture.url, picture.alt, picture.caption, picture.credit) == (
        PICTURE,
        "Boats",
        caption,
        credit,
    )


def test_a_picture_that_no_figure_shows_takes_no_other_pictures_words() -> None:
    picture = page(
        (
            '<figure><img src="/media/bridge.jpg" alt="A bridge"><figcaption>The '
            "bridge.</figcaption></figure>"
        ),
        head=SHARED,
    ).picture
    assert picture is not None
    assert (picture.alt, picture.caption, picture.credit) == ("", "", "")


def test_a_picture_of_json_ld_has_its_caption_and_credit() -> None:
    image = {
        "@type": "ImageObject",
        "url": PICTURE,
        "caption": "The harbour.",
        "creditText": "Ada Example",
    }
    picture = page(ld={"@type": "NewsArticle", "image": image}).picture
    assert picture is not None
    assert (picture.url, picture.caption, picture.credit) == (
        PICTURE,
        "The harbour.",
        "Ada Example",
    )


def test_the_share_pictures_alt_text_is_read_and_a_headline_is_none() -> None:
    told = page(head=SHARED + '<meta property="og:image:alt" content="Boats at dawn">').picture
    title = page(
        head=SHARED + '<meta property="og:image:alt" content="Talks open | Paper">'
    ).picture
    assert told is not None
    assert title is not None
    assert (told.alt, title.alt) == ("Boats at dawn", "")


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * 300_000,
        "<div>" * 100_000,
        '<script type="application/ld+json">' + '{"a":' * 100_000,
        '<script type="application/ld+json">{"@type":"NewsArticle","author":'
        + "[" * 900
        + "]" * 900
        + "}</script>",
        '<div class="caption"><img src="/media/harbour-at-dawn.jpg"></div>' * 10_000,
        (
            f"<figure><img "
            f'src="/media/harbour-at-dawn.jpg"><figcaption>{"- " * 500_000}</figcaption></figure>'
        ),
        f'<img src="data:image/png;base64,{"A" * 1_000_000}">',
        '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":{"name":7}},"image":[{}]}</script>',  # noqa: E501
        "<figure>" * 2_000 + '<img src="/media/harbour-at-dawn.jpg">',
        '<div class="caption"><img src="/media/harbour-at-dawn.jpg">' * 3_000,
    ],
)
def test_a_hostile_page_ends_soon(html: str) -> None:
    started = time.process_time()
    read_page(f"<html><head>{SHARED}</head><body>{html}".encode(), url=URL)
    assert time.process_time() - started < 8.0
