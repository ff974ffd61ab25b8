"""A Live session over one websocket: the service's side of it, as true as we need it.

Its clock is the sound that it is sent: for each 100 ms of it the model says 100 ms, silence included, and nothing
happens while none comes.
"""

import asyncio
import base64
import binascii
import json
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import numpy as np
from aiohttp import WSMsgType, web

from tests.rig.signals import Samples
from tests.server.checks import live_client_violation
from tests.server.line import Line
from tests.server.live_backend import Backend
from tests.server.live_voice import TICK_BYTES, TICK_MS, LiveVoice
from tests.server.log import Log
from tests.server.script import Script
from tests.server.state import RefusedError, SessionState

VOICES = frozenset(
    [
        "alloy",
        "ash",
        "ballad",
        "beacon",
        "bossa",
        "cedar",
        "cinder",
        "coral",
        "delta",
        "echo",
        "gleam",
        "marin",
        "meridian",
        "quartz",
        "ripple",
        "sage",
        "shida",
        "shimmer",
        "stone",
        "tempo",
        "verse",
        "vesper",
        "willow",
    ]
)
MOST_TOKENS = 500
USAGE_EVERY_MS = 15_000
MOST_AHEAD_MS = 5_000
"""By how much sound may come faster than it is spoken."""
SUPPORTED = (
    "session.start",
    "session.update",
    "session.input_audio.append",
    "session.input_audio.mute",
    "session.input_audio.unmute",
    "session.instructions.append",
    "session.thinking.append",
    "session.commentary.append",
    "response.item.create",
    "response.create",
    "session.close",
)


