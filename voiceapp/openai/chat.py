"""Speaks chat/completions over HTTP, as OpenAI, Ollama, vLLM, OpenRouter, llama.cpp and others implement it."""

import base64
import json
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import ClassVar

from voiceapp.core.chat_pieces import NO_SOUNDS, TalkSounds
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatThought, pieces_of
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.recap import fitted
from voiceapp.core.text.thoughts import AnswerBeginning, ThoughtSplitter
from voiceapp.core.transcript import Image, Item, Message, Speaker, Spent, ToolCall, ToolState
from voiceapp.core.wishes import AnswerSchema, SessionWishes, ToolSpec
from voiceapp.openai.chat_chunks import ChatChunks
from voiceapp.openai.connections import STANDSTILL
from voiceapp.openai.http import Server
from voiceapp.openai.model_chooser import ModelChooser
from voiceapp.openai.model_quirks import ModelQuirks, asked_until_taken, named
from voiceapp.openai.recording_chunks import wav
from voiceapp.openai.sampling_fields import REFUSALS as SAMPLING_REFUSALS
from voiceapp.openai.sampling_fields import chat_sampling
from voiceapp.openai.structured_answers import OF_FORMATS, REFUSALS, Way, chat_fields, structured, told, way_of

CONTEXT = 24_000
"""Tokens of the talk that are sent along."""
SPOKEN = (
    "Your answer is spoken aloud: keep it short and natural, without lists, tables, headings or code, "
    "unless you are asked for them."
)


class ServedChat(ABC):
    """Implements what `core.ports.Chat` asks for; each endpoint has its own body and its own answer."""

    call: ClassVar[str]
    optional: ClassVar[Mapping[str, re.Pattern[str]]]
    """Fields that a request can do without."""

    def __init__(self, server: Server, model: str = "") -> None:
        self._server = server
        self._choice = ModelChooser(server, Role.CHAT, model)

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits(lambda whom: Sentence("Your words go to {whom}.", whom=whom))

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        model = await self._choice.name()
        quirks = self._server.quirks(self.call, model)

        def answer() -> AsyncGenerator[ChatPiece]:
            return asked_until_taken(quirks, self.optional, lambda: self._asking(model, items, wishes, quirks))

        schema = wishes.answer_schema
        async with aclosing(answer() if schema is None else structured(quirks, answer)) as pieces:
            async for piece in pieces:
                yield piece

    def _asking(
        self, model: str, items: Sequence[Item], wishes: SessionWishes, quirks: ModelQuirks
    ) -> tuple[Collection[str], AsyncGenerator[ChatPiece]]:
        """Return which fields and ways are used, any of which may be refused, and the answer."""
        schema, way = wishes.answer_schema, way_of(quirks.left_out)
        if schema is not None and (form := told(way, schema)):
            wishes = replace(wishes, instructions=f"{wishes.instructions}\n\n{form}")
        whole = self._body(model, items, wishes, quirks.left_out)
        body = {name: value for name, value in whole.items() if name not in quirks.left_out}
        if schema is None:
            return body.keys(), self._ask(model, body, quirks)
        body |= self._form(way, schema)
        return (body.keys() - OF_FORMATS) | {way.value}, self._ask(model, body, quirks)

    @abstractmethod
    def _form(self, way: Way, schema: AnswerSchema) -> dict[str, object]:
        """Return what the request says of the form of its answer."""

    @abstractmethod
    def _body(
        self, model: str, items: Sequence[Item], wishes: SessionWishes, left_out: Collection[str]
    ) -> dict[str, object]:
        """The request. What is in `left_out` may stand in it all the same."""

    @abstractmethod
    def _ask(self, model: str, body: Mapping[str, object], quirks: ModelQuirks) -> AsyncGenerator[ChatPiece]: ...


