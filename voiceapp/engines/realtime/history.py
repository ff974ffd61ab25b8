"""Turns the conversation so far into items for a new session."""

from collections.abc import Callable, Iterator, Sequence

from voiceapp.core.transcript import Item, Message, Note, Speaker, ToolCall, ToolState
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Body, Dialect

MOST_ITEMS = 60
MOST_CHARACTERS = 24_000
"""About 6,000 tokens: enough context to go on with, and paid for once per new session."""


def history_items(
    history: Sequence[Item], dialect: Dialect, name: Callable[[str], str], named: Callable[[Message, str], None]
) -> Iterator[Body]:
    """Yields the newest part, in order. Tool calls without an answer and words that were not heard are left out."""
    kept, dropped = _newest(history)
    calls: set[str] = set()
    if dropped:
        yield client.system_item(
            name("h"), f"This conversation is being continued. {dropped} earlier turns are left out."
        )
    for item in kept:
        match item:
            case Message(speaker=Speaker.USER):
                yield from _said(item, name, named)
            case Message():
                if item.heard_text.strip():
                    item_id = name("h")
                    named(item, item_id)
                    yield client.assistant_item(item_id, item.heard_text, dialect)
            case ToolCall(state=ToolState.DONE):
                call_id = item.call_id[:32]
                if not call_id or call_id in calls:
                    # Servers may restart their numbering in each session, so their own names could clash.
                    call_id = name("call")
                calls.add(call_id)
                yield client.call_item(name("h"), call_id, item.name, item.arguments)
                yield client.output_item(call_id, item.output)
            case ToolCall() | Note():
                pass


def _said(item: Message, name: Callable[[str], str], named: Callable[[Message, str], None]) -> Iterator[Body]:
    def named_anew() -> str:
        item_id = name("h")
        named(item, item_id)
        return item_id

    text = item.text or ("" if item.images else "(said something)")
    return client.user_items(named_anew, text, item.images)


def _newest(history: Sequence[Item]) -> tuple[list[Item], int]:
    kept: list[Item] = []
    characters = 0
    for item in reversed(history):
        characters += len(item.text) if isinstance(item, Message) else 200
        if len(kept) >= MOST_ITEMS or (kept and characters > MOST_CHARACTERS):
            break
        kept.append(item)
    kept.reverse()
    return kept, len(history) - len(kept)
