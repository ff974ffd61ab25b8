"""Shows the icon in the system tray: what the app is doing, and the few actions one wants without its window."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import SettingsAccess
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.messages import MuteSet, OffRecordSet, Phase, TalkState
from voiceapp.core.status_words import tray_words
from voiceapp.gui.look.theme import LIGHT, PLAIN_WHITE
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import keys_of, show_keys, title_of
from voiceapp.gui.talk.button import moon, question_mark
from voiceapp.gui.transcript.cards import PUT_OFF
from voiceapp.gui.words import tr
from voiceapp.settings.assets import asset

SIDE = 64
OPEN_MARK = 22
"""The radius of the open-microphone mark."""


@dataclass(frozen=True, slots=True)
class TrayActions:
    toggle_window: Callable[[], None]
    show_window: Callable[[], None]
    talk: Callable[[], None]
    tell: Callable[[MuteSet | OffRecordSet], None]
    small_bar: Callable[[], None]
    settings: Callable[[], None]
    quit: Callable[[], None]
    stop_alarms: Callable[[], None]
    put_alarms_off: Callable[[], None]
    hands_free: Callable[[], None]
    captions: Callable[[], None]


class Tray(QObject):
    def __init__(self, actions: TrayActions, parent: QWidget, profiles: QMenu | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = TalkState()
        self._dictation = DictationView()
        self._signs: dict[tuple[Phase, bool], QIcon] = {}
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu(parent)
        self.alarm = (
            self.menu.addAction(tr("Stop the alarm"), actions.stop_alarms),
            self.menu.addAction(tr("Ring again in {0} minutes").format(PUT_OFF // 60), actions.put_alarms_off),
            self.menu.addSeparator(),
        )
        self.menu.addAction(tr("Open window"), actions.show_window)
        self.talk = QAction(tr("Talk"), self.menu)
        self.talk.triggered.connect(lambda: actions.talk())
        self.mute = QAction(tr("Mute"), self.menu)
        self.mute.setCheckable(True)
        self.mute.triggered.connect(self._muted)
        self.off_record = QAction(tr("Off the record"), self.menu)
        self.off_record.setCheckable(True)
        self.off_record.triggered.connect(self._left_record)
        self.menu.addAction(self.talk)
        self.menu.addAction(self.mute)
        self.menu.addAction(self.off_record)
        self.hands_free = self.menu.addAction("", actions.hands_free)
        if profiles is not None:
            self.profiles = profiles
            self.menu.addMenu(profiles)
        self.menu.addSeparator()
        self._keyed = {
            ActionId.MUTE: self.mute,
            ActionId.OFF_RECORD: self.off_record,
            ActionId.HANDS_FREE: self.hands_free,
        }
        for action, work in (
            (ActionId.CAPTIONS, actions.captions),
            (ActionId.SMALL_BAR, actions.small_bar),
            (ActionId.SETTINGS, actions.settings),
            (ActionId.QUIT, actions.quit),
        ):
            if action is ActionId.QUIT:
                self.menu.addSeparator()
            self._keyed[action] = self.menu.addAction(title_of(action), work)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(actions.show_window)
        self.show_ringing(ringing=False)
        self.show_state(TalkState())
        self._name_hands_free()

    @staticmethod
    def possible() -> bool:
        """This desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show_keys(self, settings: SettingsAccess) -> None:
        for action, shown in self._keyed.items():
            show_keys(shown, keys_of(settings, action))

    def show(self) -> None:
        self.icon.show()

    def hide(self) -> None:
        self.icon.hide()

    def show_ringing(self, *, ringing: bool) -> None:
        for action in self.alarm:
            action.setVisible(ringing)

    def show_state(self, state: TalkState) -> None:
        self._state = state
        self._tell()
        self.talk.setText(tr("Talk") if state.phase is Phase.OFF else tr("End the conversation"))
        self.mute.setChecked(state.muted)
        self.off_record.setChecked(state.off_record)

    def show_dictation(self, view: DictationView) -> None:
        before, self._dictation = self._dictation, view
        if view.stage is not before.stage:
            self._tell()
        if view.hands_free is not before.hands_free:
            self._name_hands_free()

    def _name_hands_free(self) -> None:
        ends = self._dictation.hands_free
        self.hands_free.setText(tr("End hands-free dictation") if ends else title_of(ActionId.HANDS_FREE))

    def _tell(self) -> None:
        hears = self._state.hears or self._dictation.stage is DictationStage.RECORDING
        self.icon.setIcon(self._sign(self._state.phase, hears=hears))
        self.icon.setToolTip(f"voiceapp · {in_words(tray_words(self._state, self._dictation.stage))}")

    def say(self, title: str, words: str) -> None:
        self.icon.showMessage(title, words, QIcon(str(asset("voiceapp.svg"))), 8_000)

    def _muted(self, muted: bool) -> None:
        self._actions.tell(MuteSet(muted))

    def _left_record(self, off: bool) -> None:
        self._actions.tell(OffRecordSet(off))

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._actions.toggle_window()

    def _sign(self, phase: Phase, *, hears: bool) -> QIcon:
        if (phase, hears) not in self._signs:
            self._signs[phase, hears] = QIcon(sign_of(phase, hears=hears))
        return self._signs[phase, hears]


