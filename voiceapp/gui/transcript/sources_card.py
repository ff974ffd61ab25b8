"""Shows below an answer where it was found: a link to each page, and to each talk of the person's own."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QSizeF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from voiceapp.core.sources import Source
from voiceapp.core.transcript import Item, Message, TalkId
from voiceapp.gui.words import tr

ROW = 12
"""The height of a link beyond that of its words."""
EDGES = 14
"""The width of a link beyond that of its words."""
ABOVE = 4
GAP = 10
"""The height between the words and the links."""


class SourcesCard(QWidget):
    """Links that a mouse, the keyboard and a screen reader can reach."""

    def __init__(self, item: Message, open_talk: Callable[[TalkId], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self._open_talk = open_talk
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(tr("Sources"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, ABOVE, 0, 0)
        column.setSpacing(0)
        self.links = [self._link(source) for source in item.sources]
        for link in self.links:
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def _link(self, source: Source) -> QPushButton:
        link = _Link(source_words(source))
        link.setToolTip(source.url or tr("Opens this conversation"))
        link.clicked.connect(lambda: self._open(source))
        return link

    def _open(self, source: Source) -> None:
        if source.url:
            QDesktopServices.openUrl(QUrl(source.url))
        else:
            self._open_talk(source.talk)

    def open_fold(self, *, is_open: bool) -> None:
        """Does nothing, because it has no fold."""


class _Link(QPushButton):
    """Keeps to the room that the line has."""

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self._words = words
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - EDGES)
        self.setText(shown.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        """Return the room that all of it takes, however little it has now."""
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + EDGES + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def source_words(source: Source) -> str:
    """A title with the page's host, since titles are made to imitate others."""
    if not source.url:
        return source.title
    return f"{source.title} · {source.site}" if source.title and source.title != source.site else source.site


def sources_size(item: Item, font: QFont) -> QSizeF:
    """Say how large the links below a line want to be. Empty: it has none."""
    if not isinstance(item, Message) or not item.sources:
        return QSizeF(0, 0)  # an invalid size would be less than nothing
    metrics = QFontMetrics(font)
    widest = max(metrics.horizontalAdvance(source_words(source)) for source in item.sources)
    return QSizeF(widest + EDGES, len(item.sources) * (metrics.height() + ROW) + GAP)
