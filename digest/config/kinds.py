"""Kinds: which kinds of each extension point a newsroom's files may name, and the keys of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

PROVIDERS = ("ses", "postmark", "mailgun", "sparkpost", "postal", "kumomta")

OptionModels = Mapping[str, type[BaseModel] | None]
"""The name of each kind, and the model of the keys that only this kind has; None: it has none."""


def _only(*names: str) -> OptionModels:
    """Make kinds that have no keys of their own."""
    return dict.fromkeys(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The kinds that the YAML files may name, one mapping for each extension point.

    The defaults are the kinds that the rest of this package reads without help.

    >>> Kinds().sources
    {'feed': None}
    """

    sources: OptionModels = field(default_factory=lambda: _only("feed"))
    writers: OptionModels = field(default_factory=lambda: _only("extractive"))
    relays: OptionModels = field(default_factory=lambda: _only("smtp"))
    parts: OptionModels = field(default_factory=dict)
    return_channels: OptionModels = field(default_factory=lambda: _only("maildir", "mbox", "imaps"))
    provider_events: OptionModels = field(default_factory=lambda: _only(*PROVIDERS))
