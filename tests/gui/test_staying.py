"""Where one is in the talk stays, whatever changes round it: at the end, or at the first message that is seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import said, show_talk
from voiceapp.core.messages import ShowItem
from voiceapp.gui.transcript.view import TranscriptView
from voiceapp.gui.window import Window

MANY = tuple(said(f"Message {number}: " + "words and more of them " * (number % 7 + 1), number) for number in range(80))


def activity(window: Window) -> None:
    window.top.activity.toggle()


def history(window: Window) -> None:
    window.top.history.toggle()


def narrower(window: Window) -> None:
    window.resize(760, 640)


def lower(window: Window) -> None:
    window.resize(window.width(), 500)


def larger(window: Window) -> None:
    window.resize(1_300, 900)


def bigger_letters(window: Window) -> None:
    window.desk.settings.change("appearance.text_size", 150)


CHANGES = (activity, history, narrower, lower, larger, bigger_letters)


@pytest.fixture
def long_talk(window: Window, desk: PaperDesk, qtbot: QtBot) -> TranscriptView:
    window.resize(1_120, 780)
    show_talk(desk, items=MANY)
    view = window.transcript
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: window.model.rowCount() == len(MANY) and bar.value() == bar.maximum() > 0)
    return view


def settled(qtbot: QtBot, window: Window, change: Callable[[Window], None]) -> None:
    """Until the list has the size that follows from it, and measured its rows for that."""
    before = window.transcript.size()
    font = window.composer.font()
    change(window)
    qtbot.waitUntil(lambda: window.transcript.size() != before or window.composer.font() != font)
    qtbot.waitUntil(lambda: window.bridge.idle)


@pytest.mark.parametrize("change", CHANGES)
def test_who_is_at_the_end_stays_there(
    window: Window, long_talk: TranscriptView, desk: PaperDesk, qtbot: QtBot, change: Callable[[Window], None]
) -> None:
    bar = long_talk.verticalScrollBar()
    for _ in range(2):
        settled(qtbot, window, change)
        qtbot.waitUntil(lambda: bar.value() == bar.maximum())
        assert not long_talk.keep_place()
        last = long_talk.row_rect(len(MANY) - 1)
        assert abs(last.bottom() + 1 - long_talk.viewport().height()) <= 1
        if change not in (activity, history):
            break
    desk.show(ShowItem(said("News", 999)))
    qtbot.waitUntil(lambda: window.model.rowCount() == len(MANY) + 1 and bar.value() == bar.maximum())


@pytest.mark.parametrize("change", CHANGES)
def test_who_reads_further_up_keeps_the_first_message_that_is_seen(
    window: Window, long_talk: TranscriptView, qtbot: QtBot, change: Callable[[Window], None]
) -> None:
    bar = long_talk.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    first = long_talk.indexAt(QPoint(5, 0)).row()
    assert 5 < first < 70
    settled(qtbot, window, change)
    qtbot.waitUntil(lambda: long_talk.indexAt(QPoint(5, 0)).row() == first)
    assert long_talk.keep_place()


def test_nothing_is_new_below_where_all_is_seen(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    """Also after a message was edited, deleted and brought back further up."""
    show_talk(desk, items=MANY[:2])
    view = window.transcript
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    view.edit_line(MANY[0])
    view.editing.drop()
    desk.show(ShowItem(MANY[2]))
    qtbot.waitUntil(lambda: window.model.rowCount() == 3)
    qtbot.waitUntil(view._pill.isHidden)
    assert view.verticalScrollBar().maximum() == 0
