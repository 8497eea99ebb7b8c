"""The key `variants` of a newsletter: the parts of its issues among which readers choose."""

from __future__ import annotations

from typing import Literal

from pydantic.dataclasses import dataclass

from digest.config.section import YAML_KEYS, YamlSection, noun_fields
from digest.config.value_types import Id, Line
from digest.models import Variant, WhenEmpty

MOST_VARIANTS = 4
"""Each is rendered, checked and kept with every issue; a reader chooses among few."""

LeftOut = Literal[
    "intro",
    "contents",
    "issue_number",
    "figures",
    "tolls",
    "timeline",
    "thumbnails",
    "map",
    "quote",
    "week_ahead",
    "expectations",
]
"""The parts and blocks that a newsletter or a variant may leave out."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class VariantKeys(YamlSection):
    """A part of the newsletter that readers may choose in place of the whole."""

    id: Id
    """The id, unique in this newsletter."""
    name: Line
    """The name that readers see."""
    sections: tuple[Id, ...] = ()
    """Sections whose stories are within."""
    topics: tuple[Id, ...] = ()
    """Topics whose stories are within."""
    leave_out: tuple[LeftOut, ...] = ()
    """Further parts and blocks that its mail lacks."""
    when_empty: WhenEmpty = WhenEmpty.WHOLE
    """An issue without its stories: whole sends the whole issue, nothing sends no mail."""


def as_variant(keys: VariantKeys) -> Variant:
    """Return the noun of the keys."""
    return Variant(**noun_fields(keys, Variant))
