"""The store as a talk writes to it."""

import shutil
import sqlite3
import stat
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.storage.ask import SECOND, answer, keep, load, page, sound
from tests.storage.conftest import Kept, Opener
from tests.storage.wav import WavFiles
from tests.talks import answered, said, talk_of
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import TalkKeeper
from voiceapp.core.transcript import (
    Image,
    ItemId,
    Message,
    MessageState,
    SoundId,
    TalkId,
    ToolCall,
    ToolState,
    Word,
)
from voiceapp.storage import schema
from voiceapp.storage.damaged_database import is_database
from voiceapp.storage.disk_trouble import StoreRefusedError
from voiceapp.storage.store import Store


def test_the_store_is_a_keeper(kept: Kept) -> None:
    keeper: TalkKeeper = kept.store
    assert keeper is kept.store


def test_what_was_kept_is_there_in_order(kept: Kept) -> None:
    first = said("Where is the tea?", words=(Word("Where", 0, 200), Word("is", 200, 300)))
    look = ToolCall(
        ItemId("talk-0002"), 2.0, "look", '{"where": "kitchen"}', "In the tin.", ToolState.DONE, "call_1", 2.5
    )
    last = answered("In the tin.", 3, heard=6, state=MessageState.CUT, images=(Image("image/png", b"\x89PNG", 3, 4),))
    talk = talk_of(first, look, last)
    kept.store.keep_talk(talk)
    for item in talk.items:
        kept.store.keep_item(talk.id, item)
    assert load(kept.store) == talk


def test_the_newest_of_an_item_counts(kept: Kept) -> None:
    kept.store.keep_talk(talk_of(said("W")))
    for end in range(1, 30):
        kept.store.keep_item(TalkId("talk"), said("Where is the tea, I asked?"[:end]))
        if end == 10:
            kept.store.settle()
    assert [item.text for item in load(kept.store).items] == ["Where is the tea, I asked?"]  # type: ignore[union-attr]


def test_a_forgotten_item_is_gone_with_its_sound(kept: Kept) -> None:
    kept.store.keep_sound(SoundId("talk-0001"), SECOND)
    kept.store.end_sound(SoundId("talk-0001"), keep=True)
    kept.store.keep_talk(talk_of())
    kept.store.keep_item(TalkId("talk"), said("secret", sound=SoundId("talk-0001")))
    kept.store.settle()
    kept.store.forget_item(TalkId("talk"), ItemId("talk-0001"))
    assert load(kept.store).items == ()
    assert sound(kept.store, "talk-0001") == b""
    assert page(kept.store, "secret").total == 0


def test_a_sound_can_be_read_while_it_grows_and_when_it_is_whole(kept: Kept) -> None:
    kept.store.keep_sound(SoundId("s"), SECOND)
    kept.store.keep_sound(SoundId("s"), b"\x01\x00")
    assert sound(kept.store, "s") == SECOND + b"\x01\x00"
    kept.store.end_sound(SoundId("s"), keep=True)
    assert sound(kept.store, "s") == SECOND + b"\x01\x00"


def test_a_sound_that_is_not_wanted_leaves_nothing(kept: Kept) -> None:
    kept.store.keep_item(TalkId("talk"), said("hush", sound=SoundId("s")))
    kept.store.keep_sound(SoundId("s"), SECOND)
    kept.store.end_sound(SoundId("s"), keep=True)
    kept.store.end_sound(SoundId("s"), keep=False)
    assert sound(kept.store, "s") == b""
    assert load(kept.store).items == (said("hush"),)
    # The transcript in memory still speaks of the recording; the store knows better.
    kept.store.keep_item(TalkId("talk"), said("hush!", sound=SoundId("s")))
    assert load(kept.store).items == (said("hush!"),)


def test_only_the_owner_can_read_what_was_said(kept: Kept) -> None:
    keep(kept.store, "a secret")
    kept.store.keep_sound(SoundId("s"), SECOND)
    kept.store.end_sound(SoundId("s"), keep=True)
    kept.store.settle()
    kept.store.keep_sound(SoundId("growing"), SECOND)
    kept.store.settle()
    paths = [kept.store.folder, *kept.store.folder.rglob("*")]
    assert len([path for path in paths if path.is_file()]) >= 3
    for path in paths:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_a_talk_that_is_not_there_is_said_so(kept: Kept) -> None:
    got = answer(partial(kept.store.load_talk, TalkId("nowhere")))
    assert isinstance(got, Failure)
    assert got.kind is FailureKind.NOT_FOUND


