"""Replies that Realtime prepares in a pause, over a real socket: the service remembers only what was said and heard."""

import asyncio
import json

from tests.engines.driver import Driver
from tests.engines.test_realtime import LOCAL, SECOND, SPEECH, engine
from tests.rig.signals import noise
from tests.server.api import ApiServer
from tests.server.quirks import ANSWERS_COMMITS
from tests.server.script import Call
from voiceapp.core.messages import (
    CommitTurn,
    EngineRefused,
    GiveToolOutput,
    PreparedInVain,
    PrepareTurn,
    RateLimitsChanged,
    ReplyBegan,
    ReplyEnded,
    ReplySound,
    ReplyWords,
    ResumeTurn,
    ToolAsked,
    TurnId,
    TurnTaken,
    TurnWords,
)

TURN, NEXT = TurnId("turn"), TurnId("next")
MORE = noise(0.8, 24_000, seed=11).tobytes()
QUIET = bytes(9_600)


def remembered(server: ApiServer) -> list[tuple[str, bytes | str]]:
    """What the service has in the conversation: sound of the person, words of its own."""
    items = server.connections[-1].state.items.values()
    return [
        ("user", item.heard) if item.body.get("role") == "user" else ("assistant", _text(item.body)) for item in items
    ]


def _text(body: dict[str, object]) -> str:
    content = body.get("content")
    return str(content[0].get("transcript")) if isinstance(content, list) and content else str(body["type"])


async def sent(server: ApiServer, kind: str, count: int = 1) -> None:
    await asyncio.to_thread(server.log.wait_for_sent, kind, count)


async def whole(server: ApiServer, talk: Driver, count: int = 1) -> None:
    """So many replies have come whole, though nothing is told of them."""
    await sent(server, "response.done", count)
    mark = f"mark-{count}"
    frame = {"type": "rate_limits.updated", "event_id": mark, "rate_limits": [{"name": mark}]}
    await asyncio.to_thread(server.send_raw, json.dumps(frame))
    await talk.until(RateLimitsChanged, lambda changed: changed.limits[0].name == mark)


