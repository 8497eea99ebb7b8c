"""The order of day and month is that of the feed's own dates, its place or the calendar."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from digest.collect.day_month_order import DayMonthOrder, order_of_dates
from digest.collect.feed import parse_feed
from digest.collect.feed_dates import DateContext
from digest.collect.page_list import parse_page_list
from digest.collect.page_list_options import PageListOptions

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
DOUBTFUL = "05/06/2026"
JUNE, MAY = datetime(2026, 6, 5, tzinfo=UTC), datetime(2026, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("texts", "country", "tag", "month_first"),
    [
        # another date of the feed tells
        ([DOUBTFUL, "28/06/2026"], "", "", False),
        ([DOUBTFUL, "06/28/2026"], "", "", True),
        ([DOUBTFUL, "06-28-26 10:00"], "", "", True),
        # and outweighs the country of the outlet and the tag of the software
        ([DOUBTFUL, "28/06/2026"], "US", "en-US", False),
        ([DOUBTFUL, "06/28/2026"], "GB", "de", True),
        # one that mixes both orders tells none
        ([DOUBTFUL, "28/06/2026", "06/28/2026"], "US", "", True),
        # the place
        ([DOUBTFUL], "US", "", True),
        ([DOUBTFUL], "lb", "en-US", False),
        ([DOUBTFUL], "", "en-us", True),
        ([DOUBTFUL], "", "en_GB", False),
        ([DOUBTFUL], "", "fr", False),
        ([DOUBTFUL], "", "es-US", True),
        # the calendar: no entry is of a day to come
        (["12/10/2026"], "", "en", False),
        (["10/12/2026"], "", "", True),
        (["11/12/2026", "11/10/2026"], "", "", True),
        (["12/11/2026", "11/11/2026"], "", "", False),
        # forms that are not doubtful tell nothing
        (["2026-06-05", "Fri, 05 Jun 2026", "05.06.2026", "6/5/2026 3:04 PM"], "", "", None),
        ([], "US", "", None),
        (["31/31/2026"], "", "", None),
    ],
)
def test_the_order_is_told_by_the_surest_sign(
    texts: list[str], country: str, tag: str, month_first: bool | None
) -> None:
    order = order_of_dates(texts, now=NOW, country=country, tag=tag)
    assert order.month_first is month_first


def test_the_newest_entry_is_of_these_days() -> None:
    now = datetime(2026, 6, 6, tzinfo=UTC)
    assert order_of_dates([DOUBTFUL, "04/06/2026"], now=now) == DayMonthOrder(month_first=False)
    now = datetime(2026, 5, 8, tzinfo=UTC)
    assert order_of_dates([DOUBTFUL], now=now) == DayMonthOrder(month_first=True)


def test_a_date_that_nothing_settles_is_named() -> None:
    assert order_of_dates(["03/03/2026", DOUBTFUL], now=NOW, tag="en") == DayMonthOrder(
        doubtful=DOUBTFUL
    )
    # the third of March is the same day in both orders
    assert order_of_dates(["03/03/2026"], now=NOW) == DayMonthOrder()


def rss(*dates: str, language: str = "") -> bytes:
    items = []
    for number, date in enumerate(dates):
        link = f"<link>https://paper.example/{number}</link>"
        items.append(f"<item><title>Story {number}</title>{link}<pubDate>{date}</pubDate></item>")
    mark = f"<language>{language}</language>" if language else ""
    return f"<rss version='2.0'><channel>{mark}{''.join(items)}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("dates", "language", "day"),
    [
        ((DOUBTFUL, "06/28/2026"), "", MAY),
        ((DOUBTFUL, "28/06/2026"), "en-US", JUNE),
        ((DOUBTFUL,), "en-us", MAY),
        ((DOUBTFUL,), "", JUNE),
    ],
)
def test_the_entries_of_a_feed_are_dated_in_its_order(
    dates: tuple[str, ...], language: str, day: datetime
) -> None:
    feed = parse_feed(rss(*dates, language=language), now=NOW)
    assert feed.entries[0].published == day
    assert feed.doubtful_date == ("" if len(dates) > 1 or language else DOUBTFUL)


def test_software_that_writes_am_and_pm_writes_the_month_first() -> None:
    (entry,) = parse_feed(rss("5/6/2026 3:04:05 PM"), now=NOW).entries
    assert (entry.published.month, entry.published.hour) == (5, 15)


def test_the_items_of_a_json_feed_are_dated_in_its_order_and_country() -> None:
    items = [{"id": str(n), "title": f"Story {n}", "url": f"https://p.example/{n}"} for n in "12"]
    items[0]["date_published"], items[1]["date_published"] = DOUBTFUL, "06/28/2026"
    assert parse_feed(json.dumps({"items": items}).encode(), now=NOW).entries[0].published == MAY
    body = json.dumps({"items": items[:1]}).encode()
    assert parse_feed(body, now=NOW, country="US").entries[0].published == MAY
    assert parse_feed(body, now=NOW).doubtful_date == DOUBTFUL


def test_the_stories_of_a_page_are_dated_in_its_order() -> None:
    boxes = []
    for number, date in enumerate((DOUBTFUL, "06/28/2026")):
        link = (
            f"<a href='/2026/06/story-{number}-of-the-port'>The port reopens to ships {number}</a>"
        )
        boxes.append(f"<div>{link}<time>{date}</time></div>")
    listing = parse_page_list(
        f"<html><body>{''.join(boxes)}</body></html>",
        url="https://paper.example/",
        now=NOW,
        max_entries=9,
        options=PageListOptions(),
    )
    assert [entry.published.month for entry in listing.entries] == [5, 6]


def test_an_empty_field_is_no_date() -> None:
    assert DateContext(now=NOW).read("") is None
