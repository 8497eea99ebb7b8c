"""The tools of the MCP server, asked by the protocol's own client in process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from joining_room import NEWSLETTERS, PUBLICATION, sent_issue
from mcp import Client
from mcp.types import CallToolResult, ListToolsResult, TextContent
from small_issue import NOW, a_briefing, an_issue

from digest import __version__
from digest.config import Config, Settings
from digest.errors import StoreError
from digest.models import DESK, ApiScope, Citation, Field, Item, Passage, Selection
from digest.protocols import Store
from digest.usecases.newsroom import Newsroom
from digest.web.api.reading import Reading, Scopes
from digest.web.mcp.answers import MOST_CHARACTERS
from digest.web.mcp.server import archive_server
from digest.web.mcp.tools import TOOLS, Archive

LONG_ID = "daily@2026-11-22"
STORIES = 40
SENTENCES = 30


def archive_of(store: Store, scopes: Scopes = (ApiScope.READ,)) -> Archive:
    config = Config(
        folder=Path(), settings=Settings(publication=PUBLICATION), newsletters=NEWSLETTERS
    )
    newsroom = Newsroom(config=config, store=store, clock=lambda: NOW)
    return Archive(reading=Reading(newsroom=newsroom), scopes=scopes)


def asked(archive: Archive, act: Callable[[Client], Awaitable[Any]]) -> Any:
    async def ask() -> Any:
        async with Client(archive_server(archive)) as client:
            return await act(client)

    return asyncio.run(ask())


def call(archive: Archive, tool: str, **arguments: Any) -> CallToolResult:
    answer: CallToolResult = asked(archive, lambda client: client.call_tool(tool, arguments))
    (content,) = answer.content
    assert isinstance(content, TextContent)
    if not answer.is_error:
        # a client that knows no structured content reads the same
        assert json.loads(content.text) == answer.structured_content
    return answer


def refusal(archive: Archive, tool: str, **arguments: Any) -> str:
    answer = call(archive, tool, **arguments)
    assert answer.is_error
    (content,) = answer.content
    assert isinstance(content, TextContent)
    return content.text


def told_issue(store: Store) -> None:
    """Two stories: one of a cited sentence and the desk's word, one of another outlet."""
    cited = Passage(text="Ships wait.", article_id="a1", field=Field.TITLE, start=2, end=13)
    cranes = replace(cited, text="Cranes stand still.", article_id="a2")
    desk = Passage(text="We will see.", article_id=DESK)
    items = (
        Item(story_id="s1", headline=cited, section="sea", why_it_matters=((desk,),)),
        Item(story_id="s2", headline=cranes, section="sea"),
    )
    citations = []
    for article_id in ("a1", "a2"):
        citations.append(
            Citation(
                article_id=article_id,
                url=f"https://outlet.example/{article_id}",
                title="Ships",
                outlet="Outlet",
                published=NOW,
            )
        )
    issue_id = "daily@2026-11-21"
    briefing = a_briefing(issue_id, items=items, citations=tuple(citations))
    issue = an_issue(issue_id, subject="Ships wait and cranes stand still")
    store.issues.save_draft(briefing, Selection(stories=()), issue)
    store.issues.approve(issue_id, subscriber_ids=[], now=NOW)


def long_issue(store: Store) -> None:
    paragraph = []
    for number in range(SENTENCES):
        paragraph.append(Passage(text=f"{number} " + "ships wait " * 20, article_id=DESK))
    items = []
    for number in range(STORIES):
        headline = Passage(text=f"Story {number}", article_id=DESK)
        items.append(
            Item(
                story_id=f"s{number}",
                headline=headline,
                section="sea",
                what_happened=(tuple(paragraph),),
            )
        )
    briefing = a_briefing(LONG_ID, items=tuple(items))
    store.issues.save_draft(briefing, Selection(stories=()), an_issue(LONG_ID))
    store.issues.approve(LONG_ID, subscriber_ids=[], now=NOW)


@pytest.fixture
def archive(store: Store) -> Archive:
    sent_issue(store, "daily@2026-11-19", subject="Harbour opens")
    sent_issue(store, "oil@2026-11-20", subject="Oil harbour closes")
    told_issue(store)
    return archive_of(store)


def test_every_tool_says_that_it_only_reads(archive: Archive) -> None:
    listed: ListToolsResult = asked(archive, lambda client: client.list_tools())
    assert [tool.name for tool in listed.tools] == [tool.name for tool in TOOLS]
    for tool in listed.tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema is not None


def test_newsletters_and_their_issues_are_listed(archive: Archive) -> None:
    found = call(archive, "list_newsletters").structured_content["items"]
    assert [one["id"] for one in found] == ["daily", "gulf", "oil"]
    page = call(archive, "list_issues", newsletter="daily").structured_content
    assert [one["id"] for one in page["items"]] == ["daily@2026-11-21", "daily@2026-11-19"]
    assert page["next_page"] is None
    assert call(archive, "list_threads", newsletter="daily").structured_content == {
        "items": [],
        "next_page": None,
    }
    assert call(archive, "list_issues", newsletter="daily", page=2).structured_content == {
        "items": [],
        "next_page": None,
    }


