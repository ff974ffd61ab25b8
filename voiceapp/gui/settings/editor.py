"""Defines what an editor of a setting is, and what all of them share."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from voiceapp.settings.kinds import Value

Change = Callable[[object], None]
ROOM = 280
"""How wide an editor beside its label is."""


@dataclass(frozen=True, slots=True)
class Editor:
    widget: QWidget
    show: Callable[[Value], None]
    below: bool = False
    """It needs the whole width and stands under its label."""


class _NoWheel(QObject):
    """Scrolling the page must not change what the mouse happens to pass over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def no_wheel(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_NoWheel(widget))
