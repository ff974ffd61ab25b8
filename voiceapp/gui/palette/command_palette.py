"""Shows the palette over the window: an input line with a list of actions below it, all usable by keyboard alone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from voiceapp.core.palette import PaletteEntry, ranked
from voiceapp.gui.look.controls import announce
from voiceapp.gui.look.theme import LIGHT, SMALL_RADIUS, SPACE, TIGHT, WIDE, Palette
from voiceapp.gui.words import tr

WIDEST = 620
HIGHEST = 440
FROM_TOP = 56
ENTRY = Qt.ItemDataRole.UserRole
TYPING_MS = 80
MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}

FoundTalks = Callable[[tuple[PaletteEntry, ...]], None]
FindTalks = Callable[[str, FoundTalks], None]


class CommandPalette(QFrame):
    chosen = Signal(str)
    """The id of an entry."""

    def __init__(self, window: QWidget, find_talks: FindTalks) -> None:
        super().__init__(window)
        self.setObjectName("popover")
        self._find_talks = find_talks
        self._listed: tuple[PaletteEntry, ...] = ()
        self._if_typed: tuple[PaletteEntry, ...] = ()
        self._talks: tuple[PaletteEntry, ...] = ()
        self._recent: Sequence[str] = ()
        self._before: QWidget | None = None
        self._asked = 0
        self._moved = False
        """The selection was moved since something was typed, so it stays when more is found."""
        self.line = _PaletteLine()
        self.line.setPlaceholderText(tr("What do you want to do, or which conversation?"))
        self.line.setAccessibleName(tr("What do you want to do?"))
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._choose_current)
        self.line.moved.connect(self._move)
        self.line.left.connect(self.shut)
        self.list = QListWidget()
        self.list.setObjectName("palette")
        self.list.setAccessibleName(tr("What you can do"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = _EntryPainter(self.list)
        self.list.setItemDelegate(self._painter)
        self.list.itemClicked.connect(lambda: self._choose_current())
        self._nothing = QLabel(tr("No results"))
        self._nothing.setObjectName("quiet")
        self._nothing.setContentsMargins(WIDE, TIGHT, WIDE, SPACE)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(TIGHT)
        column.addWidget(self.line)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        self._asking = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._asking.timeout.connect(self._ask)
        self.hide()

    def use(self, palette: Palette) -> None:
        self._painter.palette = palette
        self.list.viewport().update()

    def open(self, listed: Sequence[PaletteEntry], if_typed: Sequence[PaletteEntry], recent: Sequence[str]) -> None:
        """`if_typed`: entries that only typing finds, because there are many of them."""
        self._listed, self._if_typed, self._recent = tuple(listed), tuple(if_typed), recent
        self._talks, self._moved = (), False
        self._before = self.window().focusWidget()
        self.line.clear()
        self._show()
        self.fit()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._ask()

    def shut(self) -> None:
        """Close it and return the keyboard to where it was."""
        if self.isHidden():
            return
        had = self.line.hasFocus()
        self._asked += 1
        self._asking.stop()
        self.hide()
        # It may be gone by now: the editor of a line that was deleted meanwhile, for example.
        if had and self._before is not None and Shiboken.isValid(self._before):
            self._before.setFocus()
        self._before = None

    def fit(self) -> None:
        room = self.window().rect()
        width = min(WIDEST, room.width() - 32)
        height = min(HIGHEST, room.height() - FROM_TOP - 16)
        self.setGeometry(QRect((room.width() - width) // 2, FROM_TOP, width, height))

    # --- what is listed

    def _typed(self) -> None:
        self._moved = False
        self._show()
        self._asking.start()

    def _ask(self) -> None:
        self._asked += 1
        number = self._asked

        def found(talks: tuple[PaletteEntry, ...]) -> None:
            if number == self._asked:
                self._talks = talks
                self._show()

        self._find_talks(self.line.text().strip(), found)

    def _show(self) -> None:
        typed = self.line.text().strip()
        entries = (*self._listed, *self._if_typed, *self._talks) if typed else (*self._talks, *self._listed)
        shown = ranked(entries, typed, self._recent)
        current = self._current()
        self.list.clear()
        for entry in shown:
            item = QListWidgetItem(entry.title)
            item.setData(ENTRY, entry)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (entry.title, entry.group, entry.keys)))
            )
            self.list.addItem(item)
        kept = 0
        if current is not None and self._moved:
            kept = next((row for row, entry in enumerate(shown) if entry.id == current.id), 0)
        self.list.setCurrentRow(kept)
        self.list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)

    def _current(self) -> PaletteEntry | None:
        entry: object = self.list.currentIndex().data(ENTRY)
        return entry if isinstance(entry, PaletteEntry) else None

    # --- the person

    def _move(self, by: int) -> None:
        count = self.list.count()
        if not count:
            return
        self._moved = True
        row = self.list.currentRow() + by
        # A single step wraps around at the ends; a page stops there.
        self.list.setCurrentRow(row % count if abs(by) == 1 else max(0, min(row, count - 1)))
        current = self._current()
        if current is not None:
            announce(self.list, ", ".join(filter(None, (current.title, current.group, current.keys))))

    def _choose_current(self) -> None:
        entry = self._current()
        if entry is not None:
            self.shut()
            self.chosen.emit(entry.id)


class _PaletteLine(QLineEdit):
    moved = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = MOVES.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the list, because there is nowhere else to go in the palette."""
        self.moved.emit(1 if next else -1)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()


def _is_ours(event: QKeyEvent) -> bool:
    """Here Esc must not stop the reply, and the arrows move in the list."""
    return event.key() == Qt.Key.Key_Escape or event.key() in MOVES


class _EntryPainter(QStyledItemDelegate):
    palette: Palette = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(100, option.fontMetrics.height() + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: object = index.data(ENTRY)
        if not isinstance(entry, PaletteEntry):
            return
        colours = self.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.user))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), SMALL_RADIUS, SMALL_RADIUS)
        inside = option.rect.adjusted(10, 0, -10, 0)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        trail, lead = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        if mirrored:
            trail, lead = lead, trail
        middle = Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetrics(option.font)
        beside = " · ".join(filter(None, (entry.group, entry.keys)))
        painter.setFont(option.font)
        painter.setPen(QColor(colours.quiet))
        painter.drawText(inside, int(trail | middle), beside)
        taken = metrics.horizontalAdvance(beside) + 16 if beside else 0
        inside = inside.adjusted(taken, 0, 0, 0) if mirrored else inside.adjusted(0, 0, -taken, 0)
        painter.setPen(QColor(colours.text))
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(lead | middle), title)
        painter.restore()
