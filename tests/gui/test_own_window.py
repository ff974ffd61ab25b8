"""Dictation into our own window: straight into the field, and never through a clipboard that we serve ourselves."""

import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.rig.patience import EVENT
from voiceapp.core.dictation.messages import Deliver, Delivered, DeliveryResult, TextTarget
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.desktop.text_output.own_window import HERE, OwnWindowFirst
from voiceapp.gui.system.own_window import OwnTextFields
from voiceapp.gui.talk.composer import Composer

T = TypeVar("T")


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.line, self.secret, self.message = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        column = QVBoxLayout(self)
        for field in (self.line, self.secret, self.message):
            column.addWidget(field)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    page.hide()


def elsewhere(qtbot: QtBot, work: Callable[[], T]) -> T:
    """Asked from another thread, as dictation asks."""
    answers: list[T] = []
    thread = threading.Thread(target=lambda: answers.append(work()))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    return answers[0]


def put(qtbot: QtBot, page: Page, text: str, erase: int = 0) -> Delivered:
    fields = OwnTextFields(lambda: page.message, patience=EVENT)
    done = elsewhere(qtbot, lambda: fields.deliver(Deliver(7, text, DeliveryMethod.PASTE, None, erase)))
    assert done is not None
    assert done.delivery == 7
    return done


def test_words_fit_what_stands_in_the_field(qtbot: QtBot, page: Page) -> None:
    page.message.setPlainText("One 🦞.")
    page.message.setFocus()
    page.message.moveCursor(page.message.textCursor().MoveOperation.End)
    assert put(qtbot, page, "Two.").inserted == " Two."
    assert put(qtbot, page, "Three\nfour").arrival is DeliveryResult.INSERTED
    assert page.message.toPlainText() == "One 🦞. Two. Three\nfour", "a line is a line, and nothing is sent"
    page.line.setText("search")
    page.line.setFocus()
    put(qtbot, page, "words\nhere")
    assert page.line.text() == "search words here"


def test_words_take_the_place_of_what_is_selected_and_can_be_replaced(qtbot: QtBot, page: Page) -> None:
    page.line.setText("old words")
    page.line.setFocus()
    page.line.setSelection(0, 3)
    assert put(qtbot, page, "New").inserted == "New"
    assert page.line.text() == "New words"
    page.message.setFocus()
    put(qtbot, page, "Said 🦞")
    put(qtbot, page, "As spoken", erase=6)
    assert page.message.toPlainText() == "As spoken"


def test_nothing_goes_into_a_password_field(qtbot: QtBot, page: Page) -> None:
    page.secret.setFocus()
    assert put(qtbot, page, "words").arrival is DeliveryResult.HIDDEN_FIELD
    assert page.secret.text() == ""


def test_without_a_field_the_message_gets_them(qtbot: QtBot, page: Page) -> None:
    page.setFocus()
    page.line.setReadOnly(True)
    page.line.setFocus()
    put(qtbot, page, "words")
    assert page.message.toPlainText() == "words"


def test_what_was_meant_for_us_waits_when_another_program_has_the_keyboard(qtbot: QtBot, page: Page) -> None:
    fields = OwnTextFields(lambda: page.message, patience=EVENT)
    places = OwnWindowFirst(None)
    places.own = fields
    page.line.setFocus()
    target = elsewhere(qtbot, places.focus)
    assert target == TextTarget(HERE, "voiceapp", secret=False)
    page.hide()
    qtbot.waitUntil(lambda: not page.isActiveWindow())
    assert elsewhere(qtbot, fields.secret) is None
    moved = elsewhere(qtbot, lambda: places.deliver(Deliver(1, "words", DeliveryMethod.PASTE, target)))
    assert moved.arrival is DeliveryResult.FOCUS_MOVED
    nowhere = elsewhere(qtbot, lambda: places.deliver(Deliver(1, "words", DeliveryMethod.PASTE, None)))
    assert nowhere.arrival is DeliveryResult.FAILED


def test_a_window_that_is_busy_is_not_waited_for_for_ever(qtbot: QtBot, page: Page) -> None:
    fields = OwnTextFields(lambda: page.message, patience=0.01)
    page.message.setFocus()
    answers: list[object] = []

    def ask() -> None:
        answers.extend((fields.secret(), fields.deliver(Deliver(1, "words", DeliveryMethod.PASTE, None))))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()  # the window's thread does nothing meanwhile
    assert answers == [None, None]
    put(qtbot, page, "Now.")
    assert page.message.toPlainText() == "Now.", "what was given up is not put in late"


class Unasked(QMimeData):
    """The clipboard of a process that cannot answer just now."""

    def formats(self) -> list[str]:
        raise AssertionError("we would wait for ourselves")

    def retrieveData(self, form: str, kind: object) -> object:  # noqa: N802  (Qt calls it so)
        raise AssertionError("we would wait for ourselves")


def test_what_we_serve_ourselves_is_pasted_without_asking_for_it(qtbot: QtBot) -> None:
    standing: dict[str, bytes] = {"UTF8_STRING": "Grüße".encode(), "text/plain": b"?"}
    composer = Composer(lambda: standing)
    qtbot.addWidget(composer)
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(Unasked())
    content = clipboard.mimeData()
    assert composer.canInsertFromMimeData(content)
    composer.insertFromMimeData(content)
    assert composer.toPlainText() == "Grüße"
    picture, store = QImage(4, 4, QImage.Format.Format_RGB32), QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    standing = {"image/png": bytes(store.data())}
    composer.insertFromMimeData(content)
    assert len(composer.images) == 1
    dropped = QMimeData()
    dropped.setText(" and dropped")
    composer.insertFromMimeData(dropped)
    assert composer.toPlainText() == "Grüße and dropped", "only what comes from the clipboard is ours"
    clipboard.clear()
