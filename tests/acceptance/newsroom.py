"""Make a newsroom folder for a test: the shipped one with other sources, relay and database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from digest.cli import app

EXAMPLE_SITE = "https://asphodel-desk.example.org/"
OWN_SITE = "https://news.example.org/"

DIGEST_YAML = """\
publication:
  name: The Test Desk
  public_url: https://news.example.org
  from_address: briefing@news.example.org
  postal_address: 1 Test Street, Nicosia
storage:
  url: {storage}
  keep_articles: 4000d
collect:
  timeout: 10s
  host_gap: 0s
  allow_networks: [127.0.0.0/8]
deliver:
  first_retry: 1s
  relays:
    - {{name: loopback, host: 127.0.0.1, port: {port}, tls: none}}
"""


def run_digest(
    folder: Path, *words: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`digest -c FOLDER WORDS…` in a process of its own, as an operator runs it."""
    return subprocess.run(
        [sys.executable, "-m", "digest", "-c", str(folder), *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "COLUMNS": "200", **(env or {})},
    )


def make_newsroom(
    folder: Path, *, sources: list[dict[str, str]], smtp_port: int, storage: str = ""
) -> Path:
    """A newsroom in `folder`; each source needs id, name and url."""
    made = CliRunner().invoke(app, ["init", str(folder)])
    assert made.exit_code == 0, made.output
    storage = storage or f"sqlite:///{folder}/test.db"
    (folder / "digest.yaml").write_text(
        DIGEST_YAML.format(storage=storage, port=smtp_port), encoding="utf-8"
    )
    lines = ["sources:"]
    for source in sources:
        first, *rest = (f"{key}: {value}" for key, value in {**source, "interval": "1m"}.items())
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    (folder / "sources.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    # an issue whose membership link is still the example's must not go out
    for newsletter in (folder / "newsletters").glob("*.yaml"):
        text = newsletter.read_text(encoding="utf-8")
        newsletter.write_text(text.replace(EXAMPLE_SITE, OWN_SITE), encoding="utf-8")
    return folder