def sign_of(phase: Phase, *, hears: bool = False) -> QPixmap:
    """The app's own icon with a mark in its corner, which differs in shape as well as in colour.

    `hears`: the microphone is open, and the mark is a microphone, large enough for a small tray.
    """
    drawn = QPixmap(SIDE, SIDE)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QIcon(str(asset("voiceapp.svg"))).paint(painter, 0, 0, SIDE, SIDE)
    spot = QPointF(SIDE - 15, SIDE - 15)
    colour = _colours().get(phase)
    if hears:
        _microphone(painter, QColor(colour or LIGHT.good), full=phase is Phase.HEARING)
    elif colour:
        painter.setPen(QPen(QColor(PLAIN_WHITE), 3))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(spot, 13, 13)
        painter.setPen(QPen(QColor(PLAIN_WHITE), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(QColor(PLAIN_WHITE))
        _mark(painter, phase, spot)
    painter.end()
    return drawn


def _microphone(painter: QPainter, colour: QColor, *, full: bool) -> None:
    """`full`: somebody is speaking."""
    centre = QPointF(SIDE - OPEN_MARK - 1, SIDE - OPEN_MARK - 1)
    painter.setPen(QPen(QColor(PLAIN_WHITE), 3))
    painter.setBrush(colour)
    painter.drawEllipse(centre, OPEN_MARK - 1, OPEN_MARK - 1)
    painter.setPen(QPen(QColor(PLAIN_WHITE), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(QColor(PLAIN_WHITE) if full else colour)
    painter.drawRoundedRect(QRectF(centre.x() - 4.5, centre.y() - 14, 9, 17), 4.5, 4.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(centre.x() - 10, centre.y() - 11, 20, 20), 180 * 16, 180 * 16)
    painter.drawLine(centre + QPointF(0, 9), centre + QPointF(0, 14))


def _colours() -> dict[Phase, str]:
    return {
        Phase.CONNECTING: LIGHT.quiet,
        Phase.READY: LIGHT.good,
        Phase.LISTENING: LIGHT.good,
        Phase.ASLEEP: LIGHT.quiet,
        Phase.HEARING: LIGHT.good,
        Phase.THINKING: LIGHT.quiet,
        Phase.LOOKING: LIGHT.quiet,
        Phase.ASKING: LIGHT.warn,
        Phase.SPEAKING: LIGHT.accent,
        Phase.MUTED: LIGHT.bad,
        Phase.OFFLINE: LIGHT.warn,
        Phase.DEAF: LIGHT.warn,
    }


def _mark(painter: QPainter, phase: Phase, spot: QPointF) -> None:
    match phase:
        case Phase.MUTED | Phase.DEAF:
            painter.drawLine(spot + QPointF(-5, 5), spot + QPointF(5, -5))
        case Phase.ASKING:
            question_mark(painter, spot, 0.5)
        case Phase.ASLEEP:
            moon(painter, spot, 0.5)
        case Phase.OFFLINE:
            painter.drawLine(spot + QPointF(-4, -4), spot + QPointF(4, 4))
            painter.drawLine(spot + QPointF(4, -4), spot + QPointF(-4, 4))
        case Phase.SPEAKING:
            for x, half in ((-5, 3), (0, 6), (5, 3)):
                painter.drawLine(spot + QPointF(x, -half), spot + QPointF(x, half))
        case Phase.HEARING:
            painter.drawEllipse(QRectF(spot.x() - 5, spot.y() - 5, 10, 10))
        case Phase.THINKING | Phase.LOOKING | Phase.CONNECTING:
            for x in (-6, 0, 6):
                painter.drawPoint(spot + QPointF(x, 0))
        case _:
            painter.drawPoint(spot)
