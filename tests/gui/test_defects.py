"""What once went wrong in the window, or easily could."""

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import pressed
from tests.gui.desk import PaperDesk
from tests.gui.scenes import said
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AskedAgain,
    ClearFailure,
    KeyPressed,
    KeyReleased,
    Phase,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowState,
    TalkState,
    TextEntered,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, MessageState
from voiceapp.core.wishes import TurnTaking
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.transcript.line_words import below_of
from voiceapp.gui.transcript.paint import LinePainter
from voiceapp.gui.transcript.paragraphs import Paragraphs
from voiceapp.gui.window import Window

OFFLINE = Sentence("Saved. Sends when you're back online.")
HOLD = TalkState(phase=Phase.READY, turn_taking=TurnTaking.HOLD)


def test_a_held_key_is_let_go_when_the_window_loses_the_keyboard(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowState(HOLD))
    qtbot.waitUntil(lambda: window.key.state is HOLD)
    qtbot.keyPress(window, Qt.Key.Key_Space)
    assert desk.told == [KeyPressed()]
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    assert desk.told == [KeyPressed(), KeyReleased()]
    qtbot.keyRelease(window, Qt.Key.Key_Space)
    assert desk.told == [KeyPressed(), KeyReleased()], "and not twice"


def test_a_held_button_is_let_go_when_the_window_loses_the_keyboard(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.show(ShowState(HOLD))
    qtbot.waitUntil(lambda: window.key.state is HOLD)
    qtbot.mousePress(window.button, Qt.MouseButton.LeftButton)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: desk.told == [KeyPressed(), KeyReleased()])
    assert not window.button.isDown()


