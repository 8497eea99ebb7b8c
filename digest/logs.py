"""Logging for the whole house: constant event names, data in keys, JSON lines or readable ones on stderr."""

from __future__ import annotations

import logging
import sys
from typing import TextIO, cast

import structlog


def configure_logs(*, verbose: bool = False, json_lines: bool = False) -> None:
    """Send events at WARNING (INFO with `verbose`) and above to stderr; with `json_lines` every event from INFO on."""
    level = logging.INFO if verbose or json_lines else logging.WARNING
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if json_lines
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=cast(TextIO, _Stderr())),
        cache_logger_on_first_use=False,
    )


class _Stderr:
    """Whatever stderr is when a line is written: it may be replaced, or closed, while the process lives."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def get_logger(room: str) -> structlog.typing.FilteringBoundLogger:
    """A logger whose lines name the room they come from."""
    logger: structlog.typing.FilteringBoundLogger = structlog.get_logger(room=room)
    return logger
