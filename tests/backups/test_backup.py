"""Everything that is kept goes into one file and comes back out of it, on this computer and on another one."""

import json
import os
import stat
import threading
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.wav import WavFiles
from tests.talks import answered, said, talk_of, talks
from voiceapp.backups.making import BackupSources, make
from voiceapp.backups.manifest import MANIFEST, SOUNDS, TALKS, VERSION, BackupError, StoppedError, never
from voiceapp.backups.portable_settings import NAME_OR_PATH, OF_THIS_COMPUTER
from voiceapp.backups.restoring import look, restore
from voiceapp.backups.targets import ClosedInstall, changed
from voiceapp.core.backup_access import BackupWishes, RestoreWishes
from voiceapp.core.dictation.vocabulary_access import WordChange
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.sound_stretch import SoundStretch
from voiceapp.core.summaries.summary import Point, Section, Summaries, Summary
from voiceapp.core.transcript import (
    Image,
    Item,
    ItemId,
    Message,
    MessageState,
    SoundId,
    Talk,
    TalkId,
    TermUse,
    ToolCall,
    ToolState,
)
from voiceapp.imports import Bundle
from voiceapp.settings import file as settings_file
from voiceapp.settings.model import Settings
from voiceapp.storage.closed_history import closed_history
from voiceapp.storage.database import Database
from voiceapp.storage.disk_trouble import StoreRefusedError
from voiceapp.storage.history_snapshot import snapshot
from voiceapp.storage.kept_history import KeptHistory
from voiceapp.storage.learnt_words import count, learnt_words
from voiceapp.storage.ledger import Ledger, LedgerLine
from voiceapp.storage.restored_talks import move_staged, staging_folder
from voiceapp.storage.store import DATABASE, Store

SECOND = b"\x11\x22" * WIRE.rate


class Install:
    """One computer's folders."""

    def __init__(self, home: Path) -> None:
        self.data = home / "data"
        self.settings_file = home / "config" / "settings.toml"
        self.spending = self.data / "spent"

    @property
    def history(self) -> KeptHistory:
        return KeptHistory(self.data, WavFiles)

    @property
    def settings(self) -> Settings:
        return settings_file.load(self.settings_file).settings

    def set(self, changes: Mapping[str, object]) -> None:
        settings_file.save(self.settings_file, _with(self.settings, changes), changes)

    def keep(self, talk: Talk, sounds: Mapping[SoundId, bytes] | None = None) -> None:
        self.history.keep_new(talk, (sounds or {}).items())

    def make(self, path: Path, *, sound: bool = True, stopped: Callable[[], bool] = never) -> Path:
        sources = BackupSources(self.data, self.spending, self.settings, WavFiles)
        return Path(make(sources, path, BackupWishes(sound), lambda _: None, stopped).path)

    def restore(self, path: Path, *, with_settings: bool = False, stopped: Callable[[], bool] = never) -> str:
        with closed_history(self.data, WavFiles()) as (database, recordings):
            target = ClosedInstall(database, recordings, self.spending, self.settings_file)
            return str(restore(path, target, RestoreWishes(with_settings), lambda _: None, stopped).told)

    def talks(self) -> dict[TalkId, Talk]:
        if not (self.data / DATABASE).exists():
            return {}
        with snapshot(self.data, WavFiles) as history:
            return {kept.talk.id: kept.talk for kept in history.talks()}

    def files(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.data)): path.read_bytes() for path in self.data.rglob("*.wav")}


def _with(settings: Settings, changes: Mapping[str, object]) -> Settings:
    for key, value in changes.items():
        settings = settings.with_value(key, value)
    return settings


@pytest.fixture
def here(tmp_path: Path) -> Install:
    return Install(tmp_path / "here")


@pytest.fixture
def there(tmp_path: Path) -> Install:
    return Install(tmp_path / "there")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.zip"


def heard(number: int, talk: str = "talk", **more: object) -> Message:
    name = SoundId(f"{talk}-{number:04d}")
    line = said("what was said", number, talk=talk, sound=name, sound_ms=1000)
    return replace(line, **more)  # type: ignore[arg-type]


