"""The section `readers` of digest.yaml: how readers join, and how long things are kept."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from digest.config.address_types import Url
from digest.config.quantities import DAY_S, duration
from digest.config.section import YAML_KEYS, YamlSection
from digest.config.segment_settings import Attributes, SegmentKeys
from digest.config.value_types import Line, Prose, Whole


class FirstMail(StrEnum):
    """The mail that a reader gets at once on joining, once."""

    NONE = "none"
    LATEST = "latest"
    WELCOME = "welcome"


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class WelcomeKeys(YamlSection):
    """The operator's own welcome."""

    subject: Line = ""
    """The subject and headline of the welcome."""
    text: Prose = ""
    """Its text; blank lines part paragraphs."""


@dataclass(frozen=True, kw_only=True, config=YAML_KEYS)
class ReaderSettings(YamlSection):
    """How readers join by themselves, and how long things are kept."""

    join: bool = True
    """false: the page of joining says that there is nothing."""
    title: Line = ""
    """The headline of the page of joining; default: a sentence in the reader's language."""
    text: Prose = ""
    """The text under it; blank lines part paragraphs."""
    membership_url: Url = ""
    """The page on which a reader becomes a member; it stands beside members' newsletters."""
    first_mail: FirstMail = FirstMail.NONE
    """The mail on joining: none, latest (issue of the first chosen newsletter) or welcome."""
    welcome: WelcomeKeys = Field(default_factory=WelcomeKeys)
    """The operator's own welcome, for a new reader."""
    welcome_back: WelcomeKeys = Field(default_factory=WelcomeKeys)
    """The same for a reader who had left and joins again; without it there is none."""
    mails_a_day: Annotated[Whole, Field(ge=1, le=20)] = 3
    """Mails a day that forms may send to one address."""
    forms_an_hour: Annotated[Whole, Field(ge=1, le=10_000)] = 20
    """Forms an hour from one network: an IPv4 address, or a /64 of IPv6."""
    mails_an_hour: Annotated[Whole, Field(ge=1, le=1_000_000)] = 2000
    """Mails an hour that all forms together may send."""
    team_seats: Annotated[Whole, Field(ge=0, le=1000)] = 0
    """Addresses that each member may invite to read as members, too; 0: no teams."""
    keep_unconfirmed_days: Annotated[
        int, Field(alias="keep_unconfirmed"), duration("1d", "60d", kept_in=DAY_S)
    ] = 7
    """A wish to join that is not confirmed by then is forgotten, address and all."""
    attributes: Annotated[Attributes, Field(max_length=50)] = ()
    """Properties of readers that you declare; imports and `digest subscribers set` fill them."""
    segments: Annotated[tuple[SegmentKeys, ...], Field(max_length=200)] = ()
    """Readers who share conditions; a newsletter with segment: goes to those alone."""
