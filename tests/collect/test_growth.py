"""Text from outside costs time by its length: a doubled text takes about twice as long.

A pattern that holds the interpreter freezes the whole process: the health page, the stop signal and
every other source. So each kind of text that once took time by its square is doubled here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from text_growth import assert_steady_growth

from digest.collect.entry_texts import lead_and_body
from digest.collect.feed import parse_feed
from digest.collect.feed_dates import read_date
from digest.collect.feed_xml import parse_xml_feed
from digest.collect.link_mending import mended_link
from digest.collect.page import read_page
from digest.collect.page_calls import is_call
from digest.collect.page_figures import file_names
from digest.collect.page_list import parse_page_list
from digest.collect.page_list_options import PageListOptions
from digest.collect.pictures import first_image, widest_of_set
from digest.collect.plaintext import plain_text, plain_title, split_names
from digest.collect.repair_xml import mend_xml
from digest.collect.sitemap import parse_sitemap
from digest.kernel.decoding import decode_markup
from digest.kernel.links import reader_link
from digest.kernel.mail_addresses import normal_address
from digest.kernel.pictures import is_site_furniture
from digest.urls import canonical_url, names_a_story, untracked_url

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def entries(piece: str) -> bytes:
    return (
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><item>"
        f"<title>Port</title><link>https://a.example/1</link>{piece}</item></channel></rss>"
    ).encode()


def feed_of(text: str) -> object:
    return parse_feed(entries(text), now=NOW, url="https://a.example/feed")


def described(text: str) -> object:
    return feed_of(f"<description><![CDATA[{text}]]></description>")


def page_of(text: str) -> object:
    return read_page(text.encode(), url="https://a.example/1")


def sitemap_of(text: str) -> object:
    return parse_sitemap(f"<urlset>{text}", now=NOW, max_entries=500)


def page_list_of(text: str) -> object:
    return parse_page_list(
        text, url="https://a.example/", now=NOW, max_entries=500, options=PageListOptions()
    )


def tolerant_address(text: str) -> object:
    try:
        return normal_address(text)
    except Exception:
        return None


def feed_document(text: str) -> object:
    return parse_xml_feed(text, url="https://a.example/", now=NOW, max_entries=500)


CASES: list[tuple[str, Callable[[str], object], str, str, int]] = [
    ("breaks and blanks", plain_text, "<br", " ", 100_000),
    ("breaks", plain_text, "", "<br", 100_000),
    ("breaks half closed", plain_text, "", "<br/ ", 60_000),
    ("open paragraphs", plain_text, "", "<p ", 60_000),
    ("quotes in tags", plain_text, "", '<a "', 40_000),
    ("two quotes in tags", plain_text, "", "<a '\"", 40_000),
    ("angle brackets", plain_text, "", "<", 100_000),
    ("comments", plain_text, "", "<!--", 40_000),
    ("entities", plain_text, "", "&amp", 60_000),
    ("ampersands", plain_text, "", "&", 150_000),
    ("numbered entities", plain_text, "", "&#", 100_000),
    ("empty lines", plain_text, "a", "\n ", 100_000),
    ("blanks", plain_text, "a", " ", 150_000),
    ("joiners", plain_text, "a", "\u200c", 100_000),
    ("brackets in a title", plain_title, "", "<a", 60_000),
    ("words in brackets in a title", plain_title, "", "<redacted>", 20_000),
    ("names", lambda text: split_names([text]), "By ", "and , ", 60_000),
    ("an image of letters", lambda text: first_image(text, "https://a.example/"), "<img ", "a", 90_000),  # noqa: E501
    ("images of letters", lambda text: first_image(text, "https://a.example/"), "", "<img " + "a" * 2_900 + ">", 30),  # noqa: E501
    ("images without end", lambda text: first_image(text, "https://a.example/"), "", "<img ", 20_000),  # noqa: E501
    ("images of equal signs", lambda text: first_image(text, "https://a.example/"), "", "<img a==a= >", 8_000),  # noqa: E501
    ("figure captions", lambda text: first_image(text, "https://a.example/"), "<img src='/a.jpg'>", "<figcaption ", 8_000),  # noqa: E501
    ("source sets", widest_of_set, "", "/a.jpg 1w, ", 20_000),
    ("commas in a source set", widest_of_set, "", ", ", 60_000),
    ("sizes in a file's name", file_names, "https://a.example/", "100x100", 2_000),
    ("sizes with an end", lambda text: file_names(text + "!.jpg"), "https://a.example/", "-100x100", 2_000),  # noqa: E501
    ("hexadecimal names", file_names, "", "0a", 40_000),
    ("software lines", lambda text: lead_and_body(text, ""), "The post ", "on on appeared first ", 20_000),  # noqa: E501
    ("reading on", lambda text: lead_and_body("", text), "", "Continue reading", 20_000),
    ("enclosures", feed_of, "", ("<enclosure url='https://a.example/1.jpg' " "type='image/jpeg'/>"), 4000),  # noqa: E501
    ("media pictures", feed_of, "", "<media:content url='https://a.example/1.jpg'/>", 4000),
    ("media texts without end", feed_of, "", "<media:title ", 6000),
    ("images without texts", feed_of, "</image>", "<image>", 6000),
    ("images of letters that do not end", feed_of, "</image>", "<image>" + "a" * 3_000, 30),
    ("categories", feed_of, "", "<category>a</category>", 3000),
    ("authors", feed_of, "", "<author>a@b.example (A)</author>", 1500),
    ("images in a text", described, "", "<img src='/1x1.gif'>", 10_000),
    ("a long text", described, "", "<p>The port reopens. ", 10_000),
    ("items without end", feed_document, "<rss><channel>", "<item>", 4000),
    ("items that only end", feed_document, "<rss><channel>", "</item ", 5000),
    ("declared entities", mend_xml, "<!DOCTYPE a [", "<!ENTITY a ", 20_000),
    ("comments of a prologue", mend_xml, "", "<!--", 40_000),
    ("sections of text", mend_xml, "<a>&", "<![CDATA[", 40_000),
    ("stray ampersands", mend_xml, "<a>", "&a", 60_000),
    ("a giant tag", mend_xml, "<a ", "b=1 ", 60_000),
    ("giant tags", mend_xml, "", "<a " + "b=1 " * 6_000, 10),
    ("pages of a sitemap", sitemap_of, "", "<url>", 9_000),
    ("pictures of a sitemap", sitemap_of, "<url>", "<image:image>", 9_000),
    ("titles of a sitemap", sitemap_of, "<url>", "<title ", 20_000),
    ("a page of links", page_list_of, "<body>", ("<a href='/a-b-c-d'>Port " "reopens after " "repairs</a>"), 1500),  # noqa: E501
    ("a page of boxes", page_of, "<body>", "<div class='a'>", 5_000),
    ("a page of paragraphs", page_of, "<body>", "<p>The port reopens, it said on Monday.</p>", 700),
    ("a page of buttons", page_of, "<body><p>a ", "<button>b</button>", 1500),
    ("a page of nested buttons", page_of, "<body><p>a ", "<time>", 2_000),
    ("a page of links in paragraphs", page_of, "<body>", ("<p><a href='/1'>The port reopens " "again after long " "repairs, it said.</a>"), 600),  # noqa: E501
    ("dialogs", page_of, "<body>", "<div role='dialog'>", 2000),
    ("meta tags", page_of, "<head>", "<meta name='a' content='b'>", 8_000),
    ("a script of lists", page_of, "<script type='application/ld+json'>", "[", 100_000),
    ("pages of a script", page_of, "<script type='application/ld+json'>[", '{"a":1},', 30_000),
    ("calls", is_call, "", "subscribe to ", 20_000),
    ("quotes of calls", is_call, "", "“a”", 40_000),
    ("a link of slashes", lambda text: mended_link(text, "https://a.example/"), "http", "/", 100_000),  # noqa: E501
    ("a link of schemes", lambda text: mended_link(text, "https://a.example/"), "", "http:", 20_000),  # noqa: E501
    ("a link of blanks", lambda text: mended_link(text, "https://a.example/"), "a", " \n", 60_000),
    ("a link of labels", lambda text: mended_link(text, "https://a.example/"), "", "a.", 60_000),
    ("a link of dots", lambda text: reader_link(text, "https://a.example/"), "", "../", 60_000),
    ("an address of numbers", canonical_url, "https://a.example/", "1-", 40_000),
    ("an address of parameters", canonical_url, "https://a.example/?", "a=1&", 6000),
    ("an address in an address", canonical_url, "", "https://google.com/url?q=", 2_000),
    ("an address of escapes", canonical_url, "https://a.example/", "%2541", 20_000),
    ("tracked parameters", untracked_url, "https://a.example/?", "utm_source=1&", 20_000),
    ("an address of hyphens", names_a_story, "https://a.example/", "-", 100_000),
    ("a picture of marks", is_site_furniture, "https://", "count.", 20_000),
    ("a picture of hosts", is_site_furniture, "", "https://", 20_000),
    ("a mail address of dots", tolerant_address, "", "a.", 40_000),
    ("a mail address of labels", tolerant_address, "a@", "a-", 40_000),
    ("a date of numbers", read_date, "", "1 ", 60_000),
    ("a date of months", read_date, "1 ", "mar ", 60_000),
    ("bytes beyond ASCII", lambda text: decode_markup(text.encode("latin-1")), "", "\xe9\xfe ", 100_000),  # noqa: E501
    ("bytes that declare", lambda text: decode_markup(text.encode("latin-1")), "", "<meta charset=\xe9", 40_000),  # noqa: E501
    ("a declaration", lambda text: decode_markup(text.encode("latin-1")), "<?xml ", "encoding=\xe9", 40_000),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize(
    ("work", "start", "piece", "count"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_twice_the_text_takes_about_twice_as_long(
    work: Callable[[str], object], start: str, piece: str, count: int
) -> None:
    assert_steady_growth(work, start, piece, count)
