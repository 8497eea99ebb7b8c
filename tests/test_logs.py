"""Log lines go to stderr as it is now, with the room they come from."""

from __future__ import annotations

import io
import json
import sys

import pytest
import structlog

from digest.logs import configure_logs, get_logger


def test_a_logger_survives_the_stream_it_was_configured_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = io.StringIO(), io.StringIO()
    try:
        monkeypatch.setattr(sys, "stderr", first)
        configure_logs(json_lines=True)
        log = get_logger("deliver")
        log.info("reply_stored", code=250)
        first.close()
        monkeypatch.setattr(sys, "stderr", second)
        log.info("reply_stored", code=451)
    finally:
        structlog.reset_defaults()
    line = json.loads(second.getvalue())
    assert (line["event"], line["room"], line["code"]) == ("reply_stored", "deliver", 451)