def test_a_search_answers_with_spans_and_sources_or_with_an_empty_list(archive: Archive) -> None:
    (story,) = call(archive, "search_issues", words="CRANES stand").structured_content["items"]
    assert (story["id"], story["issue"]) == ("s2", "daily@2026-11-21")
    (passage,) = story["passages"]
    assert passage["span"] == {"field": "title", "start": 2, "end": 13}
    assert [source["url"] for source in story["sources"]] == ["https://outlet.example/a2"]
    for nothing in ({"words": "volcano"}, {"words": "cranes", "newsletter": "gulf"}):
        found = call(archive, "search_issues", **nothing).structured_content
        assert found == {"items": [], "left_out": 0}


def test_a_quoted_phrase_is_looked_for_as_it_stands(archive: Archive) -> None:
    (story,) = call(archive, "search_issues", words='"stand still"').structured_content["items"]
    assert story["id"] == "s2"
    found = call(archive, "search_issues", words='"still stand"').structured_content
    assert found == {"items": [], "left_out": 0}


def test_an_issue_and_a_story_are_read_with_their_sources(archive: Archive) -> None:
    issue = call(archive, "read_issue", issue="daily@2026-11-21").structured_content
    assert [story["id"] for story in issue["stories"]] == ["s1", "s2"]
    assert issue["left_out"] == []
    story = call(archive, "read_story", issue="daily@2026-11-21", story="s1").structured_content
    assert story == issue["stories"][0]
    headline, desk = story["passages"]
    assert (headline["source"], desk["source"]) == ("a1", None)
    assert [source["id"] for source in story["sources"]] == ["a1"]


def test_a_long_issue_is_bounded_and_names_the_stories_left_out(store: Store) -> None:
    long_issue(store)
    archive = archive_of(store)
    issue = call(archive, "read_issue", issue=LONG_ID)
    part = issue.structured_content
    assert len(json.dumps(part)) < MOST_CHARACTERS
    assert part["stories"]
    told = [story["id"] for story in part["stories"]]
    assert told + part["left_out"] == [f"s{number}" for number in range(STORIES)]
    left = call(archive, "read_story", issue=LONG_ID, story=part["left_out"][0])
    assert len(left.structured_content["passages"]) == SENTENCES + 1
    found = call(archive, "search_issues", words="reopens").structured_content
    assert len(json.dumps(found)) < MOST_CHARACTERS


def test_a_story_too_long_for_an_answer_says_how_many_sentences_are_left_out(
    store: Store,
) -> None:
    sentence = Passage(text="ships wait " * 300, article_id=DESK)
    headline = Passage(text="Ships", article_id=DESK)
    item = Item(story_id="s", headline=headline, section="sea", what_happened=((sentence,) * 30,))
    briefing = a_briefing(LONG_ID, items=(item,))
    store.issues.save_draft(briefing, Selection(stories=()), an_issue(LONG_ID))
    store.issues.approve(LONG_ID, subscriber_ids=[], now=NOW)
    story = call(archive_of(store), "read_story", issue=LONG_ID, story="s").structured_content
    assert len(json.dumps(story)) < MOST_CHARACTERS + 1000
    assert story["left_out"] == 31 - len(story["passages"])
    assert story["left_out"] > 0


def test_issues_of_members_stay_closed_without_the_right(archive: Archive, store: Store) -> None:
    assert "members" in refusal(archive, "read_issue", issue="oil@2026-11-20")
    assert call(archive, "search_issues", words="oil").structured_content["items"] == []
    member = archive_of(store, (ApiScope.READ, ApiScope.MEMBERS))
    assert not call(member, "read_issue", issue="oil@2026-11-20").is_error


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("read_issue", {"issue": "daily@2026-01-01"}, "no such issue"),
        ("read_story", {"issue": "daily@2026-11-21", "story": "x"}, "no such story"),
        ("read_thread", {"newsletter": "daily", "thread": "x"}, "no such thread"),
        ("list_issues", {"newsletter": "nowhere"}, "no such newsletter"),
        ("list_issues", {"newsletter": "daily", "page": 0}, "page"),
        ("search_issues", {"words": "x" * 500}, "words"),
        ("read_issue", {}, "issue"),
        ("read_issue", {"issue": "daily@2026-11-21", "more": 1}, "more"),
    ],
)
def test_a_wrong_call_is_refused_in_plain_words(
    archive: Archive, tool: str, arguments: dict[str, Any], words: str
) -> None:
    assert words in refusal(archive, tool, **arguments)


def test_a_draft_does_not_exist_for_a_program(archive: Archive, store: Store) -> None:
    briefing = a_briefing("gulf@2026-11-20")
    store.issues.save_draft(briefing, Selection(stories=()), an_issue("gulf@2026-11-20"))
    assert refusal(archive, "read_issue", issue="gulf@2026-11-20") == "no such issue"


def test_an_unknown_tool_names_those_that_exist(archive: Archive) -> None:
    assert "read_issue" in refusal(archive, "delete_issue")


class AwayStore:
    """A store whose database does not answer."""

    @property
    def issues(self) -> Any:
        raise StoreError("connection refused")


def test_a_database_that_is_away_is_said_in_words() -> None:
    archive = archive_of(cast(Store, AwayStore()))
    words = refusal(archive, "read_issue", issue="daily@2026-11-21")
    assert words == "the database does not answer"


def test_the_server_tells_the_newsroom_and_the_version_of_the_program(archive: Archive) -> None:
    async def name(client: Client) -> Any:
        return client.server_info

    told = asked(archive, name)
    title = archive.reading.newsroom.config.settings.publication.name
    assert (told.title, told.version) == (title, __version__)
