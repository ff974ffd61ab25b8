"""Chats that hear and speak: what the service takes and refuses of sound, and the shape in which it answers aloud."""

import base64
import binascii
import re
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, get_type_hints

from openai.types.chat import (
    ChatCompletionAudio,
    ChatCompletionAudioParam,
    ChatCompletionContentPartInputAudioParam,
)
from openai.types.chat import chat_completion_content_part_input_audio_param as input_audio
from pydantic import TypeAdapter, ValidationError

from tests.rig.signals import Samples
from tests.server.rest_shapes import chunk
from tests.server.script import Reply

AUDIO_MODELS = "gpt-audio"
LIVES = 3600
PIECE = 4_801
"""Bytes of a delta, an odd number, as pieces come over a network."""
_OUTPUT = TypeAdapter(ChatCompletionAudioParam)
_INPUT = TypeAdapter(ChatCompletionContentPartInputAudioParam)


@dataclass
class Refused:
    message: str
    param: str
    code: str | None = None


@dataclass
class ChatSounds:
    """What the service keeps of the sound of its answers, and what it was given to hear."""

    voice: Callable[[str], Samples]
    heard: list[bytes] = field(default_factory=list)
    """Each utterance, as samples."""
    kept: dict[str, float] = field(default_factory=dict)
    """Its own answers by name, each with its end."""

    def refusal(self, model: str, body: dict[str, Any], *, open_: bool) -> Refused | None:
        """Why the service would not take the sound in a request. `open_`: a server of other hands, whose models may hear."""
        inputs = [part for part in _parts(body) if part.get("type") == "input_audio"]
        wants = "audio" in (body.get("modalities") or ())
        hears = model.startswith(AUDIO_MODELS) or open_
        if not hears and (inputs or wants):
            what = "content type. 'input_audio'" if inputs else "value for modalities: 'audio'"
            return Refused(
                f"Invalid {what} is only supported by certain models.", "messages" if inputs else "modalities"
            )
        if model.startswith(AUDIO_MODELS) and not (inputs or wants):
            message = "This model requires that either input content or output modality contain audio."
            return Refused(message, "model", "invalid_value")
        return self._output_refusal(body, wants=wants) or self._input_refusal(inputs) or self._old_refusal(body)

    def _output_refusal(self, body: dict[str, Any], *, wants: bool) -> Refused | None:
        audio: dict[str, Any] = body.get("audio") or {}
        if not wants:
            return Refused("'audio' is only allowed with the audio modality.", "audio") if audio else None
        try:
            _OUTPUT.validate_python(audio)
        except ValidationError as error:
            return Refused(f"audio: {error.errors()[0]['msg']}", "audio")
        if unknown := set(audio) - set(get_type_hints(ChatCompletionAudioParam)):
            return Refused(f"Unknown parameter: audio.{min(unknown)}", "audio")
        if body.get("stream") and audio["format"] != "pcm16":
            return Refused("audio.format must be 'pcm16' when stream=true.", "audio.format", "unsupported_value")
        return None

    def _input_refusal(self, inputs: list[dict[str, Any]]) -> Refused | None:
        for part in inputs:
            try:
                _INPUT.validate_python(part)
                sound = base64.b64decode(part["input_audio"]["data"], validate=True)
            except (ValidationError, binascii.Error) as error:
                return Refused(f"input_audio: {str(error)[:80]}", "messages")
            if set(part["input_audio"]) - set(get_type_hints(input_audio.InputAudio)):
                return Refused("Unknown parameter in input_audio", "messages")
            if part["input_audio"]["format"] == "wav":
                with wave.open(BytesIO(sound)) as file:
                    self.heard.append(file.readframes(file.getnframes()))
        return None

    def _old_refusal(self, body: dict[str, Any]) -> Refused | None:
        for message in body["messages"]:
            name = (message.get("audio") or {}).get("id")
            if name is None:
                continue
            if message["role"] != "assistant":
                return Refused("Only an assistant message refers to audio.", "messages")
            if self.kept.get(name, 0.0) < time.time():
                return Refused(f"Audio with id '{name}' was not found or has expired.", "messages")
        return None

    def deltas(self, model: str, reply: Reply) -> Iterator[dict[str, Any]]:
        """The chunks of an answer that is spoken: its name, words and sound, and at the end how long it is kept."""
        name = f"audio_{len(self.kept) + 1}"
        samples = reply.sound if reply.sound is not None else self.voice(reply.text)
        pcm = samples.astype("<i2").tobytes()
        ends = int(time.time()) + LIVES
        self.kept[name] = ends
        words = re.findall(r"\S+\s*", reply.text)
        pieces = [pcm[start : start + PIECE] for start in range(0, len(pcm), PIECE)]
        told: list[dict[str, Any]] = [{"id": name, "transcript": ""}]
        for number in range(max(len(words), len(pieces))):
            told += [{"id": name, "transcript": word} for word in words[number : number + 1]]
            told += [{"id": name, "data": base64.b64encode(each).decode()} for each in pieces[number : number + 1]]
        told.append({"id": name, "expires_at": ends})
        whole = {"id": name, "data": base64.b64encode(pcm).decode(), "expires_at": ends, "transcript": reply.text}
        ChatCompletionAudio.model_validate(whole)
        for audio in told:
            delta = {"role": "assistant", "content": None, "audio": audio}
            yield {**chunk(model), "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
        yield {**chunk(model), "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}


USAGE = {
    "prompt_tokens": 40,
    "completion_tokens": 50,
    "total_tokens": 90,
    "prompt_tokens_details": {"audio_tokens": 20, "cached_tokens": 0, "text_tokens": 20, "image_tokens": 0},
    "completion_tokens_details": {"audio_tokens": 36, "text_tokens": 14, "reasoning_tokens": 0},
}
"""As the service bills a spoken exchange."""


def _parts(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for message in body["messages"]:
        content = message.get("content")
        yield from content if isinstance(content, list) else ()
