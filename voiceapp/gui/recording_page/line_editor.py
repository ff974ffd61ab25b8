"""Edits the lines of a saved talk: splits, merges, moves and gives them to others, so that each step can be undone."""

import uuid
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QMenu

from voiceapp.core.actions import ActionId
from voiceapp.core.failures import Failure
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.recordings import editing
from voiceapp.core.recordings.access import RecordingsAccess
from voiceapp.core.recordings.doubt import confirmed, doubts
from voiceapp.core.recordings.line_edits import LineEdit, edited
from voiceapp.core.recordings.player_access import PlayerAccess
from voiceapp.core.transcript import Item, ItemId, Message, TalkId
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import announce
from voiceapp.gui.recording_page.player_bar import PlayerBar
from voiceapp.gui.recording_page.remember_dialog import RememberDialog
from voiceapp.gui.recording_page.speakers_dialog import SpeakersDialog
from voiceapp.gui.recording_page.times_dialog import TimesDialog
from voiceapp.gui.recording_page.view import RecordingView
from voiceapp.gui.shortcuts import fixed_keys
from voiceapp.gui.transcript.doubt_marks import MarkedWord
from voiceapp.gui.transcript.model import TranscriptModel
from voiceapp.gui.undoable_edits import UndoableEdits
from voiceapp.gui.words import tr


