"""Shells complete ids from the files of the newsroom, and stay silent where there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from small_issue import a_briefing, an_issue
from typer.testing import CliRunner

from digest.cli import app
from digest.cli.complete import (
    complete_issue,
    complete_newsletter,
    complete_source,
    complete_topic,
)
from digest.models import Selection
from digest.store import open_store


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    folder = tmp_path / "newsroom"
    (folder / "newsletters").mkdir(parents=True)
    (folder / "topics").mkdir()
    (folder / "newsletters" / "gulf.yaml").write_text("# yaml\nid: gulf-briefing\nname: Gulf\n")
    (folder / "newsletters" / "daily.yaml").write_text("name: Daily\n")
    (folder / "topics" / "oil.yaml").write_text('id: "oil"\n')
    (folder / "sources.yaml").write_text(
        "sources:\n  - id: cedar\n    name: Cedar\n  - name: Other\n    id: 'harbour'\n"
    )
    (folder / "digest.yaml").write_text(f"storage:\n  url: sqlite:///{folder}/news.db\n")
    return folder


def context(folder: Path) -> typer.Context:
    command = typer.main.get_command(app)
    found = typer.Context(command)
    found.params["folder"] = folder
    return found


def store_issues(folder: Path, *ids: str) -> None:
    store = open_store(f"sqlite:///{folder}/news.db")
    for issue_id in ids:
        store.issues.save_draft(a_briefing(issue_id), Selection(stories=()), an_issue(issue_id))
    store.close()


def test_newsletters_are_offered_by_the_id_in_their_file(newsroom: Path) -> None:
    assert complete_newsletter(context(newsroom), "") == ["daily", "gulf-briefing"]
    assert complete_newsletter(context(newsroom), "gu") == ["gulf-briefing"]
    assert complete_newsletter(context(newsroom), "x") == []


def test_sources_and_topics_are_offered(newsroom: Path) -> None:
    assert complete_source(context(newsroom), "") == ["cedar", "harbour"]
    assert complete_source(context(newsroom), "h") == ["harbour"]
    assert complete_topic(context(newsroom), "") == ["oil"]


def test_the_newest_issues_are_offered_first(newsroom: Path) -> None:
    store_issues(newsroom, "daily@2026-11-22", "daily@2026-11-24", "gulf@2026-11-23")
    assert complete_issue(context(newsroom), "") == [
        "daily@2026-11-24",
        "gulf@2026-11-23",
        "daily@2026-11-22",
    ]
    assert complete_issue(context(newsroom), "gulf@") == ["gulf@2026-11-23"]


def test_no_database_and_no_folder_offer_no_id(newsroom: Path, tmp_path: Path) -> None:
    assert complete_issue(context(newsroom), "") == []
    assert complete_issue(context(tmp_path / "nowhere"), "") == []
    assert complete_source(context(tmp_path / "nowhere"), "") == []


def test_a_file_that_is_no_database_offers_no_id(newsroom: Path) -> None:
    (newsroom / "news.db").write_text("not a database, but long enough to be read as one" * 30)
    assert complete_issue(context(newsroom), "") == []


def test_a_database_on_a_server_is_not_asked(newsroom: Path) -> None:
    (newsroom / "digest.yaml").write_text("storage:\n  url: postgresql://db.example/news\n")
    assert complete_issue(context(newsroom), "") == []


def test_a_shell_gets_the_ids(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_DIGEST_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"digest -c {newsroom} draft gu")
    monkeypatch.setenv("COMP_CWORD", "4")
    done = CliRunner().invoke(app, [], prog_name="digest")
    assert "gulf-briefing" in done.output
