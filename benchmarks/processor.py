"""The processor's work while it listens and while it talks, beside the plainest loop.

In the terminal, with the window before one's eyes, which repaints, and with the window minimised, which does not.

The microphone hears a soft noise, as microphones do. SECONDS=60 measures each for a minute (default 15).
The aim for a talk with the window: 4 s of the processor a minute, and 150 MiB without models.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks._rig import BareProcess, memory_mib, processor_seconds
from tests.rig.display import Display
from tests.rig.signals import noise
from tests.rig.soundcard import RATE, SoundCard
from tests.server.api import ApiServer, serving
from tests.system.app import RunningApp

SECONDS = float(os.environ.get("SECONDS", "15"))
ROOM = 0.001
"""About -65 dB."""
SETTLING = 8.0
"""Seconds until it is as it is for the rest of the day: the loudspeaker rests after five of silence."""


def main() -> None:
    card, display = SoundCard().start(), Display().start()
    try:
        print(f"{SECONDS:.0f} s each{'listening':>28}{'talking':>12}{'of a minute':>13}{'memory':>9}")
        print(f"{'':<26}{'of a core':>13}{'of a core':>12}{'talking, s':>13}{'MiB':>9}")
        _row("the plainest loop", *_bare(card))
        with tempfile.TemporaryDirectory() as home, serving() as server:
            _row("voiceapp in the terminal", *_ours(card, server, Path(home) / "terminal", None))
            _row("voiceapp with its window", *_ours(card, server, Path(home) / "window", display))
            _row("its window minimised", *_ours(card, server, Path(home) / "minimised", display, minimised=True))
    finally:
        display.stop()
        card.stop()


def _row(name: str, listening: float, talking: float, memory: float) -> None:
    print(f"{name:<26}{listening:>13.1%}{talking:>12.1%}{talking * 60:>13.1f}{memory:>9.0f}", flush=True)


def _share(pid: int) -> float:
    _sleep(SETTLING)
    before, began = processor_seconds(pid), time.monotonic()
    _sleep(SECONDS)
    return (processor_seconds(pid) - before) / (time.monotonic() - began)


@contextmanager
def _room(card: SoundCard) -> Iterator[None]:
    """One and the same all the while: a room that grew louder under a reply would be taken for its echo."""
    feed = card.feed(noise(2 * (SECONDS + SETTLING) + 60, RATE, level=ROOM))
    try:
        yield
    finally:
        feed.stop()


def _bare(card: SoundCard) -> tuple[float, float, float]:
    bare = BareProcess(card)
    try:
        with _room(card):
            listening = _share(bare.process.pid)
            bare.play(noise(SECONDS + SETTLING + 10, RATE))
            return listening, _share(bare.process.pid), memory_mib(bare.process.pid)
    finally:
        bare.close()


def _ours(
    card: SoundCard, server: ApiServer, home: Path, display: Display | None, *, minimised: bool = False
) -> tuple[float, float, float]:
    server.script.reply("A long answer.", sound=noise(SECONDS + SETTLING + 20, RATE), pace=1.0)
    app = RunningApp(card, server, home, display, arguments=() if display else ("talk",), latency="")
    try:
        ask = _ask_in_window(app, display, minimised=minimised) if display else _ask_in_terminal(app)
        with _room(card):
            listening = _share(app.process.pid)
            with card.recording() as recording:
                ask()
                recording.wait_for_sound()
                talking = _share(app.process.pid)
            return listening, talking, memory_mib(app.process.pid)
    finally:
        app.kill()


def _ask_in_terminal(app: RunningApp) -> Callable[[], None]:
    app.wait_for_output("listening")

    def ask() -> None:
        assert app.process.stdin is not None
        app.process.stdin.write(b"Tell me something long.\n")
        app.process.stdin.flush()

    return ask


def _ask_in_window(app: RunningApp, display: Display, *, minimised: bool) -> Callable[[], None]:
    window = app.window()

    def by_keys(*keys: str, text: str = "") -> None:
        display.do("windowactivate", "--sync", window)
        for key in keys:
            display.key(key)
        if text:
            display.do("type", text)
            display.key("Return")
        if minimised:
            display.do("windowminimize", "--sync", window)

    by_keys("space")
    return lambda: by_keys("ctrl+l", text="Tell me something long.")


def _sleep(seconds: float) -> None:
    threading.Event().wait(seconds)


if __name__ == "__main__":
    main()
