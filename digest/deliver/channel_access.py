"""ChannelAccess: the address of a return channel, and the means to open it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelAccess:
    """The address of one return channel, and the means to open it."""

    address: str
    password: str = field(default="", repr=False)
    timeout_s: float = 30.0
    ca_file: str = ""
    options: BaseModel | None = None
    """The keys that only this kind has in the YAML file."""

    @property
    def path(self) -> str:
        """The address without its kind."""
        return self.address.partition(":")[2]
