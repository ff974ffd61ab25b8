"""A translation session over one websocket: the service's side of it, as true as we need it.

It goes by frames of 200 ms of sound: words of the person, of the translation and its sound come while they speak, and the
rest when the session is closed.
"""

import asyncio
import base64
import binascii
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from aiohttp import WSMsgType, web

from tests.rig.speech import spoken
from tests.server.checks import translation_client_violation, translation_server_violation
from tests.server.line import Line
from tests.server.log import Log
from tests.server.script import Interpreted, Script
from tests.server.state import RATE, RefusedError, SessionState

FRAME_MS = 200
FRAME_BYTES = RATE * FRAME_MS // 1000 * 2
FIRST_WORD_AFTER = 3
"""Frames."""
LANGUAGES = frozenset({"en", "de", "es", "fr", "it", "pt", "ja", "ko", "zh", "ru", "hi", "id", "vi"})
TRANSCRIBERS = frozenset({"gpt-live-transcribe", "gpt-realtime-whisper"})
EXPIRES_IN = 3_600


@dataclass
class Translated:
    """How many utterances were translated, over all sessions: two of them may hear the same one."""

    count: int = 0
    texts: list[str] = field(default_factory=list[str])

    def entry(self, script: Script) -> Interpreted:
        entries = script.interpreted or [Interpreted("en", "Hello.", "Hallo.")]
        return entries[min(self.count, len(entries) - 1)]


class Translation:
    def __init__(
        self,
        socket: web.WebSocketResponse,
        request: web.Request,
        script: Script,
        log: Log,
        number: int,
        violations: list[str],
        done: Translated,
    ) -> None:
        self._socket = socket
        self._script = script
        self._log = log
        self._number = number
        self._violations = violations
        self._done = done
        self._model = request.query.get("model", "")
        self.state = SessionState(self._model, {})
        self.line = Line(socket, request, log, number, violations, self.state, violation=translation_server_violation)
        self._into = ""
        self._writes_down = False
        self._frames = 0
        self._rest = bytearray()
        self._closed = False
        self._source: deque[str] = deque()
        self._target: deque[str] = deque()
        self._sound = np.zeros(0, np.int16)
        self._entry: Interpreted | None = None

    async def run(self) -> None:
        await self.line.send("session.created", session=self._session())
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                break
            await self._take(message.data)
            if self._closed:
                break

    def _session(self) -> dict[str, Any]:
        audio: dict[str, Any] = {"output": {"language": self._into or "en"}}
        return {
            "id": f"sess_translation_{self._number}",
            "type": "translation",
            "model": self._model,
            "expires_at": int(time.time()) + EXPIRES_IN,
            "audio": audio,
        }

    async def _take(self, data: str) -> None:
        try:
            body = json.loads(data)
        except json.JSONDecodeError:
            await self._error(RefusedError("invalid_json", "No JSON.").body, None)
            return
        kind = str(body.get("type"))
        self._log.add("in", kind, body, self._number)
        try:
            self._check(body)
            await self._handlers()[kind](body)
        except RefusedError as refused:
            if not self._script.refuses_transcriber:
                self._violations.append(f"{kind}: {refused}")
            await self._error(refused.body, body.get("event_id"))

    def _check(self, body: dict[str, Any]) -> None:
        violation = translation_client_violation(body)
        if violation:
            raise RefusedError("unknown_parameter", violation)

    async def _error(self, error: dict[str, Any], event_id: str | None) -> None:
        said = {"type": "invalid_request_error", "param": None, **error}
        await self.line.send("error", error={**said, "event_id": event_id})

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Awaitable[None]]]:
        return {
            "session.update": self._on_update,
            "session.input_audio_buffer.append": self._on_sound,
            "session.close": self._on_close,
        }

    async def _on_update(self, body: dict[str, Any]) -> None:
        audio = body["session"].get("audio") or {}
        heard = audio.get("input") or {}
        writer = (heard.get("transcription") or {}).get("model")
        if writer is not None and (writer not in TRANSCRIBERS or self._script.refuses_transcriber):
            param = "session.audio.input.transcription.model"
            raise RefusedError("model_not_found", f"The model `{writer}` does not exist.", param)
        into = (audio.get("output") or {}).get("language", self._into)
        if into not in LANGUAGES:
            param = "session.audio.output.language"
            raise RefusedError("invalid_value", f"Output language '{into}' is not supported.", param)
        self._into = into
        self._writes_down = writer is not None
        await self.line.send("session.updated", session=self._session())

    async def _on_sound(self, body: dict[str, Any]) -> None:
        try:
            pcm = base64.b64decode(body["audio"], validate=True)
        except binascii.Error:
            raise RefusedError("invalid_value", "The audio is no base64.", "audio") from None
        if len(pcm) % 2:
            raise RefusedError("invalid_value", "The audio ends in the middle of a sample.", "audio")
        if not self._into:
            self._violations.append("sound came before the language")
        self.state.heard += pcm
        self._rest += pcm
        while len(self._rest) >= FRAME_BYTES:
            del self._rest[:FRAME_BYTES]
            await self._on_frame()

    async def _on_frame(self) -> None:
        self._frames += 1
        if self._frames == 1:
            await self._begin()
        if self._script.drops_translation_after and self._frames >= self._script.drops_translation_after:
            self._script.drops_translation_after = 0
            self.line.drop()
            self._closed = True
            return
        if self._frames >= FIRST_WORD_AFTER:
            await self._word(self._source, "session.input_transcript.delta", told=self._writes_down)
        if self._frames >= FIRST_WORD_AFTER + 1:
            await self._word(self._target, "session.output_transcript.delta")
            await self._send_sound(FRAME_BYTES // 2)

    async def _begin(self) -> None:
        entry = self._entry = self._done.entry(self._script)
        same = self._into == entry.language
        target = entry.said if same else entry.translated
        self._source = deque(_cut(entry.said))
        self._target = deque(_cut(target))
        self._sound = (await asyncio.to_thread(spoken, target, RATE, self._into)).astype(np.int16)

    async def _word(self, words: deque[str], kind: str, *, told: bool = True) -> None:
        if words and told:
            await self.line.send(kind, delta=words.popleft(), elapsed_ms=self._frames * FRAME_MS)

    async def _send_sound(self, samples: int) -> None:
        piece, self._sound = self._sound[:samples], self._sound[samples:]
        if len(piece):
            await self.line.send(
                "session.output_audio.delta",
                delta=base64.b64encode(piece.astype("<i2").tobytes()).decode("ascii"),
                sample_rate=RATE,
                channels=1,
                format="pcm16",
                elapsed_ms=self._frames * FRAME_MS,
            )

    async def _on_close(self, body: dict[str, Any]) -> None:
        del body
        if self._rest:
            self._rest.clear()
            await self._on_frame()
        while self._source and self._writes_down:
            await self._word(self._source, "session.input_transcript.delta")
        while self._target:
            await self._word(self._target, "session.output_transcript.delta")
        while len(self._sound):
            await self._send_sound(FRAME_BYTES)
        if self._entry is not None and self._into != self._entry.language:
            self._done.count += 1
            self._done.texts.append(self._entry.translated)
        self._closed = True
        await self.line.send("session.closed")
        await self._socket.close()


def _cut(text: str) -> list[str]:
    """Its words, each with the space before it."""
    first, *others = text.split(" ")
    return [first, *(f" {word}" for word in others)]
