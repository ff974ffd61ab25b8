"""This package describes programs that offer tools by MCP: what is configured, what they offer, and what they answer."""
