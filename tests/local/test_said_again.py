"""The recogniser on this device keeps what somebody really says again and again."""

import numpy as np
import pytest

from tests.rig.models import installed
from tests.rig.signals import Samples, silence
from tests.rig.speech import recorded
from voiceapp.core.pcm import WIRE
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.process_messages import FromWorker, RecogniseJob, WordsMessage
from voiceapp.local.runners.whisper import Whisper


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    runner = Whisper()
    runner.load(load_of("ears", ChosenModels(english_only=True)))
    return runner


def words(whisper: Whisper, sound: Samples) -> str:
    said: list[FromWorker] = []
    whisper.work(RecogniseJob(1, sound.astype("<i2").tobytes(), "en"), said.append, lambda: False)
    (found,) = said
    assert isinstance(found, WordsMessage)
    return found.text


@installed
def test_a_sentence_that_is_said_eight_times_is_written_down(whisper: Whisper) -> None:
    once = np.concatenate([recorded("so-silly", WIRE.rate), silence(0.35, WIRE.rate)])
    assert words(whisper, np.concatenate([once] * 8)).lower().count("so silly") >= 7


@installed
def test_what_is_made_of_no_voice_again_and_again_is_not(whisper: Whisper) -> None:
    birds = recorded("birds", WIRE.rate)
    assert words(whisper, np.concatenate([birds] * 4)) == ""
