"""The section `api` of digest.yaml: the way in for other programs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from digest.config.section import YAML_KEYS, YamlSection
from digest.config.value_types import Whole


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class ApiSettings(YamlSection):
    """The way in for other programs; off until it is switched on."""

    enabled: bool = False
    """true: `serve` answers under /api; `digest tokens` makes the tokens that it asks for."""
    requests_a_minute: Annotated[Whole, Field(ge=1, le=100_000)] = 120
    """Requests a minute of one token."""
    wrong_tokens_an_hour: Annotated[Whole, Field(ge=1, le=10_000)] = 30
    """Requests an hour without a valid token from one network; more are refused unread."""
