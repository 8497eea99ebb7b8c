"""The facts of a page: which of its places is believed first, and what is no fact."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from lxml import html

from digest.collect.page_meta import PageMeta, read_meta

URL = "https://cedar.example/news/port"
PICTURE = "https://cedar.example/media/harbour-at-dawn.jpg"


def read(body: str = "<p>x</p>", *, head: str = "", ld: object = None, lang: str = "") -> PageMeta:
    script = ""
    if ld is not None:
        script = f'<script type="application/ld+json">{json.dumps(ld)}</script>'
    page = f'<html lang="{lang}"><head>{script}{head}</head><body>{body}</body></html>'
    return read_meta(html.document_fromstring(page), URL)


def meta(name: str, content: str, key: str = "property") -> str:
    return f'<meta {key}="{name}" content="{content}">'


def story(**more: object) -> dict[str, object]:
    return {"@type": "NewsArticle"} | more


# ---- title -----------------------------------------------------------------------------------


def test_the_headline_of_the_json_ld_goes_first_and_the_window_title_last():
    head = meta("og:title", "Shared") + meta("twitter:title", "Bird") + "<title>Window</title>"
    assert read("<h1>Heading</h1>", head=head, ld=story(headline="Told")).title == "Told"
    assert read("<h1>Heading</h1>", head=head).title == "Heading"
    assert read("<h1>One</h1><h1>Two</h1>", head=head).title == "Shared"
    assert read(head=meta("twitter:title", "Bird") + "<title>Window</title>").title == "Bird"
    assert read(head="<title>Window</title>").title == "Window"
    assert read().title == ""


@pytest.mark.parametrize(
    ("title", "site", "kept"),
    [
        ("Port reopens | Cedar", "Cedar", "Port reopens"),
        ("Port reopens - CEDAR", "Cedar", "Port reopens"),
        ("Port reopens | cedar.com", "Cedar", "Port reopens"),
        ("Port reopens | Gulf", "Cedar", "Port reopens | Gulf"),
        ("Port | quay | Cedar", "Cedar", "Port | quay"),
        ("Port reopens | Cedar", "", "Port reopens | Cedar"),
        ("| Cedar", "Cedar", "| Cedar"),
        ("Cedar", "Cedar", "Cedar"),
    ],
)
def test_the_name_of_the_site_is_cut_from_the_end_of_a_title(title: str, site: str, kept: str):
    head = meta("og:title", title) + meta("og:site_name", site)
    assert read(head=head).title == kept


# ---- json-ld ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "is_story"),
    [
        ("NewsArticle", True),
        ("Article", True),
        ("BlogPosting", True),
        ("LiveBlogPosting", True),
        ("Report", True),
        ("WebPage", False),
        ("Articles", False),
        (["Thing", "ReportageNewsArticle"], True),
        (5, False),
        (None, False),
    ],
)
def test_a_story_is_known_by_its_type(kind: object, is_story: bool):
    found = read(ld={"@type": kind, "headline": "Told"})
    assert (found.title == "Told") is is_story


def test_the_first_story_of_the_page_counts():
    graph = {"@graph": [{"@type": "WebSite"}, story(headline="One"), story(headline="Two")]}
    assert read(ld=graph).title == "One"
    assert read(ld=[story(headline="One"), story(headline="Two")]).title == "One"


@pytest.mark.parametrize("script", ["{", "[" * 5000, "", "null", '"x"', "{} trailing"])
def test_broken_json_ld_leaves_the_rest_of_the_page(script: str):
    head = f'<script type="application/ld+json">{script}</script>' + meta("og:title", "Shared")
    assert read(head=head).title == "Shared"


def test_a_line_break_inside_a_text_of_json_ld_is_read():
    head = '<script type="application/ld+json">{"@type": "Article", "headline": "A\nB"}</script>'
    assert read(head=head).title == "A B"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ada Example, Correspondent", ("Ada Example",)),
        ("By Ada Example and Bo B. Example, Foreign Correspondents",
         ("Ada Example", "Bo B. Example")),
        ("BY ADA EXAMPLE | STAFF WRITER", ("ADA EXAMPLE",)),
        ("Von Ada Example, Korrespondentin", ("Ada Example",)),
        ("Par <b>Ada Example</b>, correspondante à Avel", ("Ada Example",)),
        ("By Port Avel, the convoy had lost two ships.", ()),
        ("By the hour Ada Example grew tired", ()),
        ("Ada Example", ()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["div", "p", "span"])
def test_a_line_below_the_headline_names_the_author_where_no_mark_does(
    line: str, authors: tuple[str, ...], tag: str
) -> None:
    assert read(f"<h1>Talks open</h1><{tag}>{line}</{tag}><p>By Bo Late, Reporter</p>").authors == (
        authors or ("Bo Late",)
    )
    assert read(f"<{tag}>{line}</{tag}><h1>Talks open</h1>").authors == ()


# ---- people ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "author",
    [
        "Ada Example",
        ["Ada Example"],
        {"name": "Ada Example"},
        [{"@type": "Person", "name": "By Ada Example"}],
    ],
)
def test_people_are_read_in_every_form_of_json_ld(author: object):
    assert read(ld=story(author=author)).authors == ("Ada Example",)


def test_people_of_the_first_place_that_names_any_are_taken():
    head = meta("author", "Bo Example", "name")
    byline = "<a rel='author'>Cy Example</a>"
    assert read(byline, head=head, ld=story(author="Ada")).authors == ("Ada",)
    assert read(byline, head=head).authors == ("Bo Example",)
    assert read(byline).authors == ("Cy Example",)
    nested = "<p itemprop='author'><b itemprop='name'>Di Example</b> 5 min</p>"
    assert read(nested).authors == ("Di Example",)
    assert read().authors == ()


def test_an_address_in_a_meta_tag_names_no_person():
    head = meta("article:author", "https://social.example/ada")
    assert read("<a rel='author'>Cy Example</a>", head=head).authors == ("Cy Example",)


# ---- time ------------------------------------------------------------------------------------

FIRST, SECOND = datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_the_first_whole_date_is_the_time_of_publication():
    told = story(datePublished="2026-03-01T08:00:00Z")
    head = meta("article:published_time", "2026-03-02T08:00:00Z")
    assert read(head=head, ld=told).published == FIRST
    assert read(head=head).published == SECOND
    # a part of a date is passed over
    assert read(head=head, ld=story(datePublished="March")).published == SECOND
    assert read().published is None


def test_marked_times_go_before_other_times_of_the_story():
    other = "<article><time datetime='2026-03-02T08:00:00Z'>x</time></article>"
    marked = "<time itemprop='datePublished' datetime='2026-03-01T08:00:00Z'>x</time>"
    assert read(other + marked).published == FIRST
    assert read(other).published == SECOND
    # a time outside of the story belongs to something else
    assert read("<aside><time datetime='2026-03-02T08:00:00Z'>x</time></aside>").published is None


def test_months_are_read_in_the_language_of_the_page():
    head = meta("date", "1 listopada 2026 08:00", "name")
    found = read(head=head, lang="pl-PL").published
    assert found is not None
    assert found.month == 11


# ---- picture ---------------------------------------------------------------------------------


def test_the_shared_picture_goes_before_that_of_the_json_ld():
    told = story(image="https://cedar.example/media/other-picture.jpg")
    assert read(head=meta("og:image", PICTURE), ld=told).picture.url == PICTURE
    assert read(ld=told).picture.url == told["image"]
    assert read().picture is None


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/media/harbour-at-dawn.jpg", PICTURE),
        ("https%3A%2F%2Fcedar.example%2Fmedia%2Fharbour-at-dawn.jpg", PICTURE),
        ("data:image/png;base64,AAAA", None),
        ("javascript:x", None),
    ],
)
def test_an_address_is_mended_or_no_picture(address: str, url: str | None):
    picture = read(head=meta("og:image", address)).picture
    assert (picture.url if picture else None) == url


@pytest.mark.parametrize(
    ("width", "pixels"), [("1200", 1200), ("99999", 99999), ("100000", None), ("12px", None)]
)
def test_pixels_are_five_digits_at_most(width: str, pixels: int | None):
    head = meta("og:image", PICTURE) + meta("og:image:width", width)
    assert read(head=head).picture.width == pixels


def test_a_pixel_of_a_counter_is_no_picture():
    head = meta("og:image", PICTURE) + meta("og:image:width", "1") + meta("og:image:height", "1")
    assert read(head=head).picture is None


def test_the_headline_is_no_alt_text_and_no_caption():
    head = meta("og:image", PICTURE) + meta("og:image:alt", "Port reopens")
    image = {"url": PICTURE, "caption": "Port reopens", "creditText": "AFP"}
    found = read("<h1>Port reopens</h1>", head=head, ld=story(image=image)).picture
    assert (found.alt, found.caption, found.credit) == ("", "", "AFP")


def test_an_alt_text_has_a_greatest_length():
    head = meta("og:image", PICTURE) + meta("og:image:alt", "x" * 1_500)
    assert len(read(head=head).picture.alt) == 1_000


def test_the_first_meta_tag_of_a_name_counts_and_an_empty_one_does_not():
    head = (
        meta("og:description", "") + meta("OG:Description", "One") + meta("og:description", "Two")
    )
    assert read(head=head).description == "One"


def test_an_author_that_the_graph_names_elsewhere_is_found():
    person = {"@type": "Person", "@id": "#ada", "name": "Ada Example"}
    graph = {"@graph": [{"@type": "WebPage"}, story(author={"@id": "#ada"}), person]}
    assert read(ld=graph).authors == ("Ada Example",)
    assert read(ld={"@graph": [story(author={"@id": "#bo"}), person]}).authors == ()


def test_json_ld_in_a_section_of_characters_is_read():
    told = json.dumps(story(author="Ada Example"))
    head = f'<script type="application/ld+json">//<![CDATA[\n{told}\n//]]></script>'
    assert read(head=head).authors == ("Ada Example",)


def test_an_account_of_the_software_is_no_person_and_an_address_before_a_name_is_cut():
    assert read(head=meta("author", "admin", "name")).authors == ()
    head = meta("author", "desk@cedar.example (Ada Example)", "name")
    assert read(head=head).authors == ("Ada Example",)
