"""Fixtures of the collector's tests: a scripted site on loopback, and manners that allow it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from loopback_site import Site

from digest.config import CollectSettings


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def manners() -> CollectSettings:
    """Settings for loopback: short time-outs, no spacing, only 127.0.0.1 allowed."""
    return CollectSettings(
        user_agent="digest-test/1 (+https://newsroom.example)",
        timeout_s=1.0,
        connect_timeout_s=1.0,
        host_gap_s=0.0,
        per_host=8,
        max_feed_bytes=200_000,
        allow_networks=("127.0.0.1/32",),
    )
