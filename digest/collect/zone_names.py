"""Names of time zones → minutes east of Greenwich; a country settles a name used twice."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def place_behind(text: str) -> tuple[str, ZoneInfo | None]:
    """Cut a zone that is named by its place from the end: `Europe/Paris`, `Beirut time`, `ET`.

    Return the text without it, and the zone; None when the text ends in no such name.

    >>> place_behind("27 Nov 2026 10:00 Beirut time")
    ('27 Nov 2026 10:00', zoneinfo.ZoneInfo(key='Asia/Beirut'))
    """
    place = _PLACE.search(text)
    if place is None:
        return text, None
    name = place["key"] or _ARABIC_PLACES.get(place["arabic"] or "", "")
    if not name:
        name = _PLACES[(place["city"] or place["short"]).casefold()]
    try:
        return text[: place.start()].rstrip(), ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return text, None


def with_short_zone_names(text: str) -> str:
    """Return the text with long names of zones as their letters: `Gulf Standard Time` → `GST`.

    >>> with_short_zone_names("10:00 Eastern Standard Time")
    '10:00 EST'
    """
    return _LONG_NAME.sub(lambda name: _LONG_NAMES[name[0].casefold()], text)


_PLACES = {
    "beirut": "Asia/Beirut",
    "jerusalem": "Asia/Jerusalem",
    "gaza": "Asia/Gaza",
    "damascus": "Asia/Damascus",
    "amman": "Asia/Amman",
    "baghdad": "Asia/Baghdad",
    "erbil": "Asia/Baghdad",
    "tehran": "Asia/Tehran",
    "riyadh": "Asia/Riyadh",
    "mecca": "Asia/Riyadh",
    "makkah": "Asia/Riyadh",
    "ksa": "Asia/Riyadh",
    "saudi": "Asia/Riyadh",
    "kuwait": "Asia/Kuwait",
    "doha": "Asia/Qatar",
    "qatar": "Asia/Qatar",
    "dubai": "Asia/Dubai",
    "uae": "Asia/Dubai",
    "muscat": "Asia/Muscat",
    "sanaa": "Asia/Aden",
    "cairo": "Africa/Cairo",
    "tripoli": "Africa/Tripoli",
    "khartoum": "Africa/Khartoum",
    "istanbul": "Europe/Istanbul",
    "ankara": "Europe/Istanbul",
    "turkey": "Europe/Istanbul",
    "kabul": "Asia/Kabul",
    "moscow": "Europe/Moscow",
    "london": "Europe/London",
    "paris": "Europe/Paris",
    "berlin": "Europe/Berlin",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}
"""Names that a clock is called after, and the zone whose summer time they follow."""

_ARABIC_PLACES = {
    "غرينتش": "UTC",
    "جرينتش": "UTC",
    "غرينيتش": "UTC",
    "مكة": "Asia/Riyadh",
    "مكة المكرمة": "Asia/Riyadh",
    "السعودية": "Asia/Riyadh",
    "الرياض": "Asia/Riyadh",
    "بيروت": "Asia/Beirut",
    "لبنان": "Asia/Beirut",
    "القدس": "Asia/Jerusalem",
    "فلسطين": "Asia/Hebron",
    "غزة": "Asia/Gaza",
    "دمشق": "Asia/Damascus",
    "سوريا": "Asia/Damascus",
    "عمان": "Asia/Amman",
    "الأردن": "Asia/Amman",
    "بغداد": "Asia/Baghdad",
    "العراق": "Asia/Baghdad",
    "الكويت": "Asia/Kuwait",
    "الدوحة": "Asia/Qatar",
    "قطر": "Asia/Qatar",
    "دبي": "Asia/Dubai",
    "أبوظبي": "Asia/Dubai",
    "أبو ظبي": "Asia/Dubai",
    "الإمارات": "Asia/Dubai",
    "مسقط": "Asia/Muscat",
    "صنعاء": "Asia/Aden",
    "القاهرة": "Africa/Cairo",
    "مصر": "Africa/Cairo",
    "الخرطوم": "Africa/Khartoum",
    "طرابلس": "Africa/Tripoli",
    "طهران": "Asia/Tehran",
    "إسطنبول": "Europe/Istanbul",
    "موسكو": "Europe/Moscow",
}
"""Places behind "by the clock of" in Arabic."""

_SHORT_PLACES = ("ET", "CT", "MT", "PT", "KSA", "UAE")

# `ET` in capital letters only: `et` is a word of French and Turkish feeds
_PLACE = re.compile(
    r" ?\[?(?P<key>Etc/GMT[+-]\d{1,2}|[A-Z][A-Za-z_]{1,20}(?:/[A-Z][A-Za-z_-]{1,20}){1,2})\]?\Z"
    rf"|(?<=[\dMm.]) (?P<short>{'|'.join(_SHORT_PLACES)})\Z"
    rf"|,? (?:بتوقيت|توقيت) (?P<arabic>{'|'.join(_ARABIC_PLACES)})\Z"
    rf"|,? (?P<city>(?i:{'|'.join(_PLACES)})) (?i:local )?(?i:time)\Z"
)

_LONG_NAMES = {
    "coordinated universal time": "UTC",
    "greenwich mean time": "GMT",
    "british summer time": "BST",
    "western european time": "WET",
    "western european summer time": "WEST",
    "central european time": "CET",
    "central european standard time": "CET",
    "central european summer time": "CEST",
    "eastern european time": "EET",
    "eastern european standard time": "EET",
    "eastern european summer time": "EEST",
    "eastern standard time": "EST",
    "eastern daylight time": "EDT",
    "central standard time": "CST",
    "central daylight time": "CDT",
    "mountain standard time": "MST",
    "mountain daylight time": "MDT",
    "pacific standard time": "PST",
    "pacific daylight time": "PDT",
    "israel standard time": "+02:00",
    "israel daylight time": "+03:00",
    "arabia standard time": "+03:00",
    "arabian standard time": "+03:00",
    "gulf standard time": "+04:00",
    "iran standard time": "IRST",
    "iran daylight time": "IRDT",
    "turkey time": "TRT",
    "pakistan standard time": "PKT",
    "india standard time": "+05:30",
    "moscow standard time": "MSK",
    "china standard time": "+08:00",
    "japan standard time": "JST",
    "korea standard time": "KST",
}
# the longest name first: "arabian standard time" holds shorter names
_LONG_NAME = re.compile("|".join(sorted(_LONG_NAMES, key=len, reverse=True)), re.IGNORECASE)


def zone_offset_min(name: str, country: str = "") -> int | None:
    """Return the minutes by which a zone is ahead of UTC; None for a name that is no zone.

    `country` is an ISO 3166 code in capital letters.

    >>> zone_offset_min("eest"), zone_offset_min("ist", "IL"), zone_offset_min("ist", "IN")
    (180, 120, 330)
    """
    # the outlet's own country before the usual meaning: IST is an hour of four lands
    for countries, offset_min in _BY_COUNTRY.get(name, ()):
        if country in countries:
            return offset_min
    return _OFFSETS_MIN.get(name)


def _minutes(table: str) -> dict[str, int]:
    """Read `name hours` pairs; hours may have a fraction."""
    offsets = {}
    words = table.split()
    for name, hours in zip(words[::2], words[1::2], strict=True):
        # rounded to whole minutes, in which all zones differ
        offsets[name] = round(60 * float(hours))
    return offsets


# The usual meaning of each name. An ambiguous name has the meaning that most feeds give it.
_OFFSETS_MIN = _minutes(
    """
    z 0 ut 0 utc 0 gmt 0 wet 0 west 1 bst 1 cet 1 cest 2 mez 1 mesz 2 hnec 1 heec 2
    eet 2 eest 3 oez 2 oesz 3 msk 3 мск 3 msd 4 trt 3 samt 4
    idt 3 ist 5.5 ast -4 adt -3 irst 3.5 irdt 4.5 gst 4 aft 4.5 pkt 5 npt 5.75
    azt 4 amt 4 get 4 uzt 5 tmt 5 tjt 5 kgt 6 almt 5
    est -5 edt -4 cst -6 cdt -5 mst -7 mdt -6 pst -8 pdt -7 akst -9 akdt -8 hst -10
    nst -3.5 ndt -2.5
    jst 9 kst 9 sgt 8 myt 8 hkt 8 pht 8 wib 7 wita 8 wit 9 ict 7 mmt 6.5
    aest 10 aedt 11 acst 9.5 acdt 10.5 awst 8 nzst 12 nzdt 13
    yekt 5 omst 6 novt 7 krat 7 irkt 8 yakt 9 vlat 10 magt 11 pett 12 ulat 8
    bdt 6 btt 6 bnt 8 mvt 5 mut 4 sct 4 ret 4 tlt 9 chst 10 pgt 10 sbt 11 fjt 12 chast 12.75
    ect -5 gyt -4 pyt -4 pyst -3 srt -3 gft -3 brst -2 amst -3 uyst -2 cvt -1 egt -1 egst 0
    sast 2 eat 3 cat 2 wat 1 wast 2 brt -3 art -3 clt -4 clst -3 cot -5 pet -5 uyt -3 vet -4 bot -4
    """
)

_ARABIAN = frozenset(["SA", "IQ", "KW", "BH", "QA", "YE", "JO", "SY", "LB", "AE", "OM"])

_BY_COUNTRY: dict[str, tuple[tuple[frozenset[str], int], ...]] = {
    "ist": ((frozenset({"IL", "PS"}), 120), (frozenset({"IE"}), 60), (frozenset({"TR"}), 180)),
    "ast": ((_ARABIAN, 180),),
    "adt": ((_ARABIAN, 240),),
    "est": ((frozenset({"AU"}), 600),),
    "edt": ((frozenset({"AU"}), 660),),
    "cst": ((frozenset({"CN", "TW"}), 480), (frozenset({"CU"}), -300), (frozenset({"AU"}), 570)),
    "cdt": ((frozenset({"CU"}), -240), (frozenset({"AU"}), 630)),
    "pst": ((frozenset({"PH"}), 480), (frozenset({"PK"}), 300)),
    "bst": ((frozenset({"BD"}), 360),),
    "gst": ((frozenset({"GS"}), -120),),
    "amt": ((frozenset({"BR"}), -240),),
    "wst": ((frozenset({"AU"}), 480),),
}
