"""Holds the sound of one utterance as it grows, so that whoever recognises it can begin again from the beginning.

A line may break in the middle of an utterance. What was said before and what is said afterwards then still becomes
words, on a new line or by the recogniser that steps in.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints, SpeechToText

MOST_NEW_LINES = 2
"""An utterance that breaks more lines than this fails, and its recording is recognised later."""


class LiveSound:
    """Used in one loop. Any number of readers may begin, at any time; one that is cancelled takes nothing with it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._furthest = 0
        self._grown = asyncio.Event()
        self._error: Exception | None = None
        self.ended = False

    @property
    def waiting(self) -> int:
        """Pieces that no reader has taken yet."""
        return len(self._pieces) - self._furthest

    @property
    def so_far(self) -> bytes:
        return b"".join(self._pieces)

    def append(self, pcm: bytes) -> None:
        self._pieces.append(pcm)
        self._grown.set()

    def end(self) -> None:
        self.ended = True
        self._grown.set()

    async def take_all(self, source: AsyncIterator[bytes]) -> None:
        """Appends what comes from `source` and ends with it. What it raises, the readers raise."""
        try:
            async for pcm in source:
                self.append(pcm)
        except Exception as error:  # noqa: BLE001 whatever the sound's source raises is for its readers to see
            self._error = error
        self.end()

    async def from_beginning(self) -> AsyncGenerator[bytes]:
        taken = 0
        while True:
            while taken < len(self._pieces):
                taken += 1
                self._furthest = max(self._furthest, taken)
                yield self._pieces[taken - 1]
            if self._error is not None:
                raise self._error
            if self.ended:
                return
            self._grown.clear()
            await self._grown.wait()


async def recognised_live(
    recogniser: SpeechToText, sound: LiveSound, hints: RecognitionHints
) -> AsyncGenerator[RecognisedText]:
    """Yields what the recogniser makes of the sound. Where its line breaks while the person speaks, it is asked again,
    from the beginning. Raises EngineError.
    """
    lines = 1
    while True:
        try:
            async with aclosing(recogniser.transcribe(sound.from_beginning(), hints)) as answers:
                async for heard in answers:
                    yield heard
        except EngineError as error:
            broke = error.failure.kind is FailureKind.LINK_DROPPED and not sound.ended
            if not broke or lines > MOST_NEW_LINES:
                raise
            lines += 1
        else:
            return
