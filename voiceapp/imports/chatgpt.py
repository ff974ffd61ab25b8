"""Reads ChatGPT's `conversations.json`: each conversation is a tree of messages; the branch that was last seen is
taken.

The file is described nowhere and changes: what is not known is passed over, and a conversation that
makes no sense does not keep the others out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import (
    Image,
    Item,
    ItemId,
    Message,
    MessageState,
    Speaker,
    Talk,
    TalkId,
    ToolCall,
    ToolState,
    Via,
)
from voiceapp.imports.bundle import Bundle, ImportedFile, Pictures

ENGINE = "ChatGPT"
Json = dict[str, object]

_CITATION = re.compile("\ue200.*?\ue201", re.DOTALL)
"""Marks that its own window turns into links."""
_PRIVATE = re.compile("[\ue200-\ue2ff]")
_ASSET = re.compile(r"^[a-z-]+://")


def read(file: ImportedFile) -> Bundle | None:
    conversations = [conversation for conversation in _list(file.document) if _dict(conversation).get("mapping")]
    if not conversations:
        return None
    talks = [_talk(_dict(conversation), number, file.pictures) for number, conversation in enumerate(conversations)]
    whole = tuple(talk for talk in talks if talk is not None)
    return Bundle(whole, {}, len(_list(file.document)) - len(whole))


def _talk(conversation: Json, number: int, pictures: Pictures) -> Talk | None:
    name = _text(conversation.get("conversation_id")) or _text(conversation.get("id")) or f"{number:06d}"
    talk = TalkId(f"chatgpt-{name}")
    began = _number(conversation.get("create_time"))
    items: list[Item] = []
    at = began or 0.0
    for message in _branch(conversation):
        at = _number(message.get("create_time")) or at
        _take(items, message, at, pictures)
    if not items:
        return None
    return Talk(
        talk,
        began or items[0].at,
        title=" ".join(_text(conversation.get("title")).split()),
        ended_at=max(items[-1].at, began or 0.0),
        items=tuple(replace(item, id=ItemId(f"{talk}-{place:04d}")) for place, item in enumerate(items, 1)),
    )


def _branch(conversation: Json) -> Iterator[Json]:
    """The messages from the root to the one that was last looked at."""
    nodes = _dict(conversation["mapping"])
    here = _text(conversation.get("current_node"))
    if here not in nodes:
        leaves = [name for name, node in nodes.items() if not _list(_dict(node).get("children"))]
        here = max(leaves, key=lambda name: _written_at(nodes[name]), default="")
    way: list[Json] = []
    seen: set[str] = set()
    while here in nodes and here not in seen:
        seen.add(here)
        node = _dict(nodes[here])
        way.append(_dict(node.get("message")))
        here = _text(node.get("parent"))
    return (message for message in reversed(way) if message)


def _written_at(node: object) -> float:
    return _number(_dict(_dict(node).get("message")).get("create_time")) or 0.0


def _take(items: list[Item], message: Json, at: float, pictures: Pictures) -> None:
    """Add what a message says to the items, where a person would have seen it."""
    author, metadata = _dict(message.get("author")), _dict(message.get("metadata"))
    role, recipient = _text(author.get("role")), _text(message.get("recipient")) or "all"
    content = _dict(message.get("content"))
    if metadata.get("is_visually_hidden_from_conversation"):
        return
    text, spoken = _said(content)
    if role == "tool":
        _take_output(items, _text(author.get("name")) or "tool", text, at)
    elif role == "assistant" and recipient != "all":
        if text:
            items.append(ToolCall(ItemId(""), at, recipient, text, state=ToolState.FAILED))
    elif role in ("user", "assistant") and _text(content.get("content_type")) not in _SILENT:
        images = tuple(_images(content, pictures))
        if text or images:
            items.append(_message(Speaker(role), at, text, images, metadata, spoken=spoken))


def _message(
    speaker: Speaker, at: float, text: str, images: tuple[Image, ...], metadata: Json, *, spoken: bool
) -> Message:
    ours = speaker is Speaker.ASSISTANT
    return Message(
        ItemId(""),
        speaker,
        at,
        text,
        MessageState.DONE,
        via=Via.VOICE if spoken else Via.TEXT,
        images=images,
        engine=ENGINE if ours else None,
        model=_text(metadata.get("model_slug")) or None if ours else None,
    )


def _take_output(items: list[Item], name: str, text: str, at: float) -> None:
    """Puts what a tool answered beside the call that asked for it."""
    last = items[-1] if items else None
    if isinstance(last, ToolCall) and not last.output and last.name.split(".")[0] == name.split(".", maxsplit=1)[0]:
        items[-1] = replace(last, output=text, state=ToolState.DONE, ended_at=at)
    elif text:
        items.append(ToolCall(ItemId(""), at, name, "", text, ToolState.DONE, ended_at=at))


_SILENT = ("thoughts", "reasoning_recap", "user_editable_context", "model_editable_context")
"""What the model told itself, and what it was told of the person beforehand."""


def _said(content: Json) -> tuple[str, bool]:
    """The words of a message, and whether they were spoken."""
    texts: list[str] = []
    spoken = False
    for part in _list(content.get("parts")):
        if isinstance(part, str):
            texts.append(part)
            continue
        piece = _dict(part)
        kind = _text(piece.get("content_type"))
        spoken = spoken or "audio" in kind
        if _text(piece.get("text")):
            texts.append(_text(piece.get("text")))
    for field in ("text", "result", "content"):
        if not texts and _text(content.get(field)):
            texts.append(_text(content.get(field)))
    text = _PRIVATE.sub("", _CITATION.sub("", "\n".join(part for part in texts if part.strip())))
    return clean(text).strip(), spoken


def _images(content: Json, pictures: Pictures) -> Iterator[Image]:
    for part in _list(content.get("parts")):
        piece = _dict(part)
        if _text(piece.get("content_type")) != "image_asset_pointer":
            continue
        found = pictures(_ASSET.sub("", _text(piece.get("asset_pointer"))))
        if found is not None:
            width, height = _number(piece.get("width")) or 0, _number(piece.get("height")) or 0
            yield Image(found[0], found[1], round(width), round(height))


# --- JSON of which nothing is certain


def _dict(value: object) -> Json:
    return cast("Json", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _text(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    """A time or a size; none where there is nothing that could be one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 1e11 else None
