"""However somebody pauses and goes on, the service remembers each thing that was said once and whole."""

import base64
from collections import deque
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.wire import Wire, created, done
from voiceapp.core.messages import CommitTurn, PrepareTurn, ReplyBegan, ReplyEnded, ResumeTurn, SendAudio, TurnId

QUIET = bytes(4_800)


class Service:
    """Keeps items and the buffer as the service does, and says each thing when it is let."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.items: dict[str, bytes] = {}
        self.replies: dict[str, None] = {}
        self.asked_twice = False
        self._buffer = b""
        self._active: str | None = None
        self._number = 0
        self._news: deque[dict[str, Any]] = deque()
        self._read = 0

    def take(self) -> None:
        """Read what the client sent."""
        frames, self._read = self.wire.frames[self._read :], len(self.wire.frames)
        for frame in frames:
            match frame["type"]:
                case "input_audio_buffer.append":
                    self._buffer += base64.b64decode(frame["audio"])
                case "input_audio_buffer.clear":
                    self._buffer = b""
                case "input_audio_buffer.commit":
                    item = self._name("u")
                    self.items[item], self._buffer = self._buffer, b""
                    self._news.append({"type": "input_audio_buffer.committed", "item_id": item})
                case "response.create":
                    self._answer()
                case "response.cancel":
                    self._cancel(frame["response_id"])
                case "conversation.item.delete":
                    self.items.pop(frame["item_id"], None)
                    self.replies.pop(frame["item_id"], None)

    def serve(self) -> bool:
        """Say the next thing. Returns False if there is nothing to say."""
        self.take()
        if not self._news:
            return False
        news = self._news.popleft()
        if news["type"] == "response.done" and news["response"]["id"] == self._active:
            self._active = None
        self.wire.hear(news)
        self.take()
        return True

    def _name(self, kind: str) -> str:
        self._number += 1
        return f"{kind}{self._number}"

    def _answer(self) -> None:
        self.asked_twice = self.asked_twice or self._active is not None
        self._active, item = self._name("r"), self._name("a")
        self.replies[item] = None
        delta = {"response_id": self._active, "item_id": item, "delta": "AAAAAAAA"}
        self._news += [
            created(self._active),
            {"type": "response.output_audio.delta", **delta},
            {"type": "response.output_audio.delta", **delta},
            done(self._active),
        ]

    def _cancel(self, response: str) -> None:
        if response == self._active:
            kept = [news for news in self._news if "response" not in news["type"]]
            output = [{"id": item, "type": "message"} for item in self.replies]
            self._news = deque([*kept, done(response, status="cancelled", output=output[-1:])])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["say", "say", "pause", "end", "serve", "serve", "serve"]), max_size=40))
def test_each_thing_that_is_said_is_remembered_once_and_whole(steps: list[str]) -> None:
    wire = Wire()
    service = Service(wire)
    said: list[bytes] = []
    now, pausing, turns = b"", False, 0
    for number, step in enumerate([*steps, "end"]):
        turn = TurnId(f"t{turns}")
        if step == "serve":
            service.serve()
        elif step == "say":
            if pausing:
                wire.say(ResumeTurn(turn))
            word = bytes([number % 250 + 1]) * 4_800
            now, pausing = now + word, False
            wire.say(SendAudio(word))
        elif step == "pause" and now and not pausing:
            wire.say(PrepareTurn(turn), SendAudio(QUIET))
            now, pausing = now + QUIET, True
        elif step == "end" and now:
            wire.say(CommitTurn(turn))
            said.append(now.rstrip(b"\0"))
            now, pausing, turns = b"", False, turns + 1
        service.take()
    while service.serve():
        pass
    assert [pcm.rstrip(b"\0") for pcm in service.items.values()] == said
    assert len(service.replies) == len(wire.of(ReplyBegan)) == len(wire.of(ReplyEnded))
    assert bool(service.replies) == bool(said)
    assert not service.asked_twice
