"""Operations of the API, one line each: routes and the OpenAPI description are made of this table.

To add one, write its method in reading.py or writing.py and add one line here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel

from digest.models import ApiScope, ApiToken
from digest.web.api import bodies
from digest.web.api.reading import Page, Reading
from digest.web.api.writing import WritingPart

ROOT = "/v1"

DEFAULT_PAGE_SIZE = 30
LARGEST_PAGE = 100
# a database counts its way to a page: page numbers without a bound would be a cheap attack
HIGHEST_PAGE = 10_000
LONGEST_QUERY = 100
LONGEST_ID = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCall:
    """One request: its token, the parts of its path, its query and its body."""

    token: ApiToken
    path: dict[str, str]
    page: Page
    query: str
    body: BaseModel | None
    reading: Reading
    writing: WritingPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation: `pages` and `searches` say which parameters its query has."""

    name: str
    method: str
    path: str
    scope: ApiScope
    summary: str
    answer: type[bodies.Body]
    act: Callable[[ApiCall], bodies.Body]
    body: type[BaseModel] | None = None
    pages: bool = False
    searches: bool = False
    status: int = 200
    errors: tuple[int, ...] = ()


def _add_reader(call: ApiCall) -> bodies.Body:
    return call.writing.add_reader(call.token.name, cast(bodies.NewReader, call.body))


def _set_tier(call: ApiCall) -> bodies.Body:
    return call.writing.set_tier(cast(bodies.NewTier, call.body))


def _record_event(call: ApiCall) -> bodies.Body:
    return call.writing.record_event(call.token.name, cast(bodies.NewEvent, call.body))


# in the order of the description and of docs/api.md: first reading, then writing
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="listNewsletters",
        method="GET",
        path="/newsletters",
        scope=ApiScope.READ,
        summary="List the newsletters.",
        answer=bodies.NewsletterPage,
        act=lambda call: call.reading.newsletters(),
    ),
    Operation(
        name="listIssues",
        method="GET",
        path="/newsletters/{newsletter}/issues",
        scope=ApiScope.READ,
        summary="List the issues of a newsletter that went out, newest first.",
        answer=bodies.IssuePage,
        act=lambda call: call.reading.issues(call.token.scopes, call.path["newsletter"], call.page),
        pages=True,
        errors=(404,),
    ),
    Operation(
        name="listThreads",
        method="GET",
        path="/newsletters/{newsletter}/threads",
        scope=ApiScope.READ,
        summary="List the stories that more than one issue told, the one told last first.",
        answer=bodies.ThreadPage,
        act=lambda call: call.reading.threads(
            call.token.scopes, call.path["newsletter"], call.page
        ),
        pages=True,
        errors=(404,),
    ),
    Operation(
        name="getThread",
        method="GET",
        path="/newsletters/{newsletter}/threads/{thread}",
        scope=ApiScope.READ,
        summary="Read how the issues of a newsletter told one story, newest first.",
        answer=bodies.ThreadBody,
        act=lambda call: call.reading.thread(
            call.token.scopes, call.path["newsletter"], call.path["thread"]
        ),
        errors=(404,),
    ),
    Operation(
        name="getIssue",
        method="GET",
        path="/issues/{issue}",
        scope=ApiScope.READ,
        summary="Read an issue whole: its stories with spans and sources, and its corrections.",
        answer=bodies.IssueBody,
        act=lambda call: call.reading.issue(call.token.scopes, call.path["issue"]),
        errors=(404,),
    ),
    Operation(
        name="getStory",
        method="GET",
        path="/issues/{issue}/stories/{story}",
        scope=ApiScope.READ,
        summary="Read one story of an issue.",
        answer=bodies.StoryBody,
        act=lambda call: call.reading.story(
            call.token.scopes, call.path["issue"], call.path["story"]
        ),
        errors=(404,),
    ),
    Operation(
        name="search",
        method="GET",
        path="/search",
        scope=ApiScope.READ,
        summary="Find the issues that hold all words and quoted phrases of `q`, the best first.",
        answer=bodies.FoundIssues,
        act=lambda call: call.reading.search(call.token.scopes, call.query),
        searches=True,
    ),
    Operation(
        name="addReader",
        method="POST",
        path="/readers",
        scope=ApiScope.READERS,
        summary="Mail a reader the link that confirms joining.",
        answer=bodies.Accepted,
        act=_add_reader,
        body=bodies.NewReader,
        status=202,
        errors=(409,),
    ),
    Operation(
        name="setTier",
        method="POST",
        path="/readers/tier",
        scope=ApiScope.READERS,
        summary="Make a reader a member, or no member.",
        answer=bodies.Accepted,
        act=_set_tier,
        body=bodies.NewTier,
        status=202,
    ),
    Operation(
        name="recordEvent",
        method="POST",
        path="/events",
        scope=ApiScope.EVENTS,
        summary="Report that an address bounced, complained or wants to leave.",
        answer=bodies.Accepted,
        act=_record_event,
        body=bodies.NewEvent,
        status=202,
    ),
)
