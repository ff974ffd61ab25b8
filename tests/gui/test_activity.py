"""The panel for the curious shows where the time went, what happened, and what it cost."""

from typing import get_args

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCursor, QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import pressed, shortcut
from tests.gui.desk import PaperDesk
from tests.gui.scenes import NOON, SLOW, said, show_talk
from voiceapp.core.desk import DayCost, LoggedEvent
from voiceapp.core.messages import EngineEvent, Event, FromEngine, Limit, ShowLimits
from voiceapp.core.overlap_decision import OverlapDecision, OverlapKind, OverlapReason
from voiceapp.core.transcript import Stage
from voiceapp.gui.activity.event_words import event_words
from voiceapp.gui.activity.panel import line_of
from voiceapp.gui.activity.turns import told, turns_of
from voiceapp.gui.window import Window
from voiceapp.reports.diagnostics import logged_events_of
from voiceapp.runtime.event_values import Plain, to_plain


def test_each_turn_shows_where_its_milliseconds_went(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    slow = said("How hot?", 1, stages=SLOW)
    (turn,) = turns_of((slow, said("Medium.", 2)))
    assert [(span.name, span.ms) for span in turn.spans] == [
        ("committed", 700),
        ("first_text", 800),
        ("first_sound", 120),
        ("sound_out", 80),
    ]
    assert told(turn).startswith("How hot?: 1700 ms (700 ms waiting for you to finish, ")
    show_talk(desk, items=(slow, said("Medium.", 2)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    shortcut(qtbot, window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert window.activity.isVisible()
    assert window.activity.turns.turns == [turn]
    assert not window.activity.turns.grab().isNull()
    shortcut(qtbot, window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert not window.activity.isVisible()
    assert not window.activity._timer.isActive(), "nobody looks: nothing is asked"


def test_events_are_filtered_and_copied(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.events = (
        LoggedEvent(NOON, "TalkStarted", "", ("Listen", "Connect")),
        LoggedEvent(NOON + 0.25, "engine: LinkOpened", "model: m"),
    )
    window.top.activity.setChecked(True)
    window.activity.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: window.activity.lines.count() == 2)
    assert [window.activity.lines.item(row).text()[10:] for row in range(2)] == ["Conversation started", "Connected"]
    whole = line_of(desk.events[0])
    assert whole.endswith(":00.000  TalkStarted    → Listen, Connect")
    assert window.activity.lines.item(0).toolTip() == whole
    window.activity.lines.setCurrentRow(0)
    assert window.activity.detail.text() == whole
    window.activity.lines.setCurrentRow(-1)
    window.activity.filter.setText("linkopened MODEL")
    assert window.activity.lines.count() == 1
    pressed(qtbot, window, QPushButton, "copyEvents")
    assert QGuiApplication.clipboard().text() == line_of(desk.events[1])
    window.activity.filter.setText("connected")
    assert window.activity.found_events() == [desk.events[1]], "by its words as well"


def test_each_event_has_words() -> None:
    for event in {*get_args(Event), *get_args(EngineEvent)} - {FromEngine}:
        words = event_words(event.__name__)
        assert words != event.__name__
        assert words == event_words(f"engine: {event.__name__}")


@pytest.mark.parametrize("size", [100, 150])
def test_no_name_of_a_page_is_cut_off(window: Window, desk: PaperDesk, qtbot: QtBot, size: int) -> None:
    desk.settings.change("appearance.text_size", size)
    window.top.activity.setChecked(True)
    bar = window.activity.tabs.tabBar()
    qtbot.waitUntil(lambda: window.composer.font().pixelSize() == round(14 * size / 100))
    qtbot.waitUntil(lambda: bar.tabRect(bar.count() - 1).right() <= window.activity.width())
    names = [bar.tabText(page) for page in range(bar.count())]
    assert names == ["Turns", "Events", "Costs"]
    widths = [bar.tabRect(page).width() - bar.fontMetrics().horizontalAdvance(names[page]) for page in range(3)]
    assert min(widths) > 0


def test_the_legend_is_in_the_order_of_the_bars(window: Window) -> None:
    picture = window.activity.turns
    slow = said("How hot?", 1, stages=SLOW)
    late = (Stage("speech_ended", NOON), Stage("recognised", NOON + 0.5), Stage("sound_out", NOON + 0.9))
    picture.show_turns(turns_of((said("Medium?", 3, stages=late), slow)))
    assert picture._names() == ["committed", "recognised", "first_text", "first_sound", "sound_out"]


def test_limits_and_cost_are_shown(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.cost = (DayCost("2026-11-19", 0.5), DayCost("2026-11-20", 0.25, unpriced=True))
    desk.show(ShowLimits((Limit("requests", 100, 40, 1.0),)))
    window.top.activity.setChecked(True)
    window.activity.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "$0.75" in window.activity.money.spent.text())
    assert "$0.25" in window.activity.money.spent.text()
    assert "plus unknown prices" in window.activity.money.chart.accessibleDescription()
    assert not window.activity.money.chart.grab().isNull()
    assert window.activity.money.chart.width() <= window.activity.width(), (
        "a long line of costs pushes its page out of sight"
    )

    desk.cost = (DayCost("2026-11-19", 0.0), DayCost("2026-11-20", 0.0, unpriced=True))
    window.activity.look()
    unknown = "Today: price unknown · Total: price unknown"
    qtbot.waitUntil(lambda: window.activity.money.spent.text() == unknown, timeout=2_000)

    def left() -> list[int]:
        bars = window.activity.findChildren(QProgressBar)
        return [bar.value() for bar in bars if bar.accessibleName() == "requests"]

    qtbot.waitUntil(lambda: left() == [40])


def test_a_wrong_decision_about_a_voice_is_corrected_where_it_is_seen(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    said = to_plain(OverlapDecision(OverlapKind.SPEECH, OverlapReason.LONG, 900, 940, -31.5))
    hummed = to_plain(OverlapDecision(OverlapKind.BACKCHANNEL, OverlapReason.SHORT, 300, 700, -30.0))
    lines: list[Plain] = [
        {"at": NOON, "event": {"_": "OverlapJudged", "decision": decision}} for decision in (said, hummed)
    ]
    desk.events = (*logged_events_of(lines), LoggedEvent(NOON, "TalkStarted", ""))
    window.top.activity.setChecked(True)
    window.activity.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: window.activity.lines.count() == 3)
    shown = [window.activity.lines.item(row).text()[10:] for row in range(3)]
    assert shown == ["You spoke: answer stopped", "You only listened: answer went on", "Conversation started"]
    window.activity.lines.setCurrentRow(0)
    assert "it lasted" in window.activity.detail.text(), "why it was decided so"
    assert window.activity.correction.text() == "That wasn't for the assistant"
    pressed(qtbot, window, QPushButton, "correctOverlap")
    assert desk.settings_now.talking.barge_in_learnt == 1
    assert not window.activity.correction.isVisible(), "once is enough"
    window.activity.lines.setCurrentRow(2)
    assert not window.activity.correction.isVisible()
    window.activity.lines.setCurrentRow(1)
    assert window.activity.correction.text() == "That was for the assistant"
    pressed(qtbot, window, QPushButton, "correctOverlap")
    assert desk.settings_now.talking.barge_in_learnt == 0
    window.activity.lines.setCurrentRow(0)
    assert not window.activity.correction.isVisible(), "each is learnt from once"
    window.activity.correction.click()
    assert desk.settings_now.talking.barge_in_learnt == 0


def test_the_chosen_event_stays_chosen_while_others_come(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    said = to_plain(OverlapDecision(OverlapKind.SPEECH, OverlapReason.LONG, 900, 940, -31.5))
    line: Plain = {"at": NOON, "event": {"_": "OverlapJudged", "decision": said}}
    begun = LoggedEvent(NOON - 9, "TalkStarted", "")
    (judged,) = logged_events_of([line])
    later = tuple(LoggedEvent(NOON + second, "TalkStarted", str(second)) for second in range(1, 200))
    desk.events = (begun, judged, *later[:-1])
    activity = window.activity
    window.top.activity.setChecked(True)
    activity.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: activity.lines.count() == 200)
    activity.lines.setCurrentRow(1)
    activity.lines.scrollToTop()
    assert activity.correction.isVisible()
    desk.events = (judged, *later)
    activity.look()
    qtbot.waitUntil(lambda: activity._listed[0] == judged)
    assert activity.lines.currentRow() == 0
    assert [index.row() for index in activity.lines.selectedIndexes()] == [0]
    assert activity.detail.text() == line_of(judged)
    assert activity.correction.isVisible()
    activity.lines.scrollToBottom()
    newest = LoggedEvent(NOON + 500, "TalkStarted", "newest")
    desk.events = (judged, *later, newest)
    activity.look()
    qtbot.waitUntil(lambda: activity._listed[-1] == newest)
    bar = activity.lines.verticalScrollBar()
    qtbot.waitUntil(lambda: 0 < bar.maximum() == bar.value())
    assert activity.lines.currentRow() == 0, "chosen, even out of sight"
    bar.setValue(bar.maximum() // 2)
    half = bar.value()
    desk.events = (judged, *later, newest, begun)
    activity.look()
    qtbot.waitUntil(lambda: activity._listed[-1] == begun)
    assert bar.value() == half, "what one reads stays where it is"
    activity.filter.setText("newest")
    assert activity.lines.currentRow() == -1
    assert (activity.detail.text(), activity.correction.isVisible()) == ("", False)


@pytest.mark.parametrize("pane", ["activity", "history"])
def test_a_button_that_its_pane_moves_away_from_under_the_pointer_loses_its_highlight(
    window: Window, qtbot: QtBot, pane: str
) -> None:
    button = {"activity": window.top.activity, "history": window.top.history}[pane]
    at = button.mapToGlobal(button.rect().center())
    QCursor.setPos(at)
    QCoreApplication.sendEvent(button, QEnterEvent(button.rect().center(), button.rect().center(), at))
    assert button.underMouse()
    button.click()
    qtbot.waitUntil(lambda: not button.rect().contains(button.mapFromGlobal(at)))
    qtbot.waitUntil(lambda: not button.underMouse())


def test_a_button_that_stays_under_the_pointer_keeps_its_highlight(window: Window, qtbot: QtBot) -> None:
    button = window.top.activity
    at = button.mapToGlobal(button.rect().center())
    QCursor.setPos(at)
    QCoreApplication.sendEvent(button, QEnterEvent(button.rect().center(), button.rect().center(), at))
    button.leave_if_moved_away()
    assert button.underMouse()