class Live:
    def __init__(
        self,
        socket: web.WebSocketResponse,
        request: web.Request,
        script: Script,
        log: Log,
        number: int,
        violations: list[str],
        voice: Callable[[str], Samples],
        knows: Callable[[str], bool],
    ) -> None:
        self._socket = socket
        self._script = script
        self._log = log
        self._number = number
        self._violations = violations
        self._knows = knows
        self._tasks: set[asyncio.Task[None]] = set()
        self.state = SessionState("", {})
        self.line = Line(socket, request, log, number, violations, self.state, live=True)
        self._backend = Backend(self.line, self.state, script)
        self._voice = LiveVoice(self.line, script, voice, self._backend)
        self._pending: list[tuple[str, str | None]] = []
        """Appends that are not read in yet: what is to be answered, and by which name."""
        self._rest = bytearray()
        self._muted = False
        self._began = 0.0
        self._closed = False

    # --- one connection

    async def run(self) -> None:
        try:
            async for message in self._socket:
                if message.type is not WSMsgType.TEXT:
                    break
                await self._take(message.data)
                if self._closed:
                    break
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _take(self, data: str) -> None:
        try:
            body = json.loads(data)
        except json.JSONDecodeError:
            await self._error({"code": "invalid_json", "message": "No JSON."}, None)
            return
        kind = str(body.get("type"))
        self._log.add("in", kind, body, self._number)
        try:
            self._check(kind, body)
            await self._handlers()[kind](body)
        except RefusedError as refused:
            self._violations.append(f"{kind}: {refused}")
            await self._error(refused.body, body.get("event_id"))

    def _check(self, kind: str, body: dict[str, Any]) -> None:
        """Before anything is done. Raises RefusedError."""
        if kind not in SUPPORTED:
            known = ", ".join(f"'{each}'" for each in SUPPORTED)
            raise RefusedError("invalid_value", f"Invalid value: '{kind}'. Supported values are: {known}.", "type")
        violation = live_client_violation(body)
        if violation:
            raise RefusedError("unknown_parameter", violation)
        if (kind == "session.start") == bool(self.state.session):
            wanted = "session.start comes once" if self.state.session else "session.start comes first"
            raise RefusedError("invalid_event", wanted)

    async def _error(self, error: dict[str, Any], event_id: str | None) -> None:
        said = {"type": "invalid_request_error", "param": None, **error}
        await self.line.send("error", error={**said, "client_event_id": event_id})

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Awaitable[None]]]:
        return {
            "session.start": self._on_start,
            "session.update": self._on_update,
            "session.input_audio.append": self._on_sound,
            "session.input_audio.mute": self._on_mute,
            "session.input_audio.unmute": self._on_mute,
            "session.instructions.append": self._on_context,
            "session.thinking.append": self._on_context,
            "session.commentary.append": self._on_context,
            "response.item.create": self._on_item,
            "response.create": self._on_response,
            "session.close": self._on_close,
        }

    # --- the session

    async def _on_start(self, body: dict[str, Any]) -> None:
        session = body["session"]
        if not self._knows(session["model"]):
            raise RefusedError("model_not_found", f"The model `{session['model']}` does not exist.", "session.model")
        voice = (session.get("audio", {}).get("output") or {}).get("voice", "marin")
        if isinstance(voice, str) and voice not in VOICES:
            raise RefusedError("forbidden", f"The voice '{voice}' is not available.", "session.audio.output.voice")
        if len(session.get("input") or []) > 128:
            raise RefusedError("array_above_max_length", "At most 128 messages.", "session.input")
        expires = time.time() - self._script.clock_behind + self._script.expires_in
        self.state.session = {
            "id": "sess_live_1",
            "status": "active",
            "expires_at": int(expires),
            "delegation": {"type": "client"},
            **session,
            "audio": {"format": {"type": "audio/pcm", "rate": 24_000}, "output": {"voice": voice}},
        }
        self._began = time.monotonic()
        self._spawn(self._expire())
        self._spawn(self._voice.send_frames())
        await self.line.send("session.started", session=self.state.session, client_event_id=body.get("event_id"))

    async def _on_update(self, body: dict[str, Any]) -> None:
        delegation = body["session"].get("delegation") or {}
        if delegation.get("type", self._delegates_to) != self._delegates_to:
            raise RefusedError("invalid_value", "The delegation type cannot change.", "session.delegation.type")
        self.state.session["delegation"] = {**self.state.session["delegation"], **delegation}
        await self.line.send("session.updated", session=self.state.session, client_event_id=body.get("event_id"))

    @property
    def _delegates_to(self) -> str:
        return str(self.state.session["delegation"]["type"])

    async def _on_mute(self, body: dict[str, Any]) -> None:
        self._muted = body["type"].endswith(".mute")
        await self.line.send(f"{body['type']}d", client_event_id=body.get("event_id"))

    async def _expire(self) -> None:
        await asyncio.sleep(self._script.expires_in)
        await self._end("expired", None)

    async def _on_close(self, body: dict[str, Any]) -> None:
        await self._end("close_requested", body.get("event_id"))

    async def _end(self, reason: str, event_id: str | None) -> None:
        self._closed = True
        usage = {"seconds": self._voice.clock_ms / 1000}
        await self.line.send(
            "session.closed", reason=reason, session=self.state.session, usage=usage, client_event_id=event_id
        )
        await self._socket.close()

    # --- sound, which is the clock

    async def _on_sound(self, body: dict[str, Any]) -> None:
        try:
            pcm = base64.b64decode(body["audio"], validate=True)
        except binascii.Error:
            raise RefusedError("invalid_value", "The audio is no base64.", "audio") from None
        if len(pcm) % 2:
            raise RefusedError("invalid_value", "The audio ends in the middle of a sample.", "audio")
        self.state.heard += pcm
        self._rest += bytes(len(pcm)) if self._muted else pcm
        ahead = self._voice.clock_ms - (time.monotonic() - self._began) * 1000
        if ahead > MOST_AHEAD_MS:
            self._violations.append("sound came faster than it is spoken")
        while len(self._rest) >= TICK_BYTES:
            tick = np.frombuffer(bytes(self._rest[:TICK_BYTES]), "<i2")
            del self._rest[:TICK_BYTES]
            await self._voice.hear(tick)
            await self._read_in()
            if self._voice.clock_ms % USAGE_EVERY_MS < TICK_MS:
                usage = {"seconds": self._voice.clock_ms / 1000}
                await self.line.send("session.usage.updated", usage=usage, context_window={"usage_ratio": 0.01})

    # --- context

    async def _on_context(self, body: dict[str, Any]) -> None:
        if len(body["content"]) / 4 > MOST_TOKENS:
            raise RefusedError("string_above_max_length", f"At most {MOST_TOKENS} tokens.", "content")
        work = body["delegation_id"]
        if work is not None and (self._delegates_to != "client" or work not in self._backend.handed_over):
            raise RefusedError("invalid_value", "There is no such client delegation.", "delegation_id")
        self._pending.append((json.dumps(body), body.get("event_id")))

    async def _read_in(self) -> None:
        """Context is read in only while the clock runs."""
        pending, self._pending = self._pending, []
        for told, event_id in pending:
            body = json.loads(told)
            at = {"start_ms": self._voice.clock_ms, "end_ms": self._voice.clock_ms}
            await self.line.send(body["type"].replace(".append", ".appended"), client_event_id=event_id, **at)
            if body["type"] == "session.instructions.append":
                self._voice.stop()
            elif body["type"] == "session.commentary.append":
                await self._voice.say(body["content"] if body["delegation_id"] is not None else None)

    # --- the model behind the voice

    async def _on_item(self, body: dict[str, Any]) -> None:
        if self._delegates_to != "responses":
            raise RefusedError("invalid_request", "response.item.create requires Responses delegation.", "type")
        self._backend.take_item(body["item"])

    async def _on_response(self, body: dict[str, Any]) -> None:
        del body
        if self._delegates_to != "responses":
            raise RefusedError("invalid_request", "response.create requires Responses delegation.", "type")
        await self._voice.answer(await self._backend.go_on())
