"""The wake word: how often it is heard, how often something else is taken for it, and what listening costs.

The words are spoken by the voice of this device and by espeak-ng's, alone and in rooms of several loudnesses. What must
not wake it is every recording of ../shared/data, where that is there, else the few of tests/data.
"""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile

from tests.rig.speech import spoken
from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.wishes import SessionWishes
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.runners.wake_word import WakeWordDetector
from voiceapp.local.wake_words import CARRIED, loaded

Wave = npt.NDArray[np.float32]

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
OWN = Path(__file__).parent.parent / "tests" / "data"
SAID = {"okay_nabu": "okay nahboo", "hey_jarvis": "hey jarvis", "hey_mycroft": "hey mycroft", "alexa": "alexa"}
"""As a voice has to read them, to say what people say."""
VOICES = ("en-us", "en-gb", "en-us+f3", "en-us+m5", "de")
SPEEDS = (0.8, 0.9, 1.0, 1.1, 1.25)
LEVELS: tuple[float | None, ...] = (None, 20.0, 10.0, 5.0)
"""How many dB the word is above the noise."""
LEAD = 1.0
"""Seconds of the room before and after a word."""
HOUR = 3600.0


def main() -> None:
    detectors = {word: asyncio.run(loaded(word)) for word in CARRIED}
    rooms = list(_noises())
    print("heard, of the words that were said (this device's voice, then espeak-ng's):")
    print(f"{'':14}" + "".join(f"{'quiet' if level is None else f'{level:.0f} dB':>16}" for level in LEVELS))
    for word, detector in detectors.items():
        people, machines = _own_voice(SAID[word]), [_espeak(SAID[word], voice) for voice in VOICES]
        shares = [
            f"{_share(detector, people, rooms, level)} {_share(detector, machines, rooms, level)}" for level in LEVELS
        ]
        print(f"{word:14}" + "".join(f"{share:>16}" for share in shares))
    sounds = dict(_recordings())
    seconds = {kind: sum(len(each) for each in waves) / WIRE.rate for kind, waves in sounds.items()}
    print("\nwoken by something else, times an hour (times, in minutes of recordings):")
    print(f"{'':14}" + "".join(f"{f'{kind} ({seconds[kind] / 60:.0f} min)':>24}" for kind in sounds))
    for word, detector in detectors.items():
        row = ""
        for kind, waves in sounds.items():
            times = sum(_times(detector, wave) for wave in waves)
            row += f"{f'{times / seconds[kind] * HOUR:.1f} ({times})':>24}"
        print(f"{word:14}{row}")
    print("\ncost of listening:")
    for word, detector in detectors.items():
        print(f"{word:14}{_cost(detector):.2f} % of a core")


def _share(detector: WakeWordDetector, words: list[Wave], rooms: list[Wave], level: float | None) -> str:
    if not words:
        return "-"
    heard = sum(
        _times(detector, _in_room(word, rooms[place % len(rooms)], level)) > 0 for place, word in enumerate(words)
    )
    return f"{heard}/{len(words)}"


def _in_room(word: Wave, room: Wave, level: float | None) -> Wave:
    around = np.zeros(round(LEAD * WIRE.rate), np.float32)
    sound = np.concatenate([around, word, around])
    if level is None:
        return sound + np.random.default_rng(1).normal(0, 3e-4, len(sound)).astype(np.float32)
    noise = np.resize(room, len(sound))
    loudness, noisiness = (float(np.sqrt(np.mean(wave**2))) for wave in (word, noise))
    scaled: Wave = (noise * (loudness / max(noisiness, 1e-6) / 10 ** (level / 20))).astype(np.float32)
    return sound + scaled


def _times(detector: WakeWordDetector, wave: Wave) -> int:
    return sum(detector.hears(frame) for frame in _frames(wave))


def _frames(wave: Wave) -> Iterator[bytes]:
    pcm, size = to_pcm(wave), WIRE.frame_bytes
    return (pcm[start : start + size] for start in range(0, len(pcm) - size + 1, size))


def _cost(detector: WakeWordDetector, seconds: float = 30.0) -> float:
    frames = list(_frames(np.random.default_rng(2).normal(0, 0.01, round(seconds * WIRE.rate)).astype(np.float32)))
    began = time.thread_time()
    for frame in frames:
        detector.hears(frame)
    return (time.thread_time() - began) / (len(frames) * FRAME_MS / 1000) * 100


def _own_voice(text: str) -> list[Wave]:
    async def said() -> list[Wave]:
        machine = LocalMachine(ChosenModels(english_only=True))
        try:
            return [
                to_float(
                    b"".join(
                        [piece.pcm async for piece in machine.voice().speak(f"{text}.", SessionWishes(speed=speed))]
                    )
                )
                for speed in SPEEDS
            ]
        finally:
            await machine.close()

    try:
        return asyncio.run(said())
    except EngineError:
        return []


def _espeak(text: str, voice: str) -> Wave:
    return to_float(spoken(text, WIRE.rate, voice).astype("<i2").tobytes())


def _noises() -> Iterator[Wave]:
    paths = sorted((DATA / "noise").glob("*.flac"))
    if not paths:
        yield np.random.default_rng(4).normal(0, 0.05, WIRE.rate * 10).astype(np.float32)
    for path in paths:
        yield _read(path)


def _recordings() -> Iterator[tuple[str, list[Wave]]]:
    for kind, folders in (("speech", ("stt", "turns", "conversation", "de")), ("noise", ("noise", "vad", "echo"))):
        paths = [path for folder in folders for path in sorted((DATA / folder).glob("*.flac"))]
        if not DATA.is_dir() and kind == "speech":
            paths = sorted(OWN.glob("*.flac"))
        if paths:
            yield kind, [_read(path) for path in paths]


def _read(path: Path) -> Wave:
    wave, rate = soundfile.read(path, dtype="float32")
    resampled: Wave = Resampler(int(rate), WIRE.rate).resampled(np.asarray(wave, np.float32))
    return resampled
