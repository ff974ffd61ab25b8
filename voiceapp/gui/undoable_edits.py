"""Deletes, corrects and renames for the person so that each step can be undone, in the current talk or a saved one."""

import contextlib
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from voiceapp.core.actions import BY_ID, ActionId
from voiceapp.core.desk import Desk
from voiceapp.core.failures import Failure
from voiceapp.core.history import DeletedEntry, TalkSummary
from voiceapp.core.messages import CorrectionUndone, ItemCorrected, ItemDeleted, ItemRestored
from voiceapp.core.recordings.line_edits import LineEdit
from voiceapp.core.summaries.summary import Summaries
from voiceapp.core.talk.corrections import brought_back, corrected
from voiceapp.core.transcript import Item, ItemId, Message, Speaker, TalkId, Version, Via
from voiceapp.gui.notices import Notices
from voiceapp.gui.sentences import in_words
from voiceapp.gui.shortcuts import fixed_keys, named
from voiceapp.gui.undo_stack import UndoStack, UndoStep
from voiceapp.gui.words import tr

SHOWN_MS = 15_000
"""How long Undo is offered visibly; the keys offer it longer."""
UNDO = (BY_ID[ActionId.UNDO].keys,)
REDO = (BY_ID[ActionId.REDO].keys, "Ctrl+Y")
"""The last is not in the table of actions: it is known from other systems."""


