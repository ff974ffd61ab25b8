"""What moves shows where something comes from or goes to, in a moment; and not at all where that is not wished."""

from PySide6.QtCore import QAbstractAnimation, QPoint
from pytestqt.qtbot import QtBot

from tests.gui.desk import PaperDesk
from tests.gui.scenes import show_talk
from voiceapp.gui.look.theme import MOTION_MS, TIGHT
from voiceapp.gui.talk.button import LARGE, SMALL, between
from voiceapp.gui.window import Window


def moving(window: Window) -> list[QAbstractAnimation]:
    found = window.findChildren(QAbstractAnimation)
    return [each for each in found if each.state() is QAbstractAnimation.State.Running]


def test_the_button_shrinks_into_its_row(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("appearance.motion", "full")
    window.resize(1_000, 760)
    qtbot.waitUntil(lambda: window.button.width() == LARGE.side and not moving(window))
    sizes: list[int] = []
    window.button._moving.valueChanged.connect(lambda share: sizes.append(between(LARGE, SMALL, share).side))
    show_talk(desk)
    qtbot.waitUntil(lambda: window.button.width() == SMALL.side and not moving(window))
    assert sizes == sorted(sizes, reverse=True)
    assert window.button._moving.duration() == MOTION_MS


def test_what_grows_has_its_room_at_once(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    show_talk(desk)
    qtbot.waitUntil(lambda: window.button.width() == SMALL.side)
    qtbot.waitUntil(lambda: window.panel.height() <= 56)
    window.panel.show_large(True)
    assert window.panel.height() >= window.panel.sizeHint().height(), "nothing is squeezed until the next event"


def test_notices_come_from_above(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("appearance.motion", "full")
    qtbot.waitUntil(lambda: not window.stage._still)
    window.notices.notice("Copied.")
    coming = window.stage._coming
    qtbot.waitUntil(lambda: bool(window.stage._height) and coming.state() is QAbstractAnimation.State.Stopped)
    assert coming.startValue().y() < coming.endValue().y() == window.notices.pos().y()
    assert coming.duration() == MOTION_MS


def test_what_slides_in_goes_on_when_it_is_placed_again_and_ends_at_its_place(
    window: Window, desk: PaperDesk, qtbot: QtBot
) -> None:
    desk.settings.change("appearance.motion", "full")
    qtbot.waitUntil(lambda: not window.stage._still)
    window.notices.notice("Copied.")
    coming = window.stage._coming
    qtbot.waitUntil(lambda: coming.state() is QAbstractAnimation.State.Running)
    window.stage._place()
    assert coming.state() is QAbstractAnimation.State.Running
    window.resize(window.width() + 60, window.height())
    qtbot.waitUntil(lambda: window.stage.width() > 0 and coming.state() is QAbstractAnimation.State.Stopped)
    under = window.main_area.list_shown
    assert under is not None
    top = under.mapTo(window.main_area, under.rect().topLeft()).y() + TIGHT
    assert window.notices.pos() == QPoint((window.stage.width() - window.notices.width()) // 2, top)


def test_nothing_moves_where_that_is_wished(window: Window, desk: PaperDesk, qtbot: QtBot) -> None:
    desk.settings.change("appearance.motion", "reduced")
    qtbot.waitUntil(lambda: window.stage._still and window.button._still)
    window.resize(1_000, 760)
    qtbot.waitUntil(lambda: window.button.width() == LARGE.side and not moving(window))
    window.panel.show_large(False)
    window.notices.notice("Copied.")
    assert moving(window) == []
    qtbot.waitUntil(lambda: window.button.width() == SMALL.side)
