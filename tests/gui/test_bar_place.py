"""Where the dictation bar stands: dragged by the mouse, kept for each screen, beside the text cursor."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.test_dictation_bar import RECORDING, show
from voiceapp.core.actions import ActionId
from voiceapp.core.dictation.bar_view import DictationView, ScreenSpot
from voiceapp.gui.bar_place import KeptBarPlaces, beside, inside
from voiceapp.gui.dictation_bar import DictationBar
from voiceapp.gui.window import Window
from voiceapp.gui.window_actions import works_of
from voiceapp.gui.window_memory import kept_in


@pytest.fixture
def desk() -> PaperDesk:
    return PaperDesk()


@pytest.fixture
def bar(qtbot: QtBot, desk: PaperDesk) -> Iterator[DictationBar]:
    it = DictationBar(desk)
    qtbot.addWidget(it)
    yield it
    it.shut()


def drag(bar: DictationBar, by: QPoint) -> None:
    """As the mouse does it: at the edge, where no button is."""
    left, grip = Qt.MouseButton.LeftButton, QPoint(3, 3)
    start = bar.mapToGlobal(grip)
    for kind, at in (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseMove, start + by),
        (QEvent.Type.MouseButtonRelease, start + by),
    ):
        event = QMouseEvent(kind, QPointF(grip), QPointF(at), left, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(bar, event)


def anew(qtbot: QtBot, desk: PaperDesk, bar: DictationBar, view: DictationView = RECORDING) -> None:
    show(qtbot, desk, bar, DictationView())
    show(qtbot, desk, bar, view)


def test_it_stands_where_it_is_wanted(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    QCursor.setPos(300, 300)
    view = DictationView(RECORDING.stage, caret=ScreenSpot(60, 80, 1, 20))
    places: list[tuple[str, QPoint]] = []
    for wanted in ("caret", "cursor", "top", "bottom"):
        desk.settings_now = desk.settings_now.with_value("dictation.bar", wanted)
        anew(qtbot, desk, bar, view)
        assert bar.screen().availableGeometry().contains(bar.geometry())
        places.append((wanted, bar.pos()))
    assert len({(place.x(), place.y()) for _, place in places}) == len(places), places
    desk.settings_now = desk.settings_now.with_value("dictation.bar", "off")
    anew(qtbot, desk, bar, view)
    assert not bar.isVisible()


def test_it_stays_where_it_was_dragged_for_the_next_dictation_and_the_next_start(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar
) -> None:
    show(qtbot, desk, bar, RECORDING)
    usual = bar.pos()
    drag(bar, QPoint(-60, -200))
    assert bar.pos() == usual + QPoint(-60, -200)
    anew(qtbot, desk, bar)
    assert bar.pos() == usual + QPoint(-60, -200)
    another = DictationBar(desk)
    qtbot.addWidget(another)
    show(qtbot, desk, another, RECORDING)
    assert another.pos() == usual + QPoint(-60, -200)
    another.shut()


def test_it_cannot_be_dragged_out_of_sight(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, RECORDING)
    drag(bar, QPoint(5000, 5000))
    assert bar.screen().availableGeometry().contains(bar.geometry())


def test_another_screen_has_a_place_of_its_own(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, RECORDING)
    usual = bar.pos()
    kept = kept_in(desk.state)
    kept.setValue("dictation_bar/Elsewhere 3840x2160", QPoint(7, 7))
    anew(qtbot, desk, bar)
    assert bar.pos() == usual
    size = bar.screen().size()
    kept.setValue(f"dictation_bar/{bar.screen().name()} {size.width()}x{size.height()}", QPoint(5000, 7))
    anew(qtbot, desk, bar)
    assert bar.screen().availableGeometry().contains(bar.geometry()), "a kept place is brought back into view"
    assert bar.y() == bar.screen().geometry().top() + 7


def test_its_menu_and_another_setting_bring_it_back(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, RECORDING)
    usual = bar.pos()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), bar.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(bar, asked)
    assert not bar.placer.usual.isEnabled(), "it stands where it always does"
    bar.placer.menu.close()
    drag(bar, QPoint(0, -100))
    QApplication.sendEvent(bar, asked)
    assert bar.placer.usual.isEnabled()
    bar.placer.menu.close()
    bar.placer.usual.trigger()
    assert bar.pos() == usual
    drag(bar, QPoint(0, -100))
    desk.settings.change("dictation.bar", "top")
    for changed in desk.listeners:
        changed({"dictation.bar": "top"})
    qtbot.waitUntil(lambda: bar.y() < 100)


def test_the_palette_brings_it_back(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, RECORDING)
    usual = bar.pos()
    drag(bar, QPoint(0, -100))
    window = Window(desk)
    qtbot.addWidget(window)
    works_of(window)[ActionId.BAR_PLACE]()
    anew(qtbot, desk, bar)
    assert bar.pos() == usual
    assert not KeptBarPlaces(window.remembered).any


def test_it_follows_the_text_cursor_where_the_program_tells_it(
    qtbot: QtBot, desk: PaperDesk, bar: DictationBar
) -> None:
    desk.settings_now = desk.settings_now.with_value("dictation.bar", "caret")
    show(qtbot, desk, bar, RECORDING)
    usual = bar.pos()
    show(qtbot, desk, bar, DictationView(RECORDING.stage, caret=ScreenSpot(60, 80, 1, 20)))
    assert bar.x() == 60
    assert 100 <= bar.y() < 130, "below the line, which stays to be seen"
    anew(qtbot, desk, bar)
    assert bar.pos() == usual, "where nobody tells it"
    anew(qtbot, desk, bar, DictationView(RECORDING.stage, caret=ScreenSpot(90_000, 80, 1, 20)))
    assert bar.pos() == usual, "a place that is on no screen"


def test_it_never_jumps_away_under_the_hand(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    desk.settings_now = desk.settings_now.with_value("dictation.bar", "caret")
    show(qtbot, desk, bar, RECORDING)
    drag(bar, QPoint(-20, -150))
    put = bar.pos()
    show(qtbot, desk, bar, DictationView(RECORDING.stage, caret=ScreenSpot(60, 80, 1, 20)))
    assert bar.pos() == put


def test_it_comes_back_from_a_screen_that_is_gone(qtbot: QtBot, desk: PaperDesk, bar: DictationBar) -> None:
    show(qtbot, desk, bar, RECORDING)
    usual = bar.pos()
    bar.move(9000, 9000)
    QGuiApplication.primaryScreen().availableGeometryChanged.emit(QRect())
    qtbot.waitUntil(lambda: bar.pos() == usual)


@pytest.mark.parametrize(
    ("anchor", "place"),
    [
        (QRect(10, 10, 1, 20), QPoint(10, 37)),
        (QRect(10, 560, 1, 20), QPoint(10, 452)),
        (QRect(790, 10, 1, 20), QPoint(600, 37)),
    ],
)
def test_beside_is_below_or_where_there_is_no_room_above(anchor: QRect, place: QPoint) -> None:
    found = beside(QRect(0, 0, 800, 600), anchor, QSize(200, 100))
    assert found == place
    assert not QRect(found, QSize(200, 100)).intersects(anchor)


def test_inside_is_the_nearest_place() -> None:
    assert inside(QRect(100, 0, 800, 600), QPoint(0, 590), QSize(200, 100)) == QPoint(100, 500)
