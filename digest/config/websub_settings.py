"""The section `websub` of digest.yaml: a hub that is told when a feed has news."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from digest.config.address_types import Network, Url
from digest.config.quantities import DAY_S, duration
from digest.config.section import YAML_KEYS, YamlSection

HUB_NAME = "websub"
"""The hub's name among the receivers of facts: no webhook may have it."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class WebSubSettings(YamlSection):
    """The hub of the feeds (W3C WebSub). Without one, readers of feeds ask from time to time."""

    hub: Url = ""
    """The address of the hub; https, unless allow_networks names its network. "": none."""
    allow_networks: tuple[Network, ...] = ()
    """Private networks to which the address may lead."""
    give_up_after_s: Annotated[float, Field(alias="give_up_after"), duration("1m", "30d")] = DAY_S
    """After this time a ping that was not taken is given up."""
