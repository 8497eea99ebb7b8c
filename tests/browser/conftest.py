"""One Chromium for a module's tests, and axe-core's script. Without them the tests skip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import AXE, CHROMIUM, FLAGS


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over these files in a run without a browser: to import them takes a second."""
    marks = config.getoption("markexpr")
    if collection_path.name.startswith("test_") and "not browser" in marks:
        return True
    return None


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("the system's Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `npm ci` in tests/browser")
    return AXE.read_text("utf-8")
