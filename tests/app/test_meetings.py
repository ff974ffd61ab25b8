"""A meeting in another program: the microphone and what the computer plays, each a person, written down meanwhile."""

import errno
import os
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from tests.app.test_recordings import BROKEN, House
from tests.rig.patience import EVENT
from tests.rig.signals import silence
from tests.rig.soundcard import SoundCard
from tests.rig.speech import recorded
from tests.storage.ask import answer, found, sound
from voiceapp.app.recordings_desk import BROKEN_OFF
from voiceapp.audio.meeting_capture import HEAD, MeetingCapture, growing_blocks
from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.jobs import RecordingMove, RecordingPhase
from voiceapp.core.transcript import MessageState, TalkId

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


def recorder(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Puts a program in the place of the sound server's own recorder; `words` is a file of speech."""
    (folder / "words").write_bytes(np.concatenate([WORDS, QUIET]).astype("<i2").tobytes())
    program = folder / "parec"
    program.write_text(f'#!/bin/sh\ncd "{folder}"\n{script}\n', encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(folder), prepend=":")


SILENT = "head -c 4800 /dev/zero; while :; do sleep 0.05; done"


def test_the_last_words_are_written_down_though_the_recorder_takes_its_time(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder(tmp_path, monkeypatch, f"trap 'sleep 0.8; cat words; exit' TERM; {SILENT}")
    found(partial(house.desk.begin_meeting, "Meeting", ("Me", "Others")))
    house.becomes(lambda jobs: jobs[0].phase is RecordingPhase.WORKING and jobs[0].recording)
    house.desk.end_meeting()
    (job,) = house.becomes(lambda jobs: jobs[0].phase is RecordingPhase.DONE)
    assert job.lines == 2


def test_a_second_meeting_in_the_same_minute_has_a_file_of_its_own(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder(tmp_path, monkeypatch, f"cat words; {SILENT}")
    begin = partial(house.desk.begin_meeting, "Meeting 2026-01-02 10.30", ("Me", "Others"))
    found(begin)
    found(begin)
    house.becomes(lambda jobs: len(jobs) == 2 and sum(job.recording for job in jobs) == 1)
    house.desk.end_meeting()
    house.becomes(lambda jobs: all(job.phase is RecordingPhase.DONE and job.lines == 2 for job in jobs))


def test_two_that_are_begun_at_once_both_end(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder(tmp_path, monkeypatch, f"sleep 0.4; {SILENT}")
    begun = threading.Semaphore(0)
    for _ in range(2):
        house.desk.begin_meeting("Meeting", ("Me", "Others"), lambda _: begun.release())
    for _ in range(2):
        assert begun.acquire(timeout=EVENT)
    house.desk.end_meeting()
    house.becomes(lambda jobs: len(jobs) == 2 and all(job.phase is RecordingPhase.DONE for job in jobs))
    assert not [thread for thread in threading.enumerate() if thread.name == "meeting"]


def test_a_microphone_that_is_gone_is_stood_in_for(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = f'case "$*" in *=unplugged) exit 1;; *SOURCE@) cat words;; esac; {SILENT}'
    recorder(tmp_path, monkeypatch, script)
    house.settings = replace(house.settings, sound=replace(house.settings.sound, input_device="unplugged"))
    name = found(partial(house.desk.begin_meeting, "Meeting", ("Me", "Others")))
    house.desk.end_meeting()
    house.done()
    assert [line.voice for line in house.lines(TalkId(name))] == ["Me"]


def test_what_is_said_after_the_sound_server_was_restarted_is_recorded(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    died = "if mkdir died; then head -c 4801 /dev/zero; exit 1; fi; cat words; head -c 144000 /dev/zero"
    recorder(tmp_path, monkeypatch, f'case "$*" in *SOURCE@) {died};; esac; {SILENT}')
    name = found(partial(house.desk.begin_meeting, "Meeting", ("Me", "Others")))
    house.becomes(lambda jobs: jobs[0].lines == 1 and jobs[0].recording)
    assert [line.voice for line in house.lines(TalkId(name))] == ["Me"]


def test_where_no_sound_is_kept_only_what_waits_to_be_written_down_has_it(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder(tmp_path, monkeypatch, f'case "$*" in *SOURCE@) cat words words;; esac; {SILENT}')
    house.settings = replace(house.settings, privacy=replace(house.settings.privacy, keep_audio=False))
    house.ears.fails = {1: BROKEN}
    name = found(partial(house.desk.begin_meeting, "Meeting", ("Me", "Others")))
    house.desk.end_meeting()
    house.done()
    waits, done = house.lines(TalkId(name))
    assert (waits.state, done.state) == (MessageState.WAITING, MessageState.DONE)
    assert done.sound is None
    assert answer(partial(house.desk.hear_again, TalkId(name), waits.id, None)) is None
    assert [(line.text, line.sound) for line in house.lines(TalkId(name))] == [("part 3", None), ("part 2", None)]
    assert sound(house.store, waits.id) == b"", "nor is it kept any longer"


@pytest.mark.expects_log
def test_a_disk_that_takes_no_more_ends_it_and_the_person_is_told(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder(tmp_path, monkeypatch, f"cat words; {SILENT}")
    synced = os.fsync

    def full(descriptor: int) -> None:
        if threading.current_thread().name == "meeting":
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    found(partial(house.desk.begin_meeting, "Meeting", ("Me", "Others")))
    (job,) = house.becomes(lambda jobs: jobs[0].phase is RecordingPhase.DONE and not jobs[0].recording)
    assert job.lines == 2, "what was recorded until then"
    assert [trouble.sentence for trouble in house.troubles] == [BROKEN_OFF]


def test_nothing_listens_if_the_disk_is_full_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder(tmp_path, monkeypatch, f"touch listens; {SILENT}")
    path = tmp_path / "meeting.wav"
    path.symlink_to("/dev/full")
    with pytest.raises(OSError, match="space"):
        MeetingCapture(path)
    assert not (tmp_path / "listens").exists()


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


def test_a_recording_that_no_job_knows_of_is_written_down(tmp_path: Path) -> None:
    """As after damage to the database, which knew of it."""
    meetings = tmp_path / "data" / "sounds" / "meetings"
    meetings.mkdir(parents=True)
    with soundfile.SoundFile(meetings / "Meeting.wav", "w", WIRE.rate, 2, "PCM_16") as file:
        both = np.concatenate([WORDS, QUIET])
        file.write(np.stack([both, np.zeros_like(both)], axis=1))
    house = House(tmp_path / "data")
    try:
        (job,) = house.becomes(lambda jobs: bool(jobs) and jobs[0].phase is RecordingPhase.DONE)
        assert job.options.meeting
        assert [line.text for line in house.lines(job.talk)] == ["part 1"]
        assert not Path(job.path).exists()
    finally:
        house.close()


def test_a_meeting_whose_talk_is_purged_goes_on_being_recorded(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder(tmp_path, monkeypatch, f"cat words; {SILENT}")
    name = found(partial(house.desk.begin_meeting, "Meeting", ("Me", "Others")))
    house.becomes(lambda jobs: jobs[0].lines >= 1)
    house.store.delete_talk(TalkId(name))
    house.store.purge(TalkId(name))
    (job,) = house.becomes(lambda jobs: jobs[0].phase is RecordingPhase.PAUSED)
    assert job.recording
    house.desk.end_meeting()
    house.becomes(lambda jobs: not jobs[0].recording)
    assert Path(job.path).exists()
    house.desk.ask(job.id, RecordingMove.RESUME)
    assert len(house.lines(house.done().talk)) == 2
