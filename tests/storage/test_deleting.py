"""What is deleted can be restored as long as the person wants that, and is nowhere afterwards."""

import os
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.storage.ask import SECOND, answer, found, keep, load, page, sound
from tests.storage.conftest import Kept, Opener
from tests.talks import answered, said
from voiceapp.core.failures import Failure
from voiceapp.core.history import Retention
from voiceapp.core.transcript import (
    ItemId,
    MessageState,
    SoundId,
    Spent,
    TalkId,
    Usage,
)
from voiceapp.storage.disk_trouble import NOT_RESTORED

AT_ONCE = Retention(deleted_days=0)


def test_a_deleted_talk_can_be_restored_also_another_day(open_store: Opener) -> None:
    first = open_store()
    keep(first.store, "one")
    keep(first.store, "two", name="other")
    first.store.delete_talk(TalkId("talk"))
    assert [talk.id for talk in page(first.store).talks] == ["other"]
    first.store.restore_talk(TalkId("talk"))
    assert page(first.store).total == 2
    first.store.delete_talk(TalkId("talk"))
    first.store.close()
    second = open_store()
    assert [talk.id for talk in page(second.store).talks] == ["other"]
    second.store.restore_talk(TalkId("talk"))
    assert page(second.store).total == 2


def test_where_nothing_deleted_is_kept_it_cannot_be_restored(kept: Kept) -> None:
    kept.store.retain(AT_ONCE)
    keep(kept.store, "one")
    kept.store.delete_talk(TalkId("talk"))
    kept.store.restore_talk(TalkId("talk"))
    assert page(kept.store).total == 0
    assert kept.noticed == [NOT_RESTORED]


def test_talking_on_in_a_deleted_talk_brings_it_back(kept: Kept) -> None:
    keep(kept.store, "one")
    kept.store.delete_talk(TalkId("talk"))
    kept.store.keep_item(TalkId("talk"), answered("an answer that came late", 2))
    assert page(kept.store).total == 0
    kept.store.keep_item(TalkId("talk"), said("two", 3))
    assert page(kept.store).total == 1


def test_deleted_words_are_nowhere_in_the_files(open_store: Opener, tmp_path: Path) -> None:
    first = open_store()
    keep(first.store, "xylophonic secret")
    keep(first.store, "ordinary", name="other")
    first.store.keep_sound(SoundId("talk-0001"), SECOND)
    first.store.end_sound(SoundId("talk-0001"), keep=True)
    first.store.keep_item(TalkId("talk"), said("xylophonic secret", sound=SoundId("talk-0001")))
    first.store.settle()
    first.store.delete_talk(TalkId("talk"))
    first.store.purge(TalkId("talk"))
    first.store.close()
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            assert b"xylophonic" not in path.read_bytes()
            assert path.suffix != ".wav"


def words_in_files(folder: Path, *words: bytes) -> list[tuple[str, bytes]]:
    contents = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(name, word) for name, content in contents for word in words if word in content]


def many(kept: Kept) -> None:
    """So many lines that the index has pages of its own for their words."""
    for number in range(40):
        keep(kept.store, *(f"line {number} {place} and some other words" for place in range(20)), name=f"t{number}")


def test_a_deleted_line_is_nowhere_in_the_files_while_the_app_runs(kept: Kept) -> None:
    many(kept)
    keep(kept.store, "ordinary", "xylophonic secret", name="talk")
    kept.store.settle()
    assert words_in_files(kept.store.folder, b"xylophonic")
    kept.store.retain(AT_ONCE)
    kept.store.delete_item(TalkId("talk"), ItemId("talk-0002"))
    kept.store.settle()
    assert words_in_files(kept.store.folder, b"xylophonic", b"xylopho", b"ylophonic") == []
    assert page(kept.store, "ordinary").total == 1


def test_a_name_that_was_given_and_taken_away_is_nowhere_in_the_files(kept: Kept) -> None:
    many(kept)
    keep(kept.store, "ordinary")
    kept.store.rename_talk(TalkId("talk"), "xylophonic matters")
    kept.store.settle()
    assert page(kept.store, "xylophonic").total == 1
    kept.store.rename_talk(TalkId("talk"), "other matters")
    kept.store.settle()
    assert words_in_files(kept.store.folder, b"xylophonic") == []


def test_words_that_became_others_are_nowhere_in_the_files_when_the_app_has_ended(kept: Kept) -> None:
    """As a recogniser takes back what it took for a word."""
    many(kept)
    kept.store.keep_item(TalkId("talk"), said("xylophonic", state=MessageState.GROWING))
    kept.store.settle()
    kept.store.keep_item(TalkId("talk"), said("silent phone"))
    kept.store.settle()
    kept.store.close()
    assert words_in_files(kept.store.folder, b"xylophonic") == []


