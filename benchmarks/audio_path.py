"""Sound in and out on a virtual card, beside the plainest loops there are: how much later each sample is.

A bare loop is a RawInputStream to a list and a RawOutputStream from bytes, in blocks of 10 or of 20 ms. Microphone to
core: a quiet room and then sentences are spoken into the card, and for each moment is looked when each way had it; 0 is
the soonest that any block had its last sample. In a quiet room voiceapp waits for some frames together, by design.
ROUNDS=5 for a longer look (default 2).
"""

import os
import statistics
import sys
import threading
import time
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from tests.rig.signals import Samples, chirp, find, noise, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded

TRIES = 12
ROUNDS = int(os.environ.get("ROUNDS", "2"))
SENTENCES = ("lobster", "modern", "peaceful-night", "so-silly")
QUIET = 4.0
"""Seconds of the room before the first sentence."""
Piece = tuple[float, bytes]


def main() -> None:
    card = SoundCard().start()
    os.environ.update(card.environment)
    try:
        _measure(card)
    finally:
        card.stop()


def _measure(card: SoundCard) -> None:
    from voiceapp.app.session_builder import SWITCH_INTERVAL
    from voiceapp.audio.echo import FarEnd
    from voiceapp.audio.frontend import FrontEndWishes
    from voiceapp.audio.loudspeaker_playback import LoudspeakerPlayback
    from voiceapp.audio.microphone_capture import MicrophoneCapture
    from voiceapp.core.messages import Event, MicFrame, ReplyId
    from voiceapp.runtime.clock import SteadyClock
    from voiceapp.runtime.session_thread import SessionThread

    sys.setswitchinterval(SWITCH_INTERVAL)
    room = SessionThread("bench")
    room.start()
    frames: list[Piece] = []

    def tell(event: Event) -> None:
        if isinstance(event, MicFrame):
            frames.append((time.monotonic(), event.pcm))

    far_end = FarEnd()
    capture = MicrophoneCapture(room.loop, tell, far_end, FrontEndWishes(), SteadyClock().at)
    playback = LoudspeakerPlayback(lambda _: None, far_end, SteadyClock().at)
    capture.choose("mic")
    playback.choose("speaker")
    capture.listen(on=True)
    playback.open(on=True)
    _until(lambda: len(frames) > 50)
    bare, slow = BareLoop(10), BareLoop(20)
    try:
        _print_ages(card, {"bare, 10 ms": bare.blocks, "bare, 20 ms": slow.blocks, "voiceapp": frames})
        slow.close()
        number = iter(range(1_000))

        def play(sound: Samples) -> None:
            reply = ReplyId(f"bench-{next(number)}")
            playback.play(reply, sound.tobytes())
            playback.finish(reply)

        out = [(_heard(card, play), _heard(card, bare.play)) for _ in range(TRIES)]
        print(f"\nsound in hand to speaker, the first sample of a chirp, {TRIES} tries\n")
        print(f"{'':<14}{'p50':>8}{'most':>8}{'broken':>8}   ms")
        for name, values in (("bare, 10 ms", [b for _, b in out]), ("voiceapp", [a for a, _ in out])):
            whole = [value for value in values if value is not None]
            print(f"{name:<14}{statistics.median(whole):>8.1f}{max(whole):>8.1f}{len(values) - len(whole):>8}")
    finally:
        bare.close()
        slow.close()
        capture.close()
        playback.close()
        room.stop()


