"""Logging for the whole house: constant event names, data in keys, on stderr.

structlog takes a tenth of a second to import, so it is loaded with the first line that is logged.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger, Processor


def configure_logs(*, verbose: bool = False, json_lines: bool = False) -> None:
    """Send events from WARNING on to stderr, from INFO on with `verbose` or `json_lines`."""
    _SETTINGS.update(verbose=verbose, json_lines=json_lines)
    # the root holds one handler once, however often this is called
    logging.getLogger().addHandler(_LIBRARY_LINES)
    if "structlog" in sys.modules:
        _configure(**_SETTINGS)


# The settings that wait for the first line.
_SETTINGS: dict[str, bool] = {}


def _configure(*, verbose: bool, json_lines: bool) -> None:
    import structlog

    level = logging.INFO if verbose or json_lines else logging.WARNING
    processors: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    if json_lines:
        processors.append(structlog.processors.JSONRenderer())
    else:
        processors.append(structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()))
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=cast(TextIO, _CurrentStderr())),
        # a logger that was made before this call must follow it
        cache_logger_on_first_use=False,
    )


class _LibraryLines(logging.Handler):
    """Write each warning of a library as a line of the house: a log of JSON has no other line."""

    def emit(self, record: logging.LogRecord) -> None:
        write = _LIBRARY_LOG.warning
        if record.levelno >= logging.ERROR:
            write = _LIBRARY_LOG.error
        write(
            "library_warned",
            library=record.name,
            text=record.getMessage(),
            exc_info=record.exc_info,
        )


class _CurrentStderr:
    """The stderr of the moment: it may be replaced, or closed, while the process lives."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def get_logger(room: str) -> FilteringBoundLogger:
    """Return a logger whose lines name the room they come from."""
    return cast("FilteringBoundLogger", _LoggerWhenUsed(room))


class _LoggerWhenUsed:
    """Stands for a logger, and makes it when the first line is logged."""

    def __init__(self, room: str) -> None:
        self._room = room
        self._logger: FilteringBoundLogger | None = None

    def __getattr__(self, name: str) -> object:
        if self._logger is None:
            is_first = "structlog" not in sys.modules
            import structlog

            if is_first and _SETTINGS:
                _configure(**_SETTINGS)
            self._logger = structlog.get_logger(room=self._room)
        return getattr(self._logger, name)


_LIBRARY_LOG = get_logger("libraries")
_LIBRARY_LINES = _LibraryLines(logging.WARNING)
