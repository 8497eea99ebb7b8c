"""Labels, dates, numbers and plural forms in the reader's language (CLDR by Babel, wording from digest.languages)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.core import get_locale_identifier, parse_locale
from babel.dates import format_date, format_skeleton

from digest.errors import RenderError
from digest.languages import LANGUAGES, Label, language_of

FALLBACK = "en"
DIGITS = {"ckb": "٠١٢٣٤٥٦٧٨٩", "ur": "۰۱۲۳۴۵۶۷۸۹"} | {
    language.code: language.digits for language in LANGUAGES.values() if language.digits
}
LATIN_DIGIT_REGIONS = frozenset({"AE", "DZ", "EH", "LY", "MA", "TN"})

Forms = Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the newsletter itself says, in one language. `zone` is where its dates are told."""

    language: str
    locale: Locale
    labels: Mapping[str, Forms]
    zone: ZoneInfo

    def say(self, key: str, *, count: int = 1, **values: str) -> str:
        """The label of that key; `count` picks its plural form and is written in the language's digits.

        LookupError for a key without a label names the nearest that has one.
        """
        if key not in self.labels:
            near = difflib.get_close_matches(key, self.labels, n=1)
            raise LookupError(
                f"no label {key!r}" + (f", did you mean {near[0]!r}?" if near else "")
            )
        label = self.labels[key]
        if not isinstance(label, str):
            label = label.get(self.locale.plural_form(count), label["other"])
        return label.format(count=self.number(count), **values)

    def number(self, value: int) -> str:
        return self._digits(str(value))

    def day(self, value: date | datetime) -> str:
        """`Monday, 23 November 2026` in this language."""
        return self._digits(format_date(self._local(value), format="full", locale=self.locale))

    def short_day(self, value: date | datetime) -> str:
        """`23 November`, without the year."""
        return self._digits(
            format_skeleton("MMMMd", _as_datetime(self._local(value)), locale=self.locale)
        )

    def clock(self, value: datetime) -> str:
        """`07:40 UTC+4`: the local time with its zone."""
        local = value.astimezone(self.zone)
        return f"{self._digits(f'{local:%H:%M}')} {self._zone_name(local)}"

    def moment(self, value: datetime, *, today: date) -> str:
        """The time alone when it is today's, else the day as well: what is not today is said absolutely."""
        if value.astimezone(self.zone).date() == today:
            return self.clock(value)
        return f"{self.short_day(value)}{self.labels['comma']} {self.clock(value)}"

    def _local(self, value: date | datetime) -> date | datetime:
        return value.astimezone(self.zone) if isinstance(value, datetime) else value

    def _digits(self, text: str) -> str:
        digits = DIGITS.get(self.locale.language)
        if digits is None or self.locale.territory in LATIN_DIGIT_REGIONS:
            return text
        return text.translate({ord("0") + place: digit for place, digit in enumerate(digits)})

    def _zone_name(self, local: datetime) -> str:
        name = local.strftime("%Z")
        if name.isalpha():
            return name
        minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
        sign, hours, rest = ("-" if minutes < 0 else "+"), abs(minutes) // 60, abs(minutes) % 60
        return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def wording(language: str, timezone: str) -> Wording:
    """The wording of a language tag (`ar`, `fr-CA`); a language without labels speaks English.

    Raises RenderError for a time zone that does not exist.
    """
    known = language.lower().replace("_", "-").split("-")[0]
    spoken = known if known in languages() else FALLBACK
    return Wording(
        language=language if spoken == known else FALLBACK,
        locale=_locale(language if spoken == known else FALLBACK, spoken),
        labels=_labels(spoken),
        zone=_zone(timezone),
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have labels.

    >>> "de" in languages()
    True
    """
    return tuple(sorted(language.code for language in LANGUAGES.values() if language.labels))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RenderError(
            "no such time zone", subject=name, hint="write it as Area/City, Asia/Beirut"
        ) from error


@cache
def _labels(language: str) -> Mapping[str, Forms]:
    """Return the labels of a language. Raise RenderError where they are not those of English."""
    labels = language_of(language).labels
    differing = language_of(FALLBACK).labels.keys() ^ labels.keys()
    if differing:
        raise RenderError(
            "labels differ from the English ones",
            subject=f"{language}: {', '.join(sorted(differing))}",
        )
    return labels


@cache
def _locale(tag: str, fallback: str) -> Locale:
    try:
        return Locale.parse(get_locale_identifier(parse_locale(tag, sep="-")))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(fallback)


def _as_datetime(value: date | datetime) -> datetime:
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
