"""The kinds of single values in the YAML files: durations, sizes, addresses, zones. Each says what it wants."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from datetime import time
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from apscheduler.triggers.cron import CronTrigger
from pydantic import BeforeValidator, Field, Strict, StrictBool, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from digest.config.suggestions import did_you_mean
from digest.errors import UseError
from digest.kernel.links import LinkFault, link_fault
from digest.kernel.mail_addresses import normal_address

SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
BYTES = {
    "B": 1,
    "KB": 1000,
    "MB": 1000**2,
    "GB": 1000**3,
    "KiB": 1024,
    "MiB": 1024**2,
    "GiB": 1024**3,
}
WEEKDAYS = {
    "mon": "monday",
    "tue": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
}


def mistake(what: str, advice: str = "") -> PydanticCustomError:
    """A value that is wrong, in our own words; both parts are printed as they are."""
    return PydanticCustomError("mistake", "{what}", {"what": what, "advice": advice})


def shown(value: object) -> str:
    """A value as an operator wrote it, short."""
    if value is None:
        return "an empty value"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = str(value)
    if isinstance(value, str):
        return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'
    return text[:60]


def _text(
    read: Callable[[str], Any], *, wants: str, advice: str, pattern: str = "", example: str = ""
) -> tuple[BeforeValidator, WithJsonSchema]:
    """A kind of value that is written as a text and read by `read`; `wants` completes "… is not …"."""

    def validate(value: object) -> Any:
        if not isinstance(value, str) or not value.strip():
            raise mistake(f"{shown(value)} is not {wants}", advice)
        return read(value.strip())

    schema: dict[str, Any] = {
        "type": "string",
        "description": f"{wants[0].upper()}{wants[1:]}: {advice}.",
    }
    if pattern:
        schema["pattern"] = pattern
    if example:
        schema["examples"] = [example]
    return BeforeValidator(validate), WithJsonSchema(schema)


def _matching(pattern: str, *, wants: str, advice: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def read(text: str) -> str:
        if not compiled.fullmatch(text):
            raise mistake(f"{shown(text)} is not {wants}", advice)
        return text

    return read


def _plain(pattern: str, *, wants: str, advice: str) -> tuple[BeforeValidator, WithJsonSchema]:
    read = _matching(pattern, wants=wants, advice=advice)
    return _text(read, wants=wants, advice=advice, pattern=f"^{pattern}$")


def _quantity(
    units: dict[str, float] | dict[str, int], *, wants: str, advice: str
) -> tuple[BeforeValidator, WithJsonSchema]:
    pattern = rf"[0-9]+(\.[0-9]+)? ?({'|'.join(sorted(units, key=len, reverse=True))})"

    def read(text: str) -> float:
        found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?([A-Za-z]+)", text)
        if not found or found[2] not in units or len(found[1]) > 12:
            raise mistake(f"{shown(text)} is not {wants}", advice)
        return float(found[1]) * units[found[2]]

    return _text(read, wants=wants, advice=advice, pattern=f"^{pattern}$")


# ---- dates and times ------------------------------------------------------------------------------------------


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def _read_zone(text: str) -> str:
    if text not in zone_names():
        cities = {name.rsplit("/", 1)[-1].lower(): name for name in zone_names()}
        known = cities.get(text.lower().replace(" ", "_"), "")
        near = f'did you mean "{known}"?' if known else did_you_mean_zone(text)
        raise mistake(f"there is no time zone {shown(text)}", near)
    return text


def did_you_mean_zone(text: str) -> str:
    lowered = {name.lower(): name for name in zone_names()}
    advice = did_you_mean(text, lowered)
    near = re.search(r'"(.+)"', advice)
    return (
        f'did you mean "{lowered[near[1]]}"?'
        if near
        else "use an IANA name like Asia/Beirut or UTC"
    )


def _read_clock(text: str) -> time:
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise mistake(f"{shown(text)} is not a time of day", "write it like 06:30 or 18:00")
    return time(int(found[1]), int(found[2]))


def _read_weekday(text: str) -> str:
    lowered = text.lower()
    for short, long in WEEKDAYS.items():
        if lowered in (short, long):
            return short
    raise mistake(f"{shown(text)} is not a weekday", did_you_mean(lowered, WEEKDAYS))


def _read_cron(text: str) -> str:
    parts = text.split()
    if len(parts) != 5:
        raise mistake(
            f"cron {shown(text)} has {len(parts)} parts, not 5",
            'write minute hour day month weekday: "30 6 * * mon-fri"',
        )
    without_step = re.sub(r"/\d+", "", parts[4])
    if re.search(r"\d", re.sub(r"(1st|2nd|3rd|[45]th)", "", without_step)):
        raise mistake(
            f"cron {shown(text)} counts its weekdays",
            "0 is Sunday to some and Monday to others: write names, like mon-fri or sat,sun",
        )
    try:
        CronTrigger.from_crontab(text, timezone="UTC")
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        why = str(error).rpartition(": ")[2]
        raise mistake(
            f"cron {shown(text)} cannot be read: {why}", 'write it like "30 6 * * mon-fri"'
        ) from None
    return text


Duration = Annotated[
    float,
    *_quantity(
        SECONDS,
        wants="a length of time",
        advice="write a number and its unit: 90s, 15m, 24h, 7d or 2w",
    ),
]
"""Seconds, written with a unit."""

Size = Annotated[
    float, *_quantity(BYTES, wants="a size", advice="write a number and its unit: 500KB or 8MB")
]
"""Bytes, written with a unit."""

ZoneName = Annotated[
    str,
    *_text(
        _read_zone,
        wants="a time zone",
        advice="write an IANA name like Asia/Beirut",
        example="Asia/Beirut",
    ),
]
ClockTime = Annotated[
    time,
    *_text(
        _read_clock,
        wants="a time of day",
        advice="write it like 06:30 or 18:00",
        pattern="^[0-9]{1,2}:[0-9]{2}$",
    ),
]
Weekday = Annotated[
    str,
    *_text(
        _read_weekday,
        wants="a weekday",
        advice="write mon, tue, wed, thu, fri, sat or sun",
        example="mon",
    ),
]
Cron = Annotated[
    str,
    *_text(
        _read_cron,
        wants="a cron schedule",
        advice='write it like "30 6 * * mon-fri"',
        example="30 6 * * mon-fri",
    ),
]

# ---- addresses ------------------------------------------------------------------------------------------------

HOST = (
    r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)
DOMAIN = r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")


def read_url(text: str) -> str:
    """The http(s) address as it stands; raises the mistake that is in it."""
    fault = link_fault(text)
    # a feed may stand on the operator's own network, where a host has a name of one word
    if fault is None or fault is LinkFault.ONE_LABEL_HOST:
        return text
    if fault is LinkFault.SECRET:
        raise mistake(f"this address {fault}", "secrets never stand in YAML: take it out")
    if fault is LinkFault.TOO_LONG:
        raise mistake(f"{shown(text)} is not a web address", f"it {fault}")
    if fault is LinkFault.NOT_HTTP:
        raise mistake(f"{shown(text)} is not a web address", "start it with https:// or http://")
    raise mistake(
        f"{shown(text)} is not a web address", "write it like https://example.org/feed.xml"
    )


def _read_https(text: str) -> str:
    if urlsplit(read_url(text)).scheme != "https":
        raise mistake(
            f"{shown(text)} is not https", "mail programs show pictures only over https://"
        )
    return text


def _read_public_url(text: str) -> str:
    parts = urlsplit(read_url(text))
    if parts.scheme != "https" and parts.hostname not in LOCAL_HOSTS:
        raise mistake(
            f"{shown(text)} is not https", "one-click unsubscribe (RFC 8058) needs https://"
        )
    if parts.query or parts.fragment:
        raise mistake(
            f"{shown(text)} ends in a query", "write only the start, like https://news.example.org"
        )
    return text


def read_email(text: str) -> str:
    """The address in its written form; raises the mistake that is in it.

    An address of the newsroom keeps to ASCII before the @: every mail server then takes its mail.
    """
    try:
        address = normal_address(text)
    except UseError:
        raise mistake(
            f"{shown(text)} is not a mail address", "write it like desk@example.org"
        ) from None
    if not address.isascii():
        raise mistake(
            f"{shown(text)} is not a mail address that every server takes",
            "write the part before the @ in plain letters",
        )
    return address


def _read_network(text: str) -> str:
    try:
        return str(ipaddress.ip_network(text))
    except ValueError:
        raise mistake(f"{shown(text)} is not a network", _network_advice(text)) from None


def _network_advice(text: str) -> str:
    try:
        return f"did you mean {ipaddress.ip_interface(text).network}?"
    except ValueError:
        return "write it like 10.0.0.0/8 or 127.0.0.1"


Url = Annotated[
    str,
    *_text(
        read_url,
        wants="a web address",
        advice="start it with https:// or http://",
        pattern="^https?://[^\\s]+$",
    ),
]
HttpsUrl = Annotated[
    str,
    *_text(
        _read_https,
        wants="a secure web address",
        advice="start it with https://",
        pattern="^https://[^\\s]+$",
    ),
]
PublicUrl = Annotated[
    str,
    *_text(
        _read_public_url,
        wants="a web address",
        advice="write it like https://news.example.org",
        pattern="^https?://",
    ),
]
Email = Annotated[
    str,
    *_text(
        read_email,
        wants="a mail address",
        advice="write it like desk@example.org",
        pattern="^[^@\\s]+@[^@\\s]+$",
    ),
]
Domain = Annotated[str, *_plain(DOMAIN, wants="a domain", advice="write it like news.example.org")]
Host = Annotated[
    str,
    *_plain(
        rf"({HOST}|[0-9a-fA-F:]*:[0-9a-fA-F:.]+)",
        wants="a host",
        advice="write it like smtp.example.org",
    ),
]
Network = Annotated[
    str,
    *_text(
        _read_network, wants="a network", advice="write it like 10.0.0.0/8", example="10.0.0.0/8"
    ),
]

# ---- names ----------------------------------------------------------------------------------------------------


def _read_id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        better = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
        raise mistake(
            f"{shown(text)} is not an id",
            f'write "{better}"' if better else "use lower-case letters, digits and hyphens",
        )
    return text


Id = Annotated[
    str,
    *_text(
        _read_id,
        wants="an id",
        advice="lower-case words joined by hyphens, like security-briefing",
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
    ),
]
Language = Annotated[
    str,
    *_plain(
        r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*",
        wants="a language tag",
        advice="write it like en, ar or zh-Hans",
    ),
]
Country = Annotated[
    str,
    *_plain(r"[A-Z]{2}", wants="a country", advice="write two capital letters, like LB (ISO 3166)"),
]
EnvName = Annotated[
    str,
    *_plain(
        r"[A-Z][A-Z0-9_]*",
        wants="the name of an environment variable",
        advice="write the variable's name, like SMTP_PASSWORD, never the secret itself",
    ),
]
PRINTED = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]"

Line = Annotated[
    str,
    Strict(),
    StringConstraints(min_length=1, max_length=500, strip_whitespace=True, pattern=f"^{PRINTED}+$"),
]
"""One line of text."""

Prose = Annotated[
    str,
    Strict(),
    StringConstraints(
        min_length=1, max_length=5000, strip_whitespace=True, pattern=f"^(?:{PRINTED}|[\\n\\t])+$"
    ),
]
"""A text that may have several lines."""

Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Flag = StrictBool
