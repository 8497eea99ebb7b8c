"""The parts of a page as the templates see them, in reading order from a sentence to the whole."""

from __future__ import annotations

from dataclasses import dataclass

from digest.models import Call, Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """One cited article. `number` counts from 1 within its story; `when` is its local time, zone not said."""

    number: int
    outlet: str
    title: str
    url: str
    when: str
    zone: str
    state_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Sentences side by side from one article. `language` and `direction` are set where they differ from the page's."""

    text: str
    source: SourceLink
    language: str = ""
    direction: Direction | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPicture:
    """A picture in the page; sizes in CSS pixels. `credit` is the whole credit line, `Photo: …`."""

    src: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    file_photo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One *Know more* entry: a sentence and a dated link."""

    run: Run
    url: str
    link: str
    past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """One item. `sources` are all its articles, the cited ones numbered as their links are."""

    headline: str
    url: str
    kicker: str
    dek: Run | None
    picture: ShownPicture | None
    lead: Line
    what_happened: tuple[Line, ...]
    why_it_matters: tuple[Line, ...]
    know_more: tuple[Pointer, ...]
    sources: tuple[SourceLink, ...]
    zone: str
    one_source: bool
    developed: str
    new_fact: str
    language: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPart:
    title: str
    stories: tuple[StoryPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    title: str
    url: str
    caption: str
    picture: ShownPicture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPart:
    """A name with an address: a sister newsletter, a correction's earlier issue."""

    name: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPart:
    name: str
    state_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything one issue shows, in reading order."""

    language: str
    direction: Direction
    subject: str
    preheader: str
    newsletter: str
    tagline: str
    day: str
    reading_time: str
    lead: StoryPart | None
    sections: tuple[SectionPart, ...]
    also: Line
    reports: tuple[ReportPart, ...]
    membership: Call | None
    sisters: tuple[LinkPart, ...]
    corrections: tuple[LinkPart, ...]
    outlets: tuple[OutletPart, ...]
    postal_address: tuple[str, ...]
    archive_url: str
