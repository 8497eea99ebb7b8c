"""Server: the readers' pages over HTTP, with limits on slow and greedy clients."""

from __future__ import annotations

import logging

import uvicorn
from starlette.applications import Starlette

from digest.web.connection_limits import ConnectionLimits, descriptor_limits, limited_protocol
from digest.web.repeated_lines import CountRepeats

NOISY_LOGGERS = ("uvicorn.error", "asyncio")
"""A client can make these write one line for each of its requests or connections."""

THIS_MACHINE = ("127.0.0.0/8", "::1/128")

KEEP_PAGES_S = 10.0
"""Seconds for which a public page is served from memory: a correction is on its page by then."""

KEEP_ALIVE_S = 5
"""Seconds for which an idle connection stays open between two requests."""


class PagesServer(uvicorn.Server):
    """A server that leaves signals to the process it is part of."""

    def install_signal_handlers(self) -> None:
        """Install no handlers: the schedule in the same process has its own."""


def pages_server(app: Starlette, *, limits: ConnectionLimits | None = None) -> PagesServer:
    """Make the server of the readers' pages. `run([socket])` serves until `should_exit` is set.

    The address of a reader behind one of `limits.proxies`, or behind a proxy on this machine, is
    the last that X-Forwarded-For names; a stranger's word for an address counts nowhere.
    """
    limits = limits or descriptor_limits()
    config = uvicorn.Config(
        app,
        http=limited_protocol(limits),
        # asyncio accepts so many at one time, and learns only then which are refused
        backlog=limits.at_once,
        log_level="warning",
        # its warnings go the way of those of other libraries
        log_config=None,
        # named here: a variable of the environment must let no stranger choose an address
        forwarded_allow_ips=[*THIS_MACHINE, *map(str, limits.proxies)],
        # a scanner learns no version
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_S,
    )
    for name in NOISY_LOGGERS:
        logger = logging.getLogger(name)
        # loggers outlive a server: tests and restarts must not stack filters
        if not any(isinstance(old, CountRepeats) for old in logger.filters):
            logger.addFilter(CountRepeats())
    return PagesServer(config)
