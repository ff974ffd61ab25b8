"""What the measurements on the virtual card share: a bare loop in a process of its own, recordings with their times."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np

from tests.rig.signals import Samples
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.streams import parec

BARE = """
import sys, threading, sounddevice
out, lock = bytearray(), threading.Lock()
gate = float(sys.argv[3])
def hear(data, *_):
    if gate and max(memoryview(bytes(data)).cast("h")) > gate:
        with lock:
            out.clear()
def fill(data, *_):
    with lock:
        piece = bytes(out[:len(data)])
        del out[:len(data)]
    data[:] = piece.ljust(len(data), b"\\0")
form = dict(samplerate=24000, blocksize=240, channels=1, dtype="int16", latency="low")
streams = [sounddevice.RawInputStream(device=sys.argv[1], callback=hear, **form)]
streams.append(sounddevice.RawOutputStream(device=sys.argv[2], callback=fill, **form))
for stream in streams:
    stream.start()
print("ready", flush=True)
while size := sys.stdin.buffer.readline():
    sound = sys.stdin.buffer.read(int(size))
    with lock:
        out += sound
"""


class BareProcess:
    """The plainest loop: a microphone, a speaker, blocks of 10 ms. With a gate it falls silent when it hears something."""

    def __init__(self, card: SoundCard, *, sink: str = "speaker", gate: int = 0) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", BARE, "mic", "default", str(gate)],
            env={**os.environ, **card.environment, "PULSE_SINK": sink},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def play(self, sound: Samples) -> None:
        assert self.process.stdin is not None
        pcm = sound.astype("<i2").tobytes()
        self.process.stdin.write(f"{len(pcm)}\n".encode() + pcm)
        self.process.stdin.flush()

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Timed:
    """A recording that knows when each of its samples was there."""

    def __init__(self, card: SoundCard, device: str) -> None:
        self._process = subprocess.Popen(
            parec(device, latency_ms=10),
            stdout=subprocess.PIPE,
            env={**os.environ, **card.environment},
        )
        self._pieces: list[tuple[float, bytes]] = []
        self._news = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while piece := self._process.stdout.read1(4096):  # type: ignore[attr-defined]
            with self._news:
                self._pieces.append((time.monotonic(), piece))
                self._news.notify_all()

    def recent(self, seconds: float) -> tuple[float, Samples]:
        """When the first of the last samples was there, and these samples."""
        with self._news:
            pieces = list(self._pieces)
        total, early = 0, float("inf")
        for arrived, piece in pieces:
            total += len(piece) // 2
            # The least delayed piece tells where the others belong.
            early = min(early, arrived - total / RATE)
        samples = np.frombuffer(b"".join(piece for _, piece in pieces), "<i2").astype(np.int16)
        first = max(0, len(samples) - int(seconds * RATE))
        return early + first / RATE, samples[first:]

    def forget(self) -> None:
        with self._news:
            self._pieces.clear()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def processor_seconds(pid: int) -> float:
    """Processor time of all threads, from the scheduler's own books: ticks miss what sleeps between them."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except OSError:
            continue
    return total / 1e9


def memory_mib(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
