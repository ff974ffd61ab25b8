"""Takes typed text as any chat does: Enter sends, Shift+Enter adds a line, pictures can be pasted, dropped or taken."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMimeData, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QImage, QKeyEvent, QPixmap, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from voiceapp.core.messages import TextEntered
from voiceapp.core.transcript import Image
from voiceapp.gui.look.controls import SignButton
from voiceapp.gui.look.theme import HAIR, LIGHT, SPACE, TIGHT, Palette
from voiceapp.gui.words import tr

Standing = Callable[[], Mapping[str, bytes] | None]
"""What this process itself supplies when somebody pastes; None: the clipboard is not ours."""
LARGEST_SIDE = 1568
"""The largest side in pixels: models see no more, and a picture costs by its size."""
MOST_PICTURES = 4
THUMBNAIL = 56


class Composer(QPlainTextEdit):
    sent = Signal(object)
    pictures_changed = Signal(int)
    too_many = Signal()
    focused = Signal(bool)
    files_wanted = Signal(list)
    """Paths of files that were pasted or dropped here."""

    def __init__(self, standing: Standing = lambda: None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = standing
        self.setObjectName("composer")
        self.setAccessibleName(tr("Message"))
        self.setPlaceholderText(tr("Type a message…"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.images: list[Image] = []
        self.spoken = True
        self.document().documentLayout().documentSizeChanged.connect(lambda: self._fit())
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def _fit(self) -> None:
        lines = min(6, max(1, round(self.document().size().height())))
        wanted = lines * self.fontMetrics().lineSpacing() + 22
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.send()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def send(self) -> None:
        text = self.toPlainText().strip()
        if text or self.images:
            self.sent.emit(TextEntered(text, tuple(self.images), self.spoken))
            self.clear()
            self.images.clear()
            self.pictures_changed.emit(0)

    # --- pictures

    def _ours(self, source: QMimeData) -> QMimeData:
        """The clipboard's content, without asking the desktop for what this process itself would have to supply."""
        ours = self._standing()
        if ours is None or not same(source, QGuiApplication.clipboard().mimeData()):
            return source
        known = QMimeData()
        for form, content in ours.items():
            if "/" in form:
                known.setData(form, content)
        known.setText(ours.get("UTF8_STRING", b"").decode("utf-8", "replace"))
        picture = QImage.fromData(ours.get("image/png", b""))
        if not picture.isNull():
            known.setImageData(picture)
        return known

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        source = self._ours(source)
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        source = self._ours(source)
        picture = source.imageData()
        if isinstance(picture, QImage):
            self.add_picture(picture)
        elif source.hasUrls() and self._add_files(source):
            return
        else:
            # Pasted text is never treated as markup.
            self.insertPlainText(source.text())

    def _add_files(self, source: QMimeData) -> bool:
        found = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if found:
            self.files_wanted.emit(found)
        return bool(found)

    def add_picture(self, picture: QImage) -> None:
        if picture.isNull():
            return
        if len(self.images) >= MOST_PICTURES:
            self.too_many.emit()
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

    def take_over(self, draft: "Composer") -> None:
        """Take over the text being written in another window, which this one replaces."""
        self.setPlainText(draft.toPlainText())
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.images = list(draft.images)
        self.pictures_changed.emit(len(self.images))

    def drop_picture(self, number: int) -> None:
        del self.images[number]
        self.pictures_changed.emit(len(self.images))


def same(one: QObject, other: QObject) -> bool:
    """One flag of Qt's, however many names it has here."""
    return Shiboken.getCppPointer(one) == Shiboken.getCppPointer(other)


class ComposerBox(QFrame):
    """The composer, with the attached pictures above it and the button that adds one beside it."""

    screen_wanted = Signal(bool)
    """A screenshot was requested; True: only a part of the screen."""

    def __init__(self, composer: Composer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composerBox")
        self._composer = composer
        self._palette = LIGHT
        self._pictures = QWidget()
        self._row = QHBoxLayout(self._pictures)
        self._row.setContentsMargins(SPACE, SPACE, SPACE, 0)
        self._row.setSpacing(SPACE)
        self._pictures.hide()
        self._add = SignButton("picture", tr("Add a picture"))
        self._add.clicked.connect(self._menu)
        line = QHBoxLayout()
        line.setContentsMargins(TIGHT, HAIR, TIGHT, HAIR)
        line.setSpacing(HAIR)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(composer, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pictures)
        column.addLayout(line)
        composer.pictures_changed.connect(self._show_pictures)
        composer.focused.connect(self._light)
        self.setFocusProxy(composer)

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self._add.use(palette)
        self._show_pictures()

    def _light(self, lit: bool) -> None:
        self.setProperty("lit", "true" if lit else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("From a file…"), self.choose_file)
        menu.addAction(tr("Whole screen"), lambda: self.screen_wanted.emit(False))
        menu.addAction(tr("A part of the screen…"), lambda: self.screen_wanted.emit(True))
        menu.popup(self._add.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Add a picture"), "", "*.png *.jpg *.jpeg *.webp *.gif *.bmp")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._add_files)
        dialog.open()

    def _add_files(self, paths: list[str]) -> None:
        for path in paths:
            self._composer.add_picture(QImage(path))

    def _show_pictures(self) -> None:
        while (old := self._row.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, image in enumerate(self._composer.images):
            self._row.addWidget(self._thumbnail(number, image))
        self._row.addStretch(1)
        self._pictures.setVisible(bool(self._composer.images))

    def _thumbnail(self, number: int, image: Image) -> QWidget:
        box = QFrame()
        box.setObjectName("thumbnail")
        picture = QPixmap()
        picture.loadFromData(image.data)
        shown = QLabel()
        shown.setAccessibleName(tr("Picture {0}").format(number + 1))
        shown.setToolTip(f"{image.width} × {image.height}")
        scale = self.devicePixelRatioF()
        side = round(THUMBNAIL * scale)
        small = picture.scaled(
            2 * side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        small.setDevicePixelRatio(scale)
        shown.setPixmap(small)
        away = SignButton("close", tr("Remove picture {0}").format(number + 1))
        away.use(self._palette)
        away.clicked.connect(lambda: self._composer.drop_picture(number))
        row = QHBoxLayout(box)
        row.setContentsMargins(TIGHT, TIGHT, HAIR, TIGHT)
        row.setSpacing(HAIR)
        row.addWidget(shown)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return box
