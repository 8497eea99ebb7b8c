"""English names of days and months, as patterns for the tables and judges that read English."""

from __future__ import annotations

WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""The name of a weekday."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
"""The names of the months, to stand among other words."""

SHORT_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
"""The first letters of a month, by which its full name and its abbreviations begin."""

DATE = rf"{SHORT_MONTH}[a-z]*\.?\s\d{{1,2}}(?:,\s\d{{4}})?"
"""A day of a month, with its year or without: "Nov. 23, 2026"."""
