"""Whatever part of the database is lost, everything that lay elsewhere comes back, and nothing that was deleted does."""

import hashlib
import random
import shutil
import sqlite3
import threading
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rig.patience import EVENT
from tests.storage.ask import answer, found, keep, load, page
from tests.storage.conftest import Kept
from tests.storage.damaging import (
    CLOCK,
    DAMAGES,
    DELETED,
    DELETED_ITEM,
    OLD_BILL,
    PASSING,
    PINNED,
    RENAMED,
    SIZE,
    TALKS,
    History,
    after_a_power_cut,
    make_history,
    overwrite,
    root_of,
    texts_of,
)
from tests.storage.wav import WavFiles
from tests.talks import said, talk_of, talks
from voiceapp.core.dictation.vocabulary_access import WordChange
from voiceapp.core.failures import Failure
from voiceapp.core.history import Query
from voiceapp.core.recordings.jobs import RecordingJob, RecordingOptions
from voiceapp.core.transcript import Message, Talk, TalkId
from voiceapp.storage import damaged_database
from voiceapp.storage.database import Database
from voiceapp.storage.learnt_words import count, learnt_words
from voiceapp.storage.queue_salvage import queue_in
from voiceapp.storage.recording_jobs import RecordingJobs
from voiceapp.storage.recording_rows import put_job
from voiceapp.storage.row_salvage import Salvage, SalvagedTalk
from voiceapp.storage.schema import PLACES
from voiceapp.storage.store import Store


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    return make_history(tmp_path_factory.mktemp("history") / "voiceapp.db")


@pytest.fixture
def damaged(history: History, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copy(history.path, tmp_path / "damaged.db"))


def salvaged(path: Path) -> dict[TalkId, SalvagedTalk]:
    with closing(Salvage(path)) as salvage:
        return {talk.talk.id: talk for talk in salvage.talks()}


def whole_pages(history: History) -> range:
    return range(1, history.path.stat().st_size // SIZE + 1)


def check(history: History, back: Mapping[TalkId, SalvagedTalk], lost: Collection[int]) -> None:
    """Every row that lies elsewhere is back."""
    gone = {row for number in lost for row in history.rows_on.get(number, ())}
    for number, talk in enumerate(history.talks.values(), 1):
        expected = [item for place, item in enumerate(talk.items) if ("items", (number << PLACES) + place) not in gone]
        if not expected and ("talks", number) in gone:
            continue
        got = back[talk.id]
        items = {item.id: item for item in got.talk.items}
        for item in expected:
            _check_item(items[item.id], item, last_pages_lost=bool(lost))
        if ("talks", number) not in gone:
            assert replace(got.talk, items=()) == replace(talk, items=())
            assert got.named is (number == RENAMED)
            assert got.deleted_at == (5000.0 if number == DELETED else None)
            assert got.passing is (number == PASSING)


def _check_item(got: object, wanted: object, *, last_pages_lost: bool) -> None:
    if isinstance(wanted, Message) and isinstance(got, Message) and last_pages_lost:
        # What a row has on further pages may be lost with them.
        assert got.text == wanted.text or (len(wanted.text) > SIZE and got.text[:40] == wanted.text[:40])
        assert got.speaker is wanted.speaker
        assert got.at == wanted.at
    else:
        assert got == wanted


def seen_of(talk: Talk) -> Talk:
    """Without what was deleted in it."""
    return replace(talk, items=tuple(item for item in talk.items if item.id != DELETED_ITEM))


# --- reading without SQLite


def test_all_of_a_sound_database_is_read(history: History) -> None:
    back = salvaged(history.path)
    check(history, back, ())
    assert back.keys() == history.talks.keys()
    with closing(Salvage(history.path)) as salvage:
        assert [bill.spent for bill in salvage.bills()] == [OLD_BILL]
        assert salvage.clock() == CLOCK


@settings(max_examples=30)
@given(talk=talks())
def test_any_talk_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, talk: Talk) -> None:
    path = tmp_path_factory.mktemp("any") / "voiceapp.db"
    with closing(Database(path)) as database:
        database.migrate()
        with database.writing():
            database.put_whole(talk)
        # Twice: from the log, which has all of it now, and from the file, into which closing brings it.
        assert salvaged(path)[talk.id].talk == talk
    assert salvaged(path)[talk.id].talk == talk


