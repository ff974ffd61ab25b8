"""Tries a model out once, in a process of its own, and measures how fast this computer is."""

import asyncio
import struct
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from operator import mul
from pathlib import Path

from voiceapp.audio.decode import blocks_of
from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.languages import sample_sentence
from voiceapp.core.model_fit import MeasuredSpeed
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue.kokoro import ID as KOKORO
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import CARRIED, ChosenModels, built_in, chosen_models, find, load_of
from voiceapp.local.chosen_voices import voices_here
from voiceapp.local.meaning_model import PART as MEANING
from voiceapp.local.meaning_model import SUBJECT, load_of_meaning
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.model_store import ModelStore, model_named
from voiceapp.local.process_messages import (
    ChatJob,
    Done,
    EmbedJob,
    Load,
    RecogniseJob,
    SoundMessage,
    SpeakJob,
    TextMessage,
    VectorsMessage,
    VoicePrintJob,
    VoicePrintsMessage,
    WordsMessage,
)
from voiceapp.local.speaker_model import PART as SPEAKERS
from voiceapp.local.speaker_model import SUBJECT as SPEAKERS_SUBJECT
from voiceapp.local.speaker_model import load_of_speakers
from voiceapp.one_off.voice_samples import sample_of
from voiceapp.settings.assets import asset
from voiceapp.settings.model import Settings

MEASURED = 10.0
"""Seconds of answering after which it is known how fast it goes."""
ENOUGH = 200
"""Tokens that are asked for at most."""
QUESTION = "In one short sentence: why is the sky blue?"
LONG_QUESTION = "Tell me a long story about a lighthouse."
LONG_SENTENCES = (
    "The lighthouse stood at the end of a long pier, and on clear evenings people walked out to see the ships come home. "
    "Its keeper knew each of them by name."
)
MEANT = "my flat is cold"
PASSAGES = ("The landlord still hasn't fixed the heating.", "The train leaves at six.", "We need more printer paper.")
"""The first is what it should find."""

Play = Callable[[bytes], None]


async def tried(model: CatalogueModel, settings: Settings, play: Play, name: str = "", text: str = "") -> Probe:
    """Let a model do its work once. A voice that isn't here is heard in its publisher's sample.

    `name`: its own, or that of one of its speakers. `text`: what a voice is to say. Raises EngineError if it can't be used.
    """
    if model.part == MEANING:
        return await _compared(_process(MEANING, load_of_meaning(chosen_models(settings).store)))
    if model.part == SPEAKERS:
        return await _voice_read(_process(SPEAKERS, load_of_speakers(chosen_models(settings).store)))
    if not model.runs or model.part not in CARRIED:
        return Probe(False, Sentence("Nothing here can run {title} yet.", title=model.title))
    chosen = chosen_models(settings)
    if model.part == "voice" and not _is_here(model, chosen):
        play(await sample_of(model, settings.local.mirror))
        return Probe(True, Sentence("That was {title}'s sample. It isn't on this device yet.", title=model.title))
    process = _process(model.part, load_of(model.part, _with_model(chosen, name or model.id)))
    try:
        match model.part:
            case "brain":
                return await _answered(process)
            case "voice":
                usual = sample_sentence(next(iter(model.languages), ""))
                return await _spoken(process, text or usual, settings.talking.speed, play)
            case _:
                return await _heard(process)
    finally:
        await process.stop()


async def _compared(process: ModelProcess) -> Probe:
    began = time.monotonic()
    try:
        found = await asyncio.gather(_vectors(process, MEANT, query=True), _vectors(process, *PASSAGES, query=False))
    finally:
        await process.stop()
    (meant,), passages = found
    likeness = [sum(map(mul, meant, passage)) for passage in passages]
    nearest = PASSAGES[likeness.index(max(likeness))]
    return Probe(
        nearest == PASSAGES[0],
        Sentence(
            "Looked for “{meant}”, found “{found}” ({seconds} s)",
            meant=MEANT,
            found=nearest,
            seconds=round(time.monotonic() - began, 1),
        ),
    )


async def _voice_read(process: ModelProcess) -> Probe:
    pcm = await asyncio.to_thread(_sample)
    began = time.monotonic()
    stretches = 0
    try:
        async with aclosing(process.ask(lambda job: VoicePrintJob(job, pcm))) as answers:
            async for answer in answers:
                if isinstance(answer, VoicePrintsMessage):
                    stretches = len(answer.spans)
    finally:
        await process.stop()
    seconds = round(time.monotonic() - began, 1)
    return Probe(stretches > 0, Sentence("It reads the voice in a recording ({seconds} s)", seconds=seconds))


