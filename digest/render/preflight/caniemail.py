"""The features that each mail client supports: a compact table from caniemail's data.

To make the table again:

    npm pack caniemail && tar xzf caniemail-*.tgz
    python -m digest.render.preflight.caniemail package/data/caniemail.json
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
# The clients the gate asks for; the new Outlook for Windows renders as Outlook.com does.
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

# The words of a note that only repeat its verdict.
_OPENING_WORDS = re.compile(
    r"^(?:Partial(?: support)?|Partially supported|Buggy|Partial and buggy)[.:]\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The table.

    `features` maps a caniemail slug to one letter a client: y yes, a partly, n no, u unknown.
    `notes` says of a slug what is missing where it is partly supported: each note with the places
    of its clients, parted by blanks.
    """

    date: str
    source: str
    licence: str
    clients: tuple[str, ...]
    features: Mapping[str, str]
    notes: Mapping[str, Mapping[str, str]]

    def without(self, slug: str) -> tuple[str, ...]:
        """Return the clients that lack a feature; empty for one that the table does not know."""
        lacking = []
        for client, letter in zip(self.clients, self.features.get(slug, ""), strict=False):
            if letter == "n":
                lacking.append(client)
        return tuple(lacking)

    def limits(self, slug: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield what is missing where a feature works in part, each with its clients."""
        for note, places in self.notes.get(slug, {}).items():
            clients = []
            for place in places.split():
                clients.append(self.clients[int(place)])
            yield note, tuple(clients)


@cache
def support() -> Support:
    """Return the table that ships with the newsroom.

    >>> "Outlook (Windows)" in support().without("css-border-radius")
    True
    """
    table = json.loads(TABLE.read_text("utf-8"))
    return Support(**{**table, "clients": tuple(table["clients"])})


def compact(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return caniemail's own JSON, cut down to the newest verdict of each client."""
    features, notes = {}, {}
    for feature in raw["data"]:
        # one letter a client keeps the table small enough for the repository
        features[feature["slug"]] = _letters(feature["stats"])
        notes_of_feature = _notes(feature)
        if notes_of_feature:
            notes[feature["slug"]] = notes_of_feature
    return {
        "date": str(raw["last_update_date"])[:10],
        "source": "https://www.caniemail.com/",
        "licence": "MIT",
        "clients": list(CLIENTS),
        "features": features,
        "notes": notes,
    }


def _letters(stats: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    letters = ""
    for family, platform in CLIENTS.values():
        letters += _newest(stats, family, platform)[0]
    return letters


def _notes(feature: Mapping[str, Any]) -> dict[str, str]:
    """Return the notes to the verdicts "partly", each with the places of its clients."""
    texts = feature.get("notes_by_num") or {}
    places_by_note: dict[str, list[str]] = {}
    for place, (family, platform) in enumerate(CLIENTS.values()):
        verdict = _newest(feature["stats"], family, platform)
        # only "almost" has notes that matter: what is missing
        if verdict[0] != "a":
            continue
        # a verdict like "a #1 #3" points at notes by number
        for number in re.findall(r"#(\d+)", verdict):
            note = _plain(texts.get(number, "")) or "partly supported"
            places_by_note.setdefault(note, []).append(str(place))
    notes = {}
    for note, places in places_by_note.items():
        notes[note] = " ".join(places)
    return notes


def _plain(note: str) -> str:
    """Return a note without mark-up, links, and the opening words that repeat its verdict."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", note).replace("`", "")
    return _OPENING_WORDS.sub("", text).strip()


def _newest(
    stats: Mapping[str, Mapping[str, Mapping[str, str]]], family: str, platform: str
) -> str:
    """Return the verdict on the newest version of a client; "u" where it was never tried."""
    verdicts = list(stats.get(family, {}).get(platform, {}).values())
    if not verdicts:
        return "u"
    # versions come from old to new
    return verdicts[-1]


if __name__ == "__main__":
    made = compact(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    TABLE.write_text(json.dumps(made, indent=0, separators=(",", ":")) + "\n", "utf-8")
