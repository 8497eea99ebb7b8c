"""Story: one event with its articles, its past, and the decision about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from digest.models.articles import Article
from digest.models.common import Reason
from digest.models.topics import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The evidence for putting two articles into one cluster."""

    left: str
    right: str
    # kept with its reasons, so that a wrong merge can be explained
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Articles about one event; `articles` is ordered (published, id)."""

    articles: tuple[Article, ...]
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pins:
    """An editor's word on events. Articles are named by id, url or canonical url.

    Each group of `together` is one event; the two of each `apart` pair never are. The event of an
    article in `lead` opens the issue, that of one in `card` gets a card, that of one in `drop` is
    left out.
    """

    # a person's word goes before every score
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    lead: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    card: tuple[str, ...] = ()


class CopyKind(StrEnum):
    """The evidence that an article is a copy."""

    # from the surest evidence to the weakest
    SAME_URL = "same_url"
    SAME_TEXT = "same_text"
    WIRE = "wire"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article folded into another that says the same."""

    kept: str
    folded: str
    kind: CopyKind
    detail: str = ""


class StoryState(StrEnum):
    """A story beside earlier issues: new, developed since, or unchanged."""

    # decided against the issues of the last 30 days
    NEW = "new"
    DEVELOPED = "developed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStory:
    """A story as an earlier issue carried it: continuity compares with it, Know more links it.

    `facts` are the folded tolls, actors, places and decisions that it reported; `terms` are its
    weighted words.
    """

    # one thread through all issues that told the story
    thread_id: str
    issue_id: str
    story_id: str
    published: datetime
    headline: str
    url: str
    article_ids: tuple[str, ...] = ()
    article_urls: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    terms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldThread:
    """A story that more than one issue told, with the headline that it had last."""

    id: str
    headline: str
    issues: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event as the desk sees it.

    `articles` has the lead article first and no folded copy. `new_fact` names what an earlier
    issue did not have. `publishers` counts independent families over the whole happening, and
    `comments` are about the event and report no news.
    """

    id: str
    articles: tuple[Article, ...]
    # the evidence of grouping, kept for the why-trail
    copies: tuple[Copy, ...] = ()
    merges: tuple[Merge, ...] = ()
    matches: tuple[Match, ...] = ()
    # the rank: independent voices, the section, and the score with its reasons
    publishers: int = 1
    section: str = ""
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    # continuity with earlier issues
    state: StoryState = StoryState.NEW
    new_fact: str = ""
    past: PastStory | None = None
    thread_id: str = ""
    facts: tuple[str, ...] = ()
    terms: Mapping[str, float] = field(default_factory=dict)
    # an opinion neither counts as a voice nor gives a sentence
    comments: tuple[Article, ...] = ()

    @property
    def lead(self) -> Article:
        """The article that the story is written from."""
        return self.articles[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The choice of stories for one issue.

    `stories` are in rank order, the lead first; `also` are one-liners; `missed` were left out, each
    with its last reason saying why. `held` is the reason for which no issue should go out.
    """

    stories: tuple[Story, ...]
    also: tuple[Story, ...] = ()
    missed: tuple[Story, ...] = ()
    held: str = ""
