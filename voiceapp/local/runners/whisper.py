"""Runs Whisper with CTranslate2, which turns speech into words."""

import importlib
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from msgspec import structs

from voiceapp.audio.levels import voiced_seconds
from voiceapp.audio.resample import Resampler, Wave, to_float
from voiceapp.core.pcm import DETECTOR, WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.hallucinations import is_doubtful, is_made_of_noise, pace
from voiceapp.local.process_messages import Done, Load, RecogniseJob, Request, TimedWord, WordsMessage
from voiceapp.local.runners.base import Canceller, ModelRefusedError, Say, check_sum
from voiceapp.local.runners.short_window import (
    WHOLE_WINDOW,
    Features,
    ShortEncoder,
    is_complete,
    most_tokens,
    runs_on,
    short_window,
)
from voiceapp.local.runners.whisper_guesses import GuessingModel, heard_over_reply
from voiceapp.local.runners.whisper_times import times_of
from voiceapp.local.runners.word_weights import WeighingModel, weighed_words

CAREFUL_BEAM = 5
"""Ways of understanding the speech that are followed side by side. One makes a sixth more mistakes."""


ONE_WINDOW = 28 * DETECTOR.rate
"""Samples of sound that is surely encoded in one go."""
SURE_OF_LANGUAGE = 0.8
"""Whole sentences gave 0.84 and more, each right; of single seconds many were taken for other languages with less."""


class _Word(Protocol):
    word: str
    start: float
    end: float
    probability: float


class WhisperSegment(Protocol):
    text: str
    tokens: list[int]
    start: float
    end: float
    no_speech_prob: float
    avg_logprob: float
    compression_ratio: float
    words: list[_Word] | None


class LanguageFound(Protocol):
    @property
    def language(self) -> str: ...
    @property
    def all_language_probs(self) -> list[tuple[str, float]] | None: ...


class _WhisperModel(Protocol):
    encode: Callable[[Features], object]

    def transcribe(self, audio: Wave, **options: object) -> tuple[Iterable[WhisperSegment], LanguageFound]: ...


class _WhisperLibrary(Protocol):
    WhisperModel: Callable[..., _WhisperModel]


def _library() -> _WhisperLibrary:
    # PyAV, which reads sound files, costs 18 MiB and a tenth of the loading time. It is not needed, as we pass samples.
    sys.modules.setdefault("av", ModuleType("av"))
    return cast("_WhisperLibrary", importlib.import_module("faster_whisper"))


def _halves(folder: Path, load: Load) -> dict[str, bytes]:
    """Passes a model whose file comes in two halves to the runtime from memory, so that no third file is left."""
    first, second = folder / "model.bin.part1", Path(load.rest)
    check_sum(first, load.sha256, second)
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in (".json", ".txt")}
    return {**files, "model.bin": first.read_bytes() + second.read_bytes()}


