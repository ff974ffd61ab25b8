"""Chat over HTTP: chat/completions, spoken by OpenAI, Ollama, vLLM, OpenRouter, llama.cpp and the rest."""

import base64
import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from voiceapp.core.context import fitted
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, ChatTool, EngineError
from voiceapp.core.transcript import Image, Item, Message, Speaker, ToolCall, ToolState, Usage
from voiceapp.core.wishes import SessionWishes, ToolSpec
from voiceapp.openai.choosing import ModelChoice
from voiceapp.openai.http import Server, fields_in, list_in, number_in, text_in

DEFAULT_MODEL = "gpt-6-luna"
CONTEXT = 24_000
"""Tokens of the talk that are sent along."""
SPOKEN = (
    "Your answer is spoken aloud: keep it short and natural, without lists, tables, headings or code, "
    "unless you are asked for them."
)


class ChatCompletions:
    """Meets `core.ports.Chat`."""

    def __init__(self, server: Server, model: str = "") -> None:
        self._server = server
        self._choice = ModelChoice(server, Role.CHAT, model, DEFAULT_MODEL)
        self._refused: set[str] = set()
        """Fields that this model does not take."""

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits("Your words go")

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        begun = False
        while True:
            try:
                async with aclosing(self._ask(items, wishes)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
            except EngineError as error:
                if begun or not self._without(error):
                    raise
            else:
                return

    def _without(self, error: EngineError) -> bool:
        """Another try makes sense: without the field that the model refused."""
        failure = error.failure
        if failure.kind is not FailureKind.REJECTED:
            return False
        refused = next((name for name in _OPTIONAL if name in failure.detail and name not in self._refused), "")
        if refused:
            self._refused.add(refused)
        return bool(refused)

    async def _ask(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        said = _Said()
        model = await self._choice.name()
        async with self._server.stream("chat/completions", self._body(model, items, wishes), model=model) as answer:
            if answer.is_events:
                async for chunk in answer.events():
                    text = said.take(chunk)
                    if text:
                        yield ChatText(text)
            else:
                text = said.take(_as_chunk(await answer.whole()))
                if text:
                    yield ChatText(text)
        for tool in said.tools():
            yield tool
        yield ChatEnd(
            (self._server.spent(said.model or model, said.usage),) if said.usage else (), shortened=said.shortened
        )

    def _body(self, model: str, items: Sequence[Item], wishes: SessionWishes) -> dict[str, object]:
        newest = self._server.newest_fields
        body: dict[str, object] = {
            "model": model,
            "messages": messages(items, wishes, role="developer" if newest else "system"),
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if wishes.max_reply_tokens:
            body["max_completion_tokens" if newest else "max_tokens"] = wishes.max_reply_tokens
        if wishes.tools:
            body["tools"] = [_tool(tool) for tool in wishes.tools]
        if newest and (wishes.tools or wishes.effort):
            body["reasoning_effort"] = "none" if wishes.tools else wishes.effort
        return {name: value for name, value in body.items() if name not in self._refused}


_OPTIONAL = ("reasoning_effort", "stream_options", "max_completion_tokens", "max_tokens", "tools")


@dataclass(slots=True)
class _Call:
    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class _Said:
    """What has come of an answer."""

    calls: dict[int, _Call] = field(default_factory=dict[int, _Call])
    usage: Usage | None = None
    model: str = ""
    shortened: bool = False

    def take(self, chunk: Mapping[str, object]) -> str:
        """The text in one piece of the stream; calls and usage are gathered."""
        self.model = text_in(chunk, "model") or self.model
        usage = fields_in(chunk, "usage")
        if usage:
            self.usage = usage_of(usage)
        text = ""
        for choice in list_in(chunk, "choices")[:1]:
            delta = fields_in(choice, "delta")
            text += text_in(delta, "content") or text_in(delta, "refusal")
            for place, call in enumerate(list_in(delta, "tool_calls")):
                self._take_call(place, call)
            if choice.get("finish_reason") in ("length", "content_filter"):
                self.shortened = True
        return text

    def _take_call(self, place: int, piece: Mapping[str, object]) -> None:
        index = piece.get("index")
        key = index if isinstance(index, int) else place
        known = self.calls.get(key)
        if known is not None and text_in(piece, "id") and known.id and text_in(piece, "id") != known.id:
            key = len(self.calls)  # servers that number every call 0
            known = None
        call = known or self.calls.setdefault(key, _Call())
        function = fields_in(piece, "function")
        call.id = call.id or text_in(piece, "id")
        call.name = call.name or text_in(function, "name")
        arguments = function.get("arguments")
        call.arguments += arguments if isinstance(arguments, str) else json.dumps(arguments) if arguments else ""

    def tools(self) -> list[ChatTool]:
        return [
            ChatTool(call.id or f"call-{place}-{id(self):x}", call.name, call.arguments or "{}")
            for place, call in sorted(self.calls.items())
            if call.name
        ]


def _as_chunk(body: object) -> dict[str, object]:
    """An answer that came whole, in the shape of a streamed one."""
    if not isinstance(body, dict):
        return {}
    fields: dict[str, object] = {str(name): value for name, value in body.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    fields["choices"] = [{**choice, "delta": choice.get("message")} for choice in list_in(fields, "choices")]
    return fields


def usage_of(usage: Mapping[str, object]) -> Usage:
    came = fields_in(usage, "prompt_tokens_details")
    audio = number_in(came, "audio_tokens")
    image = number_in(came, "image_tokens")
    return Usage(
        text_in=max(0, number_in(usage, "prompt_tokens") - audio - image),
        audio_in=audio,
        image_in=image,
        cached_text_in=number_in(came, "cached_tokens"),
        text_out=number_in(usage, "completion_tokens"),
    )


def messages(items: Sequence[Item], wishes: SessionWishes, *, role: str) -> list[dict[str, object]]:
    """The talk as the API wants it; each call directly followed by its answer."""
    instructions = "\n\n".join(part for part in (wishes.instructions, SPOKEN if wishes.spoken else "") if part)
    told: list[dict[str, object]] = [{"role": role, "content": instructions}] if instructions else []
    for item in fitted(items, CONTEXT).items:
        match item:
            case Message(speaker=Speaker.USER):
                if item.text.strip() or item.images:
                    told.append({"role": "user", "content": _content(item)})
            case Message():
                if item.heard_text.strip():
                    told.append({"role": "assistant", "content": item.heard_text})
            case ToolCall(state=ToolState.DONE | ToolState.FAILED | ToolState.REFUSED):
                told += _exchange(item)
            case _:
                pass
    return told


def _content(message: Message) -> object:
    if not message.images:
        return message.text
    shown: list[dict[str, object]] = [
        {"type": "image_url", "image_url": {"url": data_url(image)}} for image in message.images
    ]
    return [*([{"type": "text", "text": message.text}] if message.text else []), *shown]


def data_url(image: Image) -> str:
    return f"data:{image.media_type};base64,{base64.b64encode(image.data).decode('ascii')}"


def _exchange(call: ToolCall) -> list[dict[str, object]]:
    name = call.call_id or str(call.id)
    asked = {"id": name, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
    return [
        {"role": "assistant", "content": None, "tool_calls": [asked]},
        {"role": "tool", "tool_call_id": name, "content": call.output},
    ]


def parameters_of(tool: ToolSpec) -> object:
    try:
        return json.loads(tool.parameters)
    except ValueError:
        return {"type": "object", "properties": {}}


def _tool(tool: ToolSpec) -> dict[str, object]:
    return {
        "type": "function",
        "function": {"name": tool.name, "description": tool.description, "parameters": parameters_of(tool)},
    }
