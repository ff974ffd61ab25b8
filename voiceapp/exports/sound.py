"""Writes the sound of one turn or of the whole talk as it was heard, both sides mixed in time or left and right."""

import io
import wave
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import soundfile

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportWishes, SpeakersMix
from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE
from voiceapp.core.recordings.sound_cuts import assembled
from voiceapp.core.recordings.timeline import places
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, SoundId, Speaker, Talk
from voiceapp.exports.errors import ExportError
from voiceapp.exports.export_lines import wanted

Samples = npt.NDArray[np.int16]


def heard_sound(message: Message, sounds: Mapping[SoundId, bytes]) -> bytes:
    """The recording of a turn; of a reply only what was heard. Empty: there is none."""
    if message.parts:
        pcm = assembled(message.parts, sounds)
    else:
        pcm = sounds.get(message.sound, b"") if message.sound is not None else b""
    if message.speaker is Speaker.ASSISTANT and message.heard is not None:
        pcm = pcm[: WIRE.bytes(max(message.sound_ms, 0))]
    return pcm[: len(pcm) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE]


def wav(pcm: bytes, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(channels)
        writer.setsampwidth(BYTES_PER_SAMPLE)
        writer.setframerate(WIRE.rate)
        writer.writeframes(pcm)
    return file.getvalue()


def flac(pcm: bytes, channels: int = 1) -> bytes:
    file = io.BytesIO()
    samples = np.frombuffer(pcm, "<i2").reshape(-1, channels)
    soundfile.write(file, samples, WIRE.rate, format="FLAC", subtype="PCM_16")
    return file.getvalue()


def render_wav(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    return wav(*_mixed(talk, wishes, sounds))


def render_flac(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> bytes:
    return flac(*_mixed(talk, wishes, sounds))


def _mixed(talk: Talk, wishes: ExportWishes, sounds: Mapping[SoundId, bytes]) -> tuple[bytes, int]:
    """Everything at its place in time, and the number of channels."""
    spoken = [item for item in wanted(talk, wishes) if isinstance(item, Message)]
    pieces = [(message, heard_sound(message, sounds)) for message in spoken]
    pieces = [(message, pcm) for message, pcm in pieces if pcm]
    if not pieces:
        sentence = Sentence("There's no recording to export. Audio is kept only as long as Settings say.")
        raise ExportError(Failure(FailureKind.NO_SOUND, sentence))
    if wishes.item is not None:
        return pieces[0][1], 1
    starts = places(talk, wishes.longest_pause)
    both = wishes.mix is SpeakersMix.LEFT_RIGHT
    begins = [WIRE.bytes(starts[message.id].start) // BYTES_PER_SAMPLE for message, _ in pieces]
    # A file that holds only one side begins with that side.
    first = min(begins)
    length = max(begin - first + len(pcm) // BYTES_PER_SAMPLE for begin, (_, pcm) in zip(begins, pieces, strict=True))
    mix = np.zeros((length, 2 if both else 1), np.int32)
    for begin, (message, pcm) in zip(begins, pieces, strict=True):
        side = 1 if both and message.speaker is Speaker.ASSISTANT else 0
        samples: Samples = np.frombuffer(pcm, "<i2")
        mix[begin - first : begin - first + len(samples), side] += samples
    return np.clip(mix, -32768, 32767).astype("<i2").tobytes(), mix.shape[1]
