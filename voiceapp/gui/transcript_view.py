"""The talk in the middle of the window: stays at its end unless one scrolled up, and has a menu on each line."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QPushButton, QToolTip, QWidget

from voiceapp.core.messages import AskedAgain, Event, ItemDeleted, ToolPermitted
from voiceapp.core.transcript import Item, Message, SoundId, Speaker, ToolCall, ToolState
from voiceapp.gui.theme import LIGHT, Palette
from voiceapp.gui.transcript_model import TranscriptModel, spoken_line
from voiceapp.gui.transcript_paint import LinePainter, hover_text
from voiceapp.gui.words import tr


class TranscriptView(QListView):
    corrected = Signal(object)
    """A message that the person wants to correct."""

    def __init__(
        self,
        model: TranscriptModel,
        tell: Callable[[Event], None],
        play: Callable[[SoundId], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("transcript")
        self.setAccessibleName(tr("Conversation"))
        self._model = model
        self._tell = tell
        self._play = play
        self._painter = LinePainter()
        self._palette: Palette = LIGHT
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self._pill = QPushButton(tr("New below ↓"), self)
        self._pill.setObjectName("primary")
        self._pill.hide()
        self._pill.clicked.connect(self.go_to_end)
        self._at_end = True
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        model.rowsInserted.connect(self._grew)

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self._painter.use(palette)
        self.scheduleDelayedItemsLayout()

    # --- staying at the end

    def go_to_end(self) -> None:
        self._at_end = True
        self._pill.hide()
        self.scrollToBottom()

    def _scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - 4
        if self._at_end:
            self._pill.hide()

    def _range_changed(self) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _grew(self) -> None:
        if not self._at_end:
            self._pill.show()
            self._place_pill()

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        self._pill.move((self.width() - self._pill.width()) // 2, self.height() - self._pill.height() - 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._place_pill()

    # --- what can be done with a line

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            item = self._model.item(self.indexAt(event.pos()).row())
            if item is not None:
                QToolTip.showText(event.globalPos(), hover_text(item), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy) and index.isValid():
            item = self._model.item(index.row())
            if item is not None:
                QGuiApplication.clipboard().setText(_copied(item))
        elif event.key() in (Qt.Key.Key_Menu, Qt.Key.Key_Return) and index.isValid():
            self._menu_at(self.visualRect(index).center())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._palette.quiet))
            words = tr("Nothing said yet.\nPress the button and speak, or type below.")
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), words)
            painter.end()

    def _menu_at(self, at: QPoint) -> None:
        item = self._model.item(self.indexAt(at).row())
        if item is not None:
            self.menu_for(item).popup(self.viewport().mapToGlobal(at))

    def menu_for(self, item: Item) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(item, ToolCall) and item.state is ToolState.ASKED:
            menu.addAction(tr("Allow"), lambda: self._tell(ToolPermitted(item.id, allowed=True)))
            menu.addAction(tr("Refuse"), lambda: self._tell(ToolPermitted(item.id, allowed=False)))
        if isinstance(item, Message) and item.sound is not None:
            sound = item.sound
            menu.addAction(tr("Play"), lambda: self._play(sound))
        menu.addAction(tr("Copy"), lambda: QGuiApplication.clipboard().setText(_copied(item)))
        if isinstance(item, Message):
            menu.addAction(tr("Correct…"), lambda: self.corrected.emit(item))
            if item.speaker is Speaker.USER:
                menu.addAction(tr("Ask again"), lambda: self._tell(AskedAgain(item.id)))
        menu.addAction(tr("Delete"), lambda: self._tell(ItemDeleted(item.id)))
        return menu


def _copied(item: Item) -> str:
    return item.text if isinstance(item, Message) else spoken_line(item)