class ChatCompletions(ServedChat):
    """Meets `core.ports.Chat`."""

    call = "chat/completions"
    optional = (
        dict(REFUSALS)
        | named("stream_options")
        | named("reasoning_effort", also=r"\breasoning effort\b")
        | named("max_completion_tokens")
        | named("max_tokens")
        | named("tools", also=r"\btools?\b|\btool_choice\b|\bfunction[ -]?call|\bfunctions\b|--jinja")
        | named("stream", also=r"\bstreaming\b")
        | dict(SAMPLING_REFUSALS)
    )

    async def _ask(self, model: str, body: Mapping[str, object], quirks: ModelQuirks) -> AsyncGenerator[ChatPiece]:
        said = ChatChunks()
        came = 0
        thinking = ThoughtSplitter(
            answer_beginning(model, quirks, own_words=self._server.provider.tells_thoughts_apart)
        )
        stream = self._server.stream(self.call, body, model=model, patience=STANDSTILL)
        try:
            async with stream as answer, aclosing(answer.parts()) as chunks:
                async for chunk in chunks:
                    text, thought = said.take_chunk(chunk)
                    came += len(text) + len(thought)
                    if thought:
                        thinking.apart()
                        yield ChatThought(thought)
                    for piece in pieces_of(thinking.add(text)):
                        yield piece
                    if thinking.holds:
                        yield ChatThought("")
                    for sound in said.take_sound():
                        yield sound
        finally:
            # It is billed even if nobody waits for the rest.
            spent = self._bill(said, model, body, came)
        for piece in pieces_of(thinking.end(cut=said.shortened)):
            yield piece
        quirks.begins = AnswerBeginning.THINKING if thinking.began_inside else AnswerBeginning.SAYING
        for tool in said.tools():
            yield tool
        yield ChatEnd(spent, shortened=said.shortened, refused=said.refused)

    def _form(self, way: Way, schema: AnswerSchema) -> dict[str, object]:
        return chat_fields(way, schema)

    def _bill(self, said: ChatChunks, model: str, body: Mapping[str, object], came: int) -> tuple[Spent, ...]:
        model = said.model or model
        if said.usage:
            return (self._server.spent(model, said.usage),)
        return (self._server.spent_roughly(model, body, came),) if came else ()

    def _body(
        self, model: str, items: Sequence[Item], wishes: SessionWishes, left_out: Collection[str]
    ) -> dict[str, object]:
        newest = self._server.provider.takes_newest_fields
        tools = "tools" not in left_out
        body: dict[str, object] = {
            "model": model,
            "messages": self._told(items, wishes, role="developer" if newest else "system", tools=tools),
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        if wishes.max_reply_tokens:
            names = ("max_completion_tokens", "max_tokens") if newest else ("max_tokens", "max_completion_tokens")
            known = next((name for name in names if name not in left_out), names[0])
            body[known] = wishes.max_reply_tokens
        if wishes.tools:
            body["tools"] = [_tool(tool) for tool in wishes.tools]
        if wishes.tools and not wishes.may_call and tools:
            body["tool_choice"] = "none"
        calls = bool(wishes.tools) or (wishes.answer_schema is not None and way_of(left_out) is Way.CALL)
        if newest and (calls or wishes.effort):
            body["reasoning_effort"] = "none" if calls else wishes.effort
        if "stream" in left_out:
            del body["stream_options"]
        return body | chat_sampling(model, wishes)

    def _told(self, items: Sequence[Item], wishes: SessionWishes, *, role: str, tools: bool) -> list[dict[str, object]]:
        return messages(items, wishes, role=role, tools=tools)


def answer_beginning(model: str, quirks: ModelQuirks, *, own_words: bool) -> AnswerBeginning:
    """`own_words`: the service sends thoughts separately, if at all."""
    if quirks.begins is not None:
        return quirks.begins
    if own_words:
        return AnswerBeginning.SAYING
    return AnswerBeginning.PERHAPS_THINKING if _THINKER.search(model) else AnswerBeginning.UNKNOWN


_THINKER = re.compile(
    r"r1\b|qwq|think|reason|magistral|\bo1\b|nemotron|minimax-m|exaone-?deep|seed-oss|hunyuan|smollm3|glm-4\.[1567]|cot\b",
    re.IGNORECASE,
)
"""Families that think before they speak, where the server may have opened the thought for them."""


def messages(
    items: Sequence[Item], wishes: SessionWishes, *, role: str, tools: bool = True, sounds: TalkSounds = NO_SOUNDS
) -> list[dict[str, object]]:
    """Returns the talk as the API wants it, with each call directly followed by its answer. `tools`: the model can use
    any. `sounds`: what it hears, and what it spoke, in place of the words.
    """
    instructions = "\n\n".join(part for part in (wishes.told_services, SPOKEN if wishes.spoken else "") if part)
    told: list[dict[str, object]] = [{"role": role, "content": instructions}] if instructions else []
    for item in fitted(items, CONTEXT).items:
        match item:
            case Message(speaker=Speaker.USER):
                pcm = sounds.said.get(item.id, b"")
                if item.text.strip() or item.images or pcm:
                    told.append({"role": "user", "content": _content(item, pcm)})
            case Message() if item.id in sounds.spoken:
                told.append({"role": "assistant", "audio": {"id": sounds.spoken[item.id].name}})
            case Message():
                if item.heard_text.strip():
                    told.append({"role": "assistant", "content": item.heard_text})
            case ToolCall(state=ToolState.DONE | ToolState.FAILED | ToolState.REFUSED) if tools:
                told += _exchange(item)
            case _:
                pass
    return told


def _content(message: Message, pcm: bytes) -> object:
    if not message.images and not pcm:
        return message.text
    shown: list[dict[str, object]] = [
        {"type": "image_url", "image_url": {"url": data_url(image)}} for image in message.images
    ]
    if pcm:
        heard = {"data": base64.b64encode(wav(pcm)).decode("ascii"), "format": "wav"}
        return [{"type": "input_audio", "input_audio": heard}, *shown]
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
