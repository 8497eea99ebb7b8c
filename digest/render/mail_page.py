"""The content of a mail as the templates see it, from one quoted sentence up to the whole page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from digest.models import Call, Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """One cited article.

    `number` counts from 1 within its story; `when` is its time in the zone of the mail.
    """

    number: int
    outlet: str
    title: str
    url: str
    when: str
    state_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletSources:
    """All cited articles of one outlet, as the line of sources lists them."""

    numbers: tuple[int, ...]
    outlet: str
    when: str
    state_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Neighbouring sentences that cite one article.

    `language` and `direction` are set only where they differ from those of the mail. `first` marks
    the first sentences of a story that cite the article: only they lead to it.
    """

    text: str
    source: SourceLink
    first: bool = True
    language: str = ""
    direction: Direction | None = None


QuotedParagraph = tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPicture:
    """A picture in the mail, with sizes in CSS pixels.

    `credit` is the whole credit line, for example "Photo: Harbour Desk". `bleeds` is set where the
    picture fills the mail from edge to edge.
    """

    src: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    file_photo: bool
    bleeds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMap:
    """The locator map of the lead story; `note` explains dashed lines where it has any."""

    src: str
    width: int
    alt: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherReading:
    """One *Know more* entry: a sentence and a dated link.

    `past` marks an earlier issue of ours, `analysis` a comment that has its own label.
    """

    run: Quote
    url: str
    link: str
    past: bool
    analysis: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """One large number: what it counts, and the outlet that says so."""

    number: str
    counts: str
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRow:
    """The tolls that one outlet gives, one for each column."""

    outlet: str
    state_run: bool
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTolls:
    """Tolls side by side where outlets differ; `kinds` are the titles of the columns."""

    kinds: tuple[str, ...]
    rows: tuple[TollRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a timeline; without an address it is today's."""

    day: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuote:
    """The quote of the day, with the number of its story."""

    run: Quote
    story: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStory:
    """One story.

    `sources` are the articles that its sentences cite, numbered as the citations are. `number`
    counts the stories of the mail from 1.
    """

    headline: str
    url: str
    kicker: str
    dek: Quote | None
    picture: ShownPicture | None
    lead: QuotedParagraph
    what_happened: tuple[QuotedParagraph, ...]
    why_it_matters: tuple[QuotedParagraph, ...]
    know_more: tuple[FurtherReading, ...]
    sources: tuple[SourceLink, ...]
    outlets: tuple[OutletSources, ...]
    one_source: bool
    developed: str
    new_fact: str
    language: str = ""
    direction: Direction | None = None
    number: int = 1
    figures: tuple[ShownFigure, ...] = ()
    tolls: ShownTolls | None = None
    timeline: tuple[Step, ...] = ()
    map: ShownMap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """One line of the contents: the number of a story in the mail, its headline, its section."""

    number: int
    headline: str
    section: str
    language: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line of *In brief*: a sentence under its section, which stands once for its lines."""

    section: str
    run: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """The stories under one section title."""

    title: str
    stories: tuple[ShownStory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """One *Trend Report*."""

    title: str
    url: str
    caption: str
    picture: ShownPicture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLink:
    """A name with an address: a sister newsletter, or the issue that a correction is about."""

    name: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingLine:
    """One line of *The week ahead*: an operator's day, or a cited sentence with outlet and story.

    `story` is the number of the story that cites the sentence; 0 for an operator's day.
    """

    day: str
    text: str
    url: str = ""
    outlet: str = ""
    state_run: bool = False
    story: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOpinions:
    """The questions to readers: the stories to judge, and the number of the story of a poll.

    A story is its number in this mail, and its name in a link, which is the same in each variant.
    """

    stories: tuple[tuple[int, str], ...]
    question: str = ""
    poll_story: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOutlet:
    """An outlet in the list of all outlets that an issue cites."""

    name: str
    state_run: bool


# The keys of an added part's YAML block, with cleaned texts and judged links.
BlockValues = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """Everything that one issue shows, in reading order.

    `intro` are the paragraphs of the editor's note, which cites no article.
    `added` holds the content of parts that an extension or the newsroom folder added, by part name.
    """

    language: str
    direction: Direction
    subject: str
    preheader: str
    newsletter: str
    tagline: str
    day: str
    reading_time: str
    house: str
    intro: tuple[str, ...]
    contents: tuple[ContentsEntry, ...]
    lead: ShownStory | None
    sections: tuple[ShownSection, ...]
    also: tuple[ShownLine, ...]
    reports: tuple[ShownReport, ...]
    membership: Call | None
    sisters: tuple[NamedLink, ...]
    corrections: tuple[NamedLink, ...]
    outlets: tuple[ShownOutlet, ...]
    postal_address: tuple[str, ...]
    archive_url: str
    subscribe_url: str
    share_url: str
    editor_url: str
    zone: str
    brief_day: str
    summary: str = ""
    issue_number: str = ""
    initial: str = ""
    grave: tuple[NamedLink, ...] = ()
    quote: ShownQuote | None = None
    week_ahead: tuple[ComingLine, ...] = ()
    sponsored: Call | None = None
    opinions: ShownOpinions | None = None
    added: Mapping[str, BlockValues] = field(default_factory=dict)
