"""Sound in and out on a virtual card, beside the plainest loop there is: how much later, and for how much work.

The bare loop is a RawInputStream to a queue, and a RawOutputStream from bytes, in blocks of 10 ms. SECONDS=60 for the
long measurement of the processor (default 10).
"""

import os
import statistics
import threading
import time
from collections.abc import Callable

import numpy as np

from tests.rig.signals import Samples, chirp, find, silence
from tests.rig.soundcard import RATE, SoundCard

TRIES = 8
SECONDS = float(os.environ.get("SECONDS", "10"))


def main() -> None:
    card = SoundCard().start()
    os.environ.update(card.environment)
    try:
        _measure(card)
    finally:
        card.stop()


def _measure(card: SoundCard) -> None:
    from voiceapp.audio.ears import Ears
    from voiceapp.audio.echo import FarEnd
    from voiceapp.audio.frontend import FrontEndWishes
    from voiceapp.audio.mouth import Mouth
    from voiceapp.core.messages import Event, MicFrame, ReplyId
    from voiceapp.runtime.clock import SteadyClock
    from voiceapp.runtime.room import Room

    room = Room("bench")
    room.start()
    frames: list[tuple[float, bytes]] = []

    def tell(event: Event) -> None:
        if isinstance(event, MicFrame):
            frames.append((time.monotonic(), event.pcm))

    far_end = FarEnd()
    ears = Ears(room.loop, tell, far_end, FrontEndWishes(), SteadyClock().at)
    mouth = Mouth(_nobody, far_end, SteadyClock().at)
    ears.choose("mic")
    mouth.choose("speaker")
    ears.listen(on=True)
    mouth.open(on=True)
    _until(lambda: len(frames) > 50)
    bare = BareLoop()
    try:
        ins = [_arrival(card, frames, bare) for _ in range(TRIES)]
        ours, theirs = [each[0] for each in ins], [each[1] for each in ins]
        later = [a - b for a, b in ins]
        print(f"{'microphone to core':<34}{'bare':>10}{'voiceapp':>10}{'later by':>10}   ms, median of {TRIES}")
        print(f"{'first sample of a chirp':<34}{_ms(theirs)}{_ms(ours)}{_ms(later)}")

        number = iter(range(1_000))

        def play(sound: Samples) -> None:
            reply = ReplyId(f"bench-{next(number)}")
            mouth.play(reply, sound.tobytes())
            mouth.finish(reply)

        out = [(_heard(card, play), _heard(card, bare.play)) for _ in range(TRIES)]
        print(f"\n{'sound in hand to speaker':<34}{'bare':>10}{'voiceapp':>10}{'later by':>10}")
        print(
            f"{'first sample of a chirp':<34}{_ms([b for _, b in out])}{_ms([a for a, _ in out])}"
            f"{_ms([a - b for a, b in out])}"
        )
        bare.close()
        _work("listening in silence", lambda: None)
        talk = silence(0.2, RATE)
        _work("while a reply plays", lambda: play(np.concatenate([chirp(SECONDS, RATE), talk])))
    finally:
        bare.close()
        ears.close()
        mouth.close()
        room.stop()


class BareLoop:
    """What one would write first."""

    def __init__(self) -> None:
        import sounddevice

        self.blocks: list[tuple[float, bytes]] = []
        self._out = bytearray()
        self._lock = threading.Lock()
        self._streams = [
            sounddevice.RawInputStream(
                samplerate=RATE,
                blocksize=240,
                device="mic",
                channels=1,
                dtype="int16",
                latency="low",
                callback=lambda data, *_: self.blocks.append((time.monotonic(), bytes(data))),
            ),
            sounddevice.RawOutputStream(
                samplerate=RATE,
                blocksize=240,
                device="speaker",
                channels=1,
                dtype="int16",
                latency="low",
                callback=self._fill,
            ),
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


def _arrival(card: SoundCard, frames: list[tuple[float, bytes]], bare: BareLoop) -> tuple[float, float]:
    """When the first sample of a chirp was there: (ours, the bare loop's), from one common beginning."""
    frames.clear()
    bare.blocks.clear()
    began = time.monotonic()
    signal = chirp(0.3, RATE)
    card.speak(np.concatenate([signal, silence(0.6, RATE)]))
    return _when(frames, signal, began), _when(bare.blocks, signal, began)


def _when(pieces: list[tuple[float, bytes]], signal: Samples, began: float) -> float:
    kept = list(pieces)
    samples = np.frombuffer(b"".join(pcm for _, pcm in kept), "<i2").astype(np.int16)
    at = find(signal, samples).at
    total = 0
    for arrived, pcm in kept:
        total += len(pcm) // 2
        if total > at:
            return (arrived - began) * 1000
    return float("nan")


def _heard(card: SoundCard, play: Callable[[Samples], None]) -> float:
    signal = chirp(0.3, RATE)
    with card.recording() as recording:
        base = len(recording.samples)
        began = time.monotonic()
        play(signal)
        samples = recording.wait_for(lambda heard: find(signal, heard).score > 0.8)
    del base
    return (find(signal, samples).at / RATE - (began - recording.began)) * 1000


def _work(what: str, start: Callable[[], None]) -> None:
    start()
    before, began = time.process_time(), time.monotonic()
    threading.Event().wait(SECONDS)
    share = (time.process_time() - before) / (time.monotonic() - began)
    print(f"\n{what:<34}{share:>9.1%} of a core")


def _nobody(event: object) -> None:
    """What the mouth tells is not measured here."""
    del event


def _ms(values: list[float]) -> str:
    return f"{statistics.median(values):>10.1f}"


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not done():
        assert time.monotonic() < end, "the microphone gave nothing"
        threading.Event().wait(0.02)


if __name__ == "__main__":
    main()
