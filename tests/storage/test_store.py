"""The store as a talk writes to it."""

import queue
import random
import sqlite3
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.storage.ask import answer, found, load, page, sound
from tests.storage.conftest import Kept, Opener
from tests.storage.wav import WavFiles
from tests.talks import answered, said, talk_of
from voiceapp.audio.files import RecordingFiles
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import Retention
from voiceapp.core.messages import StoreFailed, StoreRecovered
from voiceapp.core.ports import Keeper
from voiceapp.core.transcript import (
    Image,
    ItemId,
    Message,
    MessageState,
    SoundId,
    Spent,
    TalkId,
    ToolCall,
    ToolState,
    Usage,
    Word,
)
from voiceapp.storage import schema
from voiceapp.storage.store import Store
from voiceapp.storage.writer import StoreRefusedError

SECOND = bytes(range(256)) * 187 + b"\x00" * 128


def keep(kept: Kept, *texts: str, name: str = "talk") -> None:
    items = [said(text, number, talk=name) for number, text in enumerate(texts, 1)]
    kept.store.keep_talk(talk_of(*items, name=name))
    for item in items:
        kept.store.keep_item(TalkId(name), item)


def test_the_store_is_a_keeper(kept: Kept) -> None:
    keeper: Keeper = kept.store
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
    keep(kept, "a secret")
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
    keep(first, "one", "two")
    first.store.close()
    second = open_store()
    assert [item.id for item in load(second.store).items] == ["talk-0001", "talk-0002"]
    assert second.repaired.sentence == ""


def test_halves_of_characters_are_kept_as_marks(kept: Kept) -> None:
    keep(kept, "a \ud83d b")
    assert [item.text for item in load(kept.store).items] == ["a � b"]  # type: ignore[union-attr]


# --- a disk that takes no more


def fill_up(kept: Kept) -> None:
    """Let the database grow no further: SQLite then says that the disk is full."""
    book = kept.store._writer.book
    assert book is not None
    kept.store._inbox.put_job(lambda: book.db.execute("PRAGMA max_page_count = 1").close())
    kept.files.full = True


def make_room(kept: Kept) -> None:
    kept.files.full = False
    book = kept.store._writer.book
    if book is not None:
        kept.store._inbox.put_job(lambda: book.db.execute("PRAGMA max_page_count = 1000000000").close())


@pytest.mark.expects_log
def test_a_full_disk_is_said_once_and_loses_nothing(kept: Kept) -> None:
    recovered = threading.Event()
    failed = threading.Event()
    tell = kept.told.append

    def told(event: StoreFailed | StoreRecovered) -> None:
        tell(event)
        (failed if isinstance(event, StoreFailed) else recovered).set()

    kept.store._writer._tell = told
    keep(kept, "before")
    kept.store.keep_sound(SoundId("s"), SECOND)
    kept.store.settle()
    fill_up(kept)
    for number in range(2, 60):
        kept.store.keep_item(TalkId("talk"), said("meanwhile " * 50, number))
    kept.store.keep_sound(SoundId("s"), b"\x02\x00" * 100)
    kept.store.keep_sound(SoundId("s"), b"\x03\x00" * 100)
    kept.store.keep_sound(SoundId("late"), b"\x04\x00" * 100)
    kept.store.end_sound(SoundId("late"), keep=True)
    going_on = said("still being sai", 60, state=MessageState.GROWING, sound=SoundId("s"))
    kept.store.keep_item(TalkId("talk"), going_on)
    assert failed.wait(30)
    whole = SECOND + b"\x02\x00" * 100 + b"\x03\x00" * 100
    assert sound(kept.store, "s") == whole
    assert len(load(kept.store).items) == 60
    kept.store.rename_talk(TalkId("talk"), "Renamed meanwhile")
    make_room(kept)
    assert recovered.wait(30)
    assert kept.store.settle()
    assert load(kept.store).title == "Renamed meanwhile"
    assert len(load(kept.store).items) == 60
    assert load(kept.store).items[-1] == going_on, "what goes on is not taken for what a crash left"
    kept.store.keep_sound(SoundId("s"), b"\x05\x00")
    whole += b"\x05\x00"
    kept.store.end_sound(SoundId("s"), keep=True)
    assert sound(kept.store, "s") == whole
    assert sound(kept.store, "late") == b"\x04\x00" * 100
    kinds = [type(event) for event in kept.told]
    assert kinds == [StoreFailed, StoreRecovered]
    assert kept.told[0].failure.kind is FailureKind.DISK_FULL  # type: ignore[union-attr]
    assert kept.store.unsaved() == ()


