"""Takes files dropped onto the window: pictures and texts go into the message, the rest into the history."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QWidget

from voiceapp.core.dropped_files import MOST_TEXT, DroppedKind, kind_of, refused, too_long
from voiceapp.core.text.clean_text import clean
from voiceapp.gui.sentences import in_words
from voiceapp.gui.talk.composer import Composer


class FileDrops(QObject):
    def __init__(
        self,
        window: QWidget,
        composer: Composer,
        bring_in: Callable[[str], None],
        write_down: Callable[[list[str]], None],
        notice: Callable[[str], object],
    ) -> None:
        """`write_down`: gets recordings, and folders, in which there may be some."""
        super().__init__(window)
        self._write_down = write_down
        self._composer = composer
        self._bring_in = bring_in
        self._notice = notice
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        composer.files_wanted.connect(self.take)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self.take(local_files(event.mimeData()))
            event.acceptProposedAction()
            return True
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and local_files(event.mimeData()):
            event.acceptProposedAction()
            return True
        return False

    def take(self, paths: list[str]) -> None:
        """Each file, sorted by what it is; recordings all at once."""
        recordings = [path for path in paths if kind_of(path) is DroppedKind.SOUND or Path(path).is_dir()]
        if recordings:
            self._write_down(recordings)
        for path in paths:
            if path not in recordings:
                self._take(Path(path))

    def _take(self, path: Path) -> None:
        match kind_of(path.name):
            case DroppedKind.PICTURE:
                self._composer.add_picture(QImage(str(path)))
                self._composer.setFocus()
            case DroppedKind.TEXT:
                self._take_text(path)
            case DroppedKind.CONVERSATIONS:
                self._bring_in(str(path))
            case _:
                self._refuse(path)

    def _take_text(self, path: Path) -> None:
        try:
            if path.stat().st_size > MOST_TEXT:
                self._notice(in_words(too_long(path.name)))
                return
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            self._refuse(path)
            return
        self._composer.insertPlainText(clean(text))
        self._composer.setFocus()

    def _refuse(self, path: Path) -> None:
        self._notice(in_words(refused(path.name)))


def local_files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
