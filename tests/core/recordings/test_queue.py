"""The queue of recordings: whose turn it is, what stops it, and what is kept of it."""

from dataclasses import replace

import pytest

from voiceapp.core.failures import FailureKind
from voiceapp.core.recordings.file_kinds import is_recording
from voiceapp.core.recordings.jobs import RecordingJob, RecordingMove, RecordingOptions, RecordingPhase, file_name
from voiceapp.core.recordings.queue import (
    MOST_DONE,
    BeginWork,
    EndWork,
    ForgetJob,
    KeepJob,
    MeetingEnded,
    NetworkReturned,
    PartSettled,
    RecordingAsked,
    RecordingCommand,
    RecordingEnded,
    RecordingOpened,
    RecordingQueue,
    RecordingsAdded,
    RecordingShifted,
    ShowJobs,
    SpeakersSought,
    TalkPurged,
)
from voiceapp.core.recordings.troubles import stops
from voiceapp.core.sentence import Sentence

BROKEN = Sentence("The service doesn't answer.")


def job(name: str, **more: object) -> RecordingJob:
    return replace(RecordingJob(name, f"/music/{name}.m4a", 1.0), **more)  # type: ignore[arg-type]


def added(*names: str) -> RecordingQueue:
    queue = RecordingQueue()
    queue.handle(RecordingsAdded(tuple(map(job, names))))
    return queue


def phases(queue: RecordingQueue) -> dict[str, RecordingPhase]:
    return {each.id: each.phase for each in queue.jobs}


def kinds(commands: list[RecordingCommand]) -> list[type]:
    return [type(command) for command in commands]


def begun(commands: list[RecordingCommand]) -> list[str]:
    return [command.job.id for command in commands if isinstance(command, BeginWork)]


def test_the_first_that_waits_is_worked_at_and_the_others_wait() -> None:
    queue = RecordingQueue()
    commands = queue.handle(RecordingsAdded((job("a"), job("b"))))
    assert begun(commands) == ["a"]
    assert phases(queue) == {"a": RecordingPhase.WORKING, "b": RecordingPhase.QUEUED}
    assert isinstance(commands[-1], ShowJobs)
    assert commands[-1].jobs == queue.jobs
    assert begun(queue.handle(RecordingEnded("a"))) == ["b"]
    assert queue.handle(RecordingsAdded((job("b"),))) == [ShowJobs(queue.jobs)], "it's there already"


def test_who_is_paused_lets_the_next_one_go_first_and_goes_on_later() -> None:
    queue = added("a", "b")
    commands = queue.handle(RecordingAsked("a", RecordingMove.PAUSE))
    assert EndWork("a") in commands
    assert begun(commands) == ["b"]
    queue.handle(RecordingAsked("a", RecordingMove.RESUME))
    assert phases(queue) == {"a": RecordingPhase.QUEUED, "b": RecordingPhase.WORKING}
    assert kinds(queue.handle(RecordingAsked("a", RecordingMove.RESUME))) == [ShowJobs], "nothing to resume"


def test_a_job_that_is_removed_is_stopped_and_forgotten() -> None:
    queue = added("a")
    commands = queue.handle(RecordingAsked("a", RecordingMove.REMOVE))
    assert commands == [EndWork("a"), ForgetJob("a"), ShowJobs(())]
    assert queue.handle(RecordingEnded("a")) == [ShowJobs(())], "it's no longer here"


def test_the_order_is_the_persons() -> None:
    queue = added("a", "b", "c")
    queue.handle(RecordingShifted("c", -1))
    assert [each.id for each in queue.jobs] == ["a", "c", "b"]
    queue.handle(RecordingShifted("b", 1))
    queue.handle(RecordingShifted("a", -1))
    assert [each.id for each in queue.jobs] == ["a", "c", "b"]
    queue.handle(RecordingEnded("a"))
    queue.handle(RecordingShifted("a", 1))
    assert [each.id for each in queue.jobs] == ["a", "c", "b"], "what is done stays where it is"


def test_parts_count_and_tell_how_long_the_rest_takes() -> None:
    queue = added("a")
    queue.handle(RecordingOpened("a", 100_000, 1))
    (opened,) = queue.jobs
    assert opened.share == 0.0
    assert opened.seconds_left is None
    queue.handle(PartSettled("a", 0, 20_000, 1, bad=False, seconds=4.0))
    queue.handle(PartSettled("a", 0, 40_000, 0, bad=True, seconds=4.0))
    (now,) = queue.jobs
    assert (now.position, now.lines, now.bad, now.share) == (40_000, 1, 1, 0.4)
    assert now.seconds_left == pytest.approx(12.0)
    queue.handle(RecordingEnded("a"))
    (done,) = queue.jobs
    assert (done.share, done.seconds_left) == (1.0, None)


def test_each_channel_has_its_own_place() -> None:
    queue = added("a")
    queue.handle(RecordingOpened("a", 100_000, 2))
    queue.handle(PartSettled("a", 1, 50_000, 1, bad=False, seconds=1.0))
    (now,) = queue.jobs
    assert (now.positions, now.position) == ((0, 50_000), 0)
    queue.handle(PartSettled("a", 2, 50_000, 1, bad=False, seconds=1.0))
    assert queue.jobs == (now,), "there's no third"
    queue.handle(RecordingOpened("a", 100_000, 2))
    assert queue.jobs[0].positions == (0, 50_000), "it goes on from there"
    assert kinds(queue.handle(RecordingOpened("a", 100_000, 2))) == [ShowJobs]


