"""Fixtures every room shares."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of recorded feeds and labelled sets that stands beside the project, or a skip."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"recorded data is not here ({SHARED_DATA.name}/ beside the project is missing)")
    return SHARED_DATA
