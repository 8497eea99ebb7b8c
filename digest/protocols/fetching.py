"""The seams of collecting: bytes over HTTP, for articles and for probes."""

from __future__ import annotations

from collections.abc import (
    Mapping,
)
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An HTTP answer. `body` is decoded and capped; a 304 has an empty body.

    Header names are lower case. `moved_to` is the address to which permanent redirects alone led.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    # a temporary redirect moves no source: only permanent ones are told
    moved_to: str = ""
    cut: bool = False


class Fetcher(Protocol):
    """Gets bytes over HTTP within the manners and guards of the collector; raises FetchError."""

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int | None = None,
        gap_s: float = 0.0,
    ) -> Fetched:
        """Get one address. `gap_s` is the least time since the last request to its host.

        Raises FetchError.
        """
        ...


class Prober(Fetcher, Protocol):
    """A Fetcher that can also send a form, as mail providers do to unsubscribe a reader."""

    def post(self, url: str, form: Mapping[str, str]) -> int:
        """Send a small form and return the status, whatever it is.

        No redirect is followed and no body is read.
        """
        ...
