"""Single values in the YAML files: names, plain texts and numbers. Each says how to write it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    Strict,
    StrictBool,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from digest.languages.language_codes import NO_LANGUAGE, TWO_LETTER_CODES, code_of_word

LONGEST_SHOWN = 60
"""Characters of a wrong value that a message repeats."""


def mistake(what: str, advice: str = "") -> PydanticCustomError:
    """Return the error of a wrong value. Both texts are printed as they are."""
    return PydanticCustomError("mistake", "{what}", {"what": what, "advice": advice})


def shown(value: object) -> str:
    """Return a value as an operator wrote it, shortened.

    >>> shown("noon"), shown(True), shown([1])
    ('"noon"', 'true', 'a list')
    """
    if value is None:
        return "an empty value"
    # before the numbers: in Python a truth value is a number, too
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    if not isinstance(value, str):
        return str(value)[:LONGEST_SHOWN]
    if len(value) > LONGEST_SHOWN:
        return f'"{value[:LONGEST_SHOWN]}…"'
    return f'"{value}"'


def text_value(
    read: Callable[[str], Any], *, wants: str, advice: str, pattern: str = "", example: str = ""
) -> tuple[BeforeValidator, WithJsonSchema]:
    """Describe a value that is written as a text and read by `read`.

    `wants` completes the sentence "… is not …". `pattern` and `example` help editors. A value that
    code gives, outside of a file, is taken as it is.
    """

    def validate(value: object, info: ValidationInfo) -> Any:
        if info.context is None:
            return value
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


def pattern_value(
    pattern: str, *, wants: str, advice: str
) -> tuple[BeforeValidator, WithJsonSchema]:
    """Describe a value that is a text of a certain form."""
    compiled = re.compile(pattern)

    def read(text: str) -> str:
        if not compiled.fullmatch(text):
            raise mistake(f"{shown(text)} is not {wants}", advice)
        return text

    return text_value(read, wants=wants, advice=advice, pattern=f"^{pattern}$")


# ---- names -----------------------------------------------------------------------------------


def _read_id(text: str) -> str:
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        return text
    better = "-".join(re.findall(r"[a-z0-9]+", text.lower()))
    advice = "use lower-case letters, digits and hyphens"
    if better:
        advice = f'write "{better}"'
    raise mistake(f"{shown(text)} is not an id", advice)


Id = Annotated[
    str,
    *text_value(
        _read_id,
        wants="an id",
        advice="lower-case words joined by hyphens, like security-briefing",
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
    ),
]
_TAG = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_TAG_ADVICE = "write it like en, ar or zh-Hans"


def _read_language(text: str) -> str:
    """Read a language tag; refuse a name, and a code that no language has."""
    primary, _, rest = text.replace("_", "-").partition("-")
    code = code_of_word(primary) or primary.lower()
    better = f"{code}-{rest}" if rest else code
    is_known = code in TWO_LETTER_CODES or (len(code) > 2 and code not in NO_LANGUAGE)
    # Hebrew's older code is understood everywhere here
    if re.fullmatch(_TAG, text) and (primary == "iw" or (is_known and code == primary)):
        return text
    advice = _TAG_ADVICE
    if code in TWO_LETTER_CODES and re.fullmatch(_TAG, better):
        advice = f'write "{better}"'
    raise mistake(f"{shown(text)} is not a language tag", advice)


Language = Annotated[
    str,
    *text_value(_read_language, wants="a language tag", advice=_TAG_ADVICE, pattern=f"^{_TAG}$"),
]
Country = Annotated[
    str,
    *pattern_value(
        r"[A-Z]{2}", wants="a country", advice="write two capital letters, like LB (ISO 3166)"
    ),
]
Selector = Annotated[
    str,
    *pattern_value(
        r"[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?",
        wants="a DKIM selector",
        advice="write letters and digits, like d2026",
    ),
]

# ---- texts and numbers -----------------------------------------------------------------------

PRINTED = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]"
"""A character that shows: no control character and no separator of lines or paragraphs."""


def _not_empty(text: str, info: ValidationInfo) -> str:
    """Refuse an empty text in a file; in code it means that there is none."""
    if info.context is not None and not text:
        raise PydanticCustomError("string_too_short", "is empty")
    return text


_NOT_EMPTY = (AfterValidator(_not_empty), Field(json_schema_extra={"minLength": 1}))

Line = Annotated[
    str,
    Strict(),
    StringConstraints(max_length=500, strip_whitespace=True, pattern=f"^{PRINTED}*$"),
    *_NOT_EMPTY,
]
"""One line of text."""

Prose = Annotated[
    str,
    Strict(),
    StringConstraints(max_length=5000, strip_whitespace=True, pattern=f"^(?:{PRINTED}|[\\n\\t])*$"),
    *_NOT_EMPTY,
]
"""A text that may have several lines."""

Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Flag = StrictBool
