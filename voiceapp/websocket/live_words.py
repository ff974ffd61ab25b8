"""Sends sound to a recogniser over an open socket as it is said, and passes on the words that come back meanwhile."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import Protocol, TypeVar

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, RecognisedText
from voiceapp.core.sentence import Sentence
from voiceapp.websocket.shell import SocketShell

WORDS_PATIENCE = 20.0
PER_SECOND = 0.3
"""Extra seconds of patience for each second of sound."""

News = TypeVar("News")
News_co = TypeVar("News_co", covariant=True)
Ending = BaseException | Failure
"""The error of the sound's source, or the socket's."""


class TakesSound(Protocol[News_co]):
    """A socket's protocol for recognising speech."""

    def append(self, pcm: bytes) -> None: ...
    def finish(self) -> Sequence[News_co]:
        """Marks the end of the sound; the last Heard after it is final."""
        ...


async def live_words(
    sound: AsyncIterator[bytes],
    protocol: TakesSound[News],
    shell: SocketShell[News],
    news: asyncio.Queue[News | Ending],
) -> AsyncGenerator[RecognisedText]:
    """Yields words until they are final. `news`: what the shell reports. Closes the shell. Raises EngineError."""
    feeding = asyncio.create_task(_feed(sound, protocol, shell, news))
    try:
        while True:
            match await news.get():
                case RecognisedText() as heard:
                    yield heard
                    if heard.final:
                        return
                case Failure() as failure:
                    raise EngineError(failure)
                case BaseException() as error:
                    raise error
                case _:
                    pass
    finally:
        feeding.cancel()
        await asyncio.gather(feeding, return_exceptions=True)
        await shell.close()


async def _feed(
    sound: AsyncIterator[bytes],
    protocol: TakesSound[News],
    shell: SocketShell[News],
    news: asyncio.Queue[News | Ending],
) -> None:
    """Sends the sound as it comes, then waits for its words only as long as is reasonable."""
    sent = 0
    try:
        async for pcm in sound:
            protocol.append(pcm)
            sent += len(pcm)
            shell.follow_up()
        shell.follow_up(protocol.finish())
    except Exception as error:  # noqa: BLE001 whatever the sound's source raises is for its owner to see
        news.put_nowait(error)
        return
    await asyncio.sleep(WORDS_PATIENCE + PER_SECOND * WIRE.ms(sent) / 1000)
    news.put_nowait(Failure(FailureKind.TIMED_OUT, Sentence("The words didn't come in time. Try again in a moment.")))
