"""Long recordings, cut where nobody speaks; files of all kinds, in the one form."""

import itertools
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.rig.signals import find, silence
from tests.rig.speech import recorded
from voiceapp.audio.decode import blocks_of, decoded, length_of
from voiceapp.audio.live_utterances import LiveUtterances, UtteranceBegan, UtteranceOver, UtteranceSound
from voiceapp.audio.utterance_splitter import READING, utterances
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError


def blocks(samples: "np.ndarray[tuple[int], np.dtype[np.int16]]") -> list[bytes]:
    pcm = samples.astype("<i2").tobytes()
    return [pcm[start : start + 7_001 * 2] for start in range(0, len(pcm), 7_001 * 2)]


def test_each_utterance_is_where_it_is_said_and_whole() -> None:
    first, second = recorded("modern", WIRE.rate), recorded("so-silly", WIRE.rate)
    quiet = silence(3.0, WIRE.rate)
    found = list(utterances(blocks(np.concatenate([quiet, first, quiet, second, quiet]))))
    assert len(found) >= 2
    assert 2_500 <= found[0].at <= 3_600
    place = 3_000 + 1000 * len(first) // WIRE.rate + 3_000
    assert any(abs(each.at - place) <= 600 for each in found[1:])
    whole = np.frombuffer(b"".join(each.pcm for each in found), "<i2")
    middle = first[len(first) // 4 : 3 * len(first) // 4]
    assert find(middle, whole).score > 0.99
    assert all(before.at + WIRE.ms(len(before.pcm)) <= after.at + 20 for before, after in itertools.pairwise(found))


def test_silence_holds_no_utterance() -> None:
    assert list(utterances(blocks(silence(5.0, WIRE.rate)))) == []
    assert list(utterances([])) == []


@pytest.mark.parametrize(
    ("name", "rate", "channels"),
    [("a.wav", 8_000, 1), ("a.flac", 44_100, 2), ("a.ogg", 48_000, 1), ("a.mp3", 44_100, 1)],
)
def test_files_of_all_kinds_become_the_one_form(tmp_path: Path, name: str, rate: int, channels: int) -> None:
    path = tmp_path / name
    soundfile.write(path, np.stack([recorded("modern", rate)] * channels, axis=1), rate)
    pcm = b"".join(blocks_of(path))
    expected = recorded("modern", WIRE.rate)
    assert abs(len(pcm) // 2 - len(expected)) < WIRE.rate // 5
    assert abs(length_of(path) - len(expected) / WIRE.rate) < 0.2
    assert b"".join(decoded(path.read_bytes()))[:2000] == pcm[:2000]


def test_no_sound_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    path.write_bytes(b"nothing")
    with pytest.raises(EngineError) as told:
        list(blocks_of(path))
    assert told.value.failure.kind is FailureKind.BAD_FILE


def test_while_it_comes_an_utterance_is_told_from_its_beginning_and_all_of_it_once() -> None:
    pcm = np.concatenate([silence(1.0, WIRE.rate), recorded("modern", WIRE.rate)]).astype("<i2").tobytes()
    live = LiveUtterances(READING)
    news = [*live.take(pcm), *live.end()]
    assert isinstance(news[0], UtteranceBegan)
    assert news[-1] == UtteranceOver(kept=True)
    sound = b"".join(each.pcm for each in news if isinstance(each, UtteranceSound))
    (whole,) = utterances([pcm])
    assert sound.endswith(whole.pcm)
    begins = news[0].at * WIRE.bytes(1000) // 1000
    assert pcm[begins : begins + 10_000] == sound[:10_000]


def test_a_click_is_begun_at_most_and_taken_back() -> None:
    click = silence(1.0, WIRE.rate)
    click[WIRE.rate // 2 : WIRE.rate // 2 + 200] = 20_000
    live = LiveUtterances(READING)
    news = [*live.take(click.astype("<i2").tobytes()), *live.end()]
    assert UtteranceOver(kept=True) not in news