class Whisper:
    def __init__(self) -> None:
        self._model: _WhisperModel
        self._encoder: ShortEncoder
        self._english_only = False

    def load(self, load: Load) -> str:
        folder = Path(load.path)
        files = _halves(folder, load) if load.rest else None
        if files is None:
            check_sum(folder / "model.bin", load.sha256)
        try:
            self._model = _library().WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=load.threads, files=files
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelRefusedError(
                Sentence("{folder} is no Whisper model for CTranslate2: {why}", folder=folder.name, why=str(error))
            ) from error
        self._encoder = self._model.encode = ShortEncoder(self._model.encode)
        multilingual = getattr(self._model, "model", None)
        self._english_only = not bool(getattr(multilingual, "is_multilingual", True))
        # The first run is slower than all others, so do it before anybody waits.
        self._transcribe(to_float(bytes(DETECTOR.bytes(1000))), RecogniseJob(0, b""), lambda: True)
        return "Whisper" + (" (English)" if self._english_only else "")

    def work(self, request: Request, say: Say, cancelled: Canceller) -> Done:
        if not isinstance(request, RecogniseJob):
            raise TypeError("a recogniser was asked for something else")
        wave = Resampler(WIRE.rate, DETECTOR.rate).resampled(to_float(request.pcm))
        if request.said:
            say(self._times(wave, request))
            return Done(request.job)
        say(self._transcribe(wave, request, cancelled))
        return Done(request.job)

    def _times(self, wave: Wave, request: RecogniseJob) -> WordsMessage:
        language = "en" if self._english_only or not request.language else request.language
        model = cast("GuessingModel", self._model)
        words = times_of(model, self._encoder, wave, language, request.said)
        return WordsMessage(request.job, request.said, language, words)

    def _transcribe(self, wave: Wave, request: RecogniseJob, cancelled: Canceller) -> WordsMessage:
        language = "en" if self._english_only else request.language
        if request.over_reply and language:
            model = cast("GuessingModel", self._model)
            said = heard_over_reply(model, self._encoder, wave, language, request.prompt)
            return WordsMessage(request.job, said.text, language, unsure=said.unsure)
        window = 0 if request.timed else short_window(len(wave))
        if window:
            segments, language = self._read(wave, request, cancelled, window)
            if cancelled() or is_complete(segments, len(wave)):
                return self._weighed(request, wave, segments, language)
            if request.passing:
                # The next ones come soon, and the whole window would take as long as three of them.
                return _words_message(request, wave, [] if runs_on(segments, len(wave)) else segments, language)
        segments, language = self._read(wave, request, cancelled, WHOLE_WINDOW)
        return self._weighed(request, wave, segments, language)

    def _weighed(
        self, request: RecogniseJob, wave: Wave, segments: list[WhisperSegment], language: str
    ) -> WordsMessage:
        """Return the words, each with how sure it is where they may stay."""
        message = _words_message(request, wave, segments, language)
        encoded, self._encoder.last = self._encoder.last, None
        if not request.careful or message.words or not message.text or len(wave) >= ONE_WINDOW:
            return message
        kept = [segment for segment in segments if not _is_made_up(segment, wave, request)]
        words = weighed_words(cast("WeighingModel", self._model), encoded, kept, len(wave), language)
        return structs.replace(message, words=words)

    def _read(
        self, wave: Wave, request: RecogniseJob, cancelled: Canceller, window: int
    ) -> tuple[list[WhisperSegment], str]:
        """Return the pieces of speech in one of the possible languages, and which it is."""
        self._encoder.frames = window
        segments, info = self._begin(wave, request, "en" if self._english_only else request.language, window)
        spoken = spoken_language(info, request)
        if not (self._english_only or request.language) and spoken != info.language:
            # Results are lazy, so detecting the wrong language costs no more than detecting it.
            segments, info = self._begin(wave, request, spoken, window)
        read: list[WhisperSegment] = []
        for segment in segments:
            if cancelled():
                break
            read.append(segment)
        return read, info.language

    def _begin(
        self, wave: Wave, request: RecogniseJob, language: str, window: int
    ) -> tuple[Iterable[WhisperSegment], LanguageFound]:
        whole = window == WHOLE_WINDOW
        return self._model.transcribe(
            wave,
            language=language or None,
            beam_size=CAREFUL_BEAM if request.careful else 1,
            temperature=[0.0, 0.4] if whole else 0.0,
            max_new_tokens=None if whole else most_tokens(len(wave)),
            initial_prompt=request.prompt or None,
            hotwords=request.terms or None,
            condition_on_previous_text=False,
            without_timestamps=not request.timed and len(wave) < ONE_WINDOW,
            word_timestamps=request.timed,
        )


def spoken_language(found: LanguageFound, request: RecogniseJob) -> str:
    """Return the language that was probably spoken, of those that the person speaks or usually would."""
    likely = dict(found.all_language_probs or ())
    if found.language in request.languages or not likely:
        return found.language
    if not request.languages and likely.get(found.language, 0.0) >= SURE_OF_LANGUAGE:
        return found.language
    return max(request.languages or request.usual, key=lambda language: likely.get(language, 0.0))


def _words_message(request: RecogniseJob, wave: Wave, segments: list[WhisperSegment], language: str) -> WordsMessage:
    kept = [segment for segment in segments if not _is_made_up(segment, wave, request)]
    words = [
        TimedWord(word.word.strip(), round(word.start * 1000), round(word.end * 1000), float(word.probability))
        for segment in kept
        for word in segment.words or ()
    ]
    texts = (segment.text.strip() for segment in kept)
    return WordsMessage(request.job, " ".join(text for text in texts if text), language, words)


def _is_made_up(segment: WhisperSegment, wave: Wave, request: RecogniseJob) -> bool:
    no_speech, sureness, text = segment.no_speech_prob, segment.avg_logprob, segment.text
    sounds = wave[round(segment.start * DETECTOR.rate) : round(segment.end * DETECTOR.rate)]
    said_at = pace(text, voiced_seconds(sounds, DETECTOR.rate))
    return is_doubtful(no_speech, sureness, segment.compression_ratio, said_at) or is_made_of_noise(
        text, no_speech, sureness, request.terms
    )
