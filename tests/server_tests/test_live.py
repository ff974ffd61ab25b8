"""The official package's Live session talks to the server: what it understands is what the service would say."""

import base64
from collections.abc import AsyncIterator, Callable
from typing import Any, cast

import numpy as np
import openai
import pytest
from openai.lib.live import AsyncTranscriptGrouper, TranscriptSegment
from openai.resources.live.live import AsyncLiveConnection
from openai.types.live import ClientEventParam, ServerEvent

from tests.rig.signals import chirp, noise
from tests.server.api import KEY, ApiServer
from tests.server.script import Call

FRAME = 2_400
SPEECH = noise(1.0, 24_000, seed=3)
REPLY = chirp(0.5, 24_000)
START: dict[str, Any] = {"model": "gpt-live-1.1", "instructions": "Be brief."}
CLOCK = {"type": "function", "name": "clock", "parameters": {"type": "object"}}
BACKEND = {"type": "responses", "responses": {"model": "gpt-6-luna", "tools": [CLOCK]}}


@pytest.fixture
async def client(api_server: ApiServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=api_server.base_url, max_retries=1) as client:
        yield client


class Talk:
    """Sends what a client would, and gathers what comes."""

    def __init__(self, connection: AsyncLiveConnection) -> None:
        self.connection = connection
        self.events: list[ServerEvent] = []

    async def send(self, kind: str, **fields: Any) -> None:
        await self.connection.send(cast("ClientEventParam", {"type": kind, **fields}))

    async def sound(self, seconds: float, samples: Any = None) -> None:
        pcm = samples if samples is not None else np.zeros(int(24_000 * seconds), np.int16)
        for start in range(0, len(pcm), FRAME):
            piece = pcm[start : start + FRAME].tobytes()
            await self.send("session.input_audio.append", audio=base64.b64encode(piece).decode())

    async def until(self, kind: str, count: int = 1) -> list[Any]:
        while len(self.of(kind)) < count:
            event = await self.connection.recv()
            self.events.append(event)
        return self.of(kind)

    async def until_it(self, done: Callable[[], bool]) -> None:
        while not done():
            self.events.append(await self.connection.recv())

    def of(self, kind: str) -> list[Any]:
        return [event for event in self.events if event.type == kind]

    def said(self, who: str) -> str:
        return "".join(event.delta for event in self.of(f"session.{who}_transcript.delta"))

    @property
    def heard(self) -> Any:
        deltas = [base64.b64decode(event.delta) for event in self.of("session.output_audio.delta")]
        return np.frombuffer(b"".join(deltas), "<i2")