def names_in(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def read(file: Path, name: str) -> bytes:
    with zipfile.ZipFile(file) as archive:
        return archive.read(name)


# --- there and back


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(talk=talks())
def test_any_talk_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, talk: Talk) -> None:
    home = tmp_path_factory.mktemp("any")
    here, there = Install(home / "here"), Install(home / "there")
    here.keep(talk)
    before = {name: _settled(each) for name, each in here.talks().items()}
    there.restore(here.make(home / "backup.zip"))
    assert there.talks() == before


def _settled(talk: Talk) -> Talk:
    """Nothing goes on elsewhere, and without its recordings a talk has none."""
    items = tuple(map(_settled_item, talk.items))
    last = max((item.at for item in items), default=talk.started_at)
    return replace(talk, items=items, ended_at=last if talk.ended_at is None else talk.ended_at)


def _settled_item(item: Item) -> Item:
    if isinstance(item, Message):
        state = MessageState.DONE if item.state is MessageState.GROWING else item.state
        return replace(item, state=state, sound=None, parts=())
    if isinstance(item, ToolCall) and item.state in (ToolState.ASKED, ToolState.RUNNING):
        return replace(item, state=ToolState.FAILED)
    return item


def test_words_recordings_pictures_and_what_belongs_to_them_come_along(
    here: Install, there: Install, file: Path
) -> None:
    said_once = heard(1, term_uses=(TermUse("a", "b"),), profile="mail", images=(Image("image/png", b"png", 1, 2),))
    here.keep(talk_of(said_once, answered("yes"), name="talk", ended_at=3.0), {SoundId("talk-0001"): SECOND})
    with closing(Database(here.data / DATABASE)) as database, database.writing():
        database.rename(TalkId("talk"), "By hand")
        count(database.db, (WordChange("koober", "Kubernetes"),), 5.0)
    here.make(file)
    told = there.restore(file)
    assert told == "Restored conversations: 1, recordings: 1."
    (talk,) = there.talks().values()
    assert talk == replace(here.talks()[TalkId("talk")], title="By hand")
    assert there.history.sounds(talk) == {SoundId("talk-0001"): SECOND}
    assert there.files() == here.files()
    with closing(Database(there.data / DATABASE)) as database:
        assert [learnt.change for learnt in learnt_words(database.db)] == [WordChange("koober", "Kubernetes")]
        with database.writing():
            database.rename(TalkId("talk"), "made by a model", by_hand=False)
            database.put_talk(replace(talk, title="made"))


def test_a_summary_comes_along(here: Install, there: Install, file: Path) -> None:
    points = (Point(Section.TASK, "Call her.", (ItemId("talk-0001"),), "me", "2026-12-04"),)
    here.keep(talk_of(said("one"), summaries=Summaries(Summary("A call", points, ("calls",), 5.0, "a model"))))
    there.restore(here.make(file))
    assert there.talks()[TalkId("talk")].summaries == here.talks()[TalkId("talk")].summaries
    assert there.talks()[TalkId("talk")].summaries.summary is not None


