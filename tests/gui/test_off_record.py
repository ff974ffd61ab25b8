"""Off the record, as one does it and sees it in the window."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from voiceapp.core.messages import OffRecordSet, Phase, ShowState, TalkState
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.gui.top_bar import TopBar
from voiceapp.gui.transcript.line_words import below_of
from voiceapp.gui.window import Window

OFF = TalkState(phase=Phase.LISTENING, hears=True, off_record=True, microphone="mic")


def test_the_button_leaves_the_record_and_the_sign_comes_back(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.resize(900, 700)
    window.show()
    window.panel.off_record.click()
    assert desk.told[-1] == OffRecordSet(off=True)
    window.bridge.shown.emit(ShowState(OFF))
    qtbot.waitUntil(window.top.off_record.isVisible)
    assert window.panel.off_record.isChecked()
    assert "off the record" in window.panel.phase.text()
    assert "nothing is kept" in window.leaves.words.whole()
    window.top.off_record.click()
    assert desk.told[-1] == OffRecordSet(off=False)


def test_a_very_narrow_window_says_it_once_less(window: Window, qtbot: QtBot) -> None:
    del window  # it has set the fonts and the style
    ground = QWidget()
    qtbot.addWidget(ground)
    bar = TopBar(ground)
    ground.show()
    for width, shown in ((320, False), (900, True)):
        bar.resize(width, 40)
        bar.show_state(OFF)
        assert bar.off_record.isVisible() is shown


def test_each_line_of_it_says_that_it_is_not_kept() -> None:
    line = Message(ItemId("1"), Speaker.USER, 0.0, "He is ill.", MessageState.DONE)
    assert below_of(line) == ""
    assert below_of(Message(ItemId("1"), Speaker.USER, 0.0, "He is ill.", MessageState.DONE, off_record=True)) != ""