def test_a_line_that_was_never_said_is_nowhere_in_the_files_when_the_app_has_ended(kept: Kept) -> None:
    """As a noise that was taken for words: nothing is written anew for it while somebody talks."""
    many(kept)
    keep(kept.store, "ordinary", "xylophonic noise")
    kept.store.settle()
    kept.store.forget_item(TalkId("talk"), ItemId("talk-0002"))
    kept.store.settle()
    database = kept.store._writer.database
    assert database is not None
    assert (database.index.has_deleted, database.index.has_replaced) == (False, True)
    assert page(kept.store, "xylophonic").total == 0
    kept.store.close()
    assert words_in_files(kept.store.folder, b"xylophonic", b"xylopho", b"cinohpolyx") == []


def test_a_reply_that_grows_does_not_have_the_index_written_anew_each_time(kept: Kept) -> None:
    keep(kept.store, "ordinary")
    for length in range(1, 20):
        kept.store.keep_item(
            TalkId("talk"), answered("a word and a word and a word"[:length], state=MessageState.GROWING)
        )
        kept.store.settle()
    database = kept.store._writer.database
    assert database is not None
    assert not database.index.has_deleted
    assert not database.index.has_replaced


def test_deleting_everything_deletes_every_copy_that_was_put_aside(tmp_path: Path, open_store: Opener) -> None:
    keep_and_damage(open_store, tmp_path / "data" / "voiceapp.db")
    second = open_store()
    assert words_in_files(second.store.folder, b"xylophonic")
    (second.store.folder / "sounds" / "growing" / "1~broken.wav").write_bytes(b"xylophonic")
    before = found(second.store.room)
    assert before.database > sum(file.stat().st_size for file in second.store.folder.glob("voiceapp-damaged-*"))
    room = found(second.store.delete_everything)
    assert room.database < before.database
    assert words_in_files(second.store.folder, b"xylophonic") == []
    names = {file.name for file in second.store.folder.iterdir()}
    assert names == {"voiceapp.db", "voiceapp.db-wal", "voiceapp.db-shm", "voiceapp.lock", "sounds"}


def keep_and_damage(open_store: Opener, path: Path) -> None:
    """The next start finds a damaged database, and puts it aside."""
    first = open_store()
    keep(first.store, *(f"xylophonic line {line}" for line in range(200)))
    first.store.close()
    whole = bytearray(path.read_bytes())
    whole[:16] = b"not a database!!"
    path.write_bytes(whole)


def test_a_copy_that_was_put_aside_is_kept_as_long_as_words_are(open_store: Opener, tmp_path: Path) -> None:
    keep_and_damage(open_store, tmp_path / "data" / "voiceapp.db")
    second = open_store()
    broken = second.store.folder / "sounds" / "growing" / "1~broken.wav"
    broken.write_bytes(b"what could not be made whole")
    (copy,) = second.store.folder.glob("voiceapp-damaged-*.db")
    second.store.retain(Retention(sound_days=7, word_days=7))
    second.store.settle()
    assert copy.exists()
    assert broken.exists()
    for file in (copy, broken):
        os.utime(file, (second.store._now() - 8 * 86_400,) * 2)
    second.store.retain(Retention(sound_days=7))
    second.store.settle()
    assert copy.exists()
    assert not broken.exists()
    second.store.retain(Retention(word_days=7))
    second.store.settle()
    assert not copy.exists()


def test_where_no_talks_are_kept_a_copy_stays_for_a_day(open_store: Opener, tmp_path: Path) -> None:
    keep_and_damage(open_store, tmp_path / "data" / "voiceapp.db")
    second = open_store()
    second.store.retain(Retention(talks=False))
    second.store.settle()
    (copy,) = second.store.folder.glob("voiceapp-damaged-*.db")
    os.utime(copy, (second.store._now() - 1.1 * 86_400,) * 2)
    second.store.close()
    assert list(second.store.folder.glob("voiceapp-damaged-*")) == []


def test_a_copy_is_left_no_longer_than_what_is_deleted_can_be_restored(open_store: Opener, tmp_path: Path) -> None:
    path = tmp_path / "data" / "voiceapp.db"
    keep_and_damage(open_store, path)
    month_ago = time.time() - 31 * 86_400
    os.utime(path, (month_ago, month_ago))
    second = open_store()
    second.store.retain(Retention(deleted_days=30))
    second.store.settle()
    (copy,) = second.store.folder.glob("voiceapp-damaged-*.db")
    assert copy.exists(), "its age counts from when it was put aside"
    os.utime(copy, (second.store._now() - 31 * 86_400,) * 2)
    second.store.retain(Retention(deleted_days=40))
    second.store.settle()
    assert copy.exists()
    second.store.retain(Retention(deleted_days=30))
    second.store.settle()
    assert not copy.exists()


