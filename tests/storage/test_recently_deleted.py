"""What the person deleted: found by nobody but them, restored whole, and gone when they or the calendar say so."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.storage.ask import SECOND, found, keep, load, page, sound
from tests.storage.conftest import Kept, Opener
from tests.storage.test_deleting import AT_ONCE, many, words_in_files
from tests.talks import answered, said, talk_of
from voiceapp.core.history import DeletedEntry, Retention
from voiceapp.core.talk.corrections import corrected
from voiceapp.core.transcript import Image, ItemId, Message, MessageState, SoundId, Spent, Talk, TalkId, Usage
from voiceapp.imports import Bundle
from voiceapp.storage import schema
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import NOT_RESTORED
from voiceapp.storage.store import Store

DAY = 86_400.0
TALK = TalkId("talk")
SECRET = said(
    "xylophonic secret",
    2,
    sound=SoundId("talk-0002"),
    sound_ms=1000,
    images=(Image("image/png", b"picture", 3, 4),),
    spent=(Spent("model", Usage(audio_in=7), 0.25),),
)
LINES = (said("one", 1), SECRET, answered("three", 3))


def fill(store: Store) -> None:
    store.keep_talk(talk_of(*LINES))
    for item in LINES:
        store.keep_item(TALK, item)
    store.keep_sound(SoundId("talk-0002"), SECOND)
    store.end_sound(SoundId("talk-0002"), keep=True)
    store.settle()


def by_the_history(store: Store) -> None:
    store.delete_item(TALK, SECRET.id)


def by_the_talk(store: Store) -> None:
    store.set_item_aside(TALK, SECRET)


WAYS: tuple[Callable[[Store], None], ...] = (by_the_history, by_the_talk)


def deleted(store: Store) -> tuple[DeletedEntry, ...]:
    return found(store.find_deleted)


@pytest.mark.parametrize("delete", WAYS)
def test_a_deleted_message_is_found_by_nobody_and_restored_whole(kept: Kept, delete: Callable[[Store], None]) -> None:
    fill(kept.store)
    before = page(kept.store).talks
    delete(kept.store)
    assert [item.id for item in load(kept.store).items] == ["talk-0001", "talk-0003"]
    assert page(kept.store, "xylophonic").total == 0
    assert page(kept.store, "one").total == 1
    (listed,) = page(kept.store).talks
    assert (listed.items, listed.sound_ms) == (2, 0)
    (entry,) = deleted(kept.store)
    assert (entry.talk, entry.title, entry.item) == (TALK, "one", SECRET)
    assert sound(kept.store, "talk-0002") == SECOND, "kept with it"
    kept.store.restore_item(TALK, SECRET.id)
    assert load(kept.store).items == LINES, "where it was"
    assert page(kept.store, "xylophonic").total == 1
    assert page(kept.store).talks == before
    assert deleted(kept.store) == ()


def test_keeping_a_deleted_message_again_restores_it(kept: Kept) -> None:
    """As the talk that goes on does it, and before the disk had heard of anything."""
    fill(kept.store)
    kept.store.set_item_aside(TALK, SECRET)
    kept.store.keep_item(TALK, SECRET)
    assert load(kept.store).items == LINES
    kept.store.set_item_aside(TALK, SECRET)
    kept.store.settle()
    kept.store.keep_item(TALK, SECRET)
    assert load(kept.store).items == LINES
    assert page(kept.store, "xylophonic").total == 1


def test_what_was_deleted_before_it_was_ever_written_can_be_restored(kept: Kept) -> None:
    keep(kept.store, "one")
    kept.store.keep_item(TALK, SECRET)
    kept.store.set_item_aside(TALK, SECRET)
    (entry,) = deleted(kept.store)
    assert entry.item == SECRET


def test_words_that_come_late_do_not_restore_what_was_deleted(kept: Kept) -> None:
    """Only the talk itself keeps a line, and it has none of that name any more; a correction changes nothing either."""
    fill(kept.store)
    kept.store.delete_item(TALK, SECRET.id)
    kept.store.correct_item(TALK, SECRET.id, "other words")
    (entry,) = deleted(kept.store)
    assert entry.item == SECRET


@pytest.mark.parametrize("delete", WAYS)
def test_what_is_let_go_is_nowhere_in_the_files(kept: Kept, delete: Callable[[Store], None]) -> None:
    many(kept)
    fill(kept.store)
    delete(kept.store)
    kept.store.settle()
    assert words_in_files(kept.store.folder, b"xylophonic secret"), "it can still be restored"
    kept.store.purge(TALK, SECRET.id)
    kept.store.settle()
    assert words_in_files(kept.store.folder, b"xylophonic", b"xylopho", b"ylophonic", b"cinohpolyx") == []
    assert sound(kept.store, "talk-0002") == b""
    assert not [path for path in kept.store.folder.rglob("*.wav") if "talk-0002" in path.name]
    assert kept.noticed == []
    kept.store.restore_item(TALK, SECRET.id)
    assert len(load(kept.store).items) == 2
    assert kept.noticed == [NOT_RESTORED], "it is said"
    assert page(kept.store, "three").total == 1


@pytest.mark.parametrize("delete", WAYS)
def test_where_nothing_deleted_is_kept_it_goes_at_once(kept: Kept, delete: Callable[[Store], None]) -> None:
    many(kept)
    kept.store.retain(AT_ONCE)
    fill(kept.store)
    delete(kept.store)
    kept.store.settle()
    assert words_in_files(kept.store.folder, b"xylophonic", b"xylopho", b"ylophonic") == []
    assert sound(kept.store, "talk-0002") == b""
    assert deleted(kept.store) == ()


def test_what_was_kept_goes_when_nothing_deleted_is_to_be_kept_any_more(kept: Kept) -> None:
    fill(kept.store)
    keep(kept.store, "yachting", name="other")
    kept.store.delete_item(TALK, SECRET.id)
    kept.store.delete_talk(TalkId("other"))
    kept.store.retain(AT_ONCE)
    kept.store.settle()
    assert words_in_files(kept.store.folder, b"xylophonic", b"yachting") == []


def test_letting_go_touches_nothing_that_is_not_deleted(kept: Kept) -> None:
    fill(kept.store)
    kept.store.purge(TALK)
    kept.store.purge(TALK, SECRET.id)
    kept.store.purge(TalkId("unknown"))
    kept.store.purge(TalkId("unknown"), SECRET.id)
    kept.store.purge()
    assert load(kept.store).items == LINES


def test_all_of_it_can_be_let_go_together(kept: Kept) -> None:
    fill(kept.store)
    keep(kept.store, "yachting", name="other")
    keep(kept.store, "ordinary", name="third")
    kept.store.delete_item(TALK, SECRET.id)
    kept.store.delete_talk(TalkId("other"))
    assert [(entry.talk, entry.item is None, entry.items) for entry in deleted(kept.store)] == [
        ("other", True, 1),
        ("talk", False, 0),
    ]
    kept.store.purge()
    kept.store.settle()
    assert words_in_files(kept.store.folder, b"xylophonic", b"yachting") == []
    assert {talk.id for talk in page(kept.store).talks} == {"talk", "third"}


def test_it_goes_after_its_time_and_not_before(tmp_path: Path) -> None:
    clock = [1_000_000.0]
    kept = Kept(tmp_path / "data", now=lambda: clock[0])
    rule = Retention(deleted_days=7)
    kept.store.retain(rule)
    fill(kept.store)
    keep(kept.store, "yachting", name="other")
    kept.store.pin_talk(TalkId("other"), pinned=True)
    kept.store.delete_item(TALK, SECRET.id)
    kept.store.settle()
    clock[0] += DAY
    kept.store.delete_talk(TalkId("other"))
    kept.store.settle()
    clock[0] += 5.9 * DAY
    kept.store.retain(rule)
    assert len(deleted(kept.store)) == 2
    clock[0] += 0.2 * DAY
    kept.store.retain(rule)
    assert [entry.talk for entry in deleted(kept.store)] == ["other"]
    assert words_in_files(kept.store.folder, b"xylophonic") == []
    clock[0] += 1.1 * DAY
    kept.store.close()
    assert words_in_files(kept.store.folder, b"yachting") == []


def test_a_talk_of_which_all_was_deleted_is_not_listed_and_comes_back_with_it(open_store: Opener) -> None:
    first = open_store()
    keep(first.store, "one")
    first.store.delete_item(TALK, ItemId("talk-0001"))
    assert page(first.store).total == 0
    first.store.close()
    second = open_store()
    second.store.restore_item(TALK, ItemId("talk-0001"))
    assert [talk.title for talk in page(second.store).talks] == ["one"]


def test_the_recording_of_what_was_deleted_is_not_taken_for_a_lost_one(open_store: Opener) -> None:
    first = open_store()
    fill(first.store)
    first.store.delete_item(TALK, SECRET.id)
    first.store.close()
    second = open_store()
    assert second.repaired.adopted == 0
    assert sound(second.store, "talk-0002") == SECOND


def test_what_grew_when_the_app_was_killed_stays_deleted(open_store: Opener) -> None:
    first = open_store()
    first.store.keep_item(TALK, said("one", 1))
    first.store.set_item_aside(TALK, replace(SECRET, state=MessageState.GROWING, sound=None))
    first.store.close()
    second = open_store()
    assert second.repaired.waiting == 0, "nobody is asked about it"
    (entry,) = deleted(second.store)
    assert isinstance(entry.item, Message)
    assert entry.item.state is MessageState.WAITING, "but it does not grow for ever"


def test_what_belongs_to_a_deleted_talk_is_listed_once_that_is_back(kept: Kept) -> None:
    fill(kept.store)
    kept.store.delete_item(TALK, SECRET.id)
    kept.store.delete_talk(TALK)
    assert [entry.item for entry in deleted(kept.store)] == [None]
    kept.store.restore_talk(TALK)
    assert [entry.item for entry in deleted(kept.store)] == [SECRET]


def test_a_talk_that_is_not_kept_is_not_listed(kept: Kept) -> None:
    kept.store.retain(Retention(talks=False))
    kept.store.settle()
    fill(kept.store)
    kept.store.delete_item(TALK, SECRET.id)
    assert deleted(kept.store) == ()


def test_what_waits_deleted_does_not_keep_an_old_talk(kept: Kept) -> None:
    old = kept.store._now() - 40 * DAY
    kept.store.keep_item(TALK, said("one", 1, at=old))
    kept.store.keep_item(TALK, said("two", 2, at=old, state=MessageState.WAITING))
    kept.store.delete_item(TALK, ItemId("talk-0002"))
    kept.store.retain(Retention(word_days=30))
    assert page(kept.store).total == 0
    assert deleted(kept.store) == ()


def test_an_imported_talk_does_not_push_out_a_deleted_one_of_its_name(kept: Kept) -> None:
    keep(kept.store, "one")
    first = load(kept.store)
    kept.store.delete_talk(TALK)
    other = talk_of(said("another", 1), name="talk")
    assert found(partial(kept.store.import_talks, Bundle((other,), {}))) == ("talk-copy2",)
    assert [entry.talk for entry in deleted(kept.store)] == ["talk"]
    assert found(partial(kept.store.import_talks, Bundle((first,), {}))) == ("talk",)
    assert deleted(kept.store) == ()


def test_a_message_of_a_saved_talk_is_corrected_and_as_it_was_again(kept: Kept) -> None:
    fill(kept.store)
    before = load(kept.store)
    kept.store.correct_item(TALK, SECRET.id, "silent phone")
    assert load(kept.store).items == (LINES[0], corrected(SECRET, "silent phone"), LINES[2])
    assert page(kept.store, "xylophonic").total == 0
    assert page(kept.store, "silent").total == 1
    kept.store.undo_correction(TALK, SECRET)
    assert load(kept.store) == before
    assert page(kept.store, "xylophonic").total == 1
    kept.store.correct_item(TalkId("unknown"), SECRET.id, "nothing")
    kept.store.correct_item(TALK, ItemId("unknown"), "nothing")
    assert load(kept.store) == before


def test_a_name_that_was_given_is_taken_back(kept: Kept) -> None:
    keep(kept.store, "one")
    (before,) = page(kept.store).talks
    assert (before.title, before.named) == ("one", False)
    kept.store.rename_talk(TALK, "By hand")
    (by_hand,) = page(kept.store).talks
    assert (by_hand.title, by_hand.named) == ("By hand", True)
    kept.store.rename_talk(TALK, before.title, by_hand=before.named)
    assert page(kept.store).talks == (before,)
    kept.store.keep_talk(Talk(TALK, 1.0, title="As the assistant calls it"))
    (entitled,) = page(kept.store).talks
    assert entitled.title == "As the assistant calls it", "it is not taken for a name by hand"
    kept.store.rename_talk(TALK, "By hand")
    kept.store.rename_talk(TALK, entitled.title, by_hand=entitled.named)
    assert page(kept.store).talks == (entitled,)


def test_a_file_of_before_is_brought_up_to_date_and_a_later_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "voiceapp.db"
    db = sqlite3.connect(path, isolation_level=None)
    schema.migrate(db, schema.STEPS[:-1])
    db.close()
    database = Database(path)
    assert database.migrate() == 1
    database.put_whole(talk_of(said("one", 1)))
    assert [item.id for item in database.items(1)] == ["talk-0001"]
    with pytest.raises(schema.NewerFileError):
        schema.refuse_newer(database.db, schema.STEPS[:-1])
    database.close()
