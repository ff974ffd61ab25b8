"""The process is really killed, at any point, and the next start finds everything that was said to be safe."""

import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.ask import load, page, sound
from tests.storage.conftest import Kept
from tests.storage.crashing import FILES, TALK, pcm_of, words_of
from tests.storage.wav import HEAD, WavFiles
from tests.talks import answered, said, talk_of
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import (
    ItemId,
    Message,
    MessageState,
    SoundId,
    TalkId,
    ToolCall,
    ToolState,
)
from voiceapp.storage.repair import INTERRUPTED
from voiceapp.storage.store import Store


def kill_after(folder: Path, seed: int, lines: int, kind: str = "wav") -> list[list[str]]:
    """Run the talker, kill it once it has said so many lines; what it said was safe."""
    talker = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.crashing", str(folder), str(seed), kind],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert talker.stdout is not None
    safe = [talker.stdout.readline().split(" ", 2) for _ in range(lines)]
    talker.kill()
    # Between the last line and the kill it may have said more.
    safe += [line.split(" ", 2) for line in talker.communicate()[0].splitlines() if line.count(" ") >= 2]
    return safe


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("seed", range(8))
def test_nothing_that_was_safe_is_lost_however_the_app_is_killed(tmp_path: Path, seed: int, kind: str) -> None:
    folder = tmp_path / "data"
    safe = kill_after(folder, seed, random.Random(seed).randrange(2, 25), kind)
    check_whole(folder)
    kept = Kept(folder, FILES[kind]())
    # A FLAC file is written in blocks of a sixth of a second: the one that was begun is not in it.
    check_claims(kept.store, safe, held_back=4096 * 2 if kind == "flac" else 0)
    kept.store.close()


def check_whole(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "voiceapp.db")) as db:
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO lines (lines, rank) VALUES ('integrity-check', 1)")


def check_claims(store: Store, safe: list[list[str]], held_back: int) -> None:
    items = {item.id: item for item in load(store).items}
    for what, number, rest in safe:
        name = ItemId(f"talk-{int(number):04d}")
        if what == "sound":
            whole = pcm_of(int(number), int(rest))
            kept = sound(store, name)
            assert kept[: len(whole)] == whole[: max(len(kept), len(whole) - held_back)]
        else:
            item = items[name]
            assert isinstance(item, Message)
            assert item.text.startswith(rest.rstrip("\n"))
            assert what != "done" or item.state is MessageState.DONE
    for place, item in enumerate(items.values(), 1):
        assert isinstance(item, Message)
        assert item.id == f"talk-{place:04d}", "none is missing in between"
        assert item.state is not MessageState.GROWING
        if item.state is MessageState.WAITING:
            assert item.sound_ms == len(sound(store, item.id)) // 48
        if item.text:
            assert item.text == words_of(place, len(item.text.split()))
    # A recording whose line was not written yet when the process was killed comes back in a talk of its own.
    (talk,) = (talk for talk in page(store).talks if talk.id == TALK)
    assert talk.items == len(items)


def test_a_log_that_was_cut_off_anywhere_still_gives_a_whole_history(tmp_path: Path) -> None:
    """A power cut may keep any beginning of what was being written."""
    folder = tmp_path / "data"
    kill_after(folder, 1, 12)
    chance = random.Random(7)
    for attempt in range(12):
        copy = tmp_path / f"cut{attempt}"
        shutil.copytree(folder, copy)
        log = copy / "voiceapp.db-wal"
        log.write_bytes(log.read_bytes()[: chance.randrange(log.stat().st_size)])
        (copy / "voiceapp.db-shm").unlink(missing_ok=True)
        kept = Kept(copy)
        for talk in page(kept.store).talks:
            items = [item for item in load(kept.store, talk.id).items if isinstance(item, Message)]
            assert all(item.state is not MessageState.GROWING for item in items)
        kept.store.close()
        check_whole(copy)


# --- what is repaired, one by one


