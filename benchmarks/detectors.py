"""Who speaks: each detector on labelled recordings at several noise levels, and the ends of turns.

Reads ../shared/data when it is there, else the few recordings of tests/data. Frames of 20 ms.
"""

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

from voiceapp.audio.attention import Attention
from voiceapp.audio.detectors import DETECTORS
from voiceapp.audio.levels import decibels
from voiceapp.core.endpointing import Edge, Endpointer
from voiceapp.core.ports import Detector
from voiceapp.core.wishes import Edges

RATE = 16_000
FRAME = 320
DATA = Path(__file__).parent.parent.parent / "shared" / "data"
OWN = Path(__file__).parent.parent / "tests" / "data"
LEVELS: tuple[float | None, ...] = (None, 20.0, 10.0, 5.0, 0.0)
Wave = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Case:
    speech: Wave
    noise: Wave
    truth: npt.NDArray[np.bool_]
    """For each frame: somebody speaks."""


def cases() -> list[Case]:
    if (DATA / "vad" / "labels.csv").exists():
        return list(_labelled())
    return list(_made())


def _labelled() -> Iterator[Case]:
    with (DATA / "vad" / "labels.csv").open(encoding="utf-8") as file:
        labels = list(csv.DictReader(file))
    for name in dict.fromkeys(row["recording"] for row in labels):
        speech, _ = soundfile.read(DATA / "vad" / f"{name}.speech.flac", dtype="float32")
        noise, _ = soundfile.read(DATA / "vad" / f"{name}.noise.flac", dtype="float32")
        spans = [(float(row["start"]), float(row["end"])) for row in labels if row["recording"] == name]
        yield Case(speech, noise, _truth(len(speech), spans))


def _made() -> Iterator[Case]:
    """Our own recordings between silences, with noise that is the same each time."""
    chance = np.random.default_rng(5)
    for path in sorted(OWN.glob("*.flac")):
        said, _ = soundfile.read(path, dtype="float32")
        gap = np.zeros(RATE * 2, np.float32)
        speech = np.concatenate([gap, said, gap])
        loud = np.flatnonzero(np.abs(said) > 0.02)
        span = (2.0 + loud[0] / RATE, 2.0 + loud[-1] / RATE)
        noise = chance.standard_normal(len(speech)).astype(np.float32) * 0.05
        yield Case(speech, noise, _truth(len(speech), [span]))


