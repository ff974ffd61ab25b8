"""Offers a drop-down list that shows all of its choices at once and marks the selected one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from voiceapp.gui.look.icons import pixmap
from voiceapp.gui.look.theme import SMALL_RADIUS, SPACE, WIDE

SIGN = 16
MARGIN = 4
"""Pixels between the edge of the list and its choices."""
MOST = 12
"""The most choices that are visible at once; more of them scroll."""


class ChoicePainter(QStyledItemDelegate):
    """A choice, with a mark if it is the selected one."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        metrics = self._box.fontMetrics()
        words = metrics.horizontalAdvance(str(index.data() or ""))
        return QSize(SIGN + 4 * SPACE + words, metrics.height() + WIDE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette = self._box.view().palette()
        lit = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        rect: QRect = option.rect
        ink = palette.highlightedText().color() if lit else palette.text().color()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.highlight())
            painter.drawRoundedRect(rect, SMALL_RADIUS, SMALL_RADIUS)
        backwards = self._box.layoutDirection() is Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(SPACE, 0, -SPACE, 0)
        if index.row() == self._box.currentIndex():
            sign = pixmap("check", ink.name(), self._box.devicePixelRatioF(), SIGN)
            x = inner.right() - SIGN if backwards else inner.left()
            painter.drawPixmap(x, rect.center().y() - SIGN // 2 + 1, sign)
        room = SIGN + SPACE
        words = inner.adjusted(0, 0, -room, 0) if backwards else inner.adjusted(room, 0, 0, 0)
        painter.setPen(ink)
        painter.setFont(self._box.font())
        shown = self._box.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)
        painter.restore()


class Chooser(QComboBox):
    """A chooser. The selected text is shortened to the available room; the list is as large as its choices need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        view = QListView()
        view.setObjectName("choices")
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setView(view)
        self.setItemDelegate(ChoicePainter(self))
        self.setMaxVisibleItems(MOST)

    def words_shown(self) -> str:
        return self.currentText()

    def showPopup(self) -> None:
        super().showPopup()
        self.fit_popup()

    def fit_popup(self) -> None:
        """Make the list as large as its choices: the style's own size cuts the last one in half."""
        view = self.view()
        popup = view.window()
        area = self.screen().availableGeometry()
        count = min(self.count(), MOST)
        line = max(1, view.sizeHintForRow(0))
        height = count * line + 2 * (MARGIN + 1)
        bar = 2 * SPACE if self.count() > MOST else 0
        width = min(max(self.width(), view.sizeHintForColumn(0) + 2 * (MARGIN + 1) + bar), area.width())
        below = self.mapToGlobal(self.rect().bottomLeft())
        above = self.mapToGlobal(self.rect().topLeft()).y() - height
        y = below.y() + 1 if below.y() + height <= area.bottom() or above < area.top() else above
        x = below.x() + self.width() - width if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else below.x()
        popup.setGeometry(max(area.left(), min(x, area.right() - width + 1)), y, width, height)
        view.scrollTo(self.model().index(self.currentIndex(), self.modelColumn()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box = QStyle.ComplexControl.CC_ComboBox
        painter.drawComplexControl(box, option)
        room = self.style().subControlRect(box, option, QStyle.SubControl.SC_ComboBoxEditField, self).width() - SPACE
        option.currentText = self.fontMetrics().elidedText(self.words_shown(), Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
