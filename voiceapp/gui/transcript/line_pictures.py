"""Lays out the pictures of a line beside each other, and keeps those that were decoded last."""

from collections import OrderedDict

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage

from voiceapp.core.transcript import Image, Item, Message
from voiceapp.gui.transcript.line_words import shown_words

PICTURE = 180


class LinePictures:
    def __init__(self) -> None:
        self._decoded: OrderedDict[int, QImage] = OrderedDict()

    def placed(self, item: Item, room: int) -> tuple[list[tuple[QImage, QRectF]], float]:
        if not isinstance(item, Message):
            return [], 0.0
        images = item.images
        places: list[tuple[QImage, QRectF]] = []
        x = 0.0
        top = 4.0 if shown_words(item) else 0.0
        for image in images:
            decoded = self._decode(image)
            if decoded.isNull():
                continue
            size = QSizeF(decoded.width(), decoded.height()).scaled(
                min(room, 260), PICTURE, Qt.AspectRatioMode.KeepAspectRatio
            )
            size = size.boundedTo(QSizeF(decoded.width(), decoded.height()))
            if x and x + size.width() > room:
                x = 0.0
                top = max(place.bottom() for _, place in places) + 6
            places.append((decoded, QRectF(x, top, size.width(), size.height())))
            x += size.width() + 6
        bottom = max((place.bottom() for _, place in places), default=0.0)
        return places, bottom

    def _decode(self, image: Image) -> QImage:
        key = id(image.data)
        found = self._decoded.get(key)
        if found is None:
            found = QImage.fromData(image.data)
            if max(found.width(), found.height()) > 2 * PICTURE:
                found = found.scaled(
                    2 * 260,
                    2 * PICTURE,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            self._decoded[key] = found
            while len(self._decoded) > 40:
                self._decoded.popitem(last=False)
        return found
