"""Asks a recogniser that takes whole recordings for the words so far, at each pause of the person."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import replace

from voiceapp.audio.pause_detector import PauseDetector
from voiceapp.core.ports import PAUSE, WENT_ON, EngineError, RecognisedText

Recognise = Callable[[bytes], AsyncGenerator[RecognisedText]]


async def recognised(sound: AsyncIterator[bytes], recognise: Recognise) -> AsyncGenerator[RecognisedText]:
    """Yields what `recognise` makes of the sound before each pause, and finally of the whole sound.

    If only silence followed the last pause, its words are the whole. Once sound follows, or the person goes on too
    quietly to be told from silence here, a request for a pause is cancelled, because the whole is asked for anyway; so
    it is where that request failed.
    """
    request = _PauseRequest(recognise)
    pcm = bytearray()
    since_pause = PauseDetector()
    source = aiter(sound)
    coming: asyncio.Task[bytes | None] = asyncio.create_task(_next(source))
    try:
        while True:
            await request.or_more_of(coming)
            if (words := request.take()) is not None:
                yield words
            if not coming.done():
                continue
            if (piece := coming.result()) is None:
                break
            coming = asyncio.create_task(_next(source))
            pcm += piece
            since_pause.add_sound(piece)
            if piece is PAUSE:
                await request.drop()
                since_pause.mark()
                request.ask(bytes(pcm))
            elif since_pause.spoken or piece is WENT_ON:
                await request.drop()
        if (whole := await request.words()) is not None:
            yield whole
            return
        async with aclosing(recognise(bytes(pcm))) as answers:
            async for heard in answers:
                yield heard
    finally:
        coming.cancel()
        await asyncio.gather(coming, request.drop(), return_exceptions=True)


async def _next(source: AsyncIterator[bytes]) -> bytes | None:
    return await anext(source, None)


class _PauseRequest:
    def __init__(self, recognise: Recognise) -> None:
        self._recognise = recognise
        self._task: asyncio.Task[RecognisedText | None] | None = None
        self._taken: RecognisedText | None = None
        """What was last yielded, as long as it is all that was said."""
        self._pauses = 0

    def ask(self, pcm: bytes) -> None:
        self._pauses += 1
        self._task = asyncio.create_task(self._words(pcm, self._pauses), name="words-in-a-pause")

    async def or_more_of(self, sound: "asyncio.Task[bytes | None]") -> None:
        """Waits for more sound or for the words in a pause, whichever comes first."""
        if self._task is None:
            await asyncio.wait((sound,))
        else:
            await asyncio.wait((sound, self._task), return_when=asyncio.FIRST_COMPLETED)

    def take(self) -> RecognisedText | None:
        if self._task is None or not self._task.done():
            return None
        task, self._task = self._task, None
        self._taken = task.result()
        return self._taken

    async def words(self) -> RecognisedText | None:
        """Waits for the words in the last pause, as those of the whole. None: they are not all, or cannot be had."""
        if self._taken is not None:
            # What they cost was told when they were yielded.
            return replace(self._taken, final=True, pause=0, spent=())
        words = await self._task if self._task is not None else None
        return replace(words, final=True, pause=0) if words is not None else None

    async def drop(self) -> None:
        task, self._task, self._taken = self._task, None, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _words(self, pcm: bytes, pause: int) -> RecognisedText | None:
        try:
            async with aclosing(self._recognise(pcm)) as answers:
                async for heard in answers:
                    if heard.final:
                        return replace(heard, final=False, pause=pause)
        except EngineError:
            pass
        return None
