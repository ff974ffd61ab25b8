"""Defines the editor of a setting, and what all editors share."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from voiceapp.settings.kinds import Value

Change = Callable[[object], None]
ROOM = 280
"""The width of an editor beside its label, where there is room for both."""
LEAST = 110


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


def beside_label(widget: QWidget, most: int = ROOM) -> None:
    """Let it give way to its label where letters are large and the window is narrow."""
    widget.setMinimumWidth(LEAST)
    widget.setMaximumWidth(most)
    policy = widget.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
    widget.setSizePolicy(policy)


def no_wheel(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_NoWheel(widget))
