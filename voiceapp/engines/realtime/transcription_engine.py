"""Recognises speech by Realtime, where words come back during speech. Meets `core.ports.SpeechToText`."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.connect import RealtimeServer, open_socket
from voiceapp.engines.realtime.transcription_protocol import News, TranscriptionProtocol
from voiceapp.websocket.live_words import Ending, live_words
from voiceapp.websocket.shell import SocketShell


class RealtimeTranscription:
    def __init__(self, server: RealtimeServer, model: str = "") -> None:
        self._server = server
        self._model = model

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        return EngineTraits(
            self._server.endpoint.realtime_name,
            leaves_machine=Sentence("Your voice goes to {whom}.", whom=whom) if whom else None,
            live_words=True,
        )

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        """Turns sound into words as it comes; the last answer is final. Raises EngineError."""
        wishes = SessionWishes(
            language=hints.language,
            languages=hints.languages,
            vocabulary=hints.vocabulary,
            transcription_model=self._model,
        )
        protocol, shell, news = await self._open(wishes)
        final = False
        try:
            async with aclosing(live_words(sound, protocol, shell, news)) as answers:
                async for heard in answers:
                    final = heard.final
                    yield heard
        finally:
            if not final:
                protocol.bill_rest()

    async def _open(
        self, wishes: SessionWishes
    ) -> tuple[TranscriptionProtocol, SocketShell[News], asyncio.Queue[News | Ending]]:
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
    ) -> tuple[TranscriptionProtocol, SocketShell[News], asyncio.Queue[News | Ending]]:
        server, dialect = self._server, self._server.spoken
        named = self._model if server.provider.names_transcriber_in_address else ""
        socket = await open_socket(server, named, dialect, intent="transcription")
        protocol = TranscriptionProtocol(
            wishes, now=asyncio.get_running_loop().time(), dialect=dialect, pricing=server.pricing
        )
        news: asyncio.Queue[News | Ending] = asyncio.Queue()
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
