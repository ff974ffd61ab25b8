"""When a turn is over: how often a person is cut off against how long they wait, for silence, words and the whole.

Recordings go through our own front end, detector and endpointer, faster than they sound. Reads ../shared/data, and a folder
of your own in VOICEAPP_DATA: a `turns.csv` with file, turn_start, turn_end (seconds) and perhaps a kind. A picture of the
curve is written where VOICEAPP_PICTURE says.
"""

import os
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from benchmarks import _german_turns
from benchmarks._curve import Curve, Panel, drawn
from benchmarks._turn_recordings import DATA, KEPT_BACK, Recording, kept_back, recordings
from benchmarks.recognisers import pcm_of
from voiceapp.audio.echo import FarEnd
from voiceapp.audio.frontend import WIRE_FORM, FrontEnd, front_end_wishes
from voiceapp.core.messages import MicFrame
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.sound_rules import HESITATION
from voiceapp.core.talk.endpointing import Endpointer, SpeechEdge
from voiceapp.core.talk.listening import SPOKE_ON
from voiceapp.core.talk.turn_end import CERTAIN, PauseSigns, PersonsPauses, silence_that_ends
from voiceapp.core.talk.user_pauses import MOST_CERTAIN
from voiceapp.core.talk.utterance import JUDGED
from voiceapp.core.wishes import EndpointingWishes
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.pause_judge import load_of_judge
from voiceapp.local.process_messages import FromWorker, RecogniseJob, WordsMessage
from voiceapp.local.runners.smart_turn import SmartTurn
from voiceapp.local.runners.whisper import Whisper
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import talk_wishes