def _truth(samples: int, spans: list[tuple[float, float]]) -> npt.NDArray[np.bool_]:
    times = (np.arange(samples // FRAME) + 0.5) * FRAME / RATE
    truth = np.zeros(len(times), bool)
    for start, end in spans:
        truth |= (times >= start) & (times < end)
    return truth


def mixed(case: Case, level: float | None) -> Wave:
    """Speech with the noise so many decibels below it."""
    if level is None:
        return case.speech
    voiced = np.repeat(case.truth, FRAME)
    speech_power = float(np.mean(case.speech[: len(voiced)][voiced] ** 2))
    noise_power = float(np.mean(case.noise**2))
    gain = np.sqrt(speech_power / noise_power / 10 ** (level / 10))
    both: Wave = case.speech + case.noise[: len(case.speech)] * np.float32(gain)
    return both


def answers(detector: Detector, wave: Wave) -> tuple[npt.NDArray[np.float64], float]:
    """The probability for each frame, and microseconds a frame."""
    pcm = (wave * 32767).clip(-32768, 32767).astype("<i2").tobytes()
    detector.reset()
    began = time.perf_counter()
    found = [detector.probability(pcm[at : at + FRAME * 2]) for at in range(0, len(pcm) - FRAME * 2 + 1, FRAME * 2)]
    return np.array(found), (time.perf_counter() - began) / max(1, len(found)) * 1e6


def attended(detector: Detector, wave: Wave) -> tuple[npt.NDArray[np.float64], float]:
    """The same as the app asks it: not while the room sounds as it does by itself."""
    detector.reset()
    attention = Attention(detector, RATE)
    began = time.perf_counter()
    frames = [wave[at : at + FRAME] for at in range(0, len(wave) - FRAME + 1, FRAME)]
    found = [attention.feed(frame, decibels(frame)) for frame in frames]
    return np.array(found), (time.perf_counter() - began) / max(1, len(found)) * 1e6


def f1(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """F1, the share of speech that was missed, and false alarms a minute (runs of three frames or more)."""
    hit = float(np.sum(truth & said))
    score = 2 * hit / max(1.0, float(np.sum(truth)) + float(np.sum(said)))
    missed = 1 - hit / max(1.0, float(np.sum(truth)))
    false = np.concatenate([[0], (said & ~truth).astype(np.int8), [0]])
    edges = np.flatnonzero(np.diff(false))
    runs = int(np.sum(edges[1::2] - edges[::2] >= 3))
    return score, missed, runs / (len(truth) * FRAME / RATE / 60)


def delays(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> float:
    """Milliseconds from the beginning of a phrase to the first voiced frame, in the median."""
    starts = np.flatnonzero(np.diff(np.concatenate([[0], truth.astype(np.int8)])) == 1)
    found = [np.flatnonzero(said[start : start + 50]) for start in starts]
    return float(np.median([each[0] * 20 if len(each) else 1_000 for each in found])) if found else 0.0


def main() -> None:
    every = cases()
    print(f"{len(every)} recordings, {sum(len(case.truth) for case in every) * FRAME / RATE / 60:.1f} minutes")
    print(f"{'detector':<16}{'noise':>8}{'F1':>8}{'missed':>9}{'false/min':>11}{'onset ms':>10}{'us/frame':>10}")
    ways = [(name, name, answers) for name in DETECTORS] + [("silero dozing", "silero", attended)]
    for shown_name, name, ask in ways:
        detector = DETECTORS[name]()
        for level in LEVELS:
            scores = [_score(ask(detector, mixed(case, level)), case) for case in every]
            mean = np.mean(scores, axis=0)
            shown = "clean" if level is None else f"{level:.0f} dB"
            print(
                f"{shown_name:<16}{shown:>8}{mean[0]:>8.3f}{mean[1]:>9.3f}{mean[2]:>11.1f}{mean[3]:>10.0f}{mean[4]:>10.0f}"
            )
    turns()


def _score(answered: tuple[npt.NDArray[np.float64], float], case: Case) -> tuple[float, float, float, float, float]:
    found, cost = answered
    length = min(len(found), len(case.truth))
    said = found[:length] >= 0.5
    score, missed, false = f1(case.truth[:length], said)
    return score, missed, false, delays(case.truth[:length], said), cost


def turns() -> None:
    """How often a fixed wait ends a turn too early, and how long it makes one wait."""
    table = DATA / "turns" / "turns.csv"
    if not table.exists():
        return
    with table.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["file"].startswith("turns/")]
    detector = DETECTORS["silero"]()
    print(f"\n{'wait ms':>8}{'turns':>7}{'cut short':>11}{'end after ms (median)':>24}")
    heard = {row["file"]: _heard(detector, row["file"]) for row in rows}
    for wait in (300, 500, 700, 1_000, 1_500):
        cut, late = 0, []
        for row in rows:
            ended = _ended(heard[row["file"]], wait)
            end = float(row["turn_end"])
            if ended is not None and ended < end - 0.05:
                cut += 1
            elif ended is not None:
                late.append((ended - end) * 1000)
        shown = f"{np.median(late):.0f}" if late else "-"
        print(f"{wait:>8}{len(rows):>7}{cut / max(1, len(rows)):>10.0%} {shown:>23}")


def _heard(detector: Detector, name: str) -> tuple[npt.NDArray[np.float64], list[float]]:
    wave, _ = soundfile.read(DATA / name, dtype="float32")
    wave = np.concatenate([wave, np.zeros(RATE * 2, np.float32)])
    found, _cost = answers(detector, wave)
    return found, [decibels(wave[at : at + FRAME]) for at in range(0, len(wave) - FRAME + 1, FRAME)]


def _ended(heard: tuple[npt.NDArray[np.float64], list[float]], wait: int) -> float | None:
    """When the first utterance ended, in seconds."""
    endpointer = Endpointer(Edges(hangover=wait // 20))
    for number, (speech, level) in enumerate(zip(*heard, strict=False)):
        if endpointer.feed(float(speech), level) is Edge.ENDED:
            return (number + 1) * FRAME / RATE
    return None


if __name__ == "__main__":
    main()
