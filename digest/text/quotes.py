"""Quotations: the marks of every script, and whether those of a text are closed."""

from __future__ import annotations

import re

QUOTED = re.compile(r"„[^“”]*[“”]|“[^”]*”|\"[^\"]*\"|«[^»]*»|»[^«]*«")
"""One whole quotation with its marks: English, German, French and straight ones."""

OPENING_MARKS = ("“", "„", '"', "«", "»", "‘")
"""Marks with which a sentence that is a quotation begins."""

# a straight mark behind a digit is inches; between Hebrew letters it makes an abbreviation
_NO_QUOTE_MARK = re.compile(r'\d"|[א-ת]"[א-ת]')


def without_quotations(text: str) -> str:
    """Return the text with a blank in place of each whole quotation.

    >>> without_quotations("He said “no” twice.")
    'He said   twice.'
    """
    return QUOTED.sub(" ", text)


def quotes_closed(text: str) -> bool:
    """Tell whether each quotation that a text opens is closed in it, and the other way round.

    >>> quotes_closed("He said “no”."), quotes_closed("He said “no"), quotes_closed("„Ja“, so er.")
    (True, False, True)
    """
    straight = text.count('"') - len(_NO_QUOTE_MARK.findall(text))
    if straight % 2 or text.count("«") != text.count("»"):
        return False
    low, high, closing = text.count("„"), text.count("“"), text.count("”")
    # German closes with the mark that English opens with
    if low:
        return low == high + closing
    return high == closing
