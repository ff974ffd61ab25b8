"""Sounds over a reply: what they are taken for, how soon the reply is silent, and how soon it is known.

Recordings from ../shared/data, and back-channels and commands spoken by the voice of this machine and by espeak-ng, go
through our own front end while a reply plays in a made room; the reply gets quieter and waits as the judge decides, so
its echo does, too. Words come from the recogniser of this machine, `WORDS_AFTER` after a voice fell silent, or not at all.
At last the recorded rooms of ../shared/data/echo, in which the reply plays on whatever is decided.
"""

import csv
import os
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.recognisers import pcm_of
from tests.rig.echo import walls
from tests.rig.signals import Samples, noise, silence
from tests.rig.soundcard import RATE
from tests.rig.speech import spoken
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.frontend import WIRE_FORM, FrontEnd, front_end_wishes
from voiceapp.audio.jitter_buffer import JitterBuffer
from voiceapp.core.messages import MicFrame, ReplyId
from voiceapp.core.overlap_decision import OverlapKind
from voiceapp.core.talk.overlap import OverlapJudge, OverlapPhase
from voiceapp.core.wishes import BargeIn
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.process_messages import FromWorker, RecogniseJob, SoundMessage, SpeakJob, WordsMessage
from voiceapp.local.runners.piper import Piper
from voiceapp.local.runners.whisper import Whisper
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import SENSITIVITIES

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
BLOCK = RATE // 100
CARD = 0.04
ROOM = 0.8
"""Seconds before the reply, in which it is learnt how quiet the room is."""
LEAD = 2.8
"""Seconds before the sound, in which the canceller learns the room."""
AFTER = 1.6
"""Seconds that are looked at after the sound."""
PERSON = 10 ** (-24 / 20)
"""How loud the person is."""
ECHOES = {"headphones": None, "echo 0 dB": 0.0, "echo +6 dB": 6.0}
"""How loud the echo is beside the person."""
WORDS_AFTER = 400
"""Milliseconds."""
AHEAD = 0.1
"""Seconds by which a card is given sound before it leaves the speaker."""
PREROLL = 25
LISTENS = (
    "Yeah.",
    "Yes.",
    "Right.",
    "Okay.",
    "I see.",
    "Sure.",
    "Aha.",
    "Uh-huh.",
    "Got it.",
    "Oh.",
)
LISTENS_GERMAN = ("Ja.", "Genau.", "Okay.", "Ach so.", "Stimmt.")
STOPS = ("Stop.", "Wait.", "Stop it, please.", "Hold on.", "Wait a second.", "Enough.")
STOPS_GERMAN = ("Stopp.", "Moment.", "Warte mal.")
SHORT = ("No.", "Why?", "What?", "In Berlin.", "Which one?", "Not today.")
RIGHT = {
    "speech": (OverlapKind.SPEECH,),
    "short speech": (OverlapKind.SPEECH,),
    "back-channel": (OverlapKind.BACKCHANNEL, OverlapKind.NOISE, None),
    "stop": (OverlapKind.STOP_COMMAND, OverlapKind.SPEECH),
    "noise": (OverlapKind.NOISE, OverlapKind.BACKCHANNEL, None),
    "another person": (OverlapKind.NOISE, OverlapKind.BACKCHANNEL, None),
}


@dataclass(frozen=True, slots=True)
class Scene:
    kind: str
    sound: Samples = field(repr=False)
    words: bool = True
    """The recogniser knows its language."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Milliseconds count from the first sound."""

    kind: str
    decided: OverlapKind | None
    silent: float | None
    known: float | None
    resumed: float | None
    """From the end of the sound until a reply that waited was heard again."""

    @property
    def is_right(self) -> bool:
        return self.decided in RIGHT[self.kind]


class Words:
    def __init__(self) -> None:
        self._ears = Whisper()
        self._ears.load(load_of("ears", ChosenModels(english_only=True)))

    def of(self, pcm: bytes) -> str:
        heard: list[str] = []

        def say(answer: FromWorker) -> None:
            if isinstance(answer, WordsMessage):
                heard.append(answer.text)

        self._ears.work(RecogniseJob(0, pcm, "en"), say, lambda: False)
        return heard[-1] if heard else ""


