"""English names of days and months, as patterns for the tables and judges that read English."""

from __future__ import annotations

from digest.models.calendar_names import MONTH_NAMES, SHORT_MONTH_NAMES, WEEKDAY_NAMES

WEEKDAY = f"(?:{'|'.join(WEEKDAY_NAMES)})"
"""The name of a weekday."""

MONTHS = "|".join(MONTH_NAMES)
"""The names of the months, to stand among other words."""

SHORT_MONTH = f"(?:{'|'.join(SHORT_MONTH_NAMES)})"
"""The first letters of a month, by which its full name and its abbreviations begin."""

DATE = rf"{SHORT_MONTH}[a-z]*\.?\s\d{{1,2}}(?:,\s\d{{4}})?"
"""A day of a month, with its year or without: "Nov. 23, 2026"."""
