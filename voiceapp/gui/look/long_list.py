"""Shows a list of rows of different heights that stays fast with a hundred thousand of them.

Only rows near the visible part are measured and painted. While rows above are measured for the first time,
the visible part stays where it is. Screen readers get it as the list that it is.
"""

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from voiceapp.gui.look.heights import Heights

Index = QModelIndex | QPersistentModelIndex
STEP = 48


class LongList(QListView):
    """The base class of long lists: `measure` says how high a row is, `paint_row` paints it."""

    def __init__(self, usual: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights = Heights(usual)
        self._settling = False
        self._covered = 0
        self._width = -1
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(STEP)
        self.verticalScrollBar().valueChanged.connect(self._scrolled_to)

    # --- what a list decides

    def measure(self, row: int) -> int:
        raise NotImplementedError

    def paint_row(self, painter: QPainter, row: int, rect: QRect, *, current: bool) -> None:
        raise NotImplementedError

    def can_be_current(self, row: int) -> bool:
        """Says whether a row can be selected; headings cannot."""
        del row
        return True

    def settled(self) -> None:
        """Every visible row has its position now."""

    def scrolled(self, value: int) -> None:
        """The person moved to this row."""

    def keep_place(self) -> bool:
        """True: when rows come or grow, the visible part stays. False: the view follows the end."""
        return True

    # --- places

    def measured_height(self, row: int) -> int:
        known = self._heights.of(row)
        if known is None:
            known = self.measure(row)
            self._heights.put(row, known)
        return known

    def seen_rows(self) -> range:
        if not len(self._heights):
            return range(0)
        value = self._scroll()
        return range(self._heights.at(value), self._heights.at(value + self.viewport().height() - 1) + 1)

    def cover(self, pixels: int) -> None:
        """Reserve the top for something that covers it: rows begin below it as long as all of them fit."""
        if pixels != self._covered:
            self._covered = pixels
            self.settle()

    def _lead(self) -> int:
        """The space above the first row."""
        return max(0, min(self._covered, self.viewport().height() - self._heights.total))

    def _scroll(self) -> int:
        """The pixel of the rows that is at the top of the viewport."""
        return self.verticalScrollBar().value() - self._lead()

    def row_rect(self, row: int) -> QRect:
        """Return the rectangle of a row in the viewport."""
        top = self._heights.top(row) - self._scroll()
        return QRect(0, top, self.viewport().width(), self.measured_height(row))

    def measure_again(self) -> None:
        """Nothing measured is valid any more: the width or the font changed."""
        row, part = self._anchor()
        self._heights.forget_all()
        if self.keep_place():
            # This change comes from us: the person did not scroll.
            self._settling = True
            self._go(row, part)
            self._settling = False
        self.settle()

    def settle(self) -> None:
        """Measure the visible rows and a page on both sides, and update the scroll bar."""
        if self._settling:
            return
        self._settling = True
        try:
            self._settle()
        finally:
            self._settling = False
        bar = self.verticalScrollBar()
        bar.setEnabled(bar.maximum() > 0)
        self.settled()
        self.viewport().update()

    def _settle(self) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        if not len(self._heights):
            bar.setRange(0, 0)
            return
        follow = not self.keep_place()
        for _ in range(3):
            value = max(0, self._heights.total - page) if follow else bar.value()
            value = self._measure_round(value, page)
            most = max(0, self._heights.total - page)
            bar.setPageStep(page)
            bar.setRange(0, most)
            wanted = most if follow else min(value, most)
            done = bar.value() == wanted == value or (follow and bar.value() == most == wanted)
            bar.setValue(wanted)
            if done:
                return

    def _measure_round(self, value: int, page: int) -> int:
        """Rows above turn out higher and push the visible part down, so the scroll value moves along."""
        first = self._heights.at(value)
        row = first
        y = self._heights.top(row)
        while row < len(self._heights) and y < value + 2 * page:
            height = self.measured_height(row)
            y += height
            row += 1
        above = first - 1
        room = page
        while above >= 0 and room > 0:
            known = self._heights.of(above)
            if known is None:
                known = self.measure(above)
                value += self._heights.put(above, known)
            room -= known
            above -= 1
        return value

    def _anchor(self) -> tuple[int, float]:
        """The row at the top of the viewport, and how much of it is hidden."""
        value = self.verticalScrollBar().value()
        row = self._heights.at(value)
        if row < 0:
            return 0, 0.0
        height = self._heights.of(row) or 1
        return row, (value - self._heights.top(row)) / height

    def _go(self, row: int, part: float) -> None:
        if 0 <= row < len(self._heights):
            top = self._heights.top(row) + round(part * self.measured_height(row))
            self.verticalScrollBar().setRange(0, max(0, self._heights.total - self.viewport().height()))
            self.verticalScrollBar().setValue(top)

    def _scrolled_to(self, value: int) -> None:
        if not self._settling:
            self.scrolled(value)
            self.settle()

    # --- the model tells

    def reset(self) -> None:
        super().reset()
        self._heights.reset(self._rows())
        self.verticalScrollBar().setValue(0)
        self.settle()

    def _rows(self) -> int:
        model = cast("QAbstractItemModel | None", self.model())
        return model.rowCount() if model is not None else 0

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        first = self._heights.at(self.verticalScrollBar().value())
        for row in range(start, end + 1):
            self._heights.insert(row)
            if row < first:
                self._move_along(self._heights.counted(row))
        self.scheduleDelayedItemsLayout()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        super().rowsAboutToBeRemoved(parent, start, end)
        first = self._heights.at(self.verticalScrollBar().value())
        for row in range(end, start - 1, -1):
            if row < first:
                self._move_along(-self._heights.counted(row))
            self._heights.remove(row)
        self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: list[int] | None = None) -> None:  # type: ignore[override]
        super().dataChanged(first, last, roles or [])
        seen = self.seen_rows()
        moved = 0
        for row in range(first.row(), min(last.row() + 1, len(self._heights))):
            before = self._heights.of(row)
            if before is None:
                continue
            height = self.measure(row)
            if height != before:
                moved += 1
                shift = self._heights.put(row, height)
                if row < seen.start:
                    self._move_along(shift)
        if moved:
            self.scheduleDelayedItemsLayout()
        else:
            self.viewport().update()

    def _move_along(self, by: int) -> None:
        """Something above changed its height: the visible part stays where it is."""
        if not self.keep_place():
            return
        bar = self.verticalScrollBar()
        self._settling = True
        bar.setMaximum(max(bar.maximum(), bar.value() + by))
        bar.setValue(bar.value() + by)
        self._settling = False

    def doItemsLayout(self) -> None:
        """Replaces the list's own layout, which would measure every row."""
        if len(self._heights) != self._rows():
            self._heights.reset(self._rows())
        self.settle()

    def updateGeometries(self) -> None:
        """Does nothing, because `settle` updates the scroll bar."""

    # --- what a view must answer

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        return self.row_rect(index.row())

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self._scroll()
        model = cast("QAbstractItemModel | None", self.model())
        if model is None or y < 0 or y >= self._heights.total:
            return QModelIndex()
        return model.index(self._heights.at(y), 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or index.row() >= len(self._heights):
            return
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        for _ in range(2):
            height = self.measured_height(index.row())
            top = self._heights.top(index.row())
            bar.setMaximum(max(bar.maximum(), self._heights.total - page))
            if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
                bar.setValue(top - (page - height) // 2)
            elif top < bar.value() or hint is QAbstractItemView.ScrollHint.PositionAtTop or height > page:
                bar.setValue(top)
            elif top + height > bar.value() + page:
                bar.setValue(top + height - page)
            self.settle()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        del index
        return False

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        del modifiers
        count = self._rows()
        model = self.model()
        if not count:
            return QModelIndex()
        actions = QAbstractItemView.CursorAction
        row = self.currentIndex().row()
        page = max(1, len(self.seen_rows()) - 1)
        step = 1
        if row < 0:
            row, step = (count - 1, -1) if not self.keep_place() else (self.seen_rows().start, 1)
        elif action in (actions.MoveUp, actions.MovePrevious):
            row, step = row - 1, -1
        elif action in (actions.MoveDown, actions.MoveNext):
            row += 1
        elif action is actions.MovePageUp:
            row, step = row - page, -1
        elif action is actions.MovePageDown:
            row += page
        elif action is actions.MoveHome:
            row = 0
        elif action is actions.MoveEnd:
            row, step = count - 1, -1
        row = min(count - 1, max(0, row))
        while 0 <= row < count and not self.can_be_current(row):
            row += step
        return model.index(row, 0) if 0 <= row < count else self.currentIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        selection = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        del selection
        return QRegion(self.viewport().rect())

    # --- Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space or (event.text().strip() and not event.modifiers()):
            event.ignore()  # letters are for the window, not for a search by first letter
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        if self.viewport().width() != self._width:
            self._width = self.viewport().width()
            self.measure_again()
        else:
            self.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if len(self._heights):
            scroll = self._scroll()
            row = self._heights.at(scroll + event.rect().top())
            y = self._heights.top(row) - scroll
            focused = self.currentIndex().row() if self.hasFocus() else -1
            while row < len(self._heights) and y <= event.rect().bottom():
                height = self.measured_height(row)
                rect = QRect(0, y, self.viewport().width(), height)
                self.paint_row(painter, row, rect, current=row == focused)
                y += height
                row += 1
        painter.end()
