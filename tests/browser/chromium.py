"""What the browser tests share: where Chromium, axe-core and the screenshots are, and what axe finds on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).with_name("node_modules") / "axe-core" / "axe.min.js"
SCREENS = Path(__file__).parents[2] / "var" / "screens"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def violations(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{v['impact']} {v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


def width_of(page: Any) -> int:
    """How wide the page is laid out: more than the viewport means that it scrolls sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width