@pytest.mark.parametrize("one", [True, False], ids=["one thing", "all of it"])
def test_what_is_purged_is_in_no_copy_either(open_store: Opener, tmp_path: Path, *, one: bool) -> None:
    keep_and_damage(open_store, tmp_path / "data" / "voiceapp.db")
    second = open_store()
    keep(second.store, "a secret", name="gone")
    (copy,) = second.store.folder.glob("voiceapp-damaged-*.db")
    assert b"xylophonic" in copy.read_bytes()
    second.store.delete_talk(TalkId("gone"))
    second.store.settle()
    assert copy.exists(), "it can be restored, so nothing is gone for good"
    second.store.purge(TalkId("gone") if one else None)
    second.store.settle()
    assert list(second.store.folder.glob("voiceapp-damaged-*")) == []


def test_deleting_everything_leaves_no_word_and_no_sound_but_the_bill(kept: Kept) -> None:
    bill = (Spent("model", Usage(audio_in=7), 0.25),)
    kept.store.keep_item(TalkId("talk"), said("a secret", spent=bill, at=1_000_000.5))
    kept.store.keep_sound(SoundId("s"), SECOND)
    kept.store.settle()
    room = found(kept.store.delete_everything)
    assert room.sounds == 0
    assert room.free > 0
    assert page(kept.store).total == 0
    assert b"secret" not in (kept.store.folder / "voiceapp.db").read_bytes()
    assert found(partial(kept.store.spent_since, 0)) == [(950_400.0, bill[0])]


def test_old_recordings_go_and_words_stay(kept: Kept) -> None:
    now = kept.store._now()
    for name, age, state in (
        ("old", 8, MessageState.DONE),
        ("new", 6, MessageState.DONE),
        ("wait", 9, MessageState.WAITING),
    ):
        message = said(name, talk=name, at=now - age * 86_400, sound=SoundId(name), sound_ms=1000, state=state)
        kept.store.keep_item(TalkId(name), message)
        kept.store.keep_sound(SoundId(name), SECOND)
        kept.store.end_sound(SoundId(name), keep=True)
    kept.store.settle()
    kept.store.retain(Retention(sound_days=7))
    assert sound(kept.store, "old") == b""
    assert sound(kept.store, "new") == SECOND
    assert sound(kept.store, "wait") == SECOND
    (old,) = load(kept.store, "old").items
    assert old == replace(said("old", talk="old", at=old.at), sound_ms=1000)


def test_old_talks_go_unless_they_are_pinned_or_wait(kept: Kept) -> None:
    now = kept.store._now()
    for name, age in (("old", 40), ("new", 20), ("pinned", 40), ("waiting", 40)):
        state = MessageState.WAITING if name == "waiting" else MessageState.DONE
        kept.store.keep_item(TalkId(name), said(name, talk=name, at=now - age * 86_400, state=state))
    kept.store.pin_talk(TalkId("pinned"), pinned=True)
    kept.store.retain(Retention(word_days=30))
    assert {talk.id for talk in page(kept.store).talks} == {"new", "pinned", "waiting"}


def test_a_talk_that_is_not_to_be_kept_is_forgotten_when_the_next_begins(open_store: Opener, tmp_path: Path) -> None:
    first = open_store()
    keep(first.store, "kept before", name="before")
    first.store.retain(Retention(talks=False))
    first.store.settle()
    first.store.keep_sound(SoundId("one-0001"), SECOND)
    first.store.end_sound(SoundId("one-0001"), keep=True)
    first.store.keep_item(TalkId("one"), said("xylophonic", talk="one", sound=SoundId("one-0001")))
    assert load(first.store, "one").items
    assert [talk.id for talk in page(first.store).talks] == ["before"]
    keep(first.store, "yachting", name="two")
    first.store.settle()
    assert sound(first.store, "one-0001") == b""
    gone = answer(partial(first.store.load_talk, TalkId("one")))
    assert isinstance(gone, Failure)
    assert load(first.store, "two").items
    first.store.close()
    for path in (tmp_path / "data").rglob("*"):
        assert path.is_dir() or not any(word in path.read_bytes() for word in (b"xylophonic", b"yachting"))
    assert [talk.id for talk in page(open_store().store).talks] == ["before"]
