"""Every state of the window is drawn in both themes, and no words of it are cut off."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.all_scenes import ALL_SCENES
from tests.pictures import THEMES, opened
from voiceapp.gui.look.controls import ShortLabel
from voiceapp.gui.window import Window

SLACK = 2


def cut_off(top: QWidget) -> list[str]:
    """Words that need more room than they have. What shortens itself says so with an …"""
    found: list[str] = []
    for widget in [top, *top.findChildren(QWidget)]:
        if not widget.isVisible():
            continue
        if isinstance(widget, QPushButton) and widget.width() + SLACK < widget.sizeHint().width():
            found.append(f"button {widget.text()!r}: {widget.width()} of {widget.sizeHint().width()}")
        elif isinstance(widget, QLabel) and widget.text() and not isinstance(widget, ShortLabel):
            if widget.wordWrap():
                if widget.height() + SLACK < widget.heightForWidth(widget.width()):
                    found.append(f"lines {widget.text()!r}: {widget.height()}")
            elif widget.width() + SLACK < widget.fontMetrics().horizontalAdvance(widget.text()):
                found.append(f"label {widget.text()!r}: {widget.width()}")
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", list(ALL_SCENES))
def test_it_is_drawn_whole(qtbot: QtBot, name: str, theme: str) -> None:
    with opened(ALL_SCENES[name], theme) as shown:
        assert cut_off(shown) == []
        picture = shown.grab().toImage()
        colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
        assert len(colours) > 4, "something is on it"


def test_beside_a_narrow_talk_a_hint_takes_no_five_lines(qtbot: QtBot) -> None:
    with opened(ALL_SCENES["german-tools"], "light") as shown:
        assert isinstance(shown, Window)
        assert shown.panel.hint.isHidden()
        shown.resize(1400, 900)
        qtbot.waitUntil(shown.panel.hint.isVisible)


@pytest.mark.parametrize("name", ["tool", "dictating", "low"])
def test_a_hint_of_two_lines_is_shown_and_in_a_low_window_one_of_one(qtbot: QtBot, name: str) -> None:
    with opened(ALL_SCENES[name], "light") as shown:
        assert isinstance(shown, Window)
        assert shown.panel.hint.isVisible()


def test_in_the_least_room_the_talk_keeps_half_of_it(qtbot: QtBot) -> None:
    with opened(ALL_SCENES["german-low-large-text"], "light") as shown:
        assert isinstance(shown, Window)
        assert shown.transcript.height() >= shown.height() / 2
        assert shown.panel.hint.isHidden()
        assert shown.button.toolTip() == shown.panel.hint.text() != "", "it is not lost"
        shown.resize(1200, 900)
        qtbot.waitUntil(shown.panel.hint.isVisible)
