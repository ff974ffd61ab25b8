"""The Realtime protocol without its socket, and the frames that a server sends it."""

import json
from typing import Any

from voiceapp.core.messages import EngineEvent, EngineTraits, LinkLost
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.engines.realtime.protocol import RealtimeProtocol
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.providers.openai_prices import PRICES

CREATED = {"type": "session.created", "session": {"type": "realtime", "id": "s", "model": "m"}}
UPDATED = {"type": "session.updated", "session": {"type": "realtime", "id": "s", "model": "m"}}


class Wire:
    """A protocol that is talking, without a socket."""

    def __init__(
        self,
        wishes: SessionWishes | None = None,
        *,
        opened: bool = True,
        dialect: Dialect = Dialect.TODAY,
        history: tuple[Item, ...] = (),
        name: str = "",
        echoes: bool = True,
    ) -> None:
        self.protocol = RealtimeProtocol(
            EngineTraits(Sentence("x")),
            wishes or SessionWishes(),
            history,
            now=0.0,
            model="m",
            pricing=Pricing(PRICES),
            dialect=dialect,
            name=name,
            echoes=echoes,
        )
        self.frames: list[dict[str, Any]] = []
        self.events: list[EngineEvent] = []
        self._lost = False
        if opened:
            self.hear(CREATED, UPDATED)
            self.frames.clear()
            self.events.clear()

    def _take(self, events: list[EngineEvent]) -> list[EngineEvent]:
        self.events += events
        if self.protocol.failure is not None and not self._lost:
            self._lost = True
            self.events.append(LinkLost(self.protocol.failure))
        self.frames += [json.loads(frame) for frame in self.protocol.take_frames()]
        return events

    def hear(self, *events: dict[str, Any], now: float = 1.0) -> None:
        for event in events:
            self._take(self.protocol.receive(json.dumps(event), now))

    def hear_raw(self, frame: str) -> None:
        self._take(self.protocol.receive(frame, 1.0))

    def say(self, *commands: Any) -> None:
        for command in commands:
            self._take(self.protocol.send(command, 100.0))

    def tick(self, now: float) -> None:
        self._take(self.protocol.tick(now))

    def close(self, code: int, reason: str) -> None:
        self.protocol.closed(code, reason)
        self._take([])

    def sent(self, kind: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["type"] == kind]

    def of(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


def created(response: str, **more: Any) -> dict[str, Any]:
    return {"type": "response.created", "response": {"id": response, "status": "in_progress", **more}}


def done(response: str, **more: Any) -> dict[str, Any]:
    return {"type": "response.done", "response": {"id": response, "status": "completed", **more}}


def refusal(cause: dict[str, Any] | None, code: str, **more: Any) -> dict[str, Any]:
    body = {"type": "invalid_request_error", "code": code, "event_id": cause["event_id"] if cause else None, **more}
    return {"type": "error", "error": body}
