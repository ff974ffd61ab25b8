"""How the service answers: responses that speak, call tools, fail, stall or are cancelled."""

import asyncio
import base64
import contextlib
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from tests.rig.signals import Samples
from tests.server.line import Line
from tests.server.quirks import NO_METADATA
from tests.server.script import Reply, Script
from tests.server.state import RATE, Item, RefusedError, SessionState

ASKED_WITHIN = 20.0
Spawn = Callable[[Coroutine[Any, Any, None]], None]


class Responses:
    """Those of one session, by the script."""

    def __init__(
        self, line: Line, state: SessionState, script: Script, voice: Callable[[str], Samples], spawn: Spawn
    ) -> None:
        self._line = line
        self._state = state
        self._script = script
        self._voice = voice
        self._spawn = spawn
        self._cancelled: set[str] = set()
        self._reasons: dict[str, str] = {}
        self._asides: set[str] = set()
        self._asked_meanwhile = asyncio.Event()
        """Somebody asked for a reply while one was being made."""

    def interrupt(self) -> None:
        """Somebody speaks over what is said."""
        if self._state.active:
            self._cancelled.add(self._state.active)
            self._reasons[self._state.active] = "turn_detected"

    def cancel(self, response: str | None) -> None:
        wanted = response or self._state.active
        if wanted is None or wanted not in (self._state.active, *self._asides):
            raise RefusedError("response_cancel_not_active", "Cancellation failed: no active response found")
        self._cancelled.add(wanted)

    async def respond(self, wishes: dict[str, Any], *, unasked: bool = False) -> None:
        """`unasked`: the first of these lasts until it was asked for in vain, however little there is to say."""
        if self._state.active is not None:
            self._asked_meanwhile.set()
            raise RefusedError(
                "conversation_already_has_active_response", "Conversation already has an active response."
            )
        response = self._state.name("resp")
        self._state.active = response
        reply = self._script.next_reply()
        if self._script.echo:
            reply = replace(reply, text=f"To {self._state.newest_question}")
        self._spawn(self._answer(response, wishes, reply, unasked=unasked))

    async def aside(self, wishes: dict[str, Any]) -> None:
        if "audio" in (wishes.get("output_modalities") or wishes.get("modalities") or []):
            reply = self._script.next_reply()
            text = " ".join(
                part.get("text", "") for item in wishes.get("input", []) for part in item.get("content", [])
            )
            spoken = self._state.name("resp")
            self._asides.add(spoken)
            await self._answer(spoken, wishes, Reply(text or reply.text, pace=reply.pace), aside=True)
            self._asides.discard(spoken)
            return
        response = self._state.name("resp")
        text = self._script.asides.popleft() if self._script.asides else "A talk"
        shape = self._shape(response, "in_progress", [], metadata=wishes.get("metadata"), aside=True)
        await self._line.send("response.created", response=shape)
        content = [{"type": "output_text", "text": text}]
        item = {
            "id": self._state.name("item"),
            "object": "realtime.item",
            "type": "message",
            "status": "completed",
            "role": "assistant",
            "content": content,
        }
        done = self._shape(response, "completed", [item], metadata=wishes.get("metadata"), usage=True, aside=True)
        await self._line.send("response.done", response=done)

    async def _answer(
        self, response: str, wishes: dict[str, Any], reply: Reply, *, aside: bool = False, unasked: bool = False
    ) -> None:
        metadata = wishes.get("metadata")
        if reply.after_ms:
            await asyncio.sleep(reply.after_ms / 1000)
        await self._line.send(
            "response.created", response=self._shape(response, "in_progress", [], metadata=metadata, aside=aside)
        )
        await self._line.send(
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
            if unasked:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._asked_meanwhile.wait(), ASKED_WITHIN)
            output = [message]
            if response in self._cancelled:
                status, details = (
                    "cancelled",
                    {
                        "type": "cancelled",
                        "reason": self._reasons.get(response, "client_cancelled"),
                    },
                )
        if self._state.active == response:
            self._state.active = None
        done = self._shape(response, status, output, metadata=metadata, usage=reply.usage, details=details, aside=aside)
        await self._line.send("response.done", response=done)

    async def _call(self, response: str, reply: Reply) -> list[dict[str, Any]]:
        output: list[dict[str, Any]] = []
        for index, call in enumerate(reply.calls):
            item = {
                "id": self._state.name("item_f"),
                "object": "realtime.item",
                "type": "function_call",
                "status": "completed",
                "name": call.name,
                "call_id": self._state.name("call"),
                "arguments": call.arguments,
            }
            self._state.items[str(item["id"])] = Item(str(item["id"]), item)
            started = {**item, "status": "in_progress", "arguments": ""}
            ids = {"response_id": response, "output_index": index}
            await self._line.send("response.output_item.added", **ids, item=started)
            await self._line.send(
                "response.function_call_arguments.delta",
                **ids,
                item_id=item["id"],
                call_id=item["call_id"],
                delta=call.arguments,
            )
            done: dict[str, Any] = {"item_id": item["id"], "call_id": item["call_id"], "arguments": call.arguments}
            if not self._state.beta:
                done["name"] = call.name
            await self._line.send("response.function_call_arguments.done", **ids, **done)
            await self._line.send("response.output_item.done", **ids, item=item)
            output.append(item)
        return output

    async def _speak(self, response: str, wishes: dict[str, Any], reply: Reply, *, aside: bool) -> dict[str, Any]:
        wanted = wishes.get("output_modalities") or wishes.get("modalities")
        wanted = (
            wanted or self._state.session.get("output_modalities") or self._state.session.get("modalities") or ["audio"]
        )
        spoken = "audio" in wanted
        item_id = self._state.name("item_a")
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
            self._state.items[item_id] = item
        ids: dict[str, Any] = {"response_id": response, "item_id": item_id, "output_index": 0, "content_index": 0}
        await self._line.send("response.output_item.added", response_id=response, output_index=0, item=empty)
        if not aside:
            await self._line.send("conversation.item.added", item=empty, previous_item_id=None)
        part = {"type": "audio", "transcript": ""} if spoken else {"type": "text", "text": ""}
        await self._line.send("response.content_part.added", **ids, part=part)
        said = await (self._sound(ids, item, reply) if spoken else self._text(ids, reply))
        cut = response in self._cancelled
        kind = "output_audio" if spoken else "output_text"
        if self._state.beta:
            kind = "audio" if spoken else "text"
        content = [{"type": kind, "transcript": said} if spoken else {"type": kind, "text": said}]
        done = {**empty, "status": "incomplete" if cut else "completed", "content": content}
        if item_id in self._state.items:
            self._state.items[item_id].body = done
        final = {"type": "audio", "transcript": said} if spoken else {"type": "text", "text": said}
        await self._line.send("response.content_part.done", **ids, part=final)
        await self._line.send("response.output_item.done", response_id=response, output_index=0, item=done)
        if not aside and not self._state.beta:
            await self._line.send("conversation.item.done", item=done, previous_item_id=None)
        return done

    async def _text(self, ids: dict[str, Any], reply: Reply) -> str:
        said = ""
        for word in _pieces(reply.text, 6):
            if reply.pace is not None:
                await asyncio.sleep(reply.delta_ms / 1000 / reply.pace)
            if ids["response_id"] in self._cancelled:
                break
            said += word
            await self._line.send("response.output_text.delta", **ids, delta=word)
        await self._line.send("response.output_text.done", **ids, text=said)
        return said

    async def _sound(self, ids: dict[str, Any], item: Item, reply: Reply) -> str:
        # The voice takes its time: not on the loop that others are served by.
        sound = reply.sound if reply.sound is not None else await asyncio.to_thread(self._voice, reply.text)
        self._state.has_spoken = True
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
                await self._line.send("response.output_audio_transcript.delta", **ids, delta=words[number])
            if number < len(reply.extra):
                await self._line.raw(reply.extra[number])
            for half in _halves(piece) if reply.odd else [piece]:
                await self._line.send("response.output_audio.delta", **ids, delta=base64.b64encode(half).decode())
            item.sound_ms += len(piece) / 2 / RATE * 1000
            if reply.drop_after_ms is not None and item.sound_ms >= reply.drop_after_ms:
                self._line.drop(in_frame=reply.drop_in_frame)
                await asyncio.sleep(3600)
            if reply.stall_after_ms is not None and item.sound_ms >= reply.stall_after_ms:
                await asyncio.sleep(3600)
        else:
            for word in words[len(pieces) :]:
                said += word
                await self._line.send("response.output_audio_transcript.delta", **ids, delta=word)
        await self._line.send("response.output_audio.done", **ids)
        await self._line.send("response.output_audio_transcript.done", **ids, transcript=said)
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
            "metadata": None if NO_METADATA in self._script.quirks else metadata,
            "conversation_id": None if aside and NO_METADATA not in self._script.quirks else "conv_1",
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
