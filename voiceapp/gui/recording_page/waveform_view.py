"""Draws the waveform of a recording, in which one seeks, scrolls and zooms."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QLineF, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.track import Track
from voiceapp.core.recordings.waveform import Waveform
from voiceapp.core.transcript import Speaker
from voiceapp.gui.look.theme import FRAME, LIGHT, SMALL_RADIUS, Palette
from voiceapp.gui.words import tr

HEIGHT = 64
STEP: Milliseconds = 5_000
CLOSEST: Milliseconds = 2_000
"""The least time that the whole width shows."""
ZOOM = 1.5
"""By how much a turn of the wheel, or a press of a key, zooms."""
LEAST_LOUD = 40
"""A recording without a louder moment is drawn as quiet as it is."""
BAR = 3
"""The pixels from one column to the next."""


class WaveformView(QWidget):
    sought = Signal(int)
    """The person wants to hear this moment of the track."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waveform")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Waveform"))
        self.setToolTip(tr("Click to go there. Scroll to move, Ctrl and scroll to zoom."))
        self._palette = LIGHT
        self._track = Track()
        self._starts: tuple[Milliseconds, ...] = ()
        self._waveform = Waveform()
        self._from = 0.0
        self._span = 1.0
        self._at: Milliseconds = 0
        self.marks: tuple[Milliseconds, ...] = ()
        self._drawn: QPixmap | None = None

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self._draw_anew()

    def show_track(self, track: Track) -> None:
        """Show another track, whose waveform is still being made."""
        before, self._track = self._track.length, track
        self._starts = tuple(line.start for line in track.lines)
        if self._span >= before:
            self.show_all()
        elif track.length != before:
            # Somebody looks at a part of it, which stays where it is.
            self._span = min(self._span, float(max(track.length, 1)))
            self._look_from(self._from)
        self._draw_anew()

    def show_waveform(self, waveform: Waveform) -> None:
        self._waveform = waveform
        self._draw_anew()

    def show_marks(self, marks: tuple[Milliseconds, ...]) -> None:
        """Mark the moments of words that may be wrong."""
        self.marks = tuple(sorted(marks))
        self._draw_anew()

    def show_all(self) -> None:
        self._from, self._span = 0.0, float(max(self._track.length, 1))
        self._draw_anew()

    def move_to(self, at: Milliseconds, *, follow: bool) -> None:
        """`follow`: turn the page when the moment leaves what is shown."""
        if at == self._at:
            return
        self._at = at
        if follow and not self._from <= at <= self._from + self._span:
            self._look_from(at - self._span * 0.1)
        self.update()

    @property
    def shown(self) -> tuple[float, float]:
        """The moments between which it shows the recording."""
        return self._from, self._from + self._span

    # --- zoom

    def zoom(self, by: float, around: float | None = None) -> None:
        """Show `by` times less of it, around a moment. None: around the one that is heard."""
        length = float(max(self._track.length, 1))
        around = float(self._at) if around is None else around
        span = min(max(self._span / by, min(CLOSEST, length)), length)
        share = (around - self._from) / self._span
        share = share if 0.0 <= share <= 1.0 else 0.5
        self._span = span
        self._look_from(around - share * span)

    def _look_from(self, start: float) -> None:
        self._from = min(max(start, 0.0), max(0.0, self._track.length - self._span))
        self._draw_anew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (turned / 120), self._moment(event.position().toPoint()))
        else:
            self._look_from(self._from - turned / 120 * self._span / 8)
        event.accept()

    # --- seeking

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.sought.emit(round(self._moment(event.position().toPoint())))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.sought.emit(round(self._moment(event.position().toPoint())))

    def _moment(self, at: QPoint) -> float:
        width = max(1, self.width())
        return min(max(self._from + at.x() / width * self._span, 0.0), float(self._track.length))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.sought.emit(max(0, self._at - STEP))
            case Qt.Key.Key_Right:
                self.sought.emit(min(self._track.length, self._at + STEP))
            case Qt.Key.Key_Home:
                self.sought.emit(0)
            case Qt.Key.Key_End:
                self.sought.emit(self._track.length)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(ZOOM)
            case Qt.Key.Key_Minus:
                self.zoom(1 / ZOOM)
            case _:
                super().keyPressEvent(event)

    # --- painting

    def _draw_anew(self) -> None:
        self._drawn = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        size = self.size() * self.devicePixelRatioF()
        if self._drawn is None or self._drawn.size() != size:
            self._drawn = QPixmap(size)
            self._drawn.setDevicePixelRatio(self.devicePixelRatioF())
            self._draw(self._drawn)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        x = (self._at - self._from) / self._span * self.width()
        painter.setPen(QPen(QColor(self._palette.bad), 2))
        painter.drawLine(QLineF(x, FRAME, x, self.height() - FRAME))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._palette.accent), FRAME))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), SMALL_RADIUS, SMALL_RADIUS)
        painter.end()

    def _draw(self, pixmap: QPixmap) -> None:
        palette = self._palette
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.sunken))
        painter.drawRoundedRect(QRectF(self.rect()), SMALL_RADIUS, SMALL_RADIUS)
        count = max(1, self.width() // BAR)
        middle, most = self.height() / 2, self.height() / 2 - 4
        mine, other = QPen(QColor(palette.accent), 2), QPen(QColor(palette.edge), 2)
        loudest = max(LEAST_LOUD, *self._waveform.levels[-1], 0)
        drawn: dict[bool, list[QLineF]] = {True: [], False: []}
        for column, peak in enumerate(self._waveform.columns(*self.shown, count)):
            x = column * BAR + 1
            half = max(0.5, min(1.0, peak / loudest) * most)
            drawn[self._is_mine(self._from + column / count * self._span)].append(
                QLineF(x, middle - half, x, middle + half)
            )
        for is_mine, pen in ((True, mine), (False, other)):
            painter.setPen(pen)
            painter.drawLines(drawn[is_mine])
        painter.setPen(QPen(QColor(palette.warn), 2))
        bottom = self.height()
        painter.drawLines([QLineF(x, bottom - 7, x, bottom - 2) for x in self._columns_marked()])
        painter.end()

    def _columns_marked(self) -> list[int]:
        """The pixels in which there is a mark, however many there are."""
        start, end = self.shown
        shown = self.marks[bisect_left(self.marks, start) : bisect_right(self.marks, end)]
        scale = self.width() / self._span
        return sorted({round((mark - start) * scale) for mark in shown})

    def _is_mine(self, at: float) -> bool:
        number = bisect_right(self._starts, at)
        return number == 0 or self._track.lines[number - 1].speaker is Speaker.USER
