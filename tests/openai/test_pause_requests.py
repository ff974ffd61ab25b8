"""A recogniser that takes whole recordings says in each pause what the words are so far."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from tests.engines.parts import BROKEN
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import PAUSE, WENT_ON, EngineError, RecognisedText
from voiceapp.core.transcript import Spent, Usage
from voiceapp.openai.pause_requests import recognised

PRICE = (Spent("m", Usage(seconds=1.0), 0.01),)
SILENCE = bytes(WIRE.frame_bytes)
ONE, TWO, SIX, TEN = ((word * WIRE.frame_bytes)[: WIRE.frame_bytes] for word in (b"one ", b"two ", b"six ", b"ten "))


def words_in(pcm: bytes) -> str:
    return " ".join(dict.fromkeys(pcm.replace(b"\0", b"").decode().split()))


class Recogniser:
    """Says what it got. A request waits until it is let go."""

    def __init__(self, *, held: bool = False) -> None:
        self.asked: list[bytes] = []
        self.broken_off: list[bytes] = []
        self.fails = 0
        self.begun: asyncio.Queue[None] = asyncio.Queue()
        self.stopped: asyncio.Queue[None] = asyncio.Queue()
        self.go = asyncio.Event()
        if not held:
            self.go.set()

    async def __call__(self, pcm: bytes) -> AsyncGenerator[RecognisedText]:
        self.asked.append(pcm)
        self.begun.put_nowait(None)
        if len(self.asked) <= self.fails:
            raise EngineError(BROKEN)
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.broken_off.append(pcm)
            self.stopped.put_nowait(None)
            raise
        yield RecognisedText(words_in(pcm)[:1], final=False)
        yield RecognisedText(words_in(pcm), spent=PRICE)


class Speech:
    """What is said, as it is said."""

    def __init__(self) -> None:
        self.pieces: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.ended = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (piece := await self.pieces.get()) is not None:
            yield piece
        self.ended.set()


async def until(what: "asyncio.Queue[RecognisedText]") -> RecognisedText:
    async with asyncio.timeout(5):
        return await what.get()


async def asked(recogniser: Recogniser) -> None:
    async with asyncio.timeout(5):
        await recogniser.begun.get()


async def let_it_go_on() -> None:
    """Whatever needs nobody else is done after this."""
    for _ in range(20):
        await asyncio.sleep(0)


async def gather(speech: Speech, recogniser: Recogniser, found: "asyncio.Queue[RecognisedText]") -> None:
    async for heard in recognised(aiter(speech), recogniser):
        found.put_nowait(heard)


async def test_the_words_of_each_pause_come_in_it_and_the_whole_at_the_end() -> None:
    speech, recogniser, found = Speech(), Recogniser(), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (ONE, PAUSE):
        speech.pieces.put_nowait(piece)
    assert await until(found) == RecognisedText("one", final=False, pause=1, spent=PRICE)
    for piece in (TWO, SIX, PAUSE):
        speech.pieces.put_nowait(piece)
    assert await until(found) == RecognisedText("one two six", final=False, pause=2, spent=PRICE)
    for last in (TEN, None):
        speech.pieces.put_nowait(last)
    assert (await until(found)).final is False
    assert await until(found) == RecognisedText("one two six ten", spent=PRICE)
    await task
    assert recogniser.asked == [ONE, ONE + TWO + SIX, ONE + TWO + SIX + TEN]


async def test_the_words_of_a_pause_are_the_whole_if_only_silence_followed() -> None:
    speech, recogniser, found = Speech(), Recogniser(), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (ONE, PAUSE):
        speech.pieces.put_nowait(piece)
    assert await until(found) == RecognisedText("one", final=False, pause=1, spent=PRICE)
    for part in (SILENCE, SILENCE, None):
        speech.pieces.put_nowait(part)
    assert await until(found) == RecognisedText("one"), "what it cost was told with the pause"
    await task
    assert recogniser.asked == [ONE]


WHISPER = b"".join((b"psst"[at % 4] - 96 + 40 * (at % 2)).to_bytes(2, "little") for at in range(480))


async def test_the_words_of_a_pause_are_not_the_whole_if_the_person_went_on_in_a_whisper() -> None:
    speech, recogniser, found = Speech(), Recogniser(), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (ONE, PAUSE):
        speech.pieces.put_nowait(piece)
    assert (await until(found)).pause == 1
    for part in (WHISPER, WENT_ON, WHISPER, SILENCE, None):
        speech.pieces.put_nowait(part)
    assert (await until(found)).final is False
    assert (await until(found)).final
    await task
    assert recogniser.asked == [ONE, ONE + WHISPER + WHISPER + SILENCE]


async def test_a_request_that_is_on_its_way_when_the_turn_ends_is_waited_for() -> None:
    speech, recogniser, found = Speech(), Recogniser(held=True), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (ONE, PAUSE, SILENCE, None):
        speech.pieces.put_nowait(piece)
    async with asyncio.timeout(5):
        await speech.ended.wait()
    await let_it_go_on()
    recogniser.go.set()
    assert await until(found) == RecognisedText("one", spent=PRICE)
    await task
    assert recogniser.asked == [ONE]
    assert recogniser.broken_off == []


async def test_a_request_that_nobody_wants_any_more_is_broken_off_as_soon_as_sound_follows() -> None:
    speech, recogniser, found = Speech(), Recogniser(held=True), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (ONE, PAUSE):
        speech.pieces.put_nowait(piece)
    await asked(recogniser)
    speech.pieces.put_nowait(TWO)
    async with asyncio.timeout(5):
        await recogniser.stopped.get()
    assert recogniser.broken_off == [ONE]
    recogniser.go.set()
    speech.pieces.put_nowait(None)
    await task
    assert recogniser.asked == [ONE, ONE + TWO]


async def test_a_pause_that_is_over_is_broken_off() -> None:
    speech, recogniser, found = Speech(), Recogniser(held=True), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (ONE, PAUSE):
        speech.pieces.put_nowait(piece)
    await asked(recogniser)
    for part in (TWO, PAUSE, None):
        speech.pieces.put_nowait(part)
    await asked(recogniser)
    recogniser.go.set()
    await task
    heard = [found.get_nowait() for _ in range(found.qsize())]
    assert heard[-1] == RecognisedText("one two", spent=PRICE)
    assert all(each.pause != 1 for each in heard)
    assert recogniser.broken_off[0] == ONE


@pytest.mark.parametrize(("after", "heard"), [((TWO,), " two"), ((), "")])
async def test_a_failure_in_a_pause_is_nobodys_trouble(after: tuple[bytes, ...], heard: str) -> None:
    speech, recogniser, found = Speech(), Recogniser(), asyncio.Queue[RecognisedText]()
    recogniser.fails = 1
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (ONE, PAUSE):
        speech.pieces.put_nowait(piece)
    await asked(recogniser)
    for part in (*after, None):
        speech.pieces.put_nowait(part)
    await task
    assert [found.get_nowait().text for _ in range(found.qsize())] == ["o", f"one{heard}"]


async def test_whoever_stops_listening_leaves_nothing_running() -> None:
    speech, recogniser, found = Speech(), Recogniser(held=True), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (ONE, PAUSE):
        speech.pieces.put_nowait(piece)
    await asked(recogniser)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert recogniser.broken_off == [ONE]
    assert asyncio.all_tasks() == {asyncio.current_task()}
