"""Lists what the person uploaded to a service, and deletes it there. The service is asked only when they press a button."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.failures import Failure
from voiceapp.core.uploads.access import UploadedTalk, UploadsAccess, UploadState
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.model import date_words
from voiceapp.gui.look.controls import Paragraph, announce
from voiceapp.gui.look.theme import SPACE
from voiceapp.gui.sentences import in_words, size_words
from voiceapp.gui.words import tr


class UploadsBox(QWidget):
    def __init__(self, uploads: UploadsAccess, bridge: Bridge) -> None:
        super().__init__()
        self._uploads = uploads
        self._bridge = bridge
        title = QLabel(tr("At the service"))
        title.setObjectName("phase")
        self.about = Paragraph(
            tr("Conversations that you uploaded to be searched: in the history, their menu, Export.")
        )
        self.about.setObjectName("quiet")
        self.look_button = self._button(tr("Show what lies there"))
        self.look_button.clicked.connect(self.look)
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE)
        self._grid.setColumnStretch(0, 1)
        self.buttons: dict[str, QPushButton] = {}
        self.all = self._button(tr("Delete everything there"))
        self.all.clicked.connect(lambda: self._delete(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.setSpacing(SPACE)
        for widget in (title, self.about, self.look_button):
            column.addWidget(widget)
        column.addLayout(self._grid)
        column.addWidget(self.all)
        self.all.hide()

    def look(self) -> None:
        self.look_button.setEnabled(False)
        self._uploads.uploaded(self._bridge.answer(self._show))

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        return button

    def _show(self, found: tuple[UploadedTalk, ...] | Failure) -> None:
        self.look_button.setEnabled(True)
        if isinstance(found, Failure):
            self._say(in_words(found))
            return
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.buttons.clear()
        self.all.setVisible(bool(found))
        self._say(tr("Nothing of yours lies there.") if not found else tr("Lies there: {0}").format(len(found)))
        for row, upload in enumerate(found):
            name = QLabel(upload.title)
            name.setWordWrap(True)
            told = QLabel(told_of(upload))
            told.setObjectName("quiet")
            told.setWordWrap(True)
            button = self.buttons[upload.file] = self._button(tr("Delete"))
            button.setAccessibleDescription(upload.title)
            button.clicked.connect(partial(self._delete, (upload.file,)))
            for place, widget in enumerate((name, told, button)):
                self._grid.addWidget(widget, row, place)

    def _say(self, words: str) -> None:
        self.about.setText(words)
        announce(self.about, words)

    def _delete(self, files: tuple[str, ...] | None, _checked: bool = False) -> None:
        self.all.setEnabled(False)
        self._uploads.delete(files, self._bridge.answer(self._deleted))

    def _deleted(self, found: int | Failure) -> None:
        self.all.setEnabled(True)
        if isinstance(found, Failure):
            self._say(in_words(found))
            return
        self.look()


def told_of(upload: UploadedTalk) -> str:
    """Say how large it is, when it was uploaded, when it goes, and whether it's found."""
    parts = [size_words(upload.bytes), tr("uploaded {0}").format(date_words(upload.at))]
    if upload.expires is not None:
        parts.append(tr("until {0}").format(date_words(upload.expires)))
    if upload.state is UploadState.READING:
        parts.append(tr("being read"))
    if upload.state is UploadState.FAILED:
        parts.append(tr("can't be searched"))
    return " · ".join(parts)
