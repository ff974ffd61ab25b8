"""Questions typed faster than they can be answered, over the Realtime protocol.

The conversation and the protocol are the real ones. The service answers the newest question that it knew when the
reply was asked for, so that an answer that stands below another question is found out.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.core.world import World
from tests.engines.failing import Rig
from tests.engines.wire import CREATED, UPDATED, Wire, created, done, refusal
from tests.rig.patience import EVENT
from tests.rig.signals import noise
from tests.server.api import KEY, ApiServer
from tests.server.script import Reply
from voiceapp.core.messages import EngineEvent, FromEngine, LinkId, LinkOpened, Show, TextEntered
from voiceapp.core.transcript import Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes, TalkWishes, TurnTaking
from voiceapp.engines.realtime.engine import RealtimeEngine, RealtimeServer
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import Origin
from voiceapp.settings.secrets import Secret

WISHES = SessionWishes(turn_taking=TurnTaking.LOCAL)
SOUND = "AwQD" * 1_600
"""A tenth of a second."""


class Service:
    """Takes frames in order, makes one reply at a time, and refuses to be asked for another meanwhile."""

    def __init__(self) -> None:
        self.inbox: deque[dict[str, Any]] = deque()
        self.outbox: deque[dict[str, Any]] = deque((CREATED, UPDATED))
        self.refused: list[str] = []
        self._newest = ""
        self._made = 0
        self._steps: deque[dict[str, Any]] = deque()
        self._active = ""

    def take(self) -> bool:
        """One frame of the client's."""
        if not self.inbox:
            return False
        frame = self.inbox.popleft()
        match frame["type"]:
            case "conversation.item.create":
                if frame["item"]["role"] == "user":
                    self._newest = frame["item"]["content"][0]["text"]
            case "response.create" if self._active:
                self.refused.append("conversation_already_has_active_response")
                self.outbox.append(refusal(frame, self.refused[-1]))
            case "response.create":
                self._begin()
            case "response.cancel" if frame.get("response_id") == self._active:
                self._steps = deque([done(self._active, status="cancelled")])
            case _:
                pass
        return True

    def _begin(self) -> None:
        self._made += 1
        self._active = name = f"r{self._made}"
        ids = {"response_id": name, "item_id": f"a{self._made}", "output_index": 0, "content_index": 0}
        self._steps = deque(
            [
                created(name),
                {"type": "response.output_audio_transcript.delta", **ids, "delta": f"To {self._newest}"},
                {"type": "response.output_audio.delta", **ids, "delta": SOUND},
                {"type": "response.output_audio.delta", **ids, "delta": SOUND},
                done(name),
            ]
        )

    def make(self) -> bool:
        """One step of the reply."""
        if not self._steps:
            return False
        frame = self._steps.popleft()
        if not self._steps:
            self._active = ""
        self.outbox.append(frame)
        return True


class TypedTalk(World):
    """The world with the true protocol between the conversation and a service."""

    def __init__(self) -> None:
        super().__init__(TalkWishes(WISHES, titles=False))
        self.service = Service()
        self.wire: Wire | None = None
        self._said: deque[tuple[LinkId, EngineEvent]] = deque()
        self.questions: list[str] = []
        self.refused: list[str] = []

    def open_link(self) -> None:
        if self.links_asked:
            self.link = self.links_asked[-1].link
            self.links_asked.clear()
            self.service = Service()
            self.wire = Wire(WISHES, opened=False, name=f"-{self.link}")

    def lose_link(self, *_: Any) -> None:
        self.wire = None
        self._said.clear()
        self.refused += self.service.refused
        self.service = Service()
        super().lose_link()

    def _engine(self, wish: object) -> None:
        if self.wire is not None and self.link is not None:
            self._note(self.link, self.wire, self.wire.protocol.send(wish, self.now))  # type: ignore[arg-type]

    def _note(self, link: LinkId, wire: Wire, events: list[EngineEvent]) -> None:
        self._said.extend((link, event) for event in events)
        self.service.inbox.extend(json.loads(frame) for frame in wire.protocol.take_frames())

    # --- one step of each

    def ask(self) -> None:
        self.questions.append(f"question {len(self.questions) + 1}.")
        self.tell(TextEntered(self.questions[-1]))

    def deliver(self) -> bool:
        if self._said:
            link, event = self._said.popleft()
            if isinstance(event, LinkOpened) or link == self.link:
                self.tell(FromEngine(link, event))
            return True
        if self.wire is None or self.link is None or not self.service.outbox:
            return False
        frame = json.dumps(self.service.outbox.popleft())
        self._note(self.link, self.wire, self.wire.protocol.receive(frame, self.now))
        return True

    def listen(self) -> bool:
        playing = bool(self.speaker.queue)
        self.play(100)
        return playing

    def come_to_rest(self) -> None:
        for _ in range(2_000):
            if self.links_asked:
                self.open_link()
            moved = [self.service.take(), self.service.make(), self.deliver(), self.listen()]
            if any(moved):
                continue
            if not self.conversation.deadline or not self.wire_is_wanted:
                return
            self.tick()

    @property
    def wire_is_wanted(self) -> bool:
        """Something waits for a link that is yet to be asked for."""
        return self.wire is None and bool(self.questions)


