"""A replay with `--at` far in the future: the day of the wall clock stands in no result."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mailbox_server import mail_server
from newsroom import make_newsroom, run_digest
from replay import replaying
from test_serve import READERS, sample_feed

AT = datetime(2041, 5, 7, 13, 0, tzinfo=UTC)
NEWSLETTER = "security-briefing"

pytestmark = pytest.mark.slow


def days_of_the_wall_clock() -> re.Pattern[str]:
    """Find today, in the forms in which mails, pages and the database write days."""
    now = datetime.now(UTC)
    forms = [f"{now:%Y-%m}", f"{now:%Y%m}", f"{now:%b %Y}", f"{now:%B %Y}"]
    # a year by itself, and no part of a token
    forms.append(rf"(?<![\w-]){now.year}(?![\w-])")
    # seconds since 1970, to the day or so
    forms.append(rf"\b{int(now.timestamp()) // 100_000}\d{{5}}\b")
    return re.compile("|".join(forms))


def rows_of(file: Path) -> set[str]:
    """Each row of the database as one text, so that two moments can be compared."""
    rows = set()
    with sqlite3.connect(file) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own names
                rows.add(f"{table} {row}")
    return rows


def test_collecting_drafting_and_sending_at_a_far_moment_never_name_today(tmp_path: Path) -> None:
    today = days_of_the_wall_clock()
    # one entry without a date: it is dated by the clock of the replay
    feed = re.sub(rb"<pubDate>.*?</pubDate>", b"", sample_feed(AT), count=1)
    at = ("--at", f"{AT:%Y-%m-%dT%H:%MZ}")
    with replaying({"sample": [feed]}) as replay, mail_server() as mailbox:
        source = {"id": "sample", "name": "Sample", "url": f"{replay.base_url}/sample"}
        folder = make_newsroom(tmp_path / "newsroom", sources=[source], smtp_port=mailbox.port)
        file = folder / "newsletters" / f"{NEWSLETTER}.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"(?m)^approval: .*$", "approval: auto", text), encoding="utf-8")
        for reader in READERS:
            run_digest(folder, "subscribers", "add", reader, "--newsletter", NEWSLETTER)
        before = rows_of(folder / "test.db")
        said = ""
        for words in (("collect",), ("draft", NEWSLETTER), ("run", NEWSLETTER), ("next",)):
            done = run_digest(folder, *words, *at)
            assert done.returncode == 0, done.stderr
            said += done.stdout + done.stderr
    assert f"{NEWSLETTER}@2041-05-07" in said
    assert today.findall(said) == []
    assert len(mailbox.mails) == len(READERS)
    for mail in mailbox.mails:
        assert mail.message["Date"].startswith("Tue, 07 May 2041")
        parts = [part.get_content() for part in mail.message.walk() if not part.is_multipart()]
        assert today.findall("\n".join([*map(str, mail.message.items()), *parts])) == []
    named = [row for row in rows_of(folder / "test.db") - before if today.search(row)]
    assert named == []
