"""Transcribes a recording as dictation does: split at pauses, recognised in order."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

from voiceapp.audio.decode import blocks_of
from voiceapp.audio.detectors import detector
from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.dictation.joining import fit
from voiceapp.core.dictation.recogniser_hints import hints_of
from voiceapp.core.dictation.recording import DictationRecording
from voiceapp.core.dictation.wishes import DictationWishes, Splits
from voiceapp.core.dictation.wording import Wording
from voiceapp.core.messages import MicFrame
from voiceapp.core.pcm import DETECTOR, WIRE
from voiceapp.core.ports import SpeechToText

SPLITS = Splits(soft=500, late=1_500, hard=2_500, pause=30)
TELL = 200
"""Characters of the preceding words that a recogniser is given as context."""


async def words_of(
    path: Path,
    recogniser: SpeechToText,
    wishes: DictationWishes,
    write: Callable[[str], bool],
) -> None:
    """Yields the text part by part. Raises EngineError. Only one part is in memory at a time."""
    wording = Wording.of(wishes)
    written = ""
    for part in parts_of(path, wishes.voiced):
        heard, language = "", None
        async for answer in recogniser.transcribe(_pieces(part), hints_of(wishes, written[-TELL:])):
            heard, language = answer.text, answer.language
        text = wording.write(heard, wording.language(heard, language)).text
        if not text:
            continue
        fitted = fit(text, written or None)
        if not write(fitted):
            return
        written = (written + fitted)[-TELL:]


def parts_of(path: Path, voiced: float) -> Iterator[bytes]:
    """The stretches that contain speech. Raises EngineError."""
    recording = DictationRecording(SPLITS, voiced)
    part: list[bytes] = []
    for frame in _frames(path):
        cut = recording.take_mic_frame(frame)
        part += cut.fed
        if cut.split:
            if part:
                yield b"".join(part)
            part = []
    if part:
        yield b"".join(part)


def _frames(path: Path) -> Iterator[MicFrame]:
    ear = detector("silero")
    resampler = Resampler(WIRE.rate, DETECTOR.rate)
    left = b""
    for block in blocks_of(path):
        left += block
        whole = len(left) // WIRE.frame_bytes * WIRE.frame_bytes
        for start in range(0, whole, WIRE.frame_bytes):
            pcm = left[start : start + WIRE.frame_bytes]
            speech = ear.probability(to_pcm(resampler.resampled(to_float(pcm))))
            yield MicFrame(pcm, 0.0, speech, 0.0)
        left = left[whole:]


async def _pieces(part: bytes) -> AsyncIterator[bytes]:
    step = WIRE.bytes(500)
    for start in range(0, len(part), step):
        yield part[start : start + step]
