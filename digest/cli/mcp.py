"""`digest mcp`: the archive as a read-only MCP server, for a program that starts it."""

from __future__ import annotations

from typing import Annotated

import typer

from digest.cli.state import State


def mcp(
    ctx: typer.Context,
    members: Annotated[
        bool, typer.Option("--members", help="Also the issues of members' newsletters.")
    ] = False,
) -> None:
    """Answer a program over stdin and stdout (Model Context Protocol); no tool writes.

    It reads newsletters, and issues that went out, with the span and source of each sentence.
    """
    from digest.errors import UseError
    from digest.models import ApiScope

    # imported late: the library is an extra, and other commands do without it
    try:
        from digest.web.mcp.server import serve_archive
    except ModuleNotFoundError as error:
        raise UseError(
            "the MCP server needs the extra `mcp`",
            subject=f"{error.name} is not installed",
            hint="pip install 'digest-newsroom[mcp]'",
        ) from error
    from digest.web.api.reading import Reading
    from digest.web.mcp.tools import Archive

    scopes = [ApiScope.READ]
    if members:
        scopes.append(ApiScope.MEMBERS)
    state: State = ctx.obj
    # stdout belongs to the protocol from here on: all that is logged goes to stderr
    with state.open() as newsroom:
        serve_archive(Archive(reading=Reading(newsroom=newsroom), scopes=scopes))
