"""A text is opened in the operator's own editor, and is kept whatever the editor does."""

from __future__ import annotations

import shlex
import sys
import tempfile
from pathlib import Path

import pytest

from digest.cli.editor import edit_text
from digest.errors import UseError

ISSUE = "daily@2026-08-13"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return tmp_path


def program(folder: Path, name: str, code: str) -> str:
    """A command that runs Python code; the file to edit is its last word."""
    file = folder / name
    file.write_text(f"import sys; from pathlib import Path; path = Path(sys.argv[-1])\n{code}\n")
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(file))}"


def test_visual_wins_over_editor(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", program(own_folder, "v.py", "path.write_text('by visual')"))
    monkeypatch.setenv("EDITOR", program(own_folder, "e.py", "path.write_text('by editor')"))
    assert edit_text("old", ISSUE).read_text() == "by visual"


def test_an_empty_visual_leaves_the_word_to_editor(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", program(own_folder, "e.py", "path.write_text('by editor')"))
    assert edit_text("old", ISSUE).read_text() == "by editor"


def test_without_either_the_editor_is_vi(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = own_folder / "bin"
    commands.mkdir()
    vi = commands / "vi"
    vi.write_text('#!/bin/sh\necho "by vi" > "$1"\n')
    vi.chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}:/usr/bin:/bin")
    assert edit_text("old", ISSUE).read_text() == "by vi\n"


def test_the_words_of_the_command_are_split_as_a_shell_does(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "path.write_text('|'.join(sys.argv[1:-1]))"
    command = program(own_folder, "my editor.py", code)
    monkeypatch.setenv("EDITOR", f"{command} --wait 'two words'")
    assert edit_text("old", ISSUE).read_text() == "--wait|two words"


def test_the_text_stands_in_the_file_before_the_editor_opens_it(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", program(own_folder, "e.py", "pass"))
    file = edit_text("subject: “Ä” خبر\n", ISSUE)
    assert file.read_text(encoding="utf-8") == "subject: “Ä” خبر\n"
    assert file.name == f"{ISSUE}.yaml"


def test_each_edit_has_a_folder_of_its_own_that_others_cannot_read(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", program(own_folder, "e.py", "pass"))
    first, second = edit_text("one", ISSUE), edit_text("two", ISSUE)
    assert first.parent != second.parent
    assert first.read_text() == "one"
    assert first.parent.stat().st_mode & 0o077 == 0


def test_a_shell_character_in_the_issue_is_part_of_the_name(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", program(own_folder, "e.py", "path.write_text('edited')"))
    file = edit_text("old", "daily; touch hacked@2026-08-13")
    assert file.read_text() == "edited"
    assert not (own_folder / "hacked@2026-08-13.yaml").exists()


@pytest.mark.parametrize("code", [1, 2, 130])
def test_an_editor_that_ends_with_an_error_says_where_the_text_is(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    command = program(own_folder, "e.py", f"path.write_text('half'); sys.exit({code})")
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(UseError, match="the editor ended with an error") as refused:
        edit_text("old", ISSUE)
    kept = Path(refused.value.hint.removeprefix("your text is kept in "))
    assert kept.read_text() == "half"


def test_an_editor_that_is_not_there_says_how_to_take_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor -w")
    with pytest.raises(UseError, match="there is no such editor: no-such-editor") as refused:
        edit_text("old", ISSUE)
    hint = refused.value.hint
    file = Path(hint.rpartition("--from ")[2])
    assert hint == (
        f"set EDITOR, or edit {file} and take it with: digest issues edit {ISSUE} --from {file}"
    )
    assert file.read_text() == "old"
