"""What happens to listening when a microphone is pulled out and plugged in: how long nobody is heard.

Two microphones give two tones, so that each frame tells where it is from: the chosen one, and the system's default. The
app's ears beside the plainest loop, which opens the same microphone and is told of nothing.
"""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from tests.rig.soundcard import RATE, SoundCard

ROUNDS = 6
PATIENCE = 6.0
"""Seconds after which it does not come any more."""
CHOSEN, DEFAULT = "low", "high"
PITCHES = {CHOSEN: 450, DEFAULT: 1_050}


class Listener:
    def __init__(self, card: SoundCard, way: str) -> None:
        self._heard: list[tuple[float, str]] = []
        self._news = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks._listener", way, "desk", str(PITCHES[CHOSEN]), str(PITCHES[DEFAULT])],
            env={**os.environ, **card.environment, "PULSE_SOURCE": "desk"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            at, _, tone = line.strip().partition(" ")
            if tone not in (CHOSEN, DEFAULT, "none"):
                continue  # It was ended in the middle of a line.
            with self._news:
                self._heard.append((float(at), tone))
                self._news.notify_all()

    def hears(self, tone: str, since: float, patience: float = PATIENCE) -> float | None:
        """Seconds after this moment at which it heard three frames of this tone in a row."""
        end = time.monotonic() + patience
        with self._news:
            while True:
                later = [each for each in self._heard if each[0] > since]
                for first, *rest in zip(later, later[1:], later[2:], strict=False):
                    if {first[1], *(each[1] for each in rest)} == {tone}:
                        return first[0] - since
                if not self._news.wait(end - time.monotonic()) and time.monotonic() >= end:
                    return None

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


class Desk:
    """A microphone that gives a tone and can be pulled out."""

    def __init__(self, card: SoundCard) -> None:
        self._card = card
        self._module = ""
        self.plug()

    def plug(self) -> None:
        self._module = pactl(
            self._card,
            "load-module",
            "module-sine-source",
            "source_name=desk",
            f"rate={RATE}",
            f"frequency={PITCHES[CHOSEN]}",
        )

    def unplug(self) -> None:
        pactl(self._card, "unload-module", self._module)


def pactl(card: SoundCard, *arguments: str) -> str:
    environment = {**os.environ, **card.environment}
    return subprocess.run(
        ["pactl", *arguments], env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def main() -> None:
    found = {way: _measure(way) for way in ("bare", "app")}
    print(f"{'ms, median (most) of ' + str(ROUNDS):<58}{'bare':>16}{'voiceapp':>16}")
    for what in found["app"]:
        print(f"{what:<58}{_shown(found['bare'][what]):>16}{_shown(found['app'][what]):>16}")


def _measure(way: str) -> dict[str, list[float | None]]:
    card = SoundCard().start()
    try:
        pactl(card, "load-module", "module-sine", "sink=mic_feed", f"frequency={PITCHES[DEFAULT]}")
        desk = Desk(card)
        listener = Listener(card, way)
        try:
            return _pulled_out(card, desk, listener)
        finally:
            listener.close()
    finally:
        card.stop()


def _pulled_out(card: SoundCard, desk: Desk, listener: Listener) -> dict[str, list[float | None]]:
    after: dict[str, list[float | None]] = {}

    def take(what: str, do: Callable[[], None], tone: str) -> None:
        began = time.monotonic()
        do()
        after.setdefault(what, []).append(listener.hears(tone, began))

    assert listener.hears(CHOSEN, 0.0) is not None, "it did not begin to listen"
    for _ in range(ROUNDS):
        take("the chosen one pulled out: the default is heard after", desk.unplug, DEFAULT)
        take("plugged in again: the chosen one is heard after", desk.plug, CHOSEN)
    for _ in range(ROUNDS):
        desk.unplug()
        listener.hears(DEFAULT, time.monotonic())
        card.unplug_microphone()
        listener.hears("none", time.monotonic(), patience=0.5)
        take("none was left, and one is plugged in: it is heard after", desk.plug, CHOSEN)
        card.plug_microphone()
        listener.hears(CHOSEN, time.monotonic())
    return after


def _shown(values: list[float | None]) -> str:
    came = [value * 1000 for value in values if value is not None]
    if not came:
        return "never"
    missed = f", {len(values) - len(came)} never" if len(came) < len(values) else ""
    return f"{statistics.median(came):.0f} ({max(came):.0f}){missed}"


if __name__ == "__main__":
    main()
