"""Recognises speech by a Wyoming server: sound goes to it as it is said, and its words come back.

Most servers transcribe once the sound ends. Some send the words as they find them, and some decide themselves where an
utterance ends: what is said after that goes into a second request, so that no word is lost.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, VadSensitivity
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event, Eventable
from wyoming.info import SelectProgram

from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import PAUSE, EngineError, RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.core.text.clean_text import clean
from voiceapp.live_sound import LiveSound
from voiceapp.openai.http import Server
from voiceapp.wyoming.connection import WyomingLine, opened, text_of
from voiceapp.wyoming.offers import Offered, WyomingOffers, ask_offers, not_offered, primary

RATE = 16_000
"""Samples a second that every recogniser takes; many take no others."""
WORDS_PATIENCE = 20.0
PER_SECOND = 1.0
"""Extra seconds of patience for each second of sound: a small machine is about as fast as one speaks."""
MOST_TERMS = 200
_LATE = Failure(FailureKind.TIMED_OUT, Sentence("The words didn't come in time. Try again in a moment."))


class WyomingTranscription:
    """Meets `core.ports.SpeechToText`."""

    def __init__(self, server: Server, model: str = "") -> None:
        self._server = server
        self._model = model
        self._offers: WyomingOffers | None = None

    @property
    def traits(self) -> EngineTraits:
        whom = self._server.whom
        leaves = Sentence("Your voice goes to {whom}.", whom=whom) if whom else None
        live = self._offers is not None and self._offers.streams_words
        return EngineTraits(verbatim(self._model or "Wyoming"), leaves_machine=leaves, live_words=live)

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        """Turn sound into words; the last answer is final. Raises EngineError."""
        kept = LiveSound()
        keeping = asyncio.create_task(kept.take_all(sound), name="keep-sound")
        try:
            async with aclosing(self._all_words(kept, hints)) as answers:
                async for heard in answers:
                    yield heard
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)

    async def _all_words(self, sound: LiveSound, hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        said: list[str] = []
        begins, language = 0, None
        while True:
            async with opened(self._server) as line:
                request = _Request(line, sound, begins, await self._begun(line, hints))
                async with aclosing(request.words()) as answers:
                    async for heard in answers:
                        text = " ".join(each for each in (*said, heard.text) if each)
                        language = heard.language or language
                        if not heard.final:
                            yield RecognisedText(text, final=False)
                        elif request.was_whole:
                            yield RecognisedText(text, language=language)
                            return
                        else:
                            said = [text]
                            yield RecognisedText(text, final=False)
            begins = request.goes_on_from

    async def _begun(self, line: WyomingLine, hints: RecognitionHints) -> Transcribe:
        """Choose program and model, and return what to ask for. Raises EngineError."""
        if self._offers is None:
            self._offers = await ask_offers(line)
        model = chosen_model(self._offers, self._model)
        if model is not None and not model.first:
            await line.send(SelectProgram(model.program))
        return Transcribe(
            name=self._model or None,
            language=_language(model, hints),
            vad_sensitivity=VadSensitivity.RELAXED if self._offers.ends_itself else None,
            transcript_terms=list(hints.vocabulary[:MOST_TERMS]) or None,
        )


def chosen_model(offers: WyomingOffers, name: str) -> Offered | None:
    """The model of that name; None if none is named. Raises EngineError where the server has no such one."""
    if not offers.transcribes:
        raise not_offered(
            Sentence("This Wyoming server doesn't transcribe. Choose another one for it, or “This device”.")
        )
    if not name or not offers.recognisers:
        return None
    found = next((each for each in offers.recognisers if each.name == name), None)
    if found is None:
        raise not_offered(
            Sentence("This Wyoming server has no model {name}. Choose one of its own, or leave it empty.", name=name)
        )
    return found


def _language(model: Offered | None, hints: RecognitionHints) -> str | None:
    """The language in the model's own spelling. None: the server's own."""
    wished = hints.language or (hints.languages[0] if len(hints.languages) == 1 else "")
    if not wished:
        return None
    return next((each for each in (model.languages if model else ()) if primary(each) == wished), wished)


class _Request:
    """One request over one line, with the sound from some piece on."""

    def __init__(self, line: WyomingLine, sound: LiveSound, begins: int, asked: Transcribe) -> None:
        self.goes_on_from = begins
        """The piece from which nothing was recognised, if the server ended it itself."""
        self.was_whole = False
        """The server got all of the sound before it was done."""
        self._line = line
        self._sound = sound
        self._begins = begins
        self._asked = asked
        self._news: asyncio.Queue[Event | BaseException] = asyncio.Queue()

    async def words(self) -> AsyncGenerator[RecognisedText]:
        """Yields words until they are final. Raises EngineError."""
        tasks = [asyncio.create_task(self._feed()), asyncio.create_task(self._read())]
        text = ""
        try:
            while True:
                news = await self._news.get()
                if isinstance(news, BaseException):
                    raise news
                if TranscriptStart.is_type(news.type):
                    text = ""
                elif TranscriptChunk.is_type(news.type):
                    text += text_of(news)
                    if text.strip():
                        yield RecognisedText(clean(text).strip(), final=False)
                elif Transcript.is_type(news.type):
                    yield RecognisedText(clean(text_of(news)).strip(), language=_told_language(news))
                    return
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self) -> None:
        try:
            while True:
                self._news.put_nowait(await self._line.receive(None))
        except EngineError as error:
            self._news.put_nowait(error)

    async def _feed(self) -> None:
        """Sends the sound as it comes, then waits for its words only as long as is reasonable."""
        resampler, sent, number, paused = Resampler(WIRE.rate, RATE), 0, 0, 0
        try:
            await self._send(self._asked, AudioStart(RATE, 2, 1))
            async with aclosing(self._sound.from_beginning()) as pieces:
                async for pcm in pieces:
                    number += 1
                    if number <= self._begins:
                        continue
                    if pcm:
                        sent += len(pcm)
                        await self._send(AudioChunk(RATE, 2, 1, to_pcm(resampler.resampled(to_float(pcm)))))
                    elif pcm is PAUSE:
                        paused = number
                    # A server that ends utterances itself does so in a pause.
                    self.goes_on_from = paused or number
            self.was_whole = True
            await self._send(AudioStop())
        except _GoneError:
            return  # whoever reads says why
        except Exception as error:  # noqa: BLE001 whatever the sound's source raises is for its owner to see
            self._news.put_nowait(error)
            return
        await asyncio.sleep(WORDS_PATIENCE + PER_SECOND * WIRE.ms(sent) / 1000)
        self._news.put_nowait(EngineError(_LATE))

    async def _send(self, *events: Eventable) -> None:
        try:
            await self._line.send(*events)
        except EngineError as error:
            raise _GoneError from error


class _GoneError(Exception):
    """The server takes nothing more."""


def _told_language(event: Event) -> str | None:
    language = event.data.get("language")
    return primary(language) if isinstance(language, str) and language else None
