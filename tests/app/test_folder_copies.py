"""Talks are saved in the person's folder while they go on, whatever the disk does."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import soundfile

from tests.app.idle import becomes
from tests.storage.ask import SECOND, found, keep
from tests.talks import said, talk_of
from voiceapp.app.folder_copies import FolderCopies
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.folder_wishes import FolderWishes
from voiceapp.core.summaries.summary import NO_SUMMARIES, Point, Section, Summaries, Summary
from voiceapp.core.transcript import ItemId, MessageState, SoundId, TalkId, TalkKind
from voiceapp.imports import Bundle
from voiceapp.storage.folder_due import note_no_changes
from voiceapp.storage.store import Store
from voiceapp.storage.summary_store import SummaryStore


class Saved:
    """A folder, the work that saves there, and what it complained of."""

    def __init__(self, store: Store, tmp_path: Path) -> None:
        self.folder = tmp_path / "vault"
        self.ledger = tmp_path / "ledger.json"
        self.wishes = FolderWishes(str(self.folder), names="{title}")
        self.failures: list[Failure] = []
        self._make = partial(FolderCopies, store, lambda: self.wishes, tmp_path / "ledger.json", self.failures.append)
        self.copies = self._make()
        self.copies.start()

    def again(self) -> None:
        """As after another start of the app."""
        self.copies.close()
        self.copies = self._make()
        self.copies.start()

    def choose(self, **wishes: object) -> None:
        self.wishes = replace(self.wishes, **wishes)  # type: ignore[arg-type]
        self.copies.wake()

    def wait_for(self, true: Callable[[], bool]) -> None:
        assert becomes(self.copies.wake, true), (self.names, self.failures)

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("[!.]*"))

    def text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text() if path.exists() else ""


def tables(store: Store) -> list[str]:
    every = "SELECT name FROM sqlite_master WHERE name LIKE 'folder%'"
    return found(lambda then: store.ask(lambda database: [name for (name,) in database.db.execute(every)], then))


def summarise(store: Store, about: Summaries) -> None:
    def keep_it(then: Answer[Summaries]) -> None:
        SummaryStore(store).keep(TalkId("talk"), lambda _: about, then)

    found(keep_it)


@pytest.fixture
def saved(store: Store, tmp_path: Path) -> Iterator[Saved]:
    saved = Saved(store, tmp_path)
    saved.wait_for(lambda: bool(tables(store)))
    yield saved
    saved.copies.close()


def test_a_talk_is_saved_and_grows_with_what_is_said(saved: Saved, store: Store) -> None:
    keep(store, "Where is the tea?")
    saved.wait_for(lambda: "Where is the tea?" in saved.text("Where is the tea.md"))
    store.keep_item(TalkId("talk"), said("In the pot?", 2))
    saved.wait_for(lambda: "In the pot?" in saved.text("Where is the tea.md"))
    assert saved.names == ["Where is the tea.json", "Where is the tea.md"]
    assert json.loads(saved.text("Where is the tea.json"))["format"] == "voiceapp"


def test_a_title_and_a_correction_come_after_it(saved: Saved, store: Store) -> None:
    keep(store, "Where is the tee?")
    saved.wait_for(lambda: len(saved.names) == 2)
    store.rename_talk(TalkId("talk"), "Tea")
    store.correct_item(TalkId("talk"), said("", 1).id, "Where is the tea?")
    saved.wait_for(lambda: "Where is the tea?" in saved.text("Tea.md"))
    assert saved.names == ["Tea.json", "Tea.md"]


def test_a_summary_comes_into_its_note_and_goes_from_it(saved: Saved, store: Store) -> None:
    keep(store, "Buy the tea.")
    saved.wait_for(lambda: len(saved.names) == 2)
    point = Point(Section.TASK, "Fetch a new pot", (said("", 1).id,))
    about = Summaries(Summary("Tea", (point,)))
    summarise(store, about)
    saved.wait_for(lambda: "Fetch a new pot" in saved.text("Buy the tea.md"))
    summarise(store, NO_SUMMARIES)
    saved.wait_for(lambda: "Fetch a new pot" not in saved.text("Buy the tea.md"))
    assert "Fetch a new pot" not in saved.text("Buy the tea.json")


def test_what_changed_while_nothing_ran_is_saved_later(saved: Saved, store: Store) -> None:
    saved.copies.close()
    keep(store, "Where is the tea?")
    saved.again()
    saved.wait_for(lambda: len(saved.names) == 2)


def test_what_changed_last_is_saved_at_the_end(saved: Saved, store: Store) -> None:
    keep(store, "Where is the tea?")
    saved.copies.close()
    assert len(saved.names) == 2


def test_only_what_is_wanted_is_saved(saved: Saved, store: Store) -> None:
    for kind in TalkKind:
        talk = talk_of(said("Hello", talk=kind.value), name=kind.value, kind=kind, title=kind.value)
        store.import_talks(Bundle((talk,), {}), lambda _: None)
    saved.wait_for(lambda: len(saved.names) == 4)
    assert "dictation.md" not in saved.names
    saved.choose(json=False, dictations=True)
    found(saved.copies.save_all)
    saved.wait_for(lambda: "dictation.md" in saved.names)
    assert "dictation.json" not in saved.names


def test_earlier_talks_are_saved_when_the_person_asks(saved: Saved, store: Store) -> None:
    saved.choose(folder="")
    keep(store, "Before")
    saved.choose(folder=str(saved.folder))
    assert found(saved.copies.save_all) == 1
    saved.wait_for(lambda: saved.names == ["Before.json", "Before.md"])


def test_the_sound_is_saved_whole_and_told_where_it_lies(saved: Saved, store: Store) -> None:
    saved.choose(sound=True)
    line = replace(said("Hello", 1), sound=SoundId("a"), sound_ms=1000)
    store.keep_whole_sound(SoundId("a"), SECOND)
    store.keep_talk(talk_of(line))
    store.keep_item(TalkId("talk"), line)
    saved.wait_for(lambda: saved.names == ["Hello.flac", "Hello.json", "Hello.md"])
    saved.wait_for(lambda: "![[Hello.flac]]" in saved.text("Hello.md"))
    places = json.loads(saved.text("Hello.json"))["sound_file"]
    assert places == {"name": "Hello.flac", "sounds": {"a": [0, len(SECOND) // 2]}}
    # What the history keeps no longer stays in the file.
    store.end_sound(SoundId("a"), keep=False)
    other = replace(said("Again", 2), sound=SoundId("b"), sound_ms=1000)
    store.keep_whole_sound(SoundId("b"), SECOND)
    store.keep_item(TalkId("talk"), other)
    saved.wait_for(lambda: '"b"' in saved.text("Hello.json"))
    assert list(json.loads(saved.text("Hello.json"))["sound_file"]["sounds"]) == ["a", "b"]


def test_what_is_taken_back_or_deleted_goes_out_of_the_files(saved: Saved, store: Store) -> None:
    saved.choose(sound=True)
    lines = [replace(said("", number), sound=SoundId(f"talk-{number}"), sound_ms=1000) for number in (1, 2)]
    lines = [replace(line, id=ItemId(f"talk-{number}")) for number, line in enumerate(lines, 1)]
    store.keep_talk(talk_of(*lines, title="Tea"))
    for line in lines:
        store.keep_whole_sound(SoundId(line.id), SECOND)
        store.keep_item(TalkId("talk"), line)
    saved.wait_for(lambda: '"talk-2"' in saved.text("Tea.json") and "sound_file" in saved.text("Tea.json"))
    store.end_sound(SoundId("talk-2"), keep=False)
    store.forget_item(TalkId("talk"), ItemId("talk-2"))
    saved.wait_for(lambda: "talk-2" not in saved.text("Tea.json"))
    assert list(json.loads(saved.text("Tea.json"))["sound_file"]["sounds"]) == ["talk-1"]
    assert soundfile.info(saved.folder / "Tea.flac").frames == len(SECOND) // 2
    store.end_sound(SoundId("talk-1"), keep=False)
    store.forget_item(TalkId("talk"), ItemId("talk-1"))
    saved.wait_for(lambda: "talk-1" not in saved.text("Tea.json"))
    saved.wait_for(lambda: saved.names == ["Tea.json", "Tea.md"])
    assert "sound_file" not in saved.text("Tea.json")


def test_the_sound_of_a_talk_that_goes_on_waits_until_it_is_quiet(saved: Saved, store: Store) -> None:
    saved.choose(sound=True)
    line = replace(said("Hello", 1), at=time.time(), sound=SoundId("a"), sound_ms=1000)
    store.keep_whole_sound(SoundId("a"), SECOND)
    talk = replace(talk_of(line), ended_at=None)
    store.keep_talk(talk)
    store.keep_item(TalkId("talk"), line)
    saved.wait_for(lambda: "Hello" in saved.text("Hello.md"))
    assert "Hello.flac" not in saved.names
    store.keep_talk(replace(talk, ended_at=time.time()))
    saved.wait_for(lambda: "Hello.flac" in saved.names)


def test_the_sound_of_a_line_that_grows_waits_however_long_it_takes(saved: Saved, store: Store) -> None:
    saved.choose(sound=True)
    line = replace(said("Hello", 1), at=time.time() - 300, sound=SoundId("a"), state=MessageState.GROWING)
    store.keep_sound(SoundId("a"), SECOND)
    store.keep_talk(replace(talk_of(line), ended_at=None))
    store.keep_item(TalkId("talk"), line)
    saved.wait_for(lambda: "Hello" in saved.text("Hello.md"))
    assert "Hello.flac" not in saved.names
    store.keep_sound(SoundId("a"), SECOND)
    store.end_sound(SoundId("a"), keep=True)
    store.keep_item(TalkId("talk"), replace(line, sound_ms=2000, state=MessageState.DONE))
    saved.wait_for(lambda: "Hello.flac" in saved.names)
    assert soundfile.info(saved.folder / "Hello.flac").frames == len(SECOND)


def test_files_stay_when_a_talk_is_deleted_unless_they_shall_go(saved: Saved, store: Store) -> None:
    keep(store, "Tea", name="tea")
    keep(store, "Coffee", name="coffee")
    saved.wait_for(lambda: len(saved.names) == 4)
    store.delete_talk(TalkId("tea"))
    store.purge(TalkId("tea"))
    saved.wait_for(lambda: '"tea"' not in saved.ledger.read_text())
    saved.choose(deletes=True)
    store.delete_talk(TalkId("coffee"))
    saved.wait_for(lambda: "Coffee.md" not in saved.names)
    assert saved.names == ["Tea.json", "Tea.md"]
    store.restore_talk(TalkId("coffee"))
    saved.wait_for(lambda: "Coffee.md" in saved.names)


def test_a_folder_that_is_away_is_said_once_and_made_up_for(saved: Saved, store: Store, tmp_path: Path) -> None:
    keep(store, "Tea", name="tea")
    saved.wait_for(lambda: len(saved.names) == 2)
    saved.folder.rename(tmp_path / "unplugged")
    keep(store, "Coffee", name="coffee")
    saved.wait_for(lambda: bool(saved.failures))
    saved.copies.wake()
    keep(store, "Cocoa", name="cocoa")
    (tmp_path / "unplugged").rename(saved.folder)
    saved.wait_for(lambda: len(saved.names) == 6)
    assert len(saved.failures) == 1
    assert str(saved.folder) in str(saved.failures[0].sentence)


def test_a_folder_that_takes_nothing_is_said_once_and_made_up_for(saved: Saved, store: Store) -> None:
    keep(store, "Tea", name="tea")
    saved.wait_for(lambda: len(saved.names) == 2)
    (saved.folder / "Coffee").write_text("a file where a folder is wanted")
    saved.choose(names="Coffee/{title}")
    saved.wait_for(lambda: bool(saved.failures))
    (saved.folder / "Coffee").unlink()
    saved.wait_for((saved.folder / "Coffee" / "Tea.md").exists)
    assert len(saved.failures) == 1


def test_a_talk_that_cannot_be_saved_keeps_no_other_waiting(saved: Saved, store: Store) -> None:
    saved.choose(names="{title}/talk")
    keep(store, "Tea", name="tea")
    saved.wait_for((saved.folder / "Tea" / "talk.md").exists)
    (saved.folder / "Coffee").write_text("a file where a folder is wanted")
    for title in ("Coffee", "Cocoa", "Milk"):
        keep(store, title, name=title)
    saved.wait_for((saved.folder / "Milk" / "talk.md").exists)
    assert (saved.folder / "Cocoa" / "talk.json").exists()
    saved.wait_for(lambda: bool(saved.failures))
    keep(store, "Water", name="water")
    saved.wait_for((saved.folder / "Water" / "talk.md").exists)
    (told,) = saved.failures
    assert "“Coffee”" in str(told.sentence)
    (saved.folder / "Coffee").unlink()
    saved.wait_for((saved.folder / "Coffee" / "talk.md").exists)


def test_a_talk_whose_recordings_are_gone_gets_no_file_for_sound(saved: Saved, store: Store) -> None:
    saved.choose(sound=True)
    line = replace(said("Hello", 1), sound=SoundId("gone"), sound_ms=1000)
    store.keep_talk(talk_of(line))
    store.keep_item(TalkId("talk"), line)
    saved.wait_for(lambda: "Hello" in saved.text("Hello.md"))
    assert saved.names == ["Hello.json", "Hello.md"]
    assert "sound_file" not in saved.text("Hello.json")


def test_what_the_person_changed_is_told(saved: Saved, store: Store) -> None:
    keep(store, "Tea")
    saved.wait_for(lambda: len(saved.names) == 2)
    (saved.folder / "Tea.md").write_text("mine")
    store.keep_item(TalkId("talk"), said("More", 2))
    saved.wait_for(lambda: "More" in saved.text("Tea (2).md"))
    assert saved.text("Tea.md") == "mine"
    saved.wait_for(lambda: ["Tea.md" in str(failure.sentence) for failure in saved.failures] == [True])


def test_where_changes_were_not_noted_what_was_saved_is_looked_at_again(saved: Saved, store: Store) -> None:
    keep(store, "Tea")
    saved.wait_for(lambda: len(saved.names) == 2)
    saved.copies.close()
    # As in a database that took the place of a damaged one.
    store.change(lambda database: note_no_changes(database.db))
    store.rename_talk(TalkId("talk"), "Coffee")
    saved.again()
    saved.wait_for(lambda: saved.names == ["Coffee.json", "Coffee.md"])


def test_no_folder_means_that_nothing_is_noted(saved: Saved, store: Store) -> None:
    saved.choose(folder="")

    saved.wait_for(lambda: tables(store) == [])
    keep(store, "Tea")
    saved.copies.close()
    assert (tables(store), saved.names) == ([], [])
