"""Dictation: from letting go of the key to the whole text in another program, and from the first sound to the first word.

The real app in a process of its own, a real terminal, the key pressed by xdotool. Each length of speech with the words
of the recogniser on this machine, in turn with the plainest way to the same with the same model: record, let go,
recognise all of it, type it with xdotool. Then with the tests' server, which answers at once, and a preview by this
machine. The first word is when the bar is told of it; it is painted within 33 ms. TRIES=20 for better tails,
WHERE=server for one of the two, WAYS=typed and LENGTHS=1,5 for less of it.
"""

import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol, cast

import msgspec
import numpy as np

from benchmarks._rig import Timed
from benchmarks.dictation_words import recordings
from tests.desktop.text_output.programs import Terminal, terminal, wait_for
from tests.rig.display import Display
from tests.rig.signals import Samples, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded, spoken
from tests.server.api import ApiServer, serving
from tests.system.app import RunningApp
from voiceapp.audio.decode import blocks_of
from voiceapp.audio.resample import Resampler, Wave, to_float
from voiceapp.core.pcm import DETECTOR, WIRE
from voiceapp.local.chosen_models import ChosenModels, find

TRIES = int(os.environ.get("TRIES", "6"))
WHERE = os.environ.get("WHERE", "this machine,server").split(",")
KEY = "F8"
TEXT = "When is a lobster not a lobster? When it is a crayfish, and so on. "
LENGTHS = tuple(int(each) for each in os.environ.get("LENGTHS", "1,5,15,30").split(","))
WAYS = os.environ.get("WAYS", "typed,paste").split(",")
UNRECORDED = (
    "The harbour lies quietly in the morning, and the fishing boats have not yet come back from the sea.",
    "My neighbour has painted her fence green, which suits the roses that grow along the road.",
    "Next week we travel by train to the mountains, where my brother has rented a small house for all of us.",
    "In the evening the children read aloud to each other, while their father cooks soup and bakes bread.",
)
"""Spoken by a machine where there are no recordings but those of the tests."""
STAGES = ("released", "ended", "words", "inserted")
LEAD = 0.6
"""Seconds of silence between the key and the first sound."""
SOUND = 300
AT_REST = 0.4
"""Seconds without a new character after which the text is whole."""


class _Rest(msgspec.Struct):
    stages: list[tuple[str, float]] = []


class _Segment(Protocol):
    text: str


class _Plain(Protocol):
    def transcribe(self, audio: Wave, *, language: str) -> tuple[Iterator[_Segment], object]: ...


