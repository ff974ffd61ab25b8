"""The wake word as it is heard on this machine: by the models of the package, by one's own, and by none."""

import asyncio
import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tests.rig.speech import recorded, spoken
from voiceapp.audio.detectors import detector
from voiceapp.audio.levels import decibels
from voiceapp.audio.resample import to_float
from voiceapp.audio.speech_gate import SpeechGate
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import (
    Command,
    Event,
    KeepSound,
    MicFrame,
    MicrophoneChanged,
    SpotWakeWord,
    TalkOpened,
    TalkStarted,
    WakeWordHeard,
    WakeWordReady,
)
from voiceapp.core.pcm import FRAME_MS, WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.talk.wake import RECOGNISED_AFTER
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.core.wishes import TalkWishes, WakeWishes
from voiceapp.local import wake_words
from voiceapp.local.runners.wake_word import PACKAGE
from voiceapp.local.wake_words import CARRIED, LocalWakeWords

wake_words_installed = pytest.mark.skipif(
    find_spec(PACKAGE) is None, reason="what hears a wake word was left out (WAKE=0)"
)
CALL = "okay nahboo"
"""As espeak-ng has to read it, to be understood as people say it."""
VOICES = ("en-us", "en-gb", "de")


def frames(*sounds: str | float, voice: str = "en-us") -> list[bytes]:
    """Texts, spoken, and seconds of a quiet room, in frames of the microphone."""
    chance = np.random.default_rng(3)
    parts = [
        spoken(sound, WIRE.rate, voice) if isinstance(sound, str) else np.zeros(round(sound * WIRE.rate), np.int16)
        for sound in sounds
    ]
    whole = np.concatenate(parts) // 2 + chance.integers(-15, 15, sum(map(len, parts)))
    return cut(whole.astype("<i2").tobytes())


def cut(pcm: bytes) -> list[bytes]:
    size = WIRE.frame_bytes
    return [pcm[start : start + size] for start in range(0, len(pcm) - size + 1, size)]


async def chosen(word: str = "okay_nabu") -> LocalWakeWords:
    words = LocalWakeWords()
    assert await words.choose(word)
    return words


def own_model(folder: Path, **changes: object) -> Path:
    """A model of one's own, in the form in which microWakeWord publishes them."""
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    carried = Path(spec.origin).parent / "models"
    shutil.copy(carried / "okay_nabu.tflite", folder / "mine.tflite")
    described = json.loads((carried / "okay_nabu.json").read_text(encoding="utf-8"))
    manifest = folder / "mine.json"
    manifest.write_text(json.dumps({**described, "model": "mine.tflite", **changes}), encoding="utf-8")
    return manifest


async def refused(word: str) -> str:
    with pytest.raises(EngineError) as why:
        await LocalWakeWords().choose(word)
    assert why.value.failure.kind is FailureKind.NO_WAKE_WORD
    return str(why.value.failure.sentence)


@wake_words_installed
@pytest.mark.parametrize("voice", VOICES)
async def test_the_word_is_heard_once_as_it_ends(voice: str) -> None:
    words = await chosen()
    before, said = frames(1.0), frames(CALL, 1.5, voice=voice)
    assert [words.hears(frame) for frame in before].count(True) == 0
    heard = [place for place, frame in enumerate(said) if words.hears(frame)]
    assert len(heard) == 1
    loud = [place for place, frame in enumerate(said) if decibels(to_float(frame)) > -45.0]
    late = (heard[0] - loud[-1]) * FRAME_MS
    assert -100 <= late <= 260, "what follows is taken from about there"


@wake_words_installed
@pytest.mark.parametrize("word", CARRIED)
async def test_what_people_read_aloud_wakes_nothing(word: str) -> None:
    words = await chosen(word)
    for name in ("lobster", "modern", "peaceful-night", "so-silly"):
        assert not any(words.hears(frame) for frame in cut(recorded(name, WIRE.rate).tobytes())), name


