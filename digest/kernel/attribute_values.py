"""Values of attributes: read what a file or a person wrote, or say why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from digest.errors import UseError
from digest.models import AttributeKind, AttributeValue, ReaderAttribute

LONGEST = 200
"""Characters of the longest text that an attribute holds: a line, no letter."""

YES, NO = "yes", "no"

YES_WORDS = frozenset(("yes", "y", "true", "1", "on"))
NO_WORDS = frozenset(("no", "n", "false", "0", "off"))

# twelve digits before the point and six behind it: a float holds them without a loss
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,6})?")


def read_value(attribute: ReaderAttribute, text: str) -> AttributeValue:
    """Read the value of an attribute. Raises UseError for a text that is none of its values.

    >>> read_value(ReaderAttribute(name="staff", kind=AttributeKind.NUMBER), "250").number
    250.0
    """
    return _READERS[attribute.kind](attribute, " ".join(text.split()))


def _text(attribute: ReaderAttribute, text: str) -> AttributeValue:
    if len(text) > LONGEST:
        raise _refused(attribute, f"{text[:LONGEST]}…", f"write at most {LONGEST} characters")
    allowed = {value.casefold(): value for value in attribute.values}
    folded = text.casefold()
    if allowed and folded not in allowed:
        raise _refused(attribute, text, f"write one of {', '.join(attribute.values)}")
    # the operator's own spelling stands in lists and exports
    return AttributeValue(shown=allowed.get(folded, text), folded=folded)


def _number(attribute: ReaderAttribute, text: str) -> AttributeValue:
    if not _NUMBER.fullmatch(text):
        raise _refused(attribute, text, "write a number, like 250 or 3.5")
    number = float(text)
    shown = f"{number:.6f}".rstrip("0").rstrip(".")
    return AttributeValue(shown=shown, folded=shown, number=number)


def _day(attribute: ReaderAttribute, text: str) -> AttributeValue:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise _refused(attribute, text, "write a date, like 2026-11-26") from error
    shown = day.isoformat()
    return AttributeValue(shown=shown, folded=shown, number=float(day.toordinal()))


def _yes_no(attribute: ReaderAttribute, text: str) -> AttributeValue:
    word = text.casefold()
    if word in YES_WORDS:
        return AttributeValue(shown=YES, folded=YES)
    if word in NO_WORDS:
        return AttributeValue(shown=NO, folded=NO)
    raise _refused(attribute, text, "write yes or no")


def _refused(attribute: ReaderAttribute, text: str, hint: str) -> UseError:
    return UseError(f"{attribute.name} has no such value", subject=text, hint=hint)


_READERS: Mapping[AttributeKind, Callable[[ReaderAttribute, str], AttributeValue]] = {
    AttributeKind.TEXT: _text,
    AttributeKind.NUMBER: _number,
    AttributeKind.DAY: _day,
    AttributeKind.YES_NO: _yes_no,
}