def test_what_was_kept_is_there_after_the_app_was_started_again(open_store: Opener) -> None:
    first = open_store()
    keep(first.store, "one", "two")
    first.store.close()
    second = open_store()
    assert [item.id for item in load(second.store).items] == ["talk-0001", "talk-0002"]
    assert second.repaired.sentence is None


def test_halves_of_characters_are_kept_as_marks(kept: Kept) -> None:
    keep(kept.store, "a \ud83d b")
    assert [item.text for item in load(kept.store).items] == ["a � b"]  # type: ignore[union-attr]


# --- other people's files


def test_a_file_of_a_later_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "voiceapp.db")) as db:
        db.execute("CREATE TABLE future (x)")
        db.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    before = (folder / "voiceapp.db").read_bytes()
    store = Store(folder, WavFiles(), print)
    with pytest.raises(StoreRefusedError) as caught:
        store.start()
    store.close()
    assert caught.value.failure.kind is FailureKind.NEWER_DATA
    assert (folder / "voiceapp.db").read_bytes() == before


def test_a_damaged_database_is_set_aside_and_the_app_begins_again(tmp_path: Path, open_store: Opener) -> None:
    first = open_store()
    for number in range(40):
        keep(first.store, *(f"line {line} " * 40 for line in range(20)), name=f"talk{number}")
    first.store.close()
    path = tmp_path / "data" / "voiceapp.db"
    content = bytearray(path.read_bytes())
    content[:16] = b"not a database!!"
    path.write_bytes(content)
    second = open_store()
    keep(second.store, "new")
    assert load(second.store).items
    assert "voiceapp-damaged-" in str(second.repaired.sentence)
    assert list((tmp_path / "data").glob("voiceapp-damaged-*.db"))


def test_of_a_database_with_a_bad_page_the_rest_is_taken_over(tmp_path: Path, open_store: Opener) -> None:
    first = open_store()
    for number in range(40):
        keep(first.store, *(f"line {line} " * 40 for line in range(20)), name=f"talk{number}")
    first.store.close()
    path = tmp_path / "data" / "voiceapp.db"
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 40 * 4096] = b"\xff" * (40 * 4096)
    path.write_bytes(content)
    # As after a power cut: the log is still there, so the file is looked through.
    path.with_name("voiceapp.db-wal").write_bytes(b"\x00" * 32)
    second = open_store()
    assert second.repaired.damaged
    assert 0 < page(second.store).total < 40


def test_a_sound_database_with_its_log_is_not_taken_for_a_damaged_one(tmp_path: Path, kept: Kept) -> None:
    """As after a kill: everything is in the log, and each table has something in it."""
    talk = talk_of(said("Where is the tea?"), answered("In the tin.", 2, engine="OpenAI Realtime"))
    kept.store.keep_talk(talk)
    for item in talk.items:
        kept.store.keep_item(talk.id, item)
    kept.store.settle()
    killed = shutil.copytree(kept.store.folder, tmp_path / "killed") / "voiceapp.db"
    assert killed.with_name("voiceapp.db-wal").stat().st_size
    assert is_database(killed, thoroughly=True)
    with closing(sqlite3.connect(killed)) as db:
        assert db.execute("SELECT name FROM engines").fetchall() == [("OpenAI Realtime",)]


def test_a_second_copy_of_the_app_does_no_harm(kept: Kept) -> None:
    kept.store.keep_item(TalkId("talk"), said("still being sa", state=MessageState.GROWING))
    kept.store.settle()
    second = Store(kept.store.folder, WavFiles(), print)
    with pytest.raises(StoreRefusedError) as caught:
        second.start()
    second.close()
    assert caught.value.failure.kind is FailureKind.ALREADY_OPEN
    (item,) = load(kept.store).items
    assert isinstance(item, Message)
    assert item.state is MessageState.GROWING
