"""Bodies of the API: what each answer holds, and what a request may hold.

Their JSON Schemas stand in the OpenAPI description, so that code and description never part.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from digest.kernel.mail_addresses import MAX_ADDRESS_CHARS
from digest.models import Tier

MOST_NEWSLETTERS = 100


class Body(BaseModel):
    """An answer. New fields may come; a field that is here stays."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class NewsletterBody(Body):
    """A newsletter."""

    id: str
    name: str
    tagline: str
    language: str
    timezone: str
    tier: Tier
    url: str
    """Its archive for people."""


class ThreadName(Body):
    """A story that more than one issue reported."""

    id: str
    headline: str


class IssueLine(Body):
    """An issue in a list."""

    id: str
    newsletter: str
    day: date
    subject: str
    preheader: str
    published: datetime | None
    url: str
    corrected: bool
    threads: list[ThreadName]


class Span(Body):
    """The place of a sentence in its source: characters `start` to `end` of a field."""

    field: str
    start: int
    end: int


class PassageBody(Body):
    """One sentence of a story, with its source."""

    part: str
    """headline, dek, lead, what_happened, why_it_matters, know_more or in_brief."""
    text: str
    source: str | None
    """The id of the source in `sources`; null where the desk wrote the sentence itself."""
    span: Span | None
    edited: bool


class SourceBody(Body):
    """A cited article."""

    id: str
    url: str
    title: str
    outlet: str
    published: datetime
    language: str
    state_run: bool


class StoryBody(Body):
    """A story as an issue told it: each sentence with the span that it cites."""

    id: str
    issue: str
    section: str
    headline: str
    state: str
    publishers: int
    thread: str | None
    """The thread of the story through the issues; null where none was kept."""
    passages: list[PassageBody]
    sources: list[SourceBody]


class CorrectionBody(Body):
    """A correction of an issue that went out."""

    text: str
    made: datetime


class IssueBody(Body):
    """An issue whole: its stories with spans and sources, and its corrections."""

    id: str
    newsletter: str
    day: date
    subject: str
    preheader: str
    language: str
    published: datetime
    url: str
    stories: list[StoryBody]
    corrections: list[CorrectionBody]


class ThreadStep(Body):
    """One issue's report of a story."""

    issue: str
    story: str
    headline: str
    published: datetime


class ThreadBody(Body):
    """A story through the issues, newest first."""

    id: str
    newsletter: str
    steps: list[ThreadStep]


class ThreadLine(Body):
    """A story that more than one issue told, in a list."""

    id: str
    headline: str
    """The headline that it had last."""
    issues: int
    first: datetime
    last: datetime


class ThreadPage(Body):
    """One page of threads, the one told last first."""

    items: list[ThreadLine]
    next: str | None
    """The path of the next page; null on the last."""


class NewsletterPage(Body):
    """All newsletters."""

    items: list[NewsletterBody]


class IssuePage(Body):
    """One page of issues, newest first."""

    items: list[IssueLine]
    next: str | None
    """The path of the next page; null on the last."""


class FoundIssues(Body):
    """The issues that hold all words, the best first."""

    items: list[IssueLine]


class Accepted(Body):
    """The request was taken. The answer is the same for a known and an unknown address."""

    accepted: bool = True


class ProblemError(Body):
    """A field of the body that is wrong."""

    field: str
    problem: str


class Problem(Body):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[ProblemError] = []


class Wanted(BaseModel):
    """A body that a program sends: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


Address = Annotated[str, Field(min_length=3, max_length=MAX_ADDRESS_CHARS)]


class NewReader(Wanted):
    """A reader who asked to join. A confirmation goes by mail first."""

    email: Address
    newsletters: Annotated[list[str], Field(min_length=1, max_length=MOST_NEWSLETTERS)]
    language: Annotated[str, Field(max_length=20)] = ""
    wording: Annotated[str, Field(min_length=1, max_length=1000)]
    """The sentence to which the reader agreed; it stands in the record of consent."""
    page: Annotated[str, Field(max_length=200)] = ""
    """The page on which the reader agreed; it stands in the record of consent."""


class NewTier(Wanted):
    """The tier of a reader."""

    email: Address
    tier: Tier


class EventKind(StrEnum):
    """The kinds of event that a program may report."""

    LEFT = "reader.left"
    BOUNCED = "reader.bounced"
    COMPLAINED = "reader.complained"


class NewEvent(Wanted):
    """An event of a reader that another program saw."""

    type: EventKind
    email: Address
    newsletter: Annotated[str, Field(max_length=100)] = ""
    """The newsletter that a reader left; empty where the reader left all."""
