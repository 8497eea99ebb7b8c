"""Attributes of readers that an operator declares, and segments: readers who share conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from digest.models.common import Tier


class AttributeKind(StrEnum):
    """The kind of value that an attribute holds."""

    TEXT = "text"
    """One line."""
    NUMBER = "number"
    """A number, like 250 or 3.5."""
    DAY = "day"
    """A date, like 2026-11-26."""
    YES_NO = "yes_no"
    """Yes or no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderAttribute:
    """A property of readers that the operator declares in digest.yaml.

    `values` lists the texts that are allowed; without it each text is.
    """

    name: str
    kind: AttributeKind = AttributeKind.TEXT
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeValue:
    """One value as it is stored: as shown, folded for comparison, and as a number.

    `number` is None for texts; a day counts as its number in the calendar (`date.toordinal`).
    """

    shown: str
    folded: str
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeTest:
    """A condition on one attribute: one of some values, or a range that holds both its ends."""

    name: str
    values: tuple[AttributeValue, ...] = ()
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Readers who meet each of its conditions. An empty field asks for no condition."""

    id: str
    tier: Tier | None = None
    newsletters: tuple[str, ...] = ()
    """Readers of one of these newsletters."""
    languages: tuple[str, ...] = ()
    timezones: tuple[str, ...] = ()
    attributes: tuple[AttributeTest, ...] = ()


AttributeValues = Mapping[str, AttributeValue]
"""The values of one reader, by the names of attributes."""
