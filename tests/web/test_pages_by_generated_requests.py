"""The readers' pages under generated requests: no 5xx, and no answer that a page never gives."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joining_room import KEY, NEWSLETTERS, PUBLICATION, Clock, sent_issue
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance
from starlette.applications import Starlette
from starlette.routing import Route

from digest.config import Config, DeliverSettings, EventSource, Settings
from digest.models import Subscriber
from digest.store import open_store
from digest.tokens import Purpose, Token, make_token
from digest.web import public_app

EXAMPLES = 8
"""Requests for each page, method and mode: a minute in all."""

ANSWERS = (
    "200",
    "204",
    "303",
    "304",
    "400",
    "401",
    "403",
    "404",
    "405",
    "410",
    "413",
    "422",
    "429",
)
"""Statuses that a page may answer; every other one is a fault."""

TYPES = (
    "text/html",
    "text/plain",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "image/jpeg",
    "image/png",
)
FIELDS = (
    "email",
    "newsletter",
    "stamp",
    "language",
    "action",
    "reason",
    "until",
    "zone",
    "List-Unsubscribe",
)
QUERIES = ("q", "page", "since", "newsletter", "language")

ISSUE = "daily@2026-11-20"


@dataclass(frozen=True, slots=True)
class Site:
    app: Starlette
    tokens: tuple[str, ...]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("pages")
    shutil.copy(migrated_file, folder / "news.db")
    store = open_store(f"sqlite:///{folder}/news.db")
    sent_issue(store, ISSUE, subject="Harbour reopens")
    reader = Subscriber(id="r1", email="ada@example.org", newsletters=("daily",))
    store.subscribers.add([reader])
    events = (EventSource(kind="postmark", secret="a password"),)
    config = Config(
        folder=folder,
        settings=Settings(publication=PUBLICATION, deliver=DeliverSettings(events=events)),
        newsletters=NEWSLETTERS,
    )
    token = Token(subscriber_id="r1", newsletter_id="daily", issue_id=ISSUE)
    tokens = tuple([make_token(KEY, token, purpose) for purpose in Purpose])
    yield Site(public_app(store, config, key=KEY, clock=Clock()), tokens)
    store.close()


def pages_of(app: Starlette) -> list[tuple[str, str]]:
    """Each path of the app with its methods."""
    pages = []
    for route in app.routes:
        if isinstance(route, Route):
            # HEAD is answered by the function of GET
            for method in sorted(set(route.methods or ()) - {"HEAD"}):
                pages.append((route.path, method))
    return pages


def described(path: str, method: str) -> dict[str, Any]:
    """One page as OpenAPI describes it: any text in its path, its query and its form."""
    parameters = []
    for name in re.findall(r"\{(\w+)\}", path):
        wanted = {"type": "string", "minLength": 1}
        parameters.append({"name": name, "in": "path", "required": True, "schema": wanted})
    for name in QUERIES:
        parameters.append({"name": name, "in": "query", "schema": {"type": "string"}})
    content = {kind: {"schema": {}} for kind in TYPES}
    operation: dict[str, Any] = {
        "parameters": parameters,
        "responses": {status: {"description": "", "content": content} for status in ANSWERS},
    }
    if method == "POST":
        fields = {name: {"type": "string"} for name in FIELDS}
        form = {"schema": {"type": "object", "properties": fields}}
        operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": form}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Pages", "version": "1"},
        "paths": {path: {method.lower(): operation}},
    }


def test_every_page_of_the_app_is_asked(site: Site) -> None:
    assert ("/u/{token}", "POST") in pages_of(site.app)
    assert len(pages_of(site.app)) > 25


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_generated_request_meets_a_fault(site: Site, mode: GenerationMode) -> None:
    for path, method in pages_of(site.app):
        ask_page(site, path, method, mode)


def ask_page(site: Site, path: str, method: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_dict(
        described(path, method), config=SchemathesisConfig.discover()
    )
    schema.app = site.app
    operation = schema[path][method]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=mode), known=st.sampled_from(["", *site.tokens])
    )
    def ask(case: Any, known: str) -> None:
        # also what exists: tokens and ids by chance are none
        if known:
            values = {"token": known, "issue_id": ISSUE, "newsletter_id": "daily"}
            for name in set(values) & set(case.path_parameters or {}):
                case.path_parameters[name] = values[name]
        case.call_and_validate(
            checks=[not_a_server_error, status_code_conformance, content_type_conformance]
        )

    ask()
