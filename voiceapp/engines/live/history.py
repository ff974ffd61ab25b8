"""Turns the conversation so far into the messages that a Live session begins with: text alone, one part each."""

from collections.abc import Iterator, Sequence

from voiceapp.core.transcript import Item, Message, Note, Speaker, ToolCall, ToolState
from voiceapp.openai import live_client_events as client
from voiceapp.openai.realtime_client_events import Body

MOST_TOKENS = 7_000
"""The service takes 8,192 of its own, and its own marks count too."""
MOST_MESSAGES = client.MOST_MESSAGES - 1
"""One is needed to say that something was left out."""


def history_messages(history: Sequence[Item]) -> list[Body]:
    """Returns the newest part, in order. What was not heard was not said."""
    found = [message for item in history for message in _message_of(item)]
    kept, tokens = len(found), 0.0
    while kept and len(found) - kept < MOST_MESSAGES:
        tokens += _tokens(found[kept - 1])
        if tokens > MOST_TOKENS:
            break
        kept -= 1
    left_out = (
        [client.note(f"This conversation is being continued. {kept} earlier messages are left out.")] if kept else []
    )
    return left_out + found[kept:]


def _message_of(item: Item) -> Iterator[Body]:
    match item:
        case Message(speaker=Speaker.USER):
            pictures = f" (with {len(item.images)} pictures that you cannot see)" if item.images else ""
            yield client.person_said((item.text or "(said something)") + pictures)
        case Message() if item.heard_text.strip():
            yield client.model_said(item.heard_text)
        case ToolCall(state=ToolState.DONE):
            yield client.note(f"The function {item.name}({item.arguments}) was called and returned: {item.output}")
        case Message() | ToolCall() | Note():
            pass


def _tokens(message: Body) -> float:
    content = message["content"]
    texts = (
        [str(part.get("text", "")) for part in content if isinstance(part, dict)] if isinstance(content, list) else []
    )
    return 4 + sum(client.tokens_of(text) for text in texts)
