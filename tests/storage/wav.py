"""Recordings as plain WAV files: the smallest real thing that can be cut off, salvaged and refused by a disk."""

import errno
import os
import struct
from pathlib import Path

from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.sound_stretch import SoundStretch

HEAD = 44


class WavWriter:
    def __init__(self, path: str, files: "WavFiles") -> None:
        self._files = files
        self._files.check()
        self._file = Path(path).open("wb")  # noqa: SIM115  open as long as the recording grows
        self._file.write(_head(0xFFFFFFFF - HEAD))

    def append(self, pcm: bytes) -> None:
        self._files.check()
        self._file.write(pcm)

    def sync(self) -> None:
        self._files.check()
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        size = self._file.tell() - HEAD
        self._file.seek(0)
        self._file.write(_head(size))
        self._file.close()
        self._files.check()


class WavFiles:
    def __init__(self) -> None:
        self.full = False

    def check(self) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")

    @property
    def suffix(self) -> str:
        return ".wav"

    def create(self, path: str) -> WavWriter:
        return WavWriter(path, self)

    def read(self, path: str) -> bytes:
        pcm = Path(path).read_bytes()[HEAD:]
        return pcm[: len(pcm) // 2 * 2]

    def read_stretch(self, stretch: SoundStretch) -> bytes:
        pcm = self.read(stretch.path)
        return pcm[WIRE.bytes(stretch.start) : WIRE.bytes(stretch.end)]

    def salvage(self, path: str) -> Milliseconds:
        pcm = self.read(path)
        Path(path).write_bytes(_head(len(pcm)) + pcm)
        return WIRE.ms(len(pcm))


def _head(size: int) -> bytes:
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        size + 36,
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        WIRE.rate,
        WIRE.rate * 2,
        2,
        16,
        b"data",
        size,
    )
