"""Write the lists of keys in docs/config.md: each key with its values, default and help.

They come from the sections that read the files, so that the page cannot say anything else.

    python docs/make_config_keys.py            write the lists anew
    python docs/make_config_keys.py --check    exit code 1 when a list is out of date
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from digest.config.documents import KeyPath
from digest.config.schema_files import FILE_SECTIONS, json_schemas, quantity_of
from digest.config.section import sections_of, yaml_keys
from digest.config.section_help import section_help

PAGE = Path(__file__).parent / "config.md"
COLUMNS = 100
END = "<!-- end of the keys -->"


def start_of(name: str) -> str:
    """Return the line that begins the list of one kind of file."""
    return f"<!-- keys of {name}: written by docs/make_config_keys.py -->"


def page_with_keys(page: str) -> str:
    """Return the page with each list written anew."""
    for name in FILE_SECTIONS:
        before, rest = page.split(start_of(name))
        _, after = rest.split(END, 1)
        page = f"{before}{start_of(name)}\n\n{keys_of(name)}\n\n{END}{after}"
    return page


def keys_of(name: str) -> str:
    """Return the list of keys of one kind of file."""
    schema = json_schemas()[name]
    ranges = _ranges(name)
    lines = []
    for path, described, required in _walk(schema, schema, ()):
        words = _value_words(described, schema, ranges.get(described.get("description", ""), ""))
        if required:
            words.append("must be there")
        elif "default" in described:
            words.append(f"default {_written(described['default'])}")
        entry = f"- `{'.'.join(path)}`: {described.get('description', '')}"
        if words:
            entry = f"{entry} ({'; '.join(words)})"
        lines.append(_wrapped(entry))
    return "\n".join(lines)


def _wrapped(entry: str) -> str:
    return textwrap.fill(
        entry,
        width=COLUMNS,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _walk(
    described: dict[str, Any], schema: dict[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Any], bool]]:
    """Yield each key with its description, the keys of inner sections behind it."""
    for key, value in described.get("properties", {}).items():
        here = (*path, key)
        yield here, value, key in described.get("required", [])
        for inner, step in _inner_sections(value, schema):
            # rules nest in themselves: their keys are listed once
            if here.count(key) == 1 and key not in path and not _is_rule(inner, path):
                yield from _walk(inner, schema, (*path, key + step))


def _is_rule(described: dict[str, Any], path: KeyPath) -> bool:
    return bool(path) and "none" in described.get("properties", {})


def _inner_sections(
    value: dict[str, Any], schema: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield the sections that a value holds, each with `[]` when it holds many."""
    for choice in (value, *value.get("anyOf", ()), *value.get("oneOf", ())):
        yield from _referred(choice, schema, "")
        items = choice.get("items", {})
        for part in (items, *items.get("oneOf", ())):
            yield from _referred(part, schema, "[]")
        for part in choice.get("patternProperties", {}).values():
            yield from _referred(part, schema, ".NAME")


def _referred(
    value: Any, schema: dict[str, Any], step: str
) -> Iterator[tuple[dict[str, Any], str]]:
    if isinstance(value, dict) and "$ref" in value:
        section = schema["$defs"][value["$ref"].rpartition("/")[2]]
        if "properties" in section:
            yield section, step


def _value_words(described: dict[str, Any], schema: dict[str, Any], limits: str) -> list[str]:
    """Return the words for the values that a key may have."""
    choices = [described, *described.get("anyOf", ())]
    for choice in list(choices):
        if "$ref" in choice:
            choices.append(schema["$defs"][choice["$ref"].rpartition("/")[2]])
    for choice in choices:
        if "enum" in choice and len(choice["enum"]) > 1:
            return [" | ".join(str(word) for word in choice["enum"])]
    if limits:
        return [limits]
    for choice in choices:
        low = choice.get("minimum", choice.get("exclusiveMinimum"))
        if low is not None and "maximum" in choice:
            return [f"{low:,} to {choice['maximum']:,}"]
        if low is not None:
            word = "more than" if "exclusiveMinimum" in choice else "at least"
            return [f"{word} {low:g}"]
    return []


def _ranges(name: str) -> dict[str, str]:
    """Return the limits of quantities by the help of their keys."""
    ranges = {}
    for section in sections_of(FILE_SECTIONS[name]):
        helps = section_help(section)
        for key, field in yaml_keys(section).items():
            quantity = quantity_of(field.metadata)
            if quantity is None or key not in helps:
                continue
            if quantity.at_least and quantity.at_most:
                ranges[helps[key]] = f"{quantity.at_least} to {quantity.at_most}"
            elif quantity.at_least:
                ranges[helps[key]] = f"{quantity.at_least} or more"
    return ranges


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:g}"
    return f"`{value}`"


def main() -> int:
    """Write the page, or check it."""
    page = PAGE.read_text(encoding="utf-8")
    new = page_with_keys(page)
    if "--check" in sys.argv[1:]:
        return int(new != page)
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
