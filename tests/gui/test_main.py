"""The front of the app: it opens late, says why it cannot, and changes its language in place."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, show_talk, sunset
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import ShowItem
from voiceapp.gui import language
from voiceapp.gui.clipboard import WindowClipboard
from voiceapp.gui.first_frame import FirstFrame
from voiceapp.gui.late_desk import LateDesk
from voiceapp.gui.main import AppLoader, CurrentWindow, known_settings
from voiceapp.gui.system.own_window import OwnTextFields
from voiceapp.gui.system.tray import Tray
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths
from voiceapp.storage.instance_lock import InstanceLock


@pytest.fixture
def front(desk: PaperDesk, qtbot: QtBot) -> Iterator[CurrentWindow]:
    front = CurrentWindow(cast("Desk", desk))
    front.open(hidden=False)
    yield front
    front.window.give_way()
    language.install("en")


@pytest.mark.parametrize("hidden", [True, False])
def test_it_starts_hidden_where_that_is_wanted(desk: PaperDesk, qtbot: QtBot, hidden: bool) -> None:
    front = CurrentWindow(cast("Desk", desk))
    front.window.presence.tray = cast("Tray", object())
    front.open(hidden=hidden)
    front.window.presence.tray = None
    assert front.window.isVisible() is not hidden
    front.window.give_way()
    language.install("en")


def test_another_language_is_spoken_at_once_and_in_place(front: CurrentWindow, desk: PaperDesk, qtbot: QtBot) -> None:
    before = front.window
    before.resize(760, 640)
    before.composer.setPlainText("Not sent yet")
    before.composer.add_picture(sunset())
    before.message._spoken.setChecked(False)
    desk.settings.change("appearance.language", "de")
    qtbot.waitUntil(lambda: front.window is not before)
    assert front.window.composer.toPlainText() == "Not sent yet"
    assert len(front.window.composer.images) == 1
    assert front.window.composer.spoken is False
    assert front.window.message._spoken.text() == "Antwort als Text"
    assert front.window.top.new.text() == "Neues Gespräch"
    assert (front.window.width(), front.window.height()) == (760, 640)
    assert front.window.overlays.settings is not None
    assert front.window.overlays.settings.windowTitle() == "Einstellungen"
    show_talk(desk)
    qtbot.waitUntil(lambda: front.window.model.rowCount() == len(TALK))
    desk.settings.change("appearance.language", "en")
    qtbot.waitUntil(lambda: front.window.top.new.text() == "New conversation")
    assert len(desk.watchers) == 1, "the old windows watch no more"


def test_it_comes_to_the_front_when_it_is_called(front: CurrentWindow, qtbot: QtBot) -> None:
    front.window.presence.show_bar()
    front._called.emit()
    qtbot.waitUntil(front.window.isVisible)
    assert not front.window.presence.bar.isVisible()


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (OSError("The folder /x cannot be used."), FailureKind.DISK_BROKEN, "The folder /x cannot be used."),
        (RuntimeError("boom"), FailureKind.BUG, "voiceapp couldn't start (boom). Please report it."),
    ],
)
def test_what_keeps_it_from_opening_stands_in_the_window(
    front: CurrentWindow, capsys: pytest.CaptureFixture[str], error: Exception, kind: FailureKind, sentence: str
) -> None:
    front.could_not_open(error)
    assert front.window.notices.failures() == (kind,)
    assert front.window.notices.accessibleName() == sentence
    assert capsys.readouterr().err.strip() == sentence


def test_a_history_that_is_open_elsewhere_is_said_to_be_so(qtbot: QtBot) -> None:
    paths = Paths.find()
    paths.make()
    settings = known_settings(paths, {"appearance.theme": "dark"})
    assert settings.appearance.theme == "dark"
    opening = AppLoader(
        LateDesk(Settings(), paths), WindowClipboard(), OwnTextFields(QPlainTextEdit), verbose=False, overrides={}
    )
    with InstanceLock(paths.data) as lock:
        assert lock.acquire()
        with qtbot.waitSignal(opening.failed) as failed:
            opening.start()
        opening.close()
    failure = getattr(failed.args[0], "failure", None) if failed.args else None
    assert isinstance(failure, Failure)
    assert failure.kind is FailureKind.ALREADY_OPEN


@pytest.mark.parametrize("shown", [True, False])
def test_what_is_loaded_behind_the_window_waits_for_its_first_picture(qtbot: QtBot, shown: bool) -> None:
    order: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
            order.append("picture")

    window = Painted()
    qtbot.addWidget(window)
    if shown:
        window.show()
    frame = FirstFrame(window)
    frame.stands.connect(lambda: order.append("stands"))
    qtbot.waitUntil(lambda: "stands" in order)
    assert order[0] == ("picture" if shown else "stands")
    frame._tell()
    assert order.count("stands") == 1, "also where the alarm for a window that nobody sees rings later"


def test_it_opens_behind_the_window_and_closes(qtbot: QtBot) -> None:
    paths = Paths.find()
    paths.make()
    late = LateDesk(Settings(), paths)
    shown: list[object] = []
    late.talk.watch(shown.append)
    opening = AppLoader(late, WindowClipboard(), OwnTextFields(QPlainTextEdit), verbose=False, overrides={})
    with qtbot.waitSignal(opening.opened):
        opening.start()
    assert shown, "what stands already was shown"
    assert not any(isinstance(show, ShowItem) for show in shown)
    opening.close()
