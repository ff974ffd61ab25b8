"""A recogniser that takes whole recordings says in each pause what the words are so far."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

import pytest

from tests.engines.parts import BROKEN
from voiceapp.core.ports import PAUSE, EngineError, RecognisedText
from voiceapp.openai.pause_requests import recognised


class Recogniser:
    """Says what it got. A request waits until it is let go."""

    def __init__(self, *, held: bool = False) -> None:
        self.asked: list[bytes] = []
        self.broken_off: list[bytes] = []
        self.fails = 0
        self.begun: asyncio.Queue[None] = asyncio.Queue()
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
            raise
        yield RecognisedText(pcm.decode()[:1], final=False)
        yield RecognisedText(pcm.decode())


class Speech:
    """What is said, as it is said."""

    def __init__(self) -> None:
        self.pieces: asyncio.Queue[bytes | None] = asyncio.Queue()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (piece := await self.pieces.get()) is not None:
            yield piece


async def until(what: "asyncio.Queue[RecognisedText]") -> RecognisedText:
    async with asyncio.timeout(5):
        return await what.get()


async def asked(recogniser: Recogniser) -> None:
    async with asyncio.timeout(5):
        await recogniser.begun.get()


async def gather(speech: Speech, recogniser: Recogniser, found: "asyncio.Queue[RecognisedText]") -> None:
    async for heard in recognised(aiter(speech), recogniser):
        found.put_nowait(heard)


async def test_the_words_of_each_pause_come_in_it_and_the_whole_at_the_end() -> None:
    speech, recogniser, found = Speech(), Recogniser(), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (b"one ", PAUSE):
        speech.pieces.put_nowait(piece)
    assert await until(found) == RecognisedText("one ", final=False, pause=1)
    for piece in (b"two ", b"three ", PAUSE):
        speech.pieces.put_nowait(piece)
    assert await until(found) == RecognisedText("one two three ", final=False, pause=2)
    speech.pieces.put_nowait(None)
    assert (await until(found)).final is False
    assert await until(found) == RecognisedText("one two three ")
    await task


async def test_a_pause_that_is_over_is_broken_off() -> None:
    speech, recogniser, found = Speech(), Recogniser(held=True), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (b"one ", PAUSE):
        speech.pieces.put_nowait(piece)
    await asked(recogniser)
    for part in (b"two ", PAUSE, None):
        speech.pieces.put_nowait(part)
    await asked(recogniser)
    recogniser.go.set()
    await task
    heard = [found.get_nowait() for _ in range(found.qsize())]
    assert heard[-1] == RecognisedText("one two ")
    assert all(each.pause != 1 for each in heard)
    assert recogniser.broken_off[0] == b"one "


async def test_a_failure_in_a_pause_is_nobodys_trouble() -> None:
    speech, recogniser, found = Speech(), Recogniser(), asyncio.Queue[RecognisedText]()
    recogniser.fails = 1
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (b"one ", PAUSE):
        speech.pieces.put_nowait(piece)
    await asked(recogniser)
    for part in (b"two ", None):
        speech.pieces.put_nowait(part)
    await task
    assert [found.get_nowait().text for _ in range(found.qsize())] == ["o", "one two "]


async def test_whoever_stops_listening_leaves_nothing_running() -> None:
    speech, recogniser, found = Speech(), Recogniser(held=True), asyncio.Queue[RecognisedText]()
    task = asyncio.create_task(gather(speech, recogniser, found))
    for piece in (b"one ", PAUSE):
        speech.pieces.put_nowait(piece)
    await asked(recogniser)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert recogniser.broken_off == [b"one "]
    assert asyncio.all_tasks() == {asyncio.current_task()}
