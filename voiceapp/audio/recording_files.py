"""Writes recordings to disk as they are made: as FLAC, or as WAV if libsndfile cannot write FLAC.

A file cut off by a crash holds everything up to its last block (a fifth of a second). Its header then lacks the length,
which `read` does not need and `salvage` corrects.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import soundfile

from voiceapp.audio.decode import sound_of
from voiceapp.audio.resample import Resampler, to_pcm
from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE, Milliseconds
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.sound_stretch import SoundStretch

PIECE = WIRE.rate // 20
"""Read in small pieces, because the piece in which a cut-off file ends is lost."""
OWNER_ONLY = 0o600


class RecordingFile:
    """Writes a recording that grows; implements `core.ports.SoundWriter`."""

    def __init__(self, path: str, form: str) -> None:
        descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, OWNER_ONLY)
        self._descriptor = descriptor
        try:
            self._file = soundfile.SoundFile(
                descriptor, "w", WIRE.rate, 1, format=form, subtype="PCM_16", closefd=False
            )
        except soundfile.LibsndfileError as error:
            os.close(descriptor)
            raise OSError(str(error)) from error

    def append(self, pcm: bytes) -> None:
        try:
            self._file.write(np.frombuffer(pcm, "<i2"))
        except soundfile.LibsndfileError as error:
            raise OSError(str(error)) from error

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._descriptor)

    def close(self) -> None:
        try:
            self._file.close()
        except soundfile.LibsndfileError as error:
            raise OSError(str(error)) from error
        finally:
            os.close(self._descriptor)


def any_sound(path: str) -> Iterator[bytes]:
    """Reads a sound file of any kind, rate and number of channels, as pieces at the wire rate.

    A cut-off file simply ends there. Raises OSError with a sentence.
    """
    if not Path(path).is_file():
        raise FileNotFoundError(Sentence("There's no file {path}.", path=path))
    try:
        file = soundfile.SoundFile(path)
    except (soundfile.LibsndfileError, RuntimeError) as error:
        raise OSError(
            Sentence("{path} is no sound file that can be read here (FLAC, WAV, Ogg and MP3 can).", path=path)
        ) from error
    return _pieces(file)


def _pieces(file: soundfile.SoundFile) -> Iterator[bytes]:
    with file:
        resampler = Resampler(file.samplerate, WIRE.rate)
        while True:
            try:
                piece = cast(
                    "npt.NDArray[np.float32]", file.read(file.samplerate // 20, dtype="float32", always_2d=True)
                )
            except (soundfile.LibsndfileError, RuntimeError):
                return
            if len(piece) == 0:
                # What the resampler still holds.
                yield to_pcm(resampler.resampled(np.zeros(round(resampler.delay), np.float32)))
                return
            yield to_pcm(resampler.resampled(piece.mean(axis=1, dtype=np.float32)))


class RecordingFiles:
    """Implements `core.ports.SoundFiles`."""

    def __init__(self) -> None:
        self._form = "FLAC" if "FLAC" in soundfile.available_formats() else "WAV"

    @property
    def suffix(self) -> str:
        return f".{self._form.lower()}"

    def create(self, path: str) -> RecordingFile:
        return RecordingFile(path, self._form)

    def read(self, path: str) -> bytes:
        """Reads all samples, even from a file that was never closed."""
        pieces: list[bytes] = []
        try:
            with soundfile.SoundFile(path) as file:
                while True:
                    piece = cast("np.ndarray[tuple[int], np.dtype[np.int16]]", file.read(PIECE, dtype="int16"))
                    pieces.append(piece.astype("<i2").tobytes())
                    if len(piece) < PIECE:
                        break
        except (soundfile.LibsndfileError, RuntimeError) as error:
            # libsndfile reports the end of a cut-off file as an error; what came before it is good.
            if not pieces:
                raise OSError(str(error)) from error
        return b"".join(pieces)

    def read_stretch(self, stretch: SoundStretch) -> bytes:
        try:
            return sound_of(stretch)
        except EngineError as error:
            raise OSError(error.failure.sentence) from error

    def salvage(self, path: str) -> Milliseconds:
        """Repair, in place, a file that was never closed."""
        try:
            pcm = self.read(path)
        except OSError:
            return 0
        if not pcm:
            return 0
        handle, name = tempfile.mkstemp(dir=Path(path).parent, prefix=".salvage-", suffix=self.suffix)
        os.close(handle)
        try:
            whole = self.create(name)
            whole.append(pcm)
            whole.sync()
            whole.close()
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        return WIRE.ms(len(pcm) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE)
