"""Labels, dates, numbers and plural forms in the language of a mail (CLDR by Babel)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.core import get_locale_identifier, parse_locale
from babel.dates import format_date, format_skeleton, get_timezone_location

from digest.errors import RenderError
from digest.languages import LANGUAGES, Label, language_of
from digest.render.typography import NO_BREAK

# The language of the labels where a language has none of its own.
FALLBACK = "en"
# Digits from 0 to 9 of languages that have no labels yet; those of the others stand with them.
OTHER_DIGITS = {"ckb": "٠١٢٣٤٥٦٧٨٩", "ur": "۰۱۲۳۴۵۶۷۸۹"}
# Countries that write Arabic with Latin digits (CLDR).
LATIN_DIGIT_REGIONS = frozenset({"AE", "DZ", "EH", "LY", "MA", "TN"})


OwnLabels = Mapping[str, Mapping[str, Label]]
NO_LABELS: OwnLabels = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of the newsletter itself in one language; its dates are told in `zone`."""

    language: str
    locale: Locale
    labels: Mapping[str, Label]
    zone: ZoneInfo
    latin_digits: bool = False
    """True where the texts around these words write 0 to 9: a mail has digits of one kind."""

    def say(self, key: str, *, count: int = 1, **values: str) -> str:
        """Return the label of that key.

        `count` picks its plural form and is written in the language's digits. Raises LookupError
        for a key without a label; it names the nearest key that has one.

        >>> wording("en", "UTC").say("reading_time", count=4)
        '4-minute read'
        """
        if key not in self.labels:
            advice = ""
            for near in difflib.get_close_matches(key, self.labels, n=1):
                advice = f", did you mean {near!r}?"
            raise LookupError(f"no label {key!r}{advice}")
        label = self.labels[key]
        if not isinstance(label, str):
            label = label.get(self.locale.plural_form(count), label["other"])
        return label.format(count=self.number(count), **values)

    def number(self, value: int) -> str:
        """Return a number in the digits of the language."""
        return self._digits(str(value))

    def day(self, value: date | datetime) -> str:
        """Return a day with its weekday and year.

        >>> wording("en-GB", "UTC").day(date(2026, 11, 23))
        'Monday, 23 November 2026'
        """
        return self._digits(format_date(self._local(value), format="full", locale=self.locale))

    def short_day(self, value: date | datetime) -> str:
        """Return a day without weekday and year: `23 November`."""
        local = _as_datetime(self._local(value))
        return self._digits(format_skeleton("MMMMd", local, locale=self.locale))

    def brief_day(self, value: date | datetime, *, year: bool = False) -> str:
        """Return a day with its weekday, both short: `Mon, Nov 23`; day and month stay together."""
        skeleton = "yMMMEd" if year else "MMMEd"
        local = _as_datetime(self._local(value))
        written = format_skeleton(skeleton, local, locale=self.locale)
        day_and_month = format_skeleton("MMMd", local, locale=self.locale)
        return self._digits(written.replace(day_and_month, day_and_month.replace(" ", NO_BREAK)))

    def clock(self, value: datetime) -> str:
        """Return the local time: `07:40`. A mail names its zone once, in `zone_name`."""
        return self._digits(f"{value.astimezone(self.zone):%H:%M}")

    def moment(self, value: datetime, *, today: date) -> str:
        """Return the time alone when it is today's, else the day as well."""
        if value.astimezone(self.zone).date() == today:
            return self.clock(value)
        return f"{self.short_day(value)}{self.labels['comma']} {self.clock(value)}"

    def in_zone(self, zone: ZoneInfo) -> Wording:
        """Return the same words with the times of another zone."""
        return replace(self, zone=zone)

    @property
    def zone_name(self) -> str:
        """The zone as people say it.

        >>> wording("en", "Asia/Beirut").zone_name, wording("en", "UTC").zone_name
        ('Beirut time', 'UTC')
        """
        # a zone without a place, like UTC or Etc/GMT-4, is called by its own name
        if "/" not in self.zone.key or self.zone.key.startswith("Etc/"):
            return self.zone.key.removeprefix("Etc/")
        city = get_timezone_location(self.zone.key, locale=self.locale, return_city=True)
        return self.say("city_time", city=city)

    def _local(self, value: date | datetime) -> date | datetime:
        if isinstance(value, datetime):
            return value.astimezone(self.zone)
        return value

    def _digits(self, text: str) -> str:
        digits = _digits_of(self.locale.language)
        if not digits or self.latin_digits or self.locale.territory in LATIN_DIGIT_REGIONS:
            return text
        return text.translate(str.maketrans("0123456789", digits))


def wording(language: str, timezone: str, *, own: OwnLabels = NO_LABELS) -> Wording:
    """Return the wording of a language tag (`ar`, `fr-CA`).

    `own` holds the newsroom's own labels by language code. A language without labels speaks
    English. Raises RenderError for an unknown time zone.
    """
    base = language.lower().replace("_", "-").split("-")[0]
    tag, spoken = language, base
    # a mail must go out in a language without labels too
    if base not in languages() and base not in own:
        tag, spoken = FALLBACK, FALLBACK
    return Wording(
        language=tag,
        locale=_locale(tag, spoken),
        labels=_labels_of(spoken, own),
        zone=_zone(timezone),
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have labels.

    >>> "de" in languages()
    True
    """
    codes = []
    for language in LANGUAGES.values():
        if language.labels:
            codes.append(language.code)
    return tuple(sorted(codes))


def _digits_of(language: str) -> str:
    """Return the ten digits of a language; "" for Latin ones."""
    if language in OTHER_DIGITS:
        return OTHER_DIGITS[language]
    for known in LANGUAGES.values():
        if known.code == language:
            return known.digits
    return ""


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RenderError(
            "no such time zone", subject=name, hint="write it as Area/City, Asia/Beirut"
        ) from error


def _labels_of(language: str, own: OwnLabels) -> Mapping[str, Label]:
    """Return the labels of a language, with those of the newsroom before the program's."""
    if language not in own:
        return _labels(language)
    shipped = language_of(FALLBACK).labels
    # words that the newsroom lacks are said in the language itself, or else in English
    if language in languages():
        shipped = _labels(language)
    return {**shipped, **own[language]}


@cache
def _labels(language: str) -> Mapping[str, Label]:
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
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day)  # noqa: DTZ001 (a day has no zone)
