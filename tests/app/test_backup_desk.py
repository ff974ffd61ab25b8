"""The running app is backed up and restored into, while it goes on."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.storage.ask import page, sound
from tests.storage.wav import WavFiles
from tests.talks import said, talk_of
from voiceapp.app.backup_desk import BackupDesk
from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.backups.kept_notes import note_stores
from voiceapp.core.backup_access import BackupDone, BackupState, BackupWishes, BackupWork, RestoreWishes
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import SoundId
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.storage.store import Store

SECOND = b"\x11\x22" * WIRE.rate


class App:
    """The parts of a running app that a backup concerns."""

    def __init__(self, home: Path) -> None:
        paths = Paths.under(home)
        paths.make()
        self.settings = LiveSettings(paths.settings_file, Settings())
        self.store = Store(paths.data, WavFiles(), lambda _: None)
        self.store.start()
        self.workers = WorkerPool()
        self.backups = BackupDesk(paths, self.store, self.settings, self.workers, WavFiles, note_stores(paths.data))
        self.states: list[BackupState] = []
        self.ended = threading.Event()
        self.backups.watch(self._see)

    def _see(self, state: BackupState) -> None:
        self.states.append(state)
        if state.ended is not None:
            self.ended.set()

    def made(self, path: Path) -> BackupDone | Failure | None:
        self.ended.clear()
        self.backups.make(str(path), BackupWishes())
        assert self.ended.wait(EVENT)
        return self.states[-1].ended

    def restored(self, path: Path, *, settings: bool = False) -> BackupDone | Failure | None:
        self.ended.clear()
        self.backups.restore(str(path), RestoreWishes(settings))
        assert self.ended.wait(EVENT)
        return self.states[-1].ended

    def titles(self) -> set[str]:
        return {str(talk.shown_title) for talk in page(self.store).talks}

    def close(self) -> None:
        self.backups.close()
        self.workers.close()
        self.store.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    made = App(tmp_path / "one")
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[App]:
    made = App(tmp_path / "two")
    yield made
    made.close()


def test_what_was_just_said_is_in_the_backup_and_comes_back_while_the_other_app_runs(
    app: App, other: App, tmp_path: Path
) -> None:
    app.settings.change("talking.speed", 1.3)
    app.settings.change("dictation.vocabulary", ["Kubernetes"])
    line = said("hello there", sound=SoundId("talk-0001"), sound_ms=1000)
    app.store.keep_talk(talk_of(title="Greetings"))
    app.store.keep_item(talk_of().id, line)
    app.store.keep_whole_sound(SoundId("talk-0001"), SECOND)
    done = app.made(tmp_path / "backup.zip")
    assert isinstance(done, BackupDone)
    assert "recordings: 1" in str(done.told)
    assert isinstance(other.restored(tmp_path / "backup.zip", settings=True), BackupDone)
    assert other.states[-1].restored
    assert other.titles() == {"Greetings"}
    assert other.settings().talking.speed == 1.3
    assert other.settings().dictation.vocabulary == ("Kubernetes",)
    assert sound(other.store, "talk-0001") == SECOND


def test_it_can_be_stopped_and_another_one_is_not_begun_meanwhile(app: App, tmp_path: Path) -> None:
    for number in range(3):
        app.store.keep_item(talk_of(name=f"t{number}").id, said("word", talk=f"t{number}"))
    held, begun = threading.Event(), threading.Event()

    def stop_when_it_has_begun(state: BackupState) -> None:
        if state.work is BackupWork.MAKING and not begun.is_set():
            begun.set()
            app.backups.stop()
            app.backups.make(str(tmp_path / "second.zip"), BackupWishes())
            held.set()

    app.backups.watch(stop_when_it_has_begun)
    ended = app.made(tmp_path / "first.zip")
    assert held.is_set()
    assert isinstance(ended, Failure)
    assert "cancelled" in str(ended.sentence)
    assert list(tmp_path.glob("*.zip")) == []
    assert list(tmp_path.glob(".voiceapp-backup-*")) == []


def test_what_goes_wrong_is_one_sentence(app: App, tmp_path: Path) -> None:
    no_backup = tmp_path / "x.zip"
    no_backup.write_bytes(b"nothing")
    broken = app.restored(no_backup)
    nowhere = app.made(tmp_path / "no" / "folder.zip")
    assert isinstance(broken, Failure)
    assert broken.kind is FailureKind.BAD_FILE
    assert isinstance(nowhere, Failure)
    assert "Choose another place" in str(nowhere.sentence)
