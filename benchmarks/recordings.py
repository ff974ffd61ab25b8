"""How fast a file is written down and in how much memory, beside the plainest use of the same model.

A minute of speech, and three hours made of it over and over. The three hours are read, cut and kept by the app with a
recogniser that answers at once: what grows with a file's length would show there. Each runs in a process of its own.
"""

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from voiceapp.audio.resample import Resampler, Wave
from voiceapp.core.messages import EngineTraits
from voiceapp.core.pcm import DETECTOR
from voiceapp.core.ports import RecognisedText, RecognitionHints, SpeechToText
from voiceapp.core.sentence import Sentence
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.model_set import LocalMachine
from voiceapp.one_off.recording_parts import heard, parts_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "conversation"
OWN = Path(__file__).resolve().parents[1] / "tests" / "data"
MINUTE, HOURS = 60, 3


def speech() -> Wave:
    """A minute of a real meeting where there is one, else of the tests' recordings."""
    files = sorted(DATA.glob("*.flac"), reverse=True) or [OWN / "lobster.flac", OWN / "modern.flac"]
    waves: list[Wave] = []
    for file in files:
        samples, rate = soundfile.read(file, dtype="float32")
        waves.append(Resampler(int(rate), DETECTOR.rate).resampled(samples.astype(np.float32)))
    once = np.concatenate(waves)
    return np.resize(once, MINUTE * DETECTOR.rate).astype(np.float32)


class _Nobody:
    """Answers at once."""

    traits = EngineTraits(Sentence("Nobody"))

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        del hints
        async for _ in sound:
            pass
        yield RecognisedText("words")


async def _app(path: Path, recogniser: SpeechToText) -> int:
    parts = 0
    for part in parts_of(path):
        await heard(recogniser, part.pcm, RecognitionHints("en"), lambda _: None)
        parts += 1
    return parts


async def _by_the_app(path: Path) -> int:
    machine = LocalMachine(ChosenModels())
    try:
        async with machine.using("ears"):
            await heard(machine.recogniser(timed=True), b"", RecognitionHints("en"), lambda _: None)
            _tell_start()
            return await _app(path, machine.recogniser(timed=True))
    finally:
        await machine.close()


def _plainly(path: Path) -> int:
    from faster_whisper import WhisperModel

    model: Any = WhisperModel(load_of("ears", ChosenModels()).path, device="cpu", compute_type="int8")
    _tell_start()
    segments, _ = model.transcribe(str(path), language="en", word_timestamps=True)
    return sum(1 for _ in segments)


_began = 0.0


def _tell_start() -> None:
    global _began  # noqa: PLW0603
    _began = time.monotonic()


def inside(way: str, path: Path) -> None:
    """What one of the processes does."""
    _tell_start()
    if way == "app":
        lines = asyncio.run(_by_the_app(path))
    elif way == "cut":
        lines = asyncio.run(_app(path, _Nobody()))
    else:
        lines = _plainly(path)
    took = time.monotonic() - _began
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{took:.2f} {own // 1024} {children // 1024} {lines}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        minute, long = Path(folder) / "minute.flac", Path(folder) / "hours.flac"
        once = speech()
        soundfile.write(minute, once, DETECTOR.rate)
        with soundfile.SoundFile(long, "w", DETECTOR.rate, 1) as file:
            for _ in range(HOURS * 60):
                file.write(once)
        print(f"{'':34}{'seconds':>9}{'of sound':>10}{'× real time':>13}{'MiB':>7}{'+ model':>9}{'parts':>7}")
        for name, way, path, seconds in (
            ("a minute, the app", "app", minute, MINUTE),
            ("a minute, the model's own call", "plain", minute, MINUTE),
            ("a minute, the app again", "app", minute, MINUTE),
            ("a minute, the model's own call", "plain", minute, MINUTE),
            ("a minute, read and cut only", "cut", minute, MINUTE),
            (f"{HOURS} hours, read and cut only", "cut", long, HOURS * 3600),
        ):
            code = "import sys; from pathlib import Path; from benchmarks.recordings import inside"
            done = subprocess.run(
                [sys.executable, "-c", f"{code}; inside({way!r}, Path(sys.argv[1]))", str(path)],
                check=True,
                capture_output=True,
                text=True,
            )
            took, own, children, lines = done.stdout.split()[-4:]
            factor = float(took) / seconds
            print(f"{name:34}{float(took):9.1f}{seconds:10}{factor:13.3f}{own:>7}{children:>9}{lines:>7}", flush=True)


if __name__ == "__main__":
    main()
