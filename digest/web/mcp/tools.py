"""Tools of the MCP server, one line each. Every tool reads; none writes.

To add one, write its function here and add one line to TOOLS.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from digest.kernel.search_terms import SearchTerm, hits, search_terms
from digest.web.api import bodies
from digest.web.api.operations import HIGHEST_PAGE, LONGEST_ID, LONGEST_QUERY
from digest.web.api.reading import Page, Reading, Scopes
from digest.web.mcp.answers import (
    MOST_CHARACTERS,
    FoundStories,
    IssueList,
    IssuePart,
    ThreadList,
    ToldStory,
    bounded,
    those_with_room,
)

ISSUES_A_PAGE = 20

MOST_ISSUES_READ = 10
"""Found issues whose stories are read: more would fill no answer."""

# the stories are what was asked for; corrections must not crowd them out
CORRECTIONS_SHARE = 4
"""Corrections take a quarter of an answer at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The issues that went out, as far as the rights reach."""

    reading: Reading
    scopes: Scopes


Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]


class NoWish(bodies.Wanted):
    """A tool without arguments."""


class WantedIssues(bodies.Wanted):
    """A page of issues, or of threads."""

    newsletter: Id
    """The id of the newsletter."""
    page: Annotated[int, Field(ge=1, le=HIGHEST_PAGE)] = 1


class WantedWords(bodies.Wanted):
    """Words to look for."""

    words: Annotated[str, Field(min_length=1, max_length=LONGEST_QUERY)]
    """Words, and phrases in quotation marks: an issue must hold each."""
    newsletter: Annotated[str, Field(max_length=LONGEST_ID)] = ""
    """Only issues of this newsletter; "" is all."""


class WantedIssue(bodies.Wanted):
    """An issue by its id."""

    issue: Id


class WantedStory(bodies.Wanted):
    """A story by its id and that of its issue."""

    issue: Id
    story: Id


class WantedThread(bodies.Wanted):
    """A thread by its id and that of its newsletter."""

    newsletter: Id
    thread: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveTool:
    """One tool: `wanted` are its arguments, `act` answers them."""

    name: str
    summary: str
    wanted: type[bodies.Wanted]
    answer: type[bodies.Body]
    act: Callable[[Archive, Any], bodies.Body]


def _newsletters(archive: Archive, _wanted: NoWish) -> bodies.NewsletterPage:
    return archive.reading.newsletters()


def _issues(archive: Archive, wanted: WantedIssues) -> IssueList:
    page = Page(number=wanted.page, size=ISSUES_A_PAGE)
    answer = archive.reading.issues(archive.scopes, wanted.newsletter, page)
    next_page = None if answer.next is None else wanted.page + 1
    return IssueList(items=answer.items, next_page=next_page)


def _search(archive: Archive, wanted: WantedWords) -> FoundStories:
    terms = search_terms(wanted.words)
    issues = []
    # the rights are judged where issues are looked up: a found issue may be read
    for line in archive.reading.search(archive.scopes, wanted.words).items:
        if wanted.newsletter in ("", line.newsletter):
            issues.append(line.id)
    stories: list[bodies.StoryBody] = []
    for issue_id in issues[:MOST_ISSUES_READ]:
        issue = archive.reading.issue(archive.scopes, issue_id)
        stories += _stories_with(terms, issue.stories)
    with_room, left = those_with_room(stories)
    return FoundStories(items=with_room, left_out=len(left))


def _stories_with(
    terms: Sequence[SearchTerm], stories: list[bodies.StoryBody]
) -> list[bodies.StoryBody]:
    """Return the stories that hold most of the terms; the lead where the subject alone does."""
    counts = []
    for story in stories:
        text = "\n".join([passage.text for passage in story.passages])
        counts.append(sum([bool(hits(text, [term])) for term in terms]))
    most = max(counts, default=0)
    # the words stand in the subject alone, which tells of the lead
    if most == 0:
        return stories[:1]
    with_term = []
    for story, count in zip(stories, counts, strict=True):
        if count == most:
            with_term.append(story)
    return with_term


def _issue(archive: Archive, wanted: WantedIssue) -> IssuePart:
    issue = archive.reading.issue(archive.scopes, wanted.issue)
    corrections: list[bodies.CorrectionBody] = []
    room = MOST_CHARACTERS // CORRECTIONS_SHARE
    # the newest corrections stand last, and are kept
    for correction in reversed(issue.corrections):
        room -= len(correction.model_dump_json())
        if room >= 0:
            corrections.insert(0, correction)
    # stories leave the corrections their share: a correction must never be cut for length alone
    with_room, left = those_with_room(
        issue.stories, MOST_CHARACTERS - MOST_CHARACTERS // CORRECTIONS_SHARE
    )
    return IssuePart(
        id=issue.id,
        newsletter=issue.newsletter,
        subject=issue.subject,
        preheader=issue.preheader,
        published=issue.published.isoformat(),
        url=issue.url,
        stories=with_room,
        left_out=[story.id for story in left],
        corrections=corrections,
    )


def _story(archive: Archive, wanted: WantedStory) -> ToldStory:
    return bounded(archive.reading.story(archive.scopes, wanted.issue, wanted.story))


def _threads(archive: Archive, wanted: WantedIssues) -> ThreadList:
    page = Page(number=wanted.page, size=ISSUES_A_PAGE)
    answer = archive.reading.threads(archive.scopes, wanted.newsletter, page)
    next_page = None if answer.next is None else wanted.page + 1
    return ThreadList(items=answer.items, next_page=next_page)


def _thread(archive: Archive, wanted: WantedThread) -> bodies.ThreadBody:
    return archive.reading.thread(archive.scopes, wanted.newsletter, wanted.thread)


TOOLS: tuple[ArchiveTool, ...] = (
    ArchiveTool(
        name="list_newsletters",
        summary="List the newsletters.",
        wanted=NoWish,
        answer=bodies.NewsletterPage,
        act=_newsletters,
    ),
    ArchiveTool(
        name="list_issues",
        summary="List the issues of a newsletter that went out, newest first.",
        wanted=WantedIssues,
        answer=IssueList,
        act=_issues,
    ),
    ArchiveTool(
        name="search_issues",
        summary="Find stories of sent issues by words, with the sentences, their spans in the "
        "cited articles, and these sources; an empty list when no issue has the words.",
        wanted=WantedWords,
        answer=FoundStories,
        act=_search,
    ),
    ArchiveTool(
        name="read_issue",
        summary="Read an issue: its stories with spans and sources, and its corrections.",
        wanted=WantedIssue,
        answer=IssuePart,
        act=_issue,
    ),
    ArchiveTool(
        name="read_story",
        summary="Read one story of an issue, with the span and source of each sentence.",
        wanted=WantedStory,
        answer=ToldStory,
        act=_story,
    ),
    ArchiveTool(
        name="list_threads",
        summary="List the stories that more than one issue told, the one told last first.",
        wanted=WantedIssues,
        answer=ThreadList,
        act=_threads,
    ),
    ArchiveTool(
        name="read_thread",
        summary="Read how the issues of a newsletter told one story, newest first.",
        wanted=WantedThread,
        answer=bodies.ThreadBody,
        act=_thread,
    ),
)
