"""A disk that takes no more, or none: nothing is lost, it is said once, and costs little."""

import queue
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.storage.ask import SECOND, found, keep, load, sound
from tests.storage.conftest import Kept
from tests.storage.wav import WavFiles
from tests.talks import said, talk_of
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import StoreFailed, StoreRecovered
from voiceapp.core.transcript import (
    ItemId,
    Message,
    MessageState,
    SoundId,
    TalkId,
)
from voiceapp.storage.store import Store


def fill_up(kept: Kept) -> None:
    """Let the database grow no further: SQLite then says that the disk is full."""
    database = kept.store._writer.database
    assert database is not None
    kept.store._write_queue.put_job(lambda: database.db.execute("PRAGMA max_page_count = 1").close())
    kept.files.full = True


def make_room(kept: Kept) -> None:
    database = kept.store._writer.database

    def make() -> None:
        if database is not None:
            database.db.execute("PRAGMA max_page_count = 1000000000").close()
        kept.files.full = False

    kept.store._write_queue.put_job(make)


@pytest.mark.expects_log
def test_a_full_disk_is_said_once_and_loses_nothing(kept: Kept) -> None:
    recovered = threading.Event()
    failed = threading.Event()
    tell = kept.told.append

    def told(event: StoreFailed | StoreRecovered) -> None:
        tell(event)
        (failed if isinstance(event, StoreFailed) else recovered).set()

    kept.store._writer._tell = told
    keep(kept.store, "before")
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
    assert failed.wait(EVENT)
    whole = SECOND + b"\x02\x00" * 100 + b"\x03\x00" * 100
    assert sound(kept.store, "s") == whole
    assert len(load(kept.store).items) == 60
    kept.store.rename_talk(TalkId("talk"), "Renamed meanwhile")
    make_room(kept)
    assert recovered.wait(EVENT)
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


MANY = 1500
"""More changes than were once kept for a disk that takes none."""


@pytest.mark.expects_log
def test_however_much_is_changed_meanwhile_the_newest_of_everything_is_kept(kept: Kept) -> None:
    store = kept.store
    for number in range(MANY):
        store.keep_item(TalkId(f"talk{number}"), said("as heard", talk=f"talk{number}"))
    assert store.settle()
    recovered = full(kept)
    names = [TalkId(f"talk{number}") for number in range(MANY)]
    for name in names:
        store.rename_talk(name, "first title")
        store.correct_item(name, ItemId(f"{name}-0001"), "first correction")
    for name in names:
        store.rename_talk(name, f"title of {name}")
        store.pin_talk(name, pinned=True)
        store.correct_item(name, ItemId(f"{name}-0001"), f"words of {name}")
    for name in names[:10]:
        store.delete_talk(name)
    for name in names[:5]:
        store.restore_talk(name)
    make_room(kept)
    assert recovered.wait(EVENT)
    for name in (*names[:5], *names[10:]):
        talk = load(store, name)
        assert (talk.title, talk.pinned) == (f"title of {name}", True)
        assert [item.text for item in talk.items if isinstance(item, Message)] == [f"words of {name}"]
    assert {entry.talk for entry in found(store.find_deleted)} == set(names[5:10])


@pytest.mark.expects_log
def test_what_is_changed_over_and_over_waits_once(kept: Kept) -> None:
    keep(kept.store, "before")
    kept.store.settle()
    recovered = full(kept)
    for number in range(5000):
        kept.store.rename_talk(TalkId("talk"), f"title {number}")
    assert not kept.store.settle()
    assert len(kept.store._writer._put_off) <= 2
    make_room(kept)
    assert recovered.wait(EVENT)
    assert load(kept.store).title == "title 4999"


@pytest.mark.expects_log
def test_a_change_that_no_disk_takes_keeps_no_other_waiting(kept: Kept) -> None:
    keep(kept.store, "before")
    kept.store.settle()
    recovered = full(kept)
    kept.store.rename_talk(TalkId("talk"), "first")

    def no_value(_: object) -> None:
        raise ValueError("no value that a disk takes")

    kept.store.change(no_value)
    kept.store.pin_talk(TalkId("talk"), pinned=True)
    make_room(kept)
    assert recovered.wait(EVENT)
    assert (load(kept.store).title, load(kept.store).pinned) == ("first", True)


def full(kept: Kept) -> threading.Event:
    """Fill the disk, and say when it works again."""
    failed, recovered = threading.Event(), threading.Event()
    tell = kept.told.append

    def told(event: StoreFailed | StoreRecovered) -> None:
        tell(event)
        (failed if isinstance(event, StoreFailed) else recovered).set()

    kept.store._writer._tell = told
    fill_up(kept)
    kept.store.keep_item(TalkId("long"), said("more than there is room for " * 2000, talk="long"))
    assert failed.wait(EVENT)
    return recovered


@pytest.mark.expects_log
def test_one_item_that_no_disk_takes_does_not_take_the_rest_with_it(
    kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    keep(kept.store, "good")
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
        failed = news.get(timeout=EVENT)
        assert isinstance(failed, StoreFailed)
        assert failed.failure.kind is FailureKind.DISK_FULL
        assert sound(store, "talk-0001") == noise
        assert len(load(store).items) == 199
        (disk / "ballast").unlink()
        subprocess.run(["mount", "-o", "remount,size=40m", str(disk)], check=True)
        assert isinstance(news.get(timeout=EVENT), StoreRecovered)
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
        go_on.wait(EVENT)

    kept.store._write_queue.put_job(stand_still)
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
    wait, retry = kept.store._write_queue.wait, kept.store._writer.recordings.retry

    def counted(*, until: float, flush_at: float) -> None:
        nonlocal waits
        waits += 1
        wait(until=until, flush_at=flush_at)

    def retried() -> None:
        tried.set()
        retry()

    monkeypatch.setattr(kept.store._write_queue, "wait", counted)
    monkeypatch.setattr(writer.recordings, "retry", retried)
    kept.store.keep_sound(SoundId("s"), SECOND)
    assert tried.wait(EVENT)
    assert waits < 20
    kept.files.full = False
