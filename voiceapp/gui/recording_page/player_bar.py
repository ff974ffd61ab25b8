"""Plays the recording of a saved talk: its waveform, and the buttons below it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings.player_access import PlayerAccess, PlayWishes
from voiceapp.core.recordings.track import Track
from voiceapp.core.recordings.waveform import Waveform
from voiceapp.core.text.lengths import clock
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import SignButton
from voiceapp.gui.look.theme import LIGHT, SPACE, TIGHT, Palette
from voiceapp.gui.recording_page.waveform_view import STEP, ZOOM, WaveformView
from voiceapp.gui.shortcuts import fixed_keys, named
from voiceapp.gui.words import tr

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
USUAL = SPEEDS.index(1.0)
LOOK_MS = 40
"""How often it looks where the player is."""


class PlayerBar(QWidget):
    moved = Signal(int)
    """The moment of the track that is heard, or would be next."""
    failed = Signal(object)

    def __init__(self, access: PlayerAccess, bridge: Callable[[], Bridge], parent: QWidget) -> None:
        """`parent`: the page, in which the keys work."""
        super().__init__(parent)
        self._access = access
        self._bridge = bridge
        self._palette = LIGHT
        self.track = Track()
        self.waveform = Waveform()
        self.at: Milliseconds = 0
        self._until: Milliseconds | None = None
        self.is_playing = False
        self.view = WaveformView(self)
        self.view.sought.connect(self.seek)
        self._back = SignButton("back", "")
        self._play = SignButton("play", "")
        self._forward = SignButton("forward", "")
        self._time = QLabel()
        self._time.setObjectName("quiet")
        self._time.setTextFormat(Qt.TextFormat.PlainText)
        self.speed = Chooser()
        self.speed.setAccessibleName(tr("Speed"))
        for speed in SPEEDS:
            self.speed.addItem(f"{speed:g}×", speed)
        self.speed.setCurrentIndex(USUAL)
        self.speed.currentIndexChanged.connect(self._again)
        self.skip = QCheckBox(tr("Skip silence"))
        self.skip.toggled.connect(self._again)
        self._closer, self._farther = SignButton("new", tr("Zoom in")), SignButton("minus", tr("Zoom out"))
        self._back.clicked.connect(lambda: self._step(-STEP))
        self._play.clicked.connect(self.toggle)
        self._forward.clicked.connect(lambda: self._step(STEP))
        self._closer.clicked.connect(lambda: self.view.zoom(ZOOM))
        self._farther.clicked.connect(lambda: self.view.zoom(1 / ZOOM))
        self.row = QHBoxLayout()
        self.row.setSpacing(TIGHT)
        for button in (self._back, self._play, self._forward):
            self.row.addWidget(button)
        self.row.addWidget(self._time)
        self.row.addStretch(1)
        for part in (self.speed, self.skip, self._farther, self._closer):
            self.row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.view)
        column.addLayout(self.row)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._listen_to_keys(parent)
        self._name_buttons()

    def _listen_to_keys(self, page: QWidget) -> None:
        for action, work in (
            (ActionId.PLAY_RECORDING, self.toggle),
            (ActionId.PLAY_BACK, lambda: self._step(-STEP)),
            (ActionId.PLAY_FORWARD, lambda: self._step(STEP)),
            (ActionId.PLAY_SLOWER, lambda: self._other_speed(-1)),
            (ActionId.PLAY_FASTER, lambda: self._other_speed(1)),
        ):
            key = QShortcut(QKeySequence(fixed_keys(action)), page, work)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _name_buttons(self) -> None:
        self._back.call(tr("5 seconds back"), named(fixed_keys(ActionId.PLAY_BACK)))
        self._forward.call(tr("5 seconds forward"), named(fixed_keys(ActionId.PLAY_FORWARD)))
        self._play.call(tr("Pause") if self.is_playing else tr("Play"), named(fixed_keys(ActionId.PLAY_RECORDING)))

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self.view.use(palette)
        for button in (self._back, self._forward, self._closer, self._farther):
            button.use(palette)
        self._play.show_sign("pause" if self.is_playing else "play", palette)

    # --- what is played

    def show_track(self, track: Track, *, anew: bool) -> None:
        """`anew`: of another talk, so it begins at its beginning."""
        if anew:
            self.stop()
            self.at, self.waveform = 0, Waveform()
            self.view.show_waveform(self.waveform)
        same_sound = track.pieces == self.track.pieces and self.waveform.length > 0
        self.track = track
        self.view.show_track(track)
        self.setVisible(bool(track.pieces))
        if anew:
            self.view.show_all()
        self._say_time()
        if track.pieces and not same_sound:

            def made(waveform: Waveform | Failure) -> None:
                if track is not self.track:
                    return
                if isinstance(waveform, Failure):
                    self.failed.emit(waveform)
                    return
                self.waveform = waveform
                self.view.show_waveform(waveform)

            self._access.waveform(track, self._bridge().answer(made))

    def toggle(self) -> None:
        if self.is_playing:
            self.stop()
        else:
            self.play_from(0 if self.at >= self.track.length else self.at)

    def play_from(self, at: Milliseconds, until: Milliseconds | None = None) -> None:
        """`until`: stop there, because only this part is wanted."""
        if not self.track.pieces:
            return
        self._until = until
        self._access.play(self.track, at, self._wishes(), until)
        self._show_playing(on=True)
        self._show(at)
        self._timer.start()

    def seek(self, at: Milliseconds) -> None:
        """Go on from there, if it plays."""
        if self.is_playing:
            self.play_from(at)
        else:
            self._show(at)

    def stop(self) -> None:
        if self.is_playing:
            self._access.pause()
            self._show_playing(on=False)
            self._show(self._access.state().at)
        self._timer.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            # A window that is only minimised plays on.
            self.stop()

    def _wishes(self) -> PlayWishes:
        return PlayWishes(SPEEDS[self.speed.currentIndex()], self.skip.isChecked())

    def _step(self, by: Milliseconds) -> None:
        self.seek(min(max(0, self.at + by), self.track.length))

    def _other_speed(self, by: int) -> None:
        self.speed.setCurrentIndex(min(max(0, self.speed.currentIndex() + by), len(SPEEDS) - 1))

    def _again(self) -> None:
        """Go on as it is wished now."""
        if self.is_playing:
            self.play_from(self._access.state().at, self._until)

    # --- what is shown

    def look(self) -> None:
        """Show where the player is now."""
        state = self._access.state()
        if state.failure is not None and self.is_playing:
            self.failed.emit(state.failure)
        if not state.playing:
            self._show_playing(on=False)
            self._timer.stop()
        self._show(state.at)

    def _show(self, at: Milliseconds) -> None:
        self.at = at
        self.view.move_to(at, follow=True)
        self._say_time()
        self.moved.emit(at)

    def _show_playing(self, *, on: bool) -> None:
        if on != self.is_playing:
            self.is_playing = on
            self._name_buttons()
            self._play.show_sign("pause" if on else "play", self._palette)

    def _say_time(self) -> None:
        words = f"{clock(self.at // 1000)} / {clock(self.track.length // 1000)}"
        if words != self._time.text():
            self._time.setText(words)
            self.view.setAccessibleDescription(words)
