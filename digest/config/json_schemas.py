"""JSON Schemas of the YAML files, for editors that complete and check as one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from digest.config.schema import (
    AliasesFile,
    DigestFile,
    NewsletterFile,
    PinsFile,
    Shape,
    SourcesFile,
    TopicFile,
)

SHAPES: Mapping[str, type[Shape]] = {
    "digest.json": DigestFile,
    "sources.json": SourcesFile,
    "aliases.json": AliasesFile,
    "topic.json": TopicFile,
    "newsletter.json": NewsletterFile,
    "pins.json": PinsFile,
}


def json_schemas() -> Mapping[str, dict[str, Any]]:
    """One JSON Schema (2020-12) per kind of file, by the name that the files' first lines give."""
    return {name: _schema(shape) for name, shape in SHAPES.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write the schemas into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_written(folder / name, schema) for name, schema in json_schemas().items())


def schema_text(schema: Mapping[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _written(path: Path, schema: Mapping[str, Any]) -> Path:
    path.write_text(schema_text(schema), encoding="utf-8")
    return path


def _schema(shape: type[Shape]) -> dict[str, Any]:
    schema = shape.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, **_without_titles(schema)}


def _without_titles(node: Any) -> Any:
    """Drop the titles pydantic makes of names: an editor shows them in place of the description."""
    if isinstance(node, dict):
        return {
            key: {name: _without_titles(one) for name, one in value.items()}
            if key in ("properties", "$defs")
            else _without_titles(value)
            for key, value in node.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_without_titles(one) for one in node] if isinstance(node, list) else node
