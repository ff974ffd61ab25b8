"""A `qtbot` that waits as long as a slow machine may need."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.rig.patience import EVENT

PATIENCE = round(EVENT * 1000)


class PatientQtBot(QtBot):
    """Its own bound of five seconds is a measure where others use the machine, too."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **how: Any) -> Any:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:  # noqa: N802
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:  # noqa: N802
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    del qapp  # It is there: that is enough.
    return PatientQtBot(request)


def hover(widget: QWidget, at: QPoint) -> None:
    """Move the mouse over a widget, wherever an earlier test left the one cursor that all of them share: moving that
    to where it is already tells nobody.
    """
    none = Qt.MouseButton.NoButton
    here, there = QPointF(at), QPointF(widget.mapToGlobal(at))
    moved = QMouseEvent(QEvent.Type.MouseMove, here, there, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, moved)
