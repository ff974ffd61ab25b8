"""Recognises speech over HTTP by audio/transcriptions, as at OpenAI and every server that has it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace

from voiceapp.audio.levels import voiced_seconds
from voiceapp.audio.resample import to_float
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.hallucinations import is_doubtful, is_typical_of_silence, pace
from voiceapp.core.text.told_terms import within
from voiceapp.core.transcript import Spent, Word
from voiceapp.openai.http import FormField, Server
from voiceapp.openai.json_fields import list_in, text_in
from voiceapp.openai.logprobs import weighed_words
from voiceapp.openai.model_chooser import ModelChooser
from voiceapp.openai.model_quirks import asked_until_taken, named
from voiceapp.openai.pause_requests import recognised
from voiceapp.openai.recording_chunks import chunks_of, loudness, wav
from voiceapp.openai.transcription_bill import spent_on

WHISPER = "whisper"
"""Part of the names of models that give word timings and can translate."""
PROMPT_TAIL = 600
"""Characters of the preceding words that are sent along with a piece."""
SAID_TAIL = 200
"""The same where the prompt holds terms as well."""
LEAST_MS: Milliseconds = 300
SILENT = -50.0
"""dB below full scale."""


@dataclass(slots=True)
class _TranscribedPiece:
    text: str = ""
    language: str | None = None
    words: tuple[Word, ...] = ()
    spent: tuple[Spent, ...] = ()


class Transcriptions:
    """Meets `core.ports.SpeechToText`."""

    def __init__(
        self, server: Server, model: str = "", *, timed: bool = False, call: str = "audio/transcriptions"
    ) -> None:
        """`timed`: give the time of each word, where the model can. `call`: audio/translations gives English."""
        self._server = server
        like = WHISPER if call.endswith("translations") else ""
        self._choice = ModelChooser(server, Role.TRANSCRIPTION, model, like)
        self._model = self._choice.known
        self._wants_times = timed
        self._call = call

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits(lambda whom: Sentence("Your voice goes to {whom}.", whom=whom))

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        in_vain: list[Spent] = []
        async with aclosing(recognised(sound, lambda pcm: self._recognise(pcm, hints, in_vain))) as answers:
            async for heard in answers:
                if heard.final or heard.pause:
                    yield replace(heard, spent=(*in_vain, *heard.spent))
                    in_vain.clear()
                else:
                    yield heard

    async def _recognise(
        self, pcm: bytes, hints: RecognitionHints, in_vain: list[Spent]
    ) -> AsyncGenerator[RecognisedText]:
        """`in_vain` gets what uploads cost whose words nobody waits for any more."""
        self._model = await self._choice.name()
        whole = _TranscribedPiece()
        before: Milliseconds = 0
        for piece in chunks_of(pcm):
            if WIRE.ms(len(piece)) >= LEAST_MS or not before:
                last = _TranscribedPiece()
                async for last in self._one(piece, hints, whole.text, in_vain):
                    yield _joined(whole, last, before)
                whole = _taken(whole, last, before)
            before += WIRE.ms(len(piece))
        yield RecognisedText(whole.text, final=True, language=whole.language, words=whole.words, spent=whole.spent)

    async def _one(
        self, pcm: bytes, hints: RecognitionHints, said: str, in_vain: list[Spent]
    ) -> AsyncGenerator[_TranscribedPiece]:
        """Uploads once and yields the words so far, the last time all of them."""
        quirks = self._server.quirks(self._call, self._model)

        def ask() -> tuple[set[str], AsyncGenerator[_TranscribedPiece]]:
            fields = [field for field in self._fields(hints, said) if field[0] not in quirks.left_out]
            return {name for name, _ in fields}, self._upload(fields, pcm, hints, in_vain)

        async with aclosing(asked_until_taken(quirks, _OPTIONAL, ask)) as found:
            async for piece in found:
                yield piece

    async def _upload(
        self, fields: list[FormField], pcm: bytes, hints: RecognitionHints, in_vain: list[Spent]
    ) -> AsyncGenerator[_TranscribedPiece]:
        patience = 30.0 + WIRE.ms(len(pcm)) / 1000
        upload = self._server.upload(
            self._call, fields, ("speech.wav", wav(pcm), "audio/wav"), model=self._model, patience=patience
        )
        text = ""
        done: _TranscribedPiece | None = None
        spent: tuple[Spent, ...] = ()
        broken_off = False
        try:
            async with upload as answer, aclosing(answer.parts(plain="text")) as parts:
                async for part in parts:
                    kind = text_in(part, "type")
                    if kind == "transcript.text.delta":
                        text += text_in(part, "delta")
                        yield _TranscribedPiece(text)
                    elif kind == "transcript.text.done" or not kind.startswith("transcript."):
                        done = self._whole(part, pcm, hints)
        except asyncio.CancelledError:
            broken_off = True
            raise
        finally:
            # It is billed even if nobody waits for the rest, or the end never comes.
            if (text or broken_off) and done is None:
                spent = spent_on(self._server, self._model, {}, pcm)
            if broken_off:
                in_vain += spent
        yield done or _TranscribedPiece(text, spent=spent)

    def _fields(self, hints: RecognitionHints, said: str) -> list[FormField]:
        fields: list[FormField] = [("model", self._model)]
        newest = self._model_is("gpt-transcribe")
        if self._call.endswith("transcriptions"):
            if hints.language:
                fields.append(("language", hints.language))
            elif newest:
                fields += [("languages[]", language) for language in hints.languages]
        prompt = (said or hints.before)[-PROMPT_TAIL:]
        if newest:
            fields += [("keywords[]", term) for term in hints.vocabulary]
        elif hints.vocabulary:
            prompt = f"{', '.join(within(hints.vocabulary))}. {prompt[-SAID_TAIL:]}".strip()
        if prompt and "diarize" not in self._model:
            fields.append(("prompt", prompt))
        if self._wants_times and WHISPER in self._model.lower():
            fields += [("response_format", "verbose_json"), ("timestamp_granularities[]", "word")]
        else:
            fields.append(("response_format", "json"))
            if self._server.provider.takes_newest_fields and self._model_is("gpt-"):
                fields.append(("stream", "true"))
            if self._model_is("gpt-4o") and "diarize" not in self._model:
                fields.append(("include[]", "logprobs"))
        return fields

    def _model_is(self, beginning: str) -> bool:
        return self._model.lower().startswith(beginning)

    def _whole(self, fields: Mapping[str, object], pcm: bytes, hints: RecognitionHints) -> _TranscribedPiece:
        text = _text_of(fields, pcm)
        if text is None:
            raise EngineError(
                Failure(
                    FailureKind.SERVER_BROKEN,
                    Sentence("The service recognises no speech. Choose another server or model for it in Settings."),
                )
            )
        languages = list_in(fields, "languages")
        language = text_in(languages[0], "code") if languages else text_in(fields, "language")
        return _TranscribedPiece(
            _believed(text, hints, pcm),
            language[:2].lower() or None,
            _words(fields) or weighed_words(text, list_in(fields, "logprobs"), pcm),
            spent_on(self._server, self._model, fields, pcm),
        )


_OPTIONAL = {
    **named("timestamp_granularities[]", also=r"timestamp_granularit|\bgranularit"),
    **named("response_format", also=r"\bverbose_json\b|\bresponse format\b"),
    **named("keywords[]", also=r"\bkeywords\b"),
    **named("prompt"),
    **named("language"),
    **named("include[]", also=r"\blogprobs?\b|\binclude\b"),
    **named("stream", also=r"\bstreaming\b"),
}
"""Fields that a request can do without."""


def _text_of(fields: Mapping[str, object], pcm: bytes) -> str | None:
    """Returns the words; from a detailed answer, only what was really said."""
    segments = [segment for segment in list_in(fields, "segments") if "no_speech_prob" in segment]
    if segments:
        return " ".join(text_in(segment, "text").strip() for segment in segments if not _made_up(segment, pcm))
    text = fields.get("text")
    return text if isinstance(text, str) else None


def _made_up(segment: Mapping[str, object], pcm: bytes) -> bool:
    def told(name: str) -> float:
        value = segment.get(name)
        return float(value) if isinstance(value, int | float) else 0.0

    sounds = pcm[WIRE.bytes(round(told("start") * 1000)) : WIRE.bytes(round(told("end") * 1000))]
    said_at = pace(text_in(segment, "text"), voiced_seconds(to_float(sounds or pcm), WIRE.rate))
    return is_doubtful(told("no_speech_prob"), told("avg_logprob"), told("compression_ratio"), said_at)


def _words(fields: Mapping[str, object]) -> tuple[Word, ...]:
    found: list[Word] = []
    for word in list_in(fields, "words"):
        start, end = word.get("start"), word.get("end")
        if isinstance(start, int | float) and isinstance(end, int | float):
            found.append(Word(text_in(word, "word").strip(), round(start * 1000), round(end * 1000)))
    return tuple(found)


def _believed(text: str, hints: RecognitionHints, pcm: bytes) -> str:
    """Returns the text, or nothing if silence was taken for words or our own hints came back."""
    text = text.strip()
    plain = text.lower().strip(" .!?…")
    if is_typical_of_silence(text) and loudness(pcm) < SILENT:
        return ""
    echoes = {", ".join(terms).lower().strip(" .") for terms in (hints.vocabulary, within(hints.vocabulary))}
    return "" if plain in echoes and len(hints.vocabulary) > 1 else text


def _joined(whole: _TranscribedPiece, found: _TranscribedPiece, before: Milliseconds) -> RecognisedText:
    return RecognisedText(_taken(whole, found, before).text, final=False)


def _taken(whole: _TranscribedPiece, found: _TranscribedPiece, before: Milliseconds) -> _TranscribedPiece:
    return _TranscribedPiece(
        f"{whole.text} {found.text}".strip(),
        found.language or whole.language,
        whole.words + tuple(replace(word, start=word.start + before, end=word.end + before) for word in found.words),
        whole.spent + found.spent,
    )
