"""A meeting in another program: the microphone and what the computer plays, each a person, written down meanwhile."""

import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.app.test_recordings import House
from tests.rig.patience import EVENT
from tests.rig.signals import silence
from tests.rig.soundcard import SoundCard
from tests.rig.speech import recorded
from tests.storage.ask import found
from voiceapp.audio.meeting_capture import HEAD, growing_blocks
from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.jobs import RecordingPhase
from voiceapp.core.transcript import TalkId

WORDS, QUIET = recorded("modern", WIRE.rate), silence(1.5, WIRE.rate)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "data")
    yield house
    house.close()


def play(samples: npt.NDArray[np.int16]) -> None:
    """As another program does: through the loudspeaker."""
    subprocess.run(
        ["pacat", "--playback", "--device=speaker", "--raw", "--format=s16le", f"--rate={WIRE.rate}", "--channels=1"],
        input=samples.astype("<i2").tobytes(),
        check=True,
        timeout=EVENT,
    )


def test_both_sides_are_written_down_while_it_goes_on(house: House, sound_card: SoundCard) -> None:
    name = found(partial(house.desk.begin_meeting, "Meeting today", ("Me", "Others")))
    sound_card.speak(np.concatenate([WORDS, QUIET]))
    house.becomes(lambda jobs: jobs[0].recording and jobs[0].lines == 1)
    assert [line.voice for line in house.lines(TalkId(name))] == ["Me"]
    play(np.concatenate([WORDS, QUIET]))
    house.becomes(lambda jobs: jobs[0].lines == 2)
    house.desk.end_meeting()
    (job,) = house.becomes(lambda jobs: jobs[0].phase is RecordingPhase.DONE)
    assert not job.recording
    assert [line.voice for line in house.lines(TalkId(name))] == ["Me", "Others"]
    assert not Path(job.path).exists(), "each line has its sound"


def test_a_file_that_was_never_ended_is_read_to_its_last_sample(tmp_path: Path) -> None:
    path = tmp_path / "meeting.wav"
    both = np.stack([WORDS, np.zeros_like(WORDS)], axis=1)
    path.write_bytes(bytes(HEAD) + both.astype("<i2").tobytes() + b"x")
    read = partial(growing_blocks, path, grows=lambda: False, ended=threading.Event())
    me, others = (b"".join(pieces) for pieces in zip(*read(start=0), strict=True))
    assert me == WORDS.astype("<i2").tobytes()
    assert not any(others)
    later, _ = (b"".join(pieces) for pieces in zip(*read(start=500), strict=True))
    assert later == WORDS[WIRE.rate // 2 :].astype("<i2").tobytes()


def test_what_comes_later_is_read_when_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "meeting.wav"
    path.write_bytes(bytes(HEAD))
    grows = threading.Event()
    blocks = growing_blocks(path, start=0, grows=lambda: not grows.is_set(), ended=threading.Event())
    taken: list[bytes] = []
    reader = threading.Thread(target=lambda: taken.extend(me for me, _ in blocks))
    reader.start()
    with path.open("ab") as file:
        file.write(np.stack([WORDS, WORDS], axis=1).astype("<i2").tobytes())
    grows.set()
    reader.join(EVENT)
    assert b"".join(taken) == WORDS.astype("<i2").tobytes()
