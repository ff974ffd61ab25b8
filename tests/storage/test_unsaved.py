"""What the disk did not take is neither lost nor taken back twice."""

import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.ask import SECOND, load, sound
from tests.storage.wav import WavFiles
from tests.talks import said, talk_of
from voiceapp.core.failures import FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message, SoundId, Talk, TalkId
from voiceapp.storage import unsaved
from voiceapp.storage.store import Store
from voiceapp.storage.unsaved import RescuePlaces, UnsavedTalks

TALK = talk_of(said("Do not lose this.", sound=SoundId("talk-0001")))
SOUNDS = {SoundId("talk-0001"): SECOND, SoundId("talk-0002"): b"\x07\x00" * 900}


def _not_told(kind: FailureKind, sentence: Sentence) -> None:
    del kind, sentence


SIGN = "01234567"


def at(*folders: Path, unsigned: bool = True) -> RescuePlaces:
    return RescuePlaces(folders, SIGN, unsigned=unsigned)


class Disk:
    """A store whose disk takes what it is given, or not, and from which one may be killed."""

    def __init__(self, *, full: bool = False) -> None:
        self.full = full
        self.items: dict[tuple[TalkId, str], Item] = {}
        self.sounds: dict[SoundId, bytes] = {}

    def keep_talk(self, talk: Talk) -> None: ...
    def keep_item(self, talk: TalkId, item: Item) -> None:
        self.items[talk, item.id] = item

    def keep_whole_sound(self, sound: SoundId, pcm: bytes) -> None:
        self.sounds[sound] = pcm

    def settle(self) -> bool:
        return not self.full

    def unsaved(self) -> tuple[Talk, ...]:
        return (TALK,) if self.full else ()

    def unsaved_sounds(self) -> Mapping[SoundId, bytes]:
        return {}

    @property
    def texts(self) -> list[str]:
        return [item.text for item in self.items.values() if isinstance(item, Message)]


def run(disk: Disk, folder: Path) -> tuple[UnsavedTalks, list[str]]:
    """The beginning of a run of the app."""
    said_to_the_person: list[str] = []
    one = UnsavedTalks(disk, at(folder), lambda _, sentence: said_to_the_person.append(str(sentence)))
    one.take_back()
    return one, said_to_the_person


def put_aside(folder: Path, *talks: Talk, sounds: Mapping[SoundId, bytes] = {}) -> Path:
    path = unsaved.save(talks or (TALK,), sounds, at(folder))
    assert path is not None
    return path


def test_it_comes_back_once_and_is_said(tmp_path: Path) -> None:
    path = put_aside(tmp_path, sounds=SOUNDS)
    assert path.stat().st_mode & 0o777 == 0o600
    disk = Disk()
    _, told = run(disk, tmp_path)
    assert disk.texts == ["Do not lose this."]
    assert disk.sounds == SOUNDS
    assert told == ["Everything the disk refused last time is saved now."]
    assert list(tmp_path.iterdir()) == []
    assert run(Disk(), tmp_path)[1] == []


def test_killed_before_the_store_has_written_the_next_start_reads_it_again(tmp_path: Path) -> None:
    path = put_aside(tmp_path)
    run(Disk(full=True), tmp_path)
    # Killed here: nothing of that run is left but what is on the disk.
    assert path.exists()
    disk = Disk()
    run(disk, tmp_path)
    assert disk.texts == ["Do not lose this."]
    assert list(tmp_path.iterdir()) == []


def test_a_success_deletes_only_what_it_has_taken(tmp_path: Path) -> None:
    disk = Disk(full=True)
    one, _ = run(disk, tmp_path)
    late = put_aside(tmp_path)
    disk.full = False
    one.look_whether_written()
    one.put_aside()
    assert late.exists()


def test_what_an_earlier_version_called_taken_back_is_read(tmp_path: Path) -> None:
    path = put_aside(tmp_path)
    path.rename(tmp_path / f"{unsaved.PREFIX}20260101-120000-77.json.taken-back")
    disk = Disk()
    UnsavedTalks(disk, at(tmp_path, unsigned=False), _not_told).take_back()
    assert disk.texts == [], "it may be another data folder's"
    run(disk, tmp_path)
    assert disk.texts == ["Do not lose this."]
    assert list(tmp_path.iterdir()) == []


def test_what_belongs_to_another_data_folder_is_left_alone(tmp_path: Path) -> None:
    path = put_aside(tmp_path)
    disk = Disk()
    other = UnsavedTalks(disk, replace(at(tmp_path), whose="ffff0000"), _not_told)
    other.take_back()
    other.delete()
    assert disk.texts == []
    assert path.exists()
    assert RescuePlaces.of(tmp_path / "one").whose != RescuePlaces.of(tmp_path / "two").whose


def test_it_goes_when_the_disk_is_well_again(tmp_path: Path) -> None:
    path = put_aside(tmp_path)
    disk = Disk(full=True)
    one, told = run(disk, tmp_path)
    assert path.exists()
    disk.full = False
    one.look_whether_written()
    assert not path.exists()
    assert told == ["Everything the disk refused last time is saved now."]


def test_of_a_disk_that_stays_full_the_newest_is_put_aside_alone(tmp_path: Path) -> None:
    path = put_aside(tmp_path)
    path = path.rename(path.with_name(f"{unsaved.PREFIX}{SIGN}-earlier.json"))
    one, _ = run(Disk(full=True), tmp_path)
    said: list[Sentence] = []
    one.say_last = said.append
    one.put_aside()
    (kept,) = tmp_path.iterdir()
    assert kept != path
    assert [dict(told.values) for told in said] == [{"path": str(kept)}]


