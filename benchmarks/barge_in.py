"""Speaking over a reply: from the first sound of speech at the microphone until the reply is quieter, and silent.

The whole app (in the terminal, against the scripted server) beside the plainest loop, which clears its speaker when
a block is loud. Both hear the same microphone in the same moment. Then a cough: the plain loop has no answer to it.
"""

import statistics
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks._rig import BareProcess, Timed
from tests.rig.signals import Samples, decibels, noise, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from tests.server.api import ApiServer, serving
from tests.system.app import RunningApp

TRIES = 3
"""Of each recording."""
VOICES = ("so-silly", "lobster", "modern", "peaceful-night")
REPLY = 0.25
GATE = 1_500
WINDOW = RATE // 200
BREATH = RATE // 100
QUIETER = 15.0


@dataclass(frozen=True, slots=True)
class Fall:
    """Milliseconds after the first sound of the person; None: it did not happen."""

    quieter: float | None
    silent: float | None


def main() -> None:
    card = SoundCard().start()
    card.add_speaker("bare")
    try:
        with tempfile.TemporaryDirectory() as home, serving() as server:
            _measure(card, server, Path(home) / "home")
    finally:
        card.stop()


def _measure(card: SoundCard, server: ApiServer, home: Path) -> None:
    settings = {"talking.turn_taking": "local_vad"}
    app = RunningApp(card, server, home, settings=settings, arguments=("talk",), latency="")
    bare = BareProcess(card, sink="bare", gate=GATE)
    capture = {name: Timed(card, device) for name, device in _DEVICES.items()}
    try:
        app.wait_for_output("listening")
        falls: dict[str, list[Fall]] = {"app": [], "bare": []}
        for name in VOICES * TRIES:
            found = _speak_over(card, server, app, bare, capture, first_words(name))
            for who, fall in found.items():
                falls[who].append(fall)
        print(f"{'ms, median (most) of ' + str(len(falls['app'])):<28}{'bare':>18}{'voiceapp':>18}")
        for what in ("quieter", "silent"):
            shown = [_shown([getattr(fall, what) for fall in falls[who]]) for who in ("bare", "app")]
            label = {"quieter": f"{QUIETER:.0f} dB quieter after", "silent": "silent after"}[what]
            print(f"{label:<28}{shown[0]:>18}{shown[1]:>18}")
        coughs = [_speak_over(card, server, app, bare, capture, cough(number)) for number in range(4)]
        ended = {who: sum(found[who].silent is not None for found in coughs) for who in ("bare", "app")}
        print(f"{'ended by a cough':<28}{ended['bare']:>13} of 4{ended['app']:>13} of 4")
    finally:
        for ear in capture.values():
            ear.close()
        bare.close()
        app.kill()


_DEVICES = {"mic": "mic", "app": "speaker.monitor", "bare": "bare.monitor"}


def first_words(name: str) -> Samples:
    """From the first sound of the voice on; a breath before it is none."""
    said = recorded(name)
    frames = said[: len(said) // BREATH * BREATH].reshape(-1, BREATH)
    first = next(number for number, frame in enumerate(frames) if decibels(frame) > -32)
    return said[first * BREATH : first * BREATH + RATE * 2]


def cough(number: int) -> Samples:
    """A burst of noise of a quarter of a second, as throats make."""
    burst = noise(0.25, RATE, level=0.8, seed=number)
    return (burst * np.exp(-np.arange(len(burst)) / (0.06 * RATE))).astype(np.int16)


def _speak_over(
    card: SoundCard, server: ApiServer, app: RunningApp, bare: BareProcess, capture: dict[str, Timed], said: Samples
) -> dict[str, Fall]:
    reply = noise(8.0, RATE, level=REPLY, seed=77)
    # What the person says is answered too, with nothing.
    server.script.reply("Long.", sound=reply, pace=1.2).reply("Yes.", sound=silence(0.1, RATE))
    responses = len(server.log.sent("response.done"))
    assert app.process.stdin is not None
    app.process.stdin.write(b"Tell me.\n")
    app.process.stdin.flush()
    bare.play(reply)
    _until_loud(capture["app"])
    threading.Event().wait(0.8)
    for ear in capture.values():
        ear.forget()
    card.speak(np.concatenate([silence(0.25, RATE), said, silence(1.5, RATE)]))
    began_at, heard = capture["mic"].recent(10.0)
    first = began_at + int(np.flatnonzero(np.abs(heard.astype(np.int32)) > 500)[0]) / RATE
    found = {who: fall(*capture[who].recent(10.0), first) for who in ("app", "bare")}
    app.process.stdin.write(b"/stop\n")
    app.process.stdin.flush()
    server.log.wait_for_sent("response.done", responses + 1)
    threading.Event().wait(4.0)
    server.script.replies.clear()
    return found


def _until_loud(ear: Timed) -> None:
    for _ in range(400):
        _, samples = ear.recent(0.2)
        if len(samples) and np.abs(samples.astype(np.int32)).max() > 2_000:
            return
        threading.Event().wait(0.05)
    raise AssertionError("the reply was not heard")


def fall(starts: float, samples: Samples, first: float) -> Fall:
    windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW).astype(np.float64)
    levels = 10 * np.log10(np.mean(windows**2, axis=1) / 32768**2 + 1e-12)
    times = (starts + np.arange(len(levels)) * WINDOW / RATE - first) * 1000
    usual = float(np.median(levels[times < -20]))
    after = times >= -10
    return Fall(
        _first_run(times[after], levels[after] < usual - QUIETER, 4), _first_run(times[after], levels[after] < -80, 20)
    )


def _first_run(
    times: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    held: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
    length: int,
) -> float | None:
    """When something begins to hold for so many windows."""
    run = 0
    for number, each in enumerate(held):
        run = run + 1 if each else 0
        if run == length:
            return float(times[number - length + 1])
    return None


def _shown(values: list[float | None]) -> str:
    there = [value for value in values if value is not None]
    missed = len(values) - len(there)
    if not there:
        return "never"
    return f"{statistics.median(there):.0f} ({max(there):.0f})" + (f", {missed} missed" if missed else "")


if __name__ == "__main__":
    main()
