"""Shows the state as a round button: by its colour, its shape and its moving ring."""

from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QSize, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from voiceapp.core.messages import Phase, TalkState
from voiceapp.core.status_words import WAITS_FOR_MODELS
from voiceapp.gui.look.controls import FALL_MS, SILENT
from voiceapp.gui.look.theme import LIGHT, MOTION_MS, Palette
from voiceapp.gui.words import PhaseWords, state_words

SIZE = 132
"""The size in which it is drawn before it is scaled."""
CORE = 84


@dataclass(frozen=True, slots=True)
class ButtonSize:
    side: int
    core: int
    """The width of the round part; the rest is for what moves around it."""


def between(first: ButtonSize, last: ButtonSize, share: float) -> ButtonSize:
    return ButtonSize(
        round(first.side + (last.side - first.side) * share), round(first.core + (last.core - first.core) * share)
    )


LARGE = ButtonSize(SIZE, CORE)
SMALL = ButtonSize(48, 38)


OPEN = (Phase.READY, Phase.LISTENING, Phase.HEARING)
"""The microphone is open, and it is the person's turn."""


SOUNDING = (*OPEN, Phase.SPEAKING)
"""Somebody speaks or may speak, so there is a level to show."""
SETTLED = 0.06
"""A level that is as close as this to what it falls to has arrived."""


