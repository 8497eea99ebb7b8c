"""The pure rooms ask no clock and open no file. The import contract cannot see built-in names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DIGEST = Path(__file__).parents[1] / "digest"
PURE = (
    "models",
    "errors.py",
    "kernel",
    "languages",
    "text",
    "urls",
    "tokens.py",
    "edit",
    "write",
    "collect/feed.py",
    "deliver/message.py",
)
REACHING_OUT = re.compile(
    r"\bdatetime\.now\(|\bdate\.today\(|\butcnow\(|(?<![.\w])open\(|\bprint\(|\binput\("
)


def files_of(place: Path) -> list[Path]:
    """Return the Python files of a room, or the file itself."""
    if place.is_file():
        return [place]
    return sorted(place.rglob("*.py"))


@pytest.mark.parametrize("name", PURE)
def test_a_pure_room_asks_no_clock_and_opens_no_file(name):
    files = files_of(DIGEST / name)
    assert files, f"digest/{name} is gone"
    reaching_out = []
    for file in files:
        for call in REACHING_OUT.findall(file.read_text(encoding="utf-8")):
            reaching_out.append(f"{file.name}: {call}")
    assert reaching_out == []
