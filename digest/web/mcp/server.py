"""archive_server: the tools as an MCP server. The library `mcp` is an extra.

An answer is text and structured content alike; a refusal is an answer that says it is an error.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import cache
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from digest import __version__
from digest.errors import StoreError
from digest.logs import get_logger
from digest.web.api.problems import Refusal
from digest.web.mcp.tools import TOOLS, Archive, ArchiveTool

INSTRUCTIONS = """The archive of a newsroom's newsletters, for reading. Each sentence of a story
cites a span of an article: quote it with its source. An empty list means that no issue has it."""

log = get_logger("mcp")


def archive_server(archive: Archive) -> Server[Any]:
    """Make the server."""

    async def list_tools(_context: Any, _wanted: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def call_tool(_context: Any, wanted: CallToolRequestParams) -> CallToolResult:
        # the database may be slow, and the next request must not wait for it
        return await run_in_threadpool(_call, archive, wanted.name, wanted.arguments or {})

    return Server(
        "digest",
        version=__version__,
        title=archive.reading.newsroom.config.settings.publication.name,
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve_archive(archive: Archive) -> None:
    """Answer the program on stdin and stdout until it closes them."""

    async def serve() -> None:
        server = archive_server(archive)
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    asyncio.run(serve())


@cache  # the schemas of a tool stay as they are, and each client asks for them
def _described(tool: ArchiveTool) -> Tool:
    return Tool(
        name=tool.name,
        description=tool.summary,
        input_schema=tool.wanted.model_json_schema(),
        output_schema=tool.answer.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )


def _call(archive: Archive, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
    # a model reads these words and mends its call, so each error says how
    tools = {tool.name: tool for tool in TOOLS}
    if name not in tools:
        return _error(f"no such tool; there are {', '.join(tools)}")
    tool = tools[name]
    try:
        wanted = tool.wanted.model_validate(arguments)
        answer = tool.act(archive, wanted)
    except ValidationError as error:
        return _error(_wrong_arguments(error))
    except Refusal as error:
        return _error(error.detail)
    except StoreError as error:
        log.error("store_unavailable", error=str(error))
        return _error("the database does not answer")
    # both forms: a client of an early version of the protocol reads the text alone
    content = answer.model_dump(mode="json")
    text = TextContent(type="text", text=answer.model_dump_json())
    return CallToolResult(content=[text], structured_content=content)


def _error(words: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=words)], is_error=True)


def _wrong_arguments(error: ValidationError) -> str:
    wrong = []
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        place = ".".join([str(step) for step in fault["loc"]])
        wrong.append(f"{place}: {fault['msg']}")
    return "; ".join(wrong)