async def test_sound_flows_both_ways_at_one_pace_silence_included(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    api_server.script.hear("Where is the tea?").reply("In the tin.", sound=REPLY)
    async with client.live.connect() as connection:
        talk = Talk(connection)
        await talk.send("session.start", session=START, event_id="c1")
        started = (await talk.until("session.started"))[0]
        assert started.session.model == "gpt-live-1.1"
        assert started.client_event_id == "c1"
        await talk.sound(1.0, SPEECH)
        await talk.sound(2.0)
        await talk.until("session.output_audio.delta", 30)
        await talk.send("session.close")
        closed = (await talk.until("session.closed"))[0]
    assert talk.said("input") == "Where is the tea?"
    assert talk.said("output") == "In the tin."
    assert len(talk.heard) == 3 * 24_000, "as much comes as was sent, for silence is sound"
    assert np.array_equal(talk.heard[np.flatnonzero(talk.heard)[0] - 1 :][:1000], REPLY[:1000])
    assert closed.reason == "close_requested"
    assert closed.usage.seconds == 3.0


async def test_fragments_group_into_the_lines_of_a_talk(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.hear("Where is the tea?").reply("In the tin.", sound=REPLY)
    lines: dict[str, TranscriptSegment] = {}
    async with client.live.connect() as connection:
        talk = Talk(connection)
        await talk.send("session.start", session=START)
        await talk.sound(1.0, SPEECH)
        await talk.sound(2.0)
        await talk.until("session.output_audio.delta", 30)
    async with AsyncTranscriptGrouper() as grouper:
        grouper.on("segment.updated", lambda segment: lines.update({segment.id: segment}))
        for event in talk.events:
            await grouper.push(event)
    assert [(line.speaker, line.text) for line in lines.values()] == [
        ("user", "Where is the tea?"),
        ("assistant", "In the tin."),
    ]


async def test_who_speaks_over_the_model_is_heard_and_it_stops(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    api_server.script.hear("Count.", "Stop.").reply("One and two and three.", sound=np.tile(REPLY, 6)).reply("")
    async with client.live.connect() as connection:
        talk = Talk(connection)
        await talk.send("session.start", session=START)
        await talk.sound(1.0, SPEECH)
        await talk.sound(1.6)
        await talk.sound(1.0, SPEECH)
        await talk.sound(1.0)
        await talk.until("session.output_audio.delta", 46)
    assert talk.said("input") == "Count.Stop."
    assert np.count_nonzero(talk.heard) < 24_000, "three seconds would have been said"
    assert talk.said("output") != "One and two and three."


async def test_functions_are_called_by_the_model_behind_the_voice(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    api_server.script.reply("", calls=(Call("clock", '{"zone": "x"}'), Call("clock"))).reply("Noon.", sound=REPLY)
    async with client.live.connect() as connection:
        talk = Talk(connection)
        await talk.send("session.start", session={**START, "delegation": BACKEND})
        await talk.sound(1.0, SPEECH)
        await talk.sound(1.0)

        def calls() -> list[Any]:
            steps = [event.event for event in talk.of("response.event")]
            items = [step["item"] for step in steps if step["type"] == "response.output_item.done"]
            return [item for item in items if item["type"] == "function_call"]

        def completed() -> int:
            return sum(event.event["type"] == "response.completed" for event in talk.of("response.event"))

        await talk.until_it(lambda: completed() == 1)
        delegation = talk.of("session.delegation.created")[0].delegation
        assert delegation.target == "responses"
        assert {event.delegation_id for event in talk.of("response.event")} == {delegation.id}
        for call in calls():
            item = {"type": "function_call_output", "call_id": call["call_id"], "output": "noon"}
            await talk.send("response.item.create", item=item)
        await talk.send("response.create")
        await talk.until_it(lambda: completed() == 2)
        await talk.sound(1.5)
        await talk.until_it(lambda: talk.said("output") == "Noon.")
    assert [call["arguments"] for call in calls()] == ['{"zone": "x"}', "{}"]


async def test_work_is_handed_to_the_client_and_its_result_is_said(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    api_server.script.reply("", calls=(Call("clock"),))
    async with client.live.connect() as connection:
        talk = Talk(connection)
        await talk.send("session.start", session=START)
        await talk.sound(1.0, SPEECH)
        await talk.sound(1.0)
        work = (await talk.until("session.delegation.created"))[0].delegation
        assert (work.target, work.response_id) == ("client", None)
        await talk.send("session.commentary.append", content="It is noon.", delegation_id=work.id, event_id="c7")
        assert talk.of("session.commentary.appended") == []
        await talk.sound(2.0)
        appended = (await talk.until("session.commentary.appended"))[0]
        assert appended.client_event_id == "c7"
        await talk.until_it(lambda: talk.said("output") == "It is noon.")


@pytest.mark.allows_violations
async def test_what_the_service_refuses_is_said_with_its_cause(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    async with client.live.connect() as connection:
        talk = Talk(connection)
        await talk.send("session.input_audio.mute")
        await talk.send("session.start", session={**START, "temperature": 0.7})
        await talk.send("session.start", session={**START, "audio": {"output": {"voice": "fable"}}})
        await talk.send("session.start", session={**START, "model": "gpt-live-9"})
        await talk.send("session.start", session=START)
        await talk.send("session.start", session=START)
        await talk.send("input_audio_buffer.commit", event_id="c5")
        await talk.send("session.thinking.append", content="x" * 2_400, delegation_id=None)
        await talk.send("session.commentary.append", content="Hello.", delegation_id="dlg_9")
        await talk.send("response.create")
        await talk.send("session.update", session={"delegation": BACKEND})
        errors = [event.error for event in await talk.until("error", 10)]
    assert [error.code for error in errors] == [
        "invalid_event",
        "unknown_parameter",
        "forbidden",
        "model_not_found",
        "invalid_event",
        "invalid_value",
        "string_above_max_length",
        "invalid_value",
        "invalid_request",
        "invalid_value",
    ]
    assert "session.input_audio.append" in errors[5].message, "it says which events there are"
    assert errors[5].client_event_id == "c5"
    assert errors[3].param == "session.model"


async def test_a_muted_microphone_is_silence_and_the_clock_goes_on(
    api_server: ApiServer, client: openai.AsyncOpenAI
) -> None:
    async with client.live.connect() as connection:
        talk = Talk(connection)
        await talk.send("session.start", session=START)
        await talk.send("session.input_audio.mute")
        await talk.sound(1.0, SPEECH)
        await talk.sound(1.0)
        await talk.send("session.input_audio.unmute")
        await talk.until("session.input_audio.unmuted")
        await talk.until("session.output_audio.delta", 20)
    assert talk.of("session.input_transcript.delta") == []
    assert not talk.heard.any()


async def test_a_session_ends_at_its_age_limit(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.expires_in = 0.3
    async with client.live.connect() as connection:
        talk = Talk(connection)
        await talk.send("session.start", session=START)
        assert (await talk.until("session.closed"))[0].reason == "expired"