THINKS = 250
"""Milliseconds from asking for an answer to its first sound."""
JUDGED_AFTER, WORDS_AFTER = 60, 300
"""Milliseconds into a pause that was noticed, until the judge and the recogniser have said what they make of it."""
QUIET_AFTER = 4_000
"""Milliseconds of silence after each recording."""
LEAD = 500
"""The same before what a voice says."""
EARLY = 0.05
"""Seconds before the labelled end from which on an end counts as too early."""
HEAD = (
    "| by | silence, ms | of | cut off | heard | over, median | mean | first sound, median | mean | prepared | in vain |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)
SILENCES = (300, 500, 700, 1_000, 1_500)
SETTINGS = (400, 550, 700, 900, 1_200)
REALTIME = "Realtime"
COLOURS = {"silence": "#8a8f98", "silence and words": "#c9821b", "the whole": "#2f6fdb", REALTIME: "#2d9c6a"}
HALVES = ("silence", "the whole", REALTIME)
"""Policies whose figures at the usual silence are told for each half of the recordings."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is gone by."""

    name: str
    edges: EndpointingWishes
    judged: bool = False
    worded: bool = False
    prepares: bool = False
    only_certain: bool = False
    """An answer is prepared and words are asked for only where the end is almost certain, as Realtime does at first."""


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    kind: str
    cut: bool
    """It ended before the person had finished."""
    audible: bool
    """And the answer was heard before they went on."""
    ended: float
    """Milliseconds after the last word."""
    sounded: float
    """The same for the answer's first sound."""
    prepared: int
    """Answers that were prepared."""
    in_vain: int
    """Those that nobody was to hear."""


def frames_of(said: bytes) -> list[MicFrame]:
    """As the session gets them."""
    front_end = FrontEnd(front_end_wishes(Settings()), FarEnd(), lambda _: None)
    front_end.begin(WIRE_FORM)
    pcm = said + bytes(WIRE.bytes(QUIET_AFTER))
    block = WIRE.bytes(10)
    found: list[MicFrame] = []
    for number, at in enumerate(range(0, len(pcm) - block + 1, block)):
        found.extend(front_end.mic_frames(pcm[at : at + block], number * 0.01))
    return found


@dataclass
class Listener:
    """The models, asked once for each pause of each recording."""

    judge: SmartTurn = field(default_factory=SmartTurn)
    ears: Whisper = field(default_factory=Whisper)
    likelihoods: dict[tuple[str, int, int], float] = field(default_factory=dict[tuple[str, int, int], float])
    words: dict[tuple[str, int, int], str] = field(default_factory=dict[tuple[str, int, int], str])

    def load(self) -> None:
        self.judge.load(load_of_judge())
        self.ears.load(load_of("ears", ChosenModels(english_only=True)))

    def likelihood(self, name: str, frames: list[MicFrame], begun: int, now: int) -> float:
        key = (name, begun, now)
        if key not in self.likelihoods:
            said = frames[max(begun, now + 1 - JUDGED) : now + 1]
            self.likelihoods[key] = self.judge.likelihood(b"".join(frame.pcm for frame in said))
        return self.likelihoods[key]

    def words_until(self, name: str, frames: list[MicFrame], begun: int, now: int) -> str:
        key = (name, begun, now)
        if key not in self.words:
            heard: list[str] = []

            def say(answer: FromWorker) -> None:
                if isinstance(answer, WordsMessage):
                    heard.append(answer.text)

            pcm = b"".join(frame.pcm for frame in frames[begun : now + 1])
            self.ears.work(RecogniseJob(0, pcm, "en"), say, lambda: False)
            self.words[key] = heard[-1] if heard else ""
        return self.words[key]


class Simulation:
    """One recording, by one policy."""

    def __init__(self, recording: Recording, frames: list[MicFrame], policy: Policy, listener: Listener) -> None:
        self._recording = recording
        self._frames = frames
        self._policy = policy
        self._listener = listener
        self._endpointer = Endpointer(policy.edges)
        self._pauses = PersonsPauses()
        self._begun = 0
        self._last_word = -len(frames)
        self._pauses_here = 0
        self._signs = PauseSigns()
        self._coming: list[tuple[int, Callable[[PauseSigns], PauseSigns]]] = []
        self._prepared_here = 0
        self._prepared_at: int | None = None
        self._prepared = self._in_vain = 0
        self._ends: list[tuple[int, int | None]] = []
        """At which frame it ended, and at which an answer was asked for before that."""
        self._begins: list[int] = []

    def outcome(self) -> TurnOutcome | None:
        """None: it never ended, or nothing was heard."""
        for now, frame in enumerate(self._frames):
            self._take(now, frame)
        last = self._recording.end
        ends = [end for end in self._ends if _seconds(end[0]) > self._recording.start]
        early = [end for end in ends if _seconds(end[0]) < last - EARLY]
        final = next((end for end in ends if _seconds(end[0]) >= last - EARLY), None)
        if final is None:
            return None
        heard_early = [self._sounds_at(end) < self._goes_on_at(end[0]) for end in early]
        return TurnOutcome(
            self._recording.kind,
            cut=bool(early),
            audible=any(heard_early),
            ended=(_seconds(final[0]) - last) * 1000,
            sounded=(self._sounds_at(final) - last) * 1000,
            prepared=self._prepared,
            in_vain=self._in_vain,
        )

    def _take(self, now: int, frame: MicFrame) -> None:
        for due, learn in self._coming:
            if due == now:
                self._signs = learn(self._signs)
                self._endpointer.wait(silence_that_ends(self._signs, self._policy.edges, self._pauses.usual))
        match self._endpointer.take_frame(frame.speech, frame.level):
            case SpeechEdge.BEGAN:
                edges = self._policy.edges
                self._begins.append(now + 1 - edges.attack)
                self._begun = max(0, now + 1 - edges.preroll - edges.attack - HESITATION)
                self._pauses_here = self._prepared_here = 0
            case SpeechEdge.PAUSED:
                self._learn_from_cut()
                self._on_pause(now)
            case SpeechEdge.WENT_ON:
                self._pauses.went_on_after(self._endpointer.silence)
                self._coming.clear()
                self._in_vain += self._prepared_at is not None
                self._prepared_at = None
            case SpeechEdge.ENDED:
                self._ends.append((now, self._prepared_at))
                self._prepared_at = None
                self._last_word = now - self._endpointer.silence
                self._coming.clear()
            case _:
                pass

    def _learn_from_cut(self) -> None:
        self._pauses_here += 1
        pause = self._begins[-1] - self._last_word
        if self._pauses_here == 1 and pause * FRAME_MS / 1000 < SPOKE_ON:
            self._pauses.was_cut_off_after(pause)

    def _on_pause(self, now: int) -> None:
        policy = self._policy
        prepared = policy.prepares and not policy.worded and not policy.only_certain
        self._signs = PauseSigns(prepared=prepared, frames=now + 1 - self._begun)
        name, frames, begun, listener = self._recording.name, self._frames, self._begun, self._listener
        prepares = policy.prepares
        if policy.judged:
            likelihood = listener.likelihood(name, frames, begun, now)
            self._tell(now, JUDGED_AFTER, lambda signs: replace(signs, likelihood=likelihood))
            if policy.only_certain:
                prepares = likelihood >= CERTAIN and self._prepared_here < MOST_CERTAIN
        if prepares:
            self._prepared += 1
            self._prepared_here += 1
            self._prepared_at = now + (JUDGED_AFTER // FRAME_MS if policy.only_certain else 0)
        if policy.worded and (prepares or not policy.only_certain):
            words = listener.words_until(name, frames, begun, now)
            prepared = prepares and bool(words.strip())
            self._tell(now, WORDS_AFTER, lambda signs: replace(signs, words=words, language="en", prepared=prepared))

    def _tell(self, now: int, later: int, learn: Callable[[PauseSigns], PauseSigns]) -> None:
        """More will be known of this pause so many milliseconds later."""
        self._coming.append((now + later // FRAME_MS, learn))

    @staticmethod
    def _sounds_at(end: tuple[int, int | None]) -> float:
        """When the answer to what ended there is heard."""
        ended, asked = end
        return max(_seconds(ended), _seconds(ended if asked is None else asked) + THINKS / 1000)

    def _goes_on_at(self, ended: int) -> float:
        """When the person is heard again."""
        return next((_seconds(begin) for begin in self._begins if begin > ended), _seconds(len(self._frames)))


def _seconds(frame: int) -> float:
    return (frame + 1) * FRAME_MS / 1000


def policies() -> list[Policy]:
    """Along each curve one number changes: the silence that ends a turn."""
    ours = talk_wishes(Settings()).edges
    found = [Policy("silence", replace(ours, hangover=wait // FRAME_MS)) for wait in SILENCES]
    edges_of = {wait: talk_wishes(_with_silence(wait)).edges for wait in SETTINGS}
    found += [Policy("silence and words", edges, worded=True) for edges in edges_of.values()]
    for edges in edges_of.values():
        found.append(Policy("the whole", edges, judged=True, worded=True, prepares=True))
    realtime = Policy(REALTIME, ours, judged=True, worded=True, prepares=True, only_certain=True)
    found += [replace(realtime, edges=edges) for edges in edges_of.values()]
    found.append(replace(realtime, name="Realtime, no words", worded=False))
    found.append(Policy("Realtime, nothing prepared", ours, judged=True))
    return found


def _with_silence(wait: int) -> Settings:
    settings = Settings()
    return replace(settings, talking=replace(settings.talking, silence_ms=wait))


def outcomes(heard: list[tuple[Recording, list[MicFrame]]], policy: Policy, listener: Listener) -> list[TurnOutcome]:
    found = [Simulation(recording, frames, policy, listener).outcome() for recording, frames in heard]
    return [each for each in found if each is not None]


def main() -> None:
    every = recordings()
    if not every:
        print("no recordings: see VOICEAPP_DATA")
        return
    listener = Listener()
    listener.load()
    heard = [(recording, frames_of(pcm_of(recording.path))) for recording in every]
    kept = [(recording, frames_of(pcm_of(recording.path))) for recording in kept_back()]
    print(
        f"{len(every)} recordings. An answer takes {THINKS} ms; `the whole` prepares it in the pause, `Realtime` once\nthe end is almost certain. The judge's word comes "
        f"{JUDGED_AFTER} ms\nafter a pause is noticed, the recogniser's {WORDS_AFTER} ms. Cut off: the turn ended before "
        "the person had finished;\nheard: and the answer was heard before they went on. Milliseconds after the last word.\n"
    )
    print(HEAD)
    panels: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for policy in policies():
        found = sorted(outcomes(heard, policy, listener), key=lambda each: each.kind)
        for kind, turns in groupby(found, lambda each: each.kind):
            rows = list(turns)
            print(_line(policy, kind, rows), flush=True)
            point = (statistics.mean(each.sounded for each in rows), _share(each.audible for each in rows))
            panels.setdefault(kind, {}).setdefault(policy.name, []).append(point)
    print(f"\n{len(listener.likelihoods)} pauses judged, {len(listener.words)} recognised")
    _print_halves(heard, listener)
    print(f"\n{KEPT_BACK}\n\n{HEAD}")
    for policy in policies():
        print(_line(policy, "sentences", outcomes(kept, policy, listener)), flush=True)
    _print_german(listener)
    picture = os.environ.get("VOICEAPP_PICTURE", "")
    if picture:
        Path(picture).write_text(drawn(_panels(panels)), encoding="utf-8")
        print(f"the curve is in {picture}")


def _print_halves(heard: list[tuple[Recording, list[MicFrame]]], listener: Listener) -> None:
    """How far the halves are apart says how much of a figure is chance."""
    of_kind = [
        list(group) for _, group in groupby(sorted(heard, key=lambda each: each[0].kind), lambda each: each[0].kind)
    ]
    for number, title in enumerate(("one half of the recordings", "the other half")):
        print(f"\n{title}\n\n{HEAD}")
        for policy in _usual_policies():
            for recordings_of_kind in of_kind:
                rows = outcomes(recordings_of_kind[number::2], policy, listener)
                print(_line(policy, rows[0].kind, rows), flush=True)


def _print_german(listener: Listener) -> None:
    """By silence, and by the judge as if an answer were always prepared, because the recogniser here knows no German."""
    said = [("German, recorded", name, pcm) for name, pcm in _german_turns.recorded(DATA)]
    made = [(kind, text, bytes(WIRE.bytes(LEAD)) + pcm) for kind, text, pcm in _german_turns.spoken()]
    heard = [
        (Recording(name, kind, Path(), 0.0, WIRE.ms(len(pcm)) / 1000), frames_of(pcm))
        for kind, name, pcm in [*said, *made]
    ]
    if heard:
        print(f"\nGerman\n\n{HEAD}")
    usual = talk_wishes(Settings()).edges
    for policy in (Policy("silence", usual), Policy("the judge", usual, judged=True, prepares=True)) if heard else ():
        for kind, rows in groupby(outcomes(heard, policy, listener), lambda each: each.kind):
            print(_line(policy, kind, list(rows)), flush=True)
    if not made:
        print(f"\nNo German voice is here to make more of them: voiceapp models get {_german_turns.VOICE}")


def _usual_policies() -> list[Policy]:
    usual = talk_wishes(Settings()).edges.hangover
    return [policy for policy in policies() if policy.name in HALVES and policy.edges.hangover == usual]


def _line(policy: Policy, kind: str, rows: list[TurnOutcome]) -> str:
    ended, sounded = [each.ended for each in rows], [each.sounded for each in rows]
    return (
        f"| {policy.name} | {policy.edges.hangover * FRAME_MS} | {len(rows)} {kind} | {_share(e.cut for e in rows):.0%} "
        f"| {_share(e.audible for e in rows):.0%} | {statistics.median(ended):.0f} | {statistics.mean(ended):.0f} "
        f"| {statistics.median(sounded):.0f} | {statistics.mean(sounded):.0f} "
        f"| {sum(e.prepared for e in rows)} | {sum(e.in_vain for e in rows)} |"
    )


def _share(of: Iterable[bool]) -> float:
    every = list(of)
    return sum(every) / max(1, len(every))


def _panels(points: dict[str, dict[str, list[tuple[float, float]]]]) -> list[Panel]:
    return [
        Panel(kind, [Curve(name, COLOURS[name], sorted(found)) for name, found in curves.items() if name in COLOURS])
        for kind, curves in points.items()
    ]


if __name__ == "__main__":
    main()
