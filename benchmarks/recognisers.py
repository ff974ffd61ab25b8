"""How well and how fast each recogniser on this machine understands, beside the plainest use of the same model.

Word errors of clean recordings and of the same in the noise of a café, 10 dB below the speech, for captions and for the
words that stay; and how long after the end of a turn the words are there. Reads ../shared/data where it is there, else
the recordings of the tests. Run `python -m benchmarks.recognisers [FILES [MODEL_FOLDER ...]]`.
"""

import asyncio
import csv
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
from faster_whisper import WhisperModel

from voiceapp.audio.levels import decibels
from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.pcm import DETECTOR, WIRE
from voiceapp.core.ports import RecognisedText, RecognitionHints
from voiceapp.local.chosen_models import ChosenModels, find, load_of
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.process_messages import Load, RecogniseJob, WordsMessage
from voiceapp.local.runners.whisper import Whisper

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
OWN = {
    "lobster": "when is a lobster not a lobster when it is a crayfish",
    "modern": "in being comparatively modern",
}
FILES = 40
SPOKEN_LIVE = 12
"""Recordings that are played as a microphone would give them, in real time: those that are nearest to five seconds."""
TURN = 5.0
NOISE_BELOW_DB = 10.0
HANGOVER_MS = 700
"""The silence that ends a turn: in it the recogniser works ahead."""


def recordings(count: int) -> list[tuple[Path, str]]:
    manifest = DATA / "manifest.csv"
    if not manifest.exists():
        folder = Path(__file__).resolve().parents[1] / "tests" / "data"
        return [(folder / f"{name}.flac", words) for name, words in OWN.items()]
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["file"].startswith("stt/") and row["transcript"]]
    step = max(1, len(rows) // count)
    return [(DATA / row["file"], row["transcript"]) for row in rows[::step][:count]]


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("-", " "))


def errors(wanted: list[str], got: list[str]) -> int:
    """Words to change, add or take out."""
    row = list(range(len(got) + 1))
    for place, word in enumerate(wanted, start=1):
        before, row[0] = row[0], place
        for column, other in enumerate(got, start=1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (word != other))
    return row[-1]


def pcm_of(path: Path) -> bytes:
    samples, rate = soundfile.read(path, dtype="float32")
    return to_pcm(Resampler(int(rate), WIRE.rate).resampled(samples))


async def _paced(pcm: bytes, ended: list[float]) -> AsyncGenerator[bytes]:
    """As a microphone gives it, and then the silence that ends the turn."""
    frame = WIRE.frame_bytes
    began = time.perf_counter()
    whole = pcm + bytes(WIRE.bytes(HANGOVER_MS))
    for number, start in enumerate(range(0, len(whole), frame), start=1):
        await asyncio.sleep(max(0.0, began + number * 0.02 - time.perf_counter()))
        yield whole[start : start + frame]
    ended.append(time.perf_counter())


async def _live(machine: LocalMachine, pcm: bytes) -> tuple[str, float]:
    """The words, and how long after the end of the turn they were there."""
    ended: list[float] = []
    last = RecognisedText("")
    async with aclosing(machine.recogniser().transcribe(_paced(pcm, ended), RecognitionHints("en"))) as answers:
        async for heard in answers:
            last = heard
    return last.text, time.perf_counter() - ended[0]


