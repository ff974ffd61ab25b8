"""Shows one picture as large as its window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from voiceapp.gui.words import tr

SHARE = 0.8
"""The part of the screen that it takes at most when it opens."""
SMALLEST = 200


class PictureWindow(QDialog):
    def __init__(self, picture: QImage, prompt: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pictureWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Picture"))
        self._picture = QPixmap.fromImage(picture)
        self.shown = QLabel()
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setMinimumSize(SMALLEST, SMALLEST)
        self.shown.setAccessibleName(prompt)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.shown)
        room = parent.screen().availableSize() * SHARE
        self.resize(self._picture.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(self._first_size()))

    def _first_size(self) -> QSize:
        return self._picture.size().expandedTo(QSize(SMALLEST, SMALLEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.shown.size() * self.devicePixelRatioF()
        fitted = self._picture.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(self.devicePixelRatioF())
        self.shown.setPixmap(fitted)
