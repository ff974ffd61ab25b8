"""The recogniser on this device finds when words sound that are known."""

import statistics

import pytest

from tests.rig.models import installed
from tests.rig.speech import recorded
from voiceapp.core.pcm import WIRE
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.process_messages import FromWorker, RecogniseJob, WordsMessage
from voiceapp.local.runners.whisper import Whisper

SOUND = recorded("lobster", WIRE.rate).astype("<i2").tobytes()


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    runner = Whisper()
    runner.load(load_of("ears", ChosenModels(english_only=True)))
    return runner


def asked(whisper: Whisper, job: RecogniseJob) -> WordsMessage:
    said: list[FromWorker] = []
    whisper.work(job, said.append, lambda: False)
    (found,) = said
    assert isinstance(found, WordsMessage)
    return found


@installed
def test_they_get_the_times_that_a_recogniser_gives_them(whisper: Whisper) -> None:
    heard = asked(whisper, RecogniseJob(1, SOUND, "en", timed=True))
    known = asked(whisper, RecogniseJob(2, SOUND, "en", timed=True, said=heard.text))
    assert [word.text for word in known.words] == heard.text.split()
    apart = [abs(one.start - other.start) for one, other in zip(heard.words, known.words, strict=True)]
    assert statistics.mean(apart) < 150


@installed
def test_words_that_nobody_would_recognise_find_their_place_between_the_others(whisper: Whisper) -> None:
    heard = asked(whisper, RecogniseJob(1, SOUND, "en", timed=True))
    text = " ".join(["Fjordline-3", *heard.text.split()[1:]])
    known = asked(whisper, RecogniseJob(2, SOUND, "en", timed=True, said=text))
    assert [word.text for word in known.words] == text.split()
    starts = [word.start for word in known.words]
    assert starts == sorted(starts)
    assert 0 <= starts[0] <= starts[-1] <= WIRE.ms(len(SOUND))
    assert (
        statistics.mean(
            abs(one.start - other.start) for one, other in zip(heard.words[2:], known.words[2:], strict=True)
        )
        < 300
    )
