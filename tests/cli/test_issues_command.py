"""`digest issues` on hostile titles and on a briefing edited wrongly."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from own_newsroom import own_newsroom
from typer.testing import CliRunner

from digest.cli.issues import issues_app
from digest.cli.state import State
from digest.errors import UseError, WriteError
from digest.models import Article, Selection, Subscriber
from digest.protocols import Clock
from digest.store import open_store
from digest.usecases.approve import approve_issue
from digest.usecases.draft import draft_issue
from digest.usecases.message_for_reader import message_to
from digest.usecases.newsroom import Newsroom, briefing_of, issue_of
from digest.write import draft_to_yaml

NOW = datetime(2026, 8, 13, 6, 0, tzinfo=UTC)
ISSUE = "security-briefing@2026-08-13"
HOSTILE = "Drone strike [/bold][red] hits depot in Yemen"


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A State whose newsroom holds one drafted issue with a title full of console markup."""
    shipped = own_newsroom()
    title = next(n for n in shipped.newsletters if n.id == "security-briefing")
    config = replace(shipped, sources=(), newsletters=(replace(title, min_stories=1),))
    address = f"sqlite:///{tmp_path}/desk.db"

    class Opened(State):
        @contextmanager
        def open(
            self, *, clock: Clock | None = None, needs_config: bool = True
        ) -> Iterator[Newsroom]:
            store = open_store(address)
            try:
                yield Newsroom(config=config, store=store, clock=lambda: NOW)
            finally:
                store.close()

    state = Opened(folder=tmp_path)
    with state.open() as newsroom:
        article = Article(
            id="a1",
            url="https://sample.example/1/a-sample-story",
            title=HOSTILE,
            lead="A drone strike set a fuel depot in Hodeidah, Yemen, ablaze.",
            published=NOW - timedelta(hours=1),
            language="en",
            publisher="Sample Paper",
        )
        newsroom.store.articles.save([article])
        assert draft_issue(newsroom, "security-briefing").issue
    return state


def test_console_markup_in_a_headline_is_only_text(state: State) -> None:
    for words in (["show", ISSUE, "--why"], ["list"]):
        done = CliRunner().invoke(issues_app, words, obj=state)
        assert done.exception is None
        assert "[/bold]" in done.output


def test_issues_of_a_newsletter_that_is_published_no_more_are_still_listed(state: State) -> None:
    with state.open() as newsroom:
        issue = issue_of(newsroom, ISSUE)
        newsroom.store.issues.save_draft(
            replace(briefing_of(newsroom, ISSUE), issue_id="old@2026-08-13", newsletter_id="old"),
            Selection(stories=()),
            replace(issue, id="old@2026-08-13", newsletter_id="old"),
        )
    done = CliRunner().invoke(issues_app, ["list", "--newsletter", "old"], obj=state)
    assert "old@2026-08-13" in done.output


def test_the_rows_of_an_audit_name_the_message_that_a_relays_log_knows(state: State) -> None:
    readers = [
        Subscriber(id=f"r{n}", email=f"r{n}@mail.example", newsletters=("security-briefing",))
        for n in range(2)
    ]
    with state.open() as newsroom:
        newsroom.store.subscribers.add(readers)
        approve_issue(newsroom, ISSUE)
        sent = message_to(newsroom, issue_of(newsroom, ISSUE), readers[0])
    done = CliRunner().invoke(issues_app, ["audit", ISSUE, "--csv", "--state", "queued"], obj=state)
    rows = list(csv.DictReader(io.StringIO(done.output)))
    assert [(row["subscriber"], row["state"]) for row in rows] == [
        ("r0", "queued"),
        ("r1", "queued"),
    ]
    assert rows[0]["message_id"] == sent.message_id
    none = CliRunner().invoke(
        issues_app, ["audit", ISSUE, "--csv", "--state", "uncertain"], obj=state
    )
    assert list(csv.DictReader(io.StringIO(none.output))) == []


def test_an_issue_that_is_not_there_cannot_be_audited(state: State) -> None:
    assert isinstance(
        CliRunner().invoke(issues_app, ["audit", "nobody@2026-08-13"], obj=state).exception,
        UseError,
    )


def test_a_correction_written_into_the_briefing_stands_in_both_parts(
    state: State, tmp_path: Path
) -> None:
    edited, page = tmp_path / "edited.yaml", Path(__file__).parents[2] / "docs" / "editing.md"
    blocks = page.read_text(encoding="utf-8").split("```yaml\n")[1:]
    (correction,) = [block.split("```")[0] for block in blocks if block.startswith("corrections:")]
    with state.open() as newsroom:
        edited.write_text(
            draft_to_yaml(briefing_of(newsroom, ISSUE)) + correction, encoding="utf-8"
        )
    done = CliRunner().invoke(issues_app, ["edit", ISSUE, "--from", str(edited)], obj=state)
    assert done.exception is None, done.output
    with state.open() as newsroom:
        issue = issue_of(newsroom, ISSUE)
    for part in (issue.html, issue.text):
        assert "it is 42 nautical miles" in " ".join(part.split())
        assert "https://news.example.org/i/security-briefing@2026-11-20" in part


def test_an_editor_that_is_not_there_says_where_the_text_is_kept(
    state: State, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    done = CliRunner().invoke(issues_app, ["edit", ISSUE], obj=state)
    assert isinstance(done.exception, UseError)
    assert str(done.exception) == "there is no such editor: no-such-editor"
    kept = Path(done.exception.hint.rpartition("--from ")[2])
    with state.open() as newsroom:
        assert kept.read_text(encoding="utf-8") == draft_to_yaml(briefing_of(newsroom, ISSUE))


def test_a_briefing_edited_wrongly_says_where_the_text_is_kept(
    state: State, tmp_path: Path
) -> None:
    edited = tmp_path / "edited.yaml"
    edited.write_text("subject: [", encoding="utf-8")
    done = CliRunner().invoke(issues_app, ["edit", ISSUE, "--from", str(edited)], obj=state)
    assert isinstance(done.exception, WriteError)
    assert f"--from {edited}" in done.exception.hint
    # file, line and column first, and then the mistake in words
    assert str(done.exception) == f"{edited}:1:11: not YAML: a bracket is never closed"


def test_an_approval_is_given_taken_back_and_refused_without_readers(state: State) -> None:
    def run(*words: str) -> Result:
        return CliRunner().invoke(issues_app, list(words), obj=state)

    refused = run("approve", ISSUE)
    assert isinstance(refused.exception, UseError)
    assert "no readers" in str(refused.exception)
    assert "approved for 0 readers" in run("approve", ISSUE, "--without-readers").output
    assert run("unapprove", ISSUE).output == f"{ISSUE}: is a draft again\n"
    with state.open() as newsroom:
        reader = Subscriber(id="r", email="r@mail.example", newsletters=("security-briefing",))
        newsroom.store.subscribers.add([reader])
    assert "approved for 1 reader;" in run("approve", ISSUE).output
    assert run("end", ISSUE).output == f"{ISSUE}: ended; it stays in the archive\n"
    again = run("cancel", ISSUE)
    assert "this issue is ended and cannot be cancelled" in str(again.exception)
