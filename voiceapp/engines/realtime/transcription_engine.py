"""Recognises speech by Realtime: words come back while one speaks. Meets `core.ports.SpeechToText`."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, Heard, Hints
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.connect import RealtimeServer, open_socket
from voiceapp.engines.realtime.transcription_protocol import News, TranscriptionProtocol
from voiceapp.websocket.shell import SocketShell

WORDS_PATIENCE = 20.0
PER_SECOND = 0.3
"""Seconds that each second of sound may take beyond that."""

End = BaseException | Failure
"""The sound's own trouble, or the line's."""


class RealtimeTranscription:
    def __init__(self, server: RealtimeServer, model: str = "") -> None:
        self._server = server
        self._model = model

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        return EngineTraits(
            self._server.at.realtime_name,
            leaves_machine=Sentence("Your voice goes to {whom}.", whom=whom) if whom else None,
        )

    async def transcribe(self, sound: AsyncIterator[bytes], hints: Hints) -> AsyncGenerator[Heard]:
        """Turn sound into words as it comes; the last answer is final. Raises EngineError."""
        wishes = SessionWishes(
            language=hints.language,
            languages=hints.languages,
            vocabulary=hints.vocabulary,
            transcription_model=self._model,
        )
        protocol, shell, news = await self._open(wishes)
        feeding = asyncio.create_task(_feed(sound, protocol, shell, news))
        try:
            while True:
                match await news.get():
                    case Heard() as heard:
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

    async def _open(
        self, wishes: SessionWishes
    ) -> tuple[TranscriptionProtocol, SocketShell[News], asyncio.Queue[News | End]]:
        dialect = self._server.spoken
        try:
            return await self._open_in(wishes)
        except EngineError as error:
            other = error.failure.kind is FailureKind.WRONG_DIALECT
            if other and self._server.speaks_other(dialect):
                return await self._open_in(wishes)
            raise

    async def _open_in(
        self, wishes: SessionWishes
    ) -> tuple[TranscriptionProtocol, SocketShell[News], asyncio.Queue[News | End]]:
        server, dialect = self._server, self._server.spoken
        named = self._model if server.provider.names_transcriber_in_address else ""
        socket = await open_socket(server, named, dialect, intent="transcription")
        protocol = TranscriptionProtocol(
            wishes, now=asyncio.get_running_loop().time(), dialect=dialect, pricing=server.pricing
        )
        news: asyncio.Queue[News | End] = asyncio.Queue()
        shell = SocketShell(socket, protocol, news.put_nowait, news.put_nowait)
        shell.start()
        try:
            first = await news.get()
        except BaseException:
            await shell.close()
            raise
        if isinstance(first, Failure):
            await shell.close()
            raise EngineError(first)
        return protocol, shell, news


async def _feed(
    sound: AsyncIterator[bytes],
    protocol: TranscriptionProtocol,
    shell: SocketShell[News],
    news: "asyncio.Queue[News | End]",
) -> None:
    """Send the sound as it comes, then wait for its words no longer than is reasonable."""
    sent = 0
    try:
        async for pcm in sound:
            protocol.append(pcm)
            sent += len(pcm)
            shell.follow_up()
        shell.follow_up(protocol.finish())
    except Exception as error:  # noqa: BLE001 whatever the sound's owner raises is theirs to see
        news.put_nowait(error)
        return
    await asyncio.sleep(WORDS_PATIENCE + PER_SECOND * WIRE.ms(sent) / 1000)
    news.put_nowait(Failure(FailureKind.TIMED_OUT, Sentence("The words did not come in time: try again in a moment.")))