def test_what_is_in_the_log_counts_and_what_breaks_off_in_it_does_not(tmp_path: Path) -> None:
    path = tmp_path / "voiceapp.db"
    with closing(Database(path)) as database:
        database.migrate()
        database.checkpoint()
        for number in range(1, 5):
            with database.writing():
                database.put_whole(Talk(TalkId("talk"), 1.0, items=(said("x" * number),)))
        torn = Path(shutil.copy(path, tmp_path / "torn.db"))
        log = path.with_name("voiceapp.db-wal").read_bytes()
    whole = [len(log) - cut for cut in range(0, 3 * 4120, 412)]
    seen = []
    for length in whole:
        Path(f"{torn}-wal").write_bytes(log[:length])
        seen.append(_text_by_pages(torn))
        assert seen[-1] == _text_by_sqlite(torn, tmp_path)
    assert seen[0] == "xxxx"
    assert seen[-1] in ("x", "xx", "xxx")


def _text_by_pages(path: Path) -> str:
    ((message,),) = (talk.talk.items for talk in salvaged(path).values())
    assert isinstance(message, Message)
    return message.text


def _text_by_sqlite(path: Path, folder: Path) -> str:
    """Of a copy: SQLite brings the log into the file."""
    copy = folder / "copy.db"
    for ending in ("", "-wal", "-shm"):
        Path(f"{copy}{ending}").unlink(missing_ok=True)
    shutil.copy(path, copy)
    shutil.copy(f"{path}-wal", f"{copy}-wal")
    with closing(sqlite3.connect(copy)) as db:
        return str(db.execute("SELECT text FROM items").fetchone()[0])


# --- damages


def test_of_every_page_that_is_lost_all_others_come_back(history: History, damaged: Path) -> None:
    chance = random.Random(1)
    assert len(whole_pages(history)) > 150
    for number in whole_pages(history):
        spoil = DAMAGES[number % len(DAMAGES)]
        sound = overwrite(damaged, number, spoil(SIZE, chance))
        back = salvaged(damaged)
        overwrite(damaged, number, sound)
        check(history, back, {number})
        # A page of talks may be lost; who was deleted and what was not to be kept is said elsewhere as well.
        deleted, passing = back.get(TalkId(f"talk{DELETED}")), back.get(TalkId(f"talk{PASSING}"))
        assert deleted is None or deleted.deleted_at is not None
        assert passing is None or passing.passing
        holder = back.get(TalkId("talk9"))
        there = holder is not None and any(item.id == DELETED_ITEM for item in holder.talk.items)
        assert not there or dict(holder.deleted_items if holder else ()).keys() == {DELETED_ITEM}


