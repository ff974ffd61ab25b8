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

from voiceapp.audio.detectors import DETECTORS
from voiceapp.audio.levels import decibels
from voiceapp.audio.speech_gate import SpeechGate
from voiceapp.core.ports import Detector
from voiceapp.core.talk.endpointing import Endpointer, SpeechEdge
from voiceapp.core.wishes import EndpointingWishes

RATE = 16_000
FRAME = 320
DATA = Path(__file__).parent.parent.parent / "shared" / "data"
OWN = Path(__file__).parent.parent / "tests" / "data"
FRAME_MS = 20
LONG = 50
"""Frames after which an edge was missed."""
THRESHOLD = 0.5
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
    attention = SpeechGate(detector, RATE)
    began = time.perf_counter()
    frames = [wave[at : at + FRAME] for at in range(0, len(wave) - FRAME + 1, FRAME)]
    found = [attention.speech_probability(frame, decibels(frame)) for frame in frames]
    return np.array(found), (time.perf_counter() - began) / max(1, len(found)) * 1e6


def levels(wave: Wave) -> list[float]:
    return [decibels(wave[at : at + FRAME]) for at in range(0, len(wave) - FRAME + 1, FRAME)]


def f1(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """F1, the share of speech that was missed, and false alarms a minute (runs of three frames or more)."""
    hit = float(np.sum(truth & said))
    score = 2 * hit / max(1.0, float(np.sum(truth)) + float(np.sum(said)))
    missed = 1 - hit / max(1.0, float(np.sum(truth)))
    false = np.concatenate([[0], (said & ~truth).astype(np.int8), [0]])
    edges = np.flatnonzero(np.diff(false))
    runs = int(np.sum(edges[1::2] - edges[::2] >= 3))
    return score, missed, runs / (len(truth) * FRAME / RATE / 60)


def onset(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> float:
    """Milliseconds from the beginning of a phrase to the first voiced frame, in the median."""
    found = [np.flatnonzero(said[start : start + LONG]) for start, _ in phrases(truth)]
    return _median([each[0] * FRAME_MS if len(each) else LONG * FRAME_MS for each in found])


def end(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> float:
    """Milliseconds from the end of a phrase to the first of three silent frames in a row, in the median."""
    late: list[float] = []
    for _, stop in phrases(truth):
        after = np.concatenate([said[stop : stop + LONG + 2], np.zeros(2, bool)])
        silent = np.flatnonzero(~(after[:-2] | after[1:-1] | after[2:]))
        late.append(silent[0] * FRAME_MS if len(silent) else LONG * FRAME_MS)
    return _median(late)


def phrases(truth: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Each phrase's first frame, and the first one after it."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], truth.astype(np.int8), [0]])))
    return [(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]


def _median(values: list[float]) -> float:
    return float(np.median(values)) if values else 0.0


WAYS = (("silero", answers), ("webrtc", answers), ("silero dozing", attended))


def main() -> None:
    every = cases()
    print(f"{len(every)} recordings, {sum(len(case.truth) for case in every) * FRAME / RATE / 60:.1f} minutes\n")
    frames: list[tuple[str, str, npt.NDArray[np.float64]]] = []
    utterances: list[tuple[str, str, npt.NDArray[np.float64]]] = []
    for name, ask in WAYS:
        detector = DETECTORS[name.split()[0]]()
        for level in LEVELS:
            shown = "clean" if level is None else f"{level:.0f} dB"
            waves = [mixed(case, level) for case in every]
            asked = [(*ask(detector, wave), levels(wave), case.truth) for wave, case in zip(waves, every, strict=True)]
            frames.append((name, shown, np.mean([_frame_by_frame(*each) for each in asked], axis=0)))
            utterances.append((name, shown, np.mean([_as_utterances(*each) for each in asked], axis=0)))
    print("frame by frame, threshold 0.5")
    _table(
        ("F1", "missed", "false/min", "onset ms", "end ms", "us/frame"),
        "{:.3f} {:.3f} {:.1f} {:.0f} {:.0f} {:.0f}",
        frames,
    )
    edges = EndpointingWishes()
    print(
        f"\nas utterances of the app: begun by {edges.attack} voiced frames, ended by {edges.hangover} silent ones, "
        f"{edges.preroll} frames before it go with it"
    )
    _table(
        ("speech sent", "sent in vain", "missed", "false/min", "begins ms", "ends ms"),
        "{:.1%} {:.1%} {:.1%} {:.1f} {:.0f} {:.0f}",
        utterances,
    )
    turns()


def _table(columns: tuple[str, ...], form: str, rows: list[tuple[str, str, npt.NDArray[np.float64]]]) -> None:
    print(f"{'detector':<16}{'noise':>8}" + "".join(f"{column:>14}" for column in columns))
    for name, level, figures in rows:
        cells = form.format(*figures).split()
        print(f"{name:<16}{level:>8}" + "".join(f"{cell:>14}" for cell in cells))


def _frame_by_frame(
    found: npt.NDArray[np.float64], cost: float, _levels: list[float], truth: npt.NDArray[np.bool_]
) -> tuple[float, ...]:
    length = min(len(found), len(truth))
    truth, said = truth[:length], found[:length] >= THRESHOLD
    return *f1(truth, said), onset(truth, said), end(truth, said), cost


def _as_utterances(
    found: npt.NDArray[np.float64], _cost: float, loud: list[float], truth: npt.NDArray[np.bool_]
) -> tuple[float, ...]:
    """What the app's own endpointer makes of it: shares of speech and silence that are sent, and when it knows."""
    length = min(len(found), len(truth))
    truth = truth[:length]
    edges = EndpointingWishes()
    spans = _utterances(found[:length], loud, edges)
    sent = np.zeros(length, bool)
    for start, stop in spans:
        sent[max(0, start - edges.preroll) : stop] = True
    said = phrases(truth)
    caught = [(p, s) for p in said for s in spans if s[0] < p[1] and s[1] > p[0]]
    begins = [max(0, start - phrase[0]) * FRAME_MS for phrase, (start, _) in caught if start >= phrase[0] - LONG]
    ends = [(s[1] - p[1]) * FRAME_MS for p, s in caught if not any(other > p and other[0] < s[1] for other in said)]
    in_vain = sum(not any(s[0] < p[1] and s[1] > p[0] for p in said) for s in spans)
    return (
        float(np.sum(truth & sent)) / max(1, int(truth.sum())),
        float(np.sum(sent & ~truth)) / max(1, int(sent.sum())),
        1 - len({p for p, _ in caught}) / max(1, len(said)),
        in_vain / (length * FRAME / RATE / 60),
        _median([float(each) for each in begins]),
        _median([float(each) for each in ends]),
    )


def _utterances(found: npt.NDArray[np.float64], loud: list[float], edges: EndpointingWishes) -> list[tuple[int, int]]:
    """The frames at which utterances that counted began and ended."""
    endpointer, begun = Endpointer(edges), 0
    spans: list[tuple[int, int]] = []
    for number, (speech, level) in enumerate(zip(found, loud, strict=False)):
        match endpointer.take_frame(float(speech), level):
            case SpeechEdge.BEGAN:
                begun = number + 1
            case SpeechEdge.ENDED:
                spans.append((begun, number + 1))
            case _:
                pass
    return [*spans, (begun, len(found))] if endpointer.speaking else spans


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
    return found, levels(wave)


def _ended(heard: tuple[npt.NDArray[np.float64], list[float]], wait: int) -> float | None:
    """When the first utterance ended, in seconds."""
    endpointer = Endpointer(EndpointingWishes(hangover=wait // 20))
    for number, (speech, level) in enumerate(zip(*heard, strict=False)):
        if endpointer.take_frame(float(speech), level) is SpeechEdge.ENDED:
            return (number + 1) * FRAME / RATE
    return None


if __name__ == "__main__":
    main()
