"""A live talk: voiceapp beside the plainest client with the `openai` package, against one paced server.

Both talk through the same virtual sound card; what is timed is what left the speaker. SECONDS=20 shortens the talk in
which work and memory are measured (default 120), TRIES=2 the rest (default 5).
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from tests.rig.signals import Samples, noise, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import spoken
from tests.rig.streams import Recording
from tests.server.api import KEY, ApiServer, serving
from tests.server.log import Entry
from tests.server.script import Reply
from tests.system.app import RunningApp

TRIES = int(os.environ.get("TRIES", "5"))
SECONDS = float(os.environ.get("SECONDS", "120"))
DELTA = "response.output_audio.delta"
LOUD = 250
DUCKED = 0.6
"""Part of its level below which a reply counts as turned down."""
JITTER = (0.0, 200.0, 40.0, 160.0, 0.0, 120.0, 200.0, 80.0)


LONG_ANSWER = (
    "They lived above the sea for months on end and trimmed the lamp every four hours and wrote down each ship that "
    "passed whatever the weather was because somebody might ask and when nobody asked they wrote it down again"
)


def question() -> Samples:
    return spoken("When is a lobster not a lobster?", voice="en-us")


class Client(Protocol):
    name: str

    @property
    def pid(self) -> int: ...
    @property
    def alive(self) -> bool: ...
    def stop(self) -> None: ...


class Ours:
    name = "voiceapp"

    def __init__(self, card: SoundCard, server: ApiServer, home: Path, more: dict[str, str] | None = None) -> None:
        chosen = {"talking.silence_ms": "500", "talking.turn_taking": "local_vad", **(more or {})}
        self._app = RunningApp(card, server, home, settings=chosen, arguments=("talk",), latency="")
        self._app.wait_for_output("listening")

    @property
    def pid(self) -> int:
        return self._app.process.pid

    @property
    def alive(self) -> bool:
        return self._app.process.poll() is None

    def stop(self) -> None:
        self._app.kill()


class Plain:
    name = "openai package"

    def __init__(self, card: SoundCard, server: ApiServer, home: Path) -> None:
        del home
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks._plain_client", server.base_url, KEY],
            env={**os.environ, **card.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == "ready", "the plain client did not start"

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        self._process.kill()
        self._process.wait(10)


@dataclass
class Results:
    """Numbers by what was measured; text where no number says it."""

    numbers: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    words: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, name: str, value: float) -> None:
        self.numbers.setdefault(name, []).append(value)

    def shown(self, name: str, unit: str) -> str:
        values = self.numbers.get(name)
        return f"{statistics.median(values):.0f} {unit}" if values else self.words.get(name, "-")


class Track:
    """A recording with its place on the clock: when its first sample sounded."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        # What arrives can be late, never early: the earliest of many says when it began.
        self.began = min(self._look() for _ in range(40))

    def _look(self) -> float:
        threading.Event().wait(0.01)
        return time.monotonic() - len(self._recording.samples) / RATE

    def since(self, at: float) -> Samples:
        return self._recording.samples[max(0, int((at - self.began) * RATE)) :]

    def first_loud(self, after: float) -> float | None:
        """When it first was loud, after a moment."""
        loud = np.flatnonzero(_level(self.since(after)) > LOUD)
        return after + loud[0] * STEP / RATE if len(loud) else None

    def last_loud(self, after: float) -> float:
        loud = np.flatnonzero(_level(self.since(after)) > LOUD)
        return after + (loud[-1] + 1) * STEP / RATE if len(loud) else after

    def wait_until_loud_for(self, seconds: float, after: float) -> None:
        _until(lambda: self.last_loud(after) - (self.first_loud(after) or self.last_loud(after)) >= seconds)

    def wait_for_quiet(self, after: float, seconds: float = 1.0) -> None:
        """Something has sounded, and then nothing for so long."""

        def quiet() -> bool:
            return self.first_loud(after) is not None and time.monotonic() - self.last_loud(after) > seconds

        _until(quiet)


STEP = RATE // 200
"""Samples of one reading of the level: 5 ms."""