@dataclass
class Bench:
    card: SoundCard
    display: Display
    server: ApiServer
    shell: Terminal
    microphone: Timed
    news: "Watcher"
    plain: _Plain
    to_text: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    first_words: list[float] = field(default_factory=list[float])

    def clear(self) -> None:
        self.to_text.clear()
        self.first_words.clear()

    # --- the app

    def dictate(self, speech: Samples) -> None:
        script = self.server.script
        script.hears.clear()
        script.hear((TEXT * (1 + len(speech) // RATE // 5)).strip())
        self.news.forget()
        self.microphone.forget()
        before = self.shell.file.stat().st_size
        self.display.do("keydown", KEY)
        self.card.speak(speech)
        began = time.perf_counter()
        self.display.do("keyup", KEY)
        self._note("voiceapp", began, before)
        first_word = self.news.first_word
        if first_word is not None:
            self.first_words.append((first_word - self._first_sound()) * 1000)

    def _first_sound(self) -> float:
        start, heard = self.microphone.recent(120.0)
        return start + int(np.flatnonzero(np.abs(heard.astype(np.int32)) > SOUND)[0]) / RATE

    # --- the plainest way

    def dictate_plainly(self, speech: Samples) -> None:
        self.microphone.forget()
        before = self.shell.file.stat().st_size
        self.card.speak(speech)
        began = time.perf_counter()
        _, heard = self.microphone.recent(120.0)
        wave = Resampler(WIRE.rate, DETECTOR.rate).resampled(to_float(heard.astype("<i2").tobytes()))
        text = "".join(segment.text for segment in self.plain.transcribe(wave, language="en")[0]).strip()
        self.display.do("type", "--delay", "1", text)
        self._note("the plainest", began, before)

    def _note(self, who: str, began: float, before: int) -> None:
        last = [before, began]

        def at_rest() -> bool:
            size = self.shell.file.stat().st_size
            if size != last[0]:
                last[:] = [size, time.perf_counter()]
            return size > before and time.perf_counter() - last[1] > AT_REST

        wait_for(at_rest, "the text", 60)
        self.to_text.setdefault(who, []).append((last[1] - began) * 1000)


class Watcher:
    """Follows what the bar of the running app shows, and when."""

    def __init__(self, app: RunningApp) -> None:
        self.first_word: float | None = None
        self.process = subprocess.Popen(
            [sys.executable, "-m", "voiceapp", "watch"], env=app.environment, stdout=subprocess.PIPE
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            told = json.loads(line)
            if self.first_word is None and told.get("stage") == "recording" and (told["words"] or told["preview"]):
                self.first_word = time.monotonic()

    def forget(self) -> None:
        self.first_word = None

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def main() -> None:
    card = SoundCard().start()
    os.environ.update(card.environment)
    display = Display().start()
    try:
        print("ms from letting go of the key to the last character in a terminal, p50 / p95; the first word after the")
        print("first sound, p50 / p95; where the app's time goes, p50: until the recording ends / words / insert")
        print(f"{'words from':<14}{'way':<7}{'speech':>7}{'voiceapp':>14}{'the plainest':>16}{'first word':>14}")
        for where in WHERE:
            for way in WAYS if where == "this machine" else ("paste",):
                with serving() as server, _bench(card, display, server, where, way) as (bench, app):
                    for seconds in LENGTHS:
                        _measure(bench, app, where, way, seconds)
    finally:
        display.stop()
        card.stop()


@contextmanager
def _bench(
    card: SoundCard, display: Display, server: ApiServer, where: str, way: str
) -> Generator[tuple[Bench, RunningApp]]:
    settings = {
        "dictation.key": KEY,
        "dictation.chimes": "false",
        "dictation.output": way,
        "dictation.languages": "en",
        "talking.languages": "en",
        "dictation.transcriber": "local" if where == "this machine" else "api",
        "local.keep_minutes": "30",
        "sound.echo_cancelling": "false",
        "sound.noise_suppression": "false",
    }
    raw = "stty -icanon -echo; exec cat > {file}"
    with tempfile.TemporaryDirectory() as folder:
        app = RunningApp(card, server, Path(folder), display, settings)
        microphone = Timed(card, "mic")
        news: Watcher | None = None
        try:
            app.window()
            wait_for((app.home / "state" / "voiceapp.sock").exists, "the app")
            news = Watcher(app)
            with terminal(display, raw) as shell:
                yield Bench(card, display, server, shell, microphone, news, _plain_model()), app
        finally:
            microphone.close()
            if news is not None:
                news.close()
            app.close_window()


def _plain_model() -> _Plain:
    from faster_whisper import WhisperModel

    path = find("ears", ChosenModels(english_only=True)).path
    return cast("_Plain", WhisperModel(path, device="cpu", compute_type="int8", cpu_threads=2))


def _measure(bench: Bench, app: RunningApp, where: str, way: str, seconds: int) -> None:
    speech = _speech(seconds)
    for each in range(TRIES + 1):
        bench.dictate(speech)
        if where == "this machine":
            bench.dictate_plainly(speech)
        if not each:
            bench.clear()  # Models were loaded, devices opened.
    lines = _parts(app.home, TRIES)
    steps = [
        f"{1000 * statistics.median(line[b] - line[a] for line in lines):.0f}" if lines else "–"
        for a, b in pairwise(STAGES)
    ]
    shown = [_shown(bench.to_text.get(who, [])) for who in ("voiceapp", "the plainest")]
    print(
        f"{where:<14}{way:<7}{seconds:>5} s{shown[0]:>15}{shown[1]:>16}{_shown(bench.first_words):>14}   "
        f"{' / '.join(steps)}",
        flush=True,
    )
    bench.clear()


def _shown(times: list[float]) -> str:
    if not times:
        return "–"
    ordered = sorted(times)
    return f"{statistics.median(times):.0f} / {ordered[round(0.95 * (len(ordered) - 1))]:.0f}"


def _speech(seconds: int) -> Samples:
    """Sentences of people in a row, without the silence around them; none twice, for a recogniser doubts who repeats."""
    pieces = [_trimmed(each) for each in _recordings()]
    return np.concatenate([silence(LEAD, RATE), *pieces])[: int((LEAD + seconds) * RATE)]


@cache
def _recordings() -> tuple[Samples, ...]:
    own = [recorded(name) for name in ("lobster", "so-silly", "modern")]
    others = [b"".join(blocks_of(each.path)) for each in recordings() if each.language == "en" and each.path.exists()]
    read = [np.frombuffer(pcm, "<i2").astype(np.int16) for pcm in others if len(pcm) > WIRE.bytes(5000)]
    return (*own, *read, *(spoken(text) for text in UNRECORDED))


def _trimmed(speech: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(speech.astype(np.int32)) > SOUND)
    return speech[loud[0] : loud[-1] + RATE // 8]


def _parts(home: Path, count: int) -> list[dict[str, float]]:
    """The time lines of the last dictations, out of the app's own history."""

    with closing(sqlite3.connect(f"file:{home}/data/voiceapp.db?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT rest FROM items ORDER BY number DESC LIMIT ?", (count,)).fetchall()
    lines = [dict(msgspec.json.decode(rest, type=_Rest).stages) for (rest,) in rows]
    return [line for line in lines if all(stage in line for stage in STAGES)]


if __name__ == "__main__":
    main()
