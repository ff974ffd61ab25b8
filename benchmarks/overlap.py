"""Sounds over a reply: what they are taken for, how soon the reply is silent, and how soon it is known.

Recordings, and back-channels and commands spoken by voices of this machine (`_overlap_scenes`), go through our own front
end while a reply plays in a made room; the reply gets quieter and waits as the judge decides, so its echo does, too.
Words come from the recogniser of this machine, `WORDS_AFTER` after a voice fell silent, or not at all. Then the recorded
rooms of ../shared/data/echo, in which the reply plays on whatever is decided, and a whole talk (`_overlap_talk`).

VOICEAPP_SET=kept measures what was not looked at while the rules were made; VOICEAPP_WRONG=1 names what was taken for
something else, VOICEAPP_KINDS and VOICEAPP_SENSITIVITY choose.
"""

import os
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import _overlap_talk
from benchmarks._overlap_scenes import DATA, PERSON, Scene, kept_back, looked_at, loud, read, recorded_rooms
from tests.rig.echo import walls
from tests.rig.signals import Samples, noise, silence
from tests.rig.soundcard import RATE
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.frontend import WIRE_FORM, FrontEnd, front_end_wishes
from voiceapp.audio.jitter_buffer import JitterBuffer
from voiceapp.core.messages import MicFrame, ReplyId
from voiceapp.core.overlap_decision import OverlapKind
from voiceapp.core.talk.overlap import OverlapJudge, OverlapPhase
from voiceapp.core.text.backchannels import OverlapWords, expected_words, is_understood, meaning_of
from voiceapp.core.wishes import BargeIn
from voiceapp.local.chosen_models import chosen_models, find, load_of
from voiceapp.local.process_messages import FromWorker, RecogniseJob, WordsMessage
from voiceapp.local.runners.whisper import Whisper
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import SENSITIVITIES

