"""Decodes a picture at the size at which it is shown, and no other: a small file may unpack to a very large one."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from voiceapp.core.pictures.picture_file import MOST_SIDE
from voiceapp.core.transcript import Image


def decoded(image: Image, room: QSize | None = None) -> QImage:
    """Return the picture, no larger than `room`. It is null if it can't be read."""
    store = QBuffer()
    store.setData(QByteArray(image.data))
    store.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(store)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > MOST_SIDE:
        return QImage()
    if room is not None and size.isValid() and (size.width() > room.width() or size.height() > room.height()):
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