def test_a_meeting_goes_first_and_what_was_worked_at_goes_on_after_it() -> None:
    queue = added("a", "b")
    commands = queue.handle(RecordingsAdded((job("meeting", recording=True),)))
    assert EndWork("a") in commands
    assert begun(commands) == ["meeting"]
    assert [each.id for each in queue.jobs] == ["meeting", "a", "b"]
    assert begun(queue.handle(MeetingEnded("meeting"))) == []
    assert not queue.jobs[0].recording
    assert begun(queue.handle(RecordingEnded("meeting"))) == ["a"]


def test_what_failed_says_why_and_can_be_tried_again() -> None:
    queue = added("a", "b")
    assert begun(queue.handle(RecordingEnded("a", BROKEN))) == ["b"]
    assert (queue.jobs[0].phase, queue.jobs[0].failure) == (RecordingPhase.FAILED, BROKEN)
    queue.handle(RecordingEnded("b"))
    assert begun(queue.handle(NetworkReturned())) == ["a"]
    assert queue.jobs[0].failure is None
    assert kinds(queue.handle(NetworkReturned())) == [ShowJobs]


def test_what_was_worked_at_when_the_app_ended_goes_on_first() -> None:
    queue = RecordingQueue()
    left = (
        job("a", place=1, phase=RecordingPhase.PAUSED),
        job("b", place=2, phase=RecordingPhase.WORKING, positions=(7_000,)),
        job("c", place=3),
    )
    commands = queue.restore(left)
    assert begun(commands) == ["b"]
    assert [each.phase for each in queue.jobs] == [
        RecordingPhase.PAUSED,
        RecordingPhase.WORKING,
        RecordingPhase.QUEUED,
    ]
    assert queue.jobs[1].position == 7_000
    assert queue.restore(left) == [ShowJobs(queue.jobs)], "they're here already"


def test_nothing_is_said_of_a_job_whose_work_was_ended() -> None:
    queue = added("a")
    queue.handle(RecordingAsked("a", RecordingMove.PAUSE))
    queue.handle(RecordingEnded("a", BROKEN))
    assert (queue.jobs[0].phase, queue.jobs[0].failure) == (RecordingPhase.PAUSED, None)


def test_the_list_of_what_is_done_does_not_grow_for_ever() -> None:
    names = [f"n{number:03}" for number in range(MOST_DONE + 3)]
    queue = added(*names)
    forgotten: list[str] = []
    for name in names:
        commands = queue.handle(RecordingEnded(name))
        forgotten += [command.job for command in commands if isinstance(command, ForgetJob)]
    assert forgotten == names[:3]
    assert len(queue.jobs) == MOST_DONE


def test_every_change_is_kept() -> None:
    queue = added("a")
    commands = queue.handle(PartSettled("a", 0, 5_000, 1, bad=False, seconds=1.0))
    assert KeepJob(queue.jobs[0]) in commands


@pytest.mark.parametrize(
    ("path", "name", "title"),
    [
        ("/a/Call with Ana.m4a", "Call with Ana.m4a", "Call with Ana"),
        ("C:\\talks\\a.b.wav", "a.b.wav", "a.b"),
        ("/a/.hidden", ".hidden", ".hidden"),
        ("/a/plain", "plain", "plain"),
        ("/", "/", "/"),
    ],
)
def test_a_recording_is_called_by_its_file(path: str, name: str, title: str) -> None:
    assert file_name(path) == name
    assert job("a", path=path).title == title


def test_persons_are_called_as_the_person_says_or_counted() -> None:
    options = RecordingOptions(names=("Ana",))
    assert [options.voice(channel, 2) for channel in (0, 1)] == ["Ana", "Speaker 2"]
    assert options.voice(0, 1) == ""
    assert job("a").talk == "a"
    assert job("a", length=0).share is None


def test_files_of_a_folder_are_taken_by_their_names() -> None:
    names = ("a.M4A", ".a.m4a", "~a.wav", "a.txt", "b.mkv")
    assert [name for name in names if is_recording(name)] == ["a.M4A", "b.mkv"]


def test_what_is_wrong_with_the_service_stops_and_what_is_wrong_with_a_part_does_not() -> None:
    assert stops(FailureKind.NO_KEY)
    assert not stops(FailureKind.SERVER_BROKEN)


def test_it_is_shown_while_it_is_found_out_who_spoke() -> None:
    queue = added("a")
    queue.handle(SpeakersSought("a"))
    assert [each.seeks_speakers for each in queue.jobs] == [True]
    queue.handle(RecordingEnded("a"))
    assert [each.seeks_speakers for each in queue.jobs] == [False]


def test_a_job_whose_talk_is_purged_is_stopped_and_another_waits_in_its_place() -> None:
    queue = added("a", "b")
    again = job("a-again", phase=RecordingPhase.PAUSED, failure=BROKEN)
    commands = queue.handle(TalkPurged("a", again))
    assert kinds(commands) == [EndWork, ForgetJob, KeepJob, KeepJob, BeginWork, ShowJobs]
    assert phases(queue) == {"a-again": RecordingPhase.PAUSED, "b": RecordingPhase.WORKING}
    assert queue.jobs[0].id == "a-again"
    assert queue.handle(PartSettled("a", 0, 500, 1, False, 1.0)) == [ShowJobs(queue.jobs)]
    queue.handle(RecordingAsked("a-again", RecordingMove.RESUME))
    assert [each.failure for each in queue.jobs] == [None, None]


def test_a_job_that_waits_is_replaced_without_being_stopped() -> None:
    queue = added("a", "b")
    commands = queue.handle(TalkPurged("b", job("b-again", phase=RecordingPhase.PAUSED)))
    assert kinds(commands) == [ForgetJob, KeepJob, ShowJobs]
    assert queue.handle(TalkPurged("unknown", job("x"))) == [ShowJobs(queue.jobs)]
