"""Offers small controls of our own: a switch, a level meter, a label that shortens itself, an icon button."""

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QColor,
    QCursor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.gui.look.icons import icon
from voiceapp.gui.look.theme import EDGE, HAIR, LIGHT, Palette

UNLIMITED = 16_777_215


def announce(widget: QWidget, words: str) -> None:
    """Announced by a screen reader at once, wherever the person is."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  (slow, and not for the start)

    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def label_lists(top: QWidget) -> None:
    """Give every drop-down list a label that only screen readers see: on Linux its name is otherwise its choice."""
    labelled = {label.buddy() for label in top.findChildren(QLabel)}
    for box in top.findChildren(QComboBox):
        if box not in labelled and box.accessibleName():
            label = QLabel(box.accessibleName(), box.parentWidget())
            label.setBuddy(box)
            label.hide()


def sign_of_clearing(line: QLineEdit, palette: Palette) -> None:
    """The clear button of a line in the theme's colour, because Qt's own is made for light backgrounds."""
    action = line.findChild(QAction, "_q_qlineeditclearaction")
    if action is not None:
        action.setIcon(icon("close", palette.quiet))


class CentredLine(QWidget):
    """Keeps the window's margin around its content and centres it, so that a wide screen does not stretch it."""

    def __init__(self, held: QWidget, most: int = UNLIMITED) -> None:
        super().__init__()
        self._most = most
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, 0, EDGE, 0)
        self._column.addWidget(held)

    def resizeEvent(self, event: QResizeEvent) -> None:
        spare = max(2 * EDGE, event.size().width() - self._most)
        self._column.setContentsMargins(spare // 2, 0, spare - spare // 2, 0)
        super().resizeEvent(event)


class SwitchControl(QCheckBox):
    """A switch that shows on and off by position and by a mark, not by colour alone."""

    def __init__(self, palette: Palette = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = palette
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def use(self, palette: Palette) -> None:
        self._colours = palette
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(48, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        del pos
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours = self._colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        left_to_right = self.layoutDirection() is not Qt.LayoutDirection.RightToLeft
        track = QRectF(4, 4, 40, 20)
        painter.setPen(QPen(QColor(colours.accent if on else colours.edge), 1.5))
        painter.setBrush(QColor(colours.accent if on else colours.raised))
        painter.drawRoundedRect(track, 10, 10)
        centre = QPointF(34 if on is left_to_right else 14, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.on_accent if on else colours.edge))
        painter.drawEllipse(centre, 7, 7)
        if on:
            painter.setPen(QPen(QColor(colours.accent), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPolyline([centre + QPointF(-3, 0), centre + QPointF(-1, 2.5), centre + QPointF(3, -2.5)])
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 2))
            painter.drawRoundedRect(QRectF(1, 1, 46, 26), 13, 13)


SILENT = -120.0
FALL_MS = 30


class LevelMeter(QWidget):
    """Shows how loud the microphone is: a row of marks that light up, with the last peak held for a while."""

    MARKS = 16

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = LIGHT
        self._lit = 0
        self._peak = 0.0
        self._told = SILENT
        self._falling = QTimer(self, interval=FALL_MS)
        self._falling.timeout.connect(lambda: self.show_level(self._told))
        self.painted = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def use(self, palette: Palette) -> None:
        self._colours = palette
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 10)

    def show_level(self, decibels: float) -> None:
        """Shows a level from silence (-60) to full (-5). Paints only when another mark lights up."""
        share = min(1.0, max(0.0, (decibels + 60.0) / 55.0))
        self._told = decibels
        self._peak = max(share, self._peak - 0.02)
        # Levels arrive only when they change, so falling needs a timer of its own until it is done.
        if self._peak > share and self.isVisible():
            self._falling.start()
        else:
            self._falling.stop()
        lit = round(max(share, self._peak * 0.9) * self.MARKS)
        if lit != self._lit:
            self._lit = lit
            self.update()

    def clear(self) -> None:
        self._falling.stop()
        self._peak = 0.0
        if self._lit:
            self._lit = 0
            self.update()

    @property
    def lit(self) -> int:
        return self._lit

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        self.painted += 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = self._colours
        step = self.width() / self.MARKS
        backwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for number in range(self.MARKS):
            loud = colours.bad if number >= self.MARKS - 1 else colours.good
            painter.setBrush(QColor(loud if number < self._lit else colours.line))
            place = self.MARKS - 1 - number if backwards else number
            painter.drawRoundedRect(QRectF(place * step + 1, 1, step - 2, self.height() - 2), HAIR, HAIR)


class ShortLabel(QLabel):
    """One line that ends in … if it does not fit; the full text is in the tooltip and given to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self._tip = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)

    def whole(self) -> str:
        return self._whole

    def say(self, text: str, tip: str = "") -> None:
        if (text, tip) != (self._whole, self._tip):
            self._whole, self._tip = text, tip
            self.setAccessibleName(text)
            self.setAccessibleDescription(tip)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._tip or (self._whole if shown != self._whole else ""))


def keep_height(label: QLabel) -> None:
    """Keep a label as high as its lines need at this width: a layout that is short of room would cut them off."""
    # Qt asks for no less than the minimum height, so with that set it would never shrink.
    label.setMinimumHeight(0)
    label.setMinimumHeight(max(0, label.heightForWidth(label.width())))


class Paragraph(QLabel):
    """Text that wraps and is never cut off."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            keep_height(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            keep_height(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keep_height(self)


class MultiLineLabel(ShortLabel):
    """A label with as many lines as its words need in the available room; only a word that is too long is shortened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        words = [metrics.elidedText(word, Qt.TextElideMode.ElideMiddle, self.width()) for word in self._whole.split()]
        shown = " ".join(words)
        if shown != self.text():
            self.setText(shown)
        keep_height(self)
        self.setToolTip(self._tip or (self._whole if shown != self._whole else ""))


class SignButton(QToolButton):
    """A button that is only an icon; its name is in the tooltip and given to screen readers."""

    def __init__(self, sign: str, name: str) -> None:
        super().__init__()
        self._sign = sign
        self.setObjectName("flat")
        self.setAutoRaise(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.call(name)

    def call(self, name: str, key: str = "") -> None:
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})" if key else name)

    def show_sign(self, sign: str, palette: Palette) -> None:
        self._sign = sign
        self.use(palette)

    def leave_if_moved_away(self) -> None:
        """Lose the highlight under the pointer if that is elsewhere by now. Qt tells it only when the pointer moves."""
        if self.underMouse() and not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.Leave))
            self.update()

    def use(self, palette: Palette) -> None:
        on = "" if self.objectName().startswith("flat") else palette.on_accent
        self.setIcon(icon(self._sign, palette.text, on))
        self.setIconSize(QSize(20, 20))
