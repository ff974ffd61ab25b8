"""Shows an earlier talk in the middle of the window, while the current one waits behind it."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.actions import ActionId
from voiceapp.core.desk import Desk
from voiceapp.core.messages import AskedAgain, Event
from voiceapp.core.summaries.summary import Summaries
from voiceapp.core.talk.titles import title_of
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Talk, TalkId, TalkKind, Via
from voiceapp.core.versions_access import AnotherHearing
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.export import ExportMenu, TalkToExport
from voiceapp.gui.history.growing_talk import GrowingTalk
from voiceapp.gui.history.heard_again import HeardAgain
from voiceapp.gui.history.line_versions import LineVersions
from voiceapp.gui.history.model import clock_words, date_words
from voiceapp.gui.look.controls import CentredLine, ShortLabel, SignButton
from voiceapp.gui.look.theme import COLUMN, LIGHT, SPACE, WIDE, Palette
from voiceapp.gui.recording_page.find_bar import FindBar
from voiceapp.gui.recording_page.line_editor import LineEditor
from voiceapp.gui.recording_page.painter import first_words
from voiceapp.gui.recording_page.player_bar import PlayerBar
from voiceapp.gui.recording_page.recorded_words import RecordedWords
from voiceapp.gui.recording_page.view import RecordingView
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import fixed_keys, named
from voiceapp.gui.summaries.panel import SummaryPanel
from voiceapp.gui.transcript.line_actions import LineActions
from voiceapp.gui.transcript.model import TranscriptModel
from voiceapp.gui.undoable_edits import UndoableEdits
from voiceapp.gui.words import tr


class ReadingPage(QWidget):
    continued = Signal(object)
    closed = Signal()
    similar_wanted = Signal(str, str)
    source_wanted = Signal(str)
    """Asks for the talk in which an answer was found."""
    _timed = Signal(object, object)
    failed = Signal(object)
    """A Failure, or nothing if all went well."""

    def __init__(
        self,
        desk: Desk,
        bridge: Callable[[], Bridge],
        exports: ExportMenu,
        edits: UndoableEdits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._exports = exports
        self._edits = edits
        edits.gone.connect(self._gone)
        edits.put.connect(self._put)
        self._heard_again = HeardAgain(desk, self)
        self._heard_again.came.connect(self._take_heard)
        self.growing = GrowingTalk(desk, bridge, self)
        self.growing.came.connect(self._grow)
        self.growing.told.connect(self._say_when)
        self._timed.connect(self._take_times, Qt.ConnectionType.QueuedConnection)
        self._loaded: dict[ItemId, Item] = {}
        """All lines as they came here, also those that the person has changed, deleted or merged since."""
        self._versions = LineVersions(desk, edits.use_version, self)
        self._versions.came.connect(self._put)
        self._versions.failed.connect(self.failed)
        edits.put.connect(self._versions.take_change)
        self._palette = LIGHT
        self.talk: Talk | None = None
        self.model = TranscriptModel()
        self.player = PlayerBar(desk.player, bridge, self)
        self.player.failed.connect(self.failed)
        self.view = RecordingView(
            self.model,
            LineActions(
                self._tell,
                self.play,
                self._delete,
                self._correct,
                self._recognise,
                self._languages,
                self._hear_with,
                lambda: self._versions.offers,
                self._compare,
                self.similar_wanted.emit,
                self._bring_back_first_version,
                open_talk=self.source_wanted.emit,
                live=False,
            ),
        )
        self.words = RecordedWords(self.model, self.player, self.view)
        self.editor = LineEditor(self.model, self.view, self.player, edits, desk.player, desk.recordings, bridge)
        self.editor.changed.connect(self._lines_changed)
        self.finder = FindBar(self.model, self.view, self.editor.do)
        self.finder.left.connect(self.view.setFocus)
        self.view.setAccessibleName(tr("Earlier conversation"))
        self.view.empty_words = tr("This conversation is empty")
        self.summary = SummaryPanel(desk, bridge, edits, self)
        self.summary.hide()
        self.summary.line_wanted.connect(self._go_to)
        self.summary.failed.connect(self.failed)
        self.summary.loaded.connect(self._entitled)
        edits.about.connect(self._written_about)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._banner(), self.player, self.finder, self.summary):
            column.addWidget(CentredLine(part, COLUMN))
        column.addWidget(self.view, 1)

    def _banner(self) -> QFrame:
        self._title = ShortLabel()
        self._when = ShortLabel()
        self._when.setObjectName("small")
        go_on = QPushButton(tr("Continue"))
        go_on.setToolTip(tr("Continue this conversation"))
        go_on.setObjectName("continueTalk")
        go_on.clicked.connect(self._continue)
        self.about = QPushButton(tr("Summary"))
        self.about.setObjectName("summaryToggle")
        self.about.setCheckable(True)
        self.about.setToolTip(tr("What came of it: decisions, tasks, open questions, and texts by your prompts"))
        self.about.toggled.connect(self.summary.setVisible)
        self._export = QPushButton(tr("Export"))
        self._export.clicked.connect(self._export_menu)
        self.first = QPushButton(tr("As recognised"))
        self.first.setCheckable(True)
        self.first.setToolTip(tr("Shows below each line what was recognised before it was changed."))
        self.first.toggled.connect(self._show_first)
        self.who = QPushButton(tr("Who spoke…"))
        self.who.setToolTip(tr("Finds out by their voices who spoke, and gives each line a name."))
        self.who.clicked.connect(lambda: self.editor.find_speakers())
        self._search = SignButton("search", "")
        self._search.call(tr("Find and replace"), named(fixed_keys(ActionId.FIND_IN_TALK)))
        self._search.setShortcut(fixed_keys(ActionId.FIND_IN_TALK))
        self._search.clicked.connect(self.finder.open)
        self._close = SignButton("close", tr("Back to the conversation"))
        self._close.setShortcut(fixed_keys(ActionId.GO_BACK))
        self._close.call(self._close.accessibleName(), named(fixed_keys(ActionId.GO_BACK)))
        self._close.clicked.connect(self.closed)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._when)
        banner = QFrame()
        banner.setObjectName("banner")
        row = QHBoxLayout(banner)
        row.setContentsMargins(WIDE, SPACE, SPACE, SPACE)
        row.addLayout(words, 1)
        for button in (self.first, self.who, self._search, self.about, go_on, self._export, self._close):
            row.addWidget(button)
        return banner

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self._close.use(palette)
        self.player.use(palette)
        self._versions.use_palette(palette)
        self._search.use(palette)
        self.finder.use(palette)
        self.summary.use(palette)
        self.view.use(palette)

    def read(self, talk: Talk, item: ItemId | None = None, words: tuple[str, ...] = ()) -> None:
        anew = self.talk is None or talk.id != self.talk.id
        if self.talk is None or anew or talk.items != self.talk.items:
            self.model.replace(talk.items)
            self._versions.look()
        self.talk = talk
        self._loaded = ({} if anew else self._loaded) | {each.id: each for each in talk.items}
        self.editor.talk = talk.id
        self.words.read(talk, anew=anew)
        self.summary.read(talk)
        if anew:
            self.finder.leave()
            self.about.setChecked(bool(talk.summaries))
        self._offer_first_words()
        self.who.setVisible(talk.kind is TalkKind.TRANSCRIPTION)
        self._title.say(in_words(title_of(talk)))
        self._say_when("")
        self.growing.look_at(talk.id)
        self._time_words(talk.id)
        if item is None or not self.view.show_item(item, words):
            self.view.show_beginning()
        self.view.setFocus()

    def _say_when(self, progress: str) -> None:
        if self.talk is not None:
            when = f"{date_words(self.talk.started_at)}, {clock_words(self.talk.started_at)}"
            self._when.say(f"{progress} · {when}" if progress else when)

    def _grow(self, found: Talk, whole: bool) -> None:
        """More of it was written down. What the person has made of the lines meanwhile stays."""
        if self.talk is None or found.id != self.talk.id:
            return
        changed = False
        below: ItemId | None = None
        for item in reversed(found.items):
            before = self._loaded.get(item.id)
            is_new = before is None
            # Each line is compared only once, at the end: there may be thousands.
            if is_new or (whole and item != before and self.model.item(self.model.row_of(item.id)) == before):
                self.model.put(item, below)
                self._loaded[item.id] = item
                changed = True
            if self.model.row_of(item.id) >= 0:
                below = item.id
        if changed:
            self._lines_changed()
        if whole:
            self._time_words(found.id)

    def _time_words(self, talk: TalkId) -> None:
        self._desk.recordings.time_words(talk, partial(self._tell_timed, talk))

    def _tell_timed(self, talk: TalkId, line: Message) -> None:
        """Runs on any thread, and perhaps when the window is gone."""
        with contextlib.suppress(RuntimeError):
            self._timed.emit(talk, line)

    def _take_times(self, talk: TalkId, timed: Message) -> None:
        """It is known by now when the words of a line sound."""
        now = self.model.item(self.model.row_of(timed.id))
        is_same = isinstance(now, Message) and not now.words and now.text == timed.text
        if self.talk is not None and self.talk.id == talk and is_same:
            self.model.put(timed)
            self._loaded[timed.id] = timed

    def _go_to(self, line: ItemId) -> None:
        """Go to a line that a point of the summary came from."""
        self.view.show_item(line, ())
        self.view.setFocus()

    def _entitled(self, found: Talk) -> None:
        """A summary names a talk that the person didn't."""
        if self.talk is not None and found.id == self.talk.id:
            self.talk = replace(self.talk, title=found.title)
            self._title.say(in_words(title_of(found)))

    def _written_about(self, talk: TalkId, about: Summaries) -> None:
        if self.talk is not None and talk == self.talk.id:
            self.talk = replace(self.talk, summaries=about)
            self.about.setChecked(bool(about) or self.about.isChecked())

    def play(self, sound: SoundId) -> None:
        """Play the line that has this recording."""
        if not self.words.play_sound(sound):
            self._desk.sound.play(sound)

    def _continue(self) -> None:
        if self.talk is not None:
            self.continued.emit(self.talk.id)

    def _export_menu(self) -> None:
        talk = self.talk
        if talk is not None:
            menu = self._exports.menu(TalkToExport(talk.id, in_words(title_of(talk)), talk.started_at), self._palette)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))

    def _tell(self, event: Event) -> None:
        """An earlier talk has no engine that could be told, but a line that waits can be heard again."""
        if isinstance(event, AskedAgain) and self.talk is not None and self.talk.kind is not TalkKind.CONVERSATION:
            self._recognise(event.item, None)

    def _recognise(self, item: ItemId, languages: tuple[str, ...] | None) -> None:
        if self.talk is not None and self.talk.kind is TalkKind.TRANSCRIPTION:
            self._heard_again.write_down(self.talk.id, item, languages, self._exports.answer(self.failed.emit))
        elif self.talk is not None:
            self._heard_again.wait_for(self.talk.id, item)
            then = self._exports.answer(self.failed.emit)
            self._desk.dictation.recognise_again(self.talk.id, item, then, languages)

    def _hear_with(self, item: ItemId, how: AnotherHearing) -> None:
        if self.talk is not None:
            self._versions.hear(self.talk.id, item, how)

    def _compare(self, line: Message) -> None:
        if self.talk is not None:
            self._versions.compare(self.talk.id, line)

    def _languages(self) -> tuple[str, ...]:
        """Those that the person dictates in, without their countries."""
        value = self._desk.settings.value
        spoken = cast("tuple[str, ...]", value("dictation.languages") or value("talking.languages"))
        return tuple(dict.fromkeys(code.split("-")[0] for code in spoken))

    def _delete(self, item: Item) -> None:
        if self.talk is not None:
            self._edits.delete_item(self.talk.id, item)

    def _correct(self, message: Message, text: str) -> None:
        if self.talk is not None:
            self._edits.correct(self.talk.id, message, text)

    def _bring_back_first_version(self, message: Message) -> None:
        if self.talk is not None:
            self._edits.bring_back_first_version(self.talk.id, message)

    def _lines_changed(self) -> None:
        self.words.look_again()
        self.finder.look()
        self._offer_first_words()

    def _show_first(self, on: bool) -> None:
        self.view.show_first(on=on)

    def _offer_first_words(self) -> None:
        changed = any(first_words(item) is not None for item in self.model.items())
        self.first.setVisible(changed)
        if not changed:
            self.first.setChecked(False)

    def _take_heard(self, talk: TalkId, item: Item) -> None:
        """Where a line had words before, the new ones stand beside them, to be compared."""
        before = self.model.item(self.model.row_of(item.id))
        self._put(talk, item)
        if not (isinstance(item, Message) and isinstance(before, Message)):
            return
        if item.via is Via.FILE and before.text.strip() and item.versions:
            self._versions.compare(talk, item)

    def _gone(self, talk: TalkId, item: ItemId) -> None:
        if self.talk is not None and talk == self.talk.id:
            self.model.remove(item)
            self._lines_changed()

    def _put(self, talk: TalkId, item: Item) -> None:
        if self.talk is not None and talk == self.talk.id:
            self.model.put_back(item)
            self._lines_changed()
