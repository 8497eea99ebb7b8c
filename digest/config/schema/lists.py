"""sources.yaml, aliases.yaml and pins.yaml: files that are one long list."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from digest.config.schema.shape import Shape, ShapeWithKind, SourceKind, SourceOptions
from digest.config.value_types import Country, Duration, Flag, Id, Language, Line, Number, Url


class SourceShape(ShapeWithKind):
    extension_point: ClassVar[str] = "sources"

    id: Id
    """Unique."""
    name: Line
    """Shown to operators."""
    url: Url
    """The feed; unique."""
    kind: SourceKind = "feed"
    """How the address is read; further keys belong to the kind."""
    options: SourceOptions = None
    publisher: Line | None = None
    """Shown to readers; default: name."""
    family: Line | None = None
    """The owner; papers of one family count as one voice; default: publisher."""
    country: Country | None = None
    """ISO 3166."""
    language: Language | None = None
    """Default: what the feed says, then detected."""
    section: Line | None = None
    """Your own word; topics may prefer it."""
    state_run: Flag = False
    """Readers see it beside the outlet's name."""
    full_text: Flag = False
    """May the article's page be read for its text?"""
    pictures: Flag = False
    """May its pictures be shown?"""
    weight: Annotated[Number, Field(gt=0, le=10)] = 1.0
    """Scales rank; 1.0 is ordinary."""
    interval: Annotated[Duration, Field(ge=60, le=7 * 86400)] = 900.0
    """Least time between two fetches."""
    enabled: Flag = True
    """false: kept, never asked."""


class SourcesFile(Shape):
    """sources.yaml: the feeds."""

    sources: tuple[SourceShape, ...]
    """One entry a feed."""


class AliasShape(Shape):
    id: Id
    """Used as @id in topics."""
    name: Line
    """The name to show."""
    kind: Literal["person", "group", "place", "ship", "weapon", "body"]
    """What it is."""
    names: tuple[Line, ...] = ()
    """Other names, in any script."""
    within: Id | None = None
    """Alias id of the place or body that holds it."""


class AliasesFile(Shape):
    """aliases.yaml: people, groups, places, ships, weapons and bodies under all their names."""

    aliases: tuple[AliasShape, ...]
    """One entry a thing."""


Pinned = Annotated[tuple[Line, ...], Field(min_length=2)]


class PinsFile(Shape):
    """pins.yaml: an editor's word on which articles are one story."""

    together: tuple[Pinned, ...] = ()
    """Articles that are one story."""
    apart: tuple[Pinned, ...] = ()
    """Articles that are not."""
