"""The marks of a level fall when it grows quiet, though it is told only once."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from voiceapp.gui.look.controls import SILENT, LevelMeter


def test_a_level_that_was_told_once_falls_to_what_it_is(qapp: QApplication, qtbot: QtBot) -> None:
    level = LevelMeter()
    qtbot.addWidget(level)
    level.show()
    level.show_level(-10.0)
    assert level._lit > 10
    level.show_level(SILENT)
    assert level._lit > 0, "the peak stays a moment"
    # Nothing beats on when there is nothing left to move.
    qtbot.waitUntil(lambda: not level._falling.isActive())
    assert level._lit == 0
