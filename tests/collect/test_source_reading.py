"""One worker reads a source and its pages: conditions, refusals and failures each have their
weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from digest.collect.articles import UNDATED_AGE
from digest.collect.harvests import HarvestOutcome
from digest.collect.source_reading import (
    MISREAD_CONDITIONS,
    REFUSED_STATUSES,
    SourceReading,
    conditional_headers,
)
from digest.config import CollectSettings
from digest.errors import FetchError
from digest.models import FetchState, Source
from digest.protocols import Fetched

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
FEED = "https://paper.example/feed"
STORY = "The port reopens after long repairs, the ministry said on Friday. "


def feed(count: int, *, dated: bool = True, age: timedelta = timedelta(hours=1)) -> bytes:
    date = f"<pubDate>{(NOW - age).isoformat()}</pubDate>" if dated else ""
    items = [
        f"<item><title>Port story {number}</title>"
        f"<link>https://paper.example/port-story-number-{number}</link>{date}</item>"
        for number in range(count)
    ]
    return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>".encode()


@pytest.mark.parametrize(("country", "warnings"), [("", 1), ("LB", 0)])
def test_dates_whose_order_nothing_tells_are_a_warning_that_names_the_key(
    country: str, warnings: int
) -> None:
    item = "<item><title>Port</title><link>https://paper.example/1</link>{}</item>"
    body = item.format("<pubDate>05/06/2026</pubDate>")
    shelf = Shelf(f"<rss version='2.0'><channel>{body}</channel></rss>".encode())
    reading = SourceReading(fetcher=shelf, settings=CollectSettings(), now=NOW)
    source = Source(id="port", name="Port", url=FEED, country=country)
    with capture_logs() as lines:
        step = reading.read_source(source, FetchState(source_id="port"))
    assert step.harvest.articles[0].published.month == 6
    told = [line for line in lines if line["event"] == "order_of_dates_unknown"]
    assert len(told) == warnings
    for line in told:
        assert (line["source"], line["date"]) == ("port", "05/06/2026")
        assert "country:" in line["hint"]


class Shelf:
    """Answers the feed, robots.txt and pages; a number stands for a failure of that status."""

    def __init__(self, body: bytes, pages: Mapping[int, object] | None = None) -> None:
        self.body = body
        self.pages = pages or {}
        self.status = 200
        self.cut = False
        self.failure: FetchError | None = None
        self.asked: list[tuple[str, dict[str, str]]] = []

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, **_: object) -> Fetched:
        self.asked.append((url, dict(headers or {})))
        if url.endswith("/robots.txt"):
            raise FetchError("none", subject=url, status=404)
        if url == FEED:
            if self.failure is not None and headers:
                raise self.failure
            return Fetched(
                url=url, status=self.status, headers={"etag": '"v1"'}, body=self.body, cut=self.cut
            )
        answer = self.pages.get(int(url.rpartition("-")[2]), b"")
        if isinstance(answer, bytes):
            return Fetched(url=url, status=200, headers={}, body=answer)
        if isinstance(answer, Exception):
            raise answer
        raise FetchError("no", subject=url, status=answer)  # type: ignore[arg-type]

    @property
    def pages_asked(self) -> list[int]:
        asked = [url for url, _ in self.asked if "port-story" in url]
        return [int(url.rpartition("-")[2]) for url in asked]


def reading(shelf: Shelf, **settings: object) -> SourceReading:
    manners = replace(CollectSettings(), host_gap_s=0.0, **settings)  # type: ignore[arg-type]
    return SourceReading(fetcher=shelf, settings=manners, now=NOW)  # type: ignore[arg-type]


def source(**fields: object) -> Source:
    return Source(id="paper", name="Paper", url=FEED, full_text=True, **fields)  # type: ignore[arg-type]


def known(**fields: object) -> FetchState:
    return FetchState(source_id="paper", last_success=NOW - timedelta(hours=2), **fields)  # type: ignore[arg-type]


def page() -> bytes:
    paragraphs = "".join(f"<p>{STORY}Paragraph {number} says more.</p>" for number in range(6))
    return f"<html><body><article><h1>Port</h1>{paragraphs}</article></body></html>".encode()


def read_all(shelf: Shelf, state: FetchState | None = None, **settings: object):
    work = reading(shelf, **settings)
    step = work.read_source(source(), state or known())
    return work.read_pages(step.harvest, step.wants_pages)


# ---- pages ------------------------------------------------------------------


@pytest.mark.parametrize("status", sorted(REFUSED_STATUSES))
def test_a_server_that_refuses_one_page_is_asked_for_no_more(status: int) -> None:
    shelf = Shelf(feed(4), pages={0: status})
    read_all(shelf)
    assert shelf.pages_asked == [0]


@pytest.mark.parametrize("status", [404, 410, 500])
def test_a_page_that_is_missing_does_not_stop_the_others(status: int) -> None:
    shelf = Shelf(feed(4), pages={0: status, 1: status, 2: status})
    read_all(shelf)
    assert shelf.pages_asked == [0, 1, 2, 3]


def test_two_broken_connections_in_a_row_stop_the_pages() -> None:
    shelf = Shelf(feed(5), pages={0: None, 1: None})  # type: ignore[dict-item]
    read_all(shelf)
    assert shelf.pages_asked == [0, 1]


def test_a_page_that_is_read_forgives_a_failure_before_it() -> None:
    shelf = Shelf(feed(5), pages={0: None, 1: page(), 2: None, 3: page()})  # type: ignore[dict-item]
    step = read_all(shelf)
    assert shelf.pages_asked == [0, 1, 2, 3, 4]
    assert [bool(article.body) for article in step.harvest.articles] == [
        False, True, False, True, False,
    ]  # fmt: skip


def test_an_exception_of_our_own_costs_only_its_page() -> None:
    shelf = Shelf(feed(3), pages={0: ZeroDivisionError(), 1: page(), 2: page()})
    step = read_all(shelf)
    assert step.harvest.outcome is HarvestOutcome.FRESH
    assert [bool(article.body) for article in step.harvest.articles] == [False, True, True]


def test_old_articles_and_those_of_an_earlier_visit_have_no_page_read() -> None:
    fresh = reading(Shelf(feed(1, age=timedelta(hours=13)))).read_source(source(), known())
    assert len(fresh.wants_pages) == 1
    earlier = reading(Shelf(feed(1, age=timedelta(hours=15)))).read_source(source(), known())
    assert earlier.wants_pages == ()
    first = FetchState(source_id="paper")
    week = reading(Shelf(feed(1, age=timedelta(days=2)))).read_source(source(), first)
    assert len(week.wants_pages) == 1
    old = reading(Shelf(feed(1, age=timedelta(days=4)))).read_source(source(), first)
    assert old.wants_pages == ()


def test_a_source_without_leave_has_no_page_read() -> None:
    step = reading(Shelf(feed(2))).read_source(replace(source(), full_text=False), known())
    assert step.wants_pages == ()


# ---- undated entries --------------------------------------------------------


def test_undated_entries_of_the_first_visit_are_no_news_of_today() -> None:
    shelf = Shelf(feed(1, dated=False))
    (first,) = reading(shelf).read_source(source(), FetchState(source_id="paper")).harvest.articles
    assert first.published == NOW - UNDATED_AGE
    (later,) = reading(shelf).read_source(source(), known()).harvest.articles
    assert later.published == NOW


def test_a_page_dates_an_undated_entry_also_at_the_first_visit() -> None:
    dated = page().replace(
        b"<body>", b"<head><meta name='date' content='2026-11-27T08:00:00Z'></head><body>"
    )
    shelf = Shelf(feed(1, dated=False), pages={0: dated})
    step = read_all(shelf, FetchState(source_id="paper"))
    assert step.harvest.articles[0].published == datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


# ---- conditions -------------------------------------------------------------


@pytest.mark.parametrize(
    ("etag", "sent"),
    [('"v1"', True), ('W/"v1"', True), ("", False), ('"\xe9"', False), ('"a\nb"', False)],
)
def test_a_validator_is_sent_back_only_when_it_can_be_sent(etag: str, sent: bool) -> None:
    headers = conditional_headers(known(etag=etag))
    assert ("if-none-match" in headers) is sent
    dated = conditional_headers(known(last_modified="Fri, 27 Nov 2026 10:00:00 GMT"))
    assert dated == {"if-modified-since": "Fri, 27 Nov 2026 10:00:00 GMT"}


@pytest.mark.parametrize("status", sorted(MISREAD_CONDITIONS))
def test_a_conditional_request_that_fails_is_repeated_plainly(status: int) -> None:
    shelf = Shelf(feed(1))
    shelf.failure = FetchError("no", subject=FEED, status=status)
    step = reading(shelf).read_source(source(), known(etag='"v0"'))
    assert step.harvest.outcome is HarvestOutcome.FRESH
    assert [headers for _, headers in shelf.asked] == [{"if-none-match": '"v0"'}, {}]


@pytest.mark.parametrize("status", [404, 429, 403, None])
def test_another_failure_is_not_repeated(status: int | None) -> None:
    shelf = Shelf(feed(1))
    shelf.failure = FetchError("no", subject=FEED, status=status)
    step = reading(shelf).read_source(source(), known(etag='"v0"'))
    assert step.harvest.outcome is HarvestOutcome.FAILED
    assert len(shelf.asked) == 1


def test_not_modified_without_a_condition_is_a_failure_in_words() -> None:
    shelf = Shelf(b"")
    shelf.status = 304
    step = reading(shelf).read_source(source(), known())
    assert step.harvest.outcome is HarvestOutcome.FAILED
    assert "did not change" in step.harvest.error
    again = reading(shelf).read_source(source(), known(etag='"v0"'))
    assert again.harvest.outcome is HarvestOutcome.UNCHANGED


# ---- bodies that broke off --------------------------------------------------


def test_a_feed_whose_end_is_missing_is_read_and_asked_for_again_as_a_whole() -> None:
    shelf = Shelf(feed(3)[:-60])
    shelf.cut = True
    step = reading(shelf).read_source(source(), known(etag='"v0"'))
    assert step.harvest.outcome is HarvestOutcome.FRESH
    assert len(step.harvest.articles) == 2
    state = step.harvest.state
    assert (state.etag, state.last_modified, state.body_hash) == ("", "", "")


def test_a_feed_that_broke_off_before_its_first_entry_failed() -> None:
    shelf = Shelf(feed(1)[:60])
    shelf.cut = True
    step = reading(shelf).read_source(source(), known())
    assert step.harvest.outcome is HarvestOutcome.FAILED
    assert "before the first entry" in step.harvest.error


# ---- caps -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last_entries", "most", "read"),
    [(0, 300, 250), (10, 300, 100), (30, 300, 120), (60, 150, 150)],
)
def test_a_known_feed_is_read_to_four_times_its_last_length(
    last_entries: int, most: int, read: int
) -> None:
    state = known(last_entries=last_entries)
    step = reading(Shelf(feed(250)), max_entries=most).read_source(source(), state)
    assert len(step.harvest.articles) == read