class LineEditor(QObject):
    changed = Signal()
    """The lines are others now."""

    def __init__(
        self,
        model: TranscriptModel,
        view: RecordingView,
        player: PlayerBar,
        edits: UndoableEdits,
        access: PlayerAccess,
        recordings: RecordingsAccess,
        bridge: Callable[[], Bridge],
    ) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self._player = player
        self._edits = edits
        self._access = access
        self._recordings = recordings
        self._bridge = bridge
        self.talk: TalkId | None = None
        view.menu_wanted.connect(self._offer)
        view.split_wanted.connect(self.split)
        view.merge_wanted.connect(self.merge)
        edits.edited.connect(self._take)

    def do(self, edit: LineEdit | None, said: str = "") -> bool:
        """`said`: what a screen reader says then. False: there was nothing to do."""
        if edit is None or self.talk is None:
            return False
        self._edits.edit_lines(self.talk, edit)
        announce(self._view, said)
        return True

    # --- what can be done with a line

    def split(self, message: Message, character: int) -> None:
        new = ItemId(f"{message.id}-{uuid.uuid4().hex[:8]}")
        self.do(editing.split(self._model.items(), message.id, character, new), tr("Message split"))

    def merge(self, message: Message) -> None:
        self.do(editing.merged(self._model.items(), message.id), tr("Messages merged"))

    def give_to(self, message: Message, voice: str) -> None:
        self.do(editing.given_to(self._model.items(), message.id, voice))

    def rename(self, voice: str, name: str) -> None:
        self.do(editing.renamed(self._model.items(), voice, name), tr("Renamed in all lines"))

    def find_speakers(self) -> SpeakersDialog | None:
        """Ask how, and find out who spoke."""
        if self.talk is None:
            return None
        dialog = SpeakersDialog(self._recordings, self.talk, self._voices(), self._view)
        dialog.found.connect(self._take_speakers)
        dialog.open()
        return dialog

    def remember(self, voice: str) -> RememberDialog | None:
        """Ask whether a voice is to be known again in later recordings."""
        if self.talk is None:
            return None
        dialog = RememberDialog(self._recordings.voices, self._bridge(), self.talk, voice, self._view)
        dialog.remembered.connect(self._tell_remembered)
        dialog.open()
        return dialog

    def _tell_remembered(self, name: str) -> None:
        announce(self._view, tr("The voice of {0} is remembered").format(name))

    def _take_speakers(self, talk: TalkId, edit: LineEdit) -> None:
        if talk == self.talk:
            self.do(edit, tr("Each line has the name of who speaks"))

    def move(self, message: Message, longest: Milliseconds, start: Milliseconds, end: Milliseconds) -> None:
        self.do(editing.moved(self._model.items(), message.id, start, end, longest))

    def _offer(self, menu: QMenu, message: Message) -> None:
        menu.addSeparator()
        chosen = self._view.chosen
        if chosen is not None and chosen.item == message.id:
            self._offer_word(menu, message, chosen)
        if editing.can_merge(self._model.items(), message.id):
            menu.addAction(
                tr("Merge with the next message"), fixed_keys(ActionId.MERGE_LINES), lambda: self.merge(message)
            )
        self._offer_speakers(menu, message)
        if self._player.track.line_of(message.id) is not None and len(message.sound_parts) == 1:
            menu.addAction(tr("Times…"), lambda: self._ask_times(message))

    def _offer_word(self, menu: QMenu, message: Message, chosen: MarkedWord) -> None:
        word = message.text[chosen.start : chosen.end]
        if chosen.start > 0:
            menu.addAction(
                tr("Split before “{0}”").format(word),
                fixed_keys(ActionId.SPLIT_LINE),
                lambda: self.split(message, chosen.start),
            )
        doubtful = next((each.word for each in doubts(message) if each.start == chosen.start), None)
        if doubtful is not None:
            menu.addAction(
                tr("“{0}” is right").format(word),
                lambda: self.do(confirmed(self._model.items(), message.id, doubtful)),
            )

    def _offer_speakers(self, menu: QMenu, message: Message) -> None:
        speakers = menu.addMenu(tr("Speaker"))
        for voice in self._voices():
            action = speakers.addAction(voice, partial(self.give_to, message, voice))
            action.setCheckable(True)
            action.setChecked(voice == message.voice)
        if message.voice:
            speakers.addSeparator()
            speakers.addAction(tr("Rename “{0}”…").format(message.voice), lambda: self._ask_name(message.voice))
            speakers.addAction(
                tr("Remember the voice of {0}…").format(message.voice), lambda: self.remember(message.voice)
            )
            speakers.addAction(tr("No name"), lambda: self.give_to(message, ""))
        speakers.addAction(tr("Another name…"), lambda: self._ask_speaker(message))

    def _voices(self) -> list[str]:
        voices = (item.voice for item in self._model.items() if isinstance(item, Message) and item.voice)
        return list(dict.fromkeys(voices))

    def _ask_speaker(self, message: Message) -> None:
        name, is_given = QInputDialog.getText(self._view, tr("Speaker"), tr("Who says this?"), text=message.voice)
        if is_given:
            self.give_to(message, name)

    def _ask_name(self, voice: str) -> None:
        """What a person is called in all lines of the talk, also in those that are still to come."""
        name, is_given = QInputDialog.getText(
            self._view, tr("Speaker"), tr("What's the name of this person?"), text=voice
        )
        if is_given:
            self.rename(voice, name)

    def _ask_times(self, message: Message) -> None:
        line = self._player.track.line_of(message.id)
        if line is None:
            return
        part = message.sound_parts[0]

        def ask(longest: Milliseconds | Failure) -> None:
            if isinstance(longest, Failure):
                return
            dialog = TimesDialog(line, part.start, longest, self._view)
            dialog.chosen.connect(partial(self.move, message, longest))
            dialog.open()

        self._access.length(part.sound, self._bridge().answer(ask))

    # --- what became of them

    def _take(self, talk: TalkId, edit: LineEdit) -> None:
        """Show the lines as they are now, wherever the step came from."""
        items = None if talk != self.talk else edited(self._model.items(), edit)
        if items is None:
            return
        here = {item.id for item in items}
        for item in self._model.items():
            if item.id not in here:
                self._model.remove(item.id)
        self._put(items, {item.id for item in edit.put})
        self._view.choose(None)
        self.changed.emit()

    def _put(self, items: tuple[Item, ...], new: set[ItemId]) -> None:
        """From the end, so that what a line is put above is there already."""
        below: ItemId | None = None
        for item in reversed(items):
            if item.id in new:
                self._model.put(item, below)
            below = item.id