@wake_words_installed
async def test_without_a_word_nothing_is_heard_and_another_takes_its_place() -> None:
    words = await chosen()
    assert await words.choose("") == ""
    assert not any(words.hears(frame) for frame in frames(1.0, CALL, 1.0))
    first, last = await asyncio.gather(words.choose("alexa"), words.choose("okay_nabu"))
    assert (first, last) == ("Alexa", "Okay Nabu")
    assert any(words.hears(frame) for frame in frames(1.0, CALL, 1.0)), "the last choice holds"


@wake_words_installed
async def test_a_word_of_ones_own_is_a_file_that_says_what_to_say(tmp_path: Path) -> None:
    words = LocalWakeWords()
    manifest = own_model(tmp_path, wake_word="My\x1b[31m own\nword " + "x" * 80)
    phrase = await words.choose(str(manifest))
    assert phrase.startswith("My")
    assert "\x1b" not in phrase
    assert len(phrase) <= 40
    assert any(words.hears(frame) for frame in frames(1.0, CALL, 1.0))


@wake_words_installed
async def test_a_file_that_is_no_model_is_refused_and_ends_nothing_of_ours(tmp_path: Path) -> None:
    manifest = own_model(tmp_path)
    (tmp_path / "mine.tflite").write_bytes(b"TFL3" * 1000)
    assert await refused(str(manifest)) == "The wake word on this device ended while it was loading."
    (tmp_path / "mine.tflite").unlink()
    assert "mine.tflite" in await refused(str(manifest))
    assert "isn't where the settings say" in await refused(str(tmp_path / "another.json"))
    for wrong in ("", "[]", '{"wake_word": "x"}', '{"wake_word": 7, "model": "mine.tflite", "micro": {}}'):
        manifest.write_text(wrong, encoding="utf-8")
        assert "must be a microWakeWord model" in await refused(str(manifest)), wrong
    for changes in ({"model": "../mine.tflite"}, {"wake_word": " "}, {"model": ""}):
        assert "must be a microWakeWord model" in await refused(str(own_model(tmp_path, **changes))), changes


@wake_words_installed
async def test_a_model_that_is_not_the_one_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CARRIED, "alexa", "0" * 64)
    assert "isn't the file that it should be" in await refused("alexa")


async def test_where_it_is_left_out_one_sentence_says_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> None:
        del name

    monkeypatch.setattr(wake_words, "find_spec", nothing)
    assert (await refused("okay_nabu")).startswith("What hears the wake word isn't installed. Run ")


@wake_words_installed
@pytest.mark.parametrize("pause", [0.06, 0.6])
async def test_what_is_said_in_one_breath_with_the_word_is_heard_whole(pause: float) -> None:
    """With the real detectors of the word and of voices."""
    question = frames("what time is it in New York now?")
    words = await chosen()
    voices = SpeechGate(detector("silero"), WIRE.rate)
    talk = Conversation(TalkWishes(wake=WakeWishes("okay_nabu", 5.0), titles=False))
    told: list[Event] = [
        TalkOpened(Talk(TalkId("t"), 0.0)), MicrophoneChanged("mic"), TalkStarted(asleep=True), WakeWordReady("Okay Nabu")
    ]  # fmt: skip
    commands: list[Command] = [command for event in told for command in talk.handle(event, 0.0)]
    call = frames(1.0, CALL, pause)
    recognised = len(call)
    for place, pcm in enumerate((*call, *question, *frames(1.5))):
        at = place * FRAME_MS / 1000
        wave = to_float(pcm)
        level = decibels(wave)
        fresh = talk.handle(MicFrame(pcm, at, voices.speech_probability(wave, level), level), at)
        for spot in [command for command in fresh if isinstance(command, SpotWakeWord)]:
            if words.hears(spot.pcm):
                fresh.extend(talk.handle(WakeWordHeard(spot.at), at))
                recognised = place
        commands.extend(fresh)
    kept = b"".join(command.pcm for command in commands if isinstance(command, KeepSound))
    before, found, _ = kept.partition(b"".join(question))
    assert found
    after_the_word = len(call) - recognised + RECOGNISED_AFTER // FRAME_MS
    assert len(before) <= after_the_word * WIRE.frame_bytes, "what came before the word is nobody's business"
