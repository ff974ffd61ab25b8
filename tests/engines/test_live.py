"""A talk over a Live session with the true server: sound both ways at the pace of speech, tools, and its end."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest

from tests.engines.contract import CLOCK, HISTORY, Ordered, replied, said_by
from tests.engines.driver import Driver
from tests.engines.test_contract import http_server, realtime_server
from tests.rig.signals import noise
from tests.server.api import KEY, ApiServer
from tests.server.script import Call
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    AsideAnswered,
    AskAside,
    CancelReply,
    GiveToolOutput,
    LinkCharged,
    LinkLost,
    ReplyBegan,
    ReplyEnded,
    ReplySound,
    SendAudio,
    SendText,
    ToolAsked,
    TruncateReply,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.live.engine import LiveChoices, LiveEngine
from voiceapp.openai.chat import ChatCompletions

WISHES = SessionWishes(turn_taking=TurnTaking.LOCAL, tools=(CLOCK,))
SPEECH = noise(1.0, 24_000, seed=9).tobytes()


def engine(api: ApiServer, *, worker: str = "gpt-6-luna", chat: bool = True) -> LiveEngine:
    brain = ChatCompletions(http_server(api, KEY)) if chat else None
    return LiveEngine(realtime_server(api, KEY), LiveChoices(worker=worker), brain)


async def live_speech(talk: Driver, pcm: bytes, seconds_after: float = 0.0) -> None:
    """At the pace of speech, as a microphone gives it."""
    frame = WIRE.frame_bytes
    began = asyncio.get_running_loop().time()
    sound = pcm + bytes(WIRE.bytes(int(seconds_after * 1000)))
    for number, start in enumerate(range(0, len(sound), frame)):
        talk.send(SendAudio(sound[start : start + frame]))
        await asyncio.sleep(max(0.0, began + (number + 1) * 0.02 - asyncio.get_running_loop().time()))


async def test_what_is_said_is_heard_written_down_and_answered_without_anybody_ending_the_turn(
    api_server: ApiServer,
) -> None:
    api_server.script.hear("Where is the tea?").reply("In the tin.")
    async with Driver(engine(api_server), WISHES) as talk:
        await talk.opened()
        await live_speech(talk, SPEECH, 1.5)
        await replied(talk)
    assert [words.text for words in talk.of(TurnWords)][-1] == "Where is the tea?"
    assert said_by(talk) == "In the tin."
    taken, began = talk.of(TurnTaken)[0], talk.of(ReplyBegan)[0]
    assert began.up_to == taken.turn
    assert began.paced
    assert Ordered(talk.events).breaches == []
    heard = np.frombuffer(bytes(api_server.connections[0].state.heard), "<i2")
    assert np.array_equal(heard[np.flatnonzero(heard)[0] :][:20_000], np.frombuffer(SPEECH, "<i2")[:20_000])


async def test_a_session_is_told_goodbye_and_what_it_cost_is_known(api_server: ApiServer) -> None:
    api_server.script.reply("Hello.")
    async with Driver(engine(api_server), WISHES, HISTORY) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t1"), "Hello"))
        await replied(talk)
    api_server.log.wait_for_received("session.close")
    closed = api_server.log.wait_for_sent("session.closed")
    assert closed[0].body["reason"] == "close_requested"
    api_server.log.wait_for_received("disconnected")


async def test_work_is_done_by_our_own_chat_with_tools_and_said_by_the_voice(api_server: ApiServer) -> None:
    api_server.script.hear("What time is it?").reply("", calls=(Call("handed", "{}"),))
    api_server.script.reply("", calls=(Call("clock", "{}"),)).reply("It is noon.")
    async with Driver(engine(api_server, worker=""), WISHES) as talk:
        await talk.opened()
        await live_speech(talk, SPEECH, 0.6)
        asked = await talk.until(ToolAsked)
        talk.send(GiveToolOutput(asked.call, "noon", last=True))
        await talk.until(ReplyEnded, lambda _: said_by(talk) == "It is noon.")
    assert asked.name == "clock"
    told = [entry.body for entry in api_server.log.received("session.commentary.append")]
    assert [(body["content"], bool(body["delegation_id"])) for body in told] == [("It is noon.", True)]
    chats = api_server.log.received("/v1/chat/completions")
    assert "What time is it?" in str(chats[0].body["messages"])
    assert "noon" in str(chats[1].body["messages"])
    assert talk.of(LinkCharged), "what the chat cost is charged"


async def test_without_a_chat_work_is_refused_in_words_and_side_jobs_are_left(api_server: ApiServer) -> None:
    api_server.script.reply("", calls=(Call("handed", "{}"),))
    async with Driver(engine(api_server, worker="", chat=False), WISHES) as talk:
        await talk.opened()
        await live_speech(talk, SPEECH, 0.6)
        api_server.log.wait_for_received("session.commentary.append")
        talk.send(AskAside("title", "Give a title.", "Tea"))
        aside = await talk.until(AsideAnswered)
    assert aside.text == ""
    assert "could not be done" in str(api_server.log.received("session.commentary.append")[0].body)


async def test_speaking_over_a_reply_leaves_what_was_heard_and_brings_another_answer(api_server: ApiServer) -> None:
    api_server.script.hear("Stop.").reply("One and two and three and four and five. " * 3).reply("Yes?")
    async with Driver(engine(api_server), WISHES) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t1"), "Count."))
        first = await talk.until(ReplySound)
        await live_speech(talk, SPEECH[: len(SPEECH) // 2])
        talk.send(CancelReply(first.reply), TruncateReply(first.reply, 400, "One and"))
        await live_speech(talk, SPEECH, 1.0)
        await replied(talk, 2)
    assert len(talk.of(ReplyBegan)) == 2
    told = [entry.body["content"] for entry in api_server.log.received("session.thinking.append")]
    assert told == ["The person heard only this of it: One and"]
    assert Ordered(talk.events).breaches == []


async def test_a_session_that_ends_by_its_age_is_lost_with_its_reason(api_server: ApiServer) -> None:
    api_server.script.expires_in = 0.6
    async with Driver(engine(api_server), WISHES) as talk:
        lost = await talk.until(LinkLost)
    assert lost.failure.kind is FailureKind.SESSION_EXPIRED


@pytest.mark.allows_violations
async def test_a_voice_that_there_is_not_is_said_at_once(api_server: ApiServer) -> None:
    choices = LiveChoices(voice="fable")
    async with Driver(LiveEngine(realtime_server(api_server, KEY), choices), replace(WISHES, voice="marin")) as talk:
        lost = await talk.until(LinkLost)
    assert lost.failure.kind is FailureKind.REJECTED


async def test_a_reply_over_a_late_line_loses_nothing(api_server: ApiServer) -> None:
    api_server.script.reply("One and two and three.", jitter_ms=(0, 80, 50, 0, 70))
    async with Driver(engine(api_server), WISHES) as talk:
        await talk.opened()
        talk.send(SendText(TurnId("t1"), "Count."))
        await replied(talk)
    assert said_by(talk) == "One and two and three."
    assert Ordered(talk.events).breaches == []
