"""Write nouns as JSON text and read them again, by their types.

A noun that is read equals the noun that was written. Text of an older version still reads: a field
that the text lacks takes its default, and a field that the type no longer has is passed over.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def to_json(value: object, kind: Any) -> str:
    """Write a value of type `kind` (a dataclass, tuple, mapping or scalar) as JSON text.

    >>> to_json(("Beirut", "Tyre"), tuple[str, ...])
    '["Beirut","Tyre"]'
    """
    # a warning about a type would only be noise here: what is read is checked
    written: bytes = _adapter(kind).dump_json(value, warnings=False)
    return written.decode()


def from_json(text: str | bytes, kind: Any) -> Any:
    """Read a value of type `kind` from JSON text.

    Raises ValueError that names each field which is missing or cannot be read.

    >>> from_json('["Beirut","Tyre"]', tuple[str, ...])
    ('Beirut', 'Tyre')
    """
    from pydantic import ValidationError

    try:
        return _adapter(kind).validate_json(text)
    except ValidationError as error:
        raise ValueError(_in_words(error.errors(), kind)) from error


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    # pydantic takes 70 ms to import and an adapter of a briefing 20 ms to build, which a command
    # that reads no noun must not pay
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _in_words(problems: list[Any], kind: Any) -> str:
    name = getattr(kind, "__name__", str(kind))
    fields = []
    for problem in problems:
        place = ".".join(str(step) for step in problem["loc"])
        fields.append(f"{place or 'the whole text'}: {problem['msg']}")
    return f"the text is no {name}: {'; '.join(fields)}"
