"""Says what a Wyoming server offers: its programs that transcribe, speak and hear wake words, with their models.

Servers describe themselves in their own words and leave out what they like, so each part is read by itself, and one that
cannot be read is left out.
"""

from collections.abc import Sequence
from typing import cast

import msgspec
from wyoming.info import Describe, Info

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.openai.http import Server
from voiceapp.wyoming.connection import WyomingLine, opened

DESCRIBING = 10.0
"""Seconds. Some look up their voices first."""
MOST = 5_000
LONGEST_NAME = 200


class Offered(msgspec.Struct, frozen=True):
    """A model or a voice, with the program that has it."""

    name: str
    program: str = ""
    first: bool = True
    """Its program is the one that answers unless another one is asked for."""
    languages: tuple[str, ...] = ()
    installed: bool = True
    speakers: tuple[str, ...] = ()
    phrase: str = ""
    """What to say, if it's a wake word."""


class WyomingOffers(msgspec.Struct, frozen=True):
    """All that one server offers."""

    transcribes: bool = False
    speaks: bool = False
    recognisers: tuple[Offered, ...] = ()
    voices: tuple[Offered, ...] = ()
    wake_words: tuple[Offered, ...] = ()
    streams_words: bool = False
    """The words come while they are recognised."""
    streams_speech: bool = False
    """It takes a text in pieces, and speaks its first sentence while it makes the next."""
    ends_itself: bool = False
    """It decides itself when an utterance is over."""
    programs: tuple[str, ...] = ()

    @property
    def hears_wake_words(self) -> bool:
        return bool(self.wake_words)


class _ModelOrVoice(msgspec.Struct, frozen=True):
    name: str
    languages: list[str] = []
    installed: bool = True
    speakers: list[dict[str, object]] | None = None
    phrase: str | None = None


class _Program(msgspec.Struct, frozen=True):
    name: str
    models: list[object] = []
    voices: list[object] = []
    installed: bool = True
    supports_transcript_streaming: bool = False
    supports_synthesize_streaming: bool = False
    requires_external_vad: bool = True


def primary(language: str) -> str:
    """The first part of a language's code: of en_US, en."""
    return language.replace("_", "-").partition("-")[0].lower()


def read_offers(data: object) -> WyomingOffers:
    """Reads what an info event holds. Never raises: what is of another form is not offered."""
    asr, tts, wake = (_programs(data, domain) for domain in ("asr", "tts", "wake"))
    return WyomingOffers(
        transcribes=bool(asr),
        speaks=bool(tts),
        recognisers=_all(asr),
        voices=_all(tts),
        wake_words=_all(wake),
        streams_words=bool(asr) and asr[0].supports_transcript_streaming,
        streams_speech=bool(tts) and tts[0].supports_synthesize_streaming,
        ends_itself=bool(asr) and not asr[0].requires_external_vad,
        programs=tuple(dict.fromkeys(program.name for program in (*asr, *tts, *wake))),
    )


def _programs(data: object, domain: str) -> list[_Program]:
    listed = cast("dict[str, object]", data).get(domain) if isinstance(data, dict) else None
    found: list[_Program] = []
    for each in cast("list[object]", listed)[:MOST] if isinstance(listed, list) else []:
        try:
            program = msgspec.convert(each, _Program)
        except msgspec.ValidationError:
            continue
        if program.installed and _proper(program.name):
            found.append(program)
    return found


def _all(programs: Sequence[_Program]) -> tuple[Offered, ...]:
    found: dict[str, Offered] = {}
    for number, program in enumerate(programs):
        for each in (*program.models, *program.voices)[:MOST]:
            try:
                model = msgspec.convert(each, _ModelOrVoice)
            except msgspec.ValidationError:
                continue
            if _proper(model.name):
                speakers = [str(speaker.get("name", "")) for speaker in model.speakers or ()]
                found.setdefault(
                    model.name,
                    Offered(
                        model.name, program.name, number == 0, tuple(model.languages), model.installed,
                        tuple(name for name in speakers if _proper(name)), (model.phrase or "")[:LONGEST_NAME],
                    ),
                )  # fmt: skip
    return tuple(found.values())


def _proper(name: str) -> bool:
    return bool(name.strip()) and len(name) <= LONGEST_NAME and name.isprintable()


async def ask_offers(line: WyomingLine) -> WyomingOffers:
    """Ask what the server offers, over an open line. Raises EngineError."""
    await line.send(Describe())
    while True:
        event = await line.receive(DESCRIBING)
        if Info.is_type(event.type):
            return read_offers(event.data)


async def offers_of(server: Server) -> WyomingOffers:
    """Ask what the server offers. Raises EngineError."""
    async with opened(server) as line:
        return await ask_offers(line)


def not_offered(sentence: Sentence) -> EngineError:
    return EngineError(Failure(FailureKind.NO_MODEL, sentence))
