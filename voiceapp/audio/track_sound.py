"""Reads the sound of a track from its recordings as it is needed, and finds how loud they are."""

import io
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import cast

import numpy as np
import soundfile

from voiceapp.audio.resample import Wave
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.recordings.track import Track, TrackPiece
from voiceapp.core.recordings.waveform import PEAK_MS
from voiceapp.core.transcript import SoundId

OPEN = 4
"""How many recordings are open at once."""
PER_MS = WIRE.rate // 1000
BLOCK = PEAK_MS * PER_MS
READ = BLOCK * 500
"""Samples that are read at once to find their peaks: ten seconds."""


Source = Path | bytes
"""A recording, or the samples of one at the wire's rate."""


def peaks_in(source: Source) -> bytes:
    """Return the peaks of a recording. Raises OSError if it cannot be read."""
    found = bytearray()
    try:
        with _opened(source) as file:
            while len(samples := _read(file, READ)):
                found += peaks_of(samples)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise OSError(str(error)) from error
    return bytes(found)


def peaks_of(samples: Wave) -> bytes:
    loud = np.abs(np.concatenate([samples, np.zeros(-len(samples) % BLOCK, np.float32)]))
    highest: Wave = loud.reshape(-1, BLOCK).max(axis=1, initial=0.0)
    return (highest * 255).clip(0, 255).astype(np.uint8).tobytes()


def length_in(source: Source) -> Milliseconds:
    """Return the length of a recording. 0: it cannot be read."""
    try:
        with _opened(source) as file:
            return int(file.frames) // PER_MS
    except (soundfile.LibsndfileError, RuntimeError):
        return 0


class TrackSound:
    """Belongs to one thread. Recordings that are gone are silent."""

    def __init__(self, track: Track, source_of: Callable[[SoundId], Source]) -> None:
        self._track = track
        self._source_of = source_of
        self._open: OrderedDict[SoundId, soundfile.SoundFile | None] = OrderedDict()

    def read(self, start: Milliseconds, end: Milliseconds) -> Wave:
        """Return what sounds between two moments; where lines overlap, all of them together."""
        whole: Wave = np.zeros((end - start) * PER_MS, np.float32)
        for piece in self._track.pieces_between(start, end):
            first, last = max(start, piece.at), min(end, piece.at + piece.length)
            samples = self._samples(piece, first - piece.at, last - first)
            at = (first - start) * PER_MS
            whole[at : at + len(samples)] += samples
        return whole.clip(-1.0, 1.0)

    @property
    def open_files(self) -> int:
        return sum(file is not None for file in self._open.values())

    def close(self) -> None:
        for file in self._open.values():
            if file is not None:
                file.close()
        self._open.clear()

    def _samples(self, piece: TrackPiece, start: Milliseconds, length: Milliseconds) -> Wave:
        file = self._file(piece.sound)
        if file is None:
            return np.zeros(0, np.float32)
        try:
            wanted = (piece.start + start) * PER_MS
            if file.tell() != wanted:
                file.seek(min(wanted, file.frames))
            return _read(file, length * PER_MS)
        except (soundfile.LibsndfileError, RuntimeError):
            return np.zeros(0, np.float32)

    def _file(self, sound: SoundId) -> soundfile.SoundFile | None:
        if sound not in self._open:
            self._open[sound] = self._opened(sound)
            while len(self._open) > OPEN:
                _, oldest = self._open.popitem(last=False)
                if oldest is not None:
                    oldest.close()
        self._open.move_to_end(sound)
        return self._open[sound]

    def _opened(self, sound: SoundId) -> soundfile.SoundFile | None:
        try:
            return _opened(self._source_of(sound))
        except (soundfile.LibsndfileError, RuntimeError, OSError):
            return None


def _opened(source: Source) -> soundfile.SoundFile:
    if isinstance(source, Path):
        return soundfile.SoundFile(source)
    return soundfile.SoundFile(
        io.BytesIO(source), samplerate=WIRE.rate, channels=1, format="RAW", subtype="PCM_16", endian="LITTLE"
    )


def _read(file: soundfile.SoundFile, frames: int) -> Wave:
    return cast("Wave", file.read(frames, dtype="float32"))
