"""Records the microphone and what the computer plays, each on a channel of one file that grows while it is recorded.

The sound server's own recorder is asked for both, so that a talk's streams are left alone. What the computer plays is
heard at the monitor of its loudspeaker.
"""

import contextlib
import logging
import os
import shutil
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from voiceapp.audio.portaudio import SoundError
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE, Milliseconds
from voiceapp.core.sentence import Sentence

log = logging.getLogger(__name__)

HEAD = 44
CHANNELS = 2
MOST_APART = WIRE.bytes(1000)
"""How far one side may be behind the other until it is taken for silent."""
WRITE_EVERY = 0.1
SYNC_EVERY = 1.0
LOOK_EVERY = 0.5
"""Seconds after which a file that grows is read on."""
BLOCK = WIRE.bytes(5_000) * CHANNELS
BEGINS_WITHIN = 5.0
DEFAULT_MICROPHONE = "@DEFAULT_SOURCE@"
WHAT_IS_PLAYED = "@DEFAULT_MONITOR@"
NO_RECORDER = Failure(
    FailureKind.NOT_INSTALLED,
    Sentence(
        "Other programs can be recorded with PulseAudio or PipeWire only. Install pulseaudio-utils, then try again."
    ),
)
NO_SOUND = Failure(
    FailureKind.NO_SOUND, Sentence("The sound server gives no sound. Look at the sound settings of your desktop.")
)


class ServerSource:
    """Reads one source of the sound server on a thread of its own."""

    def __init__(self, program: str, source: str) -> None:
        self._command = [
            program,
            "--raw",
            "--format=s16le",
            f"--rate={WIRE.rate}",
            "--channels=1",
            "--latency-msec=100",
            f"--device={source}",
        ]
        self._lock = threading.Lock()
        self._heard = bytearray()
        self.begun = threading.Event()
        self._begin()

    def _begin(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
        self._reader = threading.Thread(target=self._read, name="meeting-source", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 8192):
            with self._lock:
                self._heard += piece
            self.begun.set()

    def go_on(self) -> None:
        """Begin again where the recorder has ended, as it does when the sound server is restarted."""
        if not self._reader.is_alive():
            with contextlib.suppress(OSError):
                self.close()
                with self._lock:
                    # It may have ended within a sample.
                    del self._heard[len(self._heard) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE :]
                self._begin()

    @property
    def waiting(self) -> int:
        with self._lock:
            return len(self._heard) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE

    def take(self, length: int) -> bytes:
        """The next bytes, with silence for what is missing."""
        with self._lock:
            taken = bytes(self._heard[:length])
            del self._heard[:length]
        return taken.ljust(length, b"\0")

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(2)
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()


class MeetingCapture:
    def __init__(self, path: Path, microphone: str = "", broke: Callable[[OSError], None] = lambda _: None) -> None:
        """`microphone`: the server's name of one; empty: its default. Raises SoundError, OSError.

        `broke`: told, on the recording's own thread, why it can't go on.
        """
        self._broke = broke
        program = shutil.which("parec")
        if program is None:
            raise SoundError(NO_RECORDER)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = path
        # The file first: with a full disk nothing may go on listening.
        self._descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
        try:
            os.write(self._descriptor, _head(0xFFFFFFFF - HEAD))
            self._sides = _both_sides(program, microphone)
        except (OSError, SoundError):
            os.close(self._descriptor)
            path.unlink(missing_ok=True)
            raise
        self._ended = threading.Event()
        self._writer = threading.Thread(target=self._write, name="meeting", daemon=True)
        self._writer.start()

    @property
    def is_open(self) -> bool:
        """Until the file is whole."""
        return self._writer.is_alive()

    def close(self) -> None:
        """End the recording; the file is whole then. A second call does nothing."""
        self._ended.set()
        self._writer.join()

    def _write(self) -> None:
        synced = time.monotonic()
        try:
            while not self._ended.wait(WRITE_EVERY):
                self._write_heard(all_of_it=False)
                if time.monotonic() - synced > SYNC_EVERY:
                    os.fsync(self._descriptor)
                    synced = time.monotonic()
                    for side in self._sides:
                        side.go_on()
        except OSError as error:
            log.exception("a meeting can't be recorded any further")
            self._ended.set()
            self._broke(error)
        for side in self._sides:
            side.close()
        with contextlib.suppress(OSError):
            self._write_heard(all_of_it=True)
            size = os.lseek(self._descriptor, 0, os.SEEK_END)
            os.pwrite(self._descriptor, _head(size - HEAD), 0)
        os.close(self._descriptor)

    def _write_heard(self, *, all_of_it: bool) -> None:
        waiting = [side.waiting for side in self._sides]
        length = max(waiting) if all_of_it else max(min(waiting), max(waiting) - MOST_APART)
        if length > 0:
            both = [np.frombuffer(side.take(length), "<i2") for side in self._sides]
            os.write(self._descriptor, np.stack(both, axis=1).tobytes())


def opened_source(device: str) -> ServerSource:
    """Raises SoundError, OSError."""
    program = shutil.which("parec")
    if program is None:
        raise SoundError(NO_RECORDER)
    return ServerSource(program, device)


def _both_sides(program: str, microphone: str) -> list[ServerSource]:
    """Raises SoundError."""
    sides = [ServerSource(program, source) for source in (microphone or DEFAULT_MICROPHONE, WHAT_IS_PLAYED)]
    if microphone and not sides[0].begun.wait(BEGINS_WITHIN):
        # It may be unplugged. Others would be heard, and the person not.
        sides[0].close()
        sides[0] = ServerSource(program, DEFAULT_MICROPHONE)
    if not any(side.begun.wait(BEGINS_WITHIN) for side in sides):
        for side in sides:
            side.close()
        raise SoundError(NO_SOUND)
    return sides


def growing_blocks(
    path: Path, *, start: Milliseconds, grows: Callable[[], bool], ended: threading.Event
) -> Iterator[tuple[bytes, ...]]:
    """Yield both channels of such a file from a moment on, even of one that was never ended. Waits while it grows."""
    size = BYTES_PER_SAMPLE * CHANNELS
    with path.open("rb") as file:
        file.seek(HEAD + WIRE.bytes(start) * CHANNELS)
        while not ended.is_set():
            more_to_come = grows()
            block = file.read(BLOCK)
            whole = len(block) // size * size
            file.seek(whole - len(block), os.SEEK_CUR)
            if whole:
                samples = np.frombuffer(block[:whole], "<i2").reshape(-1, CHANNELS)
                yield tuple(samples[:, channel].tobytes() for channel in range(CHANNELS))
            elif not more_to_come:
                return
            else:
                ended.wait(LOOK_EVERY)


def _head(length: int) -> bytes:
    frame = CHANNELS * BYTES_PER_SAMPLE
    form = struct.pack("<HHIIHH", 1, CHANNELS, WIRE.rate, WIRE.rate * frame, frame, 8 * BYTES_PER_SAMPLE)
    return (
        b"RIFF"
        + struct.pack("<I", length + HEAD - 8)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + struct.pack("<I", length)
    )
