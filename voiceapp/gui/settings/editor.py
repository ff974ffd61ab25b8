"""Defines the editor of a setting, and what all editors share."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from voiceapp.settings.kinds import Value

Change = Callable[[object], None]
ROOM = 280
"""The width of an editor beside its label."""


@dataclass(frozen=True, slots=True)
class Editor:
    widget: QWidget
    show: Callable[[Value], None]
    below: bool = False
    """It needs the whole width and stands below its label."""


class _NoWheel(QObject):
    """Keeps the mouse wheel from changing an editor while the page scrolls under it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def no_wheel(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_NoWheel(widget))
