"""Recognises who says what over HTTP, by the models of audio/transcriptions that tell voices apart."""

import base64
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.hallucinations import is_typical_of_silence
from voiceapp.core.transcript import Spent
from voiceapp.core.voice_turns import VoiceTurn
from voiceapp.openai.http import FormField, Server
from voiceapp.openai.json_fields import list_in, text_in
from voiceapp.openai.model_chooser import ModelChooser
from voiceapp.openai.model_quirks import asked_until_taken, blamed, named
from voiceapp.openai.recording_chunks import loudness, wav
from voiceapp.openai.transcription_bill import spent_on
from voiceapp.openai.transcriptions import SILENT

DIARISES = "diarize"
"""Part of the names of models that tell voices apart."""
CALL = "audio/transcriptions"
PATIENCE = 60.0
"""Seconds beyond the length of the sound; these models take longer than others."""
TELLS_NOBODY_APART = Failure(
    FailureKind.NO_MODEL,
    Sentence("The service can't tell persons apart by their voices. Choose another way to tell them apart."),
)
_NEEDED = named("response_format", also=r"\bdiari[sz]ed_json\b|\bresponse format\b")
_OPTIONAL = {
    **named("known_speaker_references[]", also=r"\bknown_speaker"),
    **named("chunking_strategy", also=r"\bchunking\b"),
    **named("language"),
    **named("stream", also=r"\bstreaming\b"),
}
"""Fields that a request can do without."""


@dataclass(slots=True)
class _Diarised:
    text: str = ""
    turns: tuple[VoiceTurn, ...] = ()
    spent: tuple[Spent, ...] = ()


class DiarisedTranscriptions:
    """Meets `core.ports.SpeechToText`."""

    def __init__(self, server: Server, model: str) -> None:
        self._server = server
        self._model = model
        self._choice = ModelChooser(server, Role.TRANSCRIPTION, model)

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits(lambda whom: Sentence("Your voice goes to {whom}.", whom=whom))

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        pcm = b"".join([piece async for piece in sound])
        found = _Diarised()
        async with aclosing(self._asked(pcm, hints)) as answers:
            async for found in answers:
                yield RecognisedText(found.text, final=False, turns=found.turns)
        if is_typical_of_silence(found.text) and loudness(pcm) < SILENT:
            found = _Diarised(spent=found.spent)
        yield RecognisedText(found.text, language=hints.language or None, spent=found.spent, turns=found.turns)

    async def _asked(self, pcm: bytes, hints: RecognitionHints) -> AsyncGenerator[_Diarised]:
        quirks = self._server.quirks(CALL, self._model)
        sent: set[str] = set()

        def ask() -> tuple[set[str], AsyncGenerator[_Diarised]]:
            fields = [field for field in self._fields(hints) if field[0] not in _left_out(quirks.left_out)]
            sent.update(name for name, _ in fields)
            return {name for name, _ in fields}, self._upload(fields, pcm)

        try:
            async with aclosing(asked_until_taken(quirks, _OPTIONAL, ask)) as answers:
                async for found in answers:
                    yield found
        except EngineError as error:
            if blamed(error.failure, sent, _NEEDED):
                raise EngineError(TELLS_NOBODY_APART) from error
            raise

    def _fields(self, hints: RecognitionHints) -> list[FormField]:
        fields: list[FormField] = [
            ("model", self._model),
            ("response_format", "diarized_json"),
            ("chunking_strategy", "auto"),
        ]
        if hints.language:
            fields.append(("language", hints.language))
        if self._server.provider.takes_newest_fields:
            fields.append(("stream", "true"))
        fields += [("known_speaker_names[]", voice.label) for voice in hints.voices]
        return fields + [("known_speaker_references[]", _data_url(voice.pcm)) for voice in hints.voices]

    async def _upload(self, fields: list[FormField], pcm: bytes) -> AsyncGenerator[_Diarised]:
        patience = PATIENCE + WIRE.ms(len(pcm)) / 1000
        upload = self._server.upload(
            CALL, fields, ("speech.wav", wav(pcm), "audio/wav"), model=self._model, patience=patience
        )
        turns: list[VoiceTurn] = []
        done: _Diarised | None = None
        spent: tuple[Spent, ...] = ()
        billed = False
        try:
            async with upload as answer, aclosing(answer.parts(plain="text")) as parts:
                async for part in parts:
                    kind = text_in(part, "type")
                    if kind == "transcript.text.done" or not kind.startswith("transcript."):
                        done = self._whole(part, turns, pcm)
                        continue
                    billed = True
                    if kind == "transcript.text.segment":
                        turns.append(_turn(part))
                        yield _Diarised(_text_of(turns), tuple(turns))
        finally:
            # It is billed even if the end never comes.
            if billed and done is None:
                spent = spent_on(self._server, self._model, {}, pcm)
        yield done or _Diarised(_text_of(turns), tuple(turns), spent)

    def _whole(self, fields: Mapping[str, object], streamed: list[VoiceTurn], pcm: bytes) -> _Diarised:
        turns = streamed or [_turn(segment) for segment in list_in(fields, "segments")]
        text = text_in(fields, "text").strip()
        if text and not turns:
            raise EngineError(TELLS_NOBODY_APART)
        return _Diarised(text or _text_of(turns), tuple(turns), spent_on(self._server, self._model, fields, pcm))


def _left_out(refused: set[str]) -> set[str]:
    """The names are of no use without the references."""
    return {*refused, "known_speaker_names[]"} if "known_speaker_references[]" in refused else refused


def _turn(fields: Mapping[str, object]) -> VoiceTurn:
    def moment(name: str) -> int:
        value = fields.get(name)
        return round(value * 1000) if isinstance(value, int | float) else 0

    return VoiceTurn(text_in(fields, "speaker"), text_in(fields, "text").strip(), moment("start"), moment("end"))


def _text_of(turns: list[VoiceTurn]) -> str:
    return " ".join(turn.text for turn in turns if turn.text)


def _data_url(pcm: bytes) -> str:
    return f"data:audio/wav;base64,{base64.b64encode(wav(pcm)).decode()}"