def _print_ages(card: SoundCard, ways: dict[str, list[Piece]]) -> None:
    """For every 5 ms: how late each way had it."""
    said = np.concatenate([recorded(name) for name in SENTENCES])
    room = noise(QUIET + len(said) / RATE, RATE, level=0.001)
    room[int(QUIET * RATE) :] += said
    mark, step = said[RATE // 2 : RATE * 3 // 2], RATE // 200
    spoken = np.arange(0, len(said) - RATE, step)
    quiet = np.arange(int((1.0 - QUIET) * RATE), -RATE, step)
    ages: dict[str, list[npt.NDArray[np.float64]]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for pieces in ways.values():
            pieces.clear()
        card.speak(np.concatenate([room, silence(0.3, RATE)]))
        arrived = {
            name: _arrivals(list(pieces), mark, np.concatenate([quiet, spoken]))
            - np.concatenate([quiet, spoken]) / RATE
            for name, pieces in ways.items()
        }
        soonest = min(float(np.min(times)) for times in arrived.values())
        for name, times in arrived.items():
            ages[name].append((times - soonest) * 1000)
    print(
        f"microphone to core, {ROUNDS} times {len(said) / RATE:.0f} s of speech and {len(quiet) / 200:.0f} s of a quiet room\n"
    )
    print(f"{'':<14}{'p50':>8}{'p99':>8}{'quiet: p50':>14}{'p99':>8}   ms")
    for name, found in ages.items():
        in_quiet = np.concatenate([each[: len(quiet)] for each in found])
        in_speech = np.concatenate([each[len(quiet) :] for each in found])
        print(
            f"{name:<14}{np.median(in_speech):>8.1f}{np.percentile(in_speech, 99):>8.1f}"
            f"{np.median(in_quiet):>14.1f}{np.percentile(in_quiet, 99):>8.1f}"
        )


def _arrivals(pieces: Sequence[Piece], mark: Samples, moments: "npt.NDArray[np.int64]") -> "npt.NDArray[np.float64]":
    """When the samples were there that lie so far behind the mark's beginning."""
    samples = np.frombuffer(b"".join(pcm for _, pcm in pieces), "<i2").astype(np.int16)
    found = find(mark, samples)
    assert found.score > 0.9, "the speech did not come through"
    ends = np.cumsum([len(pcm) // 2 for _, pcm in pieces])
    times = np.array([arrived for arrived, _ in pieces])
    place: npt.NDArray[np.float64] = times[np.searchsorted(ends, moments + found.at, side="right")]
    return place


class BareLoop:
    """What one would write first."""

    def __init__(self, block_ms: int) -> None:
        import sounddevice

        self.blocks: list[Piece] = []
        self._out = bytearray()
        self._lock = threading.Lock()
        form = {"samplerate": RATE, "blocksize": RATE * block_ms // 1000, "channels": 1, "dtype": "int16"}
        self._streams = [
            sounddevice.RawInputStream(
                device="mic",
                latency="low",
                callback=lambda data, *_: self.blocks.append((time.monotonic(), bytes(data))),
                **form,
            ),
            sounddevice.RawOutputStream(device="speaker", latency="low", callback=self._fill, **form),
        ]
        for stream in self._streams:
            stream.start()

    def play(self, sound: Samples) -> None:
        with self._lock:
            self._out += sound.tobytes()

    def _fill(self, out: memoryview, *_: object) -> None:
        with self._lock:
            piece = bytes(self._out[: len(out)])
            del self._out[: len(out)]
        out[:] = piece.ljust(len(out), b"\0")

    def close(self) -> None:
        for stream in self._streams:
            stream.close()
        self._streams = []


def _heard(card: SoundCard, play: Callable[[Samples], None]) -> float | None:
    """Milliseconds; None: it did not come out whole."""
    signal = chirp(0.3, RATE)
    with card.recording() as recording:
        began = time.monotonic()
        play(signal)
        # Looking for it takes the processor from those who play it: only once, when it must have been.
        enough = len(recording.samples) + int(0.8 * RATE)
        samples = recording.wait_for(lambda heard: len(heard) > enough)
    found = find(signal, samples)
    return (found.at / RATE - (began - recording.began)) * 1000 if found.score > 0.8 else None


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not done():
        assert time.monotonic() < end, "the microphone gave nothing"
        threading.Event().wait(0.02)


if __name__ == "__main__":
    main()
