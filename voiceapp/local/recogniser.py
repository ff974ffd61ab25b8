"""Recognises speech on this device at every pause, so that the words are ready when the turn ends.

Whisper does not stream. But a turn ends with a silence, during which the words so far can already be recognised; if
only silence follows, they are the answer. Whether it does is known from the marks in the sound, where there are any,
because a whisper is as quiet as silence. Long speech is settled piece by piece at its pauses, so that neither memory
nor time grows with it.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass

from voiceapp.audio.pause_detector import PauseDetector
from voiceapp.core.messages import EngineTraits
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.ports import PAUSE, PAUSE_LENGTH, WENT_ON, RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent, Usage, Word
from voiceapp.local.model_process import ModelProcess, Using
from voiceapp.local.process_messages import RecogniseJob, WordsMessage
from voiceapp.local.usual_languages import usual_languages

QUIET_FOR: Milliseconds = 200
"""The quiet after which the speech so far is recognised."""
CAPTIONS_EVERY: Milliseconds = 3000
"""The length of speech without a pause after which it is recognised for the captions only."""
STIRRED: Milliseconds = 60
"""How much sound may stand out of the room until it could be a word, where nobody marks the pauses."""
FIRST_AFTER: Milliseconds = 360
"""The length of speech after which the first words can be known. With less, the wrong ones are."""
LIVE_EVERY: Milliseconds = 500
"""The length of speech after which it is recognised anew where the person watches."""
LIVE_SHARE = 0.25
"""How much of the time that may take, because what is under way when the last word is said delays the text."""
ABOUT_TO_PAUSE: Milliseconds = 60
"""A quiet after which it is better to wait for the pause, whose words may stay."""
SETTLE_AFTER: Milliseconds = 6_000
"""The length above which speech is settled at its next pause, so that only the rest is left at the end. With 12 s, long
dictations had a twentieth more mistakes.
"""
LOST, LOST_SHARE = 2, 0.8
"""Careful words that are fewer than those that were seen already, by more than so many and below this share, lack some."""
TAIL = 120
"""Characters of the preceding words that the recogniser gets as context for the next piece."""
FREE = "on this machine"
Took = Callable[[Milliseconds, float], None]
"""The length of some speech, and the seconds that it took to recognise."""


def ignore_time(speech: Milliseconds, seconds: float) -> None:
    del speech, seconds


@dataclass(frozen=True, slots=True)
class _PausedText:
    """Holds the words of the first `covers` bytes."""

    covers: int
    at_pause: bool
    task: "asyncio.Task[WordsMessage]"


class LocalRecogniser:
    """Implements `core.ports.SpeechToText`."""

    def __init__(self, process: ModelProcess, using: Using, *, timed: bool = False, took: Took = ignore_time) -> None:
        """`took` is told how long words took that stay."""
        self._process = process
        self._using = using
        self._timed = timed
        self._took = took

    @property
    def traits(self) -> EngineTraits:
        return EngineTraits(Sentence("On this device"), loads_models=True, live_words=True)

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        async with self._using(), aclosing(self._transcribe(sound, hints)) as answers:
            async for heard in answers:
                yield heard

    async def times(self, pcm: bytes, text: str, language: str = "") -> tuple[Word, ...]:
        """Return the words of a text with the times at which they sound in at most half a minute. Raises EngineError."""
        found: tuple[Word, ...] = ()
        async with self._using():
            async for piece in self._process.ask(lambda job: RecogniseJob(job, pcm, language, timed=True, said=text)):
                if isinstance(piece, WordsMessage):
                    found = tuple(Word(word.text, word.start, word.end) for word in piece.words)
        return found

    async def _transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        utterance = _LocalUtterance(self._process, hints, timed=self._timed, took=self._took)
        source = aiter(sound)
        coming: asyncio.Task[bytes | None] | None = asyncio.create_task(_next(source))
        try:
            while coming is not None:
                waits: set[asyncio.Task[bytes | None] | asyncio.Task[WordsMessage]] = {coming}
                if utterance.guess is not None and not utterance.guess.task.done():
                    waits.add(utterance.guess.task)
                await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
                if utterance.take_guess():
                    yield RecognisedText(utterance.text, final=False, language=utterance.language)
                if coming.done():
                    pcm = coming.result()
                    coming = asyncio.create_task(_next(source)) if pcm is not None else None
                    if pcm is not None:
                        utterance.read_sound(pcm)
                if coming is not None and (pause := utterance.take_pause()):
                    yield utterance.heard(pause=pause)
            yield await utterance.finish()
        finally:
            await utterance.close(coming)


async def _next(source: AsyncIterator[bytes]) -> bytes | None:
    """The next piece of sound, or a pause. None when it is over."""
    return await anext(source, None)


class _LocalUtterance:
    """Recognises one utterance."""

    def __init__(self, process: ModelProcess, hints: RecognitionHints, *, timed: bool, took: Took) -> None:
        self._process = process
        self._hints = hints
        self._timed = timed
        self._took = took
        self._usual = usual_languages()
        self._sound = bytearray()
        self._gone = 0
        """Bytes that are settled and forgotten."""
        self._pauses = PauseDetector()
        self._since_captions = 0
        self._next_after: Milliseconds = FIRST_AFTER if hints.live else CAPTIONS_EVERY
        self._settled: list[str] = []
        self._words: list[Word] = []
        self._newest: WordsMessage | None = None
        self.guess: _PausedText | None = None
        self.language: str | None = None
        self._asked_pauses = 0
        self._answered_pauses = 0
        self._at_pause = False
        """True if the known words end at a pause."""
        self._marked = False
        """Somebody marks the pauses."""
        self._goes_on = False
        """The person is speaking, as far as the marks say."""
        self._said_until = 0
        """Bytes of the utterance that hold all that was said, as far as the marks say."""
        self._asked_until = 0
        """Bytes of it that were recognised, or are being."""

    @property
    def text(self) -> str:
        newest = self._newest.text if self._newest is not None else ""
        return " ".join(part for part in (*self._settled, newest) if part)

    def read_sound(self, pcm: bytes) -> None:
        """Take more sound, or a mark in it."""
        self._take_mark(pcm)
        self._sound += pcm
        self._pauses.add_sound(pcm)
        self._since_captions += len(pcm)
        busy = self.guess is not None and not self.guess.task.done()
        if busy:
            return
        quiet = self._pauses.quiet >= QUIET_FOR and self._pauses.spoken > 0
        owed = self._asked_pauses > self._answered_pauses and not self._goes_on
        paused = quiet or (owed and self._more_was_said)
        if paused or self._shows_more:
            self._start(at_pause=paused)

    @property
    def _shows_more(self) -> bool:
        """Enough was said since the last words for it to be worth showing more."""
        if not self._hints.live:
            return WIRE.ms(self._since_captions) >= self._next_after
        return self._pauses.spoken >= self._next_after and self._pauses.quiet < ABOUT_TO_PAUSE

    def _take_mark(self, pcm: bytes) -> None:
        if pcm is PAUSE:
            self._asked_pauses += 1
            self._marked, self._goes_on = True, False
            self._said_until = self._length - WIRE.bytes(PAUSE_LENGTH)
        elif pcm is WENT_ON:
            self._goes_on = True

    @property
    def _length(self) -> int:
        return self._gone + len(self._sound)

    @property
    def _more_was_said(self) -> bool:
        """More than what was recognised or is being, or it cannot be excluded."""
        marked = self._goes_on or self._said_until > self._asked_until
        return self._pauses.spoken > 0 or marked or (not self._marked and self._pauses.stirred >= STIRRED)

    def take_pause(self) -> int:
        """The newest pause, once all words up to it are known. 0 if they are not, or were already asked for."""
        known = self._at_pause and not self._more_was_said
        if not known or self._answered_pauses == self._asked_pauses:
            return 0
        self._answered_pauses = self._asked_pauses
        return self._asked_pauses

    def _start(self, *, at_pause: bool) -> None:
        self._pauses.mark()
        self._since_captions = 0
        self._at_pause = False
        self._asked_until = self._length
        task = asyncio.create_task(self._recognise(bytes(self._sound), careful=at_pause), name="recognise")
        self.guess = _PausedText(len(self._sound), at_pause, task)

    def take_guess(self) -> bool:
        """Take the words of a guess that is ready. True if the captions change."""
        guess = self.guess
        if guess is None or not guess.task.done() or guess.task.exception() is not None:
            return False
        newest = guess.task.result()
        if newest is self._newest:
            return False
        self._newest = newest
        self.language = newest.language or self.language
        self._at_pause = guess.at_pause
        if guess.at_pause and WIRE.ms(guess.covers) >= SETTLE_AFTER:
            self._settle(newest, guess.covers)
        return bool(self.text)

    def _settle(self, words: WordsMessage, covers: int) -> None:
        if words.text:
            self._settled.append(words.text)
        self._words += self._placed(words)
        del self._sound[:covers]
        self._gone += covers
        self._newest = None
        self.guess = None

    def _placed(self, words: WordsMessage) -> list[Word]:
        before = WIRE.ms(self._gone)
        return [Word(word.text, word.start + before, word.end + before, word.sure) for word in words.words]

    async def finish(self) -> RecognisedText:
        guess = self.guess
        if guess is not None and guess.at_pause and not self._more_was_said:
            # Only silence followed it.
            self._newest = await guess.task
        elif self._sound and (self._more_was_said or not self._settled or not self._at_pause):
            if guess is not None:
                await _cancelled(guess.task)
            self._newest = await self._recognise(bytes(self._sound), careful=True)
        if self._newest is not None:
            self.language = self._newest.language or self.language
        return self.heard()

    def heard(self, *, pause: int = 0) -> RecognisedText:
        """All words, or with a pause, those up to it."""
        newest = self._placed(self._newest) if self._newest is not None else []
        seconds = WIRE.ms(self._length) / 1000
        return RecognisedText(
            self.text,
            final=not pause,
            language=self.language,
            words=(*self._words, *newest),
            spent=(Spent(self._process.model or FREE, Usage(seconds=seconds), 0.0),),
            pause=pause,
            unsure=self._newest is not None and self._newest.unsure,
        )

    async def _recognise(self, pcm: bytes, *, careful: bool) -> WordsMessage:
        """Recognise a piece. `careful` where its words may stay."""
        seen = len(self._newest.text.split()) if self._newest is not None else 0
        found = await self._ask(pcm, careful=careful)
        if careful and len(found.text.split()) < min(seen - LOST, seen * LOST_SHARE):
            # Who weighs several ways of understanding it may take a pause for the end.
            quick = await self._ask(pcm, careful=False, passing=False)
            found = max(found, quick, key=lambda each: len(each.text.split()))
        return found

    async def _ask(self, pcm: bytes, *, careful: bool, passing: bool = True) -> WordsMessage:
        hints = self._hints
        before = " ".join(self._settled)[-TAIL:] or hints.before[-TAIL:]
        terms = ", ".join(hints.vocabulary)
        found: WordsMessage | None = None
        began = time.monotonic()
        async for piece in self._process.ask(
            lambda job: RecogniseJob(
                job,
                pcm,
                hints.language,
                before,
                hints.languages,
                timed=self._timed,
                terms=terms,
                usual=self._usual,
                careful=careful,
                passing=passing and hints.live and not careful,
                over_reply=hints.over_reply,
            )
        ):
            if isinstance(piece, WordsMessage):
                found = piece
        if self._hints.live:
            self._next_after = max(LIVE_EVERY, round(1000 * (time.monotonic() - began) / LIVE_SHARE))
        if careful:
            self._took(WIRE.ms(len(pcm)), time.monotonic() - began)
        return found or WordsMessage(0, "")

    async def close(self, coming: "asyncio.Task[bytes | None] | None") -> None:
        if coming is not None:
            await _cancelled(coming)
        if self.guess is not None:
            await _cancelled(self.guess.task)


async def _cancelled(task: "asyncio.Task[bytes | None] | asyncio.Task[WordsMessage]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