def memory_of(pid: int | None) -> float:
    """MB that a process holds."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    beam: int
    plain: bool = False


WAYS = (
    Way("captions", 1),
    Way("words that stay", 5),
    Way("plain, beam 1", 1, plain=True),
    Way("plain, beam 5", 5, plain=True),
)


@dataclass(slots=True)
class Score:
    words: int = 0
    wrong: int = 0
    took: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    """Processor seconds of all threads, which hardly depend on what else runs."""

    def add(self, wanted: list[str], said: str, took: float, busy: float = 0.0) -> None:
        self.words += len(wanted)
        self.wrong += errors(wanted, words_of(said))
        self.took.append(took)
        self.busy.append(busy)

    @property
    def share(self) -> str:
        return f"{self.wrong / self.words:.1%}" if self.words else "unknown"

    @property
    def times(self) -> str:
        ordered = sorted(self.took)
        return f"{statistics.median(ordered):.2f} s | {ordered[int(len(ordered) * 0.9)]:.2f} s"


def _cafe(pcm: bytes, number: int) -> bytes | None:
    """The same recording in a café. None if its noise is not there."""
    file = DATA / "noise" / "babble_room.flac"
    if not file.exists():
        return None
    speech = to_float(pcm)
    noise = np.resize(np.roll(to_float(pcm_of(file)), -number * WIRE.rate), len(speech))
    wanted = decibels(speech) - NOISE_BELOW_DB - decibels(noise)
    return to_pcm(speech + noise * np.float32(10 ** (wanted / 20)))


def _models(folders: list[str]) -> list[tuple[str, ChosenModels]]:
    """Each recogniser that is here, and those in these folders."""
    english = ChosenModels(english_only=True)
    several = ChosenModels()
    found = [(find("ears", each).title, each) for each in (english, several)]
    own = [(Path(folder).name, ChosenModels(whisper=folder)) for folder in folders]
    return list({title: (title, chosen) for title, chosen in (*found, *own)}.values())


def _plain(load: Load) -> WhisperModel:
    """The same model, as its library offers it."""
    if not load.rest:
        return WhisperModel(load.path, device="cpu", compute_type="int8", cpu_threads=load.threads)
    with tempfile.TemporaryDirectory() as folder:
        for file in Path(load.path).iterdir():
            shutil.copy(file, folder)
        halves = (Path(load.path) / "model.bin.part1").read_bytes() + Path(load.rest).read_bytes()
        Path(folder, "model.bin").write_bytes(halves)
        return WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=load.threads)


def _read(whisper: Whisper, plain: WhisperModel, pcm: bytes, way: Way) -> str:
    if way.plain:
        wave = Resampler(WIRE.rate, DETECTOR.rate).resampled(to_float(pcm))
        segments, _ = plain.transcribe(wave, language="en", beam_size=way.beam, without_timestamps=True)
        return " ".join(segment.text for segment in segments)
    said: list[object] = []
    whisper.work(RecogniseJob(1, pcm, "en", careful=way.beam > 1), said.append, lambda: False)
    (words,) = said
    assert isinstance(words, WordsMessage)
    return words.text


def _each_way(title: str, chosen: ChosenModels, files: list[tuple[Path, str]]) -> None:
    load = load_of("ears", chosen)
    whisper = Whisper()
    whisper.load(load)
    plain = _plain(load)
    scores = {(way.label, place): Score() for way in WAYS for place in ("clean", "cafe")}
    for number, (path, text) in enumerate(files):
        clean = pcm_of(path)
        for place, pcm in (("clean", clean), ("cafe", _cafe(clean, number))):
            for way in WAYS if pcm else ():
                began, busy = time.perf_counter(), time.process_time()
                said = _read(whisper, plain, pcm or b"", way)
                took, busy = time.perf_counter() - began, time.process_time() - busy
                scores[way.label, place].add(words_of(text), said, took, busy)
    for way in WAYS:
        quiet, noisy = scores[way.label, "clean"], scores[way.label, "cafe"]
        row = (title, way.label, quiet.share, noisy.share, quiet.times, f"{statistics.median(quiet.busy):.2f} s")
        print("|", " | ".join(row), "|", flush=True)


async def _at_the_end(title: str, chosen: ChosenModels, files: list[tuple[Path, str]]) -> None:
    machine = LocalMachine(chosen)
    score = Score()
    async with machine.using("ears"):
        for path, text in files:
            said, wait = await _live(machine, pcm_of(path))
            score.add(words_of(text), said, wait)
        memory = memory_of(machine.process("ears").pid)
    await machine.close()
    print(f"| {title} | {score.share} | {score.times} | {memory:.0f} MB |", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    files = recordings(count)
    spoken = sum(_seconds(path) for path, _ in files)
    print(f"{len(files)} recordings, {spoken:.0f} s, {sum(len(words_of(text)) for _, text in files)} words\n")
    models = _models(sys.argv[2:])
    print(
        "| model | way | word errors | in a café | seconds for a recording, median | p90 | of the processor, median |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for title, chosen in models:
        _each_way(title, chosen, files)
    live = sorted(recordings(FILES), key=lambda each: abs(_seconds(each[0]) - TURN))[:SPOKEN_LIVE]
    print(f"\n{len(live)} turns of about {TURN:.0f} s, spoken live, each ended by {HANGOVER_MS} ms of silence\n")
    print("| model | word errors | words after the end of the turn, median | p90 | memory |")
    print("| --- | --- | --- | --- | --- |")
    for title, chosen in models:
        asyncio.run(_at_the_end(title, chosen, live))


def _seconds(path: Path) -> float:
    return float(soundfile.info(path).duration)


if __name__ == "__main__":
    main()
