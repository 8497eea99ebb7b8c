"""The pure rooms ask no clock and open no file, beyond what the import contract can see."""

from __future__ import annotations

import re
from pathlib import Path

DIGEST = Path(__file__).parents[1] / "digest"
PURE = (
    "models",
    "errors.py",
    "text",
    "urls.py",
    "tokens.py",
    "edit",
    "write",
    "collect/feed.py",
    "deliver/message.py",
)
REACHING_OUT = re.compile(
    r"\bdatetime\.now\(|\bdate\.today\(|\butcnow\(|(?<![.\w])open\(|\bprint\(|\binput\("
)


def test_pure_rooms_ask_no_clock_and_open_no_file() -> None:
    files = [
        file
        for name in PURE
        for file in ([DIGEST / name] if name.endswith(".py") else (DIGEST / name).rglob("*.py"))
    ]
    assert len(files) > 20
    found = [
        f"{file.name}: {hit}"
        for file in files
        for hit in REACHING_OUT.findall(file.read_text(encoding="utf-8"))
    ]
    assert found == []
