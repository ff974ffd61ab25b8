"""Words while one speaks, from somebody quicker than the recogniser whose words count."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints, SpeechToText
from voiceapp.core.sentence import Sentence
from voiceapp.engines.cascade.previewed import LiveFirst, PreviewedRecogniser

HINTS = RecognitionHints("en")


class Microphone:
    """Gives sound when it is told to."""

    def __init__(self) -> None:
        self._pieces: asyncio.Queue[bytes | None] = asyncio.Queue()

    def speak(self, piece: bytes = b"one") -> None:
        self._pieces.put_nowait(piece)

    def end(self) -> None:
        self._pieces.put_nowait(None)

    async def sound(self) -> AsyncIterator[bytes]:
        while (piece := await self._pieces.get()) is not None:
            yield piece


class Whole:
    """Answers when all sound is there, as a service does that gets a recording."""

    traits = EngineTraits(Sentence("Whole"))

    def __init__(self, failure: FailureKind | None = None) -> None:
        self.failure = failure
        self.heard: list[bytes] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        assert not hints.live
        self.heard.append(b"".join([piece async for piece in sound]))
        await self.may_answer.wait()
        if self.failure is not None:
            raise EngineError(Failure(self.failure, Sentence("It failed.")))
        yield RecognisedText("The whole.")


class Live:
    """Answers each piece of sound."""

    traits = EngineTraits(Sentence("Live"), live_words=True)

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.hints: list[RecognitionHints] = []
        self.closed = asyncio.Event()

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        self.hints.append(hints)
        try:
            count = 0
            async for _ in sound:
                count += 1
                if self.failure is not None:
                    raise self.failure
                yield RecognisedText(f"live {count}", final=False)
            yield RecognisedText(f"live {count}.")
        finally:
            self.closed.set()


def failed(kind: FailureKind) -> EngineError:
    return EngineError(Failure(kind, Sentence("It failed.")))


def following(recogniser: SpeechToText, microphone: Microphone) -> AsyncGenerator[RecognisedText]:
    return recogniser.transcribe(microphone.sound(), HINTS)


async def test_a_preview_comes_while_one_speaks_and_the_words_that_count_end_it() -> None:
    first, preview, microphone = Whole(), Live(), Microphone()
    first.may_answer.clear()
    answers = following(PreviewedRecogniser(first, preview), microphone)
    microphone.speak()
    early = await anext(answers)
    assert (early.text, early.preview, early.final, early.spent) == ("live 1", True, False, ())
    microphone.speak()
    assert (await anext(answers)).text == "live 2"
    microphone.end()
    after = await anext(answers)
    assert (after.text, after.preview, after.final) == ("live 2.", True, False), "also what it knows at the end"
    first.may_answer.set()
    last = [each async for each in answers]
    assert last == [RecognisedText("The whole.")]
    assert first.heard == [b"oneone"]
    assert preview.hints[0].live


async def test_the_services_own_words_take_the_place_of_the_preview() -> None:
    preview, microphone = Live(), Microphone()
    answers = following(PreviewedRecogniser(Live(), preview), microphone)
    microphone.speak()
    seen = [await anext(answers)]
    while seen[-1].preview:
        seen.append(await anext(answers))
    microphone.speak()
    microphone.end()
    rest = [each async for each in answers]
    assert [each.preview for each in rest] == [False] * len(rest)
    assert rest[-1] == RecognisedText("live 2.")
    assert preview.closed.is_set()


@pytest.mark.expects_log
@pytest.mark.parametrize("failure", [failed(FailureKind.MODEL_BROKEN), ValueError("a bug")])
async def test_a_preview_that_fails_takes_nothing_with_it(failure: Exception) -> None:
    microphone = Microphone()
    microphone.speak()
    microphone.end()
    answers = following(PreviewedRecogniser(Whole(), Live(failure)), microphone)
    assert [each async for each in answers] == [RecognisedText("The whole.")]


async def test_what_fails_fails_as_without_a_preview() -> None:
    microphone = Microphone()
    microphone.speak()
    microphone.end()
    answers = following(PreviewedRecogniser(Whole(FailureKind.NO_NETWORK), Live()), microphone)
    with pytest.raises(EngineError):
        [each async for each in answers]


async def test_who_stops_listening_ends_everything() -> None:
    preview, microphone = Live(), Microphone()
    answers = following(PreviewedRecogniser(Whole(), preview), microphone)
    microphone.speak()
    await anext(answers)
    await answers.aclose()
    assert preview.closed.is_set()


@pytest.mark.parametrize("kind", [FailureKind.NO_MODEL, FailureKind.WRONG_DIALECT, FailureKind.NOT_ALLOWED])
async def test_what_the_service_cannot_hear_live_it_gets_as_a_recording_and_that_is_remembered(
    kind: FailureKind,
) -> None:
    refused: list[bool] = []
    whole, microphone = Whole(), Microphone()
    microphone.speak()
    microphone.speak()
    microphone.end()
    recogniser = LiveFirst(Live(failed(kind)), whole, lambda: refused.append(True))
    assert [each async for each in following(recogniser, microphone)] == [RecognisedText("The whole.")]
    assert whole.heard == [b"oneone"]
    assert refused == [True]


async def test_a_line_that_breaks_is_opened_anew_while_one_speaks_and_not_afterwards() -> None:
    refused: list[bool] = []
    recogniser = LiveFirst(Live(failed(FailureKind.LINK_DROPPED)), Whole(), lambda: refused.append(True))
    microphone = Microphone()
    microphone.speak()
    with pytest.raises(EngineError):
        await anext(following(recogniser, microphone))
    microphone.speak()
    microphone.end()
    assert refused == []


@pytest.mark.parametrize("kind", [FailureKind.NO_NETWORK, FailureKind.WRONG_KEY, FailureKind.NO_QUOTA])
async def test_what_a_recording_would_meet_as_well_is_not_tried_twice(kind: FailureKind) -> None:
    whole, microphone = Whole(), Microphone()
    microphone.speak()
    microphone.end()
    with pytest.raises(EngineError):
        await anext(following(LiveFirst(Live(failed(kind)), whole, lambda: None), microphone))
    assert whole.heard == []


async def test_live_words_are_all_there_is_where_they_come() -> None:
    whole, microphone = Whole(), Microphone()
    microphone.speak()
    microphone.end()
    recogniser = LiveFirst(Live(), whole, lambda: None)
    assert [each.text async for each in following(recogniser, microphone)] == ["live 1", "live 1."]
    assert whole.heard == []
    assert recogniser.traits.live_words