@pytest.mark.expects_log
def test_one_item_that_no_disk_takes_does_not_take_the_rest_with_it(
    kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    keep(kept, "good")
    kept.store.keep_item(TalkId("talk"), said("bad", 2, sound_ms=2**70))
    kept.store.keep_item(TalkId("talk"), said("also good", 3))
    assert [item.id for item in load(kept.store).items] == ["talk-0001", "talk-0003"]
    assert [event.failure.kind for event in kept.told if isinstance(event, StoreFailed)] == [FailureKind.BUG]
    assert "bad" not in caplog.text


@pytest.mark.expects_log
def test_what_the_disk_never_took_can_be_offered(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("a file stands where the folder should be")
    told: list[StoreFailed | StoreRecovered] = []
    store = Store(folder, WavFiles(), told.append)
    store.start()
    store.keep_talk(talk_of(said("one")))
    store.keep_item(TalkId("talk"), said("one"))
    assert not store.settle()
    assert [type(event) for event in told] == [StoreFailed]
    store.close()
    assert store.unsaved() == (talk_of(said("one")),)


# --- other people's files


def test_a_file_of_a_later_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with sqlite3.connect(folder / "voiceapp.db") as db:
        db.execute("CREATE TABLE future (x)")
        db.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    db.close()
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
        keep(first, *(f"line {line} " * 40 for line in range(20)), name=f"talk{number}")
    first.store.close()
    path = tmp_path / "data" / "voiceapp.db"
    content = bytearray(path.read_bytes())
    content[:16] = b"not a database!!"
    path.write_bytes(content)
    second = open_store()
    keep(second, "new")
    assert load(second.store).items
    assert "voiceapp-damaged-" in second.repaired.sentence
    assert list((tmp_path / "data").glob("voiceapp-damaged-*.db"))


def test_of_a_database_with_a_bad_page_the_rest_is_taken_over(tmp_path: Path, open_store: Opener) -> None:
    first = open_store()
    for number in range(40):
        keep(first, *(f"line {line} " * 40 for line in range(20)), name=f"talk{number}")
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


# --- deleting


def test_a_deleted_talk_can_be_restored_until_the_app_ends(open_store: Opener) -> None:
    first = open_store()
    keep(first, "one")
    keep(first, "two", name="other")
    first.store.delete_talk(TalkId("talk"))
    assert [talk.id for talk in page(first.store).talks] == ["other"]
    first.store.restore_talk(TalkId("talk"))
    assert page(first.store).total == 2
    first.store.delete_talk(TalkId("talk"))
    first.store.close()
    second = open_store()
    second.store.restore_talk(TalkId("talk"))
    assert [talk.id for talk in page(second.store).talks] == ["other"]


def test_talking_on_in_a_deleted_talk_brings_it_back(kept: Kept) -> None:
    keep(kept, "one")
    kept.store.delete_talk(TalkId("talk"))
    kept.store.keep_item(TalkId("talk"), answered("an answer that came late", 2))
    assert page(kept.store).total == 0
    kept.store.keep_item(TalkId("talk"), said("two", 3))
    assert page(kept.store).total == 1


def test_deleted_words_are_nowhere_in_the_files(open_store: Opener, tmp_path: Path) -> None:
    first = open_store()
    keep(first, "xylophonic secret")
    keep(first, "ordinary", name="other")
    first.store.keep_sound(SoundId("talk-0001"), SECOND)
    first.store.end_sound(SoundId("talk-0001"), keep=True)
    first.store.keep_item(TalkId("talk"), said("xylophonic secret", sound=SoundId("talk-0001")))
    first.store.settle()
    first.store.delete_talk(TalkId("talk"))
    first.store.close()
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            assert b"xylophonic" not in path.read_bytes()
            assert path.suffix != ".wav"


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
    keep(first, "kept before", name="before")
    first.store.retain(Retention(talks=False))
    first.store.settle()
    first.store.keep_sound(SoundId("one-0001"), SECOND)
    first.store.end_sound(SoundId("one-0001"), keep=True)
    first.store.keep_item(TalkId("one"), said("xylophonic", talk="one", sound=SoundId("one-0001")))
    assert load(first.store, "one").items
    assert [talk.id for talk in page(first.store).talks] == ["before"]
    keep(first, "yachting", name="two")
    first.store.settle()
    assert sound(first.store, "one-0001") == b""
    gone = answer(partial(first.store.load_talk, TalkId("one")))
    assert isinstance(gone, Failure)
    assert load(first.store, "two").items
    first.store.close()
    for path in (tmp_path / "data").rglob("*"):
        assert path.is_dir() or not any(word in path.read_bytes() for word in (b"xylophonic", b"yachting"))
    assert [talk.id for talk in page(open_store().store).talks] == ["before"]


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


@pytest.mark.expects_log
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux makes small disks in memory")
def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path) -> None:
    """A real file system of two megabytes, real FLAC files, and a talk that is too long for it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this person may not mount disks")
    news: queue.Queue[StoreFailed | StoreRecovered] = queue.Queue()
    try:
        (disk / "ballast").write_bytes(bytes(1_500_000))
        store = Store(disk / "data", RecordingFiles(), news.put)
        store.start()
        noise = random.Random(1).randbytes(48_000 * 40)
        for start in range(0, len(noise), 960):
            store.keep_sound(SoundId("talk-0001"), noise[start : start + 960])
        for number in range(1, 200):
            store.keep_item(TalkId("talk"), said("many words " * 200, number))
        failed = news.get(timeout=30)
        assert isinstance(failed, StoreFailed)
        assert failed.failure.kind is FailureKind.DISK_FULL
        assert sound(store, "talk-0001") == noise
        assert len(load(store).items) == 199
        (disk / "ballast").unlink()
        subprocess.run(["mount", "-o", "remount,size=40m", str(disk)], check=True)
        assert isinstance(news.get(timeout=30), StoreRecovered)
        store.end_sound(SoundId("talk-0001"), keep=True)
        store.close()
        again = Store(disk / "data", RecordingFiles(), news.put)
        again.start()
        assert sound(again, "talk-0001") == noise
        assert len(load(again).items) == 199
        again.close()
        assert news.empty()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def test_a_writer_that_stands_still_is_said_once_and_costs_bounded_memory(kept: Kept) -> None:
    go_on = threading.Event()

    def stand_still() -> None:
        go_on.wait(60)

    kept.store._inbox.put_job(stand_still)
    megabyte = bytes(1024 * 1024)
    for _ in range(80):
        kept.store.keep_sound(SoundId("s"), megabyte)
    go_on.set()
    assert [type(event) for event in kept.told] == [StoreFailed]
    kept.store.settle()
    kept.store.keep_sound(SoundId("s"), b"")
    assert [type(event) for event in kept.told] == [StoreFailed, StoreRecovered]
    assert 60 * len(megabyte) <= len(sound(kept.store, "s")) <= 66 * len(megabyte)


@pytest.mark.expects_log
def test_with_a_disk_in_trouble_the_writer_sleeps(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """It tries again from time to time; in between it must not spin."""
    kept.store.keep_sound(SoundId("s"), SECOND)
    kept.store.settle()
    kept.files.full = True
    waits = 0
    writer, tried = kept.store._writer, threading.Event()
    wait, retry = kept.store._inbox.wait, kept.store._writer.shelf.retry

    def counted(*, until: float, flush_at: float) -> None:
        nonlocal waits
        waits += 1
        wait(until=until, flush_at=flush_at)

    def retried() -> None:
        tried.set()
        retry()

    monkeypatch.setattr(kept.store._inbox, "wait", counted)
    monkeypatch.setattr(writer.shelf, "retry", retried)
    kept.store.keep_sound(SoundId("s"), SECOND)
    assert tried.wait(30)
    assert waits < 20
    kept.files.full = False
