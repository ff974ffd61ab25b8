"""Writes JSON Lines for fine-tuning chat models: one conversation per line, in the form of the chat API."""

import base64
import json
from collections.abc import Mapping

from voiceapp.core.history import ExportWishes
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import ItemId, Message, MessageState, Note, SoundId, Speaker, Talk, ToolCall, ToolState
from voiceapp.exports.export_lines import wanted

Json = dict[str, object]
_OTHER_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""Some readers take these for line ends, but JSON does not escape them."""


def render(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> str:
    """One line; none for a talk in which the assistant said nothing, because it teaches nothing."""
    del sounds
    messages: list[Json] = []
    tools: dict[str, Json] = {}
    for item in wanted(talk, wishes):
        match item:
            case Message():
                content = _content(item, wishes)
                if content:
                    messages.append({"role": item.speaker.value, "content": content})
            case ToolCall() if item.state is ToolState.DONE:
                messages += _tool(item)
                tools[_name(item)] = {
                    "type": "function",
                    "function": {"name": _name(item), "parameters": {"type": "object", "properties": {}}},
                }
            case ToolCall() | Note():
                pass
    while messages and (messages[-1]["role"] != Speaker.ASSISTANT.value or "content" not in messages[-1]):
        # Unanswered questions teach nothing.
        messages.pop()
    if not messages:
        return ""
    line: Json = {"messages": messages}
    if tools:
        line["tools"] = list(tools.values())
    return json.dumps(line, ensure_ascii=False).translate(_OTHER_LINE_ENDS) + "\n"


def join(files: list[str]) -> str:
    return "".join(files)


def _content(message: Message, wishes: ExportWishes) -> str | list[Json]:
    text = clean(message.text if wishes.unheard else message.heard_text).strip()
    if message.state in (MessageState.WAITING, MessageState.FAILED):
        return ""
    if not message.images or message.speaker is Speaker.ASSISTANT:
        return text
    parts: list[Json] = [{"type": "text", "text": text}] if text else []
    for image in message.images:
        data = base64.b64encode(image.data).decode()
        parts.append({"type": "image_url", "image_url": {"url": f"data:{image.media_type};base64,{data}"}})
    return parts


def _tool(call: ToolCall) -> list[Json]:
    """Returns the assistant's tool call and its result."""
    name = call.call_id or _call_id(call.id)
    function: Json = {"name": _name(call), "arguments": call.arguments or "{}"}
    return [
        {"role": "assistant", "tool_calls": [{"id": name, "type": "function", "function": function}]},
        {"role": "tool", "tool_call_id": name, "content": clean(call.output)},
    ]


def _call_id(item: ItemId) -> str:
    return f"call_{item}"


def _name(call: ToolCall) -> str:
    """Makes a name that the API allows: letters, digits, underscores and dashes, at most 64."""
    return (
        "".join(sign if sign.isascii() and (sign.isalnum() or sign in "_-") else "_" for sign in call.name)[:64]
        or "tool"
    )
