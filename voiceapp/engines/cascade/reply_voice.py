"""Speaks one reply by turning its sentences into sound in order, preparing the next while the previous one plays."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineEvent, EngineRefused, ReplyId, ReplySound, ReplyWords
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, SpokenAudio, TextToSpeech
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.read_aloud import read_aloud
from voiceapp.core.transcript import Spent
from voiceapp.core.wishes import SessionWishes

log = logging.getLogger(__name__)

AHEAD = 12.0
"""Seconds of sound that may be made ahead of hearing. If the reply is cut off, that sound was paid for in vain."""
AT_ONCE = 2
"""Sentences that are made at the same time."""
_MISTAKE = Failure(FailureKind.BUG, Sentence("A bug stopped the voice. Please report it."))


@dataclass(slots=True)
class _Sentence:
    text: str
    sound: "asyncio.Queue[SpokenAudio | EngineError | None]" = field(
        default_factory=asyncio.Queue[SpokenAudio | EngineError | None]
    )
    maker: "asyncio.Task[None] | None" = None


class ReplyVoice:
    """Takes sentences by `add_sentence`, then `finish`. To stop early, cancel whoever awaits `finish`, then `close`."""

    def __init__(
        self,
        reply: ReplyId,
        voice: TextToSpeech,
        wishes: SessionWishes,
        language: str,
        on_engine_event: Callable[[EngineEvent], None],
    ) -> None:
        self._reply = reply
        self._voice = voice
        self._wishes = wishes
        self._language = language
        self._on_engine_event = on_engine_event
        self._coming: asyncio.Queue[_Sentence | None] = asyncio.Queue()
        self._making = asyncio.Semaphore(AT_ONCE)
        self._sentences: list[_Sentence] = []
        self._bytes = 0
        self._began: float | None = None
        self._silent = False
        """The voice failed, so the rest is only shown."""
        self.spent: tuple[Spent, ...] = ()
        self._speaker = asyncio.create_task(self._speak(), name="speak")

    def add_sentence(self, text: str) -> None:
        sentence = _Sentence(text)
        said = read_aloud(text, self._wishes, self._language)
        if said and not self._silent:
            sentence.maker = asyncio.create_task(self._make(sentence, said), name="make-speech")
        else:
            sentence.sound.put_nowait(None)
        self._sentences.append(sentence)
        self._coming.put_nowait(sentence)

    async def finish(self) -> None:
        """Waits until the last sound of the last sentence has been handed over."""
        self._coming.put_nowait(None)
        await asyncio.shield(self._speaker)

    async def close(self) -> None:
        """Stops making and handing over sound."""
        tasks = [self._speaker, *(sentence.maker for sentence in self._sentences if sentence.maker is not None)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _make(self, sentence: _Sentence, said: str) -> None:
        try:
            async with self._making:
                await self._when_wanted()
                async with aclosing(self._voice.speak(said, self._wishes)) as pieces:
                    async for piece in pieces:
                        sentence.sound.put_nowait(piece)
        except EngineError as error:
            sentence.sound.put_nowait(error)
        except Exception:  # nobody awaits this task, so the error would be lost
            log.exception("a sentence could not be spoken because of a mistake of ours")
            sentence.sound.put_nowait(EngineError(_MISTAKE))
        finally:
            sentence.sound.put_nowait(None)

    async def _when_wanted(self) -> None:
        """Waits so as not to get too far ahead of what can have been heard."""
        while self._began is not None:
            ahead = WIRE.ms(self._bytes) / 1000 - (time.monotonic() - self._began)
            if ahead <= AHEAD:
                return
            await asyncio.sleep(min(ahead - AHEAD, 1.0))

    async def _speak(self) -> None:
        while (sentence := await self._coming.get()) is not None:
            told = False
            while (piece := await sentence.sound.get()) is not None:
                if isinstance(piece, EngineError):
                    self._fall_silent(piece)
                    continue
                self.spent += piece.spent
                if piece.trouble is not None:
                    self._on_engine_event(EngineRefused(piece.trouble))
                if not told and piece.pcm:
                    told = True
                    self._hand_over_words(sentence)
                self._hand_over_sound(piece.pcm)
            if not told:
                self._hand_over_words(sentence)

    def _hand_over_words(self, sentence: _Sentence) -> None:
        self._on_engine_event(ReplyWords(self._reply, sentence.text, WIRE.ms(self._bytes)))

    def _hand_over_sound(self, pcm: bytes) -> None:
        """Next stop: `CascadeLink`, and through its events the session."""
        if not pcm:
            return
        if self._began is None:
            self._began = time.monotonic()
        self._bytes += len(pcm)
        self._on_engine_event(ReplySound(self._reply, pcm))

    def _fall_silent(self, error: EngineError) -> None:
        if not self._silent:
            self._silent = True
            self._on_engine_event(EngineRefused(error.failure))
