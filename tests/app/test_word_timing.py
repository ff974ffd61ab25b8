"""The words of an open talk are timed while nobody talks, and that is remembered."""

import queue
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.app.test_recordings import House, house, speech
from tests.rig.patience import EVENT
from tests.storage.ask import found
from voiceapp.core.messages import Phase, ShowState, TalkState
from voiceapp.core.recordings import editing
from voiceapp.core.transcript import Message, TalkId, Word
from voiceapp.storage.recording_rows import put_part
from voiceapp.storage.saved_corrections import write_edit

__all__ = ["house"]
PART = (Word("part", 0, 200), Word("7", 250, 400))


@pytest.fixture
def talk(house: House, tmp_path: Path) -> TalkId:
    """A talk of two lines without times, in the second of which other words are heard."""
    (name,) = house.add(speech(tmp_path / "call.wav", 2))
    job = house.done()
    bare = [
        replace(line, words=(), text=text)
        for line, text in zip(house.lines(job.talk), ("part x", "Well."), strict=True)
    ]
    whole = found(partial(house.store.load_talk, job.talk))
    house.store.change(lambda database: put_part(database, job, whole, bare))
    assert [line.words for line in house.lines(job.talk)] == [(), ()]
    return TalkId(name)


def test_lines_get_their_times_once(house: House, talk: TalkId) -> None:
    told: queue.SimpleQueue[Message] = queue.SimpleQueue()
    house.desk.time_words(talk, told.put)
    first, second = told.get(timeout=EVENT), told.get(timeout=EVENT)
    assert first.words == (Word("part", 0, 200), Word("x", 250, 400))
    assert [word.text for word in second.words] == ["Well."]
    assert house.lines(talk) == [first, second], "it's remembered"
    heard = len(house.ears.heard)
    house.desk.time_words(talk, told.put)
    house.close()
    assert (told.empty(), len(house.ears.heard)) == (True, heard), "nothing is heard again"
    house.open()


def test_a_talk_goes_first_and_words_that_are_corrected_meanwhile_stay(house: House, talk: TalkId) -> None:
    told: queue.SimpleQueue[Message] = queue.SimpleQueue()
    while house.ears.asked.acquire(blocking=False):
        pass
    house.ears.may_go.clear()
    house.desk.time_words(talk, told.put)
    assert house.ears.asked.acquire(timeout=EVENT)
    house.desk.quiet.take_show(ShowState(TalkState(phase=Phase.HEARING)))
    assert not house.ears.asked.acquire(timeout=0.6), "the recogniser is left alone"
    house.ears.may_go.set()
    lines = house.lines(talk)
    edit = editing.retyped(lines, lines[0].id, "Something else")
    assert edit is not None
    house.store.change(lambda database: write_edit(database, talk, edit, 5.0))
    house.desk.quiet.take_show(ShowState(TalkState(phase=Phase.LISTENING)))
    second = told.get(timeout=EVENT)
    assert second.text == "Well."
    first, _ = house.lines(talk)
    assert (first.text, first.words) == ("Something else", ())
