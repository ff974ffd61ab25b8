"""A Realtime session over one websocket: the service's side of it, as true as we need it."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import numpy as np
from aiohttp import WSMsgType, web

from tests.rig.signals import Samples
from tests.server.checks import client_violation
from tests.server.line import Line
from tests.server.log import Log
from tests.server.quirks import ACTIVE_IN_TYPE, ANSWERS_COMMITS
from tests.server.responses import Responses
from tests.server.script import Script
from tests.server.state import RefusedError, SessionState, fresh_beta_session, fresh_session

LATE = frozenset(
    {
        "response_cancel_not_active",
        "conversation_already_has_active_response",
        "input_audio_buffer_commit_empty",
        "invalid_item_id",
        "item_retrieve_invalid_item_id",
    }
)
"""Refusals that a careful client may meet, because its news and the server's crossed on the way."""


class Realtime:
    def __init__(
        self,
        socket: web.WebSocketResponse,
        request: web.Request,
        script: Script,
        log: Log,
        number: int,
        violations: list[str],
        voice: Callable[[str], Samples],
    ) -> None:
        self._socket = socket
        self._request = request
        self._script = script
        self._log = log
        self._number = number
        self._violations = violations
        self._tasks: set[asyncio.Task[None]] = set()
        self._beta = script.beta == "only" or (
            script.beta == "accepted" and "realtime=v1" in request.headers.get("OpenAI-Beta", "")
        )
        model = request.query.get("model", "gpt-realtime-2.1-mini")
        kind = "transcription" if request.query.get("intent") == "transcription" else "realtime"
        expires_at = time.time() - script.clock_behind + script.expires_in
        session = fresh_beta_session(model) if self._beta else fresh_session(model, kind, expires_at)
        self.state = SessionState(model, session, beta=self._beta)
        self._kind = kind
        self.line = Line(socket, request, log, number, violations, self.state)
        self._responses = Responses(self.line, self.state, script, voice, self._spawn)

    # --- one connection

    async def run(self) -> None:
        refused_beta = self._script.beta == "refused" and "realtime=v1" in self._request.headers.get("OpenAI-Beta", "")
        if refused_beta:
            await self.line.send(
                "error",
                error={
                    "type": "invalid_request_error",
                    "code": "beta_api_shape_disabled",
                    "param": None,
                    "message": "The Realtime Beta API is no longer supported. Please use /v1/realtime for the GA API.",
                },
            )
            await self._socket.close(code=4000)
            return
        await self.line.send("session.created", session=self.state.session)
        self._spawn(self._expire())
        try:
            async for message in self._socket:
                if message.type is not WSMsgType.TEXT:
                    break
                await self._take(message.data)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _expire(self) -> None:
        await asyncio.sleep(self._script.expires_in)
        await self.line.send(
            "error",
            error={
                "type": "invalid_request_error",
                "code": "session_expired",
                "param": None,
                "message": "Your session hit the maximum duration of 60 minutes.",
            },
        )
        await self._socket.close(code=1001, message=b"Your session hit the maximum duration of 60 minutes.")

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- what the client says

    async def _take(self, data: str) -> None:
        try:
            body = json.loads(data)
        except json.JSONDecodeError:
            await self._error({"type": "invalid_request_error", "code": "invalid_json", "message": "No JSON."}, None)
            return
        if not isinstance(body, dict):
            await self._error({"type": "invalid_request_error", "code": "invalid_event", "message": "No event."}, None)
            return
        kind = str(body.get("type"))
        self._log.add("in", kind, body, self._number)
        if not self._beta:
            violation = client_violation(body)
            if violation:
                self._violations.append(violation)
                await self._error(
                    {"type": "invalid_request_error", "code": "invalid_event", "message": violation, "param": None},
                    body.get("event_id"),
                )
                return
        handler = self._handlers().get(kind)
        if handler is None:
            self._violations.append(f"{kind}: no such event here")
            return
        try:
            await handler(body)
        except RefusedError as refused:
            if refused.body["code"] not in LATE:
                self._violations.append(f"{kind}: {refused}")
            await self._error(refused.body, body.get("event_id"))

    async def _error(self, error: dict[str, Any], event_id: str | None) -> None:
        if ACTIVE_IN_TYPE in self._script.quirks:
            error, event_id = {"type": error["code"], "code": None, "message": error["message"]}, None
        await self.line.send("error", error={"param": None, **error, "event_id": event_id})

    def _handlers(self) -> dict[str, Callable[[dict[str, Any]], Awaitable[None]]]:
        return {
            "session.update": self._on_update,
            "transcription_session.update": self._on_update,
            "input_audio_buffer.append": self._on_append,
            "input_audio_buffer.commit": self._on_commit,
            "input_audio_buffer.clear": self._on_clear,
            "conversation.item.create": self._on_item,
            "conversation.item.truncate": self._on_truncate,
            "conversation.item.delete": self._on_delete,
            "conversation.item.retrieve": self._on_retrieve,
            "response.create": self._on_response,
            "response.cancel": self._on_cancel,
        }

    async def _on_update(self, body: dict[str, Any]) -> None:
        self.state.update(body["session"])
        await self.line.send("session.updated", session=self.state.session)

    async def _on_append(self, body: dict[str, Any]) -> None:
        pcm = self.state.append(body["audio"])
        for what, at in self.state.detect(pcm):
            item = self.state.vad.item
            if what == "started":
                await self.line.send("input_audio_buffer.speech_started", audio_start_ms=int(at), item_id=item)
                detection = self.state.detection or {}
                if detection.get("interrupt_response"):
                    self._responses.interrupt()
            else:
                await self.line.send("input_audio_buffer.speech_stopped", audio_end_ms=int(at), item_id=item)
                await self._commit()
                answers = self._kind == "realtime" and (self.state.detection or {}).get("create_response", True)
                if answers and self.state.active is None:
                    await self._responses.respond({})

    async def _on_commit(self, body: dict[str, Any]) -> None:
        del body
        await self._commit()
        if ANSWERS_COMMITS in self._script.quirks and self._kind == "realtime" and self.state.active is None:
            await self._responses.respond({}, unasked=True)

    async def _commit(self) -> None:
        previous = next(reversed(self.state.items), None)
        item = self.state.commit()
        await self.line.send("input_audio_buffer.committed", item_id=item, previous_item_id=previous)
        shown = self.state.items[item].body
        await self.line.send("conversation.item.added", item=shown, previous_item_id=previous)
        if not self._beta:
            await self.line.send("conversation.item.done", item=shown, previous_item_id=previous)
        if self.state.transcribes:
            self._spawn(self._transcribe(item))

    async def _transcribe(self, item: str) -> None:
        text = self._script.next_words()
        kind = "conversation.item.input_audio_transcription"
        words = text.split(" ")
        for number, word in enumerate(words):
            await self.line.send(
                f"{kind}.delta", item_id=item, content_index=0, delta=word + (" " if number < len(words) - 1 else "")
            )
        usage = {"type": "duration", "seconds": 1.5}
        await self.line.send(f"{kind}.completed", item_id=item, content_index=0, transcript=text, usage=usage)

    async def _on_clear(self, body: dict[str, Any]) -> None:
        del body
        self.state.clear()
        await self.line.send("input_audio_buffer.cleared")

    async def _on_item(self, body: dict[str, Any]) -> None:
        asked = body.get("previous_item_id")
        previous = next(reversed(self.state.items), None) if asked is None else None if asked == "root" else asked
        item = self.state.create_item(body["item"], asked)
        shown = {**item, "content": [_without_sound(part) for part in item["content"]]} if "content" in item else item
        await self.line.send("conversation.item.added", item=shown, previous_item_id=previous)
        if not self._beta:
            await self.line.send("conversation.item.done", item=shown, previous_item_id=previous)

    async def _on_truncate(self, body: dict[str, Any]) -> None:
        self.state.truncate(body["item_id"], body["audio_end_ms"])
        await self.line.send(
            "conversation.item.truncated", item_id=body["item_id"], content_index=0, audio_end_ms=body["audio_end_ms"]
        )

    async def _on_delete(self, body: dict[str, Any]) -> None:
        self.state.delete(body["item_id"])
        await self.line.send("conversation.item.deleted", item_id=body["item_id"])

    async def _on_retrieve(self, body: dict[str, Any]) -> None:
        found = self.state.items.get(body["item_id"])
        if found is None:
            raise RefusedError("item_retrieve_invalid_item_id", "There is no such item.", "item_id")
        await self.line.send("conversation.item.retrieved", item=found.body)

    async def _on_cancel(self, body: dict[str, Any]) -> None:
        self._responses.cancel(body.get("response_id"))

    async def _on_response(self, body: dict[str, Any]) -> None:
        wishes = body.get("response") or {}
        if self._kind != "realtime":
            raise RefusedError("invalid_value", "A transcription session gives no responses.", "type")
        if sorted(wishes.get("output_modalities") or []) == ["audio", "text"]:
            raise RefusedError("invalid_value", "Only one modality at a time.", "response.output_modalities")
        for item in wishes.get("input") or []:
            if item.get("type") == "item_reference" and item.get("id") not in self.state.items:
                raise RefusedError("invalid_item_id", "There is no such item.", "response.input")
        if wishes.get("conversation") == "none":
            self._spawn(self._responses.aside(wishes))
            return
        await self._responses.respond(wishes)


def _without_sound(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in ("audio", "image_url")}


def sound_of(pcm: bytes | bytearray) -> Samples:
    return np.frombuffer(bytes(pcm), "<i2").astype(np.int16)
