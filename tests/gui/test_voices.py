"""The names of those who speak in a recording, in the window."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK
from voiceapp.core.messages import ShowItem
from voiceapp.core.transcript import ItemId, Message
from voiceapp.gui.transcript.paint import LinePainter
from voiceapp.gui.window import Window


def test_the_name_of_who_spoke_stands_above_the_words(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    said = TALK[0]
    assert isinstance(said, Message)
    named = replace(said, id=ItemId("named"), voice="Ana")
    desk.show(ShowItem(said), ShowItem(named))
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    view = window.transcript
    assert str(window.model.index(1, 0).data(Qt.ItemDataRole.DisplayRole)).startswith("Ana: ")
    assert view.row_rect(1).height() > view.row_rect(0).height(), "the name has a row of its own"
    painter = LinePainter()
    plain, by_name = (painter.laid(item, 600).box for item in (said, named))
    assert by_name.left() < plain.left(), "who isn't the person at the app stands on the other side"
