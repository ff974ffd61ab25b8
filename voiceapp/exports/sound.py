"""Writes the sound of one turn or of the whole talk as it was heard, both sides mixed in time or left and right."""

import io
import itertools
import wave
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import soundfile

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportWishes, SpeakersMix
from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE
from voiceapp.core.recordings.sound_cuts import assembled
from voiceapp.core.recordings.timeline import TimelinePlace, places
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, SoundId, Speaker, Talk
from voiceapp.exports.errors import ExportError
from voiceapp.exports.export_lines import wanted

Samples = npt.NDArray[np.int16]
PIECE = 10 * WIRE.rate
"""Samples that are written at once."""


def heard_sound(message: Message, sounds: Mapping[SoundId, bytes]) -> bytes:
    """The recording of a turn; of a reply only what was heard. Empty: there is none."""
    if message.parts:
        pcm = assembled(message.parts, sounds)
    else:
        pcm = sounds.get(message.sound, b"") if message.sound is not None else b""
    if message.speaker is Speaker.ASSISTANT and message.heard is not None:
        pcm = pcm[: WIRE.bytes(max(message.sound_ms, 0))]
    return pcm[: len(pcm) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE]


def flac(pcm: bytes, channels: int = 1) -> bytes:
    file = io.BytesIO()
    samples = np.frombuffer(pcm, "<i2").reshape(-1, channels)
    soundfile.write(file, samples, WIRE.rate, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def render_wav(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    file = io.BytesIO()
    write_wav(talk, wishes, sounds, file)
    return file.getvalue()


def render_flac(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    file = io.BytesIO()
    write_flac(talk, wishes, sounds, file)
    return file.getvalue()


def write_wav(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes], out: BinaryIO) -> None:
    """Write piece by piece: however long the talk is, a turn or two are in memory."""
    pieces = _mixed(talk, wishes, sounds)
    first = next(pieces)
    with wave.open(out, "wb") as writer:
        writer.setnchannels(first.shape[1])
        writer.setsampwidth(BYTES_PER_SAMPLE)
        writer.setframerate(WIRE.rate)
        for piece in itertools.chain((first,), pieces):
            writer.writeframes(piece.tobytes())


def write_flac(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes], out: BinaryIO) -> None:
    """Write piece by piece, as `write_wav` does."""
    pieces = _mixed(talk, wishes, sounds)
    first = next(pieces)
    with soundfile.SoundFile(out, "w", WIRE.rate, first.shape[1], format="FLAC", subtype="PCM_16") as file:
        for piece in itertools.chain((first,), pieces):
            file.write(piece)


def _mixed(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> Iterator[Samples]:
    """Everything at its place in time, as pieces of one row for each sample. Raises ExportError where there is none."""
    spoken = [item for item in wanted(talk, wishes) if isinstance(item, Message)]
    nowhere: Mapping[ItemId, TimelinePlace] = {}
    starts = nowhere if wishes.item is not None else places(talk, wishes.longest_pause)
    both = wishes.mix is SpeakersMix.LEFT_RIGHT and wishes.item is None
    mix = _Mix(2 if both else 1)
    for message in sorted(spoken, key=lambda each: starts[each.id].start if each.id in starts else 0):
        pcm = heard_sound(message, sounds)
        if pcm:
            begin = WIRE.bytes(starts[message.id].start) // BYTES_PER_SAMPLE if message.id in starts else 0
            # What comes before it is complete.
            yield from mix.taken(begin)
            mix.add(np.frombuffer(pcm, "<i2"), begin, 1 if both and message.speaker is Speaker.ASSISTANT else 0)
            if wishes.item is not None:
                break
    if mix.at is None:
        sentence = Sentence("There's no recording to export. Audio is kept only as long as Settings say.")
        raise ExportError(Failure(FailureKind.NO_SOUND, sentence))
    yield from mix.taken(mix.at + len(mix.open))


class _Mix:
    """Holds what is not complete yet: the last turns, which others may sound over."""

    def __init__(self, channels: int) -> None:
        self.open = np.zeros((0, channels), np.int32)
        self.at: int | None = None
        """The sample at which it begins. None: nothing has sounded yet."""

    def add(self, samples: Samples, begin: int, side: int) -> None:
        if self.at is None:
            # A file that holds only one side begins with that side.
            self.at = begin
        start = begin - self.at
        missing = start + len(samples) - len(self.open)
        if missing > 0:
            self.open = np.concatenate([self.open, np.zeros((missing, self.open.shape[1]), np.int32)])
        self.open[start : start + len(samples), side] += samples

    def taken(self, until: int) -> Iterator[Samples]:
        """Take out what lies before that sample, silence included."""
        while self.at is not None and self.at < until:
            count = min(until - self.at, PIECE)
            piece = self.open[:count]
            if len(piece) < count:
                piece = np.concatenate([piece, np.zeros((count - len(piece), piece.shape[1]), np.int32)])
            self.open = self.open[count:]
            self.at += count
            yield np.clip(piece, -32768, 32767).astype("<i2")
