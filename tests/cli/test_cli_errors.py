"""Errors as a person reads them: two lines on stderr, and the right exit code."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from newsroom import make_newsroom, run_digest
from typer.testing import CliRunner

from digest.cli import app, main
from digest.cli.commands import COMMANDS
from digest.errors import UseError


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped newsroom in a folder of its own, with no article, issue or reader yet."""
    folder = tmp_path_factory.mktemp("shipped") / "newsroom"
    return make_newsroom(
        folder,
        sources=[
            {"id": "cedar-world", "name": "Cedar World", "url": "http://127.0.0.1:9/feed"},
            {
                "id": "harbour",
                "name": "Harbour Post",
                "url": "http://127.0.0.1:9/harbour",
                "enabled": "false",
            },
        ],
        smtp_port=9,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A command that ran in process: its exit code and what it wrote."""

    returncode: object
    stdout: str
    stderr: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands as the program does, in process: to start one takes as long as most commands."""
    monkeypatch.setenv("COLUMNS", "200")

    def run_words(folder: Path, *words: str) -> Ended:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(["-c", str(folder), *words])
        written = capsys.readouterr()
        return Ended(returncode=end.value.code, stdout=written.out, stderr=written.err)

    return run_words


def refused(folder: Path, *words: str) -> UseError:
    """The mistake that a command finds in what it was asked."""
    done = CliRunner().invoke(app, ["-c", str(folder), *words])
    assert isinstance(done.exception, UseError), done.output
    return done.exception


def test_a_missing_folder_is_a_configuration_error_with_a_hint(tmp_path: Path, run: Run) -> None:
    done = run(tmp_path / "nowhere", "check")
    assert done.returncode == 2
    assert "error:" in done.stderr
    assert "digest init" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "draft securty-briefing",
            'no such newsletter: securty-briefing; did you mean "security-briefing"?',
        ),
        (
            "next securty-briefing",
            'no such newsletter: securty-briefing; did you mean "security-briefing"?',
        ),
        (
            "issues list --newsletter gulf-brief",
            'no such newsletter: gulf-brief; did you mean "gulf-briefing"?',
        ),
        (
            "subscribers list -n gulf-brief",
            'no such newsletter: gulf-brief; did you mean "gulf-briefing"?',
        ),
        (
            "subscribers export -n gulf-brief",
            'no such newsletter: gulf-brief; did you mean "gulf-briefing"?',
        ),
        ("topics test nuclaer", 'no such topic: nuclaer; did you mean "nuclear"?'),
        ("collect -s cedar-wrld", 'no such source: cedar-wrld; did you mean "cedar-world"?'),
        (
            "collect -s harbour",
            "this source is switched off: harbour; sources.yaml says enabled: false",
        ),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(shipped: Path, words: str, told: str) -> None:
    error = refused(shipped, *words.split())
    assert f"{error}; {error.hint}" == told


def test_an_unknown_newsletter_is_two_lines_and_an_exit_code(shipped: Path) -> None:
    done = run_digest(shipped, "draft", "securty-briefing")
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        ["error: no such newsletter: securty-briefing", 'hint: did you mean "security-briefing"?'],
    )


@pytest.mark.parametrize(
    "words",
    [
        "subscribers export FILE",
        "subscribers import FILE -n gulf-briefing",
        "sources export FILE",
        "schema --out FILE",
        "dkim new --out FILE",
    ],
)
def test_a_file_that_cannot_be_opened_is_named_without_a_traceback(
    shipped: Path, tmp_path: Path, words: str, run: Run
) -> None:
    (tmp_path / "plain").touch()
    file = str(tmp_path / "plain" / "below-a-file")
    done = run(shipped, *words.replace("FILE", file).split())
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            f"error: this file or folder cannot be used (Not a directory): {file}",
            "hint: check the path and who may read and write there",
        ],
    )


def test_the_studio_names_a_port_that_is_taken_before_it_says_where_it_is(
    shipped: Path, run: Run
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(shipped, "preview", "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"error: cannot listen (Address already in use): 127.0.0.1:{port}",
        "hint: give --port a free one",
    ]


def test_the_doctor_tells_each_finding_and_what_to_do_on_whole_lines(
    shipped: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    done = run(shipped, "doctor", "--no-dns")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"ok      configuration: {shipped} is valid",
        f"ok      database: opens and is migrated: sqlite:///{shipped}/test.db",
        "trouble relay loopback: cannot connect (Connection refused)",
        "        → check host and port, and that it is up",
        "unknown returned mail: no mailbox is configured",
        "        → name one under deliver: bounces:, or dead addresses are mailed for ever",
    ]


def test_no_address_is_folded_in_a_pipe(
    shipped: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    address = f"{'a-long-name' * 5}@readers.example.org"
    assert run(shipped, "subscribers", "add", address, "-n", "gulf-briefing").returncode == 0
    lines = run(shipped, "subscribers", "list").stdout.splitlines()
    assert lines[0].split() == [
        *("address", "name", "newsletters", "state", "since", "tier", "team_of")
    ]
    assert lines[1].split()[0] == address


@pytest.mark.parametrize("span", ["2x", "99999999d", "-1d"])
def test_a_wrong_span_says_how_to_write_one(shipped: Path, span: str) -> None:
    error = refused(shipped, "topics", "list", f"--since={span}")
    assert f"{error}; {error.hint}" == f"not a span of time: {span}; write it like 12h, 7d or 2w"


@pytest.mark.parametrize("time", ["0001-01-01", "9999-12-31T23:59-12:00"])
def test_a_time_without_news_is_refused(shipped: Path, time: str) -> None:
    error = refused(shipped, "draft", "gulf-briefing", "--at", time)
    assert (
        f"{error}; {error.hint}"
        == f"no news is of that time: {time}; name a year from 1970 to 2999"
    )


def test_a_wrong_time_says_how_to_write_one(shipped: Path, run: Run) -> None:
    done = run(shipped, "next", "--at", "tomorrow")
    assert done.returncode == 1
    assert "2026-08-13T06:00Z" in done.stderr


def test_among_json_lines_there_is_no_other_line(shipped: Path) -> None:
    done = run_digest(shipped, "--log-json", "collect")
    assert done.returncode == 3
    (failed,) = [json.loads(line) for line in done.stderr.splitlines()]
    assert (failed["event"], failed["source"], failed["room"]) == (
        "source_failed",
        "cedar-world",
        "collect",
    )


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (
            "collect",
            "Exit code 3 says that some sources failed; digest sources tells which and why.",
        ),
        (
            "subscribers import",
            "variants, team_of, and the attributes of digest.yaml. The exports of other",
        ),
    ],
)
def test_help_is_broken_where_the_terminal_ends_not_where_the_source_does(
    command: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    assert line in CliRunner().invoke(app, [*command.split(), "--help"]).output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    done = CliRunner().invoke(app, [command, "--help"])
    assert done.exit_code == 0
    assert len(done.output) > 200
