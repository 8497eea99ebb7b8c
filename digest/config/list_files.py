"""sources.yaml, aliases.yaml and pins.yaml: files that are one long list."""

from __future__ import annotations

from itertools import combinations
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from digest.config.address_types import Url
from digest.config.kind_types import SourceKind, SourceOptions
from digest.config.quantities import duration
from digest.config.section import YAML_KEYS, ReadBy, YamlSection, YamlSectionWithKind, noun_fields
from digest.config.value_types import Country, Flag, Id, Language, Line, Number
from digest.models import Alias, AliasKind, Pins, Source

PLAIN_SOURCE = Source(id="", name="", url="")
"""A source with the defaults that the noun declares."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class SourceKeys(YamlSectionWithKind):
    """One source."""

    extension_point: ClassVar[str] = "sources"

    id: Id
    """The id, unique among sources."""
    name: Line
    """The name that operators see."""
    url: Url
    """The address of the feed, http or https, unique among sources."""
    kind: SourceKind = PLAIN_SOURCE.kind
    """The way the address is read; further keys belong to the kind."""
    options: SourceOptions = None
    publisher: Line = PLAIN_SOURCE.publisher
    """The name that readers see; default: name."""
    family: Line = PLAIN_SOURCE.family
    """The owner; papers of one family count as one voice; default: publisher."""
    country: Country = PLAIN_SOURCE.country
    """The country of the outlet: two letters (ISO 3166). It tells the order of day and month."""
    language: Language = PLAIN_SOURCE.language
    """The language of texts, where neither feed nor text tells."""
    section: Line = PLAIN_SOURCE.section
    """A word of your own; topics may prefer it."""
    state_run: Flag = PLAIN_SOURCE.state_run
    """true: readers see it beside the outlet's name."""
    full_text: Flag = PLAIN_SOURCE.full_text
    """true: the article's page may be read for its text."""
    pictures: Flag = PLAIN_SOURCE.pictures
    """true: pictures of the outlet may be shown."""
    weight: Annotated[Number, Field(gt=0, le=10)] = PLAIN_SOURCE.weight
    """Scales the rank of its stories; 1.0 is ordinary."""
    interval_s: Annotated[int, Field(alias="interval"), duration("1m", "7d")] = (
        PLAIN_SOURCE.interval_s
    )
    """The least time between two fetches."""
    enabled: Flag = PLAIN_SOURCE.enabled
    """false: the source is kept and never asked."""


def _source(keys: SourceKeys) -> Source:
    """Fill in the publisher and its family."""
    values = noun_fields(keys, Source)
    # the order counts: a source without a family is the family of its own publisher
    values["publisher"] = keys.publisher or keys.name
    values["family"] = keys.family or values["publisher"]
    return Source(**values)


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class SourcesFile(YamlSection):
    """sources.yaml: the feeds."""

    sources: tuple[Annotated[Source, ReadBy(SourceKeys, _source, Source)], ...]
    """The sources, one entry for each feed."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class AliasKeys(YamlSection):
    """One person, group, place, ship, weapon or body."""

    id: Id
    """The id, which topics write as @id."""
    name: Line
    """The name to show."""
    kind: AliasKind
    """The kind of thing that has these names."""
    names: tuple[Line, ...] = ()
    """Other names, in any script."""
    within: Id = ""
    """The alias id of the place or body that holds it."""
    not_in: tuple[Line, ...] = ()
    """Longer names of other things; a name of this one does not count inside them."""
    # the map has lines of this part of the earth; elsewhere a dot would stand in the sea
    lat: Annotated[Number, Field(ge=-4, le=48)] | None = None
    """Degrees north of a place that the map marks; needs lon."""
    lon: Annotated[Number, Field(ge=4, le=80)] | None = None
    """Degrees east of a place that the map marks; needs lat."""


def _alias(keys: AliasKeys) -> Alias:
    return Alias(**noun_fields(keys, Alias))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class AliasesFile(YamlSection):
    """aliases.yaml: people, groups, places, ships, weapons and bodies under all their names."""

    aliases: tuple[Annotated[Alias, ReadBy(AliasKeys, _alias, Alias)], ...]
    """The aliases, one entry for each thing."""


# a pin relates articles: with one article it would say and do nothing
Pinned = Annotated[tuple[Line, ...], Field(min_length=2)]


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class PinsFile(YamlSection):
    """pins.yaml: an editor's word on which articles are one story, and which stories count."""

    together: tuple[Pinned, ...] = ()
    """Articles that are one story; addresses or article ids."""
    apart: tuple[Pinned, ...] = ()
    """Articles that are different stories."""
    lead: tuple[Line, ...] = ()
    """Articles whose story opens the issue."""
    card: tuple[Line, ...] = ()
    """Articles whose story gets a card."""
    drop: tuple[Line, ...] = ()
    """Articles whose story is left out."""

    @property
    def pins(self) -> Pins:
        """The pins as the desk takes them: a line of `apart` becomes all pairs of its articles."""
        apart: list[tuple[str, str]] = []
        for group in self.apart:
            # three articles apart are three pairs: the clusterer knows pairs only
            apart.extend(combinations(group, 2))
        return Pins(
            together=self.together,
            apart=tuple(apart),
            lead=self.lead,
            card=self.card,
            drop=self.drop,
        )