async def test_a_prepared_reply_is_heard_at_once_and_only_when_the_turn_is_over(api_server: ApiServer) -> None:
    api_server.script.hear("Hello.").reply("Good morning.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(PrepareTurn(TURN))
        await whole(api_server, talk)
        await talk.until(TurnWords)
        assert [(words.text, words.final, words.prepared) for words in talk.of(TurnWords)] == [("Hello.", False, True)]
        assert talk.of(ReplyBegan) == []
        talk.speak(QUIET)
        talk.send(CommitTurn(TURN))
        await talk.until(ReplyEnded)
    assert b"".join(sound.pcm for sound in talk.of(ReplySound)) == SECOND.tobytes()
    assert remembered(api_server) == [("user", SPEECH), ("assistant", "Good morning.")]
    assert [taken.turn for taken in talk.of(TurnTaken)] == [TURN]
    assert len(api_server.log.received("response.create")) == 1
    assert [*api_server.log.sent("error"), *api_server.violations] == []


async def test_who_goes_on_while_the_reply_is_being_made_has_said_one_turn(api_server: ApiServer) -> None:
    api_server.script.hear("Hello.", "Hello, it is me.").reply("Who is there?", sound=noise(20.0, 24_000), pace=1.0)
    api_server.script.reply("Come in.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(PrepareTurn(TURN))
        await sent(api_server, "response.output_audio.delta")
        talk.speak(MORE)
        talk.send(ResumeTurn(TURN))
        talk.speak(MORE)
        talk.send(CommitTurn(TURN))
        await talk.until(ReplyEnded)
        await talk.until(TurnWords, lambda words: words.final)
    assert remembered(api_server) == [("user", SPEECH + MORE + MORE), ("assistant", "Come in.")]
    assert "".join(words.text for words in talk.of(ReplyWords)) == "Come in."
    assert [words.text for words in talk.of(TurnWords) if words.final] == ["Hello, it is me."]
    assert [taken.turn for taken in talk.of(TurnTaken)] == [TURN]
    assert [*api_server.log.sent("error"), *api_server.violations] == []


async def test_a_whole_reply_that_nobody_heard_is_forgotten_and_its_cost_is_not(api_server: ApiServer) -> None:
    api_server.script.reply("Who is there?", sound=SECOND).reply("Come in.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(PrepareTurn(TURN))
        await whole(api_server, talk)
        await talk.until(TurnWords)
        talk.send(ResumeTurn(TURN))
        talk.speak(MORE)
        talk.send(PrepareTurn(TURN))
        await whole(api_server, talk, 2)
        talk.send(CommitTurn(TURN))
        await talk.until(ReplyEnded)
    assert remembered(api_server) == [("user", SPEECH + MORE), ("assistant", "Come in.")]
    assert {vain.spent[0].usage.audio_out for vain in talk.of(PreparedInVain)} == {0, 36}, "of the words, of the reply"
    assert len(talk.of(ReplyEnded)) == 1
    assert [*api_server.log.sent("error"), *api_server.violations] == []


async def test_a_reply_that_has_not_even_begun_when_the_person_goes_on_is_never_heard(api_server: ApiServer) -> None:
    api_server.script.reply("Who is there?", sound=SECOND, after_ms=300, pace=1.0).reply("Come in.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(PrepareTurn(TURN), ResumeTurn(TURN))
        talk.speak(MORE)
        talk.send(CommitTurn(TURN))
        await talk.until(ReplyEnded)
    assert remembered(api_server) == [("user", SPEECH + MORE), ("assistant", "Come in.")]
    assert len(talk.of(ReplyBegan)) == 1
    assert [*api_server.log.sent("error"), *api_server.violations] == []


async def test_tools_of_a_prepared_reply_run_once_it_is_given_out_or_never(api_server: ApiServer) -> None:
    api_server.script.reply(calls=(Call("pay"),)).reply(calls=(Call("pay"),)).reply("Paid.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(PrepareTurn(TURN))
        await whole(api_server, talk)
        talk.send(ResumeTurn(TURN))
        talk.speak(MORE)
        talk.send(PrepareTurn(TURN))
        await whole(api_server, talk, 2)
        assert talk.of(ToolAsked) == []
        talk.send(CommitTurn(TURN))
        asked = await talk.until(ToolAsked)
        talk.send(GiveToolOutput(asked.call, "paid", last=True))
        await talk.until(ReplyWords, lambda words: "Paid." in words.text)
    assert len(talk.of(ToolAsked)) == 1
    kinds = [item.body["type"] for item in api_server.connections[-1].state.items.values()]
    assert kinds == ["message", "function_call", "function_call_output", "message"]
    assert [*api_server.log.sent("error"), *api_server.violations] == []


async def test_a_server_that_answers_each_commit_by_itself_is_heard_once(api_server: ApiServer) -> None:
    api_server.script.quirky(ANSWERS_COMMITS).reply("One.", sound=SECOND).reply("Two.", sound=SECOND)
    async with Driver(engine(api_server), LOCAL) as talk:
        await talk.opened()
        talk.speak(SPEECH)
        talk.send(PrepareTurn(TURN))
        await whole(api_server, talk)
        talk.send(CommitTurn(TURN))
        await talk.until(ReplyEnded)
        talk.speak(MORE)
        talk.send(PrepareTurn(NEXT), CommitTurn(NEXT))
        await talk.until(ReplyEnded, lambda _: len(talk.of(ReplyEnded)) == 2)
    assert [item for item in remembered(api_server) if item[0] == "user"] == [("user", SPEECH), ("user", MORE)]
    assert [words.text for words in talk.of(ReplyWords)] == ["One.", "Two."]
    assert talk.of(EngineRefused) == []
