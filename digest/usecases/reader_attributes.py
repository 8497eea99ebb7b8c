"""Attributes of readers: read what a command or a file says of a reader, and set it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.errors import UseError
from digest.kernel.attribute_values import read_value
from digest.models import (
    AttributeValue,
    AttributeValues,
    ReaderAttribute,
    SubscriberQuery,
    SubscriberState,
)
from digest.usecases.newsroom import Newsroom, named

PAGE = 2000
"""So many readers of a segment are counted at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCount:
    """A segment of digest.yaml and the number of its active readers."""

    id: str
    readers: int


def set_attributes(newsroom: Newsroom, email: str, pairs: Sequence[str]) -> Mapping[str, str]:
    """Set attributes of a reader from texts like `sector=banking`; `sector=` takes one away.

    Return the values that the reader has then, by name. Raises UseError, before any is set, for an
    unknown reader, name or value.
    """
    # imported late: the audience reads the imports that set attributes
    from digest.usecases.audience import reader_of

    reader = reader_of(newsroom, email)
    known = known_attributes(newsroom)
    values: dict[str, AttributeValue | None] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign:
            raise UseError("no value is given", subject=pair, hint=f"write {name}=VALUE")
        attribute = named("attribute", name.strip(), known)
        values[attribute.name] = None
        if text.strip():
            values[attribute.name] = read_value(attribute, text)
    choices = newsroom.store.choices
    choices.set_attributes(reader.id, values)
    return choices.attributes([reader.id]).get(reader.id, {})


def attribute_cells(
    attributes: Iterable[ReaderAttribute], cells: Mapping[str, str]
) -> AttributeValues:
    """Read the attributes of one line of an import; an empty cell says nothing.

    Raises UseError for a cell that holds none of its attribute's values.
    """
    values = {}
    for attribute in attributes:
        text = cells.get(attribute.name, "")
        if text.strip():
            values[attribute.name] = read_value(attribute, text)
    return values


def known_attributes(newsroom: Newsroom) -> Mapping[str, ReaderAttribute]:
    """Return the attributes that digest.yaml declares, by name."""
    return {attribute.name: attribute for attribute in newsroom.config.settings.readers.attributes}


def segment_counts(newsroom: Newsroom) -> Iterator[SegmentCount]:
    """Count the readers of each segment, in the order of digest.yaml."""
    for keys in newsroom.config.settings.readers.segments:
        active = SubscriberState.ACTIVE
        query = SubscriberQuery(state=active, segment=newsroom.segment(keys.id))
        yield SegmentCount(id=keys.id, readers=newsroom.store.subscribers.count(query))