def _level(samples: Samples) -> np.ndarray:
    whole = samples[: len(samples) // STEP * STEP].astype(np.float64).reshape(-1, STEP)
    return np.sqrt(np.mean(whole * whole, axis=1)) if len(whole) else np.zeros(0)


class Stage:
    """One client before the server, with a person at the microphone and an ear at the speaker."""

    def __init__(self, card: SoundCard, server: ApiServer, speaker: Track, voice: Track) -> None:
        self.card, self.server, self.speaker, self.voice = card, server, speaker, voice

    def ask(self, reply: Reply) -> tuple[float, Entry]:
        """Say the question; the reply follows. When the question was over, and the reply's first delta on the wire."""
        seen = len(self.server.log.sent(DELTA))
        self.server.script.replies.append(reply)
        began = time.monotonic()
        self.card.speak(np.concatenate([silence(0.3, RATE), question(), silence(1.2, RATE)]))
        first = self.server.log.wait_for_sent(DELTA, seen + 1, 30)[seen]
        return self.voice.last_loud(began), first


def measure(client: Client, stage: Stage, results: Results) -> None:
    _first_sound(stage, results)
    _interrupting(stage, results)
    _rough_network(stage, results)
    _long_talk(client, stage, results)
    _dropped(client, stage, results)


def _first_sound(stage: Stage, results: Results) -> None:
    for number in range(TRIES):
        ended, first = stage.ask(Reply("Short.", noise(1.0, RATE, seed=number), pace=1.0))
        stage.speaker.wait_for_quiet(first.at)
        heard = stage.speaker.first_loud(first.at)
        assert heard is not None
        results.add("delta to speaker", (heard - first.at) * 1000)
        results.add("question to answer", (heard - ended) * 1000)


def _interrupting(stage: Stage, results: Results) -> None:
    answer = _over_a_soft_noise(spoken(LONG_ANSWER, voice="en-gb"))
    unnoticed = 0
    for _ in range(TRIES):
        _, first = stage.ask(Reply(LONG_ANSWER, answer, pace=4.0))
        stage.speaker.wait_until_loud_for(2.0, first.at)
        before = len(stage.server.log.received("conversation.item.truncate"))
        stage.server.script.replies.append(Reply("Yes.", noise(0.5, RATE, seed=40), pace=1.0))
        spoke = time.monotonic()
        stage.card.speak(np.concatenate([silence(0.2, RATE), question(), silence(1.2, RATE)]))
        stage.speaker.wait_for_quiet(spoke, 1.5)
        told = stage.server.log.received("conversation.item.truncate")[before:]
        stage.server.script.replies.clear()
        if not told:
            unnoticed += 1
            continue
        began, heard = stage.voice.first_loud(spoke), stage.speaker.first_loud(first.at)
        assert began is not None
        assert heard is not None
        spoken_at = (began - heard) * 1000
        quieter, silent = _turned_down(answer, stage.speaker.since(heard), int(spoken_at / 5))
        results.add("voice to quieter", quieter * 5 - spoken_at)
        results.add("voice to silence", silent * 5 - spoken_at)
        results.add("heard position off by", abs(float(told[0].body["audio_end_ms"]) - silent * 5))
    results.words["unnoticed"] = f"{unnoticed} of {TRIES}"


def _over_a_soft_noise(speech: Samples) -> Samples:
    """So that its own pauses are told from silence."""
    return (
        (speech.astype(np.int32) + noise(len(speech) / RATE + 1, RATE, level=0.05)[: len(speech)])
        .clip(-32768, 32767)
        .astype(np.int16)
    )


def _turned_down(answer: Samples, played: Samples, begin: int) -> tuple[int, int]:
    """From which reading on it is quieter than the answer is there, and from which on it is silent."""
    got = _level(played)[: len(_level(answer))]
    part = got / np.maximum(_level(answer)[: len(got)], 1.0)
    readings = range(max(0, begin), len(got) - 8)
    quieter = next((each for each in readings if (part[each : each + 6] < DUCKED).all()), len(got))
    silent = next((each for each in readings if (got[each : each + 8] < 20).all()), len(got))
    return quieter, silent


def _rough_network(stage: Stage, results: Results) -> None:
    for name, seconds, pace, jitter in (("jitter", 6.0, 1.0, JITTER), ("burst", 20.0, None, ())):
        _, first = stage.ask(Reply("Rough.", noise(seconds, RATE, seed=60), pace=pace, jitter_ms=jitter))
        stage.speaker.wait_for_quiet(first.at, 1.5)
        heard = stage.speaker.first_loud(first.at)
        assert heard is not None
        levels = _level(stage.speaker.since(heard))[: int((stage.speaker.last_loud(heard) - heard) * RATE / STEP)]
        holes = float((levels <= LOUD).sum()) * STEP / RATE * 1000
        results.add(f"{name}: holes", holes)
        results.add(f"{name}: not played", max(0.0, seconds * 1000 - (len(levels) * STEP / RATE * 1000 - holes)))
        results.add(f"{name}: delta to speaker", (heard - first.at) * 1000)


def _long_talk(client: Client, stage: Stage, results: Results) -> None:
    sent_before = sum(len(connection.state.heard) for connection in stage.server.connections)
    spent_before, began = _spent(client.pid), time.monotonic()
    number = 0
    while time.monotonic() - began < SECONDS:
        number += 1
        _, first = stage.ask(Reply("A talk.", noise(4.0, RATE, seed=100 + number), pace=2.0))
        stage.speaker.wait_for_quiet(first.at, 3.0)
    took = time.monotonic() - began
    sent = sum(len(connection.state.heard) for connection in stage.server.connections) - sent_before
    results.add("processor", (_spent(client.pid) - spent_before) / took * 100)
    results.add("memory", _memory(client.pid))
    results.add("sound sent", sent / 2 / RATE / took * 100)


def _dropped(client: Client, stage: Stage, results: Results) -> None:
    stage.server.script.replies.append(Reply("Begins.", noise(4.0, RATE, seed=80), pace=1.0, drop_after_ms=1500))
    _, first = stage.ask(Reply("Again.", noise(2.0, RATE, seed=81), pace=1.0))
    try:
        stage.server.log.wait_for(
            lambda entries: any(e.type == DELTA and e.connection > first.connection for e in entries), 12
        )
        again = next(e for e in stage.server.log.sent(DELTA) if e.connection > first.connection)
        stage.speaker.wait_for_quiet(again.at)
        heard = stage.speaker.first_loud(again.at)
        last = max(e.at for e in stage.server.log.sent(DELTA) if e.connection == first.connection)
        results.add("drop", ((heard or again.at) - last) * 1000)
    except AssertionError:
        results.words["drop"] = "ends" if not client.alive else "silent"


# --- what a process takes


def _spent(pid: int) -> float:
    """Seconds of a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    """Megabytes that are its own."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private")) / 1024


