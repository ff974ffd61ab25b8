"""Sound on its way into the virtual microphone, and what a device of the virtual card gives."""

import subprocess
import tempfile
import threading
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tests.rig.patience import EVENT

RATE = 24_000
"""A stream at this rate goes through bit by bit."""
Samples = npt.NDArray[np.int16]
NEWS = RATE // 10
"""Samples after which a recording is looked at again."""
LONGEST_HELD = 60.0
"""Seconds of sound that the card holds at a time."""


class RigError(Exception):
    """The rig could not do it; the message says what is missing."""


class Feed:
    """Samples on their way into the microphone.

    The card has the whole sound before the first of it is heard, so that no busy machine tears a hole into what is
    said. Of what it has, its clock takes small pieces: nothing is heard any later.
    """

    def __init__(self, samples: Samples, rate: int, environment: dict[str, str]) -> None:
        self._length = len(samples) / rate
        # Longer than the sound: it begins when all of it is there. The card's clock takes what the requests leave.
        held = int(1000 * min(self._length, LONGEST_HELD)) + 500
        with tempfile.TemporaryFile() as sound:
            sound.write(samples.astype("<i2").tobytes())
            sound.seek(0)
            self._process = subprocess.Popen(
                [
                    "pacat",
                    "--playback",
                    "--device=mic_feed",
                    "--raw",
                    "--format=s16le",
                    f"--rate={rate}",
                    "--channels=1",
                    f"--latency-msec={held}",
                    f"--process-time-msec={(held - 40) // 2}",
                ],
                stdin=sound,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
            )

    def wait(self) -> None:
        self._process.wait(self._length + EVENT)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait(EVENT)


def parec(device: str, latency_ms: int) -> list[str]:
    """The command that hears a device."""
    sound = ("--raw", "--format=s16le", f"--rate={RATE}", "--channels=1")
    return ["parec", f"--device={device}", *sound, f"--latency-msec={latency_ms}"]


class Recording:
    """What a device gives, from when this returns until `stop`."""

    def __init__(self, device: str, environment: dict[str, str]) -> None:
        self._pieces: list[bytes] = []
        self._arrived = threading.Condition()
        self._process = subprocess.Popen(
            parec(device, latency_ms=20),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.began = time.monotonic()
        self.wait_for(lambda samples: len(samples) > 0)
        """When the first sample is there nothing that sounds from now on is missed."""

    def _read(self) -> None:
        assert self._process.stdout is not None
        while piece := self._process.stdout.read1(4096):  # type: ignore[attr-defined]
            with self._arrived:
                self._pieces.append(piece)
                self._arrived.notify_all()

    @property
    def samples(self) -> Samples:
        with self._arrived:
            pcm = b"".join(self._pieces)
        return np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.int16)

    def wait_for(self, enough: "Callable[[Samples], bool]", timeout: float = EVENT) -> Samples:
        """Wait until what was recorded is enough; fails when it never is.

        Asked whenever so much more has come that the answer may be another: searching a recording costs what the
        app that is being tested needs.
        """
        end = time.monotonic() + timeout
        while True:
            samples = self.samples
            if enough(samples):
                return samples
            with self._arrived:
                wanted = 2 * (len(samples) + (NEWS if len(samples) else 1))
                while sum(map(len, self._pieces)) < wanted and time.monotonic() < end:
                    self._arrived.wait(max(0.0, end - time.monotonic()))
            if time.monotonic() >= end:
                raise RigError(f"It did not sound within {timeout} s ({len(samples)} samples came).")

    def wait_for_sound(self, *, above: int = 300, timeout: float = EVENT) -> Samples:
        return self.wait_for(lambda samples: bool((np.abs(samples.astype(np.int32)) > above).any()), timeout)

    def wait_for_silence(self, seconds: float = 0.4, *, above: int = 300, timeout: float = EVENT) -> Samples:
        """Wait until something has sounded and then nothing for so long."""

        def over(samples: Samples) -> bool:
            loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > above)
            return bool(len(loud)) and len(samples) - loud[-1] > seconds * RATE

        return self.wait_for(over, timeout)

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
        self._process.wait(EVENT)
        self._reader.join(EVENT)
        if self._process.stdout is not None:
            self._process.stdout.close()
