"""The OpenAPI description, made of the table of operations; and the same as lines for people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pydantic.json_schema import models_json_schema

from digest.web.api import bodies
from digest.web.api.operations import (
    DEFAULT_PAGE_SIZE,
    HIGHEST_PAGE,
    LARGEST_PAGE,
    LONGEST_ID,
    LONGEST_QUERY,
    OPERATIONS,
    ROOT,
    Operation,
)
from digest.web.api.problems import PROBLEM_TYPE

VERSION = "1"
_SCHEMAS = "#/components/schemas/"

EVERYWHERE = (400, 401, 403, 404, 429, 503)
"""Errors that any operation may answer. 404: no database is asked about an unprintable path."""


def describe(public_url: str) -> Mapping[str, Any]:
    """Return the description (OpenAPI 3.1)."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        path = paths.setdefault(f"{ROOT}{operation.path}", {})
        path[operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "The newsroom", "version": VERSION},
        "servers": [{"url": f"{public_url.rstrip('/')}/api"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def operation_lines() -> list[str]:
    """Return the table of operations for docs/api.md, in Markdown."""
    lines = ["| request | scope | |", "|---|---|---|"]
    for operation in OPERATIONS:
        path = f"/api{ROOT}{operation.path}"
        lines.append(f"| `{operation.method} {path}` | `{operation.scope}` | {operation.summary} |")
    return lines


def _operation(operation: Operation) -> dict[str, Any]:
    answers = {str(operation.status): _answer("The answer.", operation.answer.__name__)}
    refusals = {*EVERYWHERE, *operation.errors}
    if operation.method == "GET":
        answers["304"] = {"description": "Not changed since the ETag of the request."}
    else:
        # a request with a body may be too long, of another type, or have wrong fields
        refusals |= {413, 415, 422}
    for status in sorted(refusals):
        answers[str(status)] = _answer(HTTPStatus(status).phrase, "Problem", PROBLEM_TYPE)
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": f"Scope: {operation.scope}.",
        "parameters": _parameters(operation),
        "responses": answers,
    }
    if operation.body is not None:
        schema = {"$ref": f"{_SCHEMAS}{operation.body.__name__}"}
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        }
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    parameters = []
    for name in re.findall(r"\{(\w+)\}", operation.path):
        schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_ID}
        parameters.append({"name": name, "in": "path", "required": True, "schema": schema})
    if operation.pages:
        for name, largest, usual in (
            ("page", HIGHEST_PAGE, 1),
            ("per_page", LARGEST_PAGE, DEFAULT_PAGE_SIZE),
        ):
            number = {"type": "integer", "minimum": 1, "maximum": largest, "default": usual}
            parameters.append({"name": name, "in": "query", "required": False, "schema": number})
    if operation.searches:
        words = {"type": "string", "maxLength": LONGEST_QUERY}
        parameters.append({"name": "q", "in": "query", "required": True, "schema": words})
    return parameters


def _answer(description: str, schema: str, media_type: str = "application/json") -> dict[str, Any]:
    content = {media_type: {"schema": {"$ref": f"{_SCHEMAS}{schema}"}}}
    return {"description": description, "content": content}


def _schemas() -> Mapping[str, Any]:
    models: set[Any] = {bodies.Problem}
    for operation in OPERATIONS:
        models.add(operation.answer)
        if operation.body is not None:
            models.add(operation.body)
    in_order = sorted(models, key=lambda model: str(model.__name__))
    # a request is checked, an answer is written: the two schemas of a model may differ
    wanted = []
    for model in in_order:
        mode = "validation" if issubclass(model, bodies.Wanted) else "serialization"
        wanted.append((model, mode))
    _, described = models_json_schema(wanted, ref_template=_SCHEMAS + "{model}")  # type: ignore[arg-type]
    schemas: Mapping[str, Any] = described["$defs"]
    return schemas
