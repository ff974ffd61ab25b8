"""Sound files become talks of the history: part by part, beside the talk, and past all that goes wrong."""

import asyncio
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.core.recordings.voices import spoken
from tests.rig.patience import EVENT
from tests.rig.signals import silence
from tests.rig.speech import recorded
from tests.storage.ask import answer, found, load, page
from voiceapp.app.recordings_desk import NOTHING_THERE, RecordingsDesk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits, Phase, ShowState, TalkState
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError, RecognisedText, RecognitionHints
from voiceapp.core.recordings import editing
from voiceapp.core.recordings.jobs import RecordingJob, RecordingMove, RecordingOptions, RecordingPhase, VoicesBy
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.recordings.speaker_wishes import SpeakerWishes
from voiceapp.core.recordings.voice_prints import VoiceStretch
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Message, MessageState, TalkId, TalkKind, Via, Word
from voiceapp.core.voice_turns import VoiceTurn
from voiceapp.one_off.kept_recording import NOTHING_KEPT
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings
from voiceapp.storage.recording_rows import PURGED
from voiceapp.storage.saved_corrections import write_edit
from voiceapp.storage.store import Store

WORDS = recorded("modern", WIRE.rate)
QUIET = silence(1.2, WIRE.rate)
BROKEN = Failure(FailureKind.SERVER_BROKEN, Sentence("The service broke."))
LOCKED_OUT = Failure(FailureKind.WRONG_KEY, Sentence("The key is wrong."))


class Ears:
    """Hears parts by counting them; may be told to wait, and at which part to fail."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.hinted: list[RecognitionHints] = []
        self.fails: dict[int, Failure] = {}
        self.may_go = threading.Event()
        self.may_go.set()
        self.asked = threading.Semaphore(0)
        self.here = True
        self.turns: deque[tuple[VoiceTurn, ...]] = deque()
        """Who says what in each part, where voices are told apart."""
        self.traits = EngineTraits(Sentence("Ears"))

    def recogniser(self, options: RecordingOptions) -> "Ears":
        return self

    def goes_by_voice(self, options: RecordingOptions) -> bool:
        return options.voices is VoicesBy.SERVICE

    def timer(self) -> "Ears":
        return self

    def ways_to_tell_apart(self) -> tuple[VoicesBy, ...]:
        return (VoicesBy.NOTHING, VoicesBy.SERVICE)

    def works_here(self, options: RecordingOptions) -> bool:
        return self.here

    def hints(self, options: RecordingOptions) -> RecognitionHints:
        return RecognitionHints("en", ("Fjordline",))

    async def times(self, pcm: bytes, text: str, language: str = "") -> tuple[Word, ...]:
        async def once() -> AsyncIterator[bytes]:
            yield pcm

        return [found async for found in self.transcribe(once(), RecognitionHints(language))][-1].words

    async def transcribe(self, sound: AsyncIterator[bytes], hints: RecognitionHints) -> AsyncGenerator[RecognisedText]:
        pcm = b"".join([piece async for piece in sound])
        self.asked.release()
        await asyncio.to_thread(self.may_go.wait)
        self.heard.append(pcm)
        self.hinted.append(hints)
        number = len(self.heard)
        if number in self.fails:
            raise EngineError(self.fails.pop(number))
        if self.turns:
            turns = self.turns.popleft()
            yield RecognisedText(" ".join(turn.text for turn in turns), language="en", turns=turns)
            return
        yield RecognisedText(f"part {number}", language="en", words=(Word("part", 0, 200), Word(str(number), 250, 400)))


class Voices:
    """Hears two persons who take turns, line by line."""

    def __init__(self) -> None:
        self.read_pcm: list[bytes] = []
        self.failure: Failure | None = None
        self.only: int | None = None
        """Who speaks in all lines, instead."""

    async def read(self, pcm: bytes) -> tuple[VoiceStretch, ...]:
        if self.failure is not None:
            raise EngineError(self.failure)
        self.read_pcm.append(pcm)
        number = len(self.read_pcm) % 2 if self.only is None else self.only
        return tuple(spoken([number] * 10, len(self.read_pcm)))


class House:
    """The queue with what it needs, as the app puts it together; it may be closed and opened again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings()
        self.ears = Ears()
        self.voices = Voices()
        self.seen: list[tuple[RecordingJob, ...]] = []
        self.changed = threading.Condition()
        self.troubles: list[Failure] = []
        self.open()

    def open(self) -> None:
        self.store = Store(self.folder, RecordingFiles(), lambda _: None)
        self.store.start()
        self.room = SessionThread("recordings")
        self.room.start()
        self.workers = WorkerPool()
        self.desk = RecordingsDesk(
            self.store,
            lambda: self.settings,
            self.ears,
            self.room,
            self.workers,
            self.troubles.append,
            lambda: self.voices,
        )
        self.desk.quiet.quiet_after = 0.0
        self.desk.watch(self._show)
        self.desk.start()

    def close(self) -> None:
        self.desk.close()
        self.room.stop()
        self.workers.close()
        self.store.close()

    def _show(self, jobs: tuple[RecordingJob, ...]) -> None:
        with self.changed:
            self.seen.append(jobs)
            self.changed.notify_all()

    def becomes(self, true: Callable[[tuple[RecordingJob, ...]], bool]) -> tuple[RecordingJob, ...]:
        with self.changed:
            assert self.changed.wait_for(lambda: bool(self.seen) and true(self.seen[-1]), EVENT), self.seen[-1:]
            return self.seen[-1]

    def add(self, *paths: Path, options: RecordingOptions | None = None) -> tuple[str, ...]:
        return found(partial(self.desk.add, tuple(map(str, paths)), options or RecordingOptions()))

    def done(self) -> RecordingJob:
        return self.becomes(lambda jobs: bool(jobs) and all(job.phase is RecordingPhase.DONE for job in jobs))[-1]

    def lines(self, talk: TalkId) -> list[Message]:
        return [item for item in load(self.store, talk).items if isinstance(item, Message)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "data")
    yield house
    house.close()


