"""How well and how fast speech is recognised on this machine, beside the plainest use of the same model.

Reads ../shared/data/stt where it is there, else the recordings of the tests. Run `python -m benchmarks.recognisers [FILES]`.
"""

import asyncio
import csv
import re
import statistics
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import numpy as np
import soundfile

from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import RecognisedText, RecognitionHints
from voiceapp.local.chosen_models import ChosenModels, find
from voiceapp.local.model_set import LocalMachine

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
OWN = {
    "lobster": "when is a lobster not a lobster when it is a crayfish",
    "modern": "in being comparatively modern",
}
FILES = 40
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


async def _ours(machine: LocalMachine, pcm: bytes) -> tuple[str, float]:
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


async def _run(files: list[tuple[Path, str]]) -> None:
    from faster_whisper import WhisperModel

    machine = LocalMachine(ChosenModels())
    plain = WhisperModel(find("ears", ChosenModels()).path, device="cpu", compute_type="int8", cpu_threads=2)
    wrong = {"ours": 0, "plain": 0}
    waits: dict[str, list[float]] = {"ours": [], "plain": []}
    spoken = words = 0.0
    async with machine.using("ears"):
        for path, text in files:
            pcm = pcm_of(path)
            wanted = words_of(text)
            words += len(wanted)
            spoken += WIRE.ms(len(pcm)) / 1000
            said, wait = await _ours(machine, pcm)
            wrong["ours"] += errors(wanted, words_of(said))
            waits["ours"].append(wait)
            wave = Resampler(WIRE.rate, 16_000).resampled(to_float(pcm))
            began = time.perf_counter()
            segments, _ = plain.transcribe(np.asarray(wave), language="en")
            said = " ".join(segment.text for segment in segments)
            waits["plain"].append(time.perf_counter() - began)
            wrong["plain"] += errors(wanted, words_of(said))
        print(f"{len(files)} recordings, {spoken:.0f} s, {words:.0f} words; model {machine.name('ears')}\n")
        print("| | word errors | words after the end of the turn, median | p90 | share of the time spoken |")
        print("| --- | --- | --- | --- | --- |")
        for name, label in (
            ("ours", "voiceapp, working ahead in pauses"),
            ("plain", "the same model, asked at the end"),
        ):
            found = sorted(waits[name])
            p90 = found[int(len(found) * 0.9)]
            print(
                f"| {label} | {wrong[name] / words:.1%} | {statistics.median(found) * 1000:.0f} ms "
                f"| {p90 * 1000:.0f} ms | {sum(found) / spoken:.3f} |"
            )
        print(f"\nmemory of the recogniser's process: {memory_of(machine.process('ears').pid):.0f} MB")
    await machine.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    asyncio.run(_run(recordings(count)))


if __name__ == "__main__":
    main()
