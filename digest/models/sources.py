"""Source: one feed with its publisher and manners, and the memory that collecting keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed with its publisher, language and manners.

    `family` names the owner whose papers count as one voice; `weight` scales rank (1.0 = ordinary);
    `interval_s` is the least time between two fetches. `kind` says how the address is read, and
    `options` holds the keys that only this kind has.
    """

    id: str
    name: str
    url: str
    # facts about the outlet: they decide voices, labels and topic rules, never manners
    publisher: str = ""
    family: str = ""
    country: str = ""
    language: str = ""
    section: str = ""
    state_run: bool = False
    # more requests to the outlet's site: off until an operator asks for them
    full_text: bool = False
    pictures: bool = False
    weight: float = 1.0
    # manners: at most one request in a quarter of an hour
    interval_s: int = 900
    enabled: bool = True
    kind: str = "feed"
    options: BaseModel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """The memory of one source between two rounds of collecting.

    `rhythm_s` is the usual gap between its entries; `pages_left` is the reason for which some of
    its pages were not read.
    """

    source_id: str
    # validators (RFC 9110): an unchanged feed then costs an empty answer
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    # the newest of each: an attempt that failed leaves the other two
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_new_entry: datetime | None = None
    last_status: int | None = None
    last_error: str = ""
    # failures in a row: the first good answer sets them to zero
    failures: int = 0
    retry_at: datetime | None = None
    # a source that is silent for many of its own rhythms is reported as stale
    rhythm_s: float | None = None
    last_entries: int = 0
    # told to the operator: no address of a YAML file is changed by the program
    moved_to: str = ""
    pages_left: str = ""
