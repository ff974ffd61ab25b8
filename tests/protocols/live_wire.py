"""A Live session without a socket: what a server would send, and what is sent to it."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from tests.server.checks import live_client_violation
from voiceapp.core.messages import EngineCommand, EngineEvent, EngineTraits
from voiceapp.core.pcm import WIRE
from voiceapp.core.prices import Price, PriceTable
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Spent
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.live.protocol import LiveProtocol, Worker
from voiceapp.engines.realtime.billing import Pricing

TRAITS = EngineTraits(Sentence("Live"), ends_turns=True, hears=True, duplex=True, bills_time=True)
WISHES = SessionWishes(model="gpt-live-1.1", turn_taking=TurnTaking.LOCAL)
LOUD = b"\x00\x20" * (WIRE.frame_bytes // 2)
QUIET = bytes(WIRE.frame_bytes)
PRICES = PriceTable(prices=(("gpt-live-1.1", Price(minute=0.06)), ("gpt-6-luna", Price(1.0, 0.1, 2.0))))


class LiveWire:
    def __init__(
        self,
        wishes: SessionWishes = WISHES,
        history: Sequence[Item] = (),
        *,
        worker: str = "gpt-6-luna",
        started: bool = True,
    ) -> None:
        self.now = 100.0
        self.charged: list[Spent] = []
        self.tasks: list[str] = []
        self.events: list[EngineEvent] = []
        self.sent: list[dict[str, Any]] = []
        """All but sound."""
        self.sound = b""
        pricing = Pricing(PRICES, charge=self.charged.append)
        self.live = LiveProtocol(
            TRAITS, wishes, history, now=self.now, worker=Worker(worker), pricing=pricing, name="~1"
        )
        self.live.on_task = self.tasks.append
        self.drain()
        if started:
            self.server("session.started", session={"id": "s", "model": "gpt-live-1.1", "expires_at": 9_000})

    def server(self, kind: str, **fields: Any) -> list[Any]:
        return self.raw(json.dumps({"type": kind, "event_id": "e", **fields}))

    def raw(self, frame: str) -> list[Any]:
        return self._note(self.live.receive(frame, self.now))

    def do(self, *commands: EngineCommand) -> list[Any]:
        found: list[Any] = []
        for command in commands:
            found += self._note(self.live.send(command, self.now))
        return found

    def wait(self, seconds: float) -> list[Any]:
        """Time passes: deadlines are kept, and nothing comes."""
        end, found = self.now + seconds, list[Any]()
        while (due := self.live.deadline) is not None and due <= end:
            self.now = max(self.now, due)
            found += self._note(self.live.tick(self.now))
        self.now = end
        return found

    def hear(self, ms: int, *, loud: bool = False) -> list[Any]:
        """The model's sound comes for so long, in frames of 100 ms, while the microphone gives none."""
        found: list[Any] = []
        for _ in range(ms // 100):
            found += self.wait(0.1)
            pcm = (LOUD if loud else QUIET) * 5
            found += self.server("session.output_audio.delta", delta=base64.b64encode(pcm).decode())
        return found

    def words(self, who: str, text: str, start: int, end: int) -> list[Any]:
        return self.server(f"session.{who}_transcript.delta", delta=text, start_ms=start, end_ms=end)

    def _note(self, events: list[EngineEvent]) -> list[Any]:
        self.events += events
        self.drain()
        return events

    def drain(self) -> None:
        for frame in self.live.take_frames():
            body = json.loads(frame)
            violation = live_client_violation(body)
            assert violation is None, violation
            if body["type"] == "session.input_audio.append":
                self.sound += base64.b64decode(body["audio"])
            else:
                self.sent.append(body)

    def kinds(self) -> list[str]:
        return [body["type"] for body in self.sent]

    def last(self, kind: str) -> dict[str, Any]:
        return [body for body in self.sent if body["type"] == kind][-1]

    @property
    def sent_ms(self) -> int:
        return WIRE.ms(len(self.sound))
