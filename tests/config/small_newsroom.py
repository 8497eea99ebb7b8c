"""A small newsroom in our own words, to be spoiled by tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FILES: Mapping[str, str] = {
    "digest.yaml": """\
publication:
  name: The Cedar Desk
  public_url: https://news.example.org
  from_address: briefing@news.example.org
""",
    "sources.yaml": """\
sources:
  - id: cedar
    name: Cedar Daily
    url: https://cedar.example/world.xml
""",
    "aliases.yaml": """\
aliases:
  - {id: lebanon, name: Lebanon, kind: place, names: [Lebanese, لبنان]}
  - {id: beirut, name: Beirut, kind: place, within: lebanon}
""",
    "topics/ports.yaml": """\
name: Ports
any: [harbour, "@beirut"]
""",
    "newsletters/harbour.yaml": """\
name: Harbour Briefing
tagline: What moves
topics: [ports]
schedule: {at: 06:30}
""",
}


def write_newsroom(folder: Path, changes: Mapping[str, str | None]) -> None:
    """Write the sample newsroom. A change replaces a file; a change after a "+" is added to it."""
    for name in {**FILES, **changes}:
        text, change = FILES.get(name, ""), changes.get(name, "+")
        if change is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + change[1:] if change.startswith("+") else change, encoding="utf-8")
