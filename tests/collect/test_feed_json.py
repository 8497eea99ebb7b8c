"""JSON Feed: which address, texts, dates, names and picture an item has, and what is no feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from digest.collect.feed_entries import FeedEntry, ParsedFeed
from digest.collect.feed_json import parse_json_feed

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
URL = "https://cedar.example/feed.json"


def parse(feed: object, *, max_entries: int = 10) -> ParsedFeed:
    return parse_json_feed(json.dumps(feed), url=URL, now=NOW, max_entries=max_entries)


def one(**item: object) -> FeedEntry:
    (entry,) = parse({"items": [item]}).entries
    return entry


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "nul", '{"items": [}'])
def test_broken_json_is_said_to_be_unreadable(text: str):
    parsed = parse_json_feed(text, url=URL, now=NOW, max_entries=9)
    assert parsed.problem == "sent JSON that cannot be read"


@pytest.mark.parametrize("feed", [[], 5, "x", None, {}, {"items": {}}, {"items": None}])
def test_json_of_another_kind_is_no_feed(feed: object):
    assert parse(feed).problem == "sent JSON that is not a JSON Feed"


def test_a_feed_without_items_is_a_feed():
    parsed = parse({"items": [], "title": "<b>Cedar</b>", "language": "en-GB"})
    assert (parsed.problem, parsed.entries, parsed.title, parsed.language) == (
        "",
        (),
        "Cedar",
        "en",
    )


def test_items_beyond_the_cap_and_items_of_other_kinds_are_passed_over():
    items = [{"id": "1"}, "two", None, {"id": "4"}, {"id": "5"}]
    assert [entry.guid for entry in parse({"items": items}, max_entries=4).entries] == ["1", "4"]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"url": "https://a.example/1"}, "https://a.example/1"),
        ({"url": "/1"}, "https://cedar.example/1"),
        ({"external_url": "https://b.example/2"}, "https://b.example/2"),
        (
            {"url": "https://a.example/1", "external_url": "https://b.example/2"},
            "https://a.example/1",
        ),
        ({"url": "javascript:x", "external_url": "/2"}, "https://cedar.example/2"),
        ({"id": "https://a.example/1"}, "https://a.example/1"),
        # a word is an id and no link
        ({"id": "story-1"}, ""),
        ({"url": 5}, ""),
    ],
)
def test_the_page_is_the_url_or_the_page_it_speaks_of_or_the_id(item, url: str):
    assert one(**item).url == url


def test_links_are_relative_to_the_home_page():
    feed = {"home_page_url": "https://home.example/news/", "items": [{"url": "1"}]}
    assert parse(feed).entries[0].url == "https://home.example/news/1"


def test_markup_goes_before_plain_text_and_plain_text_is_not_opened():
    assert one(content_html="<p>A</p>", content_text="B").lead == "A"
    assert one(content_text=" <p>B</p> ").lead == "<p>B</p>"
    entry = one(summary="Lead.", content_text="First.\n\nSecond.")
    assert (entry.lead, entry.body) == ("Lead.", "First.\n\nSecond.")


def test_an_item_without_a_title_has_the_first_words_of_its_lead():
    assert one(content_text="The port reopens.").title == "The port reopens."
    assert one(title="<i>Port</i>", content_text="x").title == "Port"
    assert one(title=5).title == "5"


def test_an_id_may_be_a_number_and_no_truth():
    assert one(id=7).guid == "7"
    assert one(id=1.5).guid == "1.5"
    assert one(id=True).guid == ""


# ---- dates -----------------------------------------------------------------------------------


def stamp(hours: float) -> str:
    return (NOW - timedelta(hours=hours)).isoformat()


def test_an_edit_is_later_than_the_publication():
    entry = one(date_published=stamp(5), date_modified=stamp(2))
    assert (entry.published, entry.updated) == (
        NOW - timedelta(hours=5),
        NOW - timedelta(hours=2),
    )
    assert one(date_published=stamp(5), date_modified=stamp(5)).updated is None
    assert one(date_published=stamp(2), date_modified=stamp(5)).updated is None


def test_an_edit_alone_dates_an_item():
    entry = one(date_modified=stamp(2))
    assert (entry.published, entry.updated, entry.dated) == (NOW - timedelta(hours=2), None, True)


@pytest.mark.parametrize("date", ["", "soon", 5, None, []])
def test_an_item_without_a_date_is_of_the_time_of_reading(date: object):
    entry = one(date_published=date)
    assert (entry.published, entry.dated) == (NOW, False)


# ---- names, tags, language, picture ----------------------------------------------------------


def test_people_of_both_versions_are_named_once():
    people = [{"name": "Ada"}, {"name": "<b>Bo</b>"}, {"url": "x"}, "Cy", {"name": "Ada"}]
    assert one(authors=people, author={"name": "Di"}).authors == ("Ada", "Bo", "Di")
    assert one(authors="Ada", author="Bo").authors == ()


def test_an_item_without_people_has_those_of_its_feed():
    feed = {"authors": [{"name": "Desk"}], "items": [{"id": "1"}, {"author": {"name": "Ada"}}]}
    assert [entry.authors for entry in parse(feed).entries] == [("Desk",), ("Ada",)]


def test_tags_are_texts_once_each():
    assert one(tags=["a", 5, "b", "a", None]).categories == ("a", "b")
    assert one(tags="a").categories == ()


def test_the_language_of_an_item_goes_before_that_of_its_feed():
    feed = {"language": "fr", "items": [{"language": "ar-LB"}, {}, {"language": "?"}]}
    assert [entry.language for entry in parse(feed).entries] == ["ar", "fr", "fr"]


def test_a_picture_is_named_or_the_first_of_the_text():
    image = "https://a.example/p.jpg"
    assert one(image=image).picture.url == image
    assert one(banner_image=image).picture.url == image
    html = "<img src='/in-the-text.jpg' width='600' height='400'>"
    found = one(url="https://a.example/1", content_html=html).picture
    assert found.url == "https://a.example/in-the-text.jpg"
    # a picture has a whole address or none
    assert one(image="/p.jpg").picture is None


def test_a_title_is_plain_text_with_its_words_in_brackets():
    assert one(title="Leaked: the <redacted> memo, and why 5 < 7").title == (
        "Leaked: the <redacted> memo, and why 5 < 7"
    )
    assert one(title="The port&#8217;s <b>plan</b>").title == "The port’s plan"


def test_an_episode_without_a_page_leads_to_its_recording():
    recording = {"url": "https://media.cedar.example/1.mp3", "mime_type": "audio/mpeg"}
    assert one(id="7", attachments=[None, {}, recording]).url == recording["url"]
    page = "https://cedar.example/1"
    assert one(id="7", url=page, attachments=[recording]).url == page


WHOLE = '{"id": "1", "url": "https://cedar.example/1", "title": "Port"}'


@pytest.mark.parametrize(
    ("rest", "count"),
    [(f', {WHOLE}, {{"id": "2", "title": "Ha', 2), ("", 1), (",]}", 1), (', "x"', 1)],
)
def test_a_feed_whose_end_is_missing_keeps_its_whole_items(rest: str, count: int):
    text = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{WHOLE}{rest}'
    parsed = parse_json_feed(text, url=URL, now=NOW, max_entries=9)
    assert (parsed.problem, parsed.cut) == ("", True)
    assert [entry.title for entry in parsed.entries] == ["Port"] * count
    assert not parse({"items": [{"id": "1"}]}).cut


def test_a_feed_that_broke_off_within_its_first_item_is_unreadable():
    text = '{"items": [{"id": "1", "title": "Po'
    assert parse_json_feed(text, url=URL, now=NOW, max_entries=9).problem == (
        "sent JSON that cannot be read"
    )


def test_a_cut_feed_has_no_more_items_than_are_asked_for():
    text = '{"items": [' + ",".join([WHOLE] * 5)
    assert len(parse_json_feed(text, url=URL, now=NOW, max_entries=3).entries) == 3
