"""What every engine must keep, whatever answers inside of it.

A subclass names its stages: ways to put an engine before the true server. Each promise is tried on each.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from tests.engines.driver import Driver
from tests.rig.patience import EVENT
from tests.rig.signals import noise
from tests.server.api import KEY, ApiServer
from tests.server.script import Call
from voiceapp.core.messages import (
    AsideAnswered,
    AskAside,
    AskReply,
    CancelReply,
    CommitTurn,
    Configure,
    DropAudio,
    EngineEvent,
    ForgetTurn,
    GiveToolOutput,
    LinkLost,
    LinkOpened,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    SendText,
    SendUtterance,
    ToolAsked,
    TruncateReply,
    TurnId,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.ports import Engine, EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Note, Speaker, ToolCall, ToolState
from voiceapp.core.wishes import SessionWishes, ToolSpec, TurnTaking

SPEECH = noise(1.2, 24_000, seed=9).tobytes()
HISTORY = (
    Message(ItemId("1"), Speaker.USER, 1.0, "My name is Anna.", MessageState.DONE),
    Message(ItemId("2"), Speaker.ASSISTANT, 2.0, "Hello Anna. How are you?", MessageState.CUT, heard=11),
    ToolCall(ItemId("3"), 3.0, "clock", "{}", "noon", ToolState.DONE, call_id="c1"),
    Note(ItemId("4"), 4.0, Sentence("The connection was lost.")),
)
CLOCK = ToolSpec("clock", "Tells the time.", '{"type": "object", "properties": {}}')
WISHES = SessionWishes(turn_taking=TurnTaking.LOCAL, transcription_model="gpt-transcribe", tools=(CLOCK,))


@dataclass(frozen=True)
class Stage:
    """How one engine is put together, from the server's address and a key."""

    name: str
    make: Callable[[ApiServer, str], Engine]
    beta: str = "refused"
    """Which dialect the server speaks."""

    def __str__(self) -> str:
        return self.name


class Ordered:
    """Watches the order of what a link says; each breach is a sentence."""

    def __init__(self, events: list[EngineEvent]) -> None:
        self.breaches: list[str] = []
        self._began: set[str] = set()
        self._spoken: set[str] = set()
        self._ended: set[str] = set()
        for number, event in enumerate(events):
            self._look(number, event)
        if any(isinstance(event, LinkLost) for event in events[:-1]):
            self.breaches.append("something came after the link was lost")

    def _look(self, number: int, event: EngineEvent) -> None:
        match event:
            case LinkOpened() if number:
                self.breaches.append("it opened twice, or too late")
            case ReplyBegan(reply):
                if reply in self._began:
                    self.breaches.append(f"{reply} began twice")
                self._began.add(reply)
            case ReplySound(reply, pcm):
                self._must_be_going_on(reply)
                if reply in self._spoken:
                    self.breaches.append(f"{reply} sounded after it was said to be spoken")
                if len(pcm) % 2:
                    self.breaches.append(f"{reply} brought half a sample")
            case ReplyWords(reply) | ToolAsked(reply):
                self._must_be_going_on(reply)
            case ReplySpoken(reply):
                self._must_be_going_on(reply)
                self._spoken.add(reply)
            case ReplyEnded(reply):
                self._must_be_going_on(reply)
                self._ended.add(reply)
            case _:
                pass
        if number == 0 and not isinstance(event, LinkOpened | LinkLost):
            self.breaches.append(f"{type(event).__name__} came before the link was open")

    def _must_be_going_on(self, reply: str) -> None:
        if reply not in self._began or reply in self._ended:
            self.breaches.append(f"{reply} spoke without having begun, or after its end")


def finished(driver: Driver) -> None:
    assert Ordered(driver.events).breaches == []


async def replied(driver: Driver, count: int = 1) -> list[ReplyEnded]:
    await driver.until(ReplyEnded, lambda _: len(driver.of(ReplyEnded)) >= count)
    return driver.of(ReplyEnded)


def said_by(driver: Driver) -> str:
    return " ".join("".join(words.text for words in driver.of(ReplyWords)).split())