@pytest.mark.expects_log
def test_where_no_place_takes_the_newest_the_earlier_stays(tmp_path: Path) -> None:
    path = put_aside(tmp_path)
    disk = Disk(full=True)
    one = UnsavedTalks(disk, at(tmp_path), _not_told)
    one.take_back()
    one._places = at(tmp_path / "missing")  # pyright: ignore[reportPrivateUsage]
    one.put_aside()
    assert path.exists()


@pytest.mark.expects_log
def test_a_place_that_takes_nothing_is_passed_over(tmp_path: Path) -> None:
    path = unsaved.save([TALK], {}, at(tmp_path / "missing", tmp_path))
    assert path is not None
    assert path.parent == tmp_path


@pytest.mark.expects_log
def test_a_file_of_that_name_is_not_taken_for_ours(tmp_path: Path) -> None:
    first = put_aside(tmp_path)
    before = first.read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    path = unsaved.save([replace(TALK, id=TalkId("second"))], {}, at(tmp_path, other))
    assert path is not None
    assert first.read_bytes() == before


def test_where_all_is_well_nothing_is_written(tmp_path: Path) -> None:
    assert unsaved.save([], {}, at(tmp_path)) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.expects_log
def test_what_cannot_be_read_stays(tmp_path: Path) -> None:
    path = tmp_path / f"{unsaved.PREFIX}{SIGN}-x.json"
    path.write_text("{", encoding="utf-8")
    path.chmod(0o600)
    disk = Disk()
    run(disk, tmp_path)
    assert disk.items == {}
    assert path.exists()


# --- what others may put into a folder for temporary files


def _link(place: Path, content: Path) -> None:
    place.symlink_to(content)


def _second_name(place: Path, content: Path) -> None:
    place.hardlink_to(content)


def _pipe(place: Path, content: Path) -> None:
    del content
    os.mkfifo(place, 0o600)


def _writable(place: Path, content: Path) -> None:
    place.write_bytes(content.read_bytes())
    place.chmod(0o666)


def _stranger(place: Path, content: Path) -> None:
    place.write_bytes(content.read_bytes())
    place.chmod(0o600)
    if os.getuid() != 0:
        pytest.skip("only root can make a file another person's")
    os.chown(place, 12345, 12345)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such folders are one's own there")
@pytest.mark.expects_log
@pytest.mark.parametrize("plant", [_link, _second_name, _pipe, _writable, _stranger])
def test_what_others_planted_is_not_taken_back(tmp_path: Path, plant: object) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    own = put_aside(elsewhere)
    folder = tmp_path / "tmp"
    folder.mkdir()
    place = folder / f"{unsaved.PREFIX}{SIGN}-planted.json"
    assert callable(plant)
    plant(place, own)
    disk = Disk()
    run(disk, folder)
    assert disk.items == {}
    assert own.exists()
    assert os.path.lexists(place)


def test_deleting_everything_deletes_it(tmp_path: Path) -> None:
    path = put_aside(tmp_path, sounds=SOUNDS)
    path.rename(tmp_path / f"{unsaved.PREFIX}20260101-120000-77.json.taken-back")
    put_aside(tmp_path)
    outside = tmp_path.parent / f"kept-{tmp_path.name}"
    outside.write_text("not ours")
    (tmp_path / f"{unsaved.PREFIX}{SIGN}-link.json").symlink_to(outside)
    UnsavedTalks(Disk(), at(tmp_path), _not_told).delete()
    assert list(tmp_path.iterdir()) == []
    assert outside.read_text() == "not ours"
    outside.unlink()


# --- with a real store


@pytest.fixture
def stores(tmp_path: Path) -> Iterator["Stores"]:
    made = Stores(tmp_path / "data")
    yield made
    for store in made.opened:
        store.close()


class Stores:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = WavFiles()
        self.failed = threading.Event()
        self.opened: list[Store] = []

    def open(self) -> Store:
        store = Store(self.folder, self.files, lambda _: self.failed.set())
        self.opened.append(store)
        store.start()
        return store


@pytest.mark.expects_log
def test_a_recording_that_a_full_disk_did_not_take_comes_back(tmp_path: Path, stores: Stores) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    store = stores.open()
    store.keep_item(TalkId("talk"), said("", sound=SoundId("talk-0001"), sound_ms=1000))
    store.keep_sound(SoundId("talk-0001"), SECOND)
    assert store.settle()
    stores.files.full = True
    store.keep_sound(SoundId("talk-0001"), SECOND)
    store.end_sound(SoundId("talk-0001"), keep=True)
    assert not store.settle()
    store.close()
    UnsavedTalks(store, at(aside), _not_told).put_aside()
    assert [path.name.startswith(unsaved.PREFIX) for path in aside.iterdir()] == [True]
    stores.files.full = False
    again = stores.open()
    told: list[tuple[FailureKind, Sentence]] = []
    UnsavedTalks(again, at(aside), lambda kind, sentence: told.append((kind, sentence))).take_back()
    assert len(told) == 1
    assert sound(again, "talk-0001") == SECOND * 2
    assert [item.id for item in load(again).items] == ["talk-0001"]
    assert list(aside.iterdir()) == []
