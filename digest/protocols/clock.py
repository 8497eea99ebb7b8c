"""The seam of time."""

from __future__ import annotations

from collections.abc import (
    Callable,
)
from datetime import datetime

Clock = Callable[[], datetime]
"""Tells the time as an aware UTC datetime. Only entry points ask it; the rest takes `now`."""
