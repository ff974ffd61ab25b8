"""Reads the pieces of a chat's answer in the various shapes that servers use."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from voiceapp.core.chat_pieces import ChatSound, ChatSpoken, SpokenReply
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import BYTES_PER_SAMPLE
from voiceapp.core.ports import ChatTool, EngineError
from voiceapp.core.transcript import Usage
from voiceapp.openai.errors import BROKE_OFF, failure_in_stream
from voiceapp.openai.json_fields import fields_in, list_in, number_in, text_in

_THOUGHTS = ("reasoning_content", "reasoning", "thinking")
"""The field's names at DeepSeek and vLLM, at OpenRouter and Ollama, and elsewhere."""


@dataclass(slots=True)
class _Call:
    id: str = ""
    name: str = ""
    arguments: str = ""


@dataclass(slots=True)
class ChatChunks:
    """Gathers what has come of an answer."""

    calls: dict[int, _Call] = field(default_factory=dict[int, _Call])
    usage: Usage | None = None
    model: str = ""
    shortened: bool = False
    refused: bool = False
    _sound: list[ChatSound | ChatSpoken] = field(default_factory=list[ChatSound | ChatSpoken])
    _spoken: str = ""
    """The name of the answer's sound."""
    _until: float = 0.0
    _odd: bytes = b""
    """Half a sample that came at the end of a piece."""

    def take_chunk(self, chunk: Mapping[str, object]) -> tuple[str, str]:
        """Returns the text and the thoughts in a piece of the stream, or in the whole; gathers calls and usage."""
        self.model = text_in(chunk, "model") or self.model
        usage = fields_in(chunk, "usage")
        if usage:
            self.usage = usage_of(usage)
        text = thought = ""
        for choice in list_in(chunk, "choices")[:1]:
            delta = fields_in(choice, "delta") or fields_in(choice, "message")
            said, mused = _content(delta.get("content"))
            refusal = text_in(delta, "refusal")
            self.refused = self.refused or bool(refusal)
            text += said or refusal or text_in(choice, "text")
            thought += mused or next((told for name in _THOUGHTS if (told := text_in(delta, name))), "")
            for place, call in enumerate(list_in(delta, "tool_calls")):
                self._take_call(place, call)
            self._hear(fields_in(delta, "audio"))
            if delta.get("function_call"):
                self._take_call(0, {"function": delta["function_call"]})
            self._end(choice)
        return text, thought

    def _end(self, choice: Mapping[str, object]) -> None:
        reason = choice.get("finish_reason")
        if reason in ("length", "content_filter"):
            self.shortened = True
        elif reason == "error":
            failure = failure_in_stream(json.dumps({"error": choice.get("error") or {}}))
            raise EngineError(replace(failure, kind=FailureKind.SERVER_BROKEN, sentence=BROKE_OFF))

    def _hear(self, audio: Mapping[str, object]) -> None:
        words = text_in(audio, "transcript")
        pcm = self._odd + _sound_in(text_in(audio, "data"))
        self._odd = pcm[len(pcm) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE :]
        pcm = pcm[: len(pcm) - len(self._odd)]
        if words or pcm:
            self._sound.append(ChatSound(pcm, words))
        self._spoken = text_in(audio, "id") or self._spoken
        self._until = number_in(audio, "expires_at") or self._until
        if self._spoken and self._until:
            self._sound.append(ChatSpoken(SpokenReply(self._spoken, self._until)))
            self._spoken = ""

    def take_sound(self) -> list[ChatSound | ChatSpoken]:
        """Returns what the model has spoken since this was last called."""
        sound, self._sound = self._sound, []
        return sound

    def _take_call(self, place: int, piece: Mapping[str, object]) -> None:
        index = piece.get("index")
        key = index if isinstance(index, int) else place
        known = self.calls.get(key)
        if known is not None and text_in(piece, "id") and known.id and text_in(piece, "id") != known.id:
            key = len(self.calls)  # some servers number every call 0
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


def _content(content: object) -> tuple[str, str]:
    """Returns what is said and what is thought, from a text or from parts of several kinds."""
    if isinstance(content, str):
        return content, ""
    said = thought = ""
    for part in cast("list[object]", content) if isinstance(content, list) else []:
        if isinstance(part, str):
            said += part
        elif isinstance(part, dict):
            fields = cast("dict[str, object]", part)
            if text_in(fields, "type") in ("thinking", "reasoning"):
                inner = fields.get("thinking") or fields.get("reasoning") or fields.get("text")
                thought += inner if isinstance(inner, str) else _content(inner)[0]
            else:
                said += text_in(fields, "text")
    return said, thought


def _sound_in(data: str) -> bytes:
    """Returns nothing for what cannot be read: one piece is lost, not the answer."""
    try:
        return base64.b64decode(data, validate=True)
    except ValueError:
        return b""


def usage_of(usage: Mapping[str, object]) -> Usage:
    came = fields_in(usage, "prompt_tokens_details")
    audio = number_in(came, "audio_tokens")
    image = number_in(came, "image_tokens")
    spoken = number_in(fields_in(usage, "completion_tokens_details"), "audio_tokens")
    return Usage(
        text_in=max(0, number_in(usage, "prompt_tokens") - audio - image),
        audio_in=audio,
        image_in=image,
        cached_text_in=number_in(came, "cached_tokens"),
        written_text_in=number_in(came, "cache_write_tokens"),
        text_out=max(0, number_in(usage, "completion_tokens") - spoken),
        audio_out=spoken,
    )
