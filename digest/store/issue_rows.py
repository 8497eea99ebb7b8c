"""Rows of the issue tables: made of briefings and issues, and read as nouns again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from digest.models import (
    Briefing,
    Direction,
    InlineImage,
    Issue,
    IssueState,
    MailKind,
    PastStory,
    Selection,
    Story,
)

ISSUE_COLUMNS = tuple(field.name for field in fields(Issue) if field.name != "images")
"""The fields of an issue that are columns of its row; pictures stand in a table of their own."""


def draft_row(issue: Issue) -> dict[str, Any]:
    """Make the row of a rendered draft."""
    row = {name: getattr(issue, name) for name in ISSUE_COLUMNS}
    return {**row, "state": IssueState.DRAFT, "approved": None}


def held_row(briefing: Briefing) -> dict[str, Any]:
    """Make the row of an issue that was held: it has no text to send."""
    return {
        "id": briefing.issue_id,
        "newsletter_id": briefing.newsletter_id,
        "newsletter_name": briefing.newsletter_name,
        "slot": briefing.slot,
        "subject": briefing.subject,
        "preheader": briefing.preheader,
        # a held issue has no mail: it keeps its place and the reasons
        "html": "",
        "text": "",
        "content_hash": "",
        "language": briefing.language,
        "direction": Direction(briefing.direction),
        "created": briefing.at,
        "state": IssueState.HELD,
        "approved": None,
        "kind": MailKind.ISSUE,
        "made_from": "",
    }


def image_row(issue_id: str, position: int, image: InlineImage) -> dict[str, Any]:
    """Make the row of one embedded picture."""
    return {
        "issue_id": issue_id,
        "position": position,
        "cid": image.cid,
        "content_type": image.content_type,
        "content": image.content,
    }


def thread_rows(briefing: Briefing, selection: Selection, now: datetime) -> list[dict[str, Any]]:
    """Make a row of each story that the issue carries.

    An editor may have taken some of the selected stories out of the briefing.
    """
    headlines = {item.story_id: item.headline.text for item in briefing.items}
    # a story of one line has no headline of its own
    for also in briefing.also:
        headlines.setdefault(also.story_id, "")
    told_articles: set[str] = set()
    for item in briefing.items:
        told_articles.update(item.article_ids)
    rows: dict[str, dict[str, Any]] = {}
    for story in (*selection.stories, *selection.also, *_taken_in(selection, told_articles)):
        # an editor may have taken the story out; a card may have taken in a line
        if story.id in headlines or story.lead.id in told_articles:
            headline = headlines.get(story.id) or story.lead.title
            rows[story.id] = _thread_row(briefing, story, headline, now)
    # counted last: a story that was taken out leaves no gap
    for position, row in enumerate(rows.values()):
        row["position"] = position
    return list(rows.values())


def _taken_in(selection: Selection, told_articles: Set[str]) -> Iterator[Story]:
    """Yield the stories without a place of their own that a card tells as a side of its event."""
    carried: set[str] = set()
    for story in selection.stories:
        carried.update(article.id for article in story.articles)
    for story in selection.missed:
        # its reports may stand on a card because they are reports of that card's story
        if story.lead.id in told_articles and story.lead.id not in carried:
            yield story


def _thread_row(briefing: Briefing, story: Story, headline: str, now: datetime) -> dict[str, Any]:
    return {
        "issue_id": briefing.issue_id,
        "story_id": story.id,
        "newsletter_id": briefing.newsletter_id,
        # a story without an earlier issue begins a thread of its own
        "thread_id": story.thread_id or story.id,
        "published": now,
        "headline": headline,
        "article_ids": _article_ids(story),
        "article_urls": tuple(article.canonical_url or article.url for article in story.articles),
        "facts": story.facts,
        "terms": dict(story.terms),
    }


def _article_ids(story: Story) -> tuple[str, ...]:
    """The ids of a story's articles and of their folded copies, each once."""
    ids = [article.id for article in story.articles]
    # a copy that comes again tomorrow must be known, too
    ids += [copy.folded for copy in story.copies]
    return tuple(dict.fromkeys(ids))


def cited_article_ids(briefing: Briefing) -> list[str]:
    """List the ids of the stored articles that a briefing stands on."""
    cited = {citation.article_id for citation in briefing.citations}
    for item in briefing.items:
        cited.update(item.article_ids)
    return sorted(cited)


def past_story(row: Row[Any]) -> PastStory:
    """Read a row of `story_threads`."""
    return PastStory(
        thread_id=row.thread_id,
        issue_id=row.issue_id,
        story_id=row.story_id,
        published=row.published,
        headline=row.headline,
        url="",  # the web view; the store does not know the public address
        article_ids=row.article_ids,
        article_urls=row.article_urls,
        facts=row.facts,
        terms=row.terms,
    )


def images_by_issue(rows: Iterable[Row[Any]]) -> dict[str, list[InlineImage]]:
    """Read rows of `issue_images`, which stand in the order of their positions."""
    images: dict[str, list[InlineImage]] = {}
    for row in rows:
        # a driver may give a memoryview
        content = bytes(row.content)
        image = InlineImage(cid=row.cid, content_type=row.content_type, content=content)
        images.setdefault(row.issue_id, []).append(image)
    return images
