"""Listens and says which of two tones it hears, frame by frame: the app's ears, or the plainest loop.

Run as `python -m benchmarks._listener app|bare MICROPHONE LOW HIGH`. Each line is the time by the monotonic clock and
`low`, `high` or `none`.
"""

import sys
import time
from collections.abc import Callable

import numpy as np

from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEndWishes
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.audio.portaudio import CallbackTime, open_input
from voiceapp.core.messages import Event, MicFrame
from voiceapp.core.pcm import WIRE
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread

Hear = Callable[[bytes], None]

FRAME = WIRE.rate // 50


def main() -> None:
    way, microphone, *pitches = sys.argv[1:]
    time_axis = np.arange(FRAME) / WIRE.rate
    waves = {
        name: np.exp(2j * np.pi * float(pitch) * time_axis)
        for name, pitch in zip(("low", "high"), pitches, strict=True)
    }

    def hear(pcm: bytes) -> None:
        sound = np.frombuffer(pcm[: FRAME * 2], "<i2").astype(np.float64)
        loud = {name: abs(np.dot(sound, wave[: len(sound)])) for name, wave in waves.items()}
        name = max(loud, key=lambda each: loud[each])
        print(time.monotonic(), name if loud[name] > FRAME * 100 else "none", flush=True)

    if way == "app":
        _through_the_app(microphone, hear)
    else:
        _plainly(hear)


def _through_the_app(microphone: str, hear: Hear) -> None:
    def tell(event: Event) -> None:
        if isinstance(event, MicFrame):
            hear(event.pcm)

    room = SessionThread("listener")
    room.start()
    capture = MicrophoneCapture(room.loop, tell, FarEnd(), FrontEndWishes(Cleaning(echo=False)), SteadyClock().at)
    capture.choose(microphone)
    capture.listen(on=True)
    sys.stdin.readline()


def _plainly(hear: Hear) -> None:
    """PULSE_SOURCE says which microphone."""

    def callback(block: bytes, times: CallbackTime, overflowed: bool) -> None:
        del times, overflowed
        hear(block)

    stream = open_input(
        None,
        rate=WIRE.rate,
        channels=1,
        sample="int16",
        block=FRAME,
        latency=0.02,
        callback=callback,
        finished=lambda: None,
    )
    sys.stdin.readline()
    del stream


if __name__ == "__main__":
    main()
