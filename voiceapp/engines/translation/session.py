"""Sends one utterance over one translation session: the sound goes as it is said, and words and sound come back meanwhile."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

from voiceapp.core.failures import Failure
from voiceapp.core.ports import EngineError
from voiceapp.engines.realtime.connect import RealtimeServer, open_translation_socket
from voiceapp.engines.translation.protocol import News, TranslationOver, TranslationProtocol, TranslationWishes
from voiceapp.websocket.shell import SocketShell

Ending = BaseException | Failure
"""The error of the sound's source, or the socket's."""


async def translated(
    server: RealtimeServer, wishes: TranslationWishes, sound: AsyncIterator[bytes]
) -> AsyncGenerator[News]:
    """Yields what comes, the last TranslationOver. Closing the iterator cancels. Raises EngineError."""
    socket = await open_translation_socket(server, wishes.model)
    protocol = TranslationProtocol(wishes, now=asyncio.get_running_loop().time(), pricing=server.pricing)
    news: asyncio.Queue[News | Ending] = asyncio.Queue()
    shell = SocketShell(socket, protocol, news.put_nowait, news.put_nowait)
    shell.start()
    feeding = asyncio.create_task(_feed(sound, protocol, shell, news))
    try:
        while True:
            match await news.get():
                case Failure() as failure:
                    raise EngineError(failure)
                case BaseException() as error:
                    raise error
                case each:
                    yield each
                    if isinstance(each, TranslationOver):
                        return
    finally:
        feeding.cancel()
        try:
            await asyncio.gather(feeding, return_exceptions=True)
        finally:
            # What was sent is billed, whoever waits for what becomes of it.
            protocol.settle()
            await shell.close()


async def _feed(
    sound: AsyncIterator[bytes],
    protocol: TranslationProtocol,
    shell: SocketShell[News],
    news: asyncio.Queue[News | Ending],
) -> None:
    try:
        async for pcm in sound:
            protocol.append(pcm)
            shell.follow_up()
        shell.follow_up(protocol.finish())
    except Exception as error:  # noqa: BLE001 whatever the sound's source raises is for its owner to see
        news.put_nowait(error)
