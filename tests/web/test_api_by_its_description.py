"""The API keeps its own description: generated requests meet no 5xx and no undocumented answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette

from digest.config import ApiSettings, Config, Settings
from digest.models import ApiScope
from digest.store import open_store
from digest.usecases.api_access import make_api_token
from digest.usecases.newsroom import Newsroom
from digest.web import public_app
from digest.web.api.operations import OPERATIONS

EXAMPLES = 40
"""Requests for each operation and mode: some ten seconds in all."""

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def api(
    tmp_path_factory: pytest.TempPathFactory, migrated_file: Path
) -> Iterator[tuple[Starlette, str]]:
    """The public app with the API on, and a token with all scopes."""
    folder = tmp_path_factory.mktemp("api")
    shutil.copy(migrated_file, folder / "news.db")
    store = open_store(f"sqlite:///{folder}/news.db")
    sent_issue(store, "daily@2026-11-20", subject="Harbour reopens")
    config = Config(
        folder=folder,
        settings=Settings(
            publication=PUBLICATION,
            api=ApiSettings(enabled=True, requests_a_minute=100_000),
        ),
        newsletters=NEWSLETTERS,
    )
    newsroom = Newsroom(config=config, store=store, clock=Clock())
    _, token = make_api_token(newsroom, "A program", list(ApiScope))
    yield public_app(store, config, key=KEY, clock=Clock()), token
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_an_operation_answers_as_its_description_says(
    api: tuple[Starlette, str], operation: Any, mode: GenerationMode
) -> None:
    app, token = api
    schema = schemathesis.openapi.from_asgi(
        "/api/openapi.json", app, config=SchemathesisConfig.discover()
    )
    described = schema[f"/v1{operation.path}"][operation.method]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described.as_strategy(generation_mode=mode), known=st.booleans())
    def ask(case: Any, known: bool) -> None:
        # also what exists: ids by chance are none
        if known:
            for name, value in {"newsletter": "daily", "issue": "daily@2026-11-20"}.items():
                if name in (case.path_parameters or {}):
                    case.path_parameters[name] = value
        case.call_and_validate(headers={"authorization": f"Bearer {token}"}, checks=CHECKS)

    ask()
