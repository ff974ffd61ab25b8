"""Shows where everything is stored on this device, how much space it takes, and a button that opens it."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from voiceapp.core.desk import KeptAccess
from voiceapp.core.failures import Failure
from voiceapp.core.history import DiskUsage
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import ShortLabel
from voiceapp.gui.sentences import size_words
from voiceapp.gui.words import tr


class FolderBox(QWidget):
    def __init__(self, kept: KeptAccess, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = kept.folder("data")
        self._told = ShortLabel()
        self._told.setObjectName("quiet")
        self._told.say(self._path)
        button = QPushButton(tr("Open folder"))
        button.setObjectName("openData")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._path)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._told, 1)
        row.addWidget(button)
        kept.room(bridge.answer(self._show))

    def said(self) -> str:
        return self._told.whole()

    def _show(self, room: DiskUsage | Failure) -> None:
        if not isinstance(room, Failure):
            size = size_words(room.database + room.sounds)
            self._told.say(f"{size} · {self._path}", self._path)
