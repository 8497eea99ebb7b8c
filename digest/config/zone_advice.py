"""Advice for an unknown time zone: the zone of an offset, a country or an abbreviation."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

USUAL_ZONES = (
    "Europe/London",
    "Europe/Paris",
    "Africa/Algiers",
    "Asia/Beirut",
    "Africa/Tripoli",
    "Asia/Riyadh",
    "Europe/Istanbul",
    "Asia/Tehran",
    "Asia/Dubai",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Kolkata",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
)
"""Zones to suggest for an offset, the nearest to most newsrooms first."""

PLACES = {
    "afghanistan": "Asia/Kabul",
    "algeria": "Africa/Algiers",
    "bahrain": "Asia/Bahrain",
    "cyprus": "Asia/Nicosia",
    "emirates": "Asia/Dubai",
    "uae": "Asia/Dubai",
    "abu dhabi": "Asia/Dubai",
    "iraq": "Asia/Baghdad",
    "israel": "Asia/Jerusalem",
    "tel aviv": "Asia/Jerusalem",
    "jordan": "Asia/Amman",
    "kuwait": "Asia/Kuwait",
    "lebanon": "Asia/Beirut",
    "morocco": "Africa/Casablanca",
    "oman": "Asia/Muscat",
    "palestine": "Asia/Hebron",
    "ramallah": "Asia/Hebron",
    "qatar": "Asia/Qatar",
    "doha": "Asia/Qatar",
    "saudi arabia": "Asia/Riyadh",
    "ksa": "Asia/Riyadh",
    "mecca": "Asia/Riyadh",
    "sudan": "Africa/Khartoum",
    "syria": "Asia/Damascus",
    "tunisia": "Africa/Tunis",
    "yemen": "Asia/Aden",
    "ankara": "Europe/Istanbul",
    # names that Windows gives zones, and words for the clock of the machine
    "arab standard time": "Asia/Riyadh",
    "arabian standard time": "Asia/Dubai",
    "arabic standard time": "Asia/Baghdad",
    "middle east standard time": "Asia/Beirut",
    "israel standard time": "Asia/Jerusalem",
    "jordan standard time": "Asia/Amman",
    "syria standard time": "Asia/Damascus",
    "egypt standard time": "Africa/Cairo",
    "iran standard time": "Asia/Tehran",
    "turkey standard time": "Europe/Istanbul",
    "w. europe standard time": "Europe/Berlin",
    "romance standard time": "Europe/Paris",
    "gmt standard time": "Europe/London",
    "eastern standard time": "America/New_York",
    "local": "UTC",
    "localtime": "UTC",
    "lb": "Asia/Beirut",
    "il": "Asia/Jerusalem",
    "utc": "UTC",
    "z": "UTC",
    "gmt0": "UTC",
    "arabia": "Asia/Riyadh",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
"""Countries and cities without a zone of their name."""

ABBREVIATIONS = {
    "est": "America/New_York in America, Australia/Sydney in Australia",
    "mst": "America/Denver in Colorado, America/Phoenix in Arizona",
    "hst": "Pacific/Honolulu",
    "est5edt": "America/New_York",
    "cst6cdt": "America/Chicago",
    "mst7mdt": "America/Denver",
    "pst8pdt": "America/Los_Angeles",
    "cet": "Europe/Paris",
    "met": "Europe/Paris",
    "eet": "Asia/Beirut in Lebanon, Africa/Cairo in Egypt, Europe/Athens in Greece",
    "wet": "Europe/Lisbon",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "acst": "Australia/Adelaide",
    "awst": "Australia/Perth",
    "eat": "Africa/Nairobi",
    "cat": "Africa/Maputo",
    "wat": "Africa/Lagos",
    "sast": "Africa/Johannesburg",
    "hkt": "Asia/Hong_Kong",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "sgt": "Asia/Singapore",
    "wib": "Asia/Jakarta",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
    "brt": "America/Sao_Paulo",
    "art": "America/Argentina/Buenos_Aires",
    "ast": "Asia/Riyadh in Arabia, America/Halifax on the Atlantic",
    "bst": "Europe/London in Britain, Asia/Dhaka in Bangladesh",
    "cst": "America/Chicago in America, Asia/Shanghai in China",
    "cdt": "America/Chicago",
    "cest": "Europe/Paris",
    "edt": "America/New_York",
    "eest": "Asia/Beirut",
    "gst": "Asia/Dubai",
    "idt": "Asia/Jerusalem",
    "irst": "Asia/Tehran",
    "ist": "Asia/Jerusalem in Israel, Asia/Kolkata in India, Europe/Dublin in Ireland",
    "mdt": "America/Denver",
    "msk": "Europe/Moscow",
    "pdt": "America/Los_Angeles",
    "pkt": "Asia/Karachi",
    "pst": "America/Los_Angeles in America, Asia/Manila in the Philippines",
    "trt": "Europe/Istanbul",
}
"""Abbreviations, which differ from country to country. The first eleven are names of zones, too:
they keep the summer time of another country than the operator expects, or none."""

_OFFSET = re.compile(r"(?:(?:GMT|UTC|Z)\s*)?([+-])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)
FURTHEST_HOURS = 14
FURTHEST_WEST_HOURS = 12
"""No fixed zone is further west; the easternmost islands share their date with Asia."""


def zone_of_offset(text: str) -> str:
    """Return advice for an offset like GMT+3 or +03:30, "" for another text.

    >>> zone_of_offset("GMT+3")
    'for 3 hours east of Greenwich write Asia/Riyadh, or Etc/GMT-3 (its sign is reversed)'
    """
    parts = _OFFSET.fullmatch(text.strip())
    if parts is None or int(parts[2]) > FURTHEST_HOURS:
        return ""
    hours, minutes = int(parts[2]), int(parts[3] or 0)
    # London's clock is Greenwich's in winter alone
    if not hours and not minutes:
        return "write UTC"
    # the sign holds for hours and minutes: -03:30 is three and a half hours west
    offset = timedelta(hours=hours, minutes=minutes)
    east = parts[1] == "+"
    if not east:
        offset = -offset
    direction = "east" if east else "west"
    length = f"{hours}:{minutes:02}" if minutes else str(hours)
    choices = [zone for zone in (_usual_zone(offset), _fixed_zone(hours, minutes, east)) if zone]
    if not choices:
        return "write the city whose clock you mean, like Asia/Beirut"
    return f"for {length} hours {direction} of Greenwich write {', or '.join(choices)}"


def zone_of_place(text: str) -> str:
    """Return advice for a country or an abbreviation, "" for another text."""
    word = " ".join(text.lower().replace("_", " ").split())
    # a country has one answer; an abbreviation may have several, so it comes second
    if word in PLACES:
        return f'did you mean "{PLACES[word]}"?'
    if word in ABBREVIATIONS:
        return f"this abbreviation has no one meaning; write a city: {ABBREVIATIONS[word]}"
    return ""


def _usual_zone(offset: timedelta) -> str:
    """Return a zone whose clock has this offset in winter."""
    winter = datetime(2026, 1, 15)  # noqa: DTZ001 (a wall-clock time, asked of each zone)
    for name in USUAL_ZONES:
        if ZoneInfo(name).utcoffset(winter) == offset:
            return name
    return ""


def _fixed_zone(hours: int, minutes: int, east: bool) -> str:
    """Return the Etc zone of an offset; its sign is that of POSIX, the reverse of the usual one."""
    if minutes or hours == 0 or (not east and hours > FURTHEST_WEST_HOURS):
        return ""
    # POSIX counts hours west of Greenwich, so Etc/GMT-3 is three hours east
    sign = "-" if east else "+"
    return f"Etc/GMT{sign}{hours} (its sign is reversed)"
