"""A Realtime session over one websocket: the service's side of it, as true as we need it."""

import asyncio
import base64
import contextlib
import json
import socket
import struct
import time
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
from aiohttp import WSMsgType, web

from tests.rig.signals import Samples
from tests.server.checks import client_violation, server_violation
from tests.server.log import Log
from tests.server.script import Reply, Script
from tests.server.state import RATE, Item, RefusedError, SessionState, fresh_beta_session, fresh_session

BETA_NAMES = {
    "response.output_audio.delta": "response.audio.delta",
    "response.output_audio.done": "response.audio.done",
    "response.output_audio_transcript.delta": "response.audio_transcript.delta",
    "response.output_audio_transcript.done": "response.audio_transcript.done",
    "response.output_text.delta": "response.text.delta",
    "response.output_text.done": "response.text.done",
    "conversation.item.added": "conversation.item.created",
}


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
        self._voice = voice
        self._tasks: set[asyncio.Task[None]] = set()
        self._cancelled: set[str] = set()
        self._reasons: dict[str, str] = {}
        self._asides: set[str] = set()
        self._beta = script.beta == "only" or (
            script.beta == "accepted" and "realtime=v1" in request.headers.get("OpenAI-Beta", "")
        )
        model = request.query.get("model", "gpt-realtime-2.1-mini")
        kind = "transcription" if request.query.get("intent") == "transcription" else "realtime"
        expires_at = time.time() + script.expires_in
        session = fresh_beta_session(model) if self._beta else fresh_session(model, kind, expires_at)
        self.state = SessionState(model, session, beta=self._beta)
        self._kind = kind

    # --- one connection

    async def run(self) -> None:
        refused_beta = self._script.beta == "refused" and "realtime=v1" in self._request.headers.get("OpenAI-Beta", "")
        if refused_beta:
            await self._send(
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
        await self._send("session.created", session=self.state.session)
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
        await self._send(
            "error",
            error={
                "type": "invalid_request_error",
                "code": "session_expired",
                "param": None,
                "message": "Your session hit the maximum duration of 60 minutes.",
            },
        )
        await self._socket.close(code=1001, message=b"Your session hit the maximum duration of 60 minutes.")

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, kind: str, /, **fields: Any) -> None:
        name = BETA_NAMES.get(kind, kind) if self._beta else kind
        body = {"type": name, "event_id": self.state.name("event") if hasattr(self, "state") else "event_0", **fields}
        if not self._beta:
            violation = server_violation(body)
            if violation:
                self._violations.append(f"the server itself: {violation}")
        self._log.add("out", name, body, self._number)
        await self.raw(json.dumps(body))

    async def raw(self, frame: str) -> None:
        if not self._socket.closed:
            with contextlib.suppress(ConnectionError, RuntimeError):
                await self._socket.send_str(frame)

    def drop(self, *, in_frame: bool = False) -> None:
        """The network goes, without a word."""
        transport = self._request.transport
        if in_frame and isinstance(transport, asyncio.WriteTransport):
            # A text frame of 4,096 bytes is announced, and only its beginning comes.
            transport.write(bytes([0x81, 126, 0x10, 0x00]) + b'{"type": "response.output_audio.delta", "del')
            transport.close()
            return
        if isinstance(transport, asyncio.WriteTransport):
            wire = transport.get_extra_info("socket")
            if wire is not None:
                # Not a polite end: the connection is reset.
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()

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
        await self._send("error", error={"param": None, **error, "event_id": event_id})

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
        await self._send("session.updated", session=self.state.session)

    async def _on_append(self, body: dict[str, Any]) -> None:
        pcm = self.state.append(body["audio"])
        for what, at in self.state.detect(pcm):
            item = self.state.vad.item
            if what == "started":
                await self._send("input_audio_buffer.speech_started", audio_start_ms=int(at), item_id=item)
                detection = self.state.detection or {}
                if detection.get("interrupt_response") and self.state.active:
                    self._cancelled.add(self.state.active)
                    self._reasons[self.state.active] = "turn_detected"
            else:
                await self._send("input_audio_buffer.speech_stopped", audio_end_ms=int(at), item_id=item)
                await self._commit()
                answers = self._kind == "realtime" and (self.state.detection or {}).get("create_response", True)
                if answers and self.state.active is None:
                    await self._respond({})

    async def _on_commit(self, body: dict[str, Any]) -> None:
        del body
        await self._commit()

    async def _commit(self) -> None:
        previous = next(reversed(self.state.items), None)
        item = self.state.commit()
        await self._send("input_audio_buffer.committed", item_id=item, previous_item_id=previous)
        shown = self.state.items[item].body
        await self._send("conversation.item.added", item=shown, previous_item_id=previous)
        if not self._beta:
            await self._send("conversation.item.done", item=shown, previous_item_id=previous)
        if self.state.transcribes:
            self._spawn(self._transcribe(item))

    async def _transcribe(self, item: str) -> None:
        text = self._script.next_words()
        kind = "conversation.item.input_audio_transcription"
        words = text.split(" ")
        for number, word in enumerate(words):
            await self._send(
                f"{kind}.delta", item_id=item, content_index=0, delta=word + (" " if number < len(words) - 1 else "")
            )
        usage = {"type": "duration", "seconds": 1.5}
        await self._send(f"{kind}.completed", item_id=item, content_index=0, transcript=text, usage=usage)

    async def _on_clear(self, body: dict[str, Any]) -> None:
        del body
        self.state.clear()
        await self._send("input_audio_buffer.cleared")

    async def _on_item(self, body: dict[str, Any]) -> None:
        previous = next(reversed(self.state.items), None)
        item = self.state.create_item(body["item"], body.get("previous_item_id"))
        shown = {**item, "content": [_without_sound(part) for part in item["content"]]} if "content" in item else item
        await self._send("conversation.item.added", item=shown, previous_item_id=previous)
        if not self._beta:
            await self._send("conversation.item.done", item=shown, previous_item_id=previous)

    async def _on_truncate(self, body: dict[str, Any]) -> None:
        self.state.truncate(body["item_id"], body["audio_end_ms"])
        await self._send(
            "conversation.item.truncated", item_id=body["item_id"], content_index=0, audio_end_ms=body["audio_end_ms"]
        )

    async def _on_delete(self, body: dict[str, Any]) -> None:
        self.state.delete(body["item_id"])
        await self._send("conversation.item.deleted", item_id=body["item_id"])

    async def _on_retrieve(self, body: dict[str, Any]) -> None:
        found = self.state.items.get(body["item_id"])
        if found is None:
            raise RefusedError("item_retrieve_invalid_item_id", "There is no such item.", "item_id")
        await self._send("conversation.item.retrieved", item=found.body)

    async def _on_cancel(self, body: dict[str, Any]) -> None:
        wanted = body.get("response_id") or self.state.active
        if wanted is None or wanted not in (self.state.active, *self._asides):
            raise RefusedError("response_cancel_not_active", "Cancellation failed: no active response found")
        self._cancelled.add(wanted)

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
            self._spawn(self._aside(wishes))
            return
        await self._respond(wishes)

    # --- responses

    async def _respond(self, wishes: dict[str, Any]) -> None:
        if self.state.active is not None:
            raise RefusedError(
                "conversation_already_has_active_response", "Conversation already has an active response."
            )
        response = self.state.name("resp")
        self.state.active = response
        self._spawn(self._answer(response, wishes, self._script.next_reply()))

    async def _aside(self, wishes: dict[str, Any]) -> None:
        if "audio" in (wishes.get("output_modalities") or wishes.get("modalities") or []):
            reply = self._script.next_reply()
            text = " ".join(
                part.get("text", "") for item in wishes.get("input", []) for part in item.get("content", [])
            )
            spoken = self.state.name("resp")
            self._asides.add(spoken)
            await self._answer(spoken, wishes, Reply(text or reply.text, pace=reply.pace), aside=True)
            self._asides.discard(spoken)
            return
        response = self.state.name("resp")
        text = self._script.asides.popleft() if self._script.asides else "A talk"
        shape = self._shape(response, "in_progress", [], metadata=wishes.get("metadata"), aside=True)
        await self._send("response.created", response=shape)
        content = [{"type": "output_text", "text": text}]
        item = {
            "id": self.state.name("item"),
            "object": "realtime.item",
            "type": "message",
            "status": "completed",
            "role": "assistant",
            "content": content,
        }
        done = self._shape(response, "completed", [item], metadata=wishes.get("metadata"), usage=True, aside=True)
        await self._send("response.done", response=done)

    async def _answer(self, response: str, wishes: dict[str, Any], reply: Reply, *, aside: bool = False) -> None:
        metadata = wishes.get("metadata")
        if reply.after_ms:
            await asyncio.sleep(reply.after_ms / 1000)
        await self._send(
            "response.created", response=self._shape(response, "in_progress", [], metadata=metadata, aside=aside)
        )
        await self._send(
            "rate_limits.updated",
            rate_limits=[
                {"name": "requests", "limit": 1000, "remaining": 999, "reset_seconds": 60},
                {"name": "tokens", "limit": 50000, "remaining": 45100, "reset_seconds": 12.5},
            ],
        )
        output: list[dict[str, Any]] = []
        status, details = "completed", None
        if reply.fails is not None:
            status, details = "failed", {"type": "failed", "error": reply.fails}
        elif reply.calls:
            output = await self._call(response, reply)
        else:
            message = await self._speak(response, wishes, reply, aside=aside)
            output = [message]
            if response in self._cancelled:
                status, details = (
                    "cancelled",
                    {
                        "type": "cancelled",
                        "reason": self._reasons.get(response, "client_cancelled"),
                    },
                )
        if self.state.active == response:
            self.state.active = None
        done = self._shape(response, status, output, metadata=metadata, usage=reply.usage, details=details, aside=aside)
        await self._send("response.done", response=done)

    async def _call(self, response: str, reply: Reply) -> list[dict[str, Any]]:
        output: list[dict[str, Any]] = []
        for index, call in enumerate(reply.calls):
            item = {
                "id": self.state.name("item_f"),
                "object": "realtime.item",
                "type": "function_call",
                "status": "completed",
                "name": call.name,
                "call_id": self.state.name("call"),
                "arguments": call.arguments,
            }
            self.state.items[str(item["id"])] = Item(str(item["id"]), item)
            started = {**item, "status": "in_progress", "arguments": ""}
            ids = {"response_id": response, "output_index": index}
            await self._send("response.output_item.added", **ids, item=started)
            await self._send(
                "response.function_call_arguments.delta",
                **ids,
                item_id=item["id"],
                call_id=item["call_id"],
                delta=call.arguments,
            )
            done: dict[str, Any] = {"item_id": item["id"], "call_id": item["call_id"], "arguments": call.arguments}
            if not self._beta:
                done["name"] = call.name
            await self._send("response.function_call_arguments.done", **ids, **done)
            await self._send("response.output_item.done", **ids, item=item)
            output.append(item)
        return output

    async def _speak(self, response: str, wishes: dict[str, Any], reply: Reply, *, aside: bool) -> dict[str, Any]:
        wanted = wishes.get("output_modalities") or wishes.get("modalities")
        wanted = (
            wanted or self.state.session.get("output_modalities") or self.state.session.get("modalities") or ["audio"]
        )
        spoken = "audio" in wanted
        item_id = self.state.name("item_a")
        empty: dict[str, Any] = {
            "id": item_id,
            "object": "realtime.item",
            "type": "message",
            "status": "in_progress",
            "role": "assistant",
            "content": [],
        }
        item = Item(item_id, empty)
        if not aside:
            self.state.items[item_id] = item
        ids: dict[str, Any] = {"response_id": response, "item_id": item_id, "output_index": 0, "content_index": 0}
        await self._send("response.output_item.added", response_id=response, output_index=0, item=empty)
        if not aside:
            await self._send("conversation.item.added", item=empty, previous_item_id=None)
        part = {"type": "audio", "transcript": ""} if spoken else {"type": "text", "text": ""}
        await self._send("response.content_part.added", **ids, part=part)
        said = await (self._sound(ids, item, reply) if spoken else self._text(ids, reply))
        cut = response in self._cancelled
        kind = "output_audio" if spoken else "output_text"
        if self._beta:
            kind = "audio" if spoken else "text"
        content = [{"type": kind, "transcript": said} if spoken else {"type": kind, "text": said}]
        done = {**empty, "status": "incomplete" if cut else "completed", "content": content}
        if item_id in self.state.items:
            self.state.items[item_id].body = done
        final = {"type": "audio", "transcript": said} if spoken else {"type": "text", "text": said}
        await self._send("response.content_part.done", **ids, part=final)
        await self._send("response.output_item.done", response_id=response, output_index=0, item=done)
        if not aside and not self._beta:
            await self._send("conversation.item.done", item=done, previous_item_id=None)
        return done

    async def _text(self, ids: dict[str, Any], reply: Reply) -> str:
        said = ""
        for word in _pieces(reply.text, 6):
            if reply.pace is not None:
                await asyncio.sleep(reply.delta_ms / 1000 / reply.pace)
            if ids["response_id"] in self._cancelled:
                break
            said += word
            await self._send("response.output_text.delta", **ids, delta=word)
        await self._send("response.output_text.done", **ids, text=said)
        return said

    async def _sound(self, ids: dict[str, Any], item: Item, reply: Reply) -> str:
        # The voice takes its time: not on the loop that others are served by.
        sound = reply.sound if reply.sound is not None else await asyncio.to_thread(self._voice, reply.text)
        self.state.has_spoken = True
        pcm = sound.astype("<i2").tobytes()
        size = reply.delta_ms * RATE // 1000 * 2
        pieces = [pcm[start : start + size] for start in range(0, len(pcm), size)]
        words = _pieces(reply.text, max(1, len(pieces)))
        began, said = time.monotonic(), ""
        for number, piece in enumerate(pieces):
            if reply.pace is not None:
                due = began + number * reply.delta_ms / 1000 / reply.pace
                late = reply.jitter_ms[number % len(reply.jitter_ms)] / 1000 if reply.jitter_ms else 0.0
                await asyncio.sleep(max(0.0, due + late - time.monotonic()))
            if ids["response_id"] in self._cancelled:
                break
            if number < len(words):
                said += words[number]
                await self._send("response.output_audio_transcript.delta", **ids, delta=words[number])
            if number < len(reply.extra):
                await self.raw(reply.extra[number])
            for half in _halves(piece) if reply.odd else [piece]:
                await self._send("response.output_audio.delta", **ids, delta=base64.b64encode(half).decode())
            item.sound_ms += len(piece) / 2 / RATE * 1000
            if reply.drop_after_ms is not None and item.sound_ms >= reply.drop_after_ms:
                self.drop(in_frame=reply.drop_in_frame)
                await asyncio.sleep(3600)
            if reply.stall_after_ms is not None and item.sound_ms >= reply.stall_after_ms:
                await asyncio.sleep(3600)
        else:
            for word in words[len(pieces) :]:
                said += word
                await self._send("response.output_audio_transcript.delta", **ids, delta=word)
        await self._send("response.output_audio.done", **ids)
        await self._send("response.output_audio_transcript.done", **ids, transcript=said)
        return said

    def _shape(
        self,
        response: str,
        status: str,
        output: list[dict[str, Any]],
        *,
        metadata: Any = None,
        usage: bool = False,
        details: Any = None,
        aside: bool = False,
    ) -> dict[str, Any]:
        shape: dict[str, Any] = {
            "id": response,
            "object": "realtime.response",
            "status": status,
            "status_details": details,
            "output": output,
            "metadata": metadata,
            "conversation_id": None if aside else "conv_1",
            "usage": None,
        }
        if usage and status == "completed":
            shape["usage"] = {
                "total_tokens": 190,
                "input_tokens": 140,
                "output_tokens": 50,
                "input_token_details": {
                    "text_tokens": 120,
                    "audio_tokens": 20,
                    "image_tokens": 0,
                    "cached_tokens": 64,
                    "cached_tokens_details": {"text_tokens": 64, "audio_tokens": 0, "image_tokens": 0},
                },
                "output_token_details": {"text_tokens": 14, "audio_tokens": 36},
            }
        return shape


def _pieces(text: str, count: int) -> list[str]:
    """The text in about so many pieces, cut between words."""
    words = text.split(" ")
    per = max(1, -(-len(words) // count))
    grouped = [" ".join(words[start : start + per]) for start in range(0, len(words), per)]
    return [piece + (" " if number < len(grouped) - 1 else "") for number, piece in enumerate(grouped)]


def _halves(piece: bytes) -> list[bytes]:
    middle = len(piece) // 2 | 1
    return [piece[:middle], piece[middle:]]


def _without_sound(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in ("audio", "image_url")}


def sound_of(pcm: bytes | bytearray) -> Samples:
    return np.frombuffer(bytes(pcm), "<i2").astype(np.int16)
