"""Interpreting by a recogniser, a language model and a voice: whose words, in which language, and what is spoken."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass, field

import pytest

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.job import (
    InterpretJob,
    InterpretNews,
    JobDone,
    Pair,
    Side,
    SideFound,
    VoiceMade,
    WordsHeard,
    WordsTranslated,
)
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import (
    ChatEnd,
    ChatPiece,
    ChatText,
    ChatThought,
    EngineError,
    RecognisedText,
    RecognitionHints,
    SpeechToText,
    SpokenAudio,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message, Spent, Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.cascade.interpreting import NO_TRANSLATION, InterpretingByParts, InterpretingParts
from voiceapp.live_sound import LiveSound

TRAITS = EngineTraits(Sentence("A part"))
PAIR = Pair("en", "de")


def line(name: str) -> Spent:
    return Spent(name, Usage(seconds=1.0), 0.1)


@dataclass
class Ears:
    text: str
    language: str | None = None
    fails: Failure | None = None
    told: list[RecognitionHints] = field(default_factory=list)
    traits: EngineTraits = TRAITS

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        self.told.append(hints)
        if self.fails is not None:
            raise EngineError(self.fails)
        heard = b"".join([pcm async for pcm in sound])
        assert heard == b"\1\0"
        yield RecognisedText(self.text[:3], final=False)
        yield RecognisedText(self.text, language=self.language, spent=(line("ears"),))


@dataclass
class Brain:
    answer_text: str
    asked: list[tuple[str, SessionWishes]] = field(default_factory=list)
    traits: EngineTraits = TRAITS

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        (said,) = items
        assert isinstance(said, Message)
        self.asked.append((said.text, wishes))
        yield ChatThought("Hmm.")
        for word in self.answer_text.split(" "):
            yield ChatText(f"{word} ")
        yield ChatEnd((line("brain"),))


@dataclass
class Mouth:
    said: list[tuple[str, str]] = field(default_factory=list)
    traits: EngineTraits = TRAITS

    async def speak(self, text: str, wishes: SessionWishes) -> AsyncGenerator[SpokenAudio]:
        self.said.append((text, wishes.language))
        yield SpokenAudio(b"\2\0")
        yield SpokenAudio(b"", (line("mouth"),))


@dataclass
class Stage:
    ears: Ears
    brain: Brain
    mouth: Mouth = field(default_factory=Mouth)
    english: SpeechToText | None = None

    async def interpreted(self, job: InterpretJob) -> list[InterpretNews]:
        parts = InterpretingParts(
            lambda: self.ears,
            lambda: self.brain,
            lambda: self.mouth,
            lambda: self.english,
            lambda job: RecognitionHints(languages=job.pair.codes),
            lambda language: SessionWishes(language=language),
            Sentence("It leaves."),
        )
        sound = LiveSound()
        sound.append(b"\1\0")
        sound.end()
        interpreter = InterpretingByParts(parts)
        assert interpreter.leaves_machine == Sentence("It leaves.")
        return [news async for news in interpreter.interpret(sound, job)]


async def test_words_are_heard_translated_and_spoken_in_the_other_language_and_all_of_it_is_billed() -> None:
    stage = Stage(Ears("Where is the station? I am late."), Brain("Wo ist der Bahnhof? Ich bin spät dran."))
    news = await stage.interpreted(InterpretJob(PAIR))
    assert news[:3] == [
        WordsHeard("Whe"),
        WordsHeard("Where is the station? I am late."),
        SideFound(Side.LEFT),
    ]
    translated = [each.text for each in news if isinstance(each, WordsTranslated)]
    assert translated[0] == "Wo "
    assert translated[-1].strip() == "Wo ist der Bahnhof? Ich bin spät dran."
    assert [language for _, language in stage.mouth.said] == ["de", "de"]
    assert [each.pcm for each in news if isinstance(each, VoiceMade)] == [b"\2\0", b"\2\0"]
    assert news[-1] == JobDone((line("ears"), line("brain"), line("mouth"), line("mouth")))
    ((asked, wishes),) = stage.brain.asked
    assert asked == "Where is the station? I am late."
    assert "into German" in wishes.instructions


@pytest.mark.parametrize(
    ("ears", "job", "side"),
    [
        (Ears("Taxi", "de"), InterpretJob(PAIR), Side.RIGHT),
        (Ears("Taxi"), InterpretJob(PAIR, last=Side.LEFT), Side.RIGHT),
        (Ears("Where is the station?"), InterpretJob(PAIR, Side.RIGHT), Side.RIGHT),
    ],
)
async def test_who_speaks_follows_from_the_press_the_language_or_the_turn(
    ears: Ears, job: InterpretJob, side: Side
) -> None:
    assert SideFound(side) in await Stage(ears, Brain("Something.")).interpreted(job)


async def test_where_nothing_was_said_nobody_is_asked_for_more() -> None:
    stage = Stage(Ears(" "), Brain("Never."))
    assert (await stage.interpreted(InterpretJob(PAIR)))[-1] == JobDone((line("ears"),))
    assert (stage.brain.asked, stage.mouth.said) == ([], [])


async def test_captions_alone_are_not_spoken() -> None:
    stage = Stage(Ears("Where is it?"), Brain("Wo ist es?"))
    await stage.interpreted(InterpretJob(PAIR, spoken=False))
    assert stage.mouth.said == []


async def test_a_model_that_translates_nothing_is_said_and_not_spoken() -> None:
    stage = Stage(Ears("Where is it?"), Brain(""))
    with pytest.raises(EngineError) as failed:
        await stage.interpreted(InterpretJob(PAIR))
    assert failed.value.failure == NO_TRANSLATION


async def test_a_server_that_turns_speech_into_english_is_asked_only_for_that() -> None:
    stage = Stage(Ears("Wo ist es?", "de"), Brain("Never."), english=Ears("Where is it?"))
    news = await stage.interpreted(InterpretJob(PAIR))
    assert WordsTranslated("Where is it?") in news
    assert stage.brain.asked == []
    other = Stage(Ears("Where is it?", "en"), Brain("Wo ist es?"), english=Ears("Never."))
    assert WordsTranslated("Wo ist es? ") in await other.interpreted(InterpretJob(PAIR))


async def test_where_it_cannot_the_language_model_translates() -> None:
    cannot = Ears("", fails=Failure(FailureKind.NO_MODEL, Sentence("No model.")))
    stage = Stage(Ears("Wo ist es?", "de"), Brain("Where is it?"), english=cannot)
    assert WordsTranslated("Where is it? ") in await stage.interpreted(InterpretJob(PAIR))
    gone = Ears("", fails=Failure(FailureKind.NO_NETWORK, Sentence("No network.")))
    with pytest.raises(EngineError):
        await Stage(Ears("Wo ist es?", "de"), Brain("Never."), english=gone).interpreted(InterpretJob(PAIR))
