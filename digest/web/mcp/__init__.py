"""The archive as a read-only MCP server (Model Context Protocol) over stdin and stdout."""