def test_random_damages_take_along_only_what_lay_there(history: History, damaged: Path) -> None:
    chance = random.Random(2)
    for _ in range(150):
        page = chance.choice(whole_pages(history)[:-3])
        start = chance.randrange(SIZE)
        content = chance.randbytes(chance.choice((1, 4, 40, 600, 2000)))
        sound = overwrite(damaged, page, content, start)
        back = salvaged(damaged)
        overwrite(damaged, page, sound, start)
        check(history, back, range(page, page + (start + len(content) - 1) // SIZE + 1))


@settings(max_examples=30)
@given(st.data())
def test_no_damage_stops_the_looking_through(
    history: History, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    spoilt = bytearray(history.path.read_bytes())
    for _ in range(data.draw(st.integers(1, 40))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    del spoilt[data.draw(st.integers(1, len(spoilt))) :]
    path = tmp_path_factory.mktemp("spoilt") / "voiceapp.db"
    path.write_bytes(spoilt)
    with closing(Database(path.with_name("new.db"))) as database:
        database.migrate()
        damaged_database.take_over(path, database)
        assert database.db.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_talk_whose_row_is_lost_keeps_its_name_and_its_pin(history: History, damaged: Path) -> None:
    (number,) = [number for number, rows in history.rows_on.items() if ("talks", PINNED) in rows]
    overwrite(damaged, number, bytes(SIZE))
    talk = salvaged(damaged)[TalkId(f"talk{PINNED}")].talk
    assert talk.pinned
    assert talk.started_at == history.talks[talk.id].started_at


# --- by the store, as it starts


@pytest.mark.parametrize("table", ["sqlite_schema", "talks", "items", "images", "spent", "talks_listed", "lines_data"])
def test_a_database_without_its_root_is_mended_at_the_start(history: History, tmp_path: Path, table: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path = Path(shutil.copy(history.path, folder / "voiceapp.db"))
    root = 1 if table == "sqlite_schema" else root_of(path, table)
    overwrite(path, root, b"\xff" * SIZE)
    after_a_power_cut(path)
    kept = Kept(folder)
    seen = {talk.id: talk for talk in page(kept.store).talks}
    assert len(seen) == TALKS - 2
    assert TalkId(f"talk{DELETED}") not in seen
    assert TalkId(f"talk{PASSING}") not in seen
    for name in seen:
        assert texts_of(load(kept.store, name)) == texts_of(seen_of(history.talks[name]))
    assert DELETED_ITEM in [entry.item.id for entry in found(kept.store.find_deleted) if entry.item is not None]
    assert seen[TalkId(f"talk{RENAMED}")].title == "By hand"
    assert seen[TalkId(f"talk{PINNED}")].pinned
    spent = found(partial(kept.store.spent_since, 0))
    assert OLD_BILL in [line for _, line in spent]
    assert len(spent) == 1 + sum(
        len(item.spent) for talk in history.talks.values() for item in talk.items if isinstance(item, Message)
    )
    assert page(kept.store, "w1 ").total == len([1 for name in seen if _has_word(history.talks[name], "w1")])
    kept.store.close()
    assert is_sound(folder)


def _has_word(talk: Talk, word: str) -> bool:
    return any(word in text.split() for text in texts_of(talk))


def is_sound(folder: Path) -> bool:
    return damaged_database.is_database(folder / "voiceapp.db", thoroughly=True)


def test_an_empty_table_that_is_lost_takes_nothing_along(tmp_path: Path) -> None:
    first = Kept(tmp_path / "data")
    keep(first.store, "one", "two")
    first.store.close()
    path = tmp_path / "data" / "voiceapp.db"
    with closing(sqlite3.connect(path)) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
    whole = bytearray(path.read_bytes())
    start = (root_of(path, "images") - 1) * size
    whole[start : start + size] = b"\xff" * size
    path.write_bytes(whole)
    after_a_power_cut(path)
    second = Kept(tmp_path / "data")
    assert texts_of(load(second.store)) == ["one", "two"]
    second.store.close()


def test_damage_that_only_shows_where_one_looks_is_mended_in_the_same_start(history: History, tmp_path: Path) -> None:
    """The app ended properly, so nothing is looked through; the first question finds it."""
    folder = tmp_path / "data"
    folder.mkdir()
    path = Path(shutil.copy(history.path, folder / "voiceapp.db"))
    overwrite(path, root_of(path, "talks"), b"\xff" * SIZE)
    kept = Kept(folder)
    assert kept.repaired.damaged
    assert page(kept.store).total == TALKS - 2
    assert kept.told == []
    kept.store.close()


@pytest.mark.expects_log
def test_damage_that_shows_while_the_app_runs_is_mended_while_it_runs(history: History, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path = Path(shutil.copy(history.path, folder / "voiceapp.db"))
    noticed = threading.Event()
    notices: list[Failure] = []

    def notice(failure: Failure) -> None:
        notices.append(failure)
        noticed.set()

    store = Store(folder, WavFiles(), lambda _: None, notice=notice)
    store.start()
    (lost,) = {number for number, rows in history.rows_on.items() if ("items", (9 << PLACES) + 2) in rows}
    overwrite(path, lost, b"\xff" * SIZE)
    store.keep_item(TalkId("talk9"), said("still being said", 95, talk="talk9"))
    assert isinstance(answer(partial(store.load_talk, TalkId("talk9"))), Failure)
    assert noticed.wait(EVENT)
    assert "voiceapp-damaged-" in str(notices[0].sentence)
    texts = texts_of(load(store, "talk9"))
    assert "still being said" in texts
    assert len(found(partial(store.find, Query())).talks) == TALKS - 2
    store.keep_item(TalkId("talk9"), said("and after it", 96, talk="talk9"))
    assert texts_of(load(store, "talk9")) == [*texts, "and after it"]
    store.close()
    assert len(notices) == 1
    assert is_sound(folder)


def test_a_mending_that_was_killed_is_done_again_or_finished(history: History, tmp_path: Path) -> None:
    """At each step that it leaves on the disk."""
    for step in range(1, 5):
        folder = tmp_path / f"step{step}"
        folder.mkdir()
        path = Path(shutil.copy(history.path, folder / "voiceapp.db"))
        overwrite(path, root_of(path, "items"), b"\xff" * SIZE)
        after_a_power_cut(path)
        _mended_as_far_as(step, path, history)
        kept = Kept(folder)
        assert page(kept.store).total == TALKS - 2, step
        assert kept.repaired.damaged
        kept.store.close()
        assert {file.name for file in folder.glob("*mend*")} == set()


def _mended_as_far_as(step: int, path: Path, history: History) -> None:
    new = path.with_name("voiceapp-mending.db")
    if step == 1:
        new.write_bytes(history.path.read_bytes()[: 20 * SIZE])
        return
    shutil.copy(history.path, path.with_name("voiceapp-mended.db"))
    if step >= 3:
        path.with_name("voiceapp.db-wal").rename(path.with_name("voiceapp-damaged-x.db-wal"))
    if step >= 4:
        path.rename(path.with_name("voiceapp-damaged-x.db"))


def test_two_damages_in_one_second_are_both_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "voiceapp.db"
    for content in (b"first", b"second"):
        path.write_bytes(content)
        damaged_database.set_aside(path, 1000.0)
    assert sorted(file.read_bytes() for file in damaged_database.damaged_ones(path)) == [b"first", b"second"]


# --- the queue of recordings


def job(number: int) -> RecordingJob:
    names = tuple(f"somebody {place}" for place in range(number * 10))
    return RecordingJob(
        f"recording-{number}", f"/calls/{number}.wav", 5.0, RecordingOptions(names=names), positions=(number,)
    )


def test_the_queue_of_recordings_what_was_taken_and_learnt_words_come_back(tmp_path: Path) -> None:
    path = tmp_path / "voiceapp.db"
    jobs = {f"recording-{number}": job(number) for number in range(40)}
    marks = {"folder:/calls", *(hashlib.sha256(bytes([number])).hexdigest() for number in range(200))}
    change = WordChange("koober", "Kubernetes")
    with closing(Database(path)) as database:
        database.migrate()
        with database.writing():
            database.put_whole(talk_of(said("words")))
            for each in jobs.values():
                put_job(database, each)
            database.db.executemany("INSERT INTO taken_files (mark) VALUES (?)", [(mark,) for mark in marks])
            count(database.db, (change,), 7.0, "mail")
    # The page that says where everything is.
    overwrite(path, 1, bytes(4096))
    store = Store(tmp_path, WavFiles(), lambda _: None)
    assert store.start().damaged
    kept = RecordingJobs(store)
    assert {each.id: each for each in found(kept.load)} == {
        name: replace(each, positions=(0,)) for name, each in jobs.items()
    }
    assert found(kept.taken) == marks
    (learnt,) = found(partial(store.ask, lambda database: learnt_words(database.db)))
    assert (learnt.change, learnt.times, learnt.profile) == (change, 1, "mail")
    store.close()


def test_a_page_of_the_queue_that_is_lost_takes_only_what_lay_there(tmp_path: Path) -> None:
    path = tmp_path / "voiceapp.db"
    with closing(Database(path)) as database:
        database.migrate()
        with database.writing():
            for number in range(40):
                put_job(database, job(number))
    chance = random.Random(3)
    every = set(range(40))
    whole = path.stat().st_size // SIZE
    for number in range(1, whole + 1, 4):
        sound = overwrite(path, number, chance.randbytes(4096))
        with closing(Salvage(path)) as salvage:
            back = {int(name.removeprefix("recording-")) for name in queue_in(salvage.pages).jobs}
        overwrite(path, number, sound)
        assert back <= every
        assert len(back) >= 20
