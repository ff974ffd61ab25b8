"""A server of tools as the tests need it: well behaved, or not. Run as a program of its own.

    python -m tests.tool_servers.program [MODE]

MODE: empty, `hangs-at-start`, `dies-at-start`, `endless` (a line without an end),
`chatters` (prints what is no message).
"""

import asyncio
import os
import sys
import time
from pathlib import Path

from mcp.server.mcpserver import Context, Image, MCPServer
from mcp_types import TextContent, ToolAnnotations

BEYOND = "Look\u202e this\x1b[31m"
server = MCPServer("tests", version="1")
READS = ToolAnnotations(read_only_hint=True)


@server.tool(description="Adds two numbers.", annotations=READS)
def add(a: int, b: int) -> str:
    return str(a + b)


@server.tool(description="Writes a note.")
def note(text: str, title: str = "") -> str:
    return f"noted {title}{text}"


@server.tool(description=f"{BEYOND} Says what it was given.", name="say.it\u202eback")
def say_it(text: str) -> str:
    return f"\x1b[2J{text}\u202e"


@server.tool(description="Tells what is in the environment.", annotations=READS)
def environment() -> str:
    return " ".join(sorted(os.environ))


@server.tool(description="Never answers.")
async def hang(where: str = "") -> str:
    _note(where, "began")
    try:
        await asyncio.sleep(3_600)
    finally:
        _note(where, "cancelled")
    return ""


def _note(where: str, words: str) -> None:
    if where:
        Path(where).write_text(words, encoding="utf-8")


@server.tool(description="Takes long, and says how far it is.")
async def slow(ctx: Context) -> str:
    for step in range(5):
        await ctx.report_progress(step, 5)
        await asyncio.sleep(0.3)
    return "done at last"


@server.tool(description="Ends the server.")
def die() -> str:
    print("it is over\x1b[31m", file=sys.stderr, flush=True)
    os._exit(3)


@server.tool(description="Answers with far too much.")
def flood() -> str:
    return "word " * 1_000_000


@server.tool(description="Answers with a picture.")
def picture() -> list[TextContent | Image]:
    return [TextContent(text="Here it is."), Image(data=b"\x89PNG" * 100, format="png")]


@server.tool(description="Answers with a value.")
def weather(town: str) -> dict[str, int]:
    return {"degrees": len(town)}


@server.tool(description="Cannot do it.")
def fail() -> str:
    raise ValueError("no such thing")


@server.tool(description="Gets one tool more.")
async def grow(ctx: Context) -> str:
    server.add_tool(lambda: "new", name="grown", description="Was not there before.")
    await ctx.notify_tools_changed()
    return "grown"


if __name__ == "__main__":
    mode = sys.argv[1] if len(sys.argv) > 1 else ""
    if mode == "dies-at-start":
        print("no such database", file=sys.stderr)
        sys.exit(2)
    if mode == "hangs-at-start":
        time.sleep(3_600)
    if mode == "endless":
        for _ in range(40):
            sys.stdout.write("x" * 1_000_000)
        time.sleep(3_600)
    if mode == "chatters":
        print("Welcome to the server!\n{not json}", flush=True)
    server.run()