async def _vectors(process: ModelProcess, *texts: str, query: bool) -> list[tuple[float, ...]]:
    async with aclosing(process.ask(lambda job: EmbedJob(job, list(texts), query))) as answers:
        async for answer in answers:
            if isinstance(answer, VectorsMessage):
                return list(struct.iter_unpack(f"<{answer.width}f", answer.rows))
    return []


async def measured(settings: Settings, longest: float = MEASURED) -> MeasuredSpeed:
    """Let the language model answer for some seconds. Raises EngineError if there is none."""
    chosen = chosen_models(settings)
    size = find("brain", chosen).bytes
    process = _process("brain", load_of("brain", chosen))
    try:
        return await _measured(process, size, longest)
    finally:
        await process.stop()


async def _measured(process: ModelProcess, size: int, longest: float) -> MeasuredSpeed:
    await process.start()
    pieces, spent = 0, 0.0
    while spent < longest:
        came, took = await _timed_answer(process, longest - spent)
        if not took:
            break
        pieces += came
        spent += took
    if not spent:
        raise EngineError(Failure(FailureKind.MODEL_BROKEN, Sentence("The language model says nothing.")))
    return MeasuredSpeed(round(pieces / spent, 2), size)


async def _timed_answer(process: ModelProcess, longest: float) -> tuple[int, float]:
    """Let it answer once. Return the pieces after the first one, and the seconds that they took."""
    pieces, began, spent = 0, 0.0, 0.0
    asked = process.ask(lambda job: ChatJob(job, [{"role": "user", "content": LONG_QUESTION}], ENOUGH))
    async with aclosing(asked) as answers:
        async for piece in answers:
            if not isinstance(piece, TextMessage):
                continue
            now = time.monotonic()
            if not began:
                began = now  # the time to read the question isn't part of how fast it answers
                continue
            pieces += 1
            spent = now - began
            if spent >= longest:
                break
    return pieces, spent


async def _answered(process: ModelProcess) -> Probe:
    said = ""
    began = time.monotonic()
    asked = process.ask(lambda job: ChatJob(job, [{"role": "user", "content": QUESTION}], 80))
    async with aclosing(asked) as answers:
        async for piece in answers:
            if isinstance(piece, TextMessage):
                said += piece.text
    seconds = time.monotonic() - began
    return Probe(
        bool(said.strip()),
        Sentence("Why is the sky blue? “{answer}” ({seconds} s)", answer=said.strip(), seconds=round(seconds, 1)),
    )


async def _spoken(process: ModelProcess, text: str, speed: float, play: Play) -> Probe:
    pcm = b""
    async with aclosing(process.ask(lambda job: SpeakJob(job, text, speed))) as answers:
        async for piece in answers:
            if isinstance(piece, SoundMessage):
                pcm += piece.pcm
    play(pcm)
    return Probe(bool(pcm), Sentence("It says: “{text}”", text=text))


async def _heard(process: ModelProcess) -> Probe:
    pcm = await asyncio.to_thread(_sample)
    heard = ""
    began = time.monotonic()
    async with aclosing(process.ask(lambda job: RecogniseJob(job, pcm, "en"))) as answers:
        async for piece in answers:
            if isinstance(piece, WordsMessage):
                heard = piece.text
            elif isinstance(piece, Done):
                break
    seconds = time.monotonic() - began
    return Probe(
        bool(heard.strip()),
        Sentence("It hears in a recording: “{text}” ({seconds} s)", text=heard.strip(), seconds=round(seconds, 1)),
    )


def _sample() -> bytes:
    return b"".join(blocks_of(asset("hello.flac")))


def _is_here(model: CatalogueModel, chosen: ChosenModels) -> bool:
    return model.id in built_in() or ModelStore(Path(chosen.store)).is_whole(model)


def _with_model(chosen: ChosenModels, name: str) -> ChosenModels:
    return replace(chosen, whisper=name, language_model=name, voice=name)


async def measured_voice(settings: Settings) -> float | None:
    """Let the natural voice read a sentence. Return its share of real time, or None if it isn't here. Raises EngineError."""
    chosen, model = chosen_models(settings), model_named(KOKORO)
    if model not in voices_here(chosen):
        return None
    process = _process("voice", load_of("voice", _with_model(chosen, KOKORO)))
    try:
        await process.start()
        began, came = time.monotonic(), 0
        async with aclosing(process.ask(lambda job: SpeakJob(job, LONG_SENTENCES))) as answers:
            async for piece in answers:
                came += len(piece.pcm) if isinstance(piece, SoundMessage) else 0
        return (time.monotonic() - began) * 1000 / WIRE.ms(came) if came else None
    finally:
        await process.stop()


def _process(part: str, load: Load) -> ModelProcess:
    subjects = {part: carried.what.subject for part, carried in CARRIED.items()}
    return ModelProcess(part, lambda: load, {**subjects, MEANING: SUBJECT, SPEAKERS: SPEAKERS_SUBJECT}[part])
