"""What the service keeps of a session, and the rules by which it refuses."""

import base64
import binascii
import copy
from dataclasses import dataclass, field
from typing import Any

import numpy as np

RATE = 24_000
APPEND_LIMIT = 15 * 1024 * 1024
SHORTEST_COMMIT_MS = 100
STEP = RATE * 20 // 1000 * 2
"""Bytes by which the service's detector goes, whatever pieces the sound comes in."""


class RefusedError(Exception):
    """The service answers with an error event."""

    def __init__(self, code: str, message: str, param: str | None = None) -> None:
        super().__init__(message)
        self.body = {"type": "invalid_request_error", "code": code, "message": message, "param": param}


@dataclass
class Item:
    id: str
    body: dict[str, Any]
    sound_ms: float = 0.0
    """Of an assistant's item: how much was really sent."""
    heard: bytes = b""
    """Of what the person said: its sound."""


@dataclass
class Vad:
    """Energy with a hangover, counted in the sound that came."""

    speaking: bool = False
    silent_ms: float = 0.0
    loud_ms: float = 0.0
    item: str = ""


@dataclass
class SessionState:
    model: str
    session: dict[str, Any]
    beta: bool = False
    items: dict[str, Item] = field(default_factory=dict)
    buffer: bytearray = field(default_factory=bytearray)
    heard: bytearray = field(default_factory=bytearray)
    """All sound that this connection ever sent."""
    vad: Vad = field(default_factory=Vad)
    active: str | None = None
    has_spoken: bool = False
    number: int = 0

    def name(self, prefix: str) -> str:
        self.number += 1
        return f"{prefix}_{self.number}"

    # --- the session object

    def update(self, patch: dict[str, Any]) -> None:
        if not self.beta:
            if "type" not in patch:
                raise RefusedError("missing_required_parameter", "Missing required parameter.", "session.type")
            if patch["type"] != self.session["type"]:
                raise RefusedError("invalid_value", "The session type cannot be changed.", "session.type")
            if patch.get("model", self.model) != self.model:
                raise RefusedError("invalid_value", "The model cannot be changed.", "session.model")
            if sorted(patch.get("output_modalities", ["audio"])) == ["audio", "text"]:
                raise RefusedError("invalid_value", "Only one modality at a time.", "session.output_modalities")
        self._check_values(patch)
        voice = self._voice(patch)
        if voice is not None and self.has_spoken and voice != self._voice(self.session):
            raise RefusedError(
                "cannot_update_voice", "The voice is fixed once it was heard.", "session.audio.output.voice"
            )
        self._merge(self.session, patch)

    def _check_values(self, patch: dict[str, Any]) -> None:
        audio = patch.get("audio") or {}
        listening, output = audio.get("input") or {}, audio.get("output") or {}
        if not 0.25 <= output.get("speed", 1.0) <= 1.5:
            raise RefusedError("decimal_out_of_range", "Speed is from 0.25 to 1.5.", "session.audio.output.speed")
        detection = listening.get("turn_detection") or {}
        if not 0.0 <= detection.get("threshold", 0.5) <= 1.0:
            raise RefusedError(
                "decimal_out_of_range", "A threshold is from 0 to 1.", "session.audio.input.turn_detection"
            )
        longest = patch.get("max_output_tokens", "inf")
        if longest != "inf" and not 1 <= longest <= 4096:
            raise RefusedError("integer_out_of_range", "From 1 to 4096, or inf.", "session.max_output_tokens")
        writing = listening.get("transcription") or {}
        if "language" in writing and "languages" in writing:
            raise RefusedError("invalid_value", "One of language and languages.", "session.audio.input.transcription")
        detects = listening.get("turn_detection", self.detection) is not None
        if writing.get("model") == "gpt-realtime-whisper" and detects:
            raise RefusedError("invalid_value", "This model takes no turn detection.", "session.audio.input")

    def _voice(self, session: dict[str, Any]) -> Any:
        if self.beta:
            return session.get("voice")
        return session.get("audio", {}).get("output", {}).get("voice")

    def _merge(self, into: dict[str, Any], patch: dict[str, Any]) -> None:
        for name, value in patch.items():
            if isinstance(value, dict) and isinstance(into.get(name), dict) and "type" not in value:
                self._merge(into[name], value)
            else:
                into[name] = copy.deepcopy(value)

    @property
    def input(self) -> dict[str, Any]:
        if self.beta:
            return {
                "turn_detection": self.session.get("turn_detection"),
                "transcription": self.session.get("input_audio_transcription"),
            }
        found: dict[str, Any] = self.session["audio"]["input"]
        return found

    @property
    def transcribes(self) -> bool:
        return self.input.get("transcription") is not None

    @property
    def detection(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.input.get("turn_detection")
        return found

    # --- the sound buffer

    def append(self, audio: str) -> bytes:
        if len(audio) > APPEND_LIMIT:
            raise RefusedError("string_above_max_length", "The audio is larger than 15 MiB.", "audio")
        try:
            pcm = base64.b64decode(audio, validate=True)
        except binascii.Error:
            raise RefusedError("invalid_value", "The audio is no base64.", "audio") from None
        if len(pcm) % 2:
            raise RefusedError("invalid_value", "The audio ends in the middle of a sample.", "audio")
        self.buffer += pcm
        self.heard += pcm
        return pcm

    def clear(self) -> None:
        self.buffer.clear()
        self.vad = Vad()

    def commit(self) -> str:
        """The buffer becomes an item; says its id."""
        if len(self.buffer) / 2 / RATE * 1000 < SHORTEST_COMMIT_MS:
            raise RefusedError(
                "input_audio_buffer_commit_empty",
                f"Buffer too small. Expected at least {SHORTEST_COMMIT_MS}ms of audio.",
            )
        item = self.vad.item or self.name("item_u")
        self.vad = Vad()
        body = {
            "id": item,
            "object": "realtime.item",
            "type": "message",
            "status": "completed",
            "role": "user",
            "content": [{"type": "input_audio", "transcript": None}],
        }
        self.items[item] = Item(item, body, heard=bytes(self.buffer))
        self.buffer.clear()
        return item

    # --- items

    @property
    def newest_question(self) -> str:
        """The last that the person wrote."""
        said = [item.body for item in self.items.values() if item.body.get("role") == "user"]
        return str(said[-1]["content"][0].get("text", "")) if said else ""

    def create_item(self, body: dict[str, Any], previous: str | None = None) -> dict[str, Any]:
        """Add an item at the end, at the beginning ("root"), or after the one that is named."""
        if previous not in (None, "root"):
            self._item(previous)
        item = dict(body)
        item.setdefault("id", self.name("item"))
        if len(item["id"]) > 32:
            raise RefusedError("string_above_max_length", "The id is longer than 32 characters.", "item.id")
        if item["id"] in self.items:
            raise RefusedError("item_id_already_exists", "There is such an item already.", "item.id")
        if item.get("role") == "assistant" and any(
            part.get("type") in ("output_audio", "audio") for part in item.get("content", [])
        ):
            raise RefusedError("invalid_value", "Assistant audio cannot be added.", "item.content")
        if item["type"] == "function_call_output" and not any(
            known.body.get("call_id") == item.get("call_id") and known.body["type"] == "function_call"
            for known in self.items.values()
        ):
            raise RefusedError("invalid_tool_call_id", "There is no such call.", "item.call_id")
        item.update(object="realtime.item", status="completed")
        self._place(Item(item["id"], item), previous)
        return item

    def _place(self, item: Item, previous: str | None) -> None:
        if previous is None:
            self.items[item.id] = item
            return
        after = {} if previous != "root" else {item.id: item}
        for name, known in self.items.items():
            after[name] = known
            if name == previous:
                after[item.id] = item
        self.items = after

    def truncate(self, item_id: str, end_ms: float) -> None:
        item = self._item(item_id)
        if item.body.get("role") != "assistant":
            raise RefusedError("invalid_value", "Only assistant items can be truncated.", "item_id")
        if end_ms > item.sound_ms + 1:
            raise RefusedError(
                "invalid_value",
                f"Audio content of {item.sound_ms:.0f}ms is already shorter than {end_ms}ms",
                "audio_end_ms",
            )
        item.sound_ms = end_ms
        item.body["content"] = [{"type": "output_audio", "transcript": ""}]

    def delete(self, item_id: str) -> None:
        del self.items[self._item(item_id).id]

    def _item(self, item_id: str | None) -> Item:
        if item_id is None or item_id not in self.items:
            raise RefusedError("invalid_item_id", f"There is no item {item_id}.", "item_id")
        return self.items[item_id]

    # --- the service's own detector

    def detect(self, pcm: bytes) -> list[tuple[str, float]]:
        """What the detector says of this sound: ("started" or "stopped", ms in all sound that came)."""
        detection = self.detection
        if detection is None:
            return []
        said: list[tuple[str, float]] = []
        before = (len(self.heard) - len(pcm)) / 2 / RATE * 1000
        for start in range(0, len(pcm), STEP):
            piece = pcm[start : start + STEP]
            before += len(piece) / 2 / RATE * 1000
            said += self._detect_step(piece, before, detection)
        return said

    def _detect_step(self, pcm: bytes, now: float, detection: dict[str, Any]) -> list[tuple[str, float]]:
        wave = np.frombuffer(pcm, "<i2").astype(np.float64)
        if len(wave) == 0:
            return []
        length = len(wave) / RATE * 1000
        loud = float(np.sqrt(np.mean(wave * wave))) > 200 + 600 * float(detection.get("threshold", 0.5))
        vad = self.vad
        said: list[tuple[str, float]] = []
        vad.loud_ms = vad.loud_ms + length if loud else 0.0
        vad.silent_ms = 0.0 if loud else vad.silent_ms + length
        if not vad.speaking and vad.loud_ms >= 60:
            vad.speaking = True
            vad.item = self.name("item_u")
            start = max(0.0, now - vad.loud_ms - float(detection.get("prefix_padding_ms", 300)))
            said.append(("started", start))
        patience = {"low": 1500.0, "medium": 800.0, "high": 400.0}.get(str(detection.get("eagerness")), 800.0)
        limit = float(detection.get("silence_duration_ms", patience))
        if vad.speaking and vad.silent_ms >= limit:
            vad.speaking = False
            # As the service counts: the silence that ended it is part of it.
            said.append(("stopped", now))
        return said


def fresh_session(model: str, kind: str, expires_at: float) -> dict[str, Any]:
    """The session as the service begins it, in today's shape."""
    pcm = {"type": "audio/pcm", "rate": RATE}
    detection = {
        "type": "server_vad",
        "threshold": 0.5,
        "prefix_padding_ms": 300,
        "silence_duration_ms": 200,
        "idle_timeout_ms": None,
        "create_response": True,
        "interrupt_response": True,
    }
    listening = {"format": pcm, "transcription": None, "noise_reduction": None, "turn_detection": detection}
    if kind == "transcription":
        return {
            "type": "transcription",
            "object": "realtime.transcription_session",
            "id": "sess_1",
            "expires_at": int(expires_at),
            "include": None,
            "audio": {"input": listening},
        }
    return {
        "type": "realtime",
        "object": "realtime.session",
        "id": "sess_1",
        "model": model,
        "output_modalities": ["audio"],
        "instructions": "Be helpful.",
        "tools": [],
        "tool_choice": "auto",
        "max_output_tokens": "inf",
        "tracing": None,
        "prompt": None,
        "expires_at": int(expires_at),
        "include": None,
        "audio": {"input": listening, "output": {"format": pcm, "voice": "marin", "speed": 1}},
    }


def fresh_beta_session(model: str) -> dict[str, Any]:
    return {
        "object": "realtime.session",
        "id": "sess_1",
        "model": model,
        "modalities": ["text", "audio"],
        "instructions": "Be helpful.",
        "voice": "alloy",
        "input_audio_format": "pcm16",
        "output_audio_format": "pcm16",
        "input_audio_transcription": None,
        "tools": [],
        "tool_choice": "auto",
        "temperature": 0.8,
        "max_response_output_tokens": "inf",
        "turn_detection": {
            "type": "server_vad",
            "threshold": 0.5,
            "prefix_padding_ms": 300,
            "silence_duration_ms": 200,
        },
    }