def test_a_backup_can_only_be_read_by_its_owner_and_replaces_the_one_of_that_name(here: Install, file: Path) -> None:
    here.keep(talk_of(said("one")))
    file.write_bytes(b"older")
    here.make(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert look(file).talks == 1
    assert [path.name for path in file.parent.iterdir() if path.suffix == ".zip"] == [file.name]


def test_a_folder_gets_a_file_that_is_named_after_the_time(here: Install, tmp_path: Path) -> None:
    here.keep(talk_of(said("one")))
    made = here.make(tmp_path)
    assert made.parent == tmp_path
    assert made.name.startswith("voiceapp-backup-2")


def test_without_sound_the_words_come_back_without_it(here: Install, there: Install, file: Path) -> None:
    here.keep(talk_of(heard(1)), {SoundId("talk-0001"): SECOND})
    here.make(file, sound=False)
    assert not any(name.startswith(SOUNDS) for name in names_in(file))
    there.restore(file)
    (talk,) = there.talks().values()
    assert isinstance(talk.items[0], Message)
    assert (talk.items[0].text, talk.items[0].sound) == ("what was said", None)


def test_what_was_deleted_or_is_not_to_be_kept_stays_out(here: Install, file: Path) -> None:
    for name in ("seen", "deleted", "passing"):
        here.keep(talk_of(said("word", talk=name), name=name))
    with closing(Database(here.data / DATABASE)) as database, database.writing():
        database.mark_deleted(TalkId("deleted"), 5.0)
        number = database.number_of(TalkId("passing"))
        assert number is not None
        database.mark_passing(number)
    here.make(file)
    assert [json.loads(each)["id"] for each in read(file, TALKS).splitlines()] == ["seen"]


def test_a_stretch_of_a_file_of_ones_own_becomes_a_recording(
    here: Install, there: Install, file: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.wav"
    own.write_bytes(bytes(44) + SECOND * 3)
    sound = SoundStretch(str(own), 1000, 2000).sound
    here.keep(talk_of(said("one", sound=sound, sound_ms=1000)))
    here.make(file)
    own.unlink()
    there.restore(file)
    (talk,) = there.talks().values()
    assert isinstance(talk.items[0], Message)
    assert talk.items[0].sound == "talk-file-1"
    assert len(there.files()) == 1


# --- the app goes on


def test_a_backup_is_of_one_moment_while_the_app_writes(here: Install, there: Install, file: Path) -> None:
    store = Store(here.data, WavFiles(), lambda _: None)
    store.start()
    try:
        for number in range(20):
            talk = talk_of(heard(1, f"t{number}"), name=f"t{number}")
            store.import_talks(Bundle((talk,), {}), lambda _: None)
        assert store.settle()
        writing = threading.Event()

        def write() -> bool:
            # In the middle of it a talk goes and another one comes.
            if not writing.is_set():
                writing.set()
                store.delete_talk(TalkId("t19"))
                store.purge(TalkId("t19"))
                store.keep_item(TalkId("new"), said("later", talk="new"))
                assert store.settle()
            return False

        here.make(file, stopped=write)
    finally:
        store.close()
    there.restore(file)
    assert there.talks().keys() == {f"t{number}" for number in range(20)}


def test_a_stopped_backup_leaves_nothing(here: Install, tmp_path: Path) -> None:
    here.keep(talk_of(heard(1)), {SoundId("talk-0001"): SECOND})
    target = tmp_path / "out"
    target.mkdir()
    with pytest.raises(StoppedError, match="Nothing was saved"):
        here.make(target / "backup.zip", stopped=lambda: True)
    assert list(target.iterdir()) == []


def test_memory_stays_flat(here: Install, there: Install, file: Path) -> None:
    sounds = {SoundId(f"talk-{number:04d}"): SECOND * 10 for number in range(1, 101)}
    here.keep(talk_of(*(heard(number) for number in range(1, 101))), sounds)
    tracemalloc.start()
    try:
        here.make(file)
        there.restore(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert file.stat().st_size > 40_000_000
    assert peak < 12_000_000


# --- into an install that has something


def test_what_is_there_is_neither_doubled_nor_replaced(here: Install, there: Install, file: Path) -> None:
    here.keep(talk_of(heard(1)), {SoundId("talk-0001"): SECOND})
    here.keep(talk_of(said("other", talk="other"), name="other"))
    there.keep(talk_of(replace(heard(1), text="corrected since")), {SoundId("talk-0001"): SECOND})
    here.make(file)
    assert there.restore(file) == "Restored conversations: 1, recordings: 0. Already here: 1."
    assert there.restore(file) == "Restored conversations: 0, recordings: 0. Already here: 2."
    assert there.talks().keys() == {"talk", "other"}
    assert there.talks()[TalkId("talk")].items[0].text == "corrected since"  # type: ignore[union-attr]


def test_what_was_deleted_comes_back(here: Install, file: Path) -> None:
    here.keep(talk_of(heard(1)), {SoundId("talk-0001"): SECOND})
    here.make(file)
    with closing(Database(here.data / DATABASE)) as database, database.writing():
        database.mark_deleted(TalkId("talk"), 5.0)
    assert here.talks() == {}
    assert here.restore(file) == "Restored conversations: 1, recordings: 0."
    assert here.history.sounds(here.talks()[TalkId("talk")]) == {SoundId("talk-0001"): SECOND}


def test_no_recording_takes_the_place_of_another(here: Install, there: Install, file: Path) -> None:
    shared = SoundId("recording")
    here.keep(talk_of(said("theirs", talk="theirs", sound=shared, sound_ms=1000), name="theirs"), {shared: SECOND})
    mine = talk_of(said("mine", talk="mine", sound=shared, sound_ms=1000), name="mine")
    there.keep(mine, {shared: SECOND * 2})
    here.make(file)
    there.restore(file)
    both = there.talks()
    assert there.history.sounds(both[TalkId("mine")]) == {shared: SECOND * 2}
    assert list(there.history.sounds(both[TalkId("theirs")]).values()) == [SECOND]


def test_spending_from_a_clock_that_stood_still_comes_along(here: Install, there: Install, file: Path) -> None:
    here.spending.mkdir(parents=True)
    month = here.spending / "1970-01.jsonl"
    month.write_bytes(b"{}\n")
    os.utime(month, (60, 60))
    there.restore(here.make(file))
    assert (there.spending / month.name).read_bytes() == b"{}\n"


def test_spending_counts_once(here: Install, there: Install, file: Path) -> None:
    line = LedgerLine("2026-10-02", "a model", 1.5)
    Ledger(here.spending).add([line])
    here.keep(talk_of(said("one")))
    here.make(file)
    there.restore(file)
    there.restore(file)
    here.restore(file)
    assert Ledger(there.spending).since("2026-01-01") == Ledger(here.spending).since("2026-01-01") == [line]
    assert Ledger(there.spending).is_begun


# --- settings


def test_settings_are_taken_only_where_wished_and_words_are_added(here: Install, there: Install, file: Path) -> None:
    here.set(
        {
            "talking.speed": 1.3,
            "sound.input_device": "My microphone",
            "recordings.watched": ["/home/one/calls"],
            "local.whisper": "/models/whisper",
            "local.language_model": "a-name",
            "dictation.vocabulary": ["Kubernetes"],
            "profiles.prompts": {"short": "Make it short."},
        }
    )
    there.set({"dictation.vocabulary": ["Ansible"], "profiles.prompts": {"short": "Mine."}})
    here.make(file)
    assert "microphone" not in read(file, "settings.toml").decode()
    there.restore(file)
    assert there.settings.talking.speed == 1.0
    assert there.settings.dictation.vocabulary == ("Ansible", "Kubernetes")
    assert dict(there.settings.profiles.prompts) == {"short": "Mine."}
    told = there.restore(file, with_settings=True)
    assert "Changed settings: 2;" in told
    assert there.settings.talking.speed == 1.3
    assert there.settings.local.language_model == "a-name"
    assert there.settings.sound.input_device == ""
    assert there.settings.recordings.watched == ()
    assert there.settings.local.whisper == ""


def test_no_path_of_this_computer_goes_elsewhere() -> None:
    paths = {row.key for row in Settings().rows() if row.kind.name == "path" or "folders" in row.help}
    assert paths - {"folder.names"} <= OF_THIS_COMPUTER | NAME_OR_PATH


def test_a_key_never_leaves(here: Install, file: Path) -> None:
    here.set({"talking.instructions": "My key is sk-proj-abcdefghijklmnop1234", "talking.speed": 1.3})
    here.make(file)
    kept = read(file, "settings.toml").decode()
    assert "sk-proj" not in kept
    assert "1.3" in kept


def test_what_cannot_be_read_of_settings_is_left_out(here: Install, there: Install, file: Path) -> None:
    here.keep(talk_of(said("one")))
    here.make(file)
    rewrite(file, {"settings.toml": b'[talking]\nspeed = "fast"\nbarge_in = false\n[nothing]\nx = 1\ny = "\n'})
    there.restore(file, with_settings=True)
    assert there.settings == Settings()
    rewrite(file, {"settings.toml": b'[talking]\nspeed = "fast"\nbarge_in = false\n[nothing]\nx = 1\n'})
    there.restore(file, with_settings=True)
    assert there.settings == changed(Settings(), {"talking.barge_in": False})


# --- all or nothing


def test_what_goes_wrong_at_the_end_changes_nothing(
    here: Install, there: Install, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.set({"talking.speed": 1.3})
    Ledger(here.spending).add([LedgerLine("2026-10-02", "a model", 1.5)])
    for name in ("one", "two"):
        here.keep(talk_of(heard(1, name), name=name), {SoundId(f"{name}-0001"): SECOND})
    there.keep(talk_of(said("mine", talk="mine"), name="mine"))
    here.make(file)
    put = Database.put_whole

    def fail_at_the_second(database: Database, talk: Talk) -> None:
        if talk.id == "two":
            raise OSError(28, "No space left on device")
        put(database, talk)

    monkeypatch.setattr(Database, "put_whole", fail_at_the_second)
    with pytest.raises(OSError, match="No space"):
        there.restore(file, with_settings=True)
    monkeypatch.undo()
    assert there.talks().keys() == {"mine"}
    assert there.files() == {}
    assert there.settings == Settings()
    assert Ledger(there.spending).since("2026-01-01") == []
    assert not staging_folder(there.data / "sounds").exists()
    there.restore(file)
    assert there.talks().keys() == {"mine", "one", "two"}


def test_a_stopped_restore_changes_nothing(here: Install, there: Install, file: Path) -> None:
    here.keep(talk_of(heard(1)), {SoundId("talk-0001"): SECOND})
    here.make(file)
    asked: list[int] = []

    def after_some() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(StoppedError, match="Nothing was changed"):
        there.restore(file, stopped=after_some)
    assert there.talks() == {}
    assert there.files() == {}


@pytest.mark.parametrize("written", [True, False], ids=["talks written", "talks not written"])
def test_a_restore_that_was_killed_is_finished_or_cleared_away(
    here: Install, there: Install, file: Path, written: bool
) -> None:
    """Its recordings lay ready; whether the talks are there decides."""
    here.keep(talk_of(heard(1)), {SoundId("talk-0001"): SECOND})
    (recording,) = here.data.rglob("*.wav")
    there.keep(here.talks()[TalkId("talk")] if written else talk_of(said("mine", talk="mine"), name="mine"))
    staging = staging_folder(there.data / "sounds")
    staging.mkdir(parents=True)
    (staging / recording.name).write_bytes(recording.read_bytes())
    store = Store(there.data, WavFiles(), lambda _: None)
    repaired = store.start()
    store.close()
    assert repaired.adopted == 0
    assert not staging.exists()
    assert (there.files() == here.files()) is written


def test_the_app_must_be_closed(here: Install, file: Path) -> None:
    here.keep(talk_of(said("one")))
    here.make(file)
    store = Store(here.data, WavFiles(), lambda _: None)
    store.start()
    try:
        with pytest.raises(StoreRefusedError, match="already open"):
            here.restore(file)
    finally:
        store.close()


# --- files of others


def rewrite(file: Path, parts: Mapping[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> None:
    """Give parts of a backup another content."""
    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, data in {**content, **parts}.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name.startswith(SOUNDS) else packed)


@pytest.fixture
def made(here: Install, file: Path) -> Path:
    here.keep(talk_of(heard(1)), {SoundId("talk-0001"): SECOND})
    return here.make(file)


def line(**more: object) -> bytes:
    item = {"id": "i", "kind": "message", "at": 1.0, "state": "done", "speaker": "user", "text": "x", **more}
    return json.dumps({"id": "t", "started_at": 1.0, "kind": "conversation", "items": [item]}).encode() + b"\n"


@contextmanager
def refused(there: Install, match: str = "damaged") -> Iterator[None]:
    there.keep(talk_of(said("mine", talk="mine"), name="mine"))
    with pytest.raises(BackupError, match=match) as told:
        yield
    assert told.value.failure.sentence
    assert there.talks().keys() == {"mine"}
    assert there.files() == {}


BAD_LINES = {
    "broken JSON": b'{"id": "t", \n',
    "no JSON": b"\xff\xfe\n",
    "cut off": line()[:-1],
    "nested": b"[" * 200_000 + b"\n",
    "another shape": b'{"id": 5}\n',
    "no name": line().replace(b'"t"', b'""', 1),
    "an unknown state": line(state="flying"),
    "a huge number": line(sound_ms=10**30),
    "a time of no calendar": line(at=1e300),
    "a rest that is none": line(rest="{"),
    "twice": line() + line(),
}


@pytest.mark.parametrize("content", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_talk_that_we_would_not_write_changes_nothing(there: Install, made: Path, content: bytes) -> None:
    rewrite(made, {TALKS: content})
    with refused(there):
        there.restore(made)


@pytest.mark.parametrize("name", ["../../evil.wav", "/etc/evil.wav", "..\\evil.wav", "sounds/../../evil.wav"])
def test_no_name_in_a_backup_is_a_path(there: Install, made: Path, name: str, tmp_path: Path) -> None:
    before = {path for path in tmp_path.rglob("*") if "there" not in path.parts}
    rewrite(made, {f"{SOUNDS}{name}": b"evil", name: b"evil", TALKS: line(sound=name, sound_ms=5)})
    there.restore(made)
    outside = {path for path in tmp_path.rglob("*") if "there" not in path.parts}
    assert outside == before
    assert not Path("/etc/evil.wav").exists()
    assert all(path.is_relative_to(there.data / "sounds") for path in there.data.rglob("*evil*"))


def test_a_link_in_a_backup_is_content_and_no_link(there: Install, made: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    link = zipfile.ZipInfo(f"{SOUNDS}talk-0001.wav")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.startswith(SOUNDS)}
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.writestr(link, os.fsencode(secret))
    there.restore(made)
    (kept,) = there.data.rglob("*.wav")
    assert not kept.is_symlink()
    assert kept.read_bytes() == os.fsencode(secret)


def test_words_that_grow_beyond_all_measure_are_refused(there: Install, made: Path) -> None:
    rewrite(made, {TALKS: line(text="x" * 60_000_000)})
    with refused(there):
        there.restore(made)


def test_recordings_that_are_packed_are_no_recordings(there: Install, made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, b"\0" * 50_000_000 if name.startswith(SOUNDS) else data)
    there.restore(made)
    assert there.files() == {}
    assert there.talks().keys() == {"talk"}


def test_a_list_of_files_without_end_is_not_read(there: Install, made: Path) -> None:
    content = bytearray(made.read_bytes())
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = (3 * 10**9).to_bytes(4, "little")
    made.write_bytes(content)
    with refused(there):
        there.restore(made)


@pytest.mark.parametrize("cut", [0, 1, 30, 0.5, 0.99])
def test_a_backup_that_is_cut_off_changes_nothing(there: Install, made: Path, cut: float) -> None:
    content = made.read_bytes()
    made.write_bytes(content[: int(cut * len(content)) if cut < 1 else int(cut)])
    with refused(there, "isn't a backup"):
        there.restore(made)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), damage=st.binary(min_size=1, max_size=4))
def test_whatever_is_damaged_nothing_is_half_there(
    tmp_path_factory: pytest.TempPathFactory, place: float, damage: bytes
) -> None:
    home = tmp_path_factory.mktemp("any")
    here, there = Install(home / "here"), Install(home / "there")
    for name in ("one", "two"):
        here.keep(talk_of(heard(1, name), name=name), {SoundId(f"{name}-0001"): SECOND[:200]})
    made = here.make(home / "backup.zip")
    content = bytearray(made.read_bytes())
    at = int(place * len(content))
    content[at : at + len(damage)] = damage
    made.write_bytes(content)
    try:
        there.restore(made)
    except BackupError:
        assert there.talks() == {}
        assert there.files() == {}
    else:
        assert there.talks().keys() <= {"one", "two"}


def test_a_later_version_is_refused_in_one_sentence(there: Install, made: Path) -> None:
    manifest = json.loads(read(made, MANIFEST))
    rewrite(made, {MANIFEST: json.dumps({**manifest, "version": VERSION + 1, "app": 7}).encode()})
    with pytest.raises(BackupError, match=r"later version of voiceapp\. Install that version") as told:
        there.restore(made)
    assert told.value.failure.kind is FailureKind.NEWER_DATA


def test_another_archive_is_no_backup(there: Install, file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("conversations.json", "[]")
    with refused(there, "isn't a backup"):
        there.restore(file)


def test_a_disk_without_room_is_seen_before_anything_is_written(
    there: Install, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("voiceapp.backups.restoring.shutil.disk_usage", lambda _: usage)
    with refused(there, "Free some space"):
        there.restore(made)


def test_what_lies_ready_is_moved_once(there: Install) -> None:
    there.keep(talk_of(heard(1)), {SoundId("talk-0001"): SECOND})
    with closed_history(there.data, WavFiles()) as (database, recordings):
        move_staged(database, recordings)
    assert len(there.files()) == 1
