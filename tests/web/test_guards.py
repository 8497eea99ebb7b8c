"""The guards put headers on every answer, and refuse a request that no page can want."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from digest.web.guards import (
    HEADERS,
    HTTPS_FOR_GOOD,
    MAX_BODY_BYTES,
    BodyLimit,
    PlainPaths,
    StrictHeaders,
)


class Asked:
    """The innermost app: it reads the whole body, and says how many bytes came."""

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        self.headers = headers
        self.bodies: list[bytes] = []
        self.scopes: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope["type"])
        if scope["type"] != "http":
            return
        self.bodies.append(await Request(scope, receive).body())
        await PlainTextResponse("answer", headers=self.headers)(scope, receive, send)


def answer_of(
    app: ASGIApp,
    *,
    path: str = "/",
    scheme: str = "http",
    chunks: Iterable[bytes] = (b"",),
    method: str = "POST",
    query: str = "",
    host: str = "news.example",
) -> tuple[int, dict[str, str]]:
    """Send one request through an app; return the status and the headers."""
    sent: list[Message] = []
    waiting = list(chunks)
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "scheme": scheme,
        "headers": [(b"host", host.encode())],
    }

    async def receive() -> Message:
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    call: Callable[..., Coroutine[Any, Any, None]] = app  # type: ignore[assignment]
    asyncio.run(call(scope, receive, send))
    start = sent[0]
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers


def test_every_answer_gets_every_header() -> None:
    status, headers = answer_of(StrictHeaders(Asked()))
    assert status == 200
    assert HEADERS.items() <= headers.items()


def test_no_script_no_frame_and_no_other_site_is_allowed() -> None:
    policy = HEADERS["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert not any(rule.startswith("script-src") for rule in policy)
    # our addresses hold tokens: no other site may log them
    assert HEADERS["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("name", list(HEADERS))
def test_a_page_that_sets_a_header_itself_keeps_it(name: str) -> None:
    _, headers = answer_of(StrictHeaders(Asked({name: "its own"})))
    assert headers[name] == "its own"


@pytest.mark.parametrize(("scheme", "told"), [("https", HTTPS_FOR_GOOD), ("http", None)])
def test_https_for_good_is_asked_for_over_https_alone(scheme: str, told: str | None) -> None:
    _, headers = answer_of(StrictHeaders(Asked()), scheme=scheme)
    assert headers.get("strict-transport-security") == told


@pytest.mark.parametrize("sizes", [[0], [1], [MAX_BODY_BYTES], [MAX_BODY_BYTES - 1, 1], [1] * 9])
def test_a_body_up_to_the_limit_arrives_whole(sizes: list[int]) -> None:
    asked = Asked()
    status, _ = answer_of(BodyLimit(asked), chunks=[b"x" * size for size in sizes])
    assert status == 200
    assert asked.bodies == [b"x" * sum(sizes)]


@pytest.mark.parametrize(
    "sizes", [[MAX_BODY_BYTES + 1], [MAX_BODY_BYTES, 1], [5000, 5000], [1_000_000]]
)
def test_a_body_past_the_limit_is_refused_though_no_length_was_announced(
    sizes: list[int],
) -> None:
    asked = Asked()
    with pytest.raises(HTTPException) as refused:
        answer_of(BodyLimit(asked), chunks=[b"x" * size for size in sizes])
    assert refused.value.status_code == 413
    assert asked.bodies == []


def test_each_request_has_a_limit_of_its_own() -> None:
    app = BodyLimit(Asked())
    for _ in range(3):
        assert answer_of(app, chunks=[b"x" * MAX_BODY_BYTES])[0] == 200


@pytest.mark.parametrize("path", ["/", "/i/daily@2026-11-23", "/archive/عربي", "/u/abc-_.~", "/%"])
def test_a_printable_path_is_asked_for(path: str) -> None:
    asked = Asked()
    assert answer_of(PlainPaths(asked), path=path)[0] == 200
    assert len(asked.bodies) == 1


@pytest.mark.parametrize("path", ["/\0", "/u/\x7f", "/a\nb", "/\x1b[31m", "/\ud800", "/\u202e"])
def test_a_path_with_a_control_character_reaches_no_page(path: str) -> None:
    asked = Asked()
    assert answer_of(PlainPaths(asked), path=path)[0] == 404
    assert asked.scopes == []


@pytest.mark.parametrize(
    ("path", "query", "target"),
    [
        ("/archive/", "", "/archive"),
        ("/archive/daily//", "page=2", "/archive/daily?page=2"),
        # no path may become the name of a host
        ("//evil.example/", "", "/evil.example"),
        ("/\\evil.example/", "", "/%5Cevil.example"),
        ("/i/daily@2026-11-23/", "", "/i/daily@2026-11-23"),
        ("/archive/عربي/", "", "/archive/%D8%B9%D8%B1%D8%A8%D9%8A"),
    ],
)
def test_a_slash_at_the_end_leads_to_a_path_of_the_same_site_alone(
    path: str, query: str, target: str
) -> None:
    status, headers = answer_of(
        PlainPaths(Asked()), path=path, query=query, method="GET", host="evil.example"
    )
    assert (status, headers["location"]) == (308, target)


def test_a_post_and_the_api_are_led_nowhere() -> None:
    assert answer_of(PlainPaths(Asked()), path="/join/")[0] == 200
    assert answer_of(PlainPaths(Asked()), path="/api/", method="GET")[0] == 200


@pytest.mark.parametrize("guard", [StrictHeaders, BodyLimit, PlainPaths])
def test_the_start_of_the_server_passes_each_guard(guard: Callable[[ASGIApp], ASGIApp]) -> None:
    asked = Asked()

    async def start() -> None:
        async def receive() -> Message:
            return {"type": "lifespan.startup"}

        async def send(_message: Message) -> None:
            raise AssertionError("a guard has no word in the lifespan")

        await guard(asked)({"type": "lifespan"}, receive, send)

    asyncio.run(start())
    assert asked.scopes == ["lifespan"]
