"""Where one types, as in any chat: Enter sends, Shift+Enter makes a line, pictures can be pasted or dropped."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from voiceapp.core.messages import TextEntered
from voiceapp.core.transcript import Image
from voiceapp.gui.words import tr

LARGEST_SIDE = 1568
"""Pixels: models see no more, and a picture is paid by its size."""
MOST_PICTURES = 4


class Composer(QPlainTextEdit):
    sent = Signal(object)
    pictures_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.setAccessibleName(tr("Message"))
        self.setPlaceholderText(tr("Type a message…"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.images: list[Image] = []
        self.spoken = True
        self.textChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def _fit(self) -> None:
        lines = min(6, max(1, self.document().blockCount()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 26)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.send()
        else:
            super().keyPressEvent(event)

    def send(self) -> None:
        text = self.toPlainText().strip()
        if text or self.images:
            self.sent.emit(TextEntered(text, tuple(self.images), self.spoken))
            self.clear()
            self.images.clear()
            self.pictures_changed.emit(0)

    # --- pictures

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        picture = source.imageData()
        if isinstance(picture, QImage):
            self.add_picture(picture)
        elif source.hasUrls() and self._add_files(source):
            return
        else:
            # Whatever is pasted is text: never markup.
            self.insertPlainText(source.text())

    def _add_files(self, source: QMimeData) -> bool:
        pictures = [QImage(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        found = [picture for picture in pictures if not picture.isNull()]
        for picture in found:
            self.add_picture(picture)
        return bool(found)

    def add_picture(self, picture: QImage) -> None:
        if len(self.images) >= MOST_PICTURES or picture.isNull():
            return
        if max(picture.width(), picture.height()) > LARGEST_SIDE:
            picture = picture.scaled(
                LARGEST_SIDE,
                LARGEST_SIDE,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        store = QByteArray()
        buffer = QBuffer(store)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]
        self.images.append(Image("image/png", bytes(store.data()), picture.width(), picture.height()))
        self.pictures_changed.emit(len(self.images))