def test_one_failure_that_is_over_leaves_the_other_standing(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    full = Failure(FailureKind.DISK_FULL, Sentence("The disk is full: make room."))
    lost = Failure(FailureKind.NO_NETWORK, Sentence("There is no network: it is tried again."))
    desk.show(ShowFailure(full, stays=True), ShowFailure(lost, stays=True))
    qtbot.waitUntil(lambda: len(window.notices.failures()) == 2)
    desk.show(ClearFailure(lost))
    qtbot.waitUntil(lambda: window.notices.failures() == (FailureKind.DISK_FULL,))
    assert window.notices.isVisible()
    assert window.notices.accessibleName() == str(full.sentence)
    desk.show(ShowFailure(lost), ShowFailure(full, stays=True))
    qtbot.waitUntil(lambda: len(window.notices.failures()) == 2)
    assert window.notices.accessibleName() == str(full.sentence), "what stays is not covered by what passes"


def test_the_button_of_a_full_disk_opens_the_folder(
    window: Window, desk: PaperDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr("voiceapp.gui.remedies.QDesktopServices.openUrl", open_url)
    desk.show(ShowFailure(Failure(FailureKind.DISK_FULL, Sentence("The disk is full: make room.")), stays=True))
    qtbot.waitUntil(window.notices.isVisible)
    pressed(qtbot, window, QPushButton, "noticeButton")
    assert opened == [desk.kept.folder("data")]


def test_the_line_of_the_engine_is_shortened_and_kept_whole(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.resize(720, 640)
    state = TalkState(engine=Sentence("A service with a very long name indeed"), model="model-" * 20)
    desk.show(ShowState(state))
    qtbot.waitUntil(lambda: window.top.engine.text().endswith("…"))
    assert window.top.engine.toolTip() == window.top.engine.whole() == f"{state.engine}  ·  {state.model}"
    assert window.width() == 720


def test_a_theme_and_a_size_are_applied_at_once(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("appearance.theme", "dark")
    qtbot.waitUntil(lambda: "#17181b" in window.styleSheet())
    desk.settings.change("appearance.theme", "light")
    qtbot.waitUntil(lambda: "#fbfaf8" in window.styleSheet())
    before = window.composer.font().pixelSize()
    desk.settings.change("appearance.text_size", 150)
    qtbot.waitUntil(lambda: window.composer.font().pixelSize() > before)


def test_pasted_pictures_are_seen_before_they_are_sent_and_can_be_taken_out(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    for colour in (Qt.GlobalColor.red, Qt.GlobalColor.blue):
        picture = QImage(60, 40, QImage.Format.Format_RGB32)
        picture.fill(colour)
        data = QMimeData()
        data.setImageData(picture)
        window.composer.insertFromMimeData(data)

    def seen() -> list[str]:
        labels = [each for each in window.findChildren(QLabel) if each.isVisible()]
        return [each.accessibleName() for each in labels if each.accessibleName().startswith("Picture ")]

    qtbot.waitUntil(lambda: seen() == ["Picture 1", "Picture 2"])
    away = next(each for each in window.findChildren(QToolButton) if each.accessibleName() == "Remove picture 1")
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert len(window.composer.images) == 1
    qtbot.keyClick(window.composer, Qt.Key.Key_Return)
    sent = desk.told[-1]
    assert isinstance(sent, TextEntered)
    assert [(image.width, image.height) for image in sent.images] == [(60, 40)]
    assert QImage.fromData(sent.images[0].data).pixelColor(5, 5) == Qt.GlobalColor.blue


def test_what_is_on_its_way_offers_no_way_out(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    sent = said("Are you there?", 1, state=MessageState.WAITING)
    desk.show(ShowItem(sent))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    assert below_of(sent) == "saved · not answered yet"
    assert not _visible(window, "Ask again")
    desk.show(ShowItem(replace(sent, failure=OFFLINE)))
    qtbot.waitUntil(lambda: bool(_visible(window, "Ask again")))


def test_what_waits_can_be_asked_again_in_the_line(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    waiting = said("Are you there?", 1, state=MessageState.WAITING, failure=OFFLINE)
    desk.show(ShowItem(waiting))
    qtbot.waitUntil(lambda: bool(_visible(window, "Ask again")))
    qtbot.mouseClick(_visible(window, "Ask again")[0], Qt.MouseButton.LeftButton)
    assert desk.told == [AskedAgain(waiting.id)]


def test_texts_of_the_same_length_have_their_own_height(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    """A line of narrow letters fits where the same number of wide ones needs three."""
    window.resize(720, 640)
    desk.show(ShowItem(said("i" * 150, 1)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 1)
    narrow = window.transcript.visualRect(window.model.index(0, 0)).height()
    desk.show(ShowItem(said("W" * 150, 1)))
    qtbot.waitUntil(lambda: window.transcript.visualRect(window.model.index(0, 0)).height() > narrow)


def test_marks_stand_at_the_right_letters_behind_an_emoji() -> None:
    item = said("🎉🎉 heard not", 2, state=MessageState.CUT, heard=8)
    ranges = LinePainter()._formats(item, item.text)
    assert [(each.start, each.length) for each in ranges] == [(0, 14), (10, 4)]


def test_what_waits_to_be_shown_is_bounded(qtbot: QtBot) -> None:
    desk = PaperDesk()
    bridge = Bridge(desk)
    shown: list[object] = []
    bridge.shown.connect(shown.append)
    lost = Failure(FailureKind.NO_NETWORK, Sentence("There is no network."))
    for number in range(3_000):
        desk.show(ShowFailure(lost), ClearFailure(lost), ShowLevels(microphone=-30.0), ShowItem(said("One", 1)))
        desk.show(ShowState(TalkState(waiting=number)))
    assert len(bridge._waiting) == 5, "levels, state, a failure, a line, the dictation"
    with qtbot.waitSignal(bridge.settled):
        pass
    assert len(shown) == 4
    assert ShowState(TalkState(waiting=2_999)) in shown
    bridge.close()
    desk.close()


def test_much_news_is_shown_over_several_pictures(qtbot: QtBot) -> None:
    """A window that is behind stays usable: it takes what fits into a picture's time, in order."""
    desk = PaperDesk()
    bridge = Bridge(desk)
    at: list[int] = []
    pictures: list[int] = []

    def take(show: object) -> None:
        assert isinstance(show, ShowItem)
        at.append(int(show.item.at))
        total = sum(number * number for number in range(2_000))
        assert total

    bridge.shown.connect(take)
    bridge._timer.timeout.connect(lambda: pictures.append(len(at)))
    for number in range(400):
        desk.show(ShowItem(said("x", number)))
    with qtbot.waitSignal(bridge.settled):
        pass
    assert at == sorted(at)
    assert len(at) == 400
    assert len(pictures) > 1
    bridge.close()
    desk.close()


def test_what_is_seen_stays_while_news_come_below(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    for number in range(80):
        desk.show(ShowItem(said(f"Line {number} " * (number % 30 + 1), number)))
    qtbot.waitUntil(lambda: window.model.rowCount() == 80)
    view = window.transcript
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 1_000)
    bar.setValue(bar.maximum() // 2)
    first = view.seen_rows().start + 1
    item = window.model.item(first)
    top = view.row_rect(first).top()
    pill = view._pill
    assert not pill.isVisible()
    desk.show(ShowItem(said("News " * 40, 900)))
    qtbot.waitUntil(pill.isVisible)
    assert window.model.item(first) is item
    assert view.row_rect(first).top() == top
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert not pill.isVisible()


def test_a_hundred_thousand_lines_are_scrolled_from_end_to_end(window: Window, qtbot: QtBot) -> None:
    """Only lines near what is seen are laid out; what is seen never jumps by measuring what is above."""
    lines = tuple(said(f"{number} " + "word " * (number % 60), number) for number in range(100_000))
    window.model.replace(lines)
    view = window.transcript
    bar = view.verticalScrollBar()
    measured = 0
    original = view.measure

    def measure(row: int) -> int:
        nonlocal measured
        measured += 1
        return original(row)

    view.measure = measure  # type: ignore[method-assign]
    view.go_to_end()
    assert bar.value() == bar.maximum()
    assert view.seen_rows().stop == 100_000
    for _ in range(30):
        row = view.seen_rows().start + 2
        before = view.row_rect(row).top()
        value = bar.value()
        bar.setValue(value - 300)
        assert abs(view.row_rect(row).top() - before - 300) <= 1
    for share in (0.9, 0.5, 0.1, 0.0):
        bar.setValue(round(bar.maximum() * share))
        assert not view.grab().isNull()
    assert view.seen_rows().start == 0
    assert measured < 1_500
    assert view.show_item(ItemId("t-50000"))
    assert 50_000 in view.seen_rows()


def _visible(window: Window, name: str) -> list[QPushButton]:
    return [
        each
        for each in window.findChildren(QPushButton)
        if name in (each.accessibleName(), each.text()) and each.isVisible()
    ]


def test_each_paragraph_runs_in_its_own_direction() -> None:
    """The dot of the English sentence stands at its right, though the line above runs to the left."""
    text = "🎉 مرحبا\nIt means hello."
    words = Paragraphs(text, QFont(), 400, LinePainter()._formats(said(text, 2), text))
    first, second = words._layouts
    assert first.textOption().textDirection() is Qt.LayoutDirection.LayoutDirectionAuto
    begins = [cast("tuple[float, int]", each.lineAt(0).cursorToX(0))[0] for each in (first, second)]
    ends = [cast("tuple[float, int]", each.lineAt(0).cursorToX(9))[0] for each in (first, second)]
    assert begins[0] > ends[0], "to the left"
    assert begins[1] < ends[1], "to the right"
    assert second.formats()[0].length == len("It means hello.")
    assert words.height == first.lineAt(0).height() + second.lineAt(0).height()


def test_a_hand_that_drifts_off_the_button_holds_it_still(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.show(ShowState(HOLD))
    qtbot.waitUntil(lambda: window.key.state is HOLD)
    outside = QPoint(-40, 20)
    qtbot.mousePress(window.button, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(window.button, outside)
    assert desk.told == [KeyPressed()]
    qtbot.mouseRelease(window.button, Qt.MouseButton.LeftButton, pos=outside)
    assert desk.told == [KeyPressed(), KeyReleased()]
    assert not window.button.isDown()


def test_what_is_seen_stays_when_lines_above_come_go_and_grow(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    window.model.replace(tuple(said(f"Line {number} " * (number % 30 + 1), number) for number in range(0, 160, 2)))
    view, bar = window.transcript, window.transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    seen = window.model.item(view.seen_rows().start + 1)
    assert seen is not None

    def top() -> int:
        view.settle()
        return view.row_rect(window.model.row_of(seen.id)).top()

    before = top()
    window.model.remove(ItemId("t-00010"))
    assert top() == before
    window.model.put(said("A line between " * 20, 12))
    assert top() == before
    window.model.put(said("Much longer now " * 60, 14))
    assert top() == before
    window.model.put(said("Short", 14))
    assert top() == before
