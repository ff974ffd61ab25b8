"""Shows a small pane beside the button that opens it, and closes it when the person turns elsewhere."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

GAP = 6
"""Pixels between it and its button."""


class Popover(QWidget):
    """Its content goes into `inside`."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._anchor = anchor
        self.inside = QFrame()
        self.inside.setObjectName("popover")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.inside)

    def open(self) -> None:
        """Above its button if there is room, otherwise below it, and never off the screen."""
        self.adjustSize()
        button = QRect(self._anchor.mapToGlobal(QPoint(0, 0)), self._anchor.size())
        area = self._anchor.screen().availableGeometry()
        y = button.top() - GAP - self.height()
        if y < area.top():
            y = button.bottom() + GAP
        x = button.center().x() - self.width() // 2
        self.move(max(area.left(), min(x, area.right() - self.width())), y)
        self.show()
        (self.focusProxy() or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            # The talk key must work wherever one is in the window.
            QApplication.sendEvent(self._anchor.window(), event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        QApplication.sendEvent(self._anchor.window(), event)
