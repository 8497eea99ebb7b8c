"""api_app: the API as an ASGI app of its own, mounted at /api: tokens, limits, ETags and errors."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from digest.errors import StoreError
from digest.logs import get_logger
from digest.models import ApiToken, RateLimit
from digest.usecases.api_access import valid_api_token
from digest.usecases.newsroom import Newsroom
from digest.web.api.openapi import describe
from digest.web.api.operations import (
    DEFAULT_PAGE_SIZE,
    HIGHEST_PAGE,
    LARGEST_PAGE,
    LONGEST_QUERY,
    OPERATIONS,
    ROOT,
    ApiCall,
    Operation,
)
from digest.web.api.problems import COME_BACK_AFTER_S, Refusal, answer_refusal, problem
from digest.web.api.reading import Page, Reading
from digest.web.api.writing import WritingPart
from digest.web.forms import network_of
from digest.web.versions import etag_of, is_known

MINUTE_S = 60.0
HOUR_S = 3600.0
MOST_ERRORS = 20
"""Wrong fields that one answer names."""

log = get_logger("api")

Endpoint = Callable[[Request], Awaitable[Response]]


def api_app(newsroom: Newsroom) -> Starlette:
    """Make the API. Every error is problem+json."""
    description = describe(newsroom.config.settings.publication.public_url)
    gate = _Gate(newsroom=newsroom)

    async def openapi(_request: Request) -> Response:
        return JSONResponse(description)

    routes = [Route("/openapi.json", openapi)]
    by_path: dict[str, list[Operation]] = {}
    for operation in OPERATIONS:
        # operations of one path stand together, as in the description
        by_path.setdefault(operation.path, []).append(operation)
    for path, operations in by_path.items():
        for operation in operations:
            endpoint = _endpoint(operation, gate)
            routes.append(Route(f"{ROOT}{path}", endpoint, methods=[operation.method]))
    return Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: answer_refusal,
            StoreError: _store_is_away,
            Exception: _failed,
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gate:
    """Lets a request in when its token is valid, has the scope, and keeps within its limit."""

    newsroom: Newsroom

    def enter(self, request: Request, operation: Operation) -> ApiToken:
        """Return the token of a request. Raises Refusal."""
        settings = self.newsroom.config.settings.api
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        token = None
        if scheme.lower() == "bearer":
            token = valid_api_token(self.newsroom, text.strip())
        if token is None:
            limit = RateLimit(
                key=f"wrong API tokens from {network_of(request)}",
                most=settings.wrong_tokens_an_hour,
                window_s=HOUR_S,
            )
            self._count(limit, "too many requests without a valid token")
            challenge = {"www-authenticate": "Bearer"}
            raise Refusal(401, "send a valid token: Authorization: Bearer TOKEN", headers=challenge)
        limit = RateLimit(
            key=f"API token {token.id}", most=settings.requests_a_minute, window_s=MINUTE_S
        )
        self._count(limit, f"more than {settings.requests_a_minute} requests in a minute")
        # behind the limit: guessing at scopes counts as requests, too
        if operation.scope not in token.scopes:
            raise Refusal(403, f"the token lacks the scope {operation.scope}")
        return token

    def _count(self, limit: RateLimit, detail: str) -> None:
        now = self.newsroom.clock()
        (count,) = self.newsroom.store.joining.counted([limit], now=now)
        if count > limit.most:
            # windows begin at whole multiples of their length, as the store counts them
            left_s = limit.window_s - now.timestamp() % limit.window_s
            raise Refusal(429, detail, headers={"retry-after": str(math.ceil(left_s))})


def _endpoint(operation: Operation, gate: _Gate) -> Endpoint:
    reading = Reading(newsroom=gate.newsroom)
    writing = WritingPart(newsroom=gate.newsroom)

    async def endpoint(request: Request) -> Response:
        # the token first: a stranger learns of no other rule
        token = await run_in_threadpool(gate.enter, request, operation)
        content = b""
        if operation.body is not None:
            if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
                raise Refusal(415, "send the body as application/json")
            content = await request.body()

        def act() -> Response:
            call = ApiCall(
                token=token,
                path=dict(request.path_params),
                page=_page(request, operation),
                query=_query(request, operation),
                body=_body(operation, content),
                reading=reading,
                writing=writing,
            )
            return _answer(request, operation, operation.act(call))

        return await run_in_threadpool(act)

    return endpoint


def _answer(request: Request, operation: Operation, body: BaseModel) -> Response:
    content = body.model_dump_json().encode()
    if operation.method != "GET":
        return Response(content, operation.status, media_type="application/json")
    etag = etag_of(content)
    # kept by the program alone: another token may not read the same
    headers = {"etag": etag, "cache-control": "private, no-cache", "vary": "authorization"}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(content, operation.status, headers, media_type="application/json")


def _page(request: Request, operation: Operation) -> Page:
    if not operation.pages:
        return Page()
    number = _number(request, "page", usual=1, largest=HIGHEST_PAGE)
    size = _number(request, "per_page", usual=DEFAULT_PAGE_SIZE, largest=LARGEST_PAGE)
    return Page(number=number, size=size)


def _number(request: Request, name: str, *, usual: int, largest: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return usual
    # `isdigit` alone takes digits of other scripts, and `int` a text of any length
    if text.isascii() and text.isdigit() and len(text) <= len(str(largest)):
        number = int(text)
        if 1 <= number <= largest:
            return number
    raise Refusal(400, f"{name} is a whole number from 1 to {largest}")


def _query(request: Request, operation: Operation) -> str:
    if not operation.searches:
        return ""
    text = request.query_params.get("q")
    if text is None:
        raise Refusal(400, "q is missing: the words to look for")
    if len(text) > LONGEST_QUERY:
        raise Refusal(400, f"q has {LONGEST_QUERY} characters at most")
    if not text.isprintable():
        raise Refusal(400, "q holds a control character")
    return text


def _body(operation: Operation, content: bytes) -> BaseModel | None:
    if operation.body is None:
        return None
    try:
        return operation.body.model_validate_json(content)
    except ValidationError as error:
        wrong = []
        for fault in error.errors(include_url=False, include_context=False, include_input=False):
            place = ".".join(str(step) for step in fault["loc"])
            wrong.append({"field": place, "problem": fault["msg"]})
        raise Refusal(422, "the body has wrong fields", errors=wrong[:MOST_ERRORS]) from error


def _store_is_away(_request: Request, error: Exception) -> Response:
    log.error("store_unavailable", error=str(error))
    return problem(
        503, "the database does not answer", headers={"retry-after": str(COME_BACK_AFTER_S)}
    )


def _failed(_request: Request, error: Exception) -> Response:
    log.error("api_failed", error=repr(error))
    return problem(500, "this is a fault of the newsroom, and it is logged")