BLOCK = RATE // 100
CARD = 0.04
ROOM = 0.8
"""Seconds before the reply, in which it is learnt how quiet the room is."""
LEAD = 2.8
"""Seconds before the sound, in which the canceller learns the room."""
AFTER = 1.6
"""Seconds that are looked at after the sound."""
ECHOES = {"headphones": None, "echo 0 dB": 0.0, "echo +6 dB": 6.0}
"""How loud the echo is beside the person."""
WORDS_AFTER = 400
"""Milliseconds."""
AHEAD = 0.1
"""Seconds by which a card is given sound before it leaves the speaker."""
PREROLL = 25
IN_TIME = 1_000
"""Milliseconds within which a reply that stopped for nothing goes on."""
RIGHT = {
    "speech": (OverlapKind.SPEECH,),
    "short speech": (OverlapKind.SPEECH,),
    "back-channel": (OverlapKind.BACKCHANNEL, OverlapKind.NOISE, None),
    "stop": (OverlapKind.STOP_COMMAND, OverlapKind.SPEECH),
    "noise": (OverlapKind.NOISE, OverlapKind.BACKCHANNEL, None),
    "another person": (OverlapKind.NOISE, OverlapKind.BACKCHANNEL, None),
    "nothing": (OverlapKind.NOISE, OverlapKind.BACKCHANNEL, None),
}
ENDED = (OverlapKind.SPEECH, OverlapKind.STOP_COMMAND)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Milliseconds count from the first sound."""

    scene: Scene
    decided: OverlapKind | None
    silent: float | None
    known: float | None
    resumed: float | None
    """From the end of the sound until a reply that waited was heard again."""
    words: str

    @property
    def is_right(self) -> bool:
        return self.decided in RIGHT[self.scene.kind]

    @property
    def stopped_for_nothing(self) -> bool:
        """The reply waited for something that should not end it."""
        return None in RIGHT[self.scene.kind] and self.silent is not None

    @property
    def goes_on_in_time(self) -> bool:
        return self.decided not in ENDED and self.resumed is not None and self.resumed <= IN_TIME


class Words:
    def __init__(self) -> None:
        chosen = chosen_models(Settings())
        self.title = find("ears", chosen).title
        self._ears = Whisper()
        self._ears.load(load_of("ears", chosen))

    def of(self, pcm: bytes, language: str) -> tuple[str, bool]:
        """What is said, and whether it is a guess. Nothing, where the recogniser does not know the language."""
        heard: list[WordsMessage] = []

        def say(answer: FromWorker) -> None:
            if isinstance(answer, WordsMessage):
                heard.append(answer)

        job = RecogniseJob(0, pcm, language, prompt=expected_words(language), over_reply=True)
        self._ears.work(job, say, lambda: False)
        words = heard[-1]
        return (words.text if is_understood(words.text, language, words.language) else UNKNOWN), words.unsure


UNKNOWN = "?"


class Overlap:
    """Follows a judge frame by frame, and gives it the words."""

    def __init__(self, wishes: BargeIn, words: Words | None, scene: Scene, first: float) -> None:
        self.judge = OverlapJudge(wishes)
        self.judge.hears_words = words is not None
        self._words = words
        self._scene = scene
        self._first, self._last = first, first + len(scene.sound) / RATE
        self.words: list[str] = []
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
                phase = self._take_words(*self._words.of(pcm, self._scene.language)) or phase
        self._note(phase, now * 0.02)
        return phase

    def _take_words(self, text: str, unsure: bool) -> OverlapPhase | None:
        self.words.append(f"{text} (a guess)" if unsure else text)
        if unsure and meaning_of(text) is OverlapWords.SPEECH:
            return self.judge.take_unclear_words(spoke_on=False)
        return None if text == UNKNOWN else self.judge.take_words(text)

    def _note(self, phase: OverlapPhase | None, at: float) -> None:
        if phase in (None, OverlapPhase.DUCKED) or at < self._first:
            return
        if phase is OverlapPhase.HELD:
            self.silent = self.silent or (at - self._first) * 1000
            return
        ended = self.decided in ENDED
        decision = self.judge.decision
        if ended or decision is None or (decision.kind is OverlapKind.NOISE and self.silent is None):
            return
        self.decided = decision.kind
        self.known = self.known or (at - self._first) * 1000
        self.resumed = (at - self._last) * 1000

    def outcome(self) -> Outcome:
        said = " / ".join(self.words)
        return Outcome(self._scene, self.decided, self.silent, self.known, self.resumed, said)


def in_a_room(scene: Scene, echo: float | None, reply: Samples, wishes: BargeIn, words: Words | None) -> Outcome:
    """The reply obeys, and its echo with it."""
    first = LEAD + scene.later
    last = first + len(scene.sound) / RATE
    length = int((last + AFTER) * RATE) // BLOCK * BLOCK
    near = noise(length / RATE + 0.1, RATE, level=0.0007, seed=3).astype(np.float64)
    near[int(first * RATE) : int(first * RATE) + len(scene.sound)] += scene.sound
    buffer, far_end = JitterBuffer(), FarEnd()
    front_end = FrontEnd(front_end_wishes(Settings()), far_end, lambda _: None)
    front_end.begin(WIRE_FORM)
    answer = walls(0.0, 0.15, 10 ** (echo / 20)) if echo is not None else np.zeros(1)
    coming = np.zeros(length + len(answer) + RATE)
    overlap = Overlap(wishes, words, scene, first)
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
    return overlap.outcome()


def _obey(buffer: JitterBuffer, phase: OverlapPhase | None) -> None:
    if phase is OverlapPhase.DUCKED:
        buffer.duck(on=True)
    elif phase in (OverlapPhase.HELD, OverlapPhase.SPEECH, OverlapPhase.STOP_COMMAND):
        buffer.hold(on=True)
    elif phase is not None:
        buffer.hold(on=False)
        buffer.duck(on=False)


def in_recorded_rooms(wishes: BargeIn, *, kept: bool) -> None:
    """Recordings in which the reply plays on: real interruptions that are held, and how often the echo alone is."""
    caught: list[float] = []
    missed = held = rooms = 0
    for row in recorded_rooms(kept=kept):
        rooms += 1
        far, mic = (read(DATA / "echo" / f"{row['name']}.{end}.flac") for end in ("far", "mic"))
        speech = [tuple(map(float, each.split("-"))) for each in row["near_segments"].split(";") if each]
        holds = list(_holds(far, mic, wishes))
        for start, end in speech if row["far_segments"] else ():
            after = [(at - start) * 1000 for at in holds if start <= at <= end]
            caught += after[:1]
            missed += not after
        held += sum(not any(start <= at <= end + 0.6 for start, end in speech) for at in holds)
    print(
        f"{rooms} recorded rooms: {len(caught)} of {len(caught) + missed} interruptions held, {_ms(caught)}; held otherwise: {held}"
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
    kept = os.environ.get("VOICEAPP_SET", "") == "kept"
    reply = loud(read(DATA / "stt" / ("libri_1688-142285-0000.flac" if kept else "lj_LJ001-0002.flac")))
    words = Words()
    found = list(kept_back() if kept else looked_at())
    print(f"{'kept back' if kept else 'looked at'}; words by {words.title}")
    for label, ears in (("with words", words), ("without words", None)):
        print(f"{label}; ms are median (nine in ten); the last column counts replies that waited for nothing")
        print(
            f"{'':<16}{'room':<13}{'n':>4}{'right':>7}{'silent':>13}{'known':>13}{'goes on':>12}{'in 1 s':>9}  taken for"
        )
        for kind in os.environ.get("VOICEAPP_KINDS", ",".join(RIGHT)).split(","):
            for room, echo in tuple(ECHOES.items())[: None if ears else 1]:
                outcomes = [in_a_room(scene, echo, reply, wishes, ears) for scene in found if scene.kind == kind]
                _print(kind, room, outcomes)
    in_recorded_rooms(wishes, kept=kept)
    _overlap_talk.main()


def _print(kind: str, room: str, outcomes: Sequence[Outcome]) -> None:
    right = sum(each.is_right for each in outcomes) / max(1, len(outcomes))
    silent = _ms([each.silent for each in outcomes if each.silent is not None])
    known = _ms([each.known for each in outcomes if each.known is not None])
    goes_on = _ms([each.resumed for each in outcomes if each.resumed is not None and each.decided not in ENDED])
    stopped = [each for each in outcomes if each.stopped_for_nothing]
    in_time = f"{sum(each.goes_on_in_time for each in stopped)}/{len(stopped)}" if None in RIGHT[kind] else "–"
    taken = Counter("nothing" if each.decided is None else each.decided.value for each in outcomes)
    shown = ", ".join(f"{name} {count}" for name, count in taken.most_common())
    print(
        f"{kind:<16}{room:<13}{len(outcomes):>4}{right:>7.0%}{silent:>13}{known:>13}{goes_on:>12}{in_time:>9}  {shown}",
        flush=True,
    )
    if os.environ.get("VOICEAPP_WRONG"):
        for each in outcomes:
            if not each.is_right:
                print(
                    f"    {each.scene.name} ({each.scene.language}): {each.decided}, words {each.words!r}", flush=True
                )


if __name__ == "__main__":
    main()
