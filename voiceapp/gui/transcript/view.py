"""Shows the talk in the middle of the window: it stays at its end unless one scrolled up, and each line has a menu."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QCursor,
    QDrag,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QPushButton, QToolTip, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.messages import AskedAgain, ToolPermitted
from voiceapp.core.text.clean_text import clean
from voiceapp.core.transcript import Item, ItemId, Message, ToolCall, ToolState
from voiceapp.gui.dragged_out import dragged_out
from voiceapp.gui.look.icons import icon
from voiceapp.gui.look.long_list import LongList
from voiceapp.gui.look.theme import LIGHT, Palette
from voiceapp.gui.shortcuts import fixed_keys, is_key_of
from voiceapp.gui.transcript.again_menu import offer_again
from voiceapp.gui.transcript.countdown import Countdown
from voiceapp.gui.transcript.editing import LineEditing
from voiceapp.gui.transcript.fold_key import is_fold_key
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.line_cards import LineCards
from voiceapp.gui.transcript.line_icons import LineIcons
from voiceapp.gui.transcript.line_words import has_card, has_icons, spoken_line, told_of, under_fold
from voiceapp.gui.transcript.model import Index, TranscriptModel
from voiceapp.gui.transcript.paint import LinePainter
from voiceapp.gui.words import tr

NEAR = 4
"""Pixels from the end that still count as the end."""


class TranscriptView(LongList):
    def __init__(self, model: TranscriptModel, actions: LineActions, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("transcript")
        self.setAccessibleName(tr("Conversation"))
        self.lines = model
        self._actions = actions
        self._painter = LinePainter()
        self._palette: Palette = LIGHT
        self._cards = LineCards(self.viewport(), actions, self._delete, self._fold, lambda: self._palette)
        self.editing = LineEditing(self, model, actions, self._measure_line)
        self._at_end = True
        self._pressed_at: QPoint | None = None
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self._pill = QPushButton(tr("New messages"), self)
        self._pill.setObjectName("primary")
        self._pill.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pill.hide()
        self._pill.clicked.connect(self.go_to_end)
        self._icons = LineIcons(self.viewport(), self._play_item, self._copy_item, self._menu_of, self._bring_back)
        self._hovered: ItemId | None = None
        self._countdown = Countdown(self, self._seen_items, self._count_down)
        self.empty_words = tr("No messages yet.\nPress the button and speak, or type below.")
        self.setModel(model)
        model.rowsInserted.connect(self._grew)

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self.ensurePolished()
        self._painter.use(palette, self.font(), mirrored=self.layoutDirection() is Qt.LayoutDirection.RightToLeft)
        self._icons.use(palette)
        self._pill.setIcon(icon("down", palette.on_accent))
        self._pill.setIconSize(QSize(16, 16))
        self.measure_again()

    # --- the rows

    def measure(self, row: int) -> int:
        item = self.lines.item(row)
        if item is None:
            return 0
        if self.editing.holds(item):
            return self.editing.measure()
        return self._painter.laid(item, self.viewport().width()).height

    def paint_row(self, painter: QPainter, row: int, rect: QRect, *, current: bool) -> None:
        item = self.lines.item(row)
        if item is not None and not self.editing.holds(item):
            self._painter.paint(painter, item, rect, current=current)

    def settled(self) -> None:
        self._place_cards()
        self._forget_what_is_seen()
        self._place_icons()
        self.editing.place()

    def dataChanged(self, first: Index, last: Index, roles: list[int] | None = None) -> None:  # type: ignore[override]
        super().dataChanged(first, last, roles)
        # Nothing settles anew where no line has another height.
        self._place_cards()

    def _place_cards(self) -> None:
        """Card buttons are real widgets: placed where their cards are visible, and hidden elsewhere."""
        wanted: set[ItemId] = set()
        for row in self.seen_rows():
            item = self.lines.item(row)
            if item is not None and has_card(item):
                wanted.add(item.id)
                self._place_card(row, item)
        self._cards.keep_only(wanted)

    def _place_card(self, row: int, item: Item) -> None:
        rect = self.row_rect(row)
        place = self._painter.laid(item, rect.width()).buttons.translated(rect.left(), rect.top())
        says_little = isinstance(item, ToolCall) and not item.says_all
        self._cards.place(item, place.toRect(), is_open=says_little or self._painter.is_unfolded(item.id))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._countdown.go_on()
        if self.lines.rowCount() == 0 and self.empty_words:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._palette.quiet))
            painter.drawText(self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self.empty_words)
            painter.end()

    def _seen_items(self) -> list[Item]:
        return [item for row in self.seen_rows() if (item := self.lines.item(row)) is not None]

    def _count_down(self, call: ToolCall) -> None:
        row = self.lines.row_of(call.id)
        self._painter.forget(call.id)
        if self.measure(row) != self.measured_height(row):
            self._measure_line(call.id)
        else:
            self._place_card(row, call)
            self.viewport().update(self.row_rect(row))

    # --- staying at the end

    def keep_place(self) -> bool:
        return not self._at_end

    def go_to_end(self) -> None:
        self._at_end = True
        self._pill.hide()
        self.settle()

    def show_item(self, item: ItemId, words: tuple[str, ...] = ()) -> bool:
        """Go to a line and highlight these words in it. False: it is not here."""
        row = self.lines.row_of(item)
        if row < 0:
            return False
        self._at_end = False
        self._painter.mark(item, words)
        index = self.lines.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def show_beginning(self) -> None:
        """Go to the first line, and drop the highlights of an earlier search."""
        self._painter.mark(None)
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def reset(self) -> None:
        self._at_end = True
        self._cards.clear()
        self._pill.hide()
        self.editing.drop()
        super().reset()

    def scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - NEAR
        if self._at_end:
            self._pill.hide()

    def _grew(self, parent: Index, first: int, last: int) -> None:
        """Only what comes at the end of the current talk is new, not what is restored further up."""
        del parent, first
        if not self._at_end and self._actions.live and last == self.lines.rowCount() - 1:
            self._pill.show()
            self._place_pill()

    def _forget_what_is_seen(self) -> None:
        """Nothing new can be below while the end is in sight, as it always is in a short talk."""
        bar = self.verticalScrollBar()
        if not self._pill.isHidden() and bar.value() >= bar.maximum() - NEAR:
            self._at_end = True
            self._pill.hide()

    def _place_pill(self) -> None:
        self._pill.adjustSize()
        self._pill.move((self.width() - self._pill.width()) // 2, self.height() - self._pill.height() - 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()

    # --- what can be done with a line

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = (event.position().toPoint() - self._pressed_at).manhattanLength()
            if far >= QApplication.startDragDistance():
                self._drag(self._pressed_at)
                return
        self._hover_at(event.position().toPoint())
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_at = self._pressed_at, None
        super().mouseReleaseEvent(event)
        if pressed is not None:
            self._press_fold(pressed)

    def _press_fold(self, at: QPoint) -> None:
        row = self.indexAt(at).row()
        item = self.lines.item(row)
        if item is not None and under_fold(item):
            rect = self.row_rect(row)
            if self._painter.laid(item, rect.width()).fold.translated(rect.left(), rect.top()).contains(QPointF(at)):
                self._fold(item)

    def _fold(self, item: Item) -> None:
        """Unfold a line, or fold it again."""
        self._painter.fold(item.id, open_=not self._painter.is_unfolded(item.id))
        self._measure_line(item.id)

    def _measure_line(self, item: ItemId) -> None:
        row = self.lines.row_of(item)
        if row >= 0:
            index = self.lines.index(row)
            self.lines.dataChanged.emit(index, index)

    def _drag(self, at: QPoint) -> None:
        self._pressed_at = None
        item = self.lines.item(self.indexAt(at).row())
        if item is None:
            return
        drag = QDrag(self)
        drag.setMimeData(dragged_out(f"{tr('Message')}.md", copied(item)))
        drag.exec(Qt.DropAction.CopyAction)

    def _hover_at(self, at: QPoint) -> None:
        item = self.lines.item(self.indexAt(at).row())
        self._hovered = item.id if item is not None else None
        self._place_icons()

    def _place_icons(self) -> None:
        """Below the line under the mouse, or else below the selected one if the talk has the keyboard."""
        row = self.lines.row_of(self._hovered) if self._hovered is not None else -1
        if row < 0 and self.hasFocus():
            row = self.currentIndex().row()
        item = self.lines.item(row)
        if item is None or not has_icons(item) or self.editing.holds(item) or row not in self.seen_rows():
            self._icons.leave()
            return
        rect = self.row_rect(row)
        self._icons.show_for(item, self._painter.laid(item, rect.width()).box.translated(rect.left(), rect.top()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave and not self._icons.geometry().contains(
            self.viewport().mapFromGlobal(QCursor.pos())
        ):
            self._hovered = None
            self._place_icons()
        if isinstance(event, QHelpEvent):
            item = self.lines.item(self.indexAt(event.pos()).row())
            QToolTip.showText(event.globalPos(), told_of(item) if item is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._place_icons()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._place_icons()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._place_icons()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.lines.item(self.currentIndex().row())
        if item is not None and event.matches(QKeySequence.StandardKey.Copy):
            self._copy_item(item)
        elif item is not None and event.key() in (Qt.Key.Key_Menu, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.menu_for(item).popup(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        elif item is not None and is_fold_key(self, event, item, is_open=self._painter.is_unfolded(item.id)):
            self._fold(item)
        elif item is not None and is_key_of(ActionId.DELETE, event):
            self._delete(item)
        elif item is not None and is_key_of(ActionId.EDIT, event):
            self.edit_line(item)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.indexAt(event.position().toPoint()).row()
        item = self.lines.item(row)
        if item is not None and event.button() is Qt.MouseButton.LeftButton:
            rect = self.row_rect(row)
            box = self._painter.laid(item, rect.width()).box.translated(rect.left(), rect.top())
            if box.contains(event.position()):
                self._pressed_at = None
                self.edit_line(item)

    def edit_line(self, item: Item) -> None:
        """Edit a message in place."""
        now = self._as_it_stands(item)
        if isinstance(now, Message) and self._actions.can_edit(now):
            self._at_end = False
            self._icons.leave()
            self.editing.begin(now)

    def _as_it_stands(self, item: Item) -> Item | None:
        """Menus and cards may be older than what has come for their line since."""
        return self.lines.item(self.lines.row_of(item.id))

    def _menu_at(self, at: QPoint) -> None:
        item = self.lines.item(self.indexAt(at).row())
        if item is not None:
            self.menu_for(item).popup(self.viewport().mapToGlobal(at))

    def _menu_of(self, item: Item, at: QPoint) -> None:
        self.menu_for(item).popup(at)

    def menu_for(self, item: Item) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tell = self._actions.tell
        if self._actions.live and isinstance(item, ToolCall) and item.state is ToolState.ASKED:
            menu.addAction(tr("Allow"), lambda: tell(ToolPermitted(item.id, allowed=True)))
            menu.addAction(tr("Always allow"), lambda: self._actions.always(item))
            menu.addAction(tr("Don't allow"), lambda: tell(ToolPermitted(item.id, allowed=False)))
        if isinstance(item, Message) and item.sound is not None:
            menu.addAction(tr("Play"), lambda: self._play_item(item))
        menu.addAction(tr("Copy"), lambda: self._copy_item(item))
        self._offer_fold(menu, item)
        if self._actions.can_edit(item):
            menu.addAction(tr("Edit"), fixed_keys(ActionId.EDIT), lambda: self.edit_line(item))
        if self._actions.can_ask_again(item):
            menu.addAction(tr("Ask again"), lambda: tell(AskedAgain(item.id)))
        offer_again(menu, item, self._actions)
        similar = self._actions.find_similar
        if similar is not None and isinstance(item, Message) and item.text.strip():
            menu.addAction(tr("Find similar"), lambda: similar(item.text, item.id))
        menu.addSeparator()
        menu.addAction(tr("Delete"), lambda: self._delete(item))
        return menu

    def _offer_fold(self, menu: QMenu, item: Item) -> None:
        shown = self._painter.is_unfolded(item.id)
        if self._actions.can_bring_back(item):
            menu.addAction(tr("Hide what changed") if shown else tr("Show what changed"), lambda: self._fold(item))
            menu.addAction(tr("Bring back the first version"), lambda: self._bring_back(item))
        elif isinstance(item, Message) and item.thoughts:
            menu.addAction(tr("Hide reasoning") if shown else tr("Show reasoning"), lambda: self._fold(item))
        elif under_fold(item) or (isinstance(item, ToolCall) and item.says_all):
            menu.addAction(tr("Hide the details") if shown else tr("Show the details"), lambda: self._fold(item))

    def _bring_back(self, item: Item) -> None:
        bring_back, now = self._actions.first_version, self._as_it_stands(item)
        if bring_back is not None and isinstance(now, Message):
            bring_back(now)

    def _play_item(self, item: Item) -> None:
        if isinstance(item, Message) and item.sound is not None:
            self._actions.play(item.sound)

    def _copy_item(self, item: Item) -> None:
        QGuiApplication.clipboard().setText(copied(self._as_it_stands(item) or item))

    def _delete(self, item: Item) -> None:
        now = self._as_it_stands(item)
        if now is not None:
            self._actions.delete(now)


def copied(item: Item) -> str:
    """Return a line as other programs get it. Cleaned, because older and imported lines were stored uncleaned."""
    if isinstance(item, ToolCall):
        item = replace(item, waits=None)
    return clean(item.text if isinstance(item, Message) else spoken_line(item))
