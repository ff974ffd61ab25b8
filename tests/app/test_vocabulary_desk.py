"""A word that is corrected twice is proposed, and what the person says of it holds at the next start."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.vocabulary_desk import VocabularyDesk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.dictation.vocabulary_access import Proposals, WordChange
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.settings import file as settings_file
from voiceapp.settings.model import Settings
from voiceapp.storage.store import Store

PYSIDE = WordChange("pie side", "PySide")
BEFORE, AFTER = "We use pie side here", "We use PySide here"
PATIENCE = 20.0


@dataclass
class Room:
    """The desk in a folder of its own, and what it proposes."""

    folder: Path
    came: threading.Condition = field(default_factory=threading.Condition)
    proposed: Proposals = ()

    def __post_init__(self) -> None:
        self.settings = LiveSettings(self.folder / "settings.toml", Settings())
        self.workers = WorkerPool()
        self.open()

    def open(self) -> None:
        self.store = Store(self.folder, RecordingFiles(), lambda _: None)
        self.store.start()
        self.desk = VocabularyDesk(self.settings, self.store, self.workers)
        self.desk.watch(self._show)

    def _show(self, proposals: Proposals) -> None:
        with self.came:
            self.proposed = proposals
            self.came.notify_all()

    def until(self, proposed: Callable[[list[WordChange]], bool]) -> bool:
        with self.came:
            return self.came.wait_for(lambda: proposed([word.change for word in self.proposed]), PATIENCE)

    def settled(self) -> list[WordChange]:
        """What is proposed once everything that was asked so far has been done."""
        done = threading.Event()
        self.store.ask(lambda _: None, lambda _: done.set())
        assert done.wait(PATIENCE)
        return [word.change for word in self.proposed]

    def close(self) -> None:
        self.store.close()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.close()
    made.workers.close()


def test_a_word_is_proposed_at_the_second_correction_and_after_a_start(room: Room) -> None:
    room.desk.corrected(BEFORE, AFTER)
    assert room.settled() == []
    room.desk.corrected("pie side is nice", "PySide is nice")
    assert room.until(lambda found: found == [PYSIDE])
    room.close()
    room.proposed = ()
    room.open()
    assert room.until(lambda found: found == [PYSIDE])


def test_what_is_taken_stands_in_the_vocabulary_and_is_proposed_no_more(room: Room) -> None:
    for _ in range(2):
        room.desk.corrected(BEFORE, AFTER)
    assert room.until(lambda found: found == [PYSIDE])
    room.desk.take(PYSIDE)
    assert room.settings().dictation.vocabulary == ("PySide",)
    assert room.until(lambda found: not found)
    kept = settings_file.load(room.folder / "settings.toml").settings
    assert kept.dictation.vocabulary == ("PySide",)


def test_never_is_for_ever_and_only_here_begins_anew(room: Room) -> None:
    for _ in range(2):
        room.desk.corrected(BEFORE, AFTER)
    assert room.until(lambda found: found == [PYSIDE])
    room.desk.only_here(PYSIDE)
    assert room.until(lambda found: not found)
    room.desk.corrected(BEFORE, AFTER)
    assert room.settled() == []
    room.desk.corrected(BEFORE, AFTER)
    assert room.until(lambda found: found == [PYSIDE])
    room.desk.never(PYSIDE)
    assert room.until(lambda found: not found)
    for _ in range(3):
        room.desk.corrected(BEFORE, AFTER)
    assert room.settled() == []


def test_only_here_writes_it_so_with_the_profile_that_held_there(room: Room) -> None:
    for _ in range(2):
        room.desk.corrected(BEFORE, AFTER, "Mail")
    assert room.until(lambda found: found == [PYSIDE])
    assert room.proposed[0].profile == "Mail"
    room.desk.only_here(PYSIDE)
    assert room.until(lambda found: not found)
    with_words = [profile for profile in room.settings().profiles.list if profile.vocabulary]
    assert [(profile.name, profile.vocabulary) for profile in with_words] == [("Mail", ("PySide",))]
    assert room.settings().dictation.vocabulary == (), "and with no other"


def test_only_here_begins_anew_where_the_profile_is_gone(room: Room) -> None:
    before = room.settings().profiles.list
    for _ in range(2):
        room.desk.corrected(BEFORE, AFTER, "Gone")
    assert room.until(lambda found: found == [PYSIDE])
    room.desk.only_here(PYSIDE)
    assert room.until(lambda found: not found)
    assert room.settings().profiles.list == before


def test_an_undone_correction_does_not_count(room: Room) -> None:
    room.desk.corrected(BEFORE, AFTER)
    room.desk.correction_undone(BEFORE, AFTER)
    room.desk.corrected(BEFORE, AFTER)
    assert room.settled() == []


@pytest.mark.parametrize("setting", ["vocabulary.learn", "privacy.keep_talks"])
def test_nothing_is_learnt_where_the_person_wants_none_kept(room: Room, setting: str) -> None:
    room.settings.change(setting, False)
    for _ in range(2):
        room.desk.corrected(BEFORE, AFTER)
    assert room.settled() == []
    room.settings.change(setting, True)
    room.desk.corrected(BEFORE, AFTER)
    assert room.settled() == []


def test_deleting_everything_deletes_what_was_learnt(room: Room) -> None:
    for _ in range(2):
        room.desk.corrected(BEFORE, AFTER)
    assert room.until(lambda found: found == [PYSIDE])
    gone = threading.Event()
    room.store.delete_everything(lambda _: gone.set())
    assert gone.wait(PATIENCE)
    room.desk.corrected(BEFORE, AFTER)
    assert room.until(lambda found: not found)


def test_words_of_a_file_are_added_and_written_into_another(room: Room) -> None:
    said: list[Sentence | Failure] = []
    told = threading.Semaphore(0)

    def tell(what: Sentence | Failure) -> None:
        said.append(what)
        told.release()

    first, second = room.folder / "in.csv", room.folder / "out.csv"
    first.write_text("written,heard\nPySide,\nby the way,btw\n", encoding="utf-8")
    asked: list[Callable[[], None]] = [
        lambda: room.desk.read_file(str(first), tell),
        lambda: room.desk.read_file(str(first), tell),
        lambda: room.desk.write_file(str(second), tell),
        lambda: room.desk.read_file(str(room.folder / "none.csv"), tell),
    ]
    for ask in asked:
        ask()
        assert told.acquire(timeout=PATIENCE)
    assert [str(each) for each in said[:2]] == ["2 words added.", "All of these words were there already."]
    assert second.read_bytes().decode().splitlines() == ["written,heard", "PySide,", "by the way,btw"]
    assert isinstance(said[3], Failure)
    assert dict(room.settings().dictation.replacements) == {"btw": "by the way"}