def scenes() -> Iterator[Scene]:
    for path in sorted((DATA / "turns").glob("pico*.flac"))[:40:3]:
        yield Scene("speech", _loud(_from_first_sound(_read(path))[: RATE * 3]))
    for path in sorted((DATA / "turns").glob("libri*.flac"))[:12:2]:
        yield Scene("speech", _loud(_from_first_sound(_read(path))[: RATE * 3]))
    say = _voice()
    for text in SHORT:
        yield Scene("short speech", _loud(_trimmed(say(text))))
    for kind, english, german in (("back-channel", LISTENS, LISTENS_GERMAN), ("stop", STOPS, STOPS_GERMAN)):
        for text in english:
            yield Scene(kind, _loud(_trimmed(say(text))))
            yield Scene(kind, _loud(_trimmed(spoken(text))))
        for text in german:
            yield Scene(kind, _loud(_trimmed(spoken(text, voice="de"))), words=False)
    for pitch in (105, 120, 190, 220):
        yield Scene("back-channel", _loud(hum(pitch)))
    for path in sorted((DATA / "noise").glob("*.flac")):
        yield Scene("noise", _loud(_read(path)[: RATE * 3], below=6.0))
    for number in range(4):
        burst = noise(0.25, RATE, level=0.8, seed=number)
        yield Scene("noise", (burst * np.exp(-np.arange(len(burst)) / (0.06 * RATE))).astype(np.int16))
    for path in sorted((DATA / "stt").glob("libri*_*.flac"))[:40:7]:
        yield Scene("another person", _loud(_from_first_sound(_read(path))[: RATE * 4], below=24.0))


def hum(pitch: float) -> Samples:
    """An "mhm", as a throat with a closed mouth makes it: two pulses, the second one higher."""
    pulses: list[Samples] = []
    for rise in (1.0, 1.15):
        at = np.arange(int(0.17 * RATE)) / RATE
        tone = sum(np.sin(2 * np.pi * pitch * rise * each * at) / each**1.6 for each in range(1, 12))
        pulses += [(tone * np.hanning(len(at)) * 8_000).astype(np.int16), silence(0.04, RATE)]
    return np.concatenate(pulses[:-1])


@cache
def _read(path: Path) -> Samples:
    return np.frombuffer(pcm_of(path), "<i2").astype(np.int16)


