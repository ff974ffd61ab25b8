"""Serves one's own talks to other programs by MCP: searching and reading, and speaking a text where that is wanted.

What was deleted, and what was said off the record, is in no answer. Nothing can be changed.
"""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from voiceapp import __version__
from voiceapp.core.history import Query, TalkSummary
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Item, Message, Talk
from voiceapp.one_off.archive import Archive

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

MOST_TALKS = 20
LONGEST_PIECE = 20_000
"""Characters of a talk that are given at once."""
LONGEST_SPOKEN = 4_000
Speak = Callable[[str], Sentence | None]
"""Says a text aloud, and waits until it is said. Returns what went wrong."""


def serve_talks(archive: Archive, speak: Speak | None) -> None:
    """Serve standard input and output until they are closed. Without `speak`, nothing can be said aloud."""
    talk_server(archive, speak).run()


def talk_server(archive: Archive, speak: Speak | None) -> "MCPServer":
    from mcp.server.mcpserver import MCPServer  # noqa: PLC0415  (a second to load, for who serves)
    from mcp_types import ToolAnnotations  # noqa: PLC0415
    from pydantic import Field  # noqa: PLC0415

    server = MCPServer(
        "voiceapp",
        version=__version__,
        log_level="ERROR",
        instructions="Conversations, dictations and transcriptions that this person has had with voiceapp.",
    )
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)

    async def search_talks(
        words: Annotated[str, Field(description="Words that were said. Empty: the newest ones.")] = "",
        since: Annotated[str, Field(description="First day, such as 2026-11-30.")] = "",
        until: Annotated[str, Field(description="Last day.")] = "",
    ) -> str:
        try:
            query = Query(clean(words), since=_midnight(since), until=_midnight(until, after=1), count=MOST_TALKS)
        except ValueError:
            return _told(error="A day is written as 2026-11-30.")
        page = await asyncio.to_thread(archive.find, query)
        return _told(found=page.total, talks=[_of_summary(talk) for talk in page.talks])

    async def read_talk(
        talk: Annotated[str, Field(description="The name that search_talks told.")],
        begin: Annotated[int, Field(description="The character at which to go on.", ge=0)] = 0,
    ) -> str:
        found = await asyncio.to_thread(archive.talk, clean(talk))
        return _told(error="There's no such talk.") if found is None else _of_talk(found, begin)

    async def say(text: Annotated[str, Field(description="The text.", max_length=LONGEST_SPOKEN)]) -> str:
        assert speak is not None
        trouble = await asyncio.to_thread(speak, clean(text))
        return _told(said=True) if trouble is None else _told(error=str(trouble))

    server.add_tool(
        search_talks,
        description="Finds conversations, dictations and transcriptions by words and days.",
        annotations=reads,
    )
    server.add_tool(read_talk, description="What was said in one of them, whole.", annotations=reads)
    if speak is not None:
        spoken = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
        server.add_tool(say, description="Says a text aloud to the person at this device.", annotations=spoken)
    return server


def _midnight(day: str, after: int = 0) -> float | None:
    """Return the moment at which a day begins, or the one after it. Raises ValueError."""
    if not day:
        return None
    try:
        return (datetime.fromisoformat(day) + timedelta(days=after)).replace(hour=0, minute=0).astimezone().timestamp()
    except (OverflowError, OSError) as error:
        raise ValueError(day) from error


def _of_summary(talk: TalkSummary) -> dict[str, object]:
    return {
        "talk": talk.id,
        "title": str(talk.shown_title),
        "at": _at(talk.started_at),
        "kind": talk.kind.value,
        "said": [{"by": hit.speaker, "text": hit.snippet} for hit in talk.hits],
    }


def _of_talk(talk: Talk, begin: int) -> str:
    text = "\n".join(line for item in talk.items if (line := _line(item)))
    piece = text[begin : begin + LONGEST_PIECE]
    more = begin + len(piece) < len(text)
    told = {"title": talk.title, "at": _at(talk.started_at), "kind": talk.kind.value, "said": piece}
    return _told(**told, **({"go_on_at": begin + len(piece)} if more else {}))


def _line(item: Item) -> str:
    """The other side's unheard words are left out, as everywhere."""
    return (
        f"{item.voice or item.speaker.value}: {item.heard_text}"
        if isinstance(item, Message) and item.heard_text
        else ""
    )


def _at(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).astimezone().isoformat(timespec="minutes")


def _told(**told: object) -> str:
    return json.dumps(told, ensure_ascii=False)
