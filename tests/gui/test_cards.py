"""The cards of tools, and the icons below each line of the talk."""

import json
import re
import time
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import TALK, TIMER
from tests.rig.qt import hover
from voiceapp.core.messages import ShowAlarms, ShowItem, ToolPermitted
from voiceapp.core.ringing import WaitingAlarm
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.tool_calls import REFUSED
from voiceapp.core.transcript import Item, ItemId, Note, ToolCall, ToolState
from voiceapp.gui.transcript.cards import PermissionCard
from voiceapp.gui.transcript.line_words import card_words, spoken_line
from voiceapp.gui.transcript.view import TranscriptView, copied
from voiceapp.gui.window import Window


def _visible(window: Window, name: str) -> list[QPushButton]:
    return [each for each in window.findChildren(QPushButton) if each.text() == name and each.isVisible()]


def test_a_tool_that_asks_has_its_buttons_in_the_line(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowItem(TALK[5]))
    qtbot.waitUntil(lambda: bool(_visible(window, "Allow")))
    assert _visible(window, "Allow")[0].accessibleDescription() == "Set a timer for 20 min, called “Batter”?"
    for words in ("Allow", "Don't allow", "Always allow"):
        qtbot.mouseClick(_visible(window, words)[0], Qt.MouseButton.LeftButton)
    asked = TALK[5].id
    assert desk.told == [
        ToolPermitted(asked, allowed=True),
        ToolPermitted(asked, allowed=False),
        ToolPermitted(asked, allowed=True),
    ]
    assert desk.settings_now.value("tools.permissions.set_timer") == "always"


def test_a_finished_tool_takes_one_line_and_shows_the_rest_when_it_is_pressed(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    done = replace(
        TIMER, state=ToolState.DONE, told=Sentence("Timer · {length}", length="20 min"), output='{"number":1}'
    )
    desk.show(ShowItem(done))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    view = window.transcript
    assert spoken_line(done) == "Tool: Timer · 20 min"
    low = view.row_rect(0).height()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_bubble(view, 0).center())
    qtbot.waitUntil(lambda: view.row_rect(0).height() > low)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_bubble(view, 0).center())
    qtbot.waitUntil(lambda: view.row_rect(0).height() == low)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"state": ToolState.RUNNING}, "Set timer · running…"),
        ({"state": ToolState.REFUSED, "output": REFUSED}, "Set timer · not allowed"),
        (
            {"state": ToolState.FAILED, "failure": Sentence("That took too long."), "output": '{"error": "x"}'},
            "Set timer · That took too long.",
        ),
        ({"state": ToolState.FAILED}, "Set timer · failed"),
        ({"state": ToolState.DONE}, "Set timer · minutes: 20, label: Batter"),
    ],
)
def test_a_card_says_how_it_ended_and_never_what_the_model_was_told(change: dict[str, object], line: str) -> None:
    assert card_words(replace(TIMER, told=None, **change)) == line  # type: ignore[arg-type]


LONG_LINK = f"https://example.org/{'way/' * 400}end?last=%F0%9F%8E%89"


