"""Fixtures: load the small newsroom with some files changed, and read its problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from small_newsroom import write_newsroom

from digest.config import Config, load_config
from digest.errors import ConfigError

Check = Callable[..., list[str]]
Load = Callable[..., Config]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load the sample newsroom with some files changed."""

    def run(
        changes: Mapping[str, str | None] | None = None, *, env: Mapping[str, str] | None = None
    ) -> Config:
        write_newsroom(tmp_path, changes or {})
        return load_config(tmp_path, env=env or {})

    return run


@pytest.fixture
def problems(tmp_path: Path, load: Load) -> Check:
    """Return the problems of the sample newsroom with some files changed, one line each."""

    def run(
        changes: Mapping[str, str | None], *, env: Mapping[str, str] | None = None
    ) -> list[str]:
        try:
            load(changes, env=env)
        except ConfigError as error:
            return [str(problem).replace(f"{tmp_path}/", "") for problem in error.problems]
        return []

    return run