class EngineContract:
    """Subclass it, and give a fixture `stage`."""

    def engine(self, stage: Stage, server: ApiServer, key: str = KEY) -> Engine:
        server.script.beta = stage.beta
        return stage.make(server, key)

    async def test_it_says_who_it_is_first(self, stage: Stage, api_server: ApiServer) -> None:
        engine = self.engine(stage, api_server)
        async with Driver(engine, WISHES) as talk:
            opened = await talk.until(LinkOpened)
        assert opened.info.traits.name
        assert talk.events[0] is opened
        finished(talk)

    async def test_a_line_is_answered_in_words_and_sound(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.reply("The tea is in the tin.")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "Where is the tea?"))
            (ended,) = await replied(talk)
        assert ended.outcome is Outcome.DONE
        assert {taken.turn for taken in talk.of(TurnTaken)} <= {TurnId("t1")}
        assert said_by(talk) == "The tea is in the tin."
        assert sum(len(sound.pcm) for sound in talk.of(ReplySound)) > 20_000
        assert len(talk.of(ReplySpoken)) == 1
        finished(talk)

    async def test_an_answer_can_be_wished_in_writing_only(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.reply("In the tin.")
        async with Driver(self.engine(stage, api_server), replace(WISHES, spoken=False)) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "Where is the tea?", spoken=False))
            await replied(talk)
        assert said_by(talk) == "In the tin."
        assert talk.of(ReplySound) == []
        finished(talk)

    async def test_what_is_said_is_written_down_and_answered(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.hear("Where is the tea?").reply("In the tin.")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.speak(SPEECH)
            talk.send(CommitTurn(TurnId("t1")))
            await replied(talk)
            words = await talk.until(TurnWords, lambda words: words.final)
        assert (words.turn, words.text) == (TurnId("t1"), "Where is the tea?")
        assert said_by(talk) == "In the tin."
        finished(talk)

    async def test_a_whole_utterance_is_a_turn_like_any_other(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.hear("Where is the tea?").reply("In the tin.")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendUtterance(TurnId("t1"), SPEECH))
            await replied(talk)
        assert {taken.turn for taken in talk.of(TurnTaken)} <= {TurnId("t1")}
        finished(talk)

    async def test_a_noise_leaves_nothing_behind(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.reply("Hello.")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.speak(SPEECH)
            talk.send(DropAudio(), SendText(TurnId("t1"), "Hello"))
            await replied(talk)
        assert {taken.turn for taken in talk.of(TurnTaken)} <= {TurnId("t1")}
        assert talk.of(TurnWords) == []
        finished(talk)

    async def test_a_cancelled_answer_is_cut_and_brings_no_more(self, stage: Stage, api_server: ApiServer) -> None:
        long = "One and two and three and four and five. " * 6
        api_server.script.reply(long, pace=1.0).reply("Yes?")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "Count."))
            first = await talk.until(ReplySound)
            talk.send(CancelReply(first.reply), TruncateReply(first.reply, 100, "One"))
            await replied(talk)
            talk.send(SendText(TurnId("t2"), "Stop."))
            ended = await replied(talk, 2)
        assert [each.outcome for each in ended] == [Outcome.CUT, Outcome.DONE]
        assert len({each.reply for each in talk.of(ReplyBegan)}) == 2
        finished(talk)

    async def test_tools_are_asked_and_their_answers_are_answered(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.reply("", calls=(Call("clock", '{"zone": "x"}'), Call("clock"))).reply("It is noon.")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "What time is it?"))
            await replied(talk)
            asked = talk.of(ToolAsked)
            assert [each.arguments for each in asked] == ['{"zone": "x"}', "{}"]
            talk.send(GiveToolOutput(asked[0].call, "noon", last=False))
            talk.send(GiveToolOutput(asked[1].call, "noon", last=True))
            await replied(talk, 2)
        assert len({each.call for each in asked}) == 2
        assert said_by(talk) == "It is noon."
        finished(talk)

    async def test_a_side_job_is_answered_beside_the_talk(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.asides.append("Tea and tins")
        api_server.script.reply("In the tin.")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "Where is the tea?"))
            await replied(talk)
            talk.send(AskAside("title", "Give a title.", "Where is the tea?"))
            aside = await talk.until(AsideAnswered)
        assert aside.job == "title"
        assert aside.text
        assert len(talk.of(ReplyBegan)) == 1
        finished(talk)

    async def test_it_goes_on_where_an_earlier_link_ended(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.reply("Anna.")
        async with Driver(self.engine(stage, api_server), WISHES, HISTORY) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "What is my name?"))
            await replied(talk)
        told = str([entry.body for entry in api_server.log.entries])
        assert "My name is Anna." in told
        assert "Hello Anna." in told
        assert "How are you?" not in told, "what was not heard was not said"
        finished(talk)

    async def test_wishes_change_and_turns_are_forgotten_in_the_middle(
        self, stage: Stage, api_server: ApiServer
    ) -> None:
        api_server.script.reply("One.").reply("Two.").reply("Three.")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "First"))
            await replied(talk)
            talk.send(Configure(replace(WISHES, instructions="Be brief.", speed=1.2)), ForgetTurn(TurnId("t1")))
            talk.send(SendText(TurnId("t2"), "Second"))
            await replied(talk, 2)
            talk.send(AskReply())
            ended = await replied(talk, 3)
        assert [each.outcome for each in ended] == [Outcome.DONE] * 3
        finished(talk)

    async def test_two_turns_at_once_are_both_answered(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.reply("Both.").reply("And both.")
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "First"), SendText(TurnId("t2"), "Second"))
            # Each may be answered alone, or both together.
            (first, *_) = await replied(talk)
            if "And" not in said_by(talk) and first.outcome is Outcome.CUT:
                await replied(talk, 2)
        assert talk.of(ReplyEnded)[-1].outcome is Outcome.DONE
        assert {taken.turn for taken in talk.of(TurnTaken)} <= {TurnId("t1"), TurnId("t2")}
        finished(talk)

    async def test_lines_that_waited_together_are_answered_together(self, stage: Stage, api_server: ApiServer) -> None:
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t1"), "First", answer=False), SendText(TurnId("t2"), "Second"))
            await replied(talk)
            talk.send(SendText(TurnId("t3"), "Third"))
            await replied(talk, 2)
        assert [each.outcome for each in talk.of(ReplyEnded)] == [Outcome.DONE] * 2
        assert [began.up_to for began in talk.of(ReplyBegan)] == [TurnId("t2"), TurnId("t3")]
        finished(talk)

    async def test_names_of_replies_are_never_used_again(self, stage: Stage, api_server: ApiServer) -> None:
        engine = self.engine(stage, api_server)
        seen: list[str] = []
        for _ in range(2):
            async with Driver(engine, WISHES) as talk:
                await talk.opened()
                talk.send(SendText(TurnId("t"), "Hello"))
                seen += [ended.reply for ended in await replied(talk)]
        assert len(seen) == len(set(seen)) == 2

    async def test_a_refused_key_is_one_sentence_without_the_key(self, stage: Stage, api_server: ApiServer) -> None:
        key = "sk-wrong-key-0123456789abcdef"
        engine = self.engine(stage, api_server, key)

        async def talk() -> None:
            async with Driver(engine, WISHES) as driver:
                driver.send(SendText(TurnId("t"), "Hello"))
                lost = await driver.until(LinkLost)
                raise EngineError(lost.failure)

        with pytest.raises(EngineError) as told:
            await talk()
        assert str(told.value.failure.sentence).endswith(".")
        assert key not in repr(told.value.failure)

    async def test_leaving_leaves_nothing_running(self, stage: Stage, api_server: ApiServer) -> None:
        api_server.script.reply("One and two and three. " * 10, pace=1.0)
        before = asyncio.all_tasks()
        async with Driver(self.engine(stage, api_server), WISHES) as talk:
            await talk.opened()
            talk.send(SendText(TurnId("t"), "Count."))
            await talk.until(ReplySound)
        async with asyncio.timeout(EVENT):
            while left := asyncio.all_tasks() - before:
                # Only what ends by itself: a connection that says goodbye.
                await asyncio.wait(left)