def test_all_that_a_tool_is_asked_can_be_read_beside_its_buttons(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    arguments = json.dumps({"padding": "x" * 3_000, "url": LONG_LINK, "hidden": "a\u202eb"})
    call = ToolCall(ItemId("c"), 1.0, "open_link", arguments, "", ToolState.ASKED)
    desk.show(ShowItem(call))
    qtbot.waitUntil(lambda: bool(_visible(window, "Allow")))
    (asked,) = [box for box in window.findChildren(QPlainTextEdit, "asked") if box.isVisible()]
    assert asked.toPlainText() == f"padding: {'x' * 3_000}\nurl: {LONG_LINK}\nhidden: a\\u202eb"
    assert asked.verticalScrollBar().maximum() > 0
    assert asked.horizontalScrollBar().maximum() == 0, "nothing stands beside what is seen"
    card = asked.parentWidget()
    assert isinstance(card, PermissionCard)
    row = window.transcript.row_rect(0)
    assert window.transcript.viewport().rect().contains(row), "its head, its words and its buttons, at once"
    assert LONG_LINK in spoken_line(call)


def test_what_a_tool_is_asked_needs_no_scrolling_where_it_is_short(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.show(ShowItem(TALK[5]))
    qtbot.waitUntil(lambda: bool(_visible(window, "▸ Details")))
    assert not [box for box in window.findChildren(QPlainTextEdit, "asked") if box.isVisible()]
    qtbot.mouseClick(_visible(window, "▸ Details")[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(_visible(window, "▾ Details")))
    (asked,) = [box for box in window.findChildren(QPlainTextEdit, "asked") if box.isVisible()]
    assert asked.toPlainText() == "minutes: 20\nlabel: Batter"
    assert asked.verticalScrollBar().maximum() == 0


def test_what_is_under_the_mouse_says_when_who_and_how_much(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowItem(TALK[1]))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    view = window.transcript
    hover(view.viewport(), view.visualRect(window.model.index(0, 0)).center())
    qtbot.waitUntil(view._icons.isVisible)
    told = str(window.model.index(0, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert "OpenAI Realtime" in told
    assert "0.0042" in told
    centre = _bubble(view, 0).center()
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QEvent.Type.ToolTip, centre, view.viewport().mapToGlobal(centre))
    )
    assert QToolTip.text() == told
    play = next(each for each in view._icons.findChildren(QToolButton) if each.accessibleName() == "Play")
    qtbot.mouseClick(play, Qt.MouseButton.LeftButton)
    assert desk.played == ["s-2"]


def test_the_icons_of_a_line_cover_nothing_and_move_nothing(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(*(ShowItem(each) for each in TALK[:4]))
    qtbot.waitUntil(lambda: window.model.rowCount() == 4)
    view = window.transcript
    before = [view.row_rect(row) for row in range(4)]
    for row in range(4):
        hover(view.viewport(), _bubble(view, row).center())
        item = window.model.item(row)
        qtbot.waitUntil(partial(_has_icons, view, item))
        assert not any(view._icons.geometry().intersects(_bubble(view, other)) for other in range(4))
        assert before[row].contains(view._icons.geometry()), "whoever moves to them stays on the line"
    assert [view.row_rect(row) for row in range(4)] == before
    view.setFocus()
    view.setCurrentIndex(window.model.index(1, 0))
    view._hovered = None
    view._place_icons()
    assert view._icons.item is window.model.item(1), "by keyboard, below the line that is chosen"


def _has_icons(view: TranscriptView, item: Item | None) -> bool:
    return view._icons.item is item


def _bubble(view: TranscriptView, row: int) -> QRect:
    item = view.lines.item(row)
    assert item is not None
    rect = view.row_rect(row)
    return view._painter.laid(item, rect.width()).box.translated(rect.left(), rect.top()).toAlignedRect()


def test_an_alarm_that_rings_can_be_stopped_and_put_off_where_it_stands(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.show(ShowAlarms(ringing=(7,)), ShowItem(Note(ItemId("n"), 1.0, Sentence("Timer: tea"), alarm=7)))
    qtbot.waitUntil(lambda: bool(_visible(window, "Stop")))
    qtbot.mouseClick(_visible(window, "+5 min")[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(_visible(window, "Stop")[0], Qt.MouseButton.LeftButton)
    assert desk.alarms_told == [("put off 300", 7), ("stop", 7)]
    desk.show(ShowAlarms())
    qtbot.waitUntil(lambda: not _visible(window, "Stop"))


def _timer(number: int, label: str) -> ToolCall:
    now = time.time()
    return replace(
        TIMER,
        id=ItemId(f"timer {number}"),
        at=now,
        state=ToolState.DONE,
        told=Sentence("Timer · {length} · {label}", length="1 min", label=label),
        output=json.dumps({"number": number}),
        ended_at=now,
    )


def test_a_timer_that_runs_counts_down_on_its_card_and_can_be_cancelled_there(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    tea, bread = _timer(1, "tea"), _timer(2, "bread")
    due = tea.at + 60
    desk.show(ShowAlarms(waiting=(WaitingAlarm(1, due, tea.at),)), ShowItem(tea), ShowItem(bread))
    qtbot.waitUntil(lambda: len(_visible(window, "Cancel")) == 1)
    view = window.transcript
    seen = _painted(view, 0)
    assert re.fullmatch(r"▸ Timer · 1 min · tea · (1:00|0:5\d) left", seen)
    qtbot.waitUntil(lambda: _painted(view, 0) != seen)
    (cancel,) = _visible(window, "Cancel")
    bubble = _bubble(view, 0)
    card = cancel.parentWidget()
    assert card is not None
    assert bubble.contains(card.geometry()), "it stands in the card, beside the words"
    assert bubble.height() == _bubble(view, 1).height(), "which is as low as any other"
    assert cancel.accessibleDescription() == "Timer · 1 min · tea"
    item = window.model.item(0)
    assert item is not None
    assert spoken_line(item).endswith(" left")
    assert copied(item) == "Tool: Timer · 1 min · tea", "what is left is soon untrue elsewhere"
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert desk.alarms_told == [("cancel", 1)]
    desk.show(ShowAlarms(cancelled=(WaitingAlarm(1, due, tea.at),)))
    qtbot.waitUntil(lambda: not _visible(window, "Cancel"))
    assert _painted(view, 0) == "▸ Timer · 1 min · tea · cancelled"
    assert _painted(view, 1) == "▸ Timer · 1 min · bread"
    item = window.model.item(0)
    assert item is not None
    assert spoken_line(item).endswith("tea · cancelled")


def test_a_timer_that_has_rung_was_not_cancelled(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    tea = _timer(1, "tea")
    desk.show(ShowAlarms(waiting=(WaitingAlarm(1, tea.at + 60, tea.at),)), ShowItem(tea))
    qtbot.waitUntil(lambda: len(_visible(window, "Cancel")) == 1)
    desk.show(ShowAlarms(ringing=(1,)))
    qtbot.waitUntil(lambda: not _visible(window, "Cancel"))
    assert _painted(window.transcript, 0) == "▸ Timer · 1 min · tea"


def test_a_countdown_is_seen_to_go_on_second_after_second(
    window: Window, desk: PaperDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tea = _timer(1, "tea")
    view = window.transcript
    painted: list[str] = []

    def paint(painter: QPainter, item: Item, rect: QRect, *, current: bool) -> None:
        painted.append(spoken_line(item))
        whole(painter, item, rect, current=current)

    whole = view._painter.paint
    monkeypatch.setattr(view._painter, "paint", paint)
    desk.show(ShowAlarms(waiting=(WaitingAlarm(1, tea.at + 50, tea.at),)), ShowItem(tea))
    qtbot.waitUntil(lambda: len(set(painted)) > 3)


def test_the_button_of_a_card_follows_what_its_line_became(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    tea = _timer(1, "tea")
    due = tea.at + 60
    desk.show(ShowItem(replace(TALK[5], id=tea.id, at=tea.at)))
    qtbot.waitUntil(lambda: len(_visible(window, "Allow")) == 1)
    desk.show(ShowAlarms(waiting=(WaitingAlarm(1, due, tea.at),)), ShowItem(tea))
    qtbot.waitUntil(lambda: len(_visible(window, "Cancel")) == 1)
    assert _visible(window, "Allow") == []
    _visible(window, "Cancel")[0].setFocus()
    card = _visible(window, "Cancel")[0]
    desk.show(ShowAlarms(waiting=(WaitingAlarm(1, due + 60, tea.at),)))
    qtbot.waitUntil(lambda: _visible(window, "Cancel") not in ([], [card]))
    assert _visible(window, "Cancel")[0].hasFocus(), "the keyboard stays on it"
    qtbot.keyClick(_visible(window, "Cancel")[0], Qt.Key.Key_Space)
    assert desk.alarms_told == [("cancel", 1)]


def test_a_card_says_nothing_of_seconds_where_they_are_days(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    party = _timer(3, "party")
    desk.show(ShowAlarms(waiting=(WaitingAlarm(3, party.at + 200_000, party.at),)), ShowItem(party))
    qtbot.waitUntil(lambda: len(_visible(window, "Cancel")) == 1)
    assert _painted(window.transcript, 0) == "▸ Timer · 1 min · party"


def _painted(view: TranscriptView, row: int) -> str:
    item = view.lines.item(row)
    assert item is not None
    return view._painter._text(item)
