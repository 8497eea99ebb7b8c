"""Log lines go to stderr as it is now, with the room they come from, from a level on."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime

import pytest
import structlog

from digest.logs import configure_logs, get_logger


@pytest.fixture(autouse=True)
def settings_of_other_tests() -> Iterator[None]:
    """Leave the settings of other tests alone."""
    yield
    structlog.reset_defaults()


Lines = pytest.CaptureFixture[str]


def written(capsys: Lines) -> str:
    return capsys.readouterr().err


def lines(capsys: Lines) -> list[dict[str, object]]:
    return [json.loads(line) for line in written(capsys).splitlines()]


LEVELS = ("debug", "info", "warning", "error")


def test_a_logger_survives_the_stream_it_was_configured_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", first)
    configure_logs(json_lines=True)
    log = get_logger("deliver")
    log.info("reply_stored", code=250)
    first.close()
    monkeypatch.setattr(sys, "stderr", second)
    log.info("reply_stored", code=451)
    line = json.loads(second.getvalue())
    assert (line["event"], line["room"], line["code"]) == ("reply_stored", "deliver", 451)


@pytest.mark.parametrize(
    ("settings", "levels"),
    [
        ({}, ["warning", "error"]),
        ({"verbose": True}, ["info", "warning", "error"]),
        ({"json_lines": True}, ["info", "warning", "error"]),
        ({"verbose": True, "json_lines": True}, ["info", "warning", "error"]),
    ],
)
def test_lines_are_written_from_a_level_on(
    capsys: Lines, settings: dict[str, bool], levels: list[str]
) -> None:
    configure_logs(**settings)
    log = get_logger("collect")
    for level in LEVELS:
        getattr(log, level)(f"source_{level}")
    text = written(capsys)
    told = [level for level in LEVELS if f"source_{level}" in text]
    assert told == levels


def test_a_line_for_programs_has_its_level_its_room_and_its_time_in_utc(
    capsys: Lines,
) -> None:
    configure_logs(json_lines=True)
    get_logger("store").warning("rows_pruned", rows=3)
    (line,) = lines(capsys)
    at = line.pop("timestamp")
    assert line == {"event": "rows_pruned", "rows": 3, "room": "store", "level": "warning"}
    assert datetime.fromisoformat(str(at)).utcoffset() is not None


def test_a_line_for_a_person_is_one_line_and_no_json(capsys: Lines) -> None:
    configure_logs(verbose=True)
    get_logger("store").info("rows_pruned", rows=3)
    (line,) = written(capsys).splitlines()
    assert "rows_pruned" in line
    assert "rows=3" in line
    assert not line.startswith("{")
    # a stream that is no terminal gets no colours
    assert "\x1b" not in line


def test_the_words_of_a_context_stand_in_each_line(capsys: Lines) -> None:
    configure_logs(json_lines=True)
    with structlog.contextvars.bound_contextvars(issue_id="daily@2026-11-23"):
        get_logger("deliver").info("message_sent")
    get_logger("deliver").info("message_sent")
    assert [line.get("issue_id") for line in lines(capsys)] == ["daily@2026-11-23", None]


def test_a_traceback_is_a_part_of_its_line(capsys: Lines) -> None:
    configure_logs(json_lines=True)
    try:
        raise ZeroDivisionError("by none")
    except ZeroDivisionError:
        get_logger("web").error("page_failed", exc_info=True)
    (line,) = lines(capsys)
    assert "ZeroDivisionError: by none" in str(line["exception"])


def test_a_logger_that_was_made_before_the_settings_follows_them(capsys: Lines) -> None:
    log = get_logger("web")
    configure_logs()
    log.info("page_shown")
    assert written(capsys) == ""
    configure_logs(json_lines=True)
    log.info("page_shown")
    assert [line["event"] for line in lines(capsys)] == ["page_shown"]


def test_words_of_every_script_are_written_as_they_are_or_escaped(capsys: Lines) -> None:
    configure_logs(json_lines=True)
    get_logger("collect").info("source_read", name="نهار\n{}")
    (line,) = lines(capsys)
    assert line["name"] == "نهار\n{}"


def test_the_library_is_loaded_with_the_first_line_and_the_settings_wait_for_it() -> None:
    script = (
        "import sys\n"
        "from digest.logs import configure_logs, get_logger\n"
        "configure_logs(json_lines=True)\n"
        "log = get_logger('web')\n"
        "print('structlog' in sys.modules)\n"
        "log.info('page_shown')\n"
        "print('structlog' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
    assert json.loads(run.stderr)["room"] == "web"


@pytest.mark.parametrize("level", ["warning", "error"])
def test_a_warning_of_a_library_is_a_line_like_the_others(capsys: Lines, level: str) -> None:
    configure_logs(json_lines=True)
    configure_logs(json_lines=True)
    library = logging.getLogger("apscheduler.scheduler")
    library.info("a job is due")
    getattr(library, level)("%s was skipped", "a job")
    (line,) = lines(capsys)
    assert (line["event"], line["room"], line["level"]) == ("library_warned", "libraries", level)
    assert (line["library"], line["text"]) == ("apscheduler.scheduler", "a job was skipped")


def test_a_fault_of_a_library_has_its_traceback_in_one_line(capsys: Lines) -> None:
    configure_logs(json_lines=True)
    try:
        raise ValueError("no such row")
    except ValueError:
        logging.getLogger("asyncio").exception("a task failed")
    (line,) = lines(capsys)
    assert "ValueError: no such row" in str(line["exception"])