def _until(done: Callable[[], bool], timeout: float = 60.0) -> None:
    end = time.monotonic() + timeout
    while not done():
        assert time.monotonic() < end, "it did not come to pass"
        threading.Event().wait(0.02)


ROWS = (
    ("delta to speaker", "first delta on the wire to first sample at the speaker", "ms"),
    ("question to answer", "end of the question to first sample of the answer", "ms"),
    ("voice to quieter", "speaking over a reply: voice to a quieter reply", "ms"),
    ("voice to silence", "speaking over a reply: voice to silence", "ms"),
    ("unnoticed", "speaking over a reply: not noticed", ""),
    ("heard position off by", "what the server is told was heard, off by", "ms"),
    ("jitter: delta to speaker", "200 ms of jitter: first delta to first sample", "ms"),
    ("jitter: holes", "200 ms of jitter: silent holes in 6 s", "ms"),
    ("burst: not played", "20 s of sound at once: not played", "ms"),
    ("drop", "connection dropped in a reply: until an answer sounds again", "ms"),
    ("processor", f"processor over {SECONDS:.0f} s of talk", "%"),
    ("memory", "memory after it", "MB"),
    ("sound sent", "sound sent, of the time of the talk", "%"),
)


def main() -> None:
    card = SoundCard().start()
    makers: tuple[Callable[[SoundCard, ApiServer, Path], Client], ...] = (Plain, Ours)
    found: dict[str, Results] = {}
    try:
        for make in makers:
            with ExitStack() as stack:
                server = stack.enter_context(serving())
                home = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "home"
                speaker = Track(stack.enter_context(card.recording()))
                voice = Track(stack.enter_context(card.recording("mic_feed.monitor")))
                client = make(card, server, home)
                stack.callback(client.stop)
                results = found[client.name] = Results()
                measure(client, Stage(card, server, speaker, voice), results)
    finally:
        card.stop()
        _show(found)


def _show(found: dict[str, Results]) -> None:
    print(f"{'':<64}" + "".join(f"{name:>16}" for name in found))
    for name, label, unit in ROWS:
        print(f"{label:<64}" + "".join(f"{results.shown(name, unit):>16}" for results in found.values()))
    print(f"\nMedians of {TRIES} where it can be tried often. Both wait for 500 ms of silence before they answer.")


if __name__ == "__main__":
    main()