def check(talk: TypedTalk) -> None:
    assert talk.breaches == []
    assert talk.refused + talk.service.refused == [], "one reply is asked for at a time"
    assert [line.text for line in talk.lines(Speaker.USER)] == talk.questions
    above = ""
    answers: list[Message] = []
    for line in talk.shown.values():
        if not isinstance(line, Message):
            continue
        if line.speaker is Speaker.USER:
            assert line.state is MessageState.DONE
            above, answers = line.text, []
        elif line.state is not MessageState.FAILED:
            assert line.text in ("", f"To {above}"), "an answer stands under its question"
            answers.append(line)
            assert len(answers) == 1, "a question is answered once"
    if talk.questions:
        assert [line.state for line in answers] == [MessageState.DONE], "the last question is answered"
    assert talk.conversation.floor.name == "NOBODY"


STEPS = st.lists(
    st.sampled_from(["ask", "ask", "serve", "make", "deliver", "deliver", "play", "lose", "open"]), max_size=60
)
TWENTY_AT_ONCE = ["open", *["ask"] * 20]
EACH_CUTS_THE_LAST = ["open", *["ask", "serve", "serve", "make", "deliver", "deliver"] * 20]
EACH_BEFORE_THE_LAST_BEGAN = ["open", "deliver", "deliver", "deliver", *["ask", "ask", "serve", "serve", "make"] * 10]


@given(STEPS)
@example(TWENTY_AT_ONCE)
@example(EACH_CUTS_THE_LAST)
@example(EACH_BEFORE_THE_LAST_BEGAN)
@settings(max_examples=300, deadline=None)
def test_the_last_question_of_a_burst_is_answered_below_itself(steps: list[str]) -> None:
    talk = TypedTalk()
    talk.begin()
    for step in steps:
        match step:
            case "ask":
                talk.ask()
            case "serve":
                talk.service.take()
            case "make":
                talk.service.make()
            case "deliver":
                talk.deliver()
            case "play":
                talk.listen()
            case "lose":
                talk.lose_link()
            case _:
                talk.open_link()
    talk.come_to_rest()
    check(talk)


class OverASocket(Rig):
    """A session that answers through the true engine and server, and tells of each line that is shown."""

    def __init__(self, engine: RealtimeEngine) -> None:
        self._engine = engine
        self._news = asyncio.Event()
        super().__init__([])

    def _supervisor(self) -> RealtimeEngine:  # type: ignore[override]
        return self._engine

    def _show(self, what: Show) -> None:
        super()._show(what)
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(EVENT):
            while not holds():
                self._news.clear()
                await self._news.wait()


@pytest.mark.parametrize("pace", [None, 1.0], ids=["answers at once", "answers at the pace of speech"])
async def test_twenty_questions_in_quick_succession_over_a_socket(api_server: ApiServer, pace: float | None) -> None:
    api_server.script.echo = True
    api_server.script.default = Reply(sound=noise(1.0, 24_000), pace=pace)
    endpoint = endpoint_at(api_server.base_url)
    engine = RealtimeEngine(RealtimeServer(endpoint, lambda: Secret(KEY, Origin.of(api_server.base_url)), None))
    rig = OverASocket(engine)
    await rig.begin()
    questions = [f"question {number}." for number in range(1, 21)]
    for number, question in enumerate(questions, 1):
        rig.session.tell(TextEntered(question))
        # As fast as the server takes them: it is then anywhere in its answer to the one before.
        if number % 3 != 1:
            await asyncio.to_thread(api_server.log.wait_for_received, "conversation.item.create", number)
    await rig.until(
        lambda: any(
            line.text == f"To {questions[-1]}" and line.state is MessageState.DONE
            for line in rig.lines(Speaker.ASSISTANT)
        )
    )
    await rig.end()
    above = ""
    for line in rig.items.values():
        if isinstance(line, Message) and line.speaker is Speaker.USER:
            above = line.text
        elif isinstance(line, Message):
            assert f"To {above}".startswith(line.text), "an answer stands under its question"
    assert [line.text for line in rig.lines(Speaker.USER)] == questions
    refused = [entry.body["error"]["code"] for entry in api_server.log.sent("error")]
    assert "conversation_already_has_active_response" not in refused
    told = [entry.type for entry in api_server.log.entries if entry.way == "in"]
    last = len(told) - told[::-1].index("conversation.item.create")
    assert told[last:].count("response.create") == 1, "one answer is asked for, and not one for each question"
