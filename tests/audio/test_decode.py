"""Video, and sound that libsndfile doesn't know; parts of files; damaged ones."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import soundfile
from av.container import InputContainer

from tests.rig.av_files import CODECS, write
from tests.rig.signals import find
from tests.rig.speech import recorded
from voiceapp.audio import av_decode
from voiceapp.audio.decode import blocks_of, facts_of, sound_of
from voiceapp.audio.resample import Wave
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.sound_stretch import SoundStretch

SPEECH = recorded("modern", WIRE.rate)
SECONDS = len(SPEECH) / WIRE.rate


def heard(path: Path, start: int = 0, channel: int | None = None) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    return np.frombuffer(b"".join(blocks_of(path, start=start, channel=channel)), "<i2")


def place_of(
    piece: "np.ndarray[tuple[int], np.dtype[np.int16]]", whole: "np.ndarray[tuple[int], np.dtype[np.int16]]"
) -> int:
    found = find(piece, whole)
    assert found.score > 0.3, "codecs shift phases, but the place is sure"
    return found.at


@pytest.mark.parametrize("ending", CODECS)
def test_all_that_people_record_is_read_and_keeps_its_time(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"a{ending}", SPEECH[None, :], WIRE.rate)
    facts = facts_of(path)
    assert facts.channels == 1
    assert abs(facts.seconds - SECONDS) < 0.1
    middle = SPEECH[len(SPEECH) // 2 : len(SPEECH) // 2 + WIRE.rate]
    assert abs(place_of(middle, heard(path)) - len(SPEECH) // 2) < WIRE.rate // 20
    later = heard(path, start=500)
    assert abs(place_of(middle, later) - (len(SPEECH) // 2 - WIRE.rate // 2)) < WIRE.rate // 20


def test_one_channel_is_had_alone(tmp_path: Path) -> None:
    silence = np.zeros_like(SPEECH)
    for ending in (".m4a", ".wav"):
        path, both = tmp_path / f"a{ending}", np.stack([silence, SPEECH])
        if ending == ".wav":
            soundfile.write(path, both.T, WIRE.rate)
        else:
            write(path, both, WIRE.rate)
        assert facts_of(path).channels == 2
        assert np.abs(heard(path, channel=0)).max() < 200
        assert np.abs(heard(path, channel=1)).max() > 5 * np.abs(heard(path, channel=0)).max()


@pytest.mark.parametrize("ending", [".mkv", ".flac"])
def test_what_is_damaged_in_the_middle_costs_no_more_than_itself(tmp_path: Path, ending: str) -> None:
    path, thrice = tmp_path / f"a{ending}", np.concatenate([SPEECH] * 3)
    if ending == ".flac":
        soundfile.write(path, thrice, WIRE.rate)
    else:
        write(path, thrice[None, :], WIRE.rate)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 1500] = bytes(1500)
    path.write_bytes(content)
    found = heard(path)
    assert abs(len(found) / WIRE.rate - 3 * SECONDS) < 0.2
    last = SPEECH[len(SPEECH) // 2 :]
    assert abs(place_of(last, found[2 * len(SPEECH) :]) - len(SPEECH) // 2) < WIRE.rate // 20


def test_a_time_that_is_damaged_makes_no_days_of_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.mkv", SPEECH[None, :], WIRE.rate)
    decoded, far = av_decode.decoded_pieces, 10 * 24 * 3600.0

    def damaged(container: InputContainer, start: int) -> Iterator[tuple[Wave, float | None]]:
        for number, (wave, at) in enumerate(decoded(container, start)):
            yield wave, far if number == 3 else at

    monkeypatch.setattr(av_decode, "decoded_pieces", damaged)
    samples = sum(len(wave) for wave in islice(av_decode.waves(path, 0, None), 1000))
    assert abs(samples - len(SPEECH)) < WIRE.rate // 5


def test_a_stretch_of_a_file_is_had_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, SPEECH, WIRE.rate)
    pcm = sound_of(SoundStretch(str(path), 500, 900))
    assert np.array_equal(np.frombuffer(pcm, "<i2"), SPEECH[WIRE.rate // 2 :][: len(pcm) // 2])
    assert WIRE.ms(len(pcm)) == 400


def test_without_the_libraries_it_is_said_what_brings_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.m4a", SPEECH[None, :], WIRE.rate)
    monkeypatch.setattr(av_decode, "is_here", lambda: False)
    with pytest.raises(EngineError, match=r"voiceapp\[local\]") as told:
        facts_of(path)
    assert told.value.failure.kind is FailureKind.BAD_FILE
    with pytest.raises(EngineError, match=r"voiceapp\[local\]"):
        list(blocks_of(path))


def test_a_picture_is_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"\0" * 4000)
    with pytest.raises(EngineError):
        facts_of(path)
