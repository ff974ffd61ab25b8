"""Dictation: from letting go of the key to the whole text in another program, and where the time goes.

The real app in a process of its own, a real terminal, the key pressed by xdotool. Each length of speech with the words
from the tests' server, which answers at once, and from the recogniser on this machine. TRIES=20 for better
tails, WHERE=server for one of the two.
"""

import os
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np

from tests.desktop.text_output.programs import Terminal, terminal, wait_for
from tests.rig.display import Display
from tests.rig.signals import Samples, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.server.api import ApiServer, serving
from tests.system.app import RunningApp

TRIES = int(os.environ.get("TRIES", "6"))
WHERE = os.environ.get("WHERE", "server,this machine").split(",")
KEY = "F8"
TEXT = "When is a lobster not a lobster? When it is a crayfish, and so on. "
LENGTHS = (2, 8, 20)
STAGES = ("released", "ended", "words", "inserted")


class _Rest(msgspec.Struct):
    stages: list[tuple[str, float]] = []


def main() -> None:
    card = SoundCard().start()
    os.environ.update(card.environment)
    display = Display().start()
    try:
        print(
            f"{'words from':<14}{'way':<8}{'speech':>7}  {'p50':>6}{'p99':>7}   parts, p50: tail / words / insert (ms)"
        )
        for where in WHERE:
            for way in ("typed", "paste"):
                with serving() as server:
                    _measure(card, display, server, where, way)
    finally:
        display.stop()
        card.stop()


def _measure(card: SoundCard, display: Display, server: ApiServer, where: str, way: str) -> None:
    settings = {
        "dictation.key": KEY,
        "dictation.chimes": "false",
        "dictation.output": way,
        "dictation.transcriber": "local" if where == "this machine" else "api",
        "sound.echo_cancelling": "false",
        "sound.noise_suppression": "false",
    }
    raw = "stty -icanon -echo; exec cat > {file}"
    with tempfile.TemporaryDirectory() as folder:
        app = RunningApp(card, server, Path(folder), display, settings)
        try:
            app.window()
            socket = app.home / "state" / "voiceapp.sock"
            wait_for(socket.exists, "the app")
            with terminal(display, raw) as shell:
                _dictate(card, display, server, shell, _speech(2), 2)  # Models are loaded, devices opened.
                for seconds in LENGTHS:
                    times = [_dictate(card, display, server, shell, _speech(seconds), seconds) for _ in range(TRIES)]
                    _tell(where, way, seconds, times, _parts(app.home, TRIES))
        finally:
            app.close_window()


def _speech(seconds: int) -> Samples:
    spoken = recorded("lobster")
    whole = np.tile(spoken, 1 + seconds * RATE // len(spoken))[: seconds * RATE]
    return np.concatenate([silence(0.2, RATE), whole])


def _dictate(
    card: SoundCard, display: Display, server: ApiServer, shell: Terminal, speech: Samples, seconds: int
) -> float:
    """Milliseconds from the key to the last character."""
    text = (TEXT * (1 + seconds // 5)).strip()
    server.script.hears.clear()
    server.script.hear(text)
    before = shell.file.stat().st_size
    display.do("keydown", KEY)
    card.speak(speech)
    began = time.perf_counter()
    display.do("keyup", KEY)
    last = [before, began]

    def at_rest() -> bool:
        size = shell.file.stat().st_size
        if size != last[0]:
            last[:] = [size, time.perf_counter()]
        return size > before and time.perf_counter() - last[1] > 0.4

    wait_for(at_rest, "the text", 60)
    return (last[1] - began) * 1000


def _parts(home: Path, count: int) -> list[dict[str, float]]:
    """The time lines of the last dictations, out of the app's own history."""

    with closing(sqlite3.connect(f"file:{home}/data/voiceapp.db?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT rest FROM items ORDER BY number DESC LIMIT ?", (count,)).fetchall()
    lines = [dict(msgspec.json.decode(rest, type=_Rest).stages) for (rest,) in rows]
    return [line for line in lines if all(stage in line for stage in STAGES)]


def _tell(where: str, way: str, seconds: int, times: list[float], lines: list[dict[str, float]]) -> None:
    ordered = sorted(times)
    worst = ordered[min(len(ordered) - 1, round(0.99 * (len(ordered) - 1)))]
    steps = [
        f"{1000 * statistics.median(line[b] - line[a] for line in lines):.0f}" if lines else "–"
        for a, b in pairwise(STAGES)
    ]
    print(
        f"{where:<14}{way:<8}{seconds:>5} s  {statistics.median(times):>6.0f}{worst:>7.0f}   {' / '.join(steps)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