def _levels(sound: Samples) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    blocks = sound[: len(sound) // BLOCK * BLOCK].reshape(-1, BLOCK).astype(np.float64) / 32768
    levels: np.ndarray[tuple[int], np.dtype[np.float64]] = np.sqrt((blocks**2).mean(axis=1))
    return levels


def _from_first_sound(sound: Samples) -> Samples:
    levels = _levels(sound)
    return sound[int(np.flatnonzero(levels > levels.max() / 10)[0]) * BLOCK :]


def _trimmed(sound: Samples) -> Samples:
    levels = _levels(sound)
    loud = np.flatnonzero(levels > levels.max() / 30)
    return sound[int(loud[0]) * BLOCK : int(loud[-1] + 1) * BLOCK]


def _loud(sound: Samples, below: float = 0.0) -> Samples:
    levels = _levels(sound)
    active = float(np.sqrt((levels[levels > levels.max() / 10] ** 2).mean()))
    return (sound * (PERSON * 10 ** (-below / 20) / active)).clip(-32768, 32767).astype(np.int16)


def _voice() -> Callable[[str], Samples]:
    voice = Piper()
    voice.load(load_of("voice", ChosenModels()))

    def say(text: str) -> Samples:
        pieces: list[bytes] = []

        def take(answer: FromWorker) -> None:
            if isinstance(answer, SoundMessage):
                pieces.append(answer.pcm)

        voice.work(SpeakJob(0, text), take, lambda: False)
        return np.frombuffer(b"".join(pieces), "<i2").astype(np.int16)

    return say


class Overlap:
    """Follows a judge frame by frame, and gives it the words."""

    def __init__(self, wishes: BargeIn, words: Words | None, first: float, last: float) -> None:
        self.judge = OverlapJudge(wishes)
        self.judge.hears_words = words is not None
        self._words = words
        self._first, self._last = first, last
        self._frames: list[MicFrame] = []
        self._coming: list[tuple[int, bytes]] = []
        self._began = 0
        self.silent: float | None = None
        self.known: float | None = None
        self.resumed: float | None = None
        self.decided: OverlapKind | None = None
        for _ in range(120):
            self.judge.person_spoke(20 * np.log10(PERSON))

    def take(self, frame: MicFrame) -> OverlapPhase | None:
        self._frames.append(frame)
        now = len(self._frames)
        phase = self.judge.take_frame(frame.speech, frame.level)
        if phase is OverlapPhase.DUCKED:
            self._began = max(0, now - PREROLL)
        if self._words is not None and self.judge.holds and self.judge.paused:
            pcm = b"".join(each.pcm for each in self._frames[self._began :])
            self._coming.append((now + WORDS_AFTER // 20, pcm))
        for due, pcm in self._coming:
            if due == now and self._words is not None:
                phase = self.judge.take_words(self._words.of(pcm)) or phase
        self._note(phase, now * 0.02)
        return phase

    def _note(self, phase: OverlapPhase | None, at: float) -> None:
        if phase in (None, OverlapPhase.DUCKED) or at < self._first:
            return
        if phase is OverlapPhase.HELD:
            self.silent = self.silent or (at - self._first) * 1000
            return
        ended = self.decided in (OverlapKind.SPEECH, OverlapKind.STOP_COMMAND)
        decision = self.judge.decision
        if ended or decision is None or (decision.kind is OverlapKind.NOISE and self.silent is None):
            return
        self.decided = decision.kind
        self.known = self.known or (at - self._first) * 1000
        self.resumed = (at - self._last) * 1000

    def outcome(self, kind: str) -> Outcome:
        return Outcome(kind, self.decided, self.silent, self.known, self.resumed)


def in_a_room(scene: Scene, echo: float | None, reply: Samples, wishes: BargeIn, words: Words | None) -> Outcome:
    """The reply obeys, and its echo with it."""
    first, last = LEAD, LEAD + len(scene.sound) / RATE
    length = int((last + AFTER) * RATE) // BLOCK * BLOCK
    near = noise(length / RATE + 0.1, RATE, level=0.0007, seed=3).astype(np.float64)
    near[int(first * RATE) : int(first * RATE) + len(scene.sound)] += scene.sound
    buffer, far_end = JitterBuffer(), FarEnd()
    front_end = FrontEnd(front_end_wishes(Settings()), far_end, lambda _: None)
    front_end.begin(WIRE_FORM)
    answer = walls(0.0, 0.15, 10 ** (echo / 20)) if echo is not None else np.zeros(1)
    coming = np.zeros(length + len(answer) + RATE)
    overlap = Overlap(wishes, words if scene.words else None, first, last)
    for start in range(0, length, BLOCK):
        at = start / RATE
        if start == int(ROOM * RATE):
            buffer.push(ReplyId("reply"), np.tile(reply, 3).tobytes())
        block, _ = buffer.pull(BLOCK)
        far_end.played(block.tobytes(), at + CARD)
        if block.any() and echo is not None:
            place = start + int(CARD * RATE)
            coming[place : place + BLOCK + len(answer) - 1] += np.convolve(block, answer)
        heard = (near[start : start + BLOCK] + coming[start : start + BLOCK]).clip(-32768, 32767).astype(np.int16)
        for frame in front_end.mic_frames(heard.tobytes(), at):
            _obey(buffer, overlap.take(frame))
    return overlap.outcome(scene.kind)


def _obey(buffer: JitterBuffer, phase: OverlapPhase | None) -> None:
    if phase is OverlapPhase.DUCKED:
        buffer.duck(on=True)
    elif phase in (OverlapPhase.HELD, OverlapPhase.SPEECH, OverlapPhase.STOP_COMMAND):
        buffer.hold(on=True)
    elif phase is not None:
        buffer.hold(on=False)
        buffer.duck(on=False)


def in_recorded_rooms(wishes: BargeIn) -> None:
    """Recordings in which the reply plays on: real interruptions that are held, and how often the echo alone is."""
    caught: list[float] = []
    missed = held = 0
    with (DATA / "echo" / "scenarios.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            far, mic = (_read(DATA / "echo" / f"{row['name']}.{end}.flac") for end in ("far", "mic"))
            speech = [tuple(map(float, each.split("-"))) for each in row["near_segments"].split(";") if each]
            holds = list(_holds(far, mic, wishes))
            for start, end in speech if row["far_segments"] else ():
                after = [(at - start) * 1000 for at in holds if start <= at <= end]
                caught += after[:1]
                missed += not after
            held += sum(not any(start <= at <= end + 0.6 for start, end in speech) for at in holds)
    print(
        f"recorded rooms: {len(caught)} of {len(caught) + missed} interruptions held, {_ms(caught)}; held otherwise: {held}"
    )


def _holds(far: Samples, mic: Samples, wishes: BargeIn) -> Iterator[float]:
    far_end = FarEnd()
    front_end = FrontEnd(front_end_wishes(Settings()), far_end, lambda _: None)
    front_end.begin(WIRE_FORM)
    judge = OverlapJudge(wishes)
    mic = np.concatenate([silence(AHEAD, RATE), mic])
    for start in range(0, min(len(far), len(mic)) - BLOCK + 1, BLOCK):
        at = start / RATE
        far_end.played(far[start : start + BLOCK].tobytes(), at + AHEAD)
        for frame in front_end.mic_frames(mic[start : start + BLOCK].tobytes(), at):
            if judge.take_frame(frame.speech, frame.level) is OverlapPhase.HELD:
                yield at + BLOCK / RATE - AHEAD


def _ms(values: Sequence[float]) -> str:
    if not values:
        return "–"
    ordered = sorted(values)
    return f"{statistics.median(ordered):.0f} ({ordered[len(ordered) * 9 // 10]:.0f})"


def main() -> None:
    wishes = SENSITIVITIES[os.environ.get("VOICEAPP_SENSITIVITY", "balanced")]
    reply = _loud(_read(DATA / "stt" / "lj_LJ001-0002.flac"))
    words = Words()
    found = list(scenes())
    for label, ears in (("with words", words), ("without words", None)):
        print(f"{label}; ms are median (nine in ten)")
        print(f"{'':<16}{'room':<14}{'n':>4}{'right':>8}{'silent':>14}{'known':>14}{'goes on':>14}  taken for")
        for kind in os.environ.get("VOICEAPP_KINDS", ",".join(RIGHT)).split(","):
            for room, echo in tuple(ECHOES.items())[: None if ears else 1]:
                outcomes = [in_a_room(scene, echo, reply, wishes, ears) for scene in found if scene.kind == kind]
                _print(kind, room, outcomes)
    in_recorded_rooms(wishes)


def _print(kind: str, room: str, outcomes: Sequence[Outcome]) -> None:
    right = sum(each.is_right for each in outcomes)
    silent = _ms([each.silent for each in outcomes if each.silent is not None])
    known = _ms([each.known for each in outcomes if each.known is not None])
    ended = (OverlapKind.SPEECH, OverlapKind.STOP_COMMAND)
    goes_on = _ms([each.resumed for each in outcomes if each.resumed is not None and each.decided not in ended])
    taken = Counter("nothing" if each.decided is None else each.decided.value for each in outcomes)
    shown = ", ".join(f"{name} {count}" for name, count in taken.most_common())
    print(
        f"{kind:<16}{room:<14}{len(outcomes):>4}{right / max(1, len(outcomes)):>8.0%}{silent:>14}{known:>14}{goes_on:>14}  {shown}",
        flush=True,
    )


if __name__ == "__main__":
    main()
