"""Pasting into our own fields, also from a program that hangs: the window never waits for it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.rig.patience import EVENT
from voiceapp.gui import patient_paste
from voiceapp.gui.patient_paste import PatientPaste
from voiceapp.gui.talk.composer import Composer


@dataclass
class Owner:
    """Whoever has the clipboard: answers when it is let."""

    answers: bool = True
    may: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list[str])
    hung: int = 0

    def answer(self, selection: str) -> bool:
        self.asked.append(selection)
        assert self.may.wait(EVENT)
        return self.answers

    def tell(self) -> None:
        self.hung += 1


def nobodys(_selection: str) -> bool:
    return False


@pytest.fixture
def owner(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Owner]:
    monkeypatch.setattr(patient_paste, "_is_ours", nobodys)
    it = Owner()
    watch = PatientPaste(qapp, it.answer, it.tell)
    yield it
    qapp.removeEventFilter(watch)
    watch.deleteLater()


def press(field: QLineEdit | Composer, key: Qt.Key, text: str = "", held: Qt.KeyboardModifier | None = None) -> None:
    modifier = held or Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, key, modifier, text))


def paste(field: QLineEdit | Composer) -> None:
    press(field, Qt.Key.Key_V, "", Qt.KeyboardModifier.ControlModifier)


def copy(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)


@pytest.mark.parametrize("kind", [QLineEdit, Composer])
def test_what_is_typed_while_the_owner_is_asked_comes_after_what_is_pasted(
    qtbot: QtBot, owner: Owner, kind: type[QLineEdit] | type[Composer]
) -> None:
    field = kind()
    take_the_keyboard(qtbot, field)
    copy("pasted")
    paste(field)
    press(field, Qt.Key.Key_X, "x")
    assert shown(field) == "", "the owner is asked first, on another thread"
    owner.may.set()
    qtbot.waitUntil(lambda: shown(field) == "pastedx")
    assert owner.asked == ["CLIPBOARD"]


def take_the_keyboard(qtbot: QtBot, field: QLineEdit | Composer) -> None:
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)


def shown(field: QLineEdit | Composer) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_nothing_is_pasted_from_a_program_that_hangs_and_that_is_said(qtbot: QtBot, owner: Owner) -> None:
    field = Composer()
    take_the_keyboard(qtbot, field)
    copy("pasted")
    owner.answers = False
    owner.may.set()
    paste(field)
    press(field, Qt.Key.Key_X, "x")
    qtbot.waitUntil(lambda: shown(field) == "x")
    assert owner.hung == 1


def test_the_menu_of_a_field_asks_it_too_and_a_field_that_one_only_reads_does_not(qtbot: QtBot, owner: Owner) -> None:
    field = QLineEdit()
    take_the_keyboard(qtbot, field)
    owner.answers = False
    owner.may.set()
    asks = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), QPoint(2, 2))
    QApplication.sendEvent(field, asks)
    qtbot.waitUntil(lambda: owner.hung == 1)
    field.setReadOnly(True)
    paste(field)
    assert owner.asked == ["CLIPBOARD"]


class Noting(PatientPaste):
    """Notes for what it is called."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        SEEN.append(event.type())
        return super().eventFilter(watched, event)


SEEN: list[QEvent.Type] = []


def test_events_of_what_has_not_the_keyboard_cost_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    watch = Noting(qapp, lambda _selection: True, lambda: None)
    field, label = QLineEdit(), QLabel("a level")
    take_the_keyboard(qtbot, field)
    qtbot.addWidget(label)
    SEEN.clear()
    QApplication.sendEvent(label, QEvent(QEvent.Type.User))
    press(field, Qt.Key.Key_X, "x")
    assert QEvent.Type.KeyPress in SEEN
    assert QEvent.Type.User not in SEEN
    field.clearFocus()
    SEEN.clear()
    press(field, Qt.Key.Key_X, "x")
    assert not SEEN
    watch.deleteLater()
