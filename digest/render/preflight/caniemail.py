"""What each mail client supports: the compact table made from caniemail's data, and how it is made.

npm pack caniemail && tar xzf caniemail-*.tgz && python -m digest.render.preflight.caniemail package/data/caniemail.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("caniemail.json")
CLIENTS = {
    "Gmail": ("gmail", "desktop-webmail"),
    "Gmail (Android)": ("gmail", "android"),
    "Gmail (iOS)": ("gmail", "ios"),
    "Outlook (Windows)": ("outlook", "windows"),
    "Outlook.com and new Outlook": ("outlook", "outlook-com"),
    "Outlook (macOS)": ("outlook", "macos"),
    "Apple Mail (macOS)": ("apple-mail", "macos"),
    "Apple Mail (iOS)": ("apple-mail", "ios"),
    "Yahoo Mail": ("yahoo", "desktop-webmail"),
    "Samsung Email": ("samsung-email", "android"),
    "Thunderbird": ("thunderbird", "macos"),
    "Proton Mail": ("protonmail", "desktop-webmail"),
}
"""The clients the gate asks for; the new Outlook for Windows renders as Outlook.com does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """`features` maps a caniemail slug to one letter a client: y yes, a partly, n no, u unknown."""

    date: str
    source: str
    licence: str
    clients: tuple[str, ...]
    features: Mapping[str, str]

    def without(self, slug: str) -> tuple[str, ...]:
        """The clients that do not support a feature; empty for one the table does not know."""
        letters = self.features.get(slug, "")
        return tuple(client for client, letter in zip(self.clients, letters, strict=False) if letter == "n")


@cache
def support() -> Support:
    """The table that ships with the newsroom."""
    table = json.loads(TABLE.read_text("utf-8"))
    return Support(**{**table, "clients": tuple(table["clients"])})


def compact(raw: Mapping[str, Any]) -> dict[str, Any]:
    """caniemail's own JSON cut down to the newest verdict of each client."""
    return {
        "date": str(raw["last_update_date"])[:10],
        "source": "https://www.caniemail.com/",
        "licence": "MIT",
        "clients": list(CLIENTS),
        "features": {feature["slug"]: _letters(feature["stats"]) for feature in raw["data"]},
    }


def _letters(stats: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    return "".join(_newest(stats.get(family, {}).get(platform, {})) for family, platform in CLIENTS.values())


def _newest(versions: Mapping[str, str]) -> str:
    return list(versions.values())[-1][0] if versions else "u"


if __name__ == "__main__":
    made = compact(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    TABLE.write_text(json.dumps(made, indent=0, separators=(",", ":")) + "\n", "utf-8")
