"""How fast each voice on this machine speaks, how soon one hears it, what it holds, and how well it's understood.

All voices say the same sentences in turns, so that what else the machine does meets all of them. The words are counted as the
recogniser of this machine hears them. Run `python -m benchmarks.voices [VOICE ...]`; with Kokoro here, it stands beside Piper.
"""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from benchmarks.recognisers import errors, words_of
from voiceapp.core.languages import sample_sentence
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import verbatim
from voiceapp.core.text.number_words import in_digits
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import ChosenModels, chosen_models, load_of
from voiceapp.local.chosen_voices import load_of_named, voices_here
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.process_messages import RecogniseJob, SoundMessage, SpeakJob, WordsMessage
from voiceapp.settings.model import Settings

SENTENCES = (
    "The train to Hamburg leaves in twenty minutes.",
    "I have set a timer for ten minutes.",
    "Please remember to water the plants on the balcony.",
    "The lighthouse stood at the end of a long stone pier.",
    "You have three meetings tomorrow, and the first one starts at nine.",
    "Bread, milk and butter are on your shopping list.",
    "It will rain in the afternoon, so take an umbrella with you.",
    "She was born in Vienna and grew up in a small village.",
    "That costs about forty dollars, which is less than last year.",
    "The doctor asked him to come back in two weeks.",
    "A whale is not a fish, because it breathes air.",
    "Would you like me to read the letter once more?",
    "Turn left at the church, then follow the river for a mile.",
    "Most of the energy comes from wind and water.",
    "I did not understand the question, could you say it again?",
    "The museum is closed on Mondays and on public holidays.",
    "His brother works as an engineer in a factory near the harbor.",
    "Boil the potatoes for a quarter of an hour, then add some salt.",
    "The moon is smaller than the earth, and much colder.",
    "They have known each other since they were children.",
    "Your package was delivered yesterday evening.",
    "Nobody knows who wrote this old song.",
    "The password must have at least twelve letters.",
    "Good night, and sleep well.",
)
WORD = "Yes."
THREADS = (1, 2)


@dataclass
class Spoken:
    """What a voice did with a number of threads."""

    process: ModelProcess
    english: bool
    load: float = 0.0
    factors: list[float] = field(default_factory=list[float])
    first: list[float] = field(default_factory=list[float])
    first_word: list[float] = field(default_factory=list[float])
    processor: list[float] = field(default_factory=list[float])
    """Seconds of the processor for a second of sound, which other programs change less."""
    sounds: list[bytes] = field(default_factory=list[bytes])
    memory: int = 0


async def say(spoken: Spoken, text: str) -> tuple[float, float, bytes]:
    """Return the seconds to the first sound and to the last, and the sound."""
    began, first, pcm = time.monotonic(), 0.0, b""
    async with aclosing(spoken.process.ask(lambda job: SpeakJob(job, text, begins_soon=True))) as pieces:
        async for piece in pieces:
            if isinstance(piece, SoundMessage):
                first = first or time.monotonic() - began
                pcm += piece.pcm
    return first, time.monotonic() - began, pcm


async def measured(voices: Sequence[CatalogueModel], chosen: ChosenModels) -> dict[tuple[str, int], Spoken]:
    all_spoken = {
        (model.id, threads): Spoken(_process(chosen, model, threads), "en" in model.languages)
        for model in voices
        for threads in THREADS
    }
    try:
        for spoken in all_spoken.values():
            began = time.monotonic()
            await spoken.process.start()
            spoken.load = time.monotonic() - began
        for sentence in SENTENCES:
            for (voice, _), spoken in all_spoken.items():
                own = next(model for model in voices if model.id == voice).languages[0]
                await _say_both(spoken, sentence if spoken.english else sample_sentence(own))
    finally:
        await asyncio.gather(*(spoken.process.stop() for spoken in all_spoken.values()))
    return all_spoken


async def _say_both(spoken: Spoken, sentence: str) -> None:
    first, _, _ = await say(spoken, WORD)
    spoken.first_word.append(first)
    before = processor_seconds(spoken.process.pid)
    first, whole, pcm = await say(spoken, sentence)
    spoken.processor.append((processor_seconds(spoken.process.pid) - before) * 1000 / WIRE.ms(len(pcm)))
    spoken.first.append(first)
    spoken.factors.append(whole * 1000 / WIRE.ms(len(pcm)))
    spoken.sounds.append(pcm)
    spoken.memory = max(spoken.memory, spoken.process.memory or 0)


def processor_seconds(pid: int | None) -> float:
    """Return what a process has used of the processor. 0 where the system doesn't tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _process(chosen: ChosenModels, model: CatalogueModel, threads: int) -> ModelProcess:
    load = msgspec.structs.replace(load_of_named(chosen, model.id), threads=threads)
    return ModelProcess("voice", lambda: load, verbatim(model.title))


async def heard(sounds: Sequence[bytes]) -> list[str]:
    chosen = ChosenModels(english_only=True, threads=2)
    process = ModelProcess("ears", lambda: load_of("ears", chosen), verbatim("The recogniser"))
    found: list[str] = []
    try:
        for pcm in sounds:
            found += await _words(process, pcm)
    finally:
        await process.stop()
    return found


async def _words(process: ModelProcess, pcm: bytes) -> list[str]:
    asked = process.ask(lambda job: RecogniseJob(job, pcm, "en", careful=True))
    return [piece.text async for piece in asked if isinstance(piece, WordsMessage)]


async def wrong_words(spoken: Spoken) -> str:
    """Return the share of words that the recogniser heard otherwise."""
    if not spoken.english:
        return "-"
    got = await heard(spoken.sounds)
    pairs = [(words_of(in_digits(a)), words_of(in_digits(b))) for a, b in zip(SENTENCES, got, strict=True)]
    return f"{sum(errors(a, b) for a, b in pairs) / sum(len(a) for a, _ in pairs):.1%}"


async def compared(names: Sequence[str]) -> None:
    chosen = replace(chosen_models(Settings()), english_only=True)
    voices = [model for model in voices_here(chosen) if not names or model.id in names]
    if not voices:
        print("No voice is here. Get one: voiceapp models get kokoro")
        return
    print(f"{len(SENTENCES)} sentences each, in turns; medians. Word errors as the recogniser here hears them.\n")
    print(
        "voice              threads  of real time (p90)  processor   first sound: sentence   “Yes.”   memory   loads in   wrong words"
    )
    for (voice, threads), spoken in (await measured(voices, chosen)).items():
        p90 = statistics.quantiles(spoken.factors, n=10)[-1]
        print(
            f"{voice:<18} {threads:>7}  {statistics.median(spoken.factors):>9.3f} ({p90:.3f})"
            f"  {statistics.median(spoken.processor):>9.3f}  {statistics.median(spoken.first):>20.2f} s {statistics.median(spoken.first_word):>7.2f} s"
            f" {spoken.memory / 1e6:>5.0f} MB {spoken.load:>8.1f} s {await wrong_words(spoken):>13}",
            flush=True,
        )


def main() -> None:
    asyncio.run(compared(sys.argv[1:]))


if __name__ == "__main__":
    main()
