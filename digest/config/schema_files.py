"""JSON Schemas of the YAML files, for editors that complete and check while an operator types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from digest.config.kinds import Kinds
from digest.config.list_files import AliasesFile, PinsFile, SourcesFile
from digest.config.newsletter_file import NewsletterFile
from digest.config.quantities import Quantity
from digest.config.section import (
    YamlSection,
    YamlSectionWithKind,
    option_keys,
    sections_of,
    yaml_keys,
)
from digest.config.section_help import section_help
from digest.config.settings import Settings
from digest.config.topic_file import TopicFile

FILE_SECTIONS: Mapping[str, type[YamlSection]] = {
    "digest.json": Settings,
    "sources.json": SourcesFile,
    "aliases.json": AliasesFile,
    "topic.json": TopicFile,
    "newsletter.json": NewsletterFile,
    "pins.json": PinsFile,
}
"""The section of each kind of file, by the name of its schema."""


def json_schemas(kinds: Kinds | None = None) -> Mapping[str, dict[str, Any]]:
    """Return one JSON Schema (2020-12) per kind of file, by the name that the files name.

    With `kinds`, entries may have the keys of those kinds.
    """
    schemas = {}
    for name, section in FILE_SECTIONS.items():
        schemas[name] = _schema(section, kinds or Kinds())
    return schemas


def write_schemas(folder: Path, kinds: Kinds | None = None) -> tuple[Path, ...]:
    """Write the schemas into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in json_schemas(kinds).items():
        path = folder / name
        path.write_text(schema_text(schema), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def schema_text(schema: Mapping[str, Any]) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _schema(section: type[YamlSection], kinds: Kinds) -> dict[str, Any]:
    schema = TypeAdapter(section).json_schema(schema_generator=_WithoutEmptyDefaults)
    schema = _without_titles(schema)
    for part in sections_of(section):
        described = schema
        # inner sections stand under $defs by the name of their class
        if part is not section:
            described = schema["$defs"].get(part.__name__, {})
        _write_properties(described, part)
        if issubclass(part, YamlSectionWithKind):
            _add_kinds(described, part, kinds)
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


class _WithoutEmptyDefaults(GenerateJsonSchema):
    """Leaves out defaults that say nothing: empty values, and sections full of defaults."""

    def default_schema(self, schema: Any) -> dict[str, Any]:
        """Describe a field that has a default."""
        default = schema.get("default")
        if default in ("", None, ()) or is_dataclass(default):
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def _write_properties(described: dict[str, Any], section: type[YamlSection]) -> None:
    """Put the keys in their order, and write quantities as an operator would."""
    properties = described.get("properties", {})
    helps = section_help(section)
    for key, field in yaml_keys(section).items():
        described_key = properties.pop(key, None)
        if described_key is None:
            continue
        # taken out and put back: pydantic moves keys with defaults to the front
        properties[key] = described_key
        described_key["description"] = helps.get(key)
        quantity = quantity_of(field.metadata)
        if quantity is not None and "default" in described_key:
            described_key["default"] = quantity.written(field.default)


def quantity_of(metadata: list[Any]) -> Quantity | None:
    """Return the quantity that a field holds, if it holds one."""
    for mark in metadata:
        if isinstance(mark, Quantity):
            return mark
    return None


def _add_kinds(described: dict[str, Any], section: type[YamlSectionWithKind], kinds: Kinds) -> None:
    """Let an entry have the keys of every kind; which kind has which is checked on loading."""
    known = getattr(kinds, section.extension_point)
    properties = described.get("properties", {})
    if "kind" in properties:
        properties["kind"]["enum"] = list(known)
    for model in known.values():
        if model is None:
            continue
        options = _without_titles(model.model_json_schema(by_alias=True))
        for key in option_keys(model):
            # two kinds may have a key of one name; the first one describes it
            properties.setdefault(key, options["properties"][key])


def _without_titles(node: Any) -> Any:
    """Drop the titles that pydantic makes of names: editors show them before the help."""
    if isinstance(node, list):
        return [_without_titles(part) for part in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        # here the keys are names of the newsroom, and one may be called title
        if key in ("properties", "$defs"):
            kept[key] = {name: _without_titles(part) for name, part in value.items()}
        elif not (key == "title" and isinstance(value, str)):
            kept[key] = _without_titles(value)
    return kept
