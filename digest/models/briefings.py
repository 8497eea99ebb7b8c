"""Briefing: the content of one issue as plain data, each sentence citing its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from digest.models.articles import Picture
from digest.models.common import Direction, Reason
from digest.models.newsletters import Blocks, Section
from digest.models.stories import StoryState
from digest.models.topics import Field


class Role(StrEnum):
    """The task of a sentence in a news text (NewsDiscourse labels, Choubey et al. 2020)."""

    # the labels are written as in the published data, so that its tables can be read as they are
    MAIN = "Main"
    MAIN_CONSEQUENCE = "Main_Consequence"
    CAUSE_SPECIFIC = "Cause_Specific"
    CAUSE_GENERAL = "Cause_General"
    DISTANT_HISTORICAL = "Distant_Historical"
    DISTANT_ANECDOTAL = "Distant_Anecdotal"
    DISTANT_EVALUATION = "Distant_Evaluation"
    DISTANT_EXPECTATIONS_CONSEQUENCES = "Distant_Expectations_Consequences"
    NA = "NA"


DESK = "desk"
"""Stands for an article id: the desk wrote the sentence itself, and it cites no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence and its source.

    `start` and `end` are character offsets into `field` of the cited article. `text` is that span
    with white space folded; a cut is shown as "…". `edited` marks a person's own wording.
    `overruled` is a person's reason to let that wording stand against the checks.
    `attribution` are the newsletter's own words that name the outlet: set before the stop of the
    sentence, or before the sentence when they end in a colon.
    """

    text: str
    article_id: str
    # the span is kept beside the text, so that a check can read the source again
    field: Field = Field.BODY
    start: int = 0
    end: int = 0
    # set by the editing commands alone; the checks are stricter with these
    edited: bool = False
    overruled: str = ""
    attribution: str = ""

    @property
    def by_desk(self) -> bool:
        """True for a sentence that the desk wrote itself."""
        return self.article_id == DESK

    @property
    def shown(self) -> str:
        """The sentence as readers see it, with its attribution.

        >>> Passage(text="Ships wait.", article_id="a", attribution=", Reuters reported").shown
        'Ships wait, Reuters reported.'
        """
        if not self.attribution:
            return self.text
        # "Reuters: ships wait." needs no change of the stop
        if self.attribution.rstrip().endswith(":"):
            return f"{self.attribution} {self.text}"
        # a person's wording may lack its stop
        if not self.text.endswith("."):
            return f"{self.text}{self.attribution}"
        return f"{self.text[:-1]}{self.attribution}."


Paragraph = tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowMore:
    """One sentence and one dated link beside a story.

    The link is a related story of this window, or with `past` the report of an earlier issue. With
    `analysis` it is a comment on the story, shown under its own label.
    """

    passage: Passage
    url: str
    outlet: str
    published: datetime
    past: bool = False
    analysis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier issue's report of a story: one step of its timeline."""

    headline: str
    url: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One story as written.

    The first item of a briefing leads; it alone has dek and lead paragraph. A mail shows the
    pictures of some others small. `new_fact` is the news since `developed_since`, the issue that
    carried the story last.
    """

    story_id: str
    headline: Passage
    section: str = ""
    # only the first item of a briefing has a dek; a mail shows few of the other pictures
    dek: Passage | None = None
    picture: Picture | None = None
    lead: Paragraph = ()
    # the parts of a story in the order in which a mail shows them
    what_happened: tuple[Paragraph, ...] = ()
    why_it_matters: tuple[Paragraph, ...] = ()
    know_more: tuple[KnowMore, ...] = ()
    # the evidence behind the story, for the operator
    article_ids: tuple[str, ...] = ()
    publishers: int = 1
    # continuity with earlier issues decides these three
    state: StoryState = StoryState.NEW
    new_fact: str = ""
    developed_since: datetime | None = None
    # oldest first; a mail shows a timeline from two on
    earlier: tuple[Earlier, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoItem:
    """One line of *In brief*: at most 25 words and one link."""

    story_id: str
    passage: Passage
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A cited article as a reader needs it; found by `article_id`."""

    article_id: str
    url: str
    title: str
    outlet: str
    published: datetime
    # a mail marks a foreign or a state-run source beside the link
    language: str = "en"
    state_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A mistake in an earlier issue, put right; a `grave` one stands above the news.

    `id` is that of the stored correction; one that an editor wrote into a draft has none.
    """

    text: str
    issue_id: str = ""
    url: str = ""
    id: str = ""
    grave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How complete the morning was, for the operator.

    `sources` were to be asked and `answered` did; `troubles` are lines of the form "name: failure".
    """

    # the numbers are of the moment of drafting; a later round changes none
    sources: int = 0
    answered: int = 0
    articles: int = 0
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The content of one issue as plain data, editable as YAML.

    Rendering is a pure function of the briefing and the templates. `issue_id` is
    `<newsletter>@<slot>`; `slot` is the local date in `timezone`; `at` is the moment of drafting.
    `writer` is "hand" once a person edited it.
    """

    # identity: one issue a newsletter and a local day
    issue_id: str
    newsletter_id: str
    newsletter_name: str
    tagline: str
    slot: date
    at: datetime
    timezone: str
    # counts the issues of the newsletter from 1; 0 where it is not known
    number: int = 0
    # copied from the newsletter, so that a stored briefing renders alike after YAML changed
    language: str
    direction: Direction
    # a person may overwrite each of the texts below; `writer` then becomes "hand"
    subject: str
    preheader: str
    # the editor's note above the stories: each passage is one paragraph of the desk's own
    intro: tuple[Passage, ...] = ()
    items: tuple[Item, ...]
    also: tuple[AlsoItem, ...] = ()
    sections: tuple[Section, ...] = ()
    blocks: Blocks = Blocks()
    # every article id that a passage names has one entry here
    citations: tuple[Citation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    # for the operator: no mail shows these
    coverage: Coverage = Coverage()
    subject_reasons: tuple[Reason, ...] = ()
    # names of extension points: a registry turns each into code
    theme: str = "default"
    writer: str = "extractive"
    # keys of the newsletter that a person overwrote here: the draft no longer follows them
    own_keys: tuple[str, ...] = ()
