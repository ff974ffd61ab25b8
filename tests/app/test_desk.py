"""The desk put together: what goes wrong while it opens is said when somebody looks."""

import sqlite3
import threading
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from tests.server.api import KEY
from voiceapp.app import open_desk
from voiceapp.app.word_editors import SPENT
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import DiskUsage
from voiceapp.core.messages import Show, ShowFailure
from voiceapp.local.brain_profiles import SMALL
from voiceapp.local.model_set import LocalMachine
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.storage.ledger import Ledger, LedgerLine
from voiceapp.storage.unsaved import PREFIX, RescuePlaces

pytestmark = pytest.mark.usefixtures("sound_card")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICEAPP_OUTPUT_LATENCY", "0.2")
    return tmp_path / "home"


@pytest.mark.expects_log
def test_a_history_that_cannot_be_opened_at_the_start_is_said(home: Path) -> None:
    paths = Paths.find()
    paths.make()
    # A folder where the recordings belong is taken by a file: nothing can be kept in it.
    (paths.data / "sounds").write_text("", encoding="utf-8")
    said = threading.Event()

    def see(show: Show) -> None:
        if isinstance(show, ShowFailure) and show.failure.kind in (FailureKind.DISK_BROKEN, FailureKind.DISK_FULL):
            said.set()

    desk = open_desk()
    try:
        desk.talk.watch(see)
        assert said.wait(EVENT)
    finally:
        desk.close()


def test_it_closes_whole_without_a_word_said(home: Path) -> None:
    desk = open_desk()
    desk.close()
    history = sqlite3.connect(home / "data" / "voiceapp.db")
    assert history.execute("pragma integrity_check").fetchone() == ("ok",)
    history.close()


def test_what_is_found_out_after_the_end_changes_nothing_and_harms_nothing(home: Path) -> None:
    desk = open_desk()
    desk.close()
    desk.talking.change(Settings())  # the list of a service's models may come this late


@pytest.mark.expects_log
def test_the_history_is_closed_whatever_does_not_end_well(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    desk = open_desk()
    playback, players = desk.talking.playback.close, desk._players.close
    monkeypatch.setattr(desk.talking.playback, "close", broken)
    monkeypatch.setattr(desk._players, "close", broken)
    desk.close()
    playback()
    players()
    history = sqlite3.connect(home / "data" / "voiceapp.db")
    assert history.execute("pragma integrity_check").fetchone() == ("ok",)
    history.close()
    open_desk().close()


def test_what_the_settings_file_says_wrongly_of_privacy_stays_to_be_seen(home: Path) -> None:
    paths = Paths.find()
    paths.make()
    paths.settings_file.write_text(
        '[talking]\nspeed = 9\n[engines]\nleaves_machine = "nothin"\n[privacy]\nkeep_talks = no\n', encoding="utf-8"
    )
    desk = open_desk()
    shown: list[ShowFailure] = []
    try:
        desk.talk.watch(lambda show: shown.append(show) if isinstance(show, ShowFailure) else None)
        assert (desk.settings().engines.leaves_machine, desk.settings().privacy.keep_talks) == ("nothing", False)
    finally:
        desk.close()
    strict = next(show for show in shown if show.failure.kind is FailureKind.SETTINGS_UNREAD)
    assert strict.stays
    assert "engines.leaves_machine = nothing" in str(strict.failure.sentence)
    assert "privacy.keep_talks = false" in str(strict.failure.sentence)
    assert any(
        show.failure.kind is FailureKind.REJECTED and "talking.speed" in str(show.failure.sentence) for show in shown
    )


@pytest.mark.expects_log
def test_deleting_everything_deletes_what_was_put_aside_as_well(home: Path) -> None:
    aside = Path.home() / f"{PREFIX}{RescuePlaces.of(home / 'data').whose}-1.json"
    damaged = home / "data" / "voiceapp-damaged-20260101T000000.db"
    desk = open_desk()
    try:
        for file in (aside, damaged):
            file.write_text("what was said", encoding="utf-8")
        answer: Future[DiskUsage | Failure] = Future()
        desk.kept.delete_everything(answer.set_result)
        assert isinstance(answer.result(EVENT), DiskUsage)
        assert not aside.exists()
        assert not damaged.exists()
    finally:
        desk.close()
        aside.unlink(missing_ok=True)


@pytest.mark.parametrize("spent", [0.0, 2.0])
def test_why_nobody_translates_is_the_budget_where_it_is_spent(
    home: Path, monkeypatch: pytest.MonkeyPatch, spent: float
) -> None:
    monkeypatch.setattr(LocalMachine, "brain_profile", lambda _: SMALL)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    today = datetime.now().astimezone().date().isoformat()
    Ledger(home / "data" / "spent").add([LedgerLine(today, "gpt-realtime-2.1", spent)])
    desk = open_desk(overrides={"budget.per_day": "1"})
    try:
        assert desk.dictation.editors.translator_trouble() == (SPENT if spent else None)
    finally:
        desk.close()
