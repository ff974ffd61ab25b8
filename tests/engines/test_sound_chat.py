"""A cascade whose chat hears and speaks itself: nobody waits for words, and nobody reads the answer out."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, field

from tests.engines.driver import Driver
from tests.engines.parts import BROKEN, Brain, Ears, Voice
from tests.engines.test_cascade import SPEECH, TURN, at_once
from voiceapp.core.chat_pieces import (
    ChatEnd,
    ChatPiece,
    ChatSound,
    ChatSpoken,
    ChatText,
    ChatThought,
    ChatTool,
    SpokenReply,
    TalkSounds,
)
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    CancelReply,
    CommitTurn,
    CorrectTurn,
    EngineRefused,
    EngineTraits,
    Outcome,
    ReplyEnded,
    ReplySound,
    ReplyWords,
    SendText,
    SendUtterance,
    TruncateReply,
    TurnId,
    TurnWords,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.chat_memory import HEARD_TURNS, MOST_HEARD, ChatMemory
from voiceapp.engines.cascade.engine import CascadeEngine
from voiceapp.engines.cascade.parts import CascadeParts

SOUND = bytes(WIRE.bytes(100))
ANSWER: tuple[ChatPiece, ...] = (ChatSound(words="It is "), ChatSound(SOUND), ChatSound(SOUND, "noon."))


@dataclass
class Speaks(Brain):
    """Answers with these pieces, each time the same."""

    answers: list[list[str | ChatThought | ChatTool | Failure]] = field(default_factory=list)
    pieces: Sequence[ChatPiece] = ANSWER
    hears: bool = True
    sounds: list[TalkSounds] = field(default_factory=list[TalkSounds])

    async def converse(
        self, items: Sequence[Item], wishes: SessionWishes, sounds: TalkSounds
    ) -> AsyncGenerator[ChatPiece]:
        self.sounds.append(sounds)
        self.asked.append(tuple(items))
        self.wished.append(wishes)
        for piece in self.pieces:
            yield piece
            if self.hold is not None:
                await self.hold.wait()
        yield ChatSpoken(SpokenReply(f"audio_{len(self.sounds)}", 9e9))
        yield ChatEnd()


@dataclass
class SlowEars(Ears):
    may_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        async for heard in super().transcribe(sound, hints):
            if heard.text != "…":
                await self.may_go.wait()
            yield heard


def engine(chat: Speaks, recogniser: Ears | None = None, voice: Voice | None = None) -> CascadeEngine:
    parts = CascadeParts(recogniser or Ears(["Hello."]), Brain([]), voice or Voice(), sound_chat=chat)
    return CascadeEngine(parts, EngineTraits(Sentence("Cascade")), at_once, "gpt-audio")


def talking(made: CascadeEngine) -> Driver:
    return Driver(made, SessionWishes(language="en"))


async def test_sound_is_answered_with_sound_before_its_words_are_known() -> None:
    chat, voice = Speaks(), Voice()
    recogniser = SlowEars(["What time is it?"])
    made = engine(chat, recogniser, voice)
    assert not made.traits.prepares, "what is heard is not prepared by its words"
    async with talking(made) as link:
        link.speak(SPEECH)
        link.send(CommitTurn(TURN))
        ended = await link.until(ReplyEnded)
        assert ended.outcome is Outcome.DONE
        assert [(each.text, each.at) for each in link.of(ReplyWords)] == [("It is ", 0), ("noon.", 100)]
        assert b"".join(each.pcm for each in link.of(ReplySound)) == SOUND * 2
        assert [*chat.sounds[0].said.values()] == [SPEECH]
        assert voice.spoken == [], "nobody reads it out once more"
        assert not any(words.final for words in link.of(TurnWords))
        recogniser.may_go.set()
        assert (await link.until(TurnWords, lambda words: words.final)).text == "What time is it?"
        link.send(SendText(TurnId("turn-2"), "And now?"))
        await link.until(ReplyEnded, lambda each: each.reply != ended.reply)
        told = [item.text for item in chat.asked[1] if isinstance(item, Message)]
        assert told == ["What time is it?", "It is noon.", "And now?"], "the transcript stands in the history"
        assert [*chat.sounds[1].spoken.values()] == [SpokenReply("audio_1", 9e9)]


async def test_what_nobody_could_write_down_is_answered_all_the_same() -> None:
    chat = Speaks()
    async with talking(engine(chat, Ears([BROKEN]))) as link:
        link.send(SendUtterance(TURN, SPEECH))
        assert (await link.until(ReplyEnded)).outcome is Outcome.DONE
        await link.until(EngineRefused)
        ended = link.of(ReplyEnded)[0]
        link.send(SendText(TurnId("turn-2"), "And now?"))
        await link.until(ReplyEnded, lambda each: each.reply != ended.reply)
        assert [*chat.sounds[1].said.values()] == [SPEECH], "it is still heard, since there are no words"


async def test_an_answer_that_was_cut_is_no_longer_referred_to_as_it_was_spoken() -> None:
    chat = Speaks()
    async with talking(engine(chat)) as link:
        link.send(SendUtterance(TURN, SPEECH))
        ended = await link.until(ReplyEnded)
        link.send(TruncateReply(ended.reply, 50, "It is"))
        link.send(SendText(TurnId("turn-2"), "And now?"))
        await link.until(ReplyEnded, lambda each: each.reply != ended.reply)
        assert chat.sounds[1].spoken == {}
        assert "It is" in [item.text for item in chat.asked[1] if isinstance(item, Message)]


async def test_speaking_over_it_stops_the_model() -> None:
    chat = Speaks(hold=asyncio.Event())
    async with talking(engine(chat)) as link:
        link.send(SendUtterance(TURN, SPEECH))
        words = await link.until(ReplyWords)
        link.send(CancelReply(words.reply))
        assert (await link.until(ReplyEnded)).outcome is Outcome.CUT


async def test_a_model_that_writes_although_it_was_to_speak_is_read_out() -> None:
    voice = Voice()
    async with talking(engine(Speaks(pieces=(ChatText("It is noon."), ChatSound(SOUND, "No."))), voice=voice)) as link:
        link.send(SendUtterance(TURN, SPEECH))
        await link.until(ReplyEnded)
        assert voice.spoken == ["It is noon."]
        assert "".join(each.text for each in link.of(ReplyWords)) == "It is noon."


async def test_an_answer_in_writing_alone_makes_no_sound() -> None:
    async with talking(engine(Speaks())) as link:
        link.send(SendText(TURN, "Hi.", spoken=False))
        await link.until(ReplyEnded)
        assert "".join(each.text for each in link.of(ReplyWords)) == "It is noon."
        assert link.of(ReplySound) == []


async def test_what_the_person_corrects_is_told_in_words() -> None:
    chat = Speaks()
    async with talking(engine(chat)) as link:
        link.send(SendUtterance(TURN, SPEECH))
        first = await link.until(ReplyEnded)
        link.send(CorrectTurn(TURN, "Good morning."))
        link.send(SendText(TurnId("turn-2"), "And now?"))
        await link.until(ReplyEnded, lambda each: each.reply != first.reply)
        assert chat.sounds[1].said == {}


def test_only_the_last_turns_are_heard_again_and_those_without_words() -> None:
    memory = ChatMemory()
    for number in range(5):
        turn = TurnId(f"turn-{number}")
        memory.person_spoke(turn, bytes([number]))
        if number != 1:
            memory.person_said(turn, f"Word {number}.")
    assert sorted(pcm[0] for pcm in memory.sounds.said.values()) == [1, 3, 4]
    assert HEARD_TURNS == 2
    for number in range(20):
        memory.person_spoke(TurnId(f"more-{number}"), b"x")
    assert len(memory.sounds.said) <= MOST_HEARD + 1
    memory.forget(TurnId("more-19"))
    assert memory.copy().sounds == memory.sounds
