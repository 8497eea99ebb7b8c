"""Story numbers: the number or name that a publisher gave a story, at the end of its path.

A publisher may serve one story under several slugs and sections, always with the same number.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(
    # begins the last part, follows a mark, or follows letters when eight digits come
    r"(?:^|[-_.,~]|(?<=[a-z])(?=\d{8}))"
    r"(?P<id>"
    r"\d\.\d{6,}"  # 1.5678901
    r"|id[a-z]{2,6}\d[a-z0-9]{5,}"  # idUSKBN1ZX2AB
    r"|[a-z]{2,8}\d{6,}"  # rcna123456
    r"|\d{7,}"  # 53712345
    r"|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"  # a UUID
    r"|[0-9a-f]{24,}"  # a hash
    r")"
    r"(?:\.(?:s?html?|php|aspx?|cms|ece|amp|story|article))?$",
    re.IGNORECASE,
)

# some publishers put the number before the slug: 2020454-port-opens
_NUMBER_IN_FRONT = re.compile(r"^(?P<id>\d{7,})-(?=[a-z]+-[a-z])", re.IGNORECASE)

# 20200805, 202008051230 and 05082020 are dates: many stories share one
_DATE_LIKE = re.compile(
    r"^(?:(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d(?:\d{4}|\d{6})?|[0-3]\d[01]\d(?:19|20)\d{2})$"
)

# seconds since 1970, sometimes behind another 1: two stories may share one
_MOMENT = re.compile(r"^1{0,2}[3-9]\d{8}$")

_NUMBERED_PREFIX = re.compile(r"^[a-z]+(?=\d{8,}$)", re.IGNORECASE)

# pictures, videos and sounds may be numbered apart from the stories of the same publisher
_KIND = re.compile(
    r"(?<=/)(photo|picture|gallery|galerie|video|audio|podcast)s?(?=/)", re.IGNORECASE
)

ROUND_NUMBER = "00000"
"""A number that ends so is a size or a year range, and names no story."""


def story_number(path: str) -> str:
    """Return the number or hexadecimal name of a story from the last part of a path; "" for none.

    >>> story_number("/world/port-reopens-53712345")
    '53712345'
    >>> story_number("/world/2020/08/05")
    ''
    """
    last = path.rpartition("/")[2]
    number_match = _NUMBER.search(last) or _NUMBER_IN_FRONT.match(last)
    if number_match is None:
        return ""
    number = _NUMBERED_PREFIX.sub("", number_match["id"])
    # a date or a round number is no number of a story, and many stories have it
    if _DATE_LIKE.match(number) or _MOMENT.match(number) or number.endswith(ROUND_NUMBER):
        return ""
    kind = _KIND.search(path)
    if kind:
        return f"{kind[1]}/{number}".lower()
    return number.lower()
