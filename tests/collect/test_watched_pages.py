"""A cited page is read again with the manners of the collector, and every trouble has its wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from digest.collect.http_answers import hash_of_body
from digest.collect.source_health import MAX_ERROR_CHARS
from digest.collect.watched_pages import PageVisit, VisitOutcome, visit_pages
from digest.config.settings import CollectSettings
from digest.errors import FetchError
from digest.models import WatchedPage
from digest.protocols import Fetched

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
HOUR_S = 3600.0
PAGE = "https://paper.example/news/port"
TEXT = "Marenia closed the port of Avel on Tuesday after a fire in a store of fuel, it said."
MORE = (
    "Two of the five berths were ready, and the others would follow by March, its director said.",
    "The harbour handled about forty percent of the grain of the country before the great fire.",
)
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in (TEXT, *MORE))
BODY = f"<html><body><article><h1>Port</h1>{PARAGRAPHS}</article></body></html>".encode()


@dataclass
class Site:
    """Answers each address with bytes, or with the failure of a status, and keeps the requests."""

    pages: dict[str, bytes | FetchError | Fetched] = field(default_factory=dict)
    robots: bytes | FetchError = b""
    asked: list[tuple[str, Mapping[str, str], float]] = field(default_factory=list)

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
        gap_s: float = 0.0,
    ) -> Fetched:
        answer = self.pages.get(url, FetchError("answered 404", subject=url, status=404))
        if url.endswith("/robots.txt"):
            answer = self.robots
        else:
            self.asked.append((url, dict(headers or {}), gap_s))
        if isinstance(answer, FetchError):
            raise answer
        if isinstance(answer, Fetched):
            return answer
        return Fetched(url=url, status=200, headers={"content-type": "text/html"}, body=answer)


def watched(url: str = PAGE, **more: Any) -> WatchedPage:
    return WatchedPage(
        article_id="a",
        url=url,
        title="Port",
        outlet="Paper",
        language="en",
        issues=("daily@2026-11-20",),
        next_read=NOW,
        **more,
    )


def visits(site: Site, *pages: WatchedPage, every_s: float = HOUR_S) -> list[PageVisit]:
    settings = CollectSettings(workers=1)
    found = visit_pages(pages, fetcher=site, settings=settings, every_s=every_s, now=NOW)
    return list(found)


def visit(site: Site, page: WatchedPage | None = None, *, every_s: float = HOUR_S) -> PageVisit:
    (only,) = visits(site, page or watched(), every_s=every_s)
    return only


def wait_s(seen: PageVisit) -> float:
    return (seen.page.next_read - NOW).total_seconds()


def refused(status: int | None, *, retry_after_s: float | None = None) -> FetchError:
    return FetchError("said no", subject=PAGE, status=status, retry_after_s=retry_after_s)


def test_a_page_is_read_and_its_memory_is_kept() -> None:
    headers = {"content-type": "text/html", "etag": '"7"', "last-modified": "Mon"}
    answer = Fetched(url=PAGE, status=200, headers=headers, body=BODY)
    seen = visit(Site(pages={PAGE: answer}), watched(failures=3, missing=1, trouble="timed out"))
    assert seen.outcome is VisitOutcome.READ
    assert TEXT in seen.text
    page = seen.page
    assert (page.etag, page.last_modified, page.body_hash) == ('"7"', "Mon", hash_of_body(BODY))
    assert (page.failures, page.missing, page.trouble) == (0, 0, "")
    assert (page.last_read, wait_s(seen)) == (NOW, HOUR_S)
    assert page.longest_chars == len(seen.text)


@pytest.mark.parametrize(("before", "grows"), [(0, True), (100_000, False)])
def test_the_length_of_the_longest_text_only_grows(before: int, grows: bool) -> None:
    seen = visit(Site(pages={PAGE: BODY}), watched(longest_chars=before))
    assert seen.page.longest_chars == max(before, len(seen.text))
    assert (seen.page.longest_chars > before) is grows


def test_a_body_that_broke_off_leaves_no_validators() -> None:
    headers = {"content-type": "text/html", "etag": '"7"', "last-modified": "Mon"}
    answer = Fetched(url=PAGE, status=200, headers=headers, body=BODY, cut=True)
    page = visit(Site(pages={PAGE: answer})).page
    assert (page.etag, page.last_modified, page.body_hash) == ("", "", "")


def test_a_page_is_asked_on_condition_that_it_changed() -> None:
    site = Site(pages={PAGE: BODY})
    visit(site, watched(etag='"7"', last_modified="Mon"))
    assert site.asked == [(PAGE, {"if-none-match": '"7"', "if-modified-since": "Mon"}, 0.0)]


@pytest.mark.parametrize("validator", ["", "é", "a\nb", "a\x00b"])
def test_a_validator_that_no_header_may_hold_is_not_sent(validator: str) -> None:
    site = Site(pages={PAGE: BODY})
    visit(site, watched(etag=validator, last_modified=validator))
    assert site.asked[0][1] == {}


def test_an_answer_without_a_body_that_says_unchanged_is_unchanged() -> None:
    answer = Fetched(url=PAGE, status=304, headers={}, body=b"")
    seen = visit(Site(pages={PAGE: answer}), watched(etag='"7"', missing=1, failures=2))
    assert seen.outcome is VisitOutcome.UNCHANGED
    assert (seen.page.etag, seen.page.missing, seen.page.failures) == ('"7"', 0, 0)
    assert wait_s(seen) == HOUR_S


@pytest.mark.parametrize(
    ("body", "outcome"), [(BODY, VisitOutcome.UNCHANGED), (b"", VisitOutcome.READ)]
)
def test_the_same_bytes_are_unchanged_but_two_empty_bodies_are_not(
    body: bytes, outcome: VisitOutcome
) -> None:
    seen = visit(Site(pages={PAGE: body}), watched(body_hash=hash_of_body(body)))
    assert seen.outcome is outcome


@pytest.mark.parametrize("status", [400, 406, 409, 412, 416, 500, 501])
def test_a_server_that_stumbles_over_conditions_is_asked_once_more_without(status: int) -> None:
    class Stumbling(Site):
        def get(self, url: str, **more: Any) -> Fetched:
            if more.get("headers"):
                self.asked.append((url, more["headers"], 0.0))
                raise refused(status)
            return super().get(url, **more)

    site = Stumbling(pages={PAGE: BODY})
    assert visit(site, watched(etag='"7"')).outcome is VisitOutcome.READ
    assert [headers for _, headers, _ in site.asked] == [{"if-none-match": '"7"'}, {}]


@pytest.mark.parametrize(("status", "requests"), [(404, 1), (403, 1), (502, 1), (None, 1)])
def test_another_failure_is_no_matter_of_conditions(status: int | None, requests: int) -> None:
    site = Site(pages={PAGE: refused(status)})
    visit(site, watched(etag='"7"'))
    assert len(site.asked) == requests


def test_a_failure_without_conditions_is_not_asked_again() -> None:
    site = Site(pages={PAGE: refused(500)})
    assert visit(site).outcome is VisitOutcome.FAILED
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("failures", "hours"), [(0, 1), (1, 2), (2, 4), (3, 8), (4, 16), (5, 24), (50, 24)]
)
def test_the_wait_doubles_with_each_failure_up_to_a_day(failures: int, hours: int) -> None:
    seen = visit(Site(pages={PAGE: refused(500)}), watched(failures=failures))
    assert (seen.outcome, seen.page.failures) == (VisitOutcome.FAILED, failures + 1)
    assert wait_s(seen) == hours * HOUR_S
    assert seen.page.trouble == "said no"


def test_a_watch_of_days_never_waits_less_than_its_own_time() -> None:
    seen = visit(Site(pages={PAGE: refused(500)}), watched(failures=9), every_s=48 * HOUR_S)
    assert wait_s(seen) == 48 * HOUR_S


@pytest.mark.parametrize(("asked_s", "waited_s"), [(10.0, HOUR_S), (90_000.0, 90_000.0)])
def test_the_wish_of_a_server_is_kept_even_beyond_a_day(asked_s: float, waited_s: float) -> None:
    seen = visit(Site(pages={PAGE: refused(429, retry_after_s=asked_s)}))
    assert wait_s(seen) == waited_s


def test_the_words_of_a_failure_are_bounded_and_without_controls() -> None:
    error = FetchError("sent\x00 " + "x" * MAX_ERROR_CHARS, subject=PAGE, status=500)
    trouble = visit(Site(pages={PAGE: error})).page.trouble
    assert trouble.startswith("sent x")
    # a control is cut off behind the limit, so it takes a place
    assert len(trouble) == MAX_ERROR_CHARS - 1


def test_gone_is_believed_at_once() -> None:
    seen = visit(Site(pages={PAGE: refused(410)}))
    assert (seen.outcome, seen.page.missing, wait_s(seen)) == (VisitOutcome.MISSING, 1, HOUR_S)


@pytest.mark.parametrize(
    ("missing", "outcome", "waited_s"),
    [
        # a server errs, too: a quarter of an hour later it is asked again
        (0, VisitOutcome.LEFT, 900.0),
        (1, VisitOutcome.MISSING, HOUR_S),
        (7, VisitOutcome.MISSING, HOUR_S),
    ],
)
def test_not_found_is_believed_at_the_second_answer(
    missing: int, outcome: VisitOutcome, waited_s: float
) -> None:
    seen = visit(Site(pages={PAGE: refused(404)}), watched(missing=missing, etag='"7"'))
    assert (seen.outcome, seen.page.missing) == (outcome, missing + 1)
    assert wait_s(seen) == waited_s
    assert (seen.page.etag, seen.page.body_hash) == ("", "")
    assert (seen.page.trouble, seen.page.failures) == ("the page is missing", 0)


def test_a_short_watch_asks_again_no_later_than_its_own_time() -> None:
    assert wait_s(visit(Site(pages={PAGE: refused(404)}), every_s=60.0)) == 60.0


@pytest.mark.parametrize(
    ("asked", "answered", "outcome"),
    [
        (PAGE, "https://paper.example/", VisitOutcome.LEFT),
        (PAGE, "https://paper.example", VisitOutcome.LEFT),
        (PAGE, "https://paper.example/news/port-2", VisitOutcome.READ),
        # a front page that was cited may answer for itself
        ("https://paper.example/", "https://paper.example/", VisitOutcome.READ),
    ],
)
def test_an_article_that_leads_to_the_front_page_is_missing(
    asked: str, answered: str, outcome: VisitOutcome
) -> None:
    answer = Fetched(url=answered, status=200, headers={}, body=BODY)
    assert visit(Site(pages={asked: answer}), watched(asked)).outcome is outcome


@pytest.mark.parametrize(
    ("robots", "trouble"),
    [
        (b"User-agent: *\nDisallow: /news/", "robots.txt does not allow it"),
        (refused(503), "its robots.txt could not be read"),
        (refused(429), "its robots.txt could not be read"),
        (refused(None), "its robots.txt could not be read"),
        (
            b"User-agent: *\nCrawl-delay: 31",
            "robots.txt asks for a longer delay than is kept",
        ),
    ],
)
def test_a_page_that_may_not_be_asked_is_left_for_a_day(
    robots: bytes | FetchError, trouble: str
) -> None:
    site = Site(pages={PAGE: BODY}, robots=robots)
    seen = visit(site, watched(failures=2, etag='"7"'))
    assert (seen.outcome, seen.page.trouble) == (VisitOutcome.LEFT, trouble)
    assert wait_s(seen) == 24 * HOUR_S
    # its memory stays: nothing was learned of the page
    assert (seen.page.failures, seen.page.etag, seen.page.last_read) == (2, '"7"', None)
    assert site.asked == []


def test_a_delay_of_robots_txt_is_kept_between_two_requests() -> None:
    site = Site(pages={PAGE: BODY}, robots=b"User-agent: *\nCrawl-delay: 30")
    assert visit(site).outcome is VisitOutcome.READ
    assert site.asked[0][2] == 30.0


@pytest.mark.parametrize("status", [401, 402, 403, 429, 451, 503])
def test_a_host_that_refuses_one_page_is_left_alone_for_the_round(status: int) -> None:
    second = PAGE + "-2"
    elsewhere = "https://wire.example/news/port"
    site = Site(pages={PAGE: refused(status), second: BODY, elsewhere: BODY})
    seen = visits(site, watched(), watched(second), watched(elsewhere))
    outcomes = {one.page.url: one.outcome for one in seen}
    assert outcomes == {
        PAGE: VisitOutcome.FAILED,
        second: VisitOutcome.LEFT,
        elsewhere: VisitOutcome.READ,
    }
    waits = {one.page.url: one.page.next_read for one in seen}
    assert waits[second] == waits[PAGE]
    assert second not in [url for url, _, _ in site.asked]


@pytest.mark.parametrize("status", [404, 410, 500, 502, None])
def test_a_failure_that_is_no_refusal_stops_no_other_page_of_its_host(status: int | None) -> None:
    second = PAGE + "-2"
    seen = visits(Site(pages={PAGE: refused(status), second: BODY}), watched(), watched(second))
    assert VisitOutcome.READ in [one.outcome for one in seen]


def test_an_error_of_ours_is_the_failure_of_that_page_alone() -> None:
    class Broken(Site):
        def get(self, url: str, **more: Any) -> Fetched:
            if url == PAGE:
                raise RecursionError("too deep")
            return super().get(url, **more)

    second = PAGE + "-2"
    seen = {
        one.page.url: one
        for one in visits(Broken(pages={second: BODY}), watched(), watched(second))
    }
    assert seen[PAGE].outcome is VisitOutcome.FAILED
    assert seen[PAGE].page.trouble == "sent something that cannot be read (RecursionError)"
    assert seen[second].outcome is VisitOutcome.READ


def test_no_page_gives_no_visit_and_asks_no_host() -> None:
    site = Site()
    assert visits(site) == []
    assert site.asked == []


def test_each_page_is_visited_once_whatever_their_order() -> None:
    urls = [f"https://paper{number % 3}.example/news/{number}" for number in range(9)]
    site = Site(pages=dict.fromkeys(urls, BODY))
    pages = [watched(url) for url in urls]
    for order in (pages, pages[::-1]):
        seen = visits(replace(site, asked=[]), *order)
        assert sorted(one.page.url for one in seen) == sorted(urls)
        assert {one.outcome for one in seen} == {VisitOutcome.READ}


def test_a_wait_counts_from_the_round_and_not_from_the_last_reading() -> None:
    late = watched(last_read=NOW - timedelta(days=3))
    assert visit(Site(pages={PAGE: BODY}), late).page.next_read == NOW + timedelta(hours=1)
