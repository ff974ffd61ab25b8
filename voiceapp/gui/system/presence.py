"""Keeps the app present outside its window: hidden in the tray, small on top, and with notifications when it
answers.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from voiceapp.core.alarm_access import AlarmNotice, AlarmNoticeEnd
from voiceapp.core.background_listening import OnClose, UnseenListening, on_close
from voiceapp.core.desk import Desk
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.failures import Failure
from voiceapp.core.messages import MuteSet, Phase, ShowAlarms, TalkState, TalkStopped
from voiceapp.core.talk.talk_key import TalkKey
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, Speaker, ToolCall, ToolState
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.theme import LIGHT, Palette
from voiceapp.gui.profiles.profile_choices import ProfileMenu
from voiceapp.gui.system.tray import Tray, TrayActions
from voiceapp.gui.transcript.cards import PUT_OFF
from voiceapp.gui.transcript.line_words import card_words
from voiceapp.gui.words import tr

if TYPE_CHECKING:
    from voiceapp.gui.system.small_bar import SmallBar


class Presence:
    def __init__(
        self,
        window: QMainWindow,
        desk: Desk,
        bridge: Callable[[], Bridge],
        key: TalkKey,
        remembered: QSettings,
        open_settings: Callable[[], None],
        quit: Callable[[], None],
    ) -> None:
        self._window = window
        self._desk = desk
        self._bridge = bridge
        self._key = key
        self._remembered = remembered
        self._last: Message | None = None
        self._dictation = DictationView()
        self._state = TalkState()
        self._unseen = UnseenListening()
        self._away = False
        """The window was put away for more than a moment."""
        self._told: ItemId | None = None
        self._ringing: tuple[int, ...] = ()
        self._look = (LIGHT, "", False)
        """The palette, the sheet of styles, and whether nothing moves."""
        self._bar = LatePart(self._make_bar)
        self.tray: Tray | None = None
        self._actions = TrayActions(
            self.toggle_window,
            self.show_window,
            key.hang_up_or_talk,
            desk.talk.tell,
            self.show_bar,
            open_settings,
            quit,
            self._stop_alarms,
            self._put_alarms_off,
            lambda: desk.dictation.tell(RequestMade(DictationRequest.HANDS_FREE)),
            self._toggle_captions,
        )

    @property
    def bar(self) -> "SmallBar":
        return self._bar.get()

    def _make_bar(self) -> "SmallBar":
        from voiceapp.gui.system.small_bar import SmallBar  # noqa: PLC0415  (only when somebody wants it)

        bar = SmallBar()
        bar.pressed.connect(self._key.press)
        bar.released.connect(self._key.release)
        bar.mute_toggled.connect(self._muted)
        bar.grown.connect(self.show_window)
        bar.moved.connect(self._bar_moved)
        self._dress(bar)
        bar.show_state(self._state)
        bar.show_dictation(self._dictation, dictates=self._key.dictating)
        return bar

    @property
    def _visible_bar(self) -> "SmallBar | None":
        bar = self._bar.made
        return bar if bar is not None and bar.isVisible() else None

    def enter_tray(self) -> bool:
        """Put the icon into the tray. False: this desktop has none."""
        if self.tray is None and Tray.possible():
            self.tray = Tray(self._actions, self._window, ProfileMenu(self._desk))
            self.tray.show_keys(self._desk.settings)
            self.tray.show()
        return self.tray is not None

    def show_keys(self) -> None:
        if self.tray is not None:
            self.tray.show_keys(self._desk.settings)

    def _toggle_captions(self) -> None:
        self._desk.settings.change("captions.on", not self._desk.settings.value("captions.on"))

    @property
    def stays(self) -> bool:
        """Closing the window leaves the app in the tray."""
        return self.tray is not None and bool(self._desk.settings.value("appearance.minimise_to_tray"))

    # --- the window is closed while the microphone is open

    def on_close(self) -> OnClose:
        wish = str(self._desk.settings.value("appearance.close_while_listening"))
        return on_close(stays=self.stays, hears=self._state.opens_microphone, wish=wish)

    def leave_window(self, how: OnClose) -> None:
        if how is OnClose.ASK:
            self._ask()
        elif how is OnClose.STOP:
            self._stop()
        else:
            self._hide()

    def _ask(self) -> None:
        from voiceapp.gui.system.close_question import CloseQuestion  # noqa: PLC0415  (few talk while they close)

        if self._window.findChild(CloseQuestion) is None:
            question = CloseQuestion(self._keep, self._stop, self._actions.quit, self._window)
            question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            question.open()

    def _keep(self, always: bool) -> None:
        self._remember_answer("keep", always=always)
        self._unseen.knows()
        self._hide()

    def _stop(self, always: bool = False) -> None:
        self._remember_answer("stop", always=always)
        self._unseen.knows()
        self._desk.talk.tell(TalkStopped())
        self._hide()

    def _remember_answer(self, answer: str, *, always: bool) -> None:
        if always:
            self._desk.settings.change("appearance.close_while_listening", answer)

    def _hide(self) -> None:
        self._window.hide()
        self.stay_away()

    def stay_away(self) -> None:
        """The window stays hidden until it is asked for."""
        self._away = True
        self._look_whether_unseen()

    def _look_whether_unseen(self) -> None:
        """Makes sure that nobody is listened to without a visible sign."""
        state, seen = self._state, self._visible_bar is not None or not self._away
        due = self._unseen.must_tell(hears=state.opens_microphone, on=state.phase is not Phase.OFF, seen=seen)
        if state.opens_microphone and not seen and (self.tray is None or not self.tray.possible()):
            self.show_bar()
        elif due and self.tray is not None and self._desk.settings.value("appearance.notifications"):
            self.tray.say(tr("voiceapp is listening"), tr("Your microphone is on. Click to open the window."))
        elif due:
            self.show_bar()

    def use(self, palette: Palette, sheet: str, *, still: bool) -> None:
        self._look = (palette, sheet, still)
        if self._bar.made is not None:
            self._dress(self._bar.made)

    def _dress(self, bar: "SmallBar") -> None:
        palette, sheet, still = self._look
        bar.setStyleSheet(sheet)
        bar.use(palette, still=still)

    # --- which of the two is seen

    def toggle_window(self) -> None:
        if self._window.isVisible() and not self._window.isMinimized() and self._window.isActiveWindow():
            self._hide()
        else:
            self.show_window()

    def show_window(self) -> None:
        if self._bar.made is not None:
            self._bar.made.hide()
        if self._window.isMinimized():
            self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._away = False
        self._look_whether_unseen()

    def show_bar(self) -> None:
        place = self._remembered.value("bar")
        if isinstance(place, QPoint) and self._on_a_screen(place):
            self.bar.move(place)
        else:
            area = self._window.screen().availableGeometry()
            self.bar.move(area.right() - self.bar.width() - 24, area.top() + 24)
        if self._last is not None:
            self.bar.show_item(self._last)
        self._window.hide()
        self.bar.show()

    def toggle_bar(self) -> None:
        if self._visible_bar is not None:
            self.show_window()
        else:
            self.show_bar()

    def _on_a_screen(self, place: QPoint) -> bool:
        return any(screen.availableGeometry().contains(place) for screen in QApplication.screens())

    def _bar_moved(self, place: QPoint) -> None:
        self._remembered.setValue("bar", place)

    def _muted(self, muted: bool) -> None:
        self._desk.talk.tell(MuteSet(muted))

    # --- what is shown

    def show_state(self, state: TalkState) -> None:
        self._state = state
        if self._bar.made is not None:
            self._bar.made.show_state(state)
        if self.tray is not None:
            self.tray.show_state(state)
        self._look_whether_unseen()

    def show_talk(self, items: tuple[Item, ...]) -> None:
        """Another talk: its last words are now the newest."""
        self._last = next((item for item in reversed(items) if isinstance(item, Message)), None)
        if self._last is not None and self._visible_bar is not None:
            self._visible_bar.show_item(self._last)

    def show_item(self, item: Item) -> None:
        if isinstance(item, Message):
            self._last = item
        if self._visible_bar is not None:
            self._visible_bar.show_item(item)
        if isinstance(item, ToolCall):
            self._tell_of_question(item)
        if not isinstance(item, Message) or item.speaker is not Speaker.ASSISTANT:
            return
        if item.state is MessageState.DONE and item.id != self._told and self._hidden():
            self._told = item.id
            self._notify(item)

    def _tell_of_question(self, call: ToolCall) -> None:
        """A tool is waiting for the person, who may not see it."""
        if call.state is not ToolState.ASKED or call.id == self._told:
            return
        self._told = call.id
        if self._window.isActiveWindow() or not self._desk.settings.value("appearance.notifications"):
            return
        QApplication.alert(self._window)
        if self.tray is not None and self._hidden():
            shown = self._may_tell(call)
            self.tray.say(tr("Waiting for you"), card_words(call)[:200] if shown else tr("Open the window to read it."))

    def _may_tell(self, item: Message | ToolCall) -> bool:
        """Return whether its words may stand in a notification, which the desktop may keep."""
        return bool(self._desk.settings.value("privacy.words_in_notifications")) and not item.off_record

    def show_alarms(self, alarms: ShowAlarms) -> None:
        self._ringing = alarms.ringing
        if self.tray is not None:
            self.tray.show_ringing(ringing=bool(alarms.ringing))

    def _stop_alarms(self) -> None:
        for number in self._ringing:
            self._desk.alarms.stop(number)

    def _put_alarms_off(self) -> None:
        for number in self._ringing:
            self._desk.alarms.put_off(number, PUT_OFF)

    def ring(self, text: str, number: int | None) -> None:
        """Notify the person of a timer or a reminder that rings, with buttons where the desktop has them."""
        if not self._desk.settings.value("appearance.notifications"):
            return
        QApplication.alert(self._window)
        if number is None:
            self._say_alarm(text)
            return

        def ended(end: AlarmNoticeEnd | Failure) -> None:
            if end is AlarmNoticeEnd.OPENED:
                self.show_window()
            elif end is not AlarmNoticeEnd.OVER:
                self._say_alarm(text)

        minutes = PUT_OFF // 60
        notice = AlarmNotice(text[:200], tr("Stop"), tr("+{0} min").format(minutes), PUT_OFF, tr("Open window"))
        self._desk.alarms.notify(number, notice, self._bridge().answer(ended))

    def _say_alarm(self, text: str) -> None:
        if self.tray is not None:
            self.tray.say("voiceapp", text[:200])

    def _hidden(self) -> bool:
        return self._visible_bar is None and (not self._window.isVisible() or self._window.isMinimized())

    def _notify(self, message: Message) -> None:
        if not self._desk.settings.value("appearance.notifications"):
            return
        QApplication.alert(self._window)
        if self.tray is not None:
            shown = self._may_tell(message)
            self.tray.say(tr("voiceapp answered"), message.text[:200] if shown else tr("Open the window to read it."))

    def show_levels(self, microphone: float | None, speaker: float | None) -> None:
        if self._visible_bar is not None:
            self._visible_bar.show_levels(microphone, speaker)

    def show_dictation(self, view: DictationView) -> None:
        self._dictation = view
        self.serve_dictation()
        if self.tray is not None:
            self.tray.show_dictation(view)

    def serve_dictation(self) -> None:
        """The button may have switched between talking and dictating."""
        if self._bar.made is not None:
            self._bar.made.show_dictation(self._dictation, dictates=self._key.dictating)

    def close(self) -> None:
        if self._bar.made is not None:
            self._bar.made.close()
        if self.tray is not None:
            self.tray.hide()
