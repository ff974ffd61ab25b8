"""The window in the system: small, hidden, started at login, and only once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.conftest import shortcut
from tests.gui.desk import PaperDesk
from tests.gui.scenes import RECIPE, STATE, said, show_talk
from voiceapp.core.alarm_access import AlarmNoticeEnd
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.messages import (
    Event,
    KeyPressed,
    KeyReleased,
    MuteSet,
    Phase,
    ShowAlarm,
    ShowItem,
    ShowLevels,
    ShowState,
    TalkStarted,
    TalkState,
    TalkStopped,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import MessageState
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui.system.close_question import CloseQuestion
from voiceapp.gui.system.small_bar import tail_of
from voiceapp.gui.system.tray import Tray, TrayActions, sign_of
from voiceapp.gui.talk.screen import ScreenRegionPicker
from voiceapp.gui.window import Window


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def test_the_small_bar_shows_the_state_and_the_newest_words(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    show_talk(desk, replace(STATE, phase=Phase.SPEAKING), (said("Hello?", 1),))
    desk.show(ShowItem(replace(RECIPE, state=MessageState.GROWING, spoken=30)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    window.presence.show_bar()
    bar = window.presence.bar
    qtbot.waitUntil(bar.isVisible)
    assert not window.isVisible()
    assert bar.phase.text() == "Speaking"
    assert bar.caption.whole() == RECIPE.text[:30].strip()
    desk.show(ShowItem(replace(RECIPE, state=MessageState.GROWING, spoken=61)))
    qtbot.waitUntil(lambda: bar.caption.whole() == tail_of(RECIPE.text[:61]))
    assert bar.caption.whole().startswith("… ")
    assert RECIPE.text[:61].endswith(bar.caption.whole()[2:])
    desk.show(ShowState(replace(STATE, phase=Phase.LISTENING)), ShowLevels(microphone=-20.0))
    qtbot.waitUntil(lambda: bar.level.lit > 8)
    assert bar.phase.text() == "Listening"
    qtbot.mouseClick(bar.mute, Qt.MouseButton.LeftButton)
    assert desk.told == [MuteSet(muted=True)]
    qtbot.mouseClick(bar.grow, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert not bar.isVisible()


def test_the_small_bar_never_takes_the_keyboard(window: Window) -> None:
    bar = window.presence.bar
    flags = bar.windowFlags()
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert bar.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_the_button_of_the_small_bar_is_the_same_key(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowState(TalkState(phase=Phase.READY, turn_taking=TurnTaking.HOLD)))
    qtbot.waitUntil(lambda: window.key.state.phase is Phase.READY)
    window.presence.show_bar()
    qtbot.mousePress(window.presence.bar.button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(window.presence.bar.button, Qt.MouseButton.LeftButton)
    assert desk.told == [KeyPressed(), KeyReleased()]


def test_the_place_of_the_small_bar_is_remembered(window: Window, qtbot: QtBot) -> None:
    window.presence._bar_moved(QPoint(40, 50))
    window.presence.show_bar()
    assert window.presence.bar.pos() == QPoint(40, 50)
    window.presence._bar_moved(QPoint(90_000, 50))
    window.presence.show_bar()
    assert QApplication.primaryScreen().availableGeometry().contains(window.presence.bar.pos()), "a screen that is gone"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def tray(window: Window, told: list[str]) -> Iterator[Tray]:
    def note(what: str) -> object:
        return lambda *values: told.append(" ".join((what, *map(str, values))))

    names = (
        "toggle",
        "show",
        "talk",
        "mute",
        "small",
        "settings",
        "quit",
        "stop alarm",
        "later",
        "hands-free",
        "captions",
    )
    tray = Tray(TrayActions(*(note(name) for name in names)), window)  # type: ignore[arg-type]
    yield tray
    tray.hide()


def test_the_tray_says_the_state_and_does_the_usual(tray: Tray, told: list[str]) -> None:
    tray.show_state(TalkState(phase=Phase.LISTENING, muted=True))
    assert tray.icon.toolTip() == "voiceapp · Listening"
    assert tray.talk.text() == "End the conversation"
    assert tray.mute.isChecked()
    for action in tray.menu.actions():
        if not action.isSeparator() and action.isVisible():
            action.trigger()
    mute, off_record = "mute MuteSet(muted=False)", "mute OffRecordSet(off=True)"
    assert told == ["show", "talk", mute, off_record, "hands-free", "captions", "small", "settings", "quit"]
    tray.icon.activated.emit(tray.icon.ActivationReason.Trigger)
    assert told[-1] == "toggle"


def test_an_alarm_can_be_stopped_from_the_tray_while_it_rings(tray: Tray, told: list[str]) -> None:
    stop, later, _ = tray.alarm
    assert not stop.isVisible()
    tray.show_ringing(ringing=True)
    assert stop.isVisible()
    assert later.isVisible()
    stop.trigger()
    later.trigger()
    assert told == ["stop alarm", "later"]


def test_each_state_has_its_own_sign_in_the_tray() -> None:
    """Told apart without colour: the pictures differ in grey, too, wherever the states mean different things."""
    grey = {phase: sign_of(phase).toImage().convertToFormat(QImage.Format.Format_Grayscale8) for phase in Phase}
    groups = (
        Phase.OFF,
        Phase.LISTENING,
        Phase.ASLEEP,
        Phase.HEARING,
        Phase.THINKING,
        Phase.SPEAKING,
        Phase.MUTED,
        Phase.OFFLINE,
    )
    for number, one in enumerate(groups):
        for other in groups[number + 1 :]:
            assert grey[one] != grey[other], (one, other)


def test_a_hidden_window_tells_that_it_answered_once_and_without_the_words(
    window: Window, desk: PaperDesk, tray: Tray, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(tray, "say", lambda title, words: shown.append((title, words)))
    window.presence.tray = tray
    desk.show(ShowItem(said("Seen", 2)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    assert shown == [], "it is in sight"
    window.hide()
    desk.show(ShowItem(said("In secret", 4)), ShowItem(said("My own words", 5)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 3)
    desk.show(ShowItem(said("In secret, with its bill", 4)))
    qtbot.waitUntil(lambda: window.model.item(1) == said("In secret, with its bill", 4))
    assert shown == [("voiceapp answered", "Open the window to read it.")]
    desk.settings.change("privacy.words_in_notifications", True)
    desk.show(ShowItem(said("Aloud", 6)))
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown[1][1] == "Aloud"
    desk.settings.change("appearance.notifications", False)
    desk.show(ShowItem(said("Never", 8)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 5)
    assert len(shown) == 2


def test_closing_leaves_it_in_the_tray_and_quitting_does_not(
    window: Window, desk: PaperDesk, tray: Tray, qtbot: QtBot
) -> None:
    window.presence.tray = tray
    window.close()
    assert not window.isVisible()
    desk.show(ShowItem(said("Still there", 1)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    desk.settings.change("appearance.minimise_to_tray", False)
    window.show()
    window.close()
    desk.show(ShowItem(said("Gone", 2)))
    assert desk.watchers == []


LISTENS = TalkState(phase=Phase.LISTENING, hears=True)


@pytest.fixture
def said_in_tray(
    window: Window, desk: PaperDesk, tray: Tray, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """The window lives in a tray, and a talk listens."""
    said_there: list[str] = []
    monkeypatch.setattr(tray, "say", lambda title, _: said_there.append(title))
    monkeypatch.setattr(tray, "possible", lambda: True)
    window.presence.tray = tray
    desk.show(ShowState(LISTENS))
    qtbot.waitUntil(lambda: window.key.state == LISTENS)
    return said_there


@pytest.mark.parametrize(("wish", "told"), [("keep", []), ("stop", [TalkStopped()])])
def test_closing_while_it_listens_does_what_was_chosen(
    window: Window, desk: PaperDesk, said_in_tray: list[str], wish: str, told: list[Event]
) -> None:
    desk.settings.change("appearance.close_while_listening", wish)
    window.close()
    assert not window.isVisible()
    assert desk.told == told
    assert said_in_tray == (["voiceapp is listening"] if wish == "keep" else []), "never silent about it"
    assert not window.presence.bar.isVisible()


@pytest.mark.parametrize("always", [False, True])
@pytest.mark.parametrize("answer", ["keep", "stop"])
def test_closing_while_it_listens_asks_and_remembers(
    window: Window, desk: PaperDesk, said_in_tray: list[str], qtbot: QtBot, answer: str, always: bool
) -> None:
    window.close()
    assert window.isVisible()
    window.close()
    question = asked(window)
    question.always.setChecked(always)
    qtbot.mouseClick(question.keep if answer == "keep" else question.stop, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert desk.told == ([TalkStopped()] if answer == "stop" else [])
    assert desk.settings.value("appearance.close_while_listening") == (answer if always else "ask")
    assert said_in_tray == [], "who was just asked knows"


def test_a_talk_that_sleeps_has_the_microphone_open_and_closing_asks_too(
    window: Window, desk: PaperDesk, said_in_tray: list[str], qtbot: QtBot
) -> None:
    desk.show(ShowState(TalkState(Phase.ASLEEP, wake_phrase="Okay Nabu")))
    qtbot.waitUntil(lambda: window.panel.phase.text() == "Say “Okay Nabu”")
    tray = window.presence.tray
    assert tray is not None
    assert tray.icon.toolTip() == "voiceapp · Say “Okay Nabu” · asleep"
    window.close()
    qtbot.mouseClick(asked(window).keep, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert said_in_tray == []


def test_esc_leaves_the_window_open_and_quit_ends_the_app(
    window: Window, desk: PaperDesk, said_in_tray: list[str], qtbot: QtBot
) -> None:
    window.close()
    qtbot.keyClick(asked(window), Qt.Key.Key_Escape)
    assert window.isVisible()
    assert desk.told == []
    qtbot.waitUntil(lambda: window.findChild(CloseQuestion) is None)
    window.close()
    qtbot.mouseClick(asked(window).quit, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert desk.watchers == [], "it has ended"
    assert said_in_tray == []


def asked(window: Window) -> CloseQuestion:
    (question,) = window.findChildren(CloseQuestion)
    assert question.isVisible()
    return question


def test_a_microphone_that_opens_without_a_window_is_told_of_once(
    window: Window, desk: PaperDesk, said_in_tray: list[str], qtbot: QtBot
) -> None:
    desk.show(ShowState(TalkState()))
    qtbot.waitUntil(lambda: window.key.state == TalkState())
    window.close()
    assert said_in_tray == []
    for phase in (Phase.LISTENING, Phase.THINKING, Phase.LISTENING):
        desk.show(ShowState(replace(LISTENS, phase=phase)))
        qtbot.waitUntil(lambda: window.key.state.phase is phase)  # noqa: B023  (waited for at once)
    assert said_in_tray == ["voiceapp is listening"]


def test_where_nothing_else_can_say_it_the_small_bar_does(
    window: Window, desk: PaperDesk, tray: Tray, said_in_tray: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.settings.change("appearance.notifications", False)
    desk.settings.change("appearance.close_while_listening", "keep")
    window.close()
    assert window.presence.bar.isVisible()
    window.presence.show_window()
    desk.settings.change("appearance.notifications", True)
    monkeypatch.setattr(tray, "possible", lambda: False)
    window.close()
    assert window.presence.bar.isVisible(), "the tray has gone"
    assert said_in_tray == []


def test_an_open_microphone_is_a_microphone_in_the_tray(tray: Tray) -> None:
    for phase in Phase:
        open_mark, closed = sign_of(phase, hears=True).toImage(), sign_of(phase).toImage()
        assert open_mark != closed
    tray.show_state(replace(LISTENS, phase=Phase.THINKING))
    assert tray.icon.toolTip() == "voiceapp · Thinking… · listening"
    tray.show_state(LISTENS)
    assert tray.icon.toolTip() == "voiceapp · Listening"
    tray.show_state(TalkState())
    tray.show_dictation(DictationView(DictationStage.RECORDING))
    assert tray.icon.toolTip() == "voiceapp · Dictating"


def test_the_tray_begins_and_ends_hands_free_dictation(tray: Tray, told: list[str]) -> None:
    assert tray.hands_free.text() == "Dictate hands-free"
    tray.hands_free.trigger()
    assert told == ["hands-free"]
    tray.show_dictation(DictationView(DictationStage.RECORDING, hands_free=True))
    assert tray.hands_free.text() == "End hands-free dictation"
    tray.show_dictation(DictationView(DictationStage.INSERTED))
    assert tray.hands_free.text() == "Dictate hands-free"


def test_the_tray_talks_and_hangs_up(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.key.hang_up_or_talk()
    desk.show(ShowState(TalkState(phase=Phase.LISTENING)))
    qtbot.waitUntil(lambda: window.key.state.phase is Phase.LISTENING)
    window.key.hang_up_or_talk()
    assert desk.told == [TalkStarted(), TalkStopped()]


def test_the_window_remembers_its_place(desk: PaperDesk, qtbot: QtBot) -> None:
    first = Window(desk)
    qtbot.addWidget(first)
    first.show()
    first.resize(790, 655)
    first.top.history.setChecked(False)
    first.close()
    second = Window(desk)
    qtbot.addWidget(second)
    second.show()
    assert (second.width(), second.height()) == (790, 655)
    assert not second.history.isVisible()
    second.close()


def test_a_part_of_a_picture_is_cut_out_and_esc_gives_up(qtbot: QtBot) -> None:
    shot = QPixmap(400, 300)
    shot.fill(Qt.GlobalColor.red)
    painter = QPainter(shot)
    painter.fillRect(100, 100, 50, 40, Qt.GlobalColor.blue)
    painter.end()
    cut: list[QImage | None] = []
    closed: list[bool] = []
    for _ in range(2):
        cutter = ScreenRegionPicker(shot, QRect(0, 0, 400, 300), cut.append, lambda: closed.append(True))
        qtbot.addWidget(cutter)
        cutter.show()
        if not closed:
            qtbot.keyClick(cutter, Qt.Key.Key_Escape)
            continue
        qtbot.mousePress(cutter, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
        qtbot.mouseMove(cutter, QPoint(149, 139))
        qtbot.mouseRelease(cutter, Qt.MouseButton.LeftButton, pos=QPoint(149, 139))
    assert closed == [True, True]
    (picture,) = cut
    assert picture is not None
    assert (picture.width(), picture.height()) == (50, 40)
    corners = {picture.pixelColor(x, y).name() for x in (0, 49) for y in (0, 39)}
    assert corners == {"#0000ff"}


def test_a_narrow_window_is_for_the_talk(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.resize(720, 640)
    qtbot.waitUntil(lambda: not window.history.isVisible())
    shortcut(qtbot, window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.history.isVisible)
    window.resize(1_000, 640)
    qtbot.waitUntil(window.history.isVisible)
    window.resize(720, 640)
    qtbot.waitUntil(lambda: not window.history.isVisible())
    window._remember()
    assert window.remembered.value("history") == "true", "when there is room again"


def test_a_timer_is_told_of_wherever_one_looks(
    window: Window, desk: PaperDesk, tray: Tray, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(tray, "say", lambda title, words: shown.append((title, words)))
    window.presence.tray = tray
    desk.show(ShowAlarm(Sentence("Timer: tea")))
    qtbot.waitUntil(lambda: shown == [("voiceapp", "Timer: tea")])
    desk.show(ShowAlarm(Sentence("Timer: eggs"), 4))
    qtbot.waitUntil(lambda: shown[1:] == [("voiceapp", "Timer: eggs")])
    (number, notice) = desk.alarm_notices.pop()
    assert (number, notice.text, notice.stop, notice.put_off) == (4, "Timer: eggs", "Stop", "+5 min")
    desk.alarm_notice_end = AlarmNoticeEnd.OVER
    desk.show(ShowAlarm(Sentence("Timer: rice"), 5))
    qtbot.waitUntil(lambda: [each for each, _ in desk.alarm_notices] == [5])
    window.hide()
    desk.alarm_notice_end = AlarmNoticeEnd.OPENED
    desk.show(ShowAlarm(Sentence("Timer: soup"), 6))
    qtbot.waitUntil(window.isVisible)
    assert len(shown) == 2, "the desktop has shown it, with buttons"
    desk.settings.change("appearance.notifications", False)
    desk.show(ShowAlarm(Sentence("Timer: bread"), 7), ShowItem(said("Now", 2)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    assert len(shown) == 2
    assert len(desk.alarm_notices) == 2
