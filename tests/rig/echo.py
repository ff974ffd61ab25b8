"""A room: what the loudspeaker plays comes back into the microphone, later, quieter, and with its walls."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from tests.rig.patience import EVENT
from tests.rig.soundcard import RATE, SoundCard

BLOCK = RATE // 50
Wave = npt.NDArray[np.float64]


def walls(delay: float, decay: float, loudness: float) -> Wave:
    """What a room makes of a clap: the way from the speaker to the microphone, then fading noise.

    `delay` and `decay` (to a thousandth) are seconds, `loudness` that of the whole echo.
    """
    chance = np.random.default_rng(11)
    tail = chance.standard_normal(int(decay * RATE)) * 10 ** (-3 * np.arange(int(decay * RATE)) / (decay * RATE))
    tail[0] = 6.0
    answer = np.concatenate([np.zeros(int(delay * RATE)), tail])
    scaled: Wave = answer * loudness / np.sqrt(np.sum(answer**2))
    return scaled


@contextmanager
def echoing(card: SoundCard, *, delay: float = 0.03, decay: float = 0.2, loudness: float = 0.5) -> Iterator[None]:
    """While this lasts, the speaker is heard by the microphone."""
    environment = {**os.environ, **card.environment}
    form = ["--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=20"]
    ear = subprocess.Popen(
        ["parec", "--device=speaker.monitor", *form],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    playback = subprocess.Popen(
        ["pacat", "--playback", "--device=mic_feed", *form],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    running = threading.Event()
    carrier = threading.Thread(target=_carry, args=(ear, playback, walls(delay, decay, loudness), running), daemon=True)
    carrier.start()
    assert running.wait(EVENT), "the room did not open"
    try:
        yield
    finally:
        ear.terminate()
        ear.wait(EVENT)
        carrier.join(EVENT)
        playback.terminate()
        playback.wait(EVENT)


def _carry(
    ear: "subprocess.Popen[bytes]", playback: "subprocess.Popen[bytes]", answer: Wave, running: threading.Event
) -> None:
    assert ear.stdout is not None
    assert playback.stdin is not None
    size = 1 << (BLOCK + len(answer) - 1).bit_length()
    spectrum = np.fft.rfft(answer, size)
    still_to_come = np.zeros(size)
    with ear.stdout, playback.stdin:
        while piece := ear.stdout.read(BLOCK * 2):
            heard = np.frombuffer(piece[: len(piece) // 2 * 2], "<i2").astype(np.float64)
            still_to_come += np.fft.irfft(np.fft.rfft(heard, size) * spectrum, size)
            out = still_to_come[: len(heard)].clip(-32768, 32767).astype("<i2")
            still_to_come = np.concatenate([still_to_come[len(heard) :], np.zeros(len(heard))])
            playback.stdin.write(out.tobytes())
            playback.stdin.flush()
            running.set()
