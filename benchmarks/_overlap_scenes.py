"""The sounds over a reply that `overlap` measures: recordings of ../shared/data, and what voices of this machine say.

Half of them were looked at while the rules were made; the other half, of other recordings, voices and words, was not.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.recognisers import pcm_of
from tests.rig.signals import Samples, noise, silence
from tests.rig.soundcard import RATE
from tests.rig.speech import spoken
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.process_messages import FromWorker, SoundMessage, SpeakJob
from voiceapp.local.runners.piper import Piper

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
BLOCK = RATE // 100
LATEST = 2.0
PERSON = 10 ** (-24 / 20)
"""How loud the person is."""
LISTENS = (
    "Yeah.",
    "Yes.",
    "Right.",
    "Okay.",
    "I see.",
    "Sure.",
    "Aha.",
    "Uh-huh.",
    "Got it.",
    "Oh.",
)
LISTENS_GERMAN = ("Ja.", "Genau.", "Okay.", "Ach so.", "Stimmt.")
STOPS = ("Stop.", "Wait.", "Stop it, please.", "Hold on.", "Wait a second.", "Enough.")
STOPS_GERMAN = ("Stopp.", "Moment.", "Warte mal.")
SHORT = ("No.", "Why?", "What?", "In Berlin.", "Which one?", "Not today.")
OTHER_LISTENS = ("Exactly.", "Alright.", "Great.", "Really?", "True.", "Of course.")
OTHER_LISTENS_GERMAN = (*LISTENS_GERMAN, "Klar.", "Richtig.", "Alles klar.")
OTHER_STOPS = ("Hang on.", "Be quiet.", "Shut up.", "One moment.", "Please stop.")
OTHER_STOPS_GERMAN = (*STOPS_GERMAN, "Halt.", "Sei still.", "Einen Moment.")
OTHER_SHORT = ("Where?", "How much?", "And tomorrow?", "In the morning.", "Who said that?", "The second one.")
OTHER_SHORT_GERMAN = ("Nein.", "Und morgen?", "In Berlin.", "Heute nicht.")
MURMURS = (
    ("ami_trn01", 2.977, 3.368),
    ("ami_trn01", 22.269, 22.726),
    ("ami_trn04", 25.2, 25.936),
    ("ami_trn04", 26.992, 27.264),
    ("ami_trn05", 5.936, 6.278),
)
"""Where people in recorded meetings say "yeah", "okay" or less while another speaks."""


@dataclass(frozen=True, slots=True)
class Scene:
    kind: str
    sound: Samples = field(repr=False)
    name: str = ""
    language: str = "en"
    later: float = 0.0
    """Seconds by which it comes later into the reply."""


def looked_at() -> Iterator[Scene]:
    for path in sorted((DATA / "turns").glob("pico*.flac"))[:40:3]:
        yield Scene("speech", loud(_from_first_sound(read(path))[: RATE * 3]), path.stem)
    for path in sorted((DATA / "turns").glob("libri*.flac"))[:12:2]:
        yield Scene("speech", loud(_from_first_sound(read(path))[: RATE * 3]), path.stem)
    say = voice()
    yield from _said("short speech", SHORT, say)
    for kind, english, german in (("back-channel", LISTENS, LISTENS_GERMAN), ("stop", STOPS, STOPS_GERMAN)):
        yield from _said(kind, english, say)
        yield from _said(kind, english, _espeak("en"))
        yield from _said(kind, german, _espeak("de"), "de")
    for pitch in (105, 120, 190, 220):
        yield Scene("back-channel", loud(hum(pitch)), f"hum of {pitch} Hz")
    for path in sorted((DATA / "noise").glob("*.flac")):
        yield Scene("noise", loud(read(path)[: RATE * 3], below=6.0), path.stem)
    yield from (Scene("noise", cough(number), f"cough {number}") for number in range(4))
    for path in sorted((DATA / "stt").glob("libri*_*.flac"))[:40:7]:
        yield Scene("another person", loud(_from_first_sound(read(path))[: RATE * 4], below=24.0), path.stem)
    yield Scene("nothing", silence(4.0, RATE), "nothing")


def kept_back() -> Iterator[Scene]:
    """Each comes at another place of the reply, as what is said there matters."""
    for number, scene in enumerate(_kept_back()):
        yield replace(scene, later=(number * 0.37) % LATEST)


def _kept_back() -> Iterator[Scene]:
    for path in sorted((DATA / "turns").glob("pico*.flac"))[1:70:5]:
        yield Scene("speech", loud(_from_first_sound(read(path))[: RATE * 3]), path.stem)
    for path in sorted((DATA / "turns").glob("libri*.flac"))[1:20:4]:
        yield Scene("speech", loud(_from_first_sound(read(path))[: RATE * 3]), path.stem)
    say, woman = voice(), _espeak("en-us+f3")
    short = ("short speech", OTHER_SHORT, OTHER_SHORT_GERMAN)
    agreeing = ("back-channel", OTHER_LISTENS, OTHER_LISTENS_GERMAN)
    for kind, english, german in (short, agreeing, ("stop", OTHER_STOPS, OTHER_STOPS_GERMAN)):
        yield from _said(kind, english, say)
        yield from _said(kind, english, woman)
        yield from _said(kind, german, _espeak("de+f2"), "de")
    yield from _said("back-channel", LISTENS, woman)
    yield from _said("stop", STOPS, woman)
    for name, start, end in MURMURS:
        sound = read(DATA / "conversation" / f"{name}.flac")[int(start * RATE) : int(end * RATE)]
        yield Scene("back-channel", loud(sound), f"{name} at {start:.0f} s")
    for pitch in (90, 150, 170, 250):
        yield Scene("back-channel", loud(hum(pitch, 0.22)), f"hum of {pitch} Hz")
    for path in sorted((DATA / "noise").glob("*.flac")):
        yield Scene("noise", loud(read(path)[-RATE * 3 :], below=6.0), f"{path.stem}, its end")
    yield from (Scene("noise", cough(number), f"cough {number}") for number in range(4, 8))
    for path in sorted((DATA / "stt").glob("libri*_*.flac"))[3:40:7]:
        yield Scene("another person", loud(_from_first_sound(read(path))[: RATE * 4], below=24.0), path.stem)
    yield Scene("nothing", silence(4.0, RATE), "nothing")


def _said(kind: str, texts: tuple[str, ...], say: Callable[[str], Samples], language: str = "en") -> Iterator[Scene]:
    for text in texts:
        yield Scene(kind, loud(trimmed(say(text))), text, language)


def _espeak(voice: str) -> Callable[[str], Samples]:
    return lambda text: spoken(text, voice=voice)


def hum(pitch: float, length: float = 0.17) -> Samples:
    """An "mhm", as a throat with a closed mouth makes it: two pulses, the second one higher."""
    pulses: list[Samples] = []
    for rise in (1.0, 1.15):
        at = np.arange(int(length * RATE)) / RATE
        tone = sum(np.sin(2 * np.pi * pitch * rise * each * at) / each**1.6 for each in range(1, 12))
        pulses += [(tone * np.hanning(len(at)) * 8_000).astype(np.int16), silence(0.04, RATE)]
    return np.concatenate(pulses[:-1])


def cough(seed: int) -> Samples:
    burst = noise(0.25, RATE, level=0.8, seed=seed)
    return (burst * np.exp(-np.arange(len(burst)) / (0.06 * RATE))).astype(np.int16)


@cache
def read(path: Path) -> Samples:
    return np.frombuffer(pcm_of(path), "<i2").astype(np.int16)


def _levels(sound: Samples) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    blocks = sound[: len(sound) // BLOCK * BLOCK].reshape(-1, BLOCK).astype(np.float64) / 32768
    levels: np.ndarray[tuple[int], np.dtype[np.float64]] = np.sqrt((blocks**2).mean(axis=1))
    return levels


def _from_first_sound(sound: Samples) -> Samples:
    levels = _levels(sound)
    return sound[int(np.flatnonzero(levels > levels.max() / 10)[0]) * BLOCK :]


def trimmed(sound: Samples) -> Samples:
    levels = _levels(sound)
    found = np.flatnonzero(levels > levels.max() / 30)
    return sound[int(found[0]) * BLOCK : int(found[-1] + 1) * BLOCK]


def loud(sound: Samples, below: float = 0.0) -> Samples:
    """The sound as loud as the person, or so many dB below them."""
    levels = _levels(sound)
    active = float(np.sqrt((levels[levels > levels.max() / 10] ** 2).mean()))
    return (sound * (PERSON * 10 ** (-below / 20) / active)).clip(-32768, 32767).astype(np.int16)


def voice() -> Callable[[str], Samples]:
    voice = Piper()
    voice.load(load_of("voice", ChosenModels()))

    def say(text: str) -> Samples:
        pieces: list[bytes] = []

        def take(answer: FromWorker) -> None:
            if isinstance(answer, SoundMessage):
                pieces.append(answer.pcm)

        voice.work(SpeakJob(0, text), take, lambda: False)
        return np.frombuffer(b"".join(pieces), "<i2").astype(np.int16)

    return say


def recorded_rooms(*, kept: bool) -> Iterator[dict[str, str]]:
    """The recorded rooms that were looked at, or the others."""
    with (DATA / "echo" / "scenarios.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["name"] not in ROOMS_LOOKED_AT) == kept:
                yield row


ROOMS_LOOKED_AT = ("far_only_loud", "far_only_mid", "double_p10", "double_0", "double_m6", "headset_double")
