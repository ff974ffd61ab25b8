"""Shows the window: the talk in the middle, the state button below it, typing at the bottom."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from voiceapp.core.background_listening import OnClose
from voiceapp.core.desk import Desk
from voiceapp.core.dictation.bar_view import DictationView
from voiceapp.core.failures import Failure, Remedy
from voiceapp.core.messages import (
    ClearFailure,
    HideItem,
    Phase,
    Show,
    ShowAlarm,
    ShowAlarms,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowLimits,
    ShowState,
    ShowTalk,
    TalkState,
    TalkStopped,
    TextEntered,
)
from voiceapp.core.sentence import SettingPlace
from voiceapp.core.talk.talk_key import TalkKey
from voiceapp.gui.activity.room import ActivityRoom
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.file_drops import FileDrops
from voiceapp.gui.history.export import ExportMenu
from voiceapp.gui.history.pane import HistoryPane
from voiceapp.gui.history_room import HistoryRoom
from voiceapp.gui.look.appearance import palette_wanted, sheet_wanted, still
from voiceapp.gui.look.controls import CentredLine, label_lists
from voiceapp.gui.look.theme import COLUMN, LIGHT, SPACE
from voiceapp.gui.main_area import MainArea
from voiceapp.gui.model_notices import ModelNotices
from voiceapp.gui.notice_overlay import NoticeOverlay
from voiceapp.gui.notices import Notices
from voiceapp.gui.overlays import Overlays
from voiceapp.gui.remedies import Remedies
from voiceapp.gui.rooms import Rooms
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import Shortcuts
from voiceapp.gui.system.presence import Presence
from voiceapp.gui.talk.message_line import MessageLine
from voiceapp.gui.talk.panel import TalkPanel
from voiceapp.gui.talk.privacy_line import PrivacyLine
from voiceapp.gui.top_bar import TopBar
from voiceapp.gui.undoable_edits import UndoableEdits, UndoKeyFilter
from voiceapp.gui.window_actions import find_similar, learn_about_overlaps, try_thing, works_of
from voiceapp.gui.window_memory import kept_in, remember, restore
from voiceapp.gui.words import tr

if TYPE_CHECKING:
    from voiceapp.gui.activity.panel import ActivityPanel

ROOM_FOR_LARGE = 540
"""The window height from which the button is large while nothing has been said."""
NARROWEST = 480
"""The least width of the talk; side panes come on top of that."""


class Window(QMainWindow):
    other_language = Signal()
    """The window must be rebuilt, because its texts are set when it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("voiceapp")
        self.desk = desk
        self._state = TalkState()
        self._palette = LIGHT
        self._quitting = False
        self.remembered = kept_in(desk.kept.folder("state"))
        self.bridge = Bridge(desk, self)
        self.key = TalkKey(desk.talk.tell, desk.dictation.tell)
        self.notices = Notices(self._help_with)
        self._models = ModelNotices(desk.models, self.bridge, self.notices, self)
        self.remedies = Remedies(desk, self.the_bridge, self.notices, self.open_settings)
        self.exports = ExportMenu(
            desk.exports, self.the_bridge, self.notices, self.remedies.open_folder, self, desk.uploads
        )
        self.top = TopBar()
        self._history_room = HistoryRoom(self.top.history)
        self.edits = UndoableEdits(desk, self.notices, lambda: self.main_area.model.rowCount() == 0, self)
        self.history = HistoryPane(desk, self.the_bridge, self.notices, self.exports, self.edits)
        self.main_area = MainArea(desk, self.the_bridge, self.exports, self.edits, self.remembered)
        self.stage = NoticeOverlay(self.main_area, self.notices)
        self.panel = TalkPanel(desk, self.the_bridge)
        self.message = MessageLine(desk.dictation.in_clipboard)
        self.leaves = PrivacyLine()
        self._activity = ActivityRoom(
            desk.diagnostics, desk.models, desk.costs, self.the_bridge, self.main_area.model.newest
        )
        self.presence = Presence(
            self, desk, self.the_bridge, self.key, self.remembered, lambda: self.open_settings(), self.quit
        )
        self.button = self.panel.button
        self.composer = self.message.composer
        self.transcript = self.main_area.transcript
        self.model = self.main_area.model
        self.rooms = Rooms(self)
        self._drops = FileDrops(
            self, self.composer, self.history.bring_in, self.rooms.recordings.take, self.notices.notice
        )
        self.undo_keys = UndoKeyFilter(self)
        self._lay_out()
        self._connect()
        works = works_of(self)
        self._keys = Shortcuts(self, desk.settings, works)
        self.overlays = Overlays(self, works)
        self.main_area.tried.connect(partial(try_thing, self, works))
        self._show_keys()
        self._show_state(self._state)
        self.use_theme()
        self.top.history.setChecked(restore(self.remembered, self, self.splitter))
        label_lists(self)
        self.button.setFocus()

    def the_bridge(self) -> Bridge:
        return self.bridge

    @property
    def activity(self) -> "ActivityPanel":
        return self._activity.panel

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setMinimumWidth(NARROWEST)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, SPACE, 0, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(CentredLine(self.top))
        column.addWidget(self.stage, 1)
        for part in (self.panel, self.message, self.leaves):
            column.addWidget(CentredLine(part, COLUMN))
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for pane in (self.history, ground, self._activity):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.history.hide()
        self.setCentralWidget(self.splitter)

    def _connect(self) -> None:
        self.bridge.shown.connect(self._show)
        self.bridge.dictation.connect(self._show_dictation)
        self.bridge.settings_changed.connect(self._settings_changed)
        self.top.history.toggled.connect(self._history_toggled)
        self.top.activity.toggled.connect(self._activity.show_it)
        self.top.off_record.clicked.connect(self.panel.off_record.toggle)
        self.top.new_talk.connect(self.main_area.begin_new)
        self.top.small_wanted.connect(self.presence.show_bar)
        self.top.palette_wanted.connect(lambda: self.overlays.palette_opener.toggle())
        self.top.settings_wanted.connect(lambda: self.open_settings())
        self.history.opened.connect(self.main_area.read)
        self.history.continued.connect(self.main_area.continue_talk)
        self.main_area.shown.connect(self.history.reading)
        self.main_area.similar_wanted.connect(partial(find_similar, self))
        self.main_area.picture_wanted.connect(self.message.change_picture)
        self.main_area.failed.connect(self.refused)
        self.main_area.welcomed.connect(self.panel.button.setFocus)
        self.main_area.emptied.connect(self._fit_button)
        self._activity.closed.connect(lambda: self.top.activity.setChecked(False))
        self._activity.corrected.connect(partial(learn_about_overlaps, self.desk.settings))
        self._activity.report_wanted.connect(lambda: self._help_with(Remedy.REPORT))
        self.panel.dictating.connect(self._dictating)
        self.panel.pressed.connect(self._pressed)
        self.panel.released.connect(self.key.release)
        self.panel.ended.connect(lambda: self.desk.talk.tell(TalkStopped()))
        self.panel.refused.connect(self.refused)
        self.message.sent.connect(self._send)
        self.message.notice.connect(self.notices.notice)
        for field in (self.composer, self.history.search):
            field.installEventFilter(self.undo_keys)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.use_theme)

    def use_theme(self) -> None:
        self._palette = palette = palette_wanted(self.desk.settings.value)
        sheet = sheet_wanted(self.desk.settings.value, palette)
        quiet = still(self.desk.settings.value, self.style())
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        for part in (self.top, self.notices, self.history, self.main_area, self.message, self.leaves, self._activity):
            part.use(palette)
        self.panel.use(palette, still=quiet)
        self.stage.use(still=quiet)
        self.overlays.use(palette)
        self.rooms.use(palette)
        self.presence.use(palette, sheet, still=quiet)

    # --- keys

    def _show_keys(self) -> None:
        self.top.show_keys(self.desk.settings)
        self.panel.show_keys()
        self.presence.show_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.is_talk_key(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._pressed()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.key.held and not event.isAutoRepeat() and not self.button.isDown():
            self.key.release()
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            # Without the keyboard we do not learn when the key is released.
            self.button.let_go()
            self.key.release()

    # --- what the person does

    def _pressed(self) -> None:
        if self.key.dictating:
            # The cursor is in our own window, so what is said belongs in the message.
            self.composer.setFocus()
        self.key.press()

    def stop(self) -> None:
        self.key.stop()
        if self._state.phase is not Phase.SPEAKING:
            self.desk.sound.stop()  # stops the replay of a line

    def _dictating(self, on: bool) -> None:
        self.key.serve_dictation(on=on)
        self.presence.serve_dictation()

    def _send(self, event: TextEntered) -> None:
        self.main_area.show_live()
        self.desk.talk.tell(event)
        self.transcript.go_to_end()

    def _history_toggled(self, shown: bool) -> None:
        self.history.setVisible(shown)
        if shown and self.isVisible():
            self.history.begin()

    def begin_search(self) -> None:
        self.top.history.setChecked(True)
        self.history.begin_search()

    def show_deleted(self) -> None:
        self.top.history.setChecked(True)
        self.history.show_deleted()

    def export_shown(self) -> None:
        shown = self.main_area.shown_talk()
        if shown is None:
            self.notices.notice(tr("There's nothing to export yet."))
        else:
            self.exports.ask(shown, self._palette)

    def open_settings(self, place: SettingPlace | None = None) -> None:
        self.overlays.open_settings(place)

    def _help_with(self, remedy: Remedy) -> None:
        self.remedies.help_with(remedy)

    def refused(self, failure: Failure) -> None:
        self.notices.show_failure(ShowFailure(failure))

    # --- what is shown

    def _show(self, show: Show) -> None:
        match show:
            case ShowItem(item, above):
                if self.model.put(item, above):
                    self.history.news()
                self.presence.show_item(item)
            case HideItem(item_id):
                self.model.remove(item_id)
            case ShowTalk(talk):
                self.main_area.show_talk(talk)
                self.history.now(talk.id)
                self.presence.show_talk(talk.items)
            case ShowState(state):
                self._show_state(state)
            case ShowLevels(microphone, speaker):
                self.panel.show_levels(microphone, speaker)
                self.presence.show_levels(microphone, speaker)
            case ShowFailure():
                self.notices.show_failure(show)
            case ClearFailure(failure):
                self.notices.clear_failure(failure)
            case ShowAlarm(sentence, number):
                self.presence.ring(in_words(sentence), number)
            case ShowAlarms():
                self.model.show_alarms(show)
                self.presence.show_alarms(show)
            case ShowLimits(limits):
                self._activity.show_limits(limits)

    def _show_state(self, state: TalkState) -> None:
        if self._state.phase is Phase.OFF and state.phase is not Phase.OFF:
            self.main_area.show_live()
        self._state = state
        self.key.show_state(state)
        self.panel.show_state(state)
        self.leaves.show_state(state)
        self.top.show_state(state)
        self.presence.show_state(state)

    def _show_dictation(self, view: DictationView) -> None:
        self.key.show_dictation(view)
        self.panel.show_dictation(view)
        self.presence.show_dictation(view)

    def _settings_changed(self, names: tuple[str, ...]) -> None:
        if any(name.startswith("appearance.") for name in names):
            # Later, because changing the style now would destroy the editor that is still handling the change.
            QTimer.singleShot(0, self, self.use_theme)
        if "appearance.language" in names:
            QTimer.singleShot(0, self, self.other_language.emit)
        if any(name.startswith("shortcuts.") for name in names):
            self._keys.read()
            self._show_keys()
        self.panel.look_who_answers()
        self.panel.show_volume()
        self.main_area.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.history.isVisible():
            QTimer.singleShot(0, self, self.history.begin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.message.fit(event.size().width())
        self.panel.fit(event.size().height())
        self._history_room.fit(event.size().width())
        # A window that the person makes smaller must fit at once.
        self._fit_button(moving=False)
        self.overlays.fit()

    def _fit_button(self, *, moving: bool = True) -> None:
        self.panel.show_large(self.main_area.is_empty and self.height() >= ROOM_FOR_LARGE, moving=moving)

    # --- the end

    def quit(self) -> None:
        self._quitting = True
        hidden = not self.isVisible()
        self.close()
        if hidden:
            self._end()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        how = OnClose.END if self._quitting else self.presence.on_close()
        if how is not OnClose.END:
            event.ignore()
            self.presence.leave_window(how)
            return
        super().closeEvent(event)
        self._end()

    def give_way(self) -> None:
        """Another window of this app takes over."""
        self._remember()
        self.overlays.close_settings()
        self._let_go()
        self.hide()
        self.deleteLater()

    def _remember(self) -> None:
        remember(self.remembered, self, self.splitter, history=self._history_room.wanted)

    def _let_go(self) -> None:
        self.main_area.leave()
        self.rooms.close()
        self.presence.close()
        self.bridge.close()

    def _end(self) -> None:
        self._let_go()
        application = QApplication.instance()
        if application is not None:
            application.quit()
