"""Kept pages: the same bytes for some seconds, public answers alone, within a number of bytes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from digest.web.page_cache import LARGEST_PAGE_BYTES, PageCache

PUBLIC = {"cache-control": "public, max-age=300", "x-own": "1"}


@dataclass(slots=True)
class Pages:
    """An app that counts how often it is asked."""

    now: float = 0.0
    asked: list[str] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        self.asked.append(request.url.path)
        kind = request.path_params["kind"]
        text = f"{kind} {len(self.asked)} {request.headers.get('accept-language')}"
        if kind == "own":
            return PlainTextResponse(text)
        if kind == "gone":
            return PlainTextResponse(text, 404, headers=PUBLIC)
        if kind == "large":
            return PlainTextResponse("x" * (LARGEST_PAGE_BYTES + 1), headers=PUBLIC)
        if kind == "parts":
            return StreamingResponse(iter([b"one ", text.encode()]), headers=PUBLIC)
        return PlainTextResponse(text, headers=PUBLIC)

    def client(self, *, keep_s: float = 10, most_bytes: int = 1_000) -> TestClient:
        route = Route("/{kind}", self.answer, methods=["GET", "POST"])
        app = Starlette(routes=[route])
        cache = PageCache(app, keep_s=keep_s, most_bytes=most_bytes, clock=lambda: self.now)
        return TestClient(cache)


@pytest.mark.parametrize("kind", ["list", "parts"])
def test_a_public_page_is_the_same_for_some_seconds(kind: str) -> None:
    pages = Pages()
    client = pages.client()
    first = client.get(f"/{kind}")
    second = client.get(f"/{kind}")
    assert second.content == first.content
    assert second.headers["x-own"] == "1"
    assert len(pages.asked) == 1
    pages.now = 10.0
    assert client.get(f"/{kind}").content != first.content


@pytest.mark.parametrize("kind", ["own", "gone", "large"])
def test_an_answer_that_is_not_for_every_cache_is_made_anew(kind: str) -> None:
    pages = Pages()
    client = pages.client()
    client.get(f"/{kind}")
    client.get(f"/{kind}")
    assert len(pages.asked) == 2


def test_each_query_and_each_language_has_a_page_of_its_own() -> None:
    pages = Pages()
    client = pages.client()
    answers = {
        client.get("/list").text,
        client.get("/list?page=2").text,
        client.get("/list", headers={"accept-language": "ar"}).text,
    }
    assert len(answers) == 3
    assert client.get("/list", headers={"accept-language": "ar"}).text in answers
    assert len(pages.asked) == 3


def test_posts_and_questions_about_a_kept_copy_reach_the_app() -> None:
    pages = Pages()
    client = pages.client()
    client.get("/list")
    client.post("/list")
    client.get("/list", headers={"if-none-match": '"x"'})
    client.get("/list", headers={"authorization": "Bearer x"})
    client.get("/list?q=" + "x" * 400)
    client.get("/list?q=" + "x" * 400)
    assert len(pages.asked) == 6


def test_the_oldest_pages_go_when_the_room_is_full() -> None:
    pages = Pages()
    client = pages.client(most_bytes=24)
    for kind in ("a", "b", "c", "d", "a"):
        client.get(f"/{kind}")
    assert pages.asked == ["/a", "/b", "/c", "/d", "/a"]
    client.get("/d")
    assert len(pages.asked) == 5


def test_no_page_is_kept_for_no_time() -> None:
    pages = Pages()
    client = pages.client(keep_s=0)
    client.get("/list")
    client.get("/list")
    assert len(pages.asked) == 2


# ---- limits --------------------------------------------------------------------------------------


async def asked(cache: PageCache, query: bytes = b"", method: str = "GET") -> list[Message]:
    """Ask a cache for one page as a server does, and return the messages it sends."""
    sent: list[Message] = []
    scope = {
        "type": "http",
        "method": method,
        "path": "/list",
        "query_string": query,
        "headers": [],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await cache(scope, receive, send)
    return sent


def counting(size_bytes: int, count: list[int]) -> PageCache:
    """Return a cache before an app that counts its answers, each of so many bytes."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        count.append(1)
        headers = [(b"cache-control", b"public")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"x" * size_bytes})

    return PageCache(app, keep_s=10, clock=lambda: 0.0)


@pytest.mark.parametrize(("size_bytes", "answers"), [(1_000_000, 1), (1_000_001, 2)])
def test_an_answer_of_a_million_bytes_is_kept(size_bytes: int, answers: int) -> None:
    count: list[int] = []
    cache = counting(size_bytes, count)
    for _ in range(2):
        asyncio.run(asked(cache))
    assert len(count) == answers


@pytest.mark.parametrize(("query_bytes", "answers"), [(300, 1), (301, 2)])
def test_a_question_of_three_hundred_bytes_is_kept(query_bytes: int, answers: int) -> None:
    count: list[int] = []
    cache = counting(10, count)
    for _ in range(2):
        asyncio.run(asked(cache, b"q" * query_bytes))
    assert len(count) == answers


def test_a_kept_answer_is_sent_with_headers_of_its_own() -> None:
    cache = counting(10, [])
    asyncio.run(asked(cache))
    first, _ = asyncio.run(asked(cache))
    # a guard outside adds to the headers of what it is given
    first["headers"].append((b"x-guard", b"1"))
    again, body = asyncio.run(asked(cache))
    assert again["headers"] == [(b"cache-control", b"public")]
    assert body["body"] == b"x" * 10


def test_the_bytes_of_all_pages_are_counted_and_a_page_counts_once() -> None:
    cache = counting(10, [])
    for query in (b"a", b"b", b"a"):
        asyncio.run(asked(cache, query))
    assert cache.size_bytes == 20
    cache.clock = lambda: 11.0
    # a page that is made anew takes the place of the one before
    asyncio.run(asked(cache, b"a"))
    assert cache.size_bytes == 20


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_only_a_get_is_answered_from_memory(method: str) -> None:
    count: list[int] = []
    cache = counting(10, count)
    asyncio.run(asked(cache))
    asyncio.run(asked(cache, method=method))
    assert len(count) == 2
