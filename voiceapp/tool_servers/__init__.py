"""This package speaks with servers of tools by MCP. Only what runs one of them loads the `mcp` package, which is large."""
