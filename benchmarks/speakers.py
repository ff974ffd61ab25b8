"""How well it's found out who spoke, beside taking all for one person; how well a voice is known again; what it takes.

Made-up conversations of read speech (LibriSpeech, LJ Speech): whole utterances, and rapid turns of one to four seconds in
which the app's own cutting often leaves two persons in a line. Meetings: excerpts of AMI, half a minute each, in which one
person speaks most of the time, others only throw in words, and much overlaps. The thresholds were chosen by the first half
of the utterances and of the meetings; both halves are shown. An error is the share of speech that nobody, somebody else or
one too many is named for, without 0.25 s around each change (DER). Needs the model: `voiceapp models get resemblyzer`.
"""

import csv
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

from voiceapp.audio.resample import Resampler, Wave, to_pcm
from voiceapp.audio.utterance_splitter import utterances
from voiceapp.core.pcm import DETECTOR, WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.recordings.speakers import FoundVoices, tell_apart
from voiceapp.core.recordings.voice_prints import VoiceStretch
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.process_messages import FromWorker, VoicePrintJob, VoicePrintsMessage
from voiceapp.local.runners.voice_print import VoiceEncoder
from voiceapp.local.speaker_model import load_of_speakers
from voiceapp.local.voice_reader import stretches_of
from voiceapp.settings.model import Settings

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
COLLAR, STEP = 0.25, 0.01
NOBODY = -1
PIECES = 36
HOURS = 3

Span = tuple[float, float, str]
"""From when to when somebody speaks, in seconds."""


@dataclass(frozen=True)
class Recording:
    lines: list[tuple[float, float]]
    """Where the app's own cutting finds speech: from when, for how long."""
    voices: list[tuple[VoiceStretch, ...]]
    truth: list[Span]
    length: float

    @property
    def persons(self) -> int:
        return len({name for *_, name in self.truth})


def read(encoder: VoiceEncoder, pcm: bytes) -> tuple[VoiceStretch, ...]:
    said: list[FromWorker] = []
    encoder.work(VoicePrintJob(1, pcm), said.append, lambda: False)
    (answer,) = said
    assert isinstance(answer, VoicePrintsMessage)
    return stretches_of(answer)


def cut(encoder: VoiceEncoder, sound: Wave, truth: list[Span]) -> Recording:
    pcm = to_pcm(Resampler(DETECTOR.rate, WIRE.rate).resampled(sound))
    blocks = (pcm[start : start + 48_000] for start in range(0, len(pcm), 48_000))
    found = list(utterances(blocks))
    lines = [(each.at / 1000, WIRE.ms(len(each.pcm)) / 1000) for each in found]
    return Recording(lines, [read(encoder, each.pcm) for each in found], truth, len(sound) / DETECTOR.rate)


# --- what is measured


def spans(recording: Recording, found: FoundVoices | None) -> list[Span]:
    """Who speaks when, as the lines have it. Nothing found: everybody is one."""
    said: list[Span] = []
    for place, (at, length) in enumerate(recording.lines):
        turns = found.lines[place] if found is not None else ()
        edges = [at, *(at + turn.end / 1000 for turn in turns[:-1]), at + length]
        voices = [turn.voice for turn in turns] or [NOBODY]
        said += [(start, end, str(voice)) for start, end, voice in zip(edges, edges[1:], voices, strict=False)]
    return said


def wrong(truth: Sequence[Span], said: Sequence[Span], length: float) -> tuple[int, int]:
    """How many hundredths of a second are wrong, and of how many."""
    frames = int(length / STEP)
    counted = np.ones(frames, bool)
    for start, end, _ in truth:
        for edge in (start, end):
            counted[max(0, round((edge - COLLAR) / STEP)) : round((edge + COLLAR) / STEP)] = False
    there, named = _grid(truth, frames)[:, counted], _grid(said, frames)[:, counted]
    both = there.astype(int) @ named.T.astype(int)
    missed = np.maximum(there.sum(0), named.sum(0)).sum()
    return int(missed - _best(both)), int(there.sum())


def _grid(said: Sequence[Span], frames: int) -> npt.NDArray[np.bool_]:
    names = sorted({name for *_, name in said}) or [""]
    grid = np.zeros((len(names), frames), bool)
    for start, end, name in said:
        grid[names.index(name), round(start / STEP) : round(end / STEP)] = True
    return grid


def _best(both: npt.NDArray[np.int_]) -> int:
    """The most that two sets of names can have in common, if each name means one of the other."""
    best = {0: 0}
    for row in both:
        following = dict(best)
        for used, value in best.items():
            for place, common in enumerate(row):
                if not used >> place & 1:
                    taken = used | 1 << place
                    following[taken] = max(following.get(taken, 0), value + int(common))
        best = following
    return max(best.values())


def error(recordings: Sequence[Recording], find: Callable[[Recording], FoundVoices | None]) -> float:
    sums = [wrong(each.truth, spans(each, find(each)), each.length) for each in recordings]
    return sum(bad for bad, _ in sums) / max(1, sum(whole for _, whole in sums))


def equal_error(prints: Sequence[tuple[str, Wave]]) -> float:
    """The share of pairs that are taken wrongly for one voice, where as many are wrongly taken for two."""
    same = [float(one @ other) for (name, one), (also, other) in combinations(prints, 2) if name == also]
    others = [float(one @ other) for (name, one), (also, other) in combinations(prints, 2) if name != also]
    levels = np.linspace(0, 1, 1001)
    refused = np.array([np.mean(np.array(same) < level) for level in levels])
    taken = np.array([np.mean(np.array(others) >= level) for level in levels])
    place = int(np.argmin(np.abs(refused - taken)))
    return float(refused[place] + taken[place]) / 2