class UndoKeyFilter(QObject):
    """Lets the undo keys restore deletions, in a field in which nothing was typed that could be undone."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        if (pressed in UNDO and not _has_undo(watched)) or (pressed in REDO and not _has_redo(watched)):
            event.ignore()
            return True
        return False


def _has_undo(field: QObject) -> bool:
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable()
    return isinstance(field, QLineEdit) and field.isUndoAvailable()


def _has_redo(field: QObject) -> bool:
    if isinstance(field, QPlainTextEdit):
        return field.document().isRedoAvailable()
    return isinstance(field, QLineEdit) and field.isRedoAvailable()


class UndoableEdits(QObject):
    changed = Signal()
    """The history has changed."""
    gone = Signal(object, object)
    """From a saved talk (a TalkId): the ItemId of the deleted item."""
    edited = Signal(object, object)
    """A LineEdit was done in a saved talk (a TalkId)."""
    about = Signal(object, object)
    """Of a saved talk (a TalkId): the Summaries that are kept about it now."""
    put = Signal(object, object)
    """Into a saved talk (a TalkId): an Item that was restored or has new words."""

    _version_used = Signal(object, object)

    def __init__(self, desk: Desk, notices: Notices, untouched: Callable[[], bool], parent: QWidget) -> None:
        """`untouched`: nothing has been said yet in the current talk."""
        super().__init__(parent)
        self._desk = desk
        self._notices = notices
        self._untouched = untouched
        self._live = TalkId("")
        self._offers: dict[UndoStep, Callable[[], None]] = {}
        """Functions that hide the offer to undo a step."""
        self.stack = UndoStack()
        self._version_used.connect(self._tell_put, Qt.ConnectionType.QueuedConnection)
        QShortcut(QKeySequence(REDO[-1]), parent, self.redo)

    def now(self, talk: TalkId) -> None:
        """This talk is the current one."""
        if talk != self._live:
            # What goes on is changed by the conversation alone.
            self.stack.forget_line_edits(talk)
        self._live = talk

    # --- what the person does

    def delete_item(self, talk: TalkId, item: Item) -> None:
        self._delete_item(talk, item)
        undo, redo = partial(self._restore_item, talk, item), partial(self._delete_item, talk, item)
        words = tr("Message deleted") if isinstance(item, Message) else tr("Deleted")
        self._deleted(UndoStep(talk, item.id, deletes=True, undo=undo, redo=redo), words)

    def delete_talk(self, talk: TalkSummary) -> None:
        live = talk.id == self._live
        self._delete_talk(talk.id)
        undo, redo = partial(self._restore_talk, talk.id, live=live), partial(self._delete_talk, talk.id)
        self._deleted(
            UndoStep(talk.id, None, deletes=True, undo=undo, redo=redo),
            tr("Conversation deleted: {0}").format(in_words(talk.shown_title)),
        )

    def correct(self, talk: TalkId, before: Message, text: str) -> None:
        self._correct(talk, before, text)
        undo, redo = partial(self._undo_correction, talk, before, text), partial(self._correct, talk, before, text)
        self.stack.push(UndoStep(talk, before.id, deletes=False, undo=undo, redo=redo))

    def edit_lines(self, talk: TalkId, edit: LineEdit) -> None:
        """Change the lines of a saved talk."""
        undo, redo = partial(self._edit_lines, talk, edit.inverse), partial(self._edit_lines, talk, edit)
        redo()
        self.stack.push(UndoStep(talk, None, deletes=False, undo=undo, redo=redo, edits_lines=True))

    def bring_back_first_version(self, talk: TalkId, improved: Message) -> None:
        """Bring back what was recognised before a better recogniser changed it."""
        from voiceapp.core.talk.second_pass import first_version  # noqa: PLC0415  (only when somebody asks for it)

        undo = partial(self._put_words_back, talk, improved)
        redo = partial(self._put_words_back, talk, first_version(improved))
        redo()
        self.stack.push(UndoStep(talk, improved.id, deletes=False, undo=undo, redo=redo))

    def use_version(self, talk: TalkId, line: Message, version: Version) -> None:
        """Let what somebody else heard be the words of a line. Using its former ones brings them back."""
        from voiceapp.core.versions import own_version  # noqa: PLC0415  (only when somebody asks for it)

        undo = partial(self._use_version, talk, line, own_version(line))
        redo = partial(self._use_version, talk, line, version)
        redo()
        self.stack.push(UndoStep(talk, line.id, deletes=False, undo=undo, redo=redo))

    def write_about(self, talk: TalkId, before: Summaries, after: Summaries, deleted: str = "") -> None:
        """Change what is written about a saved talk. `deleted`: says so, and offers to undo it."""
        self._write_about(talk, after)
        step = self._about_step(talk, before, after)
        if deleted:
            self._offer(step, deleted)

    def was_written_about(self, talk: TalkId, before: Summaries, after: Summaries) -> None:
        """Something new is kept about a saved talk by now."""
        self._about_step(talk, before, after)
        self.about.emit(talk, after)
        self.changed.emit()

    def _about_step(self, talk: TalkId, before: Summaries, after: Summaries) -> UndoStep:
        undo, redo = partial(self._write_about, talk, before), partial(self._write_about, talk, after)
        step = UndoStep(talk, None, deletes=False, undo=undo, redo=redo)
        self.stack.push(step)
        return step

    def _write_about(self, talk: TalkId, about: Summaries) -> None:
        self._desk.summaries.change(talk, about)
        self.about.emit(talk, about)

    def noted(self, undo: Callable[[], None], redo: Callable[[], None], deleted: str = "") -> None:
        """Notes were changed. `deleted`: says so, and offers to undo it."""
        step = UndoStep(TalkId("notes"), None, deletes=False, undo=undo, redo=redo)
        self.stack.push(step)
        if deleted:
            self._offer(step, deleted)

    def rename(self, talk: TalkSummary, title: str) -> None:
        self._rename(talk.id, title, by_hand=True)
        undo = partial(self._rename, talk.id, talk.title, by_hand=talk.named)
        redo = partial(self._rename, talk.id, title, by_hand=True)
        self.stack.push(UndoStep(talk.id, None, deletes=False, undo=undo, redo=redo))

    def restore(self, entry: DeletedEntry) -> None:
        """Restore something that was deleted, perhaps long ago."""
        if entry.item is None:
            self._restore_talk(entry.talk, live=False)
        else:
            self._restore_item(entry.talk, entry.item)
        self.stack.forget_deletion(*_place_of(entry))
        self._drop_dead_offers()

    def purge(self, entry: DeletedEntry) -> None:
        """It is deleted for good."""
        self._desk.history.purge(*_place_of(entry))
        self.stack.forget(*_place_of(entry))
        self._drop_dead_offers()

    def purge_all(self) -> None:
        self._desk.history.purge()
        self._forget_deleted()

    def forget_all(self) -> None:
        self.stack.clear()
        self._drop_dead_offers()

    def undo(self, step: UndoStep | None = None) -> None:
        if not self._keeps_deleted:
            self._forget_deleted()
        self.stack.undo(step)
        self._drop_dead_offers()

    def redo(self) -> None:
        self.stack.redo()

    # --- how

    @property
    def _keeps_deleted(self) -> bool:
        return bool(self._desk.settings.value("privacy.deleted_days"))

    def _deleted(self, step: UndoStep, words: str) -> None:
        if not self._keeps_deleted:
            self.stack.forget(step.talk, step.item)
            self._notices.notice(words)
            return
        self.stack.push(step)
        self._offer(step, words)

    def _offer(self, step: UndoStep, words: str) -> None:
        offer = tr("Undo ({0})").format(named(fixed_keys(ActionId.UNDO)))
        self._offers[step] = self._notices.notice(words, offer, lambda: self.undo(step), shown_ms=SHOWN_MS)
        self._drop_dead_offers()

    def _forget_deleted(self) -> None:
        self.stack.forget_deleted()
        self._drop_dead_offers()

    def _drop_dead_offers(self) -> None:
        """Hide the offers to undo what can no longer be undone."""
        for step in [step for step in self._offers if not self.stack.holds(step)]:
            self._offers.pop(step)()

    def _delete_item(self, talk: TalkId, item: Item) -> None:
        if talk == self._live:
            self._desk.talk.tell(ItemDeleted(item.id))
        else:
            self._desk.history.delete_item(talk, item.id)
            self._tell_gone(talk, item.id)

    def _restore_item(self, talk: TalkId, item: Item) -> None:
        if talk == self._live:
            self._desk.talk.tell(ItemRestored(item))
        else:
            self._desk.history.restore_item(talk, item.id)
            self._tell_put(talk, brought_back(item))

    def _correct(self, talk: TalkId, before: Message, text: str) -> None:
        if _was_heard(before):
            self._desk.vocabulary.corrected(before.text, text, before.profile)
        if talk == self._live:
            self._desk.talk.tell(ItemCorrected(before.id, text))
        else:
            self._desk.history.correct_item(talk, before.id, text)
            self._tell_put(talk, corrected(before, text))

    def _undo_correction(self, talk: TalkId, before: Message, text: str) -> None:
        if _was_heard(before):
            self._desk.vocabulary.correction_undone(before.text, text)
        self._put_words_back(talk, before)

    def _use_version(self, talk: TalkId, line: Message, version: Version) -> None:
        def then(found: Message | Failure) -> None:
            """Runs on any thread, and perhaps when the window is gone."""
            if isinstance(found, Message):
                with contextlib.suppress(RuntimeError):
                    self._version_used.emit(talk, found)

        self._desk.versions.use(talk, line.id, version, then)

    def _put_words_back(self, talk: TalkId, before: Message) -> None:
        if talk == self._live:
            self._desk.talk.tell(CorrectionUndone(before))
        else:
            self._desk.history.undo_correction(talk, before)
            self._tell_put(talk, before)

    def _edit_lines(self, talk: TalkId, edit: LineEdit) -> None:
        for change in edit.changes:
            for before, after in zip(change.before, change.after, strict=False):
                self._learn(before, after)
        self._desk.player.edit(talk, edit)
        self.edited.emit(talk, edit)
        self.changed.emit()

    def _learn(self, before: Item, after: Item) -> None:
        """A word that was written otherwise is learnt; one that is written back is not."""
        if not (isinstance(before, Message) and isinstance(after, Message)) or before.id != after.id:
            return
        if _was_heard(before) and before.text != after.text and before.parts == after.parts:
            if before.original is not None and after.original is None:
                self._desk.vocabulary.correction_undone(after.text, before.text)
            else:
                self._desk.vocabulary.corrected(before.text, after.text)

    def _delete_talk(self, talk: TalkId) -> None:
        if talk == self._live:
            self._desk.talk.begin()
        self._desk.history.delete_talk(talk)
        self.changed.emit()

    def _restore_talk(self, talk: TalkId, *, live: bool) -> None:
        """`live`: it was the current talk when it was deleted, and is again if nothing has been said since."""
        self._desk.history.restore_talk(talk)
        if live and self._untouched():
            self._desk.talk.continue_talk(talk)
        self.changed.emit()

    def _rename(self, talk: TalkId, title: str, *, by_hand: bool) -> None:
        self._desk.history.rename_talk(talk, title, by_hand=by_hand)
        self.changed.emit()

    def _tell_gone(self, talk: TalkId, item: ItemId) -> None:
        self.gone.emit(talk, item)
        self.changed.emit()

    def _tell_put(self, talk: TalkId, item: Item) -> None:
        self.put.emit(talk, item)
        self.changed.emit()


def _place_of(entry: DeletedEntry) -> tuple[TalkId, ItemId | None]:
    return entry.talk, None if entry.item is None else entry.item.id


def _was_heard(message: Message) -> bool:
    """Says whether its words come from a recogniser, which learns from their correction."""
    return message.speaker is Speaker.USER and message.via is not Via.TEXT and not message.off_record
