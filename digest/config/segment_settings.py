"""Attributes and segments in digest.yaml: properties of readers, and readers who share them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic.dataclasses import dataclass

from digest.config.documents import Document, KeyPath
from digest.config.section import YAML_KEYS, ReadBy, YamlSection, noun_fields
from digest.config.suggestions import did_you_mean
from digest.config.time_types import ZoneName
from digest.config.value_types import Id, Language, Line, pattern_value
from digest.errors import Problem, UseError
from digest.kernel.attribute_values import read_value
from digest.models import AttributeKind, AttributeTest, ReaderAttribute, Segment, Tier

PATH: KeyPath = ("readers",)

_COLUMNS = (
    "email name newsletters state language tier delivery_hour delivery_zone consent created "
    "consent_at consent_source consent_wording paused_until text_only variants team_of"
)
OWN_COLUMNS = frozenset(_COLUMNS.split())
"""Columns of an import with a meaning of their own: no attribute takes such a name."""


def _as_written(value: object) -> object:
    """Take a number, a day or a yes as the text that the file holds."""
    # YAML reads `yes` and 250 as other types than "banking"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    return value


Written = Annotated[
    Line,
    BeforeValidator(_as_written),
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]
"""A value of an attribute of any kind."""

AttributeName = Annotated[
    str,
    *pattern_value(
        r"[a-z][a-z0-9_]{0,39}",
        wants="the name of an attribute",
        advice="write lower-case letters, digits and _, like job_title",
    ),
]


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class AttributeKeys(YamlSection):
    """A property of readers that imports and commands set."""

    name: AttributeName
    """The name; a column of that name in an import sets it."""
    kind: AttributeKind = AttributeKind.TEXT
    """text, number, day or yes_no."""
    values: Annotated[tuple[Line, ...], Field(max_length=200)] = ()
    """The texts that are allowed; default: any."""


def _attribute(keys: AttributeKeys) -> ReaderAttribute:
    return ReaderAttribute(**noun_fields(keys, ReaderAttribute))


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class AttributeTestKeys(YamlSection):
    """A condition on one attribute: `is`, or `from` and `to`."""

    name: AttributeName
    """The name of an attribute."""
    one_of: Annotated[tuple[Written, ...], Field(alias="is", max_length=200)] = ()
    """One of these values."""
    least: Annotated[Written, Field(alias="from")] = ""
    """The least number or first day."""
    most: Annotated[Written, Field(alias="to")] = ""
    """The greatest number or last day."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class SegmentKeys(YamlSection):
    """Readers who meet each of these conditions."""

    id: Id
    """The id, which newsletters and commands name."""
    tier: Tier | None = None
    """free or member."""
    newsletters: tuple[Id, ...] = ()
    """Readers of one of these newsletters."""
    languages: tuple[Language, ...] = ()
    """Readers who chose one of these languages."""
    timezones: tuple[ZoneName, ...] = ()
    """Readers who chose one of these zones."""
    attributes: Annotated[tuple[AttributeTestKeys, ...], Field(max_length=20)] = ()
    """Conditions on attributes."""


Attributes = tuple[
    Annotated[ReaderAttribute, ReadBy(AttributeKeys, _attribute, ReaderAttribute)], ...
]


def segments_of(
    keys: Sequence[SegmentKeys], attributes: Sequence[ReaderAttribute]
) -> Mapping[str, Segment]:
    """Return the segments by id. Raises UseError where a condition does not fit its attribute."""
    known = {attribute.name: attribute for attribute in attributes}
    segments = {}
    for segment in keys:
        values = noun_fields(segment, Segment)
        values["attributes"] = tuple(_test(test, known[test.name]) for test in segment.attributes)
        segments[segment.id] = Segment(**values)
    return segments


def _test(keys: AttributeTestKeys, attribute: ReaderAttribute) -> AttributeTest:
    values = tuple(read_value(attribute, text) for text in keys.one_of)
    return AttributeTest(
        name=keys.name,
        values=values,
        least=_end(attribute, keys.least),
        most=_end(attribute, keys.most),
    )


def _end(attribute: ReaderAttribute, text: str) -> float | None:
    """Read one end of a range; None where it is open."""
    if not text:
        return None
    return read_value(attribute, text).number


# ---- contradictions --------------------------------------------------------------------------


def check_segments(
    keys: Sequence[SegmentKeys], attributes: Sequence[ReaderAttribute], document: Document
) -> Iterator[Problem]:
    """Names and ids are unique, and each condition fits the attribute that it names."""
    known = dict[str, ReaderAttribute]()
    for number, attribute in enumerate(attributes):
        path = (*PATH, "attributes", number)
        yield from _check_attribute(attribute, known, path, document)
        # the first of two keeps the name, so that conditions are held against one attribute
        known.setdefault(attribute.name, attribute)
    ids = set[str]()
    for number, segment in enumerate(keys):
        path = (*PATH, "segments", number)
        if segment.id in ids:
            what = f'two segments have the id "{segment.id}"'
            yield document.problem((*path, "id"), what, "rename one")
        ids.add(segment.id)
        for place, test in enumerate(segment.attributes):
            yield from _check_test(test, known, (*path, "attributes", place), document)


def _check_attribute(
    attribute: ReaderAttribute, known: Mapping[str, Any], path: KeyPath, document: Document
) -> Iterator[Problem]:
    if attribute.name in known:
        what = f'two attributes are called "{attribute.name}"'
        yield document.problem((*path, "name"), what, "rename one")
    if attribute.name in OWN_COLUMNS:
        what = f'"{attribute.name}" is a column of every import'
        yield document.problem((*path, "name"), what, "give the attribute another name")
    if attribute.values and attribute.kind is not AttributeKind.TEXT:
        what = f"values are for texts, and {attribute.name} is a {attribute.kind}"
        yield document.problem((*path, "values"), what, "take values out", key=True)


def _check_test(
    test: AttributeTestKeys,
    known: Mapping[str, ReaderAttribute],
    path: KeyPath,
    document: Document,
) -> Iterator[Problem]:
    attribute = known.get(test.name)
    if attribute is None:
        what = f'no attribute is called "{test.name}"'
        yield document.problem((*path, "name"), what, did_you_mean(test.name, known))
        return
    has_range = bool(test.least or test.most)
    # neither and both are wrong alike; a part taken out as a mistake is told already
    if has_range == bool(test.one_of) and document.whole(path):
        what = "this condition needs `is`, or `from` and `to`"
        yield document.problem(path, what, "keep one of the two")
        return
    if has_range and attribute.kind not in (AttributeKind.NUMBER, AttributeKind.DAY):
        what = f"a range is for numbers and days, and {test.name} is a {attribute.kind}"
        yield document.problem(path, what, "write is: [...]")
        return
    try:
        built = _test(test, attribute)
    except UseError as error:
        what = f"{test.name} has no value {error.subject}"
        yield document.problem(path, what, error.hint)
        return
    # asked last: only ends that could be read can be compared
    if built.least is not None and built.most is not None and built.least > built.most:
        what = f"from {test.least} is above to {test.most}"
        yield document.problem(path, what, "no reader could meet it: swap them")
