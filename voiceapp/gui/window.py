"""The window: the talk in the middle, the button that is its state below, typing at the bottom."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDesktopServices,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QInputDialog,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.desk import Desk
from voiceapp.core.dictation.messages import DictationView
from voiceapp.core.failures import Failure, Remedy
from voiceapp.core.history import TalkSummary
from voiceapp.core.messages import (
    ClearFailure,
    HideItem,
    ItemCorrected,
    Phase,
    ReplyInterrupted,
    RetryAsked,
    Show,
    ShowFailure,
    ShowItem,
    ShowLevels,
    ShowLimits,
    ShowState,
    ShowTalk,
    TalkState,
    TextEntered,
)
from voiceapp.core.transcript import Message, Talk, TalkId
from voiceapp.gui.bars import Bars
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.desktop.presence import Presence
from voiceapp.gui.first_start import FirstStart
from voiceapp.gui.happened.panel import HappenedPanel
from voiceapp.gui.history.export import Exports
from voiceapp.gui.history.model import Found
from voiceapp.gui.history.pane import HistoryPane
from voiceapp.gui.history.reading import ReadingPage
from voiceapp.gui.look.controls import ShortLabel, SignButton, label_lists
from voiceapp.gui.look.theme import DARK, LIGHT, Palette, style_sheet
from voiceapp.gui.settings.dialog import SettingsDialog
from voiceapp.gui.talk import screen
from voiceapp.gui.talk.composer import Composer, ComposerBox
from voiceapp.gui.talk.key import TalkKey
from voiceapp.gui.talk.panel import TalkPanel
from voiceapp.gui.transcript.model import TranscriptModel
from voiceapp.gui.transcript.view import Deeds, TranscriptView
from voiceapp.gui.words import tr
from voiceapp.settings.assets import asset


class Window(QMainWindow):
    other_language = Signal()
    """The window must be made anew: its words are put in when it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("voiceapp")
        self.setMinimumSize(480, 480)
        self._desk = desk
        self._state = TalkState()
        self._talk = TalkId("")
        self._palette = LIGHT
        self._settings: SettingsDialog | None = None
        self._welcome: FirstStart | None = None
        self._quitting = False
        self._built = False
        self.key = TalkKey(desk.tell, desk.dictate)
        self.model = TranscriptModel()
        self.transcript = TranscriptView(self.model, Deeds(desk.tell, desk.play_sound))
        self.transcript.corrected.connect(self._correct)
        self.bars = Bars(self._help_with)
        self.exports = Exports(desk, lambda: self.bridge, self.bars, self.open_folder, self)
        self.history = HistoryPane(desk, lambda: self.bridge, self.bars, self.exports)
        self.history.opened.connect(self._read)
        self.history.continued.connect(self.continue_talk)
        self.reading = ReadingPage(desk, self.exports)
        self.reading.continued.connect(self.continue_talk)
        self.reading.closed.connect(self.show_live)
        self.happened = HappenedPanel(desk, lambda: self.bridge, self.model.items)
        self.happened.closed.connect(lambda: self._show_happened.setChecked(False))
        self.happened.report_wanted.connect(lambda: self._help_with(Remedy.REPORT))
        self.panel = TalkPanel(desk, lambda: self.bridge)
        self.panel.dictating.connect(self._dictating)
        self.panel.pressed.connect(self._pressed)
        self.panel.released.connect(self.key.release)
        self.panel.refused.connect(self._refused)
        self.button = self.panel.button
        self.composer = Composer()
        self.composer.sent.connect(self._send)
        self.composer.too_many.connect(lambda: self.bars.notice(tr("Four pictures at most go with a message.")))
        self._build()
        self.bridge = Bridge(desk, self)
        self.bridge.shown.connect(self._show)
        self.bridge.dictation.connect(self._show_dictation)
        self.bridge.settings_changed.connect(self._settings_changed)
        self._keys: list[QShortcut] = []
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.use_theme)
        self._remembered = kept_place(desk.folder("state"))
        self.presence = Presence(self, desk, self.key, self._remembered, self.open_settings, self.quit)
        self._shortcuts()
        self.use_theme()
        self._remember_place()
        label_lists(self)
        self._built = True
        self.button.setFocus()

    # --- how it looks

    def _build(self) -> None:
        self._show_history = SignButton("history", tr("History"))
        self._show_history.setObjectName("flatToggle")
        self._show_history.setCheckable(True)
        self._show_history.toggled.connect(self._history_toggled)
        self.engine = ShortLabel()
        self.engine.setObjectName("quiet")
        self._new = QPushButton(tr("New talk"))
        self._new.setObjectName("newTalk")
        self._new.clicked.connect(self._begin_new)
        self._show_happened = SignButton("chart", tr("What happened"))
        self._show_happened.setObjectName("flatToggle")
        self._show_happened.setCheckable(True)
        self._show_happened.toggled.connect(self.happened.show_it)
        self._small = SignButton("small", tr("Small bar"))
        self._small.clicked.connect(lambda: self.presence.show_bar())
        self._open_settings = SignButton("settings", tr("Settings"))
        self._open_settings.clicked.connect(lambda: self.open_settings())
        self._top = QHBoxLayout()
        self._top.setSpacing(6)
        self._top.addWidget(self._show_history)
        self._top.addWidget(self.engine, 1)
        self._top.addWidget(self._new)
        self._top.addWidget(self._small)
        self._top.addWidget(self._show_happened)
        self._top.addWidget(self._open_settings)

        self._spoken = QPushButton(tr("Spoken answer"))
        self._spoken.setObjectName("spokenAnswer")
        self._spoken.setCheckable(True)
        self._spoken.setChecked(True)
        self._spoken.toggled.connect(self._spoken_chosen)
        send = QPushButton(tr("Send"))
        send.setObjectName("primary")
        send.clicked.connect(self.composer.send)
        self._box = ComposerBox(self.composer)
        self._box.screen_wanted.connect(self._take_picture)
        bottom = QWidget()
        bottom.setObjectName("typing")
        typing = QHBoxLayout(bottom)
        typing.setContentsMargins(0, 0, 0, 0)
        typing.addWidget(self._box, 1)
        typing.addWidget(self._spoken, 0, Qt.AlignmentFlag.AlignBottom)
        typing.addWidget(send, 0, Qt.AlignmentFlag.AlignBottom)

        self.stack = QStackedWidget()
        self.stack.addWidget(self.transcript)
        self.stack.addWidget(self.reading)
        middle = QWidget()
        middle.setObjectName("ground")
        column = QVBoxLayout(middle)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(10)
        column.addLayout(self._top)
        column.addWidget(self.bars)
        column.addWidget(self.stack, 1)
        column.addWidget(self.panel)
        column.addWidget(bottom)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.history)
        self.splitter.addWidget(middle)
        self.splitter.addWidget(self.happened)
        self.happened.hide()
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.history.hide()
        self.setCentralWidget(self.splitter)
        self._show_state(self._state)

    def use_theme(self) -> None:
        self._palette = palette = self.palette_wanted()
        scale = _number(self._desk.setting("appearance.text_size")) / 100
        sheet = style_sheet(palette, scale or 1.0, asset("arrow.svg").as_posix())
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        for sign in (self._show_history, self._open_settings, self._show_happened, self._small):
            sign.use(palette)
        self.happened.use(palette)
        self.presence.use(palette, sheet, still=self.still())
        if self._welcome is not None:
            self._welcome.use(palette)
        self.panel.use(palette, still=self.still())
        self.transcript.use(palette)
        self.history.use(palette)
        self.reading.use(palette)
        self.bars.use(palette)
        self._box.use(palette)

    def palette_wanted(self) -> Palette:
        wanted = self._desk.setting("appearance.theme")
        if wanted in ("light", "dark"):
            return DARK if wanted == "dark" else LIGHT
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def still(self) -> bool:
        """Nothing moves that does not have to."""
        wanted = self._desk.setting("appearance.motion")
        if wanted in ("full", "reduced"):
            return wanted == "reduced"
        return self.style().styleHint(self.style().StyleHint.SH_Widget_Animation_Duration) == 0

    def _remember_place(self) -> None:
        self.resize(1120, 780)
        geometry = self._remembered.value("geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        widths = self._remembered.value("splitter")
        if widths is not None:
            self.splitter.restoreState(widths)
        else:
            self.splitter.setSizes([280, 840])
        self._show_history.setChecked(str(self._remembered.value("history", "true")) == "true")

    # --- keys

    def _shortcuts(self) -> None:
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._keys.clear()
        for name, work in {
            "stop": lambda: self._desk.tell(ReplyInterrupted()),
            "settings": lambda: self.open_settings(),
            "new_talk": self._begin_new,
            "mute": self.panel.mute.toggle,
            "history": self._show_history.toggle,
            "search": self.begin_search,
            "what_happened": self._show_happened.toggle,
            "small_bar": self.presence.toggle_bar,
            "screenshot": lambda: self._take_picture(True),
            "quit": self.quit,
        }.items():
            sequence = QKeySequence(str(self._desk.setting(f"shortcuts.{name}") or ""))
            if not sequence.isEmpty():
                self._keys.append(QShortcut(sequence, self, work))
        self._keys.append(QShortcut(QKeySequence("Ctrl+L"), self, self.composer.setFocus))

    def _is_talk_key(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        return pressed == self._desk.setting("shortcuts.talk")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_talk_key(event):
            if not event.isAutoRepeat():
                self._pressed()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.key.held and not event.isAutoRepeat() and not self.button.isDown():
            self.key.release()
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            # Nobody tells us any more when the key is let go.
            self.button.let_go()
            self.key.release()

    # --- the first start

    def welcome_if_new(self) -> None:
        """Three steps in the place of the talk, once."""
        if str(self._remembered.value("welcomed", "false")) == "true":
            return
        self._welcome = page = FirstStart(self._desk, lambda: self.bridge)
        page.done.connect(self._welcomed)
        page.use(self._palette)
        label_lists(page)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        QTimer.singleShot(0, page, page.begin)

    def _welcomed(self) -> None:
        self._remembered.setValue("welcomed", "true")
        page, self._welcome = self._welcome, None
        if page is not None:
            page.leave()
            self.stack.removeWidget(page)
            page.deleteLater()
        self.stack.setCurrentWidget(self.transcript)

    # --- earlier talks

    def _history_toggled(self, shown: bool) -> None:
        self.history.setVisible(shown)
        if shown and self.isVisible():
            self.history.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.history.isVisible():
            QTimer.singleShot(0, self, self.history.begin)

    def begin_search(self) -> None:
        self._show_history.setChecked(True)
        self.history.begin_search()

    def _read(self, entry: TalkSummary | Found) -> None:
        talk = entry.talk if isinstance(entry, Found) else entry
        if talk.id == self._talk:
            self.show_live()
            if isinstance(entry, Found):
                self.transcript.show_item(entry.hit.item, entry.words)
            return

        def loaded(found: Talk | Failure) -> None:
            if isinstance(found, Failure):
                self._refused(found)
                return
            self.stack.setCurrentWidget(self.reading)
            self.history.reading(found.id)
            if isinstance(entry, Found):
                self.reading.read(found, entry.hit.item, entry.words)
            else:
                self.reading.read(found)

        self._desk.load_talk(talk.id, self.bridge.answer(loaded))

    def continue_talk(self, talk: TalkId) -> None:
        self.show_live()
        self._desk.continue_talk(talk)

    def show_live(self) -> None:
        """The talk that goes on."""
        if self._welcome is not None:
            self._welcomed()
        elif self.stack.currentWidget() is not self.transcript:
            self.stack.setCurrentWidget(self.transcript)
            self.history.reading(TalkId(""))
            self.transcript.go_to_end()
            self.button.setFocus()

    def _begin_new(self) -> None:
        self.show_live()
        self._desk.new_talk()

    # --- what the person does

    def _pressed(self) -> None:
        if self.key.dictating:
            # The cursor is in our own window then: what is said belongs into the message.
            self.composer.setFocus()
        self.key.press()

    def _dictating(self, on: bool) -> None:
        self.key.dictating = on

    def _show_dictation(self, view: DictationView) -> None:
        self.key.dictation = view
        self.panel.show_dictation(view)
        if self.key.dictating:
            self.presence.bar.show_dictation(view)

    def _refused(self, failure: Failure) -> None:
        self.bars.show_failure(ShowFailure(failure))

    def _send(self, event: TextEntered) -> None:
        self.show_live()
        self._desk.tell(event)
        self.transcript.go_to_end()

    def _spoken_chosen(self, spoken: bool) -> None:
        self.composer.spoken = spoken
        self._spoken.setText(tr("Spoken answer") if spoken else tr("Written answer"))

    def _take_picture(self, part: bool) -> None:
        def taken(picture: object) -> None:
            if picture is None:
                self.bars.notice(tr("This desktop does not let voiceapp take a picture: paste one instead."))
            else:
                self.composer.add_picture(picture)  # type: ignore[arg-type]
                self.composer.setFocus()

        screen.take(self, part=part, then=taken)

    def _correct(self, message: Message) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Correct"))
        dialog.setLabelText(tr("What was really said:"))
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setTextValue(message.text)

        def done(text: str) -> None:
            if text.strip() and text.strip() != message.text:
                self._desk.tell(ItemCorrected(message.id, text.strip()))

        dialog.textValueSelected.connect(done)
        dialog.open()

    def open_settings(self, page: str = "") -> None:
        if self._settings is not None:
            self._settings.close()
        dialog = SettingsDialog(self._desk, self.bridge, page, self, self._palette)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._settings_gone)
        self._settings = dialog
        dialog.show()

    def _settings_gone(self) -> None:
        self._settings = None

    def _help_with(self, remedy: Remedy) -> None:
        match remedy:
            case Remedy.RETRY:
                self._desk.tell(RetryAsked())
            case Remedy.OPEN_KEYS | Remedy.OPEN_ENGINES | Remedy.USE_LOCAL:
                self.open_settings("Engines")
            case Remedy.OPEN_SOUND:
                self.open_settings("Sound")
            case Remedy.OPEN_BUDGET:
                self.open_settings("Budget")
            case Remedy.OPEN_DATA_FOLDER:
                self.open_folder(self._desk.folder("data"))
            case Remedy.REPORT:
                self._desk.report(self.bridge.answer(self._reported))
            case Remedy.NONE:
                pass

    def open_folder(self, path: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.bars.notice(tr("The folder is {0}").format(path))

    def _reported(self, path: str | Failure) -> None:
        if isinstance(path, Failure):
            self.bars.show_failure(ShowFailure(path))
        else:
            folder = path.rpartition("/")[0] or path
            self.bars.notice(tr("Saved: {0}").format(path), tr("Open the folder"), lambda: self.open_folder(folder))

    # --- what is shown

    def _show(self, show: Show) -> None:
        match show:
            case ShowItem(item):
                if self.model.put(item):
                    self.history.news()
                self.presence.show_item(item)
            case HideItem(item_id):
                self.model.remove(item_id)
            case ShowTalk(talk):
                self._talk = talk.id
                self.model.replace(talk.items)
                self.transcript.go_to_end()
                self.history.now(talk.id)
                self.presence.show_talk(talk.items)
            case ShowState(state):
                self._show_state(state)
            case ShowLevels(microphone, speaker):
                self.panel.show_levels(microphone, speaker)
                if self.presence.bar.isVisible():
                    self.presence.bar.show_levels(microphone, speaker)
            case ShowFailure():
                self.bars.show_failure(show)
            case ClearFailure(failure):
                self.bars.clear_failure(failure)
            case ShowLimits(limits):
                self.happened.show_limits(limits)

    def _show_state(self, state: TalkState) -> None:
        if self._state.phase is Phase.OFF and state.phase is not Phase.OFF:
            self.show_live()
        self._state = state
        self.key.state = state
        self.panel.show_state(state)
        self.engine.say(engine_line(state), state.leaves_machine)
        if self._built:
            self.presence.show_state(state)

    def _settings_changed(self, names: tuple[str, ...]) -> None:
        if any(name.startswith("appearance.") for name in names):
            # Later: a change of style while the editor that made it is still at work would pull it from under itself.
            QTimer.singleShot(0, self, self.use_theme)
        if "appearance.language" in names:
            QTimer.singleShot(0, self, self.other_language.emit)
        if "appearance.start_at_login" in names:
            sentence = self.presence.sync_login()
            if sentence:
                self.bars.notice(sentence)
        if any(name.startswith("shortcuts.") for name in names):
            self._shortcuts()
        self.panel.show_mode()
        self.panel.show_volume()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spoken.setVisible(event.size().width() >= 600)

    # --- the end

    def quit(self) -> None:
        self._quitting = True
        self.close()
        if not self.isVisible():
            self._end()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.presence.stays and not self._quitting:
            self._remember()
            event.ignore()
            self.hide()
            return
        self._remember()
        super().closeEvent(event)
        self._end()

    def _remember(self) -> None:
        self._remembered.setValue("geometry", self.saveGeometry())
        self._remembered.setValue("splitter", self.splitter.saveState())
        self._remembered.setValue("history", "true" if self._show_history.isChecked() else "false")
        self._remembered.sync()
        with contextlib.suppress(OSError):
            Path(self._remembered.fileName()).chmod(0o600)

    def give_way(self) -> None:
        """Another window of this app takes over."""
        self._remember()
        if self._settings is not None:
            self._settings.close()
        if self._welcome is not None:
            self._welcome.leave()
        self.presence.close()
        self.bridge.close()
        self.hide()
        self.deleteLater()

    def _end(self) -> None:
        if self._welcome is not None:
            self._welcome.leave()
        self.presence.close()
        self.bridge.close()
        application = QApplication.instance()
        if application is not None:
            application.quit()


def engine_line(state: TalkState) -> str:
    """Who answers, and what it has cost."""
    parts = [part for part in (state.engine, state.model) if part]
    if state.spent_usd:
        parts.append(f"${state.spent_usd:.3f}")
    if state.unpriced:
        parts.append(tr("some of it unpriced"))
    if state.waiting:
        parts.append(tr("{0} waiting").format(state.waiting))
    return "  ·  ".join(parts)


def kept_place(folder: str) -> QSettings:
    """What the window remembers for itself, readable by its owner alone."""
    path = Path(folder) / "window.ini"
    with contextlib.suppress(OSError):
        path.touch(mode=0o600)
    return QSettings(str(path), QSettings.Format.IniFormat)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 100.0


__all__ = ["Window", "engine_line"]