def speech(path: Path, parts: int, rate: int = WIRE.rate) -> Path:
    soundfile.write(path, np.concatenate([QUIET, *[WORDS, QUIET] * parts]), rate)
    return path


def test_a_file_becomes_a_talk_of_the_history_with_its_sound(house: House, tmp_path: Path) -> None:
    path = speech(tmp_path / "Call with Ana.wav", 3)
    (name,) = house.add(path)
    job = house.done()
    assert (job.lines, job.bad) == (3, 0)
    talk = load(house.store, TalkId(name))
    assert (talk.kind, talk.title) == (TalkKind.TRANSCRIPTION, "Call with Ana")
    lines = house.lines(talk.id)
    assert [line.text for line in lines] == ["part 1", "part 2", "part 3"]
    assert all(line.via is Via.FILE and line.state is MessageState.DONE for line in lines)
    assert [word.text for word in lines[0].words] == ["part", "1"]
    step = (len(WORDS) + len(QUIET)) / WIRE.rate
    assert lines[2].at - lines[1].at == pytest.approx(step, abs=0.3)
    assert talk.ended_at is not None
    assert talk.ended_at - talk.started_at == pytest.approx(3 * step + 1.2, abs=0.1)
    assert lines[1].sound is not None
    kept = found(partial(house.store.load_sounds, talk))
    assert kept[lines[1].sound] == house.ears.heard[1]
    assert [hint.before for hint in house.ears.hinted] == ["", "part 1", "part 2"]
    found_talks = page(house.store, "part 2").talks
    assert [each.id for each in found_talks] == [talk.id], "it can be searched for"