class TalkButton(QAbstractButton):
    """Reports presses and releases rather than clicks."""

    def __init__(self, size: ButtonSize = LARGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = self._from = self._to = size
        self._moving = QVariantAnimation(self)
        self._moving.setDuration(MOTION_MS)
        self._moving.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._moving.setStartValue(0.0)
        self._moving.setEndValue(1.0)
        self._moving.valueChanged.connect(self._move)
        self.setObjectName("talkButton")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._palette: Palette = LIGHT
        self._phase = Phase.OFF
        self._loaded: float | None = None
        """How much of the awaited download or model is there."""
        self._level = 0.0
        self._told = SILENT
        self._falling = QTimer(self, interval=FALL_MS)
        self._falling.timeout.connect(lambda: self.show_level(self._told))
        self._still = False
        self.painted = 0
        self._drawn = QPixmap()
        self._drawn_looks: tuple[object, ...] = ()
        self.show_state(TalkState(), state_words(TalkState()))

    def sizeHint(self) -> QSize:
        return QSize(self._size.side, self._size.side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def become(self, size: ButtonSize, *, moving: bool = True) -> None:
        """Grow or shrink to that size gradually, so that one sees where the button has gone."""
        self._moving.stop()
        if self._still or not moving or not self.isVisible():
            self._take_size(size)
        elif size != self._size:
            self._from, self._to = self._size, size
            self._moving.start()

    def _take_size(self, size: ButtonSize) -> None:
        self._size = size
        self.updateGeometry()
        self.update()

    def _move(self, share: float) -> None:
        self._take_size(between(self._from, self._to, share))

    def use(self, palette: Palette, *, still: bool = False) -> None:
        """`still`: nothing pulses around it; the level meter beside it shows the same."""
        self._palette = palette
        self._still = still
        self.update()

    def show_state(self, state: TalkState, words: PhaseWords) -> None:
        self._loaded = state.loaded if state.loading else None
        self.show_words(state.phase, words)

    def show_words(self, phase: Phase, words: PhaseWords) -> None:
        """Show a state that the talk does not have: dictation."""
        self._phase = phase
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.hint)
        self.setToolTip(words.hint)
        if phase not in SOUNDING:
            # Nobody tells a level any more.
            self.show_level(SILENT)
        self.update()

    def show_level(self, decibels: float) -> None:
        """Shows how loud it is, from silence (-60) to full (-10)."""
        wanted = min(1.0, max(0.0, (decibels + 60.0) / 50.0))
        level = self._level * 0.8 + wanted * 0.2
        if wanted > self._level or level - wanted < SETTLED or not self.isVisible():
            level = wanted
        self._told = decibels
        if abs(level - self._level) > 0.01:
            self._level = level
            if not self._still:
                self.update()
            # Levels arrive only when they change, so falling needs a timer of its own until it is done.
            if self.isVisible():
                self._falling.start()
        else:
            self._falling.stop()

    # --- a person

    def let_go(self) -> None:
        """Release the button, because another window or another button took away what held it."""
        if self.isDown():
            self.setDown(False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging off the button while holding it does not release it."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = self.isDown() and event.button() is Qt.MouseButton.LeftButton
        super().mouseReleaseEvent(event)
        if held and not self.hitButton(event.position().toPoint()):
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.pressed.emit()
            self.released.emit()
        else:
            # Space, or the person's own choice, is the talk key of the whole window.
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    # --- paint

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        self.painted += 1
        painter = QPainter(self)
        if self._level > 0.02 and not self._still:
            self._halo(painter)
        painter.drawPixmap(0, 0, self._face())

    def _centre(self) -> QPointF:
        """In the measures in which it is drawn before it is scaled."""
        half = self._size.side * CORE / self._size.core / 2
        return QPointF(half, half)

    def _halo(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._colour()
        colour.setAlphaF(0.25)
        centre, core = QPointF(self._size.side / 2, self._size.side / 2), self._size.core
        least = core / 2 + 4 * core / CORE
        radius = least + self._level * (centre.x() - least)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius, radius)

    def _face(self) -> QPixmap:
        """Whatever does not move with the level: it is drawn when it changes, for the level does so thirty times a second."""
        ratio = self.devicePixelRatioF()
        looks = (self._phase, self._size, self._palette, self._loaded, self.isDown(), self.hasFocus(), ratio)
        if looks != self._drawn_looks:
            pixels = round(self._size.side * ratio)
            self._drawn = QPixmap(pixels, pixels)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.transparent)
            with QPainter(self._drawn) as painter:
                self._draw_face(painter)
            self._drawn_looks = looks
        return self._drawn

    def _draw_face(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._size.core / CORE
        painter.scale(scale, scale)
        centre, colour = self._centre(), self._colour()
        radius = CORE / 2 - (2 if self.isDown() else 0)
        hollow = self._phase in (Phase.OFFLINE, Phase.DEAF, Phase.CONNECTING)
        painter.setPen(QPen(colour, 3, Qt.PenStyle.DashLine if hollow else Qt.PenStyle.SolidLine))
        painter.setBrush(QColor(self._palette.raised) if hollow else colour)
        painter.drawEllipse(centre, radius, radius)
        if self._phase in OPEN:
            self._ring_of_the_open_microphone(painter, centre, colour)
        if self._loaded is not None and self._phase in WAITS_FOR_MODELS:
            self._progress(painter, centre, self._loaded)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._palette.text), 2))
            painter.drawEllipse(centre, radius + 5, radius + 5)
        self._sign(painter, centre, colour if hollow else QColor(self._palette.on_accent))

    def _ring_of_the_open_microphone(self, painter: QPainter, centre: QPointF, colour: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 3))
        painter.drawEllipse(centre, CORE / 2 + 8, CORE / 2 + 8)

    def _progress(self, painter: QPainter, centre: QPointF, share: float) -> None:
        """A ring that closes clockwise from the top."""
        radius = CORE / 2 + 9
        ring = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.line), 5))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(self._palette.accent), 5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))

    def _colour(self) -> QColor:
        palette = self._palette
        return QColor(
            {
                Phase.HEARING: palette.good,
                Phase.SPEAKING: palette.accent,
                Phase.MUTED: palette.bad,
                Phase.ASLEEP: palette.quiet,
                Phase.OFFLINE: palette.warn,
                Phase.DEAF: palette.warn,
                Phase.THINKING: palette.quiet,
                Phase.LOOKING: palette.quiet,
                Phase.ASKING: palette.warn,
                Phase.CONNECTING: palette.quiet,
            }.get(self._phase, palette.accent)
        )

    def _sign(self, painter: QPainter, centre: QPointF, colour: QColor) -> None:
        """A shape for each state, because colour alone must not carry the meaning."""
        painter.setPen(QPen(colour, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(colour)
        match self._phase:
            case Phase.SPEAKING:
                for offset, height in ((-14, 8), (-5, 16), (4, 22), (13, 12)):
                    x = centre.x() + offset + 0.5
                    painter.drawLine(QPointF(x, centre.y() - height / 2), QPointF(x, centre.y() + height / 2))
            case Phase.THINKING | Phase.LOOKING | Phase.CONNECTING:
                for offset in (-14, 0, 14):
                    painter.drawEllipse(QPointF(centre.x() + offset, centre.y()), 2.5, 2.5)
            case Phase.ASKING:
                question_mark(painter, centre)
            case Phase.ASLEEP:
                moon(painter, centre)
            case Phase.OFFLINE:
                painter.drawLine(centre + QPointF(-12, -12), centre + QPointF(12, 12))
                painter.drawLine(centre + QPointF(12, -12), centre + QPointF(-12, 12))
            case _:
                self._microphone(painter, centre)
                if self._phase in (Phase.MUTED, Phase.DEAF):
                    painter.setPen(QPen(colour, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                    painter.drawLine(centre + QPointF(-16, 16), centre + QPointF(16, -16))

    def _microphone(self, painter: QPainter, centre: QPointF) -> None:
        painter.drawRoundedRect(QRectF(centre.x() - 5, centre.y() - 17, 10, 20), 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(centre.x() - 11, centre.y() - 12, 22, 22), 180 * 16, 180 * 16)
        painter.drawLine(centre + QPointF(0, 11), centre + QPointF(0, 17))


def question_mark(painter: QPainter, centre: QPointF, scale: float = 1.0) -> None:
    """Paint it with the painter's own pen, in the middle of a round icon."""
    painter.drawArc(
        QRectF(centre.x() - 8 * scale, centre.y() - 17 * scale, 16 * scale, 16 * scale), 175 * 16, -235 * 16
    )
    painter.drawLine(centre + QPointF(0, -1) * scale, centre + QPointF(0, 5) * scale)
    painter.drawPoint(centre + QPointF(0, 14) * scale)


def moon(painter: QPainter, centre: QPointF, scale: float = 1.0) -> None:
    """Paint a crescent with the colour of the painter's pen, in the middle of a round icon."""
    disc, shadow = QPainterPath(), QPainterPath()
    disc.addEllipse(centre, 14 * scale, 14 * scale)
    shadow.addEllipse(centre + QPointF(7, -5) * scale, 12 * scale, 12 * scale)
    painter.fillPath(disc.subtracted(shadow), painter.pen().color())
