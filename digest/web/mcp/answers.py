"""Answers of the MCP server: the bodies of the API, each within a bound of characters."""

from __future__ import annotations

from collections.abc import Sequence

from digest.web.api import bodies

MOST_CHARACTERS = 40_000
"""Of one answer as JSON, about 10,000 tokens: a model's window must hold several answers."""


class IssueList(bodies.Body):
    """One page of issues, newest first."""

    items: list[bodies.IssueLine]
    next_page: int | None
    """The number of the next page; null on the last."""


class ThreadList(bodies.Body):
    """One page of stories that more than one issue told."""

    items: list[bodies.ThreadLine]
    next_page: int | None
    """The number of the next page; null on the last."""


class ToldStory(bodies.StoryBody):
    """A story as an issue told it: each sentence with the span that it cites."""

    left_out: int = 0
    """Sentences that found no room in this answer."""


class FoundStories(bodies.Body):
    """Stories of sent issues that hold the words; empty when no issue has them."""

    items: list[ToldStory]
    left_out: int
    """Stories that found no room in this answer."""


class IssuePart(bodies.Body):
    """An issue: its stories with spans and sources, and its corrections."""

    id: str
    newsletter: str
    subject: str
    preheader: str
    published: str
    url: str
    stories: list[ToldStory]
    left_out: list[str]
    """The ids of stories that found no room in this answer: read each by itself."""
    corrections: list[bodies.CorrectionBody]


def bounded(story: bodies.StoryBody, room: int = MOST_CHARACTERS) -> ToldStory:
    """Return a story with the sentences that find room, and the sources of these."""
    passages: list[bodies.PassageBody] = []
    sources: dict[str, bodies.SourceBody] = {}
    known = {source.id: source for source in story.sources}
    for passage in story.passages:
        cost = len(passage.model_dump_json())
        source = known.get(passage.source or "")
        if source is not None and source.id not in sources:
            cost += len(source.model_dump_json())
        room -= cost
        # the order is that of the story: no later sentence jumps ahead of one that is too long
        if room < 0:
            break
        passages.append(passage)
        if source is not None:
            sources[source.id] = source
    changes = {"passages": passages, "sources": list(sources.values())}
    left_out = len(story.passages) - len(passages)
    return ToldStory(**{**dict(story), **changes}, left_out=left_out)


def those_with_room(
    stories: Sequence[bodies.StoryBody], room: int = MOST_CHARACTERS
) -> tuple[list[ToldStory], list[bodies.StoryBody]]:
    """Part stories into those that find room together, and those left out.

    The first is cut where it alone finds no room: an answer is never empty for its length.
    """
    answered: list[ToldStory] = []
    for place, story in enumerate(stories):
        whole = bounded(story, room)
        # in order: a shorter story further back must not seem to be the next
        if answered and whole.left_out:
            return answered, list(stories[place:])
        answered.append(whole)
        room -= len(whole.model_dump_json())
    return answered, []