def left_open(folder: Path, *items: Message | ToolCall, **sounds: bytes) -> Kept:
    """A folder as a killed app leaves it, opened again."""
    first = Kept(folder)
    first.store.keep_talk(talk_of())
    for item in items:
        first.store.keep_item(TalkId("talk"), item)
    first.store.settle()
    first.store.close()
    growing = folder / "sounds" / "growing"
    for name, pcm in sounds.items():
        path = growing / f"1~{name.replace('_', '-')}.wav"
        WavFiles().create(str(path)).close()
        path.write_bytes(path.read_bytes()[:HEAD] + pcm)
    return Kept(folder)


SOUND = b"\x05\x00" * 24_000


def test_an_utterance_that_was_being_said_waits_with_its_sound(tmp_path: Path) -> None:
    utterance = said("", state=MessageState.GROWING, sound=SoundId("talk-0001"))
    kept = left_open(tmp_path, utterance, talk_0001=SOUND)
    (item,) = load(kept.store).items
    assert isinstance(item, Message)
    assert (item.state, item.sound_ms) == (MessageState.WAITING, 1000)
    assert item.failure is not None
    assert sound(kept.store, "talk-0001") == SOUND
    assert (
        str(kept.repaired.sentence)
        == "voiceapp didn't shut down properly last time: 1 recording is waiting for an answer."
    )
    kept.store.close()


def test_an_utterance_of_which_nothing_was_kept_is_forgotten(tmp_path: Path) -> None:
    kept = left_open(tmp_path, said("", state=MessageState.GROWING, sound=SoundId("talk-0001")))
    assert page(kept.store).total == 0
    kept.store.close()


def test_a_reply_that_was_being_given_is_cut(tmp_path: Path) -> None:
    question = said("Tea?", state=MessageState.GROWING)
    reply = answered("In the", state=MessageState.GROWING)
    kept = left_open(tmp_path, question, reply)
    asked, told = load(kept.store).items
    assert isinstance(asked, Message)
    assert isinstance(told, Message)
    assert (asked.state, told.state) == (MessageState.DONE, MessageState.CUT)
    assert kept.repaired.cut == 1
    kept.store.close()


def test_what_was_written_and_not_answered_waits(tmp_path: Path) -> None:
    kept = left_open(tmp_path, said("Tea?", state=MessageState.GROWING), answered("", state=MessageState.GROWING))
    (asked,) = load(kept.store).items
    assert isinstance(asked, Message)
    assert asked.state is MessageState.WAITING
    kept.store.close()


def test_what_was_on_its_way_says_why_it_waits(tmp_path: Path) -> None:
    offline = said("Tea?", state=MessageState.WAITING, failure=Sentence("Saved."))
    kept = left_open(tmp_path, offline, said("Well?", number=2, state=MessageState.WAITING))
    told, untold = load(kept.store).items
    assert told == offline
    assert isinstance(untold, Message)
    assert (untold.state, untold.failure) == (MessageState.WAITING, INTERRUPTED)
    assert kept.repaired.waiting == 1
    kept.store.close()


def test_a_tool_that_was_running_has_failed(tmp_path: Path) -> None:
    kept = left_open(tmp_path, ToolCall(ItemId("talk-0001"), 1.0, "look", "{}"))
    (call,) = load(kept.store).items
    assert isinstance(call, ToolCall)
    assert call.state is ToolState.FAILED
    assert call.ended_at is not None
    kept.store.close()


def test_a_recording_that_belongs_to_nothing_comes_into_the_history(tmp_path: Path) -> None:
    kept = left_open(tmp_path, said("one"), stray_1=SOUND, stray_2=b"\x00\x00" * 100, empty=b"")
    assert kept.repaired.adopted == 1
    found = page(kept.store).talks[0]
    assert found.title == "Found recordings"
    (item,) = load(kept.store, found.id).items
    assert isinstance(item, Message)
    assert (item.state, item.sound, item.sound_ms) == (MessageState.WAITING, "stray-1", 1000)
    assert sorted(path.name for path in (tmp_path / "sounds").rglob("*.wav")) == ["stray-1.wav"]
    kept.store.close()
    again = Kept(tmp_path)
    assert again.repaired.sentence is None
    again.store.close()


def test_a_talk_that_nobody_ended_ends_with_its_last_item(tmp_path: Path) -> None:
    kept = left_open(tmp_path, said("one"), answered("two", sound_ms=1500))
    assert load(kept.store).ended_at == 3.5
    kept.store.close()
