"""robots.txt is asked once for each host, and its absence and its silence mean different things."""

from __future__ import annotations

import pytest

from digest.collect.robots import LONGEST_PERIOD_S, Robots
from digest.errors import FetchError
from digest.protocols import Fetched


class Shelf:
    """Answers with one robots.txt, or with one failure, and counts the requests."""

    def __init__(self, body: bytes = b"", *, status: int | None = 200) -> None:
        self.body, self.status = body, status
        self.asked: list[str] = []

    def get(self, url: str, **_: object) -> Fetched:
        self.asked.append(url)
        if self.status != 200:
            raise FetchError("no", subject=url, status=self.status)
        return Fetched(url=url, status=200, headers={}, body=self.body)


def robots(shelf: Shelf, agent: str = "Digest/1.0 (+https://news.example)") -> Robots:
    return Robots(shelf, user_agent=agent)  # type: ignore[arg-type]


PAGE = "https://paper.example/news/1"


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(400, True), (401, True), (403, True), (404, True), (410, True), (499, True),
     (429, False), (500, False), (503, False), (399, False), (None, False)],
)  # fmt: skip
def test_a_missing_file_allows_all_pages_and_an_unreachable_one_none(
    status: int | None, allowed: bool
) -> None:
    assert robots(Shelf(status=status)).rules(PAGE).allows(PAGE) is allowed


@pytest.mark.parametrize(
    ("status", "are_known"), [(200, True), (404, True), (429, False), (503, False), (None, False)]
)
def test_rules_that_could_not_be_read_are_told_from_a_refusal(
    status: int | None, are_known: bool
) -> None:
    assert robots(Shelf(status=status)).rules(PAGE).are_known is are_known


def test_a_disallowed_folder_is_not_read() -> None:
    shelf = Shelf(b"User-agent: *\nDisallow: /private/\n")
    rules = robots(shelf).rules(PAGE)
    assert rules.are_known
    assert rules.allows(PAGE)
    assert not rules.allows("https://paper.example/private/1")


def test_rules_for_our_own_name_come_before_those_for_all() -> None:
    shelf = Shelf(b"User-agent: *\nAllow: /\n\nUser-agent: digest\nDisallow: /\n")
    assert not robots(shelf).rules(PAGE).allows(PAGE)
    assert robots(shelf, agent="Other/2").rules(PAGE).allows(PAGE)


def test_each_host_is_asked_once() -> None:
    shelf = Shelf()
    rules = robots(shelf)
    for page in (
        PAGE,
        "https://paper.example/2",
        "https://other.example/1",
        "http://paper.example/",
    ):
        rules.rules(page)
    assert shelf.asked == [
        "https://paper.example/robots.txt",
        "https://other.example/robots.txt",
        "http://paper.example/robots.txt",
    ]


@pytest.mark.parametrize(
    ("lines", "delay_s"),
    [
        (b"", 0.0),
        (b"Crawl-delay: 7", 7.0),
        (b"Request-rate: 1/10", 10.0),
        (b"Request-rate: 2/10", 5.0),
        (b"Crawl-delay: 7\nRequest-rate: 1/10", 10.0),
        (b"Crawl-delay: 20\nRequest-rate: 1/10", 20.0),
        (b"Request-rate: 1/" + b"9" * 400, float(LONGEST_PERIOD_S)),
    ],
)
def test_the_slower_of_two_delays_holds(lines: bytes, delay_s: float) -> None:
    shelf = Shelf(b"User-agent: *\nAllow: /\n" + lines)
    assert robots(shelf).rules(PAGE).delay_s == delay_s


def test_the_host_is_named_without_a_password() -> None:
    assert robots(Shelf()).rules("https://user:secret@Paper.Example:8443/1").host == (
        "paper.example:8443"
    )
