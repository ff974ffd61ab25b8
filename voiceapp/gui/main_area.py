"""Shows the current talk, an earlier one, or the first start in the middle of the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.history import TalkSummary
from voiceapp.core.messages import ToolPermitted, WordConfirmed
from voiceapp.core.recordings.doubt import AROUND
from voiceapp.core.recordings.jobs import RecordingJob
from voiceapp.core.recordings.player_access import PlayWishes
from voiceapp.core.recordings.track import track_of
from voiceapp.core.recordings.word_places import placed_words, word_at
from voiceapp.core.talk.titles import title_of
from voiceapp.core.transcript import Item, Message, Talk, TalkId, TalkKind, ToolCall, Word
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.export import ExportMenu, TalkToExport
from voiceapp.gui.history.model import FoundLine, at_its_hit
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.appearance import marks_doubts
from voiceapp.gui.look.controls import label_lists
from voiceapp.gui.look.theme import LIGHT, Palette
from voiceapp.gui.sentences import in_words
from voiceapp.gui.things_to_try import ThingsToTry
from voiceapp.gui.transcript.doubtful_view import DoubtfulView
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.live_view import LiveView
from voiceapp.gui.transcript.model import TranscriptModel
from voiceapp.gui.undoable_edits import UndoableEdits

if TYPE_CHECKING:
    from voiceapp.gui.first_start import FirstStart
    from voiceapp.gui.history.reading import ReadingPage

LOWEST = 72
"""The least height in pixels: two lines of a talk."""


class MainArea(QStackedWidget):
    shown = Signal(object)
    """The TalkId of the talk that is now visible; an empty one means the current talk."""
    failed = Signal(object)
    tried = Signal(object)
    """A ThingToTry that was chosen in an empty talk."""
    picture_wanted = Signal(object)
    """This Image is to be changed."""
    similar_wanted = Signal(str, str)
    """Lines like this one are looked for."""
    welcomed = Signal()
    """The first start is over, and it had the keyboard."""
    emptied = Signal()
    """Whether there is anything to see may have changed."""

    def __init__(
        self,
        desk: Desk,
        bridge: Callable[[], Bridge],
        exports: ExportMenu,
        edits: UndoableEdits,
        remembered: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._exports = exports
        self._edits = edits
        self._remembered = remembered
        self._palette = LIGHT
        self._talk = TalkId("")
        self._jobs: tuple[RecordingJob, ...] = ()
        self.model = TranscriptModel()
        self.transcript = LiveView(
            self.model,
            LineActions(
                desk.talk.tell,
                desk.sound.play,
                self._delete,
                self._correct,
                find_similar=self.similar_wanted.emit,
                first_version=self._bring_back_first_version,
                always=self._always_allow,
                change_picture=self.picture_wanted.emit,
                alarms=desk.alarms,
                open_talk=self._read_source,
            ),
        )
        self.transcript.doubted.connect(self._play_around)
        self.transcript.confirmed.connect(self._confirm_word)
        self._reading = LatePart(self._make_reading)
        self._back: QWidget | None = None
        """The page from which the earlier talk was opened, if that leads back to it."""
        self.welcome: FirstStart | None = None
        self.things = ThingsToTry(desk, bridge, self.transcript.viewport())
        self.things.chosen.connect(self.tried)
        self.things.fitted.connect(self._place_things)
        self._empty_words = self.transcript.empty_words
        self.addWidget(self.transcript)
        for changed in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset, self.currentChanged):
            changed.connect(self._may_be_empty)

    @property
    def reading(self) -> "ReadingPage":
        return self._reading.get()

    def _make_reading(self) -> "ReadingPage":
        from voiceapp.gui.history.reading import ReadingPage  # noqa: PLC0415  (only when an earlier talk is read)

        page = ReadingPage(self._desk, self._bridge, self._exports, self._edits)
        page.continued.connect(self.continue_talk)
        page.closed.connect(self._go_back)
        page.failed.connect(self.failed)
        page.similar_wanted.connect(self.similar_wanted)
        page.source_wanted.connect(self._read_source)
        page.use(self._palette)
        page.growing.take(self._jobs)
        page.view.mark_doubts(on=marks_doubts(self._desk.settings.value))
        self.addWidget(page)
        return page

    def take_jobs(self, jobs: tuple[RecordingJob, ...]) -> None:
        """An open talk that is being written down grows."""
        self._jobs = jobs
        if self._reading.made is not None:
            self._reading.made.growing.take(jobs)

    def _may_be_empty(self) -> None:
        if self.is_empty and self.isVisible():
            self.things.look()
        self.emptied.emit()
        self._place_things()

    def look_again(self) -> None:
        """Show other things to try, because the person has or has chosen something else."""
        if self.is_empty and self.isVisible():
            self.things.look()
            self._place_things()

    def _place_things(self) -> None:
        """In the middle of an empty talk; if there is too little room for them, one sentence has to do."""
        shown = self.is_empty and self.things.fit(self.transcript.viewport().size())
        self.transcript.empty_words = "" if shown else self._empty_words
        self.things.setVisible(shown)
        self.transcript.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_things()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.look_again)

    @property
    def lists(self) -> tuple[DoubtfulView, ...]:
        reading = self._reading.made
        return (self.transcript,) if reading is None else (self.transcript, reading.view)

    @property
    def list_shown(self) -> DoubtfulView | None:
        """The talk that is visible; None: the page is not a talk."""
        page, reading = self.currentWidget(), self._reading.made
        if page is self.transcript:
            return self.transcript
        return reading.view if reading is not None and page is reading else None

    @property
    def is_empty(self) -> bool:
        """The current talk is visible, and nothing was said in it."""
        return self.currentWidget() is self.transcript and self.model.rowCount() == 0

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self.transcript.use(palette)
        if self._reading.made is not None:
            self._reading.made.use(palette)
        for view in self.lists:
            view.mark_doubts(on=marks_doubts(self._desk.settings.value))
        self.things.use(palette)
        QTimer.singleShot(0, self, self._place_things)
        if self.welcome is not None:
            self.welcome.use(palette)

    def minimumSizeHint(self) -> QSize:
        """All of its pages can scroll, so in a low window they give way to what stands below them."""
        return QSize(LOWEST, LOWEST)

    # --- the talk that goes on

    def show_talk(self, talk: Talk) -> None:
        self._talk = talk.id
        self._edits.now(talk.id)
        self.model.replace(talk.items)
        self.transcript.go_to_end()

    def shown_talk(self) -> TalkToExport | None:
        """The talk that is visible; None if nothing was said in it."""
        reading = self._reading.made
        read = reading.talk if reading is not None and self.currentWidget() is reading else None
        if read is not None:
            return TalkToExport(read.id, in_words(title_of(read)), read.started_at)
        first = self.model.item(0)
        if first is None or not self._talk:
            return None
        title = in_words(title_of(Talk(self._talk, first.at, items=self.model.beginning())))
        return TalkToExport(self._talk, title, first.at)

    def show_live(self) -> None:
        if self.welcome is not None:
            self._welcomed()
        elif self.currentWidget() is not self.transcript:
            self.setCurrentWidget(self.transcript)
            self.transcript.go_to_end()
            self.shown.emit(TalkId(""))

    def begin_new(self) -> None:
        self.show_live()
        self._desk.talk.begin()

    def _correct(self, message: Message, text: str) -> None:
        self._edits.correct(self._talk, message, text)

    def _bring_back_first_version(self, message: Message) -> None:
        self._edits.bring_back_first_version(self._talk, message)

    def _delete(self, item: Item) -> None:
        self._edits.delete_item(self._talk, item)

    def _confirm_word(self, line: Message, word: Word) -> None:
        self._desk.talk.tell(WordConfirmed(line.id, word))

    def _play_around(self, line: Message, character: int) -> None:
        """Play the two seconds around a word, where its sound is kept."""
        track = track_of(Talk(self._talk, line.at, items=(line,)))
        place, found = track.line_of(line.id), word_at(placed_words(line), character)
        if place is not None and found is not None:
            at = place.start + found.word.start
            self._desk.player.play(track, max(0, at - AROUND), PlayWishes(), at + AROUND)

    def _always_allow(self, call: ToolCall) -> None:
        """Allows it now and always. If that cannot be saved, it is allowed this once."""
        failure = self._desk.settings.change(f"tools.permissions.{call.allowed_as or call.name}", "always")
        self._desk.talk.tell(ToolPermitted(call.id, allowed=True))
        if failure is not None:
            self.failed.emit(failure)

    # --- earlier talks

    def _go_back(self) -> None:
        back, self._back = self._back, None
        if back is None:
            self.show_live()
        else:
            self.setCurrentWidget(back)
            self.shown.emit(TalkId(""))

    def read(self, entry: TalkSummary | FoundLine, *, back: QWidget | None = None) -> None:
        """Open a talk at the line that was found in it, or else at its beginning.

        `back`: the page to which closing it leads. None: to the current talk.
        """
        talk, found_line = at_its_hit(entry)
        self._back = back
        if talk.id == self._talk:
            self.show_live()
            if found_line is not None:
                self.transcript.show_item(found_line.hit.item, found_line.words)
                self.transcript.setFocus()
            return

        def loaded(found: Talk | Failure) -> None:
            if isinstance(found, Failure):
                self.failed.emit(found)
                return
            self.setCurrentWidget(self.reading)
            self.shown.emit(found.id)
            if found_line is not None:
                self.reading.read(found, found_line.hit.item, found_line.words)
            else:
                self.reading.read(found)

        self._desk.history.load_talk(talk.id, self._bridge().answer(loaded))

    def _read_source(self, talk: TalkId) -> None:
        """Open an earlier talk, in which an answer was found."""
        self.read(TalkSummary(talk, "", 0.0, None, TalkKind.CONVERSATION, pinned=False, items=1))

    def continue_talk(self, talk: TalkId) -> None:
        self.show_live()
        self._desk.talk.continue_talk(talk)

    # --- the first start

    def welcome_if_new(self) -> None:
        """Shows the three steps in place of the talk, once."""
        if str(self._remembered.value("welcomed", "false")) == "true":
            return
        from voiceapp.gui.first_start import FirstStart  # noqa: PLC0415  (once in the app's life)

        self.welcome = page = FirstStart(self._desk, self._bridge)
        page.done.connect(self._welcomed)
        page.use(self._palette)
        label_lists(page)
        self.addWidget(page)
        self.setCurrentWidget(page)
        QTimer.singleShot(0, page, page.begin)

    def leave(self) -> None:
        """The window is closing: release a microphone that is being tried."""
        if self.welcome is not None:
            self.welcome.leave()

    def _welcomed(self) -> None:
        self._remembered.setValue("welcomed", "true")
        page, self.welcome = self.welcome, None
        focus = QApplication.focusWidget()
        had_keyboard = page is not None and focus is not None and page.isAncestorOf(focus)
        if page is not None:
            page.leave()
            self.removeWidget(page)
            page.deleteLater()
        self.setCurrentWidget(self.transcript)
        if had_keyboard:
            self.welcomed.emit()
