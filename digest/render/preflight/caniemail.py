"""What each mail client supports: the compact table made from caniemail's data, and how it is made.

npm pack caniemail && tar xzf caniemail-*.tgz && python -m digest.render.preflight.caniemail package/data/caniemail.json
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("caniemail.json")
FEATURE_PAGES = "https://www.caniemail.com/features/"
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
    """`features` maps a caniemail slug to one letter a client: y yes, a partly, n no, u unknown. `notes` says of a slug
    what is missing where it is partly supported: each note with the places of its clients, parted by spaces."""

    date: str
    source: str
    licence: str
    clients: tuple[str, ...]
    features: Mapping[str, str]
    notes: Mapping[str, Mapping[str, str]]

    def without(self, slug: str) -> tuple[str, ...]:
        """The clients that do not support a feature; empty for one the table does not know."""
        letters = self.features.get(slug, "")
        return tuple(
            client for client, letter in zip(self.clients, letters, strict=False) if letter == "n"
        )

    def limits(self, slug: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What clients that support a feature partly do not do, each with those clients."""
        for note, places in self.notes.get(slug, {}).items():
            yield note, tuple(self.clients[int(place)] for place in places.split())


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
        "notes": {feature["slug"]: notes for feature in raw["data"] if (notes := _notes(feature))},
    }


def _letters(stats: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    return "".join(
        _newest(stats.get(family, {}).get(platform, {})) for family, platform in CLIENTS.values()
    )


def _notes(feature: Mapping[str, Any]) -> dict[str, str]:
    """The notes to the verdicts "partly", in plain text, and which of our clients each is about."""
    told: dict[str, list[str]] = {}
    for place, (family, platform) in enumerate(CLIENTS.values()):
        verdict = _latest(feature["stats"].get(family, {}).get(platform, {}))
        for number in re.findall(r"#(\d+)", verdict) if verdict[0] == "a" else ():
            note = _plain((feature.get("notes_by_num") or {}).get(number, ""))
            told.setdefault(note or "partly supported", []).append(str(place))
    return {note: " ".join(places) for note, places in told.items()}


def _plain(note: str) -> str:
    """A note without its mark-up, its links and its first word, which says again that support is partial."""
    linked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", note).replace("`", "")
    return re.sub(
        r"^(?:Partial(?: support)?|Partially supported|Buggy|Partial and buggy)[.:]\s*", "", linked
    ).strip()


def _newest(versions: Mapping[str, str]) -> str:
    return _latest(versions)[0]


def _latest(versions: Mapping[str, str]) -> str:
    return list(versions.values())[-1] if versions else "u"


if __name__ == "__main__":
    made = compact(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    TABLE.write_text(json.dumps(made, indent=0, separators=(",", ":")) + "\n", "utf-8")
