"""Secure links: a host that answers over https is linked there, and is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import pytest

from digest.collect.secure_links import KEPT, MOST_ASKED, SecureLinks
from digest.errors import FetchError
from digest.models import Article
from digest.protocols import Fetched

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


class Web:
    """Hosts that answer with a status, or lead to another address; all others time out."""

    def __init__(self, answers: Mapping[str, int | str]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
        gap_s: float = 0.0,
    ) -> Fetched:
        self.asked.append(url)
        answer = self.answers.get(url.split("/")[2])
        if isinstance(answer, str):
            return Fetched(url=answer, status=200, headers={}, body=b"")
        if answer == 200:
            return Fetched(url=url, status=200, headers={}, body=b"")
        raise FetchError("no", subject=url, status=answer)


class Kept:
    """Answers kept in memory, as a database keeps them."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[bool, datetime]] = {}

    def known(self, hosts: Iterable[str], *, since: datetime) -> Mapping[str, bool]:
        asked = {host: self.rows[host] for host in hosts if host in self.rows}
        return {host: answers for host, (answers, at) in asked.items() if at >= since}

    def keep(self, host: str, *, answers: bool, now: datetime) -> None:
        self.rows[host] = (answers, now)

    def forget(self, before: datetime) -> int:
        return 0


def article(url: str) -> Article:
    return Article(id=url, url=url, title="News", published=NOW)


def links(web: Web, kept: Kept | None = None, now: datetime = NOW) -> SecureLinks:
    return SecureLinks(fetcher=web, hosts=kept or Kept(), now=now)


def secured(web: Web, *urls: str, kept: Kept | None = None, now: datetime = NOW) -> list[str]:
    articles = links(web, kept, now).secured(article(url) for url in urls)
    return [one.url for one in articles]


@pytest.mark.parametrize(
    ("answer", "scheme"),
    [
        (200, "https"),
        # a host without the file answers all the same
        (404, "https"),
        (403, "http"),
        (500, "http"),
        (None, "http"),
        ("https://www.news.example/robots.txt", "https"),
        ("http://news.example/robots.txt", "http"),
    ],
)
def test_a_link_follows_the_answer_of_its_host(answer: int | str | None, scheme: str) -> None:
    web = Web({"news.example": answer} if answer else {})
    assert secured(web, "http://news.example/a?b=1") == [f"{scheme}://news.example/a?b=1"]


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a",
        "http://news.example:8080/a",
        "http://me@news.example/a",
        "mailto:a@b",
    ],
)
def test_an_address_that_is_no_plain_http_is_left_alone_and_its_host_not_asked(url: str) -> None:
    web = Web({"news.example": 200})
    assert secured(web, url) == [url]
    assert web.asked == []


def test_a_host_is_asked_once_a_round_whatever_it_answers() -> None:
    web = Web({"up.example": 200})
    secured(web, *(f"http://{host}.example/{n}" for n in range(3) for host in ("up", "down")))
    assert web.asked == ["https://up.example/robots.txt", "https://down.example/robots.txt"]


def test_an_answer_is_kept_and_asked_for_anew_when_it_is_old() -> None:
    kept = Kept()
    web = Web({"up.example": 200})
    secured(web, "http://up.example/1", kept=kept)
    assert secured(web, "http://up.example/2", kept=kept, now=NOW + KEPT) == [
        "https://up.example/2"
    ]
    assert len(web.asked) == 1
    secured(web, "http://up.example/3", kept=kept, now=NOW + 2 * KEPT)
    assert len(web.asked) == 2


def test_a_round_asks_few_hosts_and_the_next_one_goes_on() -> None:
    kept = Kept()
    urls = [f"http://h{n}.example/" for n in range(MOST_ASKED + 3)]
    web = Web({f"h{n}.example": 200 for n in range(MOST_ASKED + 3)})
    first = secured(web, *urls, kept=kept)
    assert [url.partition(":")[0] for url in first].count("http") == 3
    assert all(url.startswith("https:") for url in secured(web, *urls, kept=kept))


def test_the_letters_of_a_host_count_as_small() -> None:
    web = Web({"news.example": 200})
    assert secured(web, "http://News.example/A") == ["https://News.example/A"]
