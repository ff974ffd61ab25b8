"""One row of controls: nothing in it is more than two clicks away, and it leaves the room to the talk."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, show_talk
from tests.gui.test_for_everyone import name_of
from voiceapp.core.messages import Phase, ShowState, ShowTalk, TalkState, TalkStopped
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.gui.look.theme import COLUMN
from voiceapp.gui.window import Window


def shown(window: Window, desk: PaperDesk, qtbot: QtBot, size: tuple[int, int]) -> None:
    show_talk(desk)
    window.resize(*size)
    qtbot.waitUntil(lambda: window.model.rowCount() == len(TALK) and window.bridge.idle)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)


def across(widget: QWidget, window: Window) -> tuple[int, int]:
    left = widget.mapTo(window, QPoint(0, 0)).x()
    return left, left + widget.width()


def test_end_ends_the_talk_whatever_it_is_doing(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    end = window.panel.end
    assert not end.isVisible(), "there is nothing to end"
    desk.show(ShowState(TalkState(phase=Phase.SPEAKING)))
    qtbot.waitUntil(end.isVisible)
    end.setFocus()
    qtbot.mouseClick(end, Qt.MouseButton.LeftButton)
    assert desk.told == [TalkStopped()]
    desk.show(ShowState(TalkState(phase=Phase.OFF)))
    qtbot.waitUntil(lambda: not end.isVisible())
    assert window.button.hasFocus(), "the keyboard is not lost with it"


def test_the_button_is_large_only_while_there_is_nothing_to_see(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.resize(1_000, 760)
    qtbot.waitUntil(lambda: window.button.width() > 100)
    show_talk(desk)
    qtbot.waitUntil(lambda: window.button.width() < 60)
    qtbot.waitUntil(lambda: window.panel.height() <= 56)
    assert window.button.isVisible()
    assert window.panel.phase.isVisible()
    desk.show(ShowTalk(Talk(TalkId("new"), 0.0)))
    qtbot.waitUntil(lambda: window.button.width() > 100)
    window.resize(720, 500)
    qtbot.waitUntil(lambda: window.button.width() < 60)


def test_a_low_window_leaves_its_room_to_the_talk(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    shown(window, desk, qtbot, (720, 500))
    qtbot.waitUntil(lambda: window.transcript.viewport().height() >= 300)


@pytest.mark.parametrize("size", [(720, 500), (1_000, 760), (1_480, 940)])
def test_the_talk_is_as_wide_as_what_stands_below_it(
    window: Window, desk: PaperDesk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    shown(window, desk, qtbot, size)
    view = window.transcript

    def edges() -> tuple[float, float]:
        """Where the assistant's lines begin, and the person's end."""
        boxes = [view._painter.laid(item, view.viewport().width()).box for item in TALK[:2]]
        viewport = across(view.viewport(), window)[0]
        return viewport + boxes[1].left(), viewport + boxes[0].right()

    qtbot.waitUntil(lambda: abs(edges()[0] - across(window.message, window)[0]) <= 1)
    assert abs(edges()[1] - across(window.message, window)[1]) <= 1
    assert across(window.panel, window) == across(window.message, window)
    assert window.message.width() <= COLUMN


def test_the_devices_and_the_volume_are_one_click_away(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    panel = window.panel
    qtbot.mouseClick(panel.sound, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.popover.isVisible)
    for control, name in ((panel.microphone, "Microphone"), (panel.speaker, "Speaker")):
        assert control.isVisible()
        assert name_of(control) == name
    assert panel.microphone.hasFocus()
    panel.volume.setValue(40)
    qtbot.waitUntil(lambda: desk.settings.value("sound.output_volume") == 40)
    qtbot.keyClick(panel.volume, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.popover.isVisible())


def test_the_search_field_says_what_it_is_for_in_letters_of_every_size(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.settings.change("appearance.text_size", 150)
    window.resize(1_000, 760)
    search = window.history.search
    qtbot.waitUntil(lambda: search.font().pixelSize() == 21 and search.isVisible())
    wanted = search.fontMetrics().horizontalAdvance(search.placeholderText())
    qtbot.waitUntil(lambda: search.width() - 2 * 12 >= wanted)