def test_what_refers_to_its_file_takes_no_room_and_is_played_from_there(house: House, tmp_path: Path) -> None:
    path = speech(tmp_path / "a.wav", 2)
    (name,) = house.add(path, options=RecordingOptions(copies_sound=False))
    house.done()
    talk = load(house.store, TalkId(name))
    sounds = found(partial(house.store.load_sounds, talk))
    assert [len(pcm) for pcm in sounds.values()] == [len(pcm) // 48 * 48 for pcm in house.ears.heard]
    assert not list((house.folder / "sounds").glob("*.flac"))
    path.unlink()
    assert found(partial(house.store.load_sounds, talk)) == {}, "without the file there's no sound"


def test_a_bad_part_stands_as_a_line_that_waits_and_the_others_are_there(house: House, tmp_path: Path) -> None:
    house.ears.fails[2] = BROKEN
    (name,) = house.add(speech(tmp_path / "a.wav", 3))
    job = house.done()
    assert (job.lines, job.bad) == (2, 1)
    lines = house.lines(TalkId(name))
    assert [(line.text, line.state) for line in lines] == [
        ("part 1", MessageState.DONE),
        ("", MessageState.WAITING),
        ("part 3", MessageState.DONE),
    ]
    assert lines[1].failure == BROKEN.sentence
    assert answer(partial(house.desk.hear_again, TalkId(name), lines[1].id, None)) is None
    again = house.lines(TalkId(name))[1]
    assert (again.text, again.state, again.failure) == ("part 4", MessageState.DONE, None)
    assert house.ears.heard[3] == house.ears.heard[1]


def test_a_service_that_answers_nobody_stops_the_file_where_it_is(house: House, tmp_path: Path) -> None:
    house.ears.fails[2] = LOCKED_OUT
    (name,) = house.add(speech(tmp_path / "a.wav", 3))
    (job,) = house.becomes(lambda jobs: bool(jobs) and jobs[0].phase is RecordingPhase.FAILED)
    assert job.failure == LOCKED_OUT.sentence
    assert job.lines == 1
    house.desk.ask(name, RecordingMove.RESUME)
    assert house.done().lines == 3
    assert [line.text for line in house.lines(TalkId(name))] == ["part 1", "part 3", "part 4"]


def test_what_fails_again_and_again_is_not_tried_to_the_end_of_the_file(house: House, tmp_path: Path) -> None:
    house.ears.fails = dict.fromkeys(range(1, 9), BROKEN)
    house.add(speech(tmp_path / "a.wav", 5))
    (job,) = house.becomes(lambda jobs: bool(jobs) and jobs[0].phase is RecordingPhase.FAILED)
    assert (job.bad, len(house.ears.heard)) == (3, 3)


def test_after_a_restart_it_goes_on_where_it_stopped(house: House, tmp_path: Path) -> None:
    (name,) = house.add(speech(tmp_path / "a.wav", 4))
    house.becomes(lambda jobs: bool(jobs) and jobs[0].lines >= 1)
    house.ears.may_go.clear()
    (before,) = house.becomes(bool)
    house.close()
    house.ears.may_go.set()
    house.seen.clear()
    heard_before = len(house.ears.heard)
    house.open()
    assert house.done().lines == 4
    lines = house.lines(TalkId(name))
    assert len(lines) == 4
    assert len({line.at for line in lines}) == 4, "none stands there twice"
    again = len(house.ears.heard) - 4
    assert again <= 1, f"{heard_before} were heard before, from {before.position} ms on: one may have been under way"


def test_a_pause_stops_the_work_and_it_goes_on_from_there(house: House, tmp_path: Path) -> None:
    house.ears.may_go.clear()
    (name,) = house.add(speech(tmp_path / "a.wav", 2))
    assert house.ears.asked.acquire(timeout=EVENT)
    house.desk.ask(name, RecordingMove.PAUSE)
    house.becomes(lambda jobs: jobs[0].phase is RecordingPhase.PAUSED)
    house.ears.may_go.set()
    house.desk.ask(name, RecordingMove.RESUME)
    assert house.done().lines == 2


def test_a_talk_goes_before_the_work_on_this_device(house: House, tmp_path: Path) -> None:
    house.ears.may_go.clear()
    house.add(speech(tmp_path / "a.wav", 1))
    assert house.ears.asked.acquire(timeout=EVENT)
    house.desk.quiet.take_show(ShowState(TalkState(phase=Phase.HEARING)))
    house.ears.may_go.set()
    assert not house.ears.asked.acquire(timeout=0.6), "the part is left alone"
    house.desk.quiet.take_show(ShowState(TalkState(phase=Phase.LISTENING)))
    assert house.done().lines == 1


def test_each_channel_is_a_person(house: House, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    nobody = silence(len(WORDS) / WIRE.rate, WIRE.rate)[: len(WORDS)]
    left = np.concatenate([QUIET, WORDS, QUIET, nobody, QUIET])
    right = np.concatenate([QUIET, nobody, QUIET, WORDS, QUIET])
    soundfile.write(path, np.stack([left, right], axis=1), WIRE.rate)
    options = RecordingOptions(voices=VoicesBy.CHANNELS, names=("Me", "Ana"))
    (name,) = house.add(path, options=options)
    house.done()
    assert [line.voice for line in house.lines(TalkId(name))] == ["Me", "Ana"]
    soundfile.write(path, np.stack([left, left], axis=1), WIRE.rate)
    (name,) = house.add(path, options=options)
    house.done()
    assert [line.voice for line in house.lines(TalkId(name))] == [""], "the same sound twice is one person"


BY_VOICE = RecordingOptions(voices=VoicesBy.SERVICE, names=("Ana",))
PAIR = (VoiceTurn("A", "Good morning.", 0, 2_500), VoiceTurn("B", "Hello.", 2_700, 5_900))


def test_who_speaks_is_the_same_person_in_every_part(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voiceapp.one_off.recording_parts.LONGEST_TOGETHER", 9_000)
    later = (VoiceTurn("speaker_1", "Yes.", 0, 2_000), VoiceTurn("A", "And I am new.", 2_500, 5_000))
    house.ears.turns = deque([PAIR, later])
    (name,) = house.add(speech(tmp_path / "talk.wav", 6), options=BY_VOICE)
    job = house.done()
    assert (job.lines, len(house.ears.heard)) == (4, 2)
    lines = house.lines(TalkId(name))
    first, second, third, fourth = lines
    assert [line.voice for line in lines] == ["Ana", "Speaker 2", "Speaker 2", "Speaker 3"]
    assert [line.text for line in lines] == ["Good morning.", "Hello.", "Yes.", "And I am new."]
    assert second.at - first.at == pytest.approx(2.7, abs=0.01)
    assert (first.sound_ms, second.sound_ms) == (2_500, 3_200)
    assert third.at > fourth.at - 2.6
    alone, known = house.ears.hinted
    assert alone.voices == ()
    assert [voice.label for voice in known.voices] == ["speaker_1", "speaker_2"], "no names leave"
    assert [WIRE.ms(len(voice.pcm)) for voice in known.voices] == [3_200, 2_500]
    assert known.voices[0].pcm == house.ears.heard[0][WIRE.bytes(2_700) : WIRE.bytes(5_900)]


def test_names_that_are_given_meanwhile_hold_for_what_follows(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voiceapp.one_off.recording_parts.LONGEST_TOGETHER", 9_000)
    house.ears.turns = deque([PAIR, (VoiceTurn("speaker_1", "Yes.", 0, 2_000),)])
    (name,) = house.add(speech(tmp_path / "talk.wav", 6), options=replace(BY_VOICE, copies_sound=False))
    house.becomes(lambda jobs: bool(jobs) and jobs[0].lines == 2)
    house.ears.may_go.clear()
    house.desk.ask(name, RecordingMove.PAUSE)
    house.becomes(lambda jobs: jobs[0].phase is RecordingPhase.PAUSED)
    house.ears.heard, house.ears.turns = [], deque([(VoiceTurn("speaker_1", "Yes.", 0, 2_000),)])
    lines = house.lines(TalkId(name))
    edit = editing.renamed(lines, "Speaker 2", "Ben")
    assert edit is not None
    house.store.change(lambda database: write_edit(database, TalkId(name), edit, 5.0))
    house.ears.may_go.set()
    house.desk.ask(name, RecordingMove.RESUME)
    house.done()
    assert [line.voice for line in house.lines(TalkId(name))] == ["Ana", "Ben", "Ben"]


def test_files_of_a_folder_are_taken_and_where_nothing_is_that_is_said(house: House, tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    for name in ("b.wav", "a.wav"):
        speech(tmp_path / "music" / name, 1)
    (tmp_path / "music" / "notes.txt").write_text("x", encoding="utf-8")
    house.add(tmp_path / "music")
    house.done()
    assert [job.name for job in house.seen[-1]] == ["a.wav", "b.wav"]
    nowhere = answer(partial(house.desk.add, (str(tmp_path / "nowhere"),), RecordingOptions()))
    assert nowhere == NOTHING_THERE
    house.settings = house.settings.with_value("privacy.keep_talks", False)
    nobody = answer(partial(house.desk.add, (str(tmp_path / "music"),), RecordingOptions()))
    assert nobody == NOTHING_KEPT


def test_where_everything_is_deleted_nothing_goes_on(house: House, tmp_path: Path) -> None:
    house.ears.may_go.clear()
    house.add(speech(tmp_path / "a.wav", 2))
    assert house.ears.asked.acquire(timeout=EVENT)
    house.desk.forget_all()
    house.becomes(lambda jobs: not jobs)
    found(house.store.delete_everything)
    house.ears.may_go.set()
    assert page(house.store).talks == ()


def test_a_talk_that_is_deleted_meanwhile_stays_deleted(house: House, tmp_path: Path) -> None:
    house.ears.may_go.clear()
    (name,) = house.add(speech(tmp_path / "call.wav", 2))
    assert house.ears.asked.acquire(timeout=EVENT)
    house.store.delete_talk(TalkId(name))
    house.ears.may_go.set()
    house.done()
    assert page(house.store).talks == ()
    house.store.restore_talk(TalkId(name))
    assert len(house.lines(TalkId(name))) == 2


@pytest.mark.parametrize("restarted", [False, True])
def test_a_talk_that_is_purged_meanwhile_is_made_again_only_if_the_person_says_so(
    house: House, tmp_path: Path, restarted: bool
) -> None:
    house.ears.may_go.clear()
    (name,) = house.add(speech(tmp_path / "call.wav", 2))
    assert house.ears.asked.acquire(timeout=EVENT)
    house.store.delete_talk(TalkId(name))
    house.store.purge(TalkId(name))
    (job,) = house.becomes(lambda jobs: bool(jobs) and jobs[0].phase is RecordingPhase.PAUSED)
    house.ears.may_go.set()
    assert job.failure == PURGED
    if restarted:
        house.close()
        house.seen.clear()
        house.open()
        house.becomes(lambda jobs: bool(jobs) and jobs[0].phase is RecordingPhase.PAUSED)
    assert house.store.settle()
    assert page(house.store).talks == ()
    assert found(house.store.find_deleted) == ()
    house.desk.ask(job.id, RecordingMove.RESUME)
    again = house.done()
    assert again.failure is None
    assert len(house.lines(again.talk)) == 2
    assert [talk.id for talk in page(house.store).talks] == [again.talk]


def test_an_empty_talk_of_a_job_that_goes_on_after_a_restart_pauses_nothing(house: House, tmp_path: Path) -> None:
    house.ears.may_go.clear()
    house.add(speech(tmp_path / "call.wav", 2))
    assert house.ears.asked.acquire(timeout=EVENT)
    house.close()
    house.seen.clear()
    house.ears.may_go.set()
    house.open()
    assert len(house.lines(house.done().talk)) == 2


def test_a_merged_line_that_is_heard_again_keeps_all_its_sound(house: House, tmp_path: Path) -> None:
    (name,) = house.add(speech(tmp_path / "call.wav", 2))
    house.done()
    talk = TalkId(name)
    first, second = house.lines(talk)
    merged = editing.merged((first, second), first.id)
    assert merged is not None
    house.store.change(lambda database: write_edit(database, talk, merged, 5.0))
    (before,) = house.lines(talk)
    assert answer(partial(house.desk.hear_again, talk, first.id, None)) is None
    (again,) = house.lines(talk)
    assert (again.text, [version.text for version in again.versions]) == ("part 1 part 2", ["part 3"])
    assert (again.sound_parts, again.sound_ms) == (before.sound_parts, before.sound_ms)
    assert WIRE.ms(len(house.ears.heard[-1])) == pytest.approx(before.sound_ms, abs=50)


def test_what_is_no_sound_or_gone_says_so(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"no sound at all")
    house.add(path)
    (job,) = house.becomes(lambda jobs: bool(jobs) and jobs[0].phase is RecordingPhase.FAILED)
    assert "no recording" in str(job.failure)
    path.unlink()
    house.seen.clear()
    house.desk.ask(job.id, RecordingMove.RESUME)
    house.becomes(lambda jobs: bool(jobs) and "is gone" in str(jobs[0].failure))


def test_what_changes_in_a_watched_folder_is_tried_again_and_what_is_in_the_queue_is_not(
    house: House, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "memo.wav"
    house.settings = house.settings.with_value("recordings.watched", (str(tmp_path / "in"),))
    path.write_bytes(b"no sound at all")
    house.add(path)
    house.becomes(lambda jobs: bool(jobs) and jobs[0].phase is RecordingPhase.FAILED)
    watched = house.desk._watched
    watched.look((str(tmp_path / "in"),))
    speech(path, 1)
    watched.look((str(tmp_path / "in"),))
    watched.look((str(tmp_path / "in"),))
    assert house.done().lines == 1
    assert len(house.seen[-1]) == 1, "it's the same job"
    later = house.seen[-1][0].added_at + 60
    speech(path, 2)
    os.utime(path, (later, later))
    watched.look((str(tmp_path / "in"),))
    watched.look((str(tmp_path / "in"),))
    jobs = house.becomes(lambda jobs: [job.lines for job in jobs if job.phase is RecordingPhase.DONE] == [1, 2])
    assert [job.path for job in jobs] == [str(path)] * 2


KILLED = """
import sys
from pathlib import Path
from tests.app.test_recordings import House
house = House(Path(sys.argv[1]))
house.add(Path(sys.argv[2]))
house.becomes(lambda jobs: bool(jobs) and jobs[0].lines == 2)
print("ready", flush=True)
sys.stdin.read()
"""


def test_the_end_of_the_process_costs_no_line(tmp_path: Path) -> None:
    path = speech(tmp_path / "a.wav", 4)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "data"), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "ready"
    child.kill()
    child.communicate()
    house = House(tmp_path / "data")
    try:
        job = house.done()
        lines = house.lines(job.talk)
        assert len(lines) == 4
        assert len({round(line.at, 2) for line in lines}) == 4
        sounds = found(partial(house.store.load_sounds, load(house.store, job.talk)))
        assert len(sounds) == 4
        talks = page(house.store).talks
        assert [talk.id for talk in talks] == [job.talk], "no lost recording was taken for another talk"
    finally:
        house.close()


# --- who spoke


HERE = RecordingOptions(voices=VoicesBy.DEVICE)


def names(house: House, talk: str) -> list[str]:
    return [line.voice for line in house.lines(TalkId(talk))]


def test_lines_get_who_speaks_in_them_once_all_is_written_down(house: House, tmp_path: Path) -> None:
    (name,) = house.add(speech(tmp_path / "a.wav", 4), options=HERE)
    house.done()
    assert names(house, name) == ["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"]
    assert house.voices.read_pcm == house.ears.heard
    assert any(job.seeks_speakers for jobs in house.seen for job in jobs)
    assert not any(job.seeks_speakers for job in house.seen[-1])


def test_without_the_model_the_lines_are_there_and_it_goes_on_once_it_is(house: House, tmp_path: Path) -> None:
    house.voices.failure = Failure(FailureKind.NOT_INSTALLED, Sentence("The model isn't here."))
    (name,) = house.add(speech(tmp_path / "a.wav", 4), options=HERE)
    (job,) = house.becomes(lambda jobs: bool(jobs) and jobs[0].phase is RecordingPhase.FAILED)
    assert job.failure == house.voices.failure.sentence
    assert names(house, name) == [""] * 4
    house.voices.failure = None
    house.desk.ask(name, RecordingMove.RESUME)
    house.done()
    assert names(house, name) == ["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"]
    assert len(house.ears.heard) == 4, "nothing is written down twice"


def test_a_silent_file_has_nobody(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.concatenate([QUIET] * 4), WIRE.rate)
    house.add(path, options=HERE)
    assert house.done().lines == 0


def find(house: House, talk: str, wishes: SpeakerWishes | None = None) -> LineEdit | Failure | None:
    shares: list[float] = []

    def ask(then: Callable[[LineEdit | Failure | None], None]) -> None:
        house.desk.find_speakers(TalkId(talk), wishes or SpeakerWishes(), shares.append, then)

    found_edit = answer(ask)
    assert isinstance(found_edit, Failure) or shares[-1] == 1.0
    return found_edit


def test_it_is_found_out_for_a_recording_that_is_there_and_nothing_is_written_yet(house: House, tmp_path: Path) -> None:
    (name,) = house.add(speech(tmp_path / "a.wav", 4))
    house.done()
    edit = find(house, name)
    assert isinstance(edit, LineEdit)
    assert names(house, name) == [""] * 4
    house.store.change_deleting(lambda database: write_edit(database, TalkId(name), edit, 0.0))
    assert names(house, name) == ["Speaker 1", "Speaker 2", "Speaker 1", "Speaker 2"]
    house.voices.read_pcm.clear()
    assert find(house, name) is None, "they are theirs already"


@pytest.mark.expects_log
def test_what_cannot_be_found_out_is_said(house: House, tmp_path: Path) -> None:
    gone = find(house, "nobody")
    assert isinstance(gone, Failure)
    assert gone.kind is FailureKind.NOT_FOUND
    path = speech(tmp_path / "a.wav", 2)
    (name,) = house.add(path, options=RecordingOptions(copies_sound=False))
    house.done()
    path.unlink()
    silent = find(house, name)
    assert isinstance(silent, Failure)
    assert silent.kind is FailureKind.NO_SPEECH
    assert house.voices.read_pcm == []


def test_while_somebody_talks_it_waits_and_it_can_be_ended(house: House, tmp_path: Path) -> None:
    (name,) = house.add(speech(tmp_path / "a.wav", 2))
    house.done()
    house.desk.quiet.take_show(ShowState(TalkState(phase=Phase.HEARING)))
    answers: list[object] = []
    stop = house.desk.find_speakers(TalkId(name), SpeakerWishes(), lambda _: None, answers.append)
    stop()
    house.desk.quiet.take_show(ShowState(TalkState(phase=Phase.READY)))
    house.voices.failure = BROKEN
    assert find(house, name) == BROKEN
    assert answers == []
    assert house.voices.read_pcm == []


# --- voices that are remembered


def remember(house: House, talk: str, name: str) -> Failure | None:
    return answer(partial(house.desk.voices.remember, TalkId(talk), name))


def named(house: House, path: Path) -> str:
    (name,) = house.add(path, options=HERE)
    house.done()
    return name


def test_a_voice_that_the_person_lets_be_remembered_has_its_name_in_the_next_recording(
    house: House, tmp_path: Path
) -> None:
    first = named(house, speech(tmp_path / "a.wav", 4))
    assert found(house.desk.voices.remembered) == (), "nothing is remembered by itself"
    lines = load(house.store, TalkId(first)).items
    edit = editing.renamed(lines, "Speaker 2", "Ana")
    assert edit is not None
    house.store.change_deleting(lambda database: write_edit(database, TalkId(first), edit, 0.0))
    house.voices.only = 0
    assert remember(house, first, "Ana") is None
    house.voices.only = None
    (voice,) = found(house.desk.voices.remembered)
    assert voice.name == "Ana"
    house.voices.read_pcm.clear()
    second = named(house, speech(tmp_path / "b.wav", 4))
    assert names(house, second) == ["Speaker 1", "Ana", "Speaker 1", "Ana"]
    assert answer(partial(house.desk.voices.forget, "Ana")) is None
    assert not (house.folder / "voices.json").exists()
    house.voices.read_pcm.clear()
    assert "Ana" not in names(house, named(house, speech(tmp_path / "c.wav", 4)))


def test_who_says_too_little_is_not_remembered(house: House, tmp_path: Path) -> None:
    first = named(house, speech(tmp_path / "a.wav", 4))
    failure = remember(house, first, "Nobody")
    assert failure is not None
    assert failure.kind is FailureKind.NO_SPEECH
    house.voices.failure = BROKEN
    assert remember(house, first, "Speaker 1") == BROKEN
    assert found(house.desk.voices.remembered) == ()


def test_with_everything_the_voices_are_deleted(house: House, tmp_path: Path) -> None:
    first = named(house, speech(tmp_path / "a.wav", 4))
    assert remember(house, first, "Speaker 1") is None
    assert (house.folder / "voices.json").exists()
    house.desk.forget_all()
    assert not (house.folder / "voices.json").exists()