# --- recordings


def speakers() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    with (DATA / "manifest.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["file"].startswith("stt/") and row["speaker"]:
                found.setdefault(row["speaker"], []).append(DATA / row["file"])
    return {name: sorted(files) for name, files in sorted(found.items())}


def sound_of(file: Path) -> Wave:
    samples, _ = soundfile.read(file, dtype="float32")
    return np.asarray(samples, np.float32)


def joined(pieces: Sequence[tuple[str, Wave, float]], chance: np.random.Generator) -> tuple[Wave, list[Span]]:
    """Pieces one after the other, each with the pause behind it."""
    waves: list[Wave] = []
    truth: list[Span] = []
    at = 0.0
    for name, wave, pause in pieces:
        waves += [wave, np.zeros(round(pause * DETECTOR.rate), np.float32)]
        truth.append((at, at + len(wave) / DETECTOR.rate, name))
        at = sum(map(len, waves)) / DETECTOR.rate
    whole = np.concatenate(waves)
    return whole + chance.standard_normal(len(whole)).astype(np.float32) * np.float32(3e-4), truth


def conversations(encoder: VoiceEncoder, half: int) -> Iterator[Recording]:
    known, chance = speakers(), np.random.default_rng(7 + half)
    for count in (1, 2, 3, 4):
        for _ in range(3):
            names = chance.choice(list(known), count, replace=False)
            pool = [(str(name), file) for name in names for file in known[str(name)][half::2]]
            chance.shuffle(pool)
            pieces = [(name, sound_of(Path(file)), float(chance.uniform(0.1, 0.7))) for name, file in pool[:16]]
            yield cut(encoder, *joined(pieces, chance))


def rapid_turns(encoder: VoiceEncoder, half: int) -> Iterator[Recording]:
    known, chance = speakers(), np.random.default_rng(11 + half)
    for count in (2, 2, 2, 2, 3, 3, 3, 3):
        names = [str(name) for name in chance.choice(list(known), count, replace=False)]
        pieces: list[tuple[str, Wave, float]] = []
        for _ in range(PIECES):
            name = str(chance.choice([each for each in names if not pieces or each != pieces[-1][0]]))
            sound = sound_of(known[name][half::2][int(chance.integers(len(known[name][half::2])))])
            length = round(chance.uniform(0.8, 4.0) * DETECTOR.rate)
            start = int(chance.integers(max(1, len(sound) - length)))
            pieces.append((name, sound[start : start + length], float(chance.uniform(0, 0.4))))
        yield cut(encoder, *joined(pieces, chance))


def meetings(encoder: VoiceEncoder, half: int) -> Iterator[Recording]:
    truth: dict[str, list[Span]] = {}
    with (DATA / "conversation" / "segments.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            truth.setdefault(row["file"], []).append((float(row["start"]), float(row["end"]), row["speaker"]))
    for name in sorted(truth)[half::2]:
        yield cut(encoder, sound_of(DATA / name), truth[name])


def main() -> None:
    try:
        load = load_of_speakers(chosen_models(Settings()).store)
    except EngineError as failure:
        print(failure.failure.sentence)
        return
    encoder = VoiceEncoder()
    encoder.load(load)
    print(f"{'diarisation error':34}{'all are one':>13}{'count known':>13}{'unknown':>9}{'recordings':>12}")
    every: list[Recording] = []
    for name, make in (("utterances", conversations), ("rapid turns", rapid_turns), ("meetings", meetings)):
        for half, said in enumerate(("chosen by", "held back")):
            found = list(make(encoder, half))
            every += found
            rows = (
                error(found, lambda _: None),
                error(found, lambda each: tell_apart(each.voices, each.persons)),
                error(found, lambda each: tell_apart(each.voices)),
            )
            numbers = "".join(f"{100 * value:{width}.1f} %" for value, width in zip(rows, (11, 11, 7), strict=True))
            print(f"{f'{name}, {said}':34}{numbers}{len(found):12}", flush=True)
    prints: list[list[tuple[str, Wave]]] = [[], []]
    began, seconds = time.process_time(), 0.0
    for person, files in speakers().items():
        for place, file in enumerate(files):
            wave = sound_of(file)
            seconds += len(wave) / DETECTOR.rate
            stretches = read(encoder, to_pcm(Resampler(DETECTOR.rate, WIRE.rate).resampled(wave)))
            mean = np.mean([np.asarray(each.vector, np.float32) for each in stretches], axis=0)
            prints[place % 2].append((person, mean / np.linalg.norm(mean)))
    took = time.process_time() - began
    for said, half_prints in zip(("first half", "second half"), prints, strict=True):
        print(f"voices known again, {said}: equal error {100 * equal_error(half_prints):.1f} %")
    print(f"reading voices: {took / seconds:.3f} of real time on one core, {seconds:.0f} s of speech")
    long = [line for each in every for line in each.voices]
    long *= round(HOURS * 3600 / sum(each.length for each in every)) or 1
    began = time.process_time()
    found_long = tell_apart(long)
    took = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    stretches_count = sum(map(len, long))
    print(
        f"{HOURS} hours: {stretches_count} stretches told apart in {took:.0f} s ({len(found_long.prints)} voices); "
        f"at most {memory} MiB in all, with the recordings of this measurement"
    )


if __name__ == "__main__":
    main()
