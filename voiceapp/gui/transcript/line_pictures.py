"""Lays out the pictures of a line beside each other, and keeps those that were decoded last."""

from collections import OrderedDict

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage

from voiceapp.core.transcript import Image, Item, Note, ToolCall
from voiceapp.gui.pictures.decoded import decoded
from voiceapp.gui.transcript.line_words import text_of

SHOWN = QSize(260, 180)
"""The room that a picture of the person's takes at most."""
DRAWN = QSize(480, 380)
"""That of a picture that was drawn for them."""
SHARP = 2
"""How many times as large it is decoded, for fine screens."""
MOST_KEPT = 24


class LinePictures:
    def __init__(self) -> None:
        self._decoded: OrderedDict[tuple[int, int], QImage] = OrderedDict()

    def placed(self, item: Item, room: int) -> tuple[list[tuple[QImage, QRectF]], float]:
        if isinstance(item, Note):
            return [], 0.0
        places: list[tuple[QImage, QRectF]] = []
        most = DRAWN if isinstance(item, ToolCall) else SHOWN
        x = 0.0
        top = 4.0 if text_of(item) else 0.0
        for image in item.images:
            picture = self._decode(image, most)
            if picture.isNull():
                continue
            size = QSizeF(picture.width(), picture.height()).scaled(
                min(room, most.width()), most.height(), Qt.AspectRatioMode.KeepAspectRatio
            )
            size = size.boundedTo(QSizeF(picture.width(), picture.height()))
            if x and x + size.width() > room:
                x = 0.0
                top = max(place.bottom() for _, place in places) + 6
            places.append((picture, QRectF(x, top, size.width(), size.height())))
            x += size.width() + 6
        bottom = max((place.bottom() for _, place in places), default=0.0)
        return places, bottom

    def _decode(self, image: Image, most: QSize) -> QImage:
        # By the content: a picture on its way may take the place in memory of the one before it.
        key = (hash(image.data), most.width())
        found = self._decoded.get(key)
        if found is None:
            found = self._decoded[key] = decoded(image, most * SHARP)
            while len(self._decoded) > MOST_KEPT:
                self._decoded.popitem(last=False)
        else:
            self._decoded.move_to_end(key)
        return found
