"""Importing offers what other programs have, with how much that is, before it asks for a file."""

from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.history import FoundImport
from voiceapp.gui.history.found_imports import FoundImports
from voiceapp.gui.window import Window


def test_what_is_found_is_offered_with_its_number(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.found_imports = (FoundImport("Buzz", "/b/Buzz.sqlite", 12), FoundImport("OpenWhispr", "/o/t.db", 30))
    window.history.show()
    window.history.choose_import()
    box = window.history.findChild(FoundImports)
    assert box is not None
    qtbot.waitUntil(box.isVisible)
    buttons = {button.objectName(): button for button in box.findChildren(QPushButton)}
    assert buttons["importBuzz"].text() == "Import from Buzz (12)"
    buttons["importOpenWhispr"].click()
    assert desk.imported == ["/o/t.db"]
    assert not box.isVisible()
    window.history.choose_import()
    qtbot.waitUntil(box.isVisible)
    assert len([button for button in box.findChildren(QPushButton) if button.isVisible()]) == 4


def test_where_nothing_is_found_a_file_is_asked_for(window: Window, qtbot: QtBot) -> None:
    window.history.show()
    window.history.choose_import()
    qtbot.waitUntil(lambda: bool(window.history.findChildren(QFileDialog)))
    window.history.findChildren(QFileDialog)[0].close()
