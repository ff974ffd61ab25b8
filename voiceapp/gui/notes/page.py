"""Shows all notes on one page, by list, or all that is remembered, and lets the person edit them in place."""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.actions import ActionId
from voiceapp.core.failures import Failure
from voiceapp.core.messages import ShowFailure
from voiceapp.core.notes.access import NotesAccess
from voiceapp.core.notes.book import (
    KeptNote,
    Notes,
    NotesEdit,
    NotesError,
    added,
    applied,
    found,
    grouped,
    lists_of,
    removed,
    reworded,
    ticked,
)
from voiceapp.core.text.clean_text import in_one_line
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.chooser import Chooser
from voiceapp.gui.look.controls import CentredLine, Paragraph, ShortLabel, SignButton, announce, sign_of_clearing
from voiceapp.gui.look.theme import COLUMN, SPACE, WIDE, Palette
from voiceapp.gui.notices import Notices
from voiceapp.gui.shortcuts import fixed_keys, named
from voiceapp.gui.undoable_edits import UndoableEdits
from voiceapp.gui.words import tr

NOTE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class NotesWords:
    """Holds what the page says of what it shows."""

    title: str
    about: str
    empty: str
    add: str
    button: str
    file: str
    """The name that an export suggests."""
    lists: bool
    """Notes stand in lists and can be ticked off."""


class NotesPage(QWidget):
    closed = Signal()
    _came = Signal(object)
    """The Notes as they are now, from any thread."""

    def __init__(
        self,
        access: NotesAccess,
        words: NotesWords,
        bridge: Callable[[], Bridge],
        edits: UndoableEdits,
        notices: Notices,
    ) -> None:
        super().__init__()
        self.setObjectName("notesPage")
        self._access = access
        self._words = words
        self._bridge = bridge
        self._edits = edits
        self._notices = notices
        self._notes: Notes = ()
        self._filling = False
        self.about = Paragraph(words.about)
        self.about.setObjectName("quiet")
        self.empty = Paragraph(words.empty)
        self.empty.setObjectName("quiet")
        self.list = QListWidget()
        self.list.setObjectName("notesList")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(words.title)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.list.itemChanged.connect(self._changed)
        self.list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(CentredLine(self._head(), COLUMN))
        column.addWidget(CentredLine(self.about, COLUMN))
        column.addWidget(CentredLine(self._adding(), COLUMN))
        column.addWidget(CentredLine(self.empty, COLUMN))
        column.addWidget(CentredLine(self.list, COLUMN), 1)
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._stop = access.watch(self._came.emit)

    # --- how it looks

    def _head(self) -> QWidget:
        title = ShortLabel()
        title.say(self._words.title)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search…"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._fill)
        self.delete = QPushButton(tr("Delete"))
        self.delete.clicked.connect(self.delete_chosen)
        self.export = QPushButton(tr("Export…"))
        self.export.clicked.connect(self._choose_file)
        self.back = SignButton("close", tr("Back to the conversation"))
        self.back.setShortcut(fixed_keys(ActionId.GO_BACK))
        self.back.call(self.back.accessibleName(), named(fixed_keys(ActionId.GO_BACK)))
        self.back.clicked.connect(self.closed)
        head = QFrame()
        head.setObjectName("banner")
        row = QHBoxLayout(head)
        row.setContentsMargins(WIDE, SPACE, SPACE, SPACE)
        row.addWidget(title, 1)
        row.addWidget(self.search, 1)
        for button in (self.delete, self.export, self.back):
            row.addWidget(button)
        return head

    def _adding(self) -> QWidget:
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(self._words.add)
        self.typed.setAccessibleName(self._words.add)
        self.typed.returnPressed.connect(self.add)
        self.into = Chooser()
        self.into.setEditable(True)
        self.into.setAccessibleName(tr("List"))
        if not self._words.lists:
            self.into.hide()
        into = self.into.lineEdit()
        assert into is not None, "it is editable"
        into.setPlaceholderText(tr("No list"))
        self.adds = QPushButton(self._words.button)
        self.adds.clicked.connect(self.add)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.typed, 2)
        row.addWidget(self.into, 1)
        row.addWidget(self.adds)
        return held

    def use(self, palette: Palette) -> None:
        self.back.use(palette)
        sign_of_clearing(self.search, palette)

    def begin(self) -> None:
        self.typed.setFocus()

    def stop(self) -> None:
        self._stop()

    # --- what is there

    def _take(self, notes: Notes) -> None:
        self._notes = notes
        chosen = self.into.currentText()
        self.into.clear()
        self.into.addItems(["", *lists_of(notes)])
        self.into.setCurrentText(chosen)
        self._fill()

    def _fill(self) -> None:
        shown = found(self._notes, self.search.text())
        chosen, place = self._chosen(), self.list.verticalScrollBar().value()
        self._filling = True
        self.list.clear()
        for name, of_list in grouped(shown):
            if name:
                self._put_heading(name)
            for note in of_list:
                self._put_note(note).setSelected(note.id in chosen)
        self._filling = False
        self.list.verticalScrollBar().setValue(place)
        self.empty.setVisible(not self._notes)
        for button in (self.delete, self.export, self.search):
            button.setEnabled(bool(self._notes))

    def _put_heading(self, name: str) -> None:
        heading = QListWidgetItem(name, self.list)
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)

    def _put_note(self, note: KeptNote) -> QListWidgetItem:
        row = QListWidgetItem(in_one_line(note.text), self.list)
        row.setData(NOTE, note.id)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        if self._words.lists:
            row.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(Qt.CheckState.Checked if note.done else Qt.CheckState.Unchecked)
            font = row.font()
            font.setStrikeOut(note.done)
            row.setFont(font)
        else:
            row.setFlags(flags)
        row.setToolTip(note.text)
        return row

    def _chosen(self) -> set[int]:
        return {int(row.data(NOTE)) for row in self.list.selectedItems() if row.data(NOTE) is not None}

    def _note(self, row: QListWidgetItem) -> KeptNote | None:
        return next((note for note in self._notes if note.id == row.data(NOTE)), None)

    # --- what the person does

    def add(self) -> None:
        text, into, now = self.typed.text(), self.into.currentText(), time.time()
        if text.strip():
            self.typed.clear()
            self._do(lambda notes: added(notes, (text,), into, now))

    def delete_chosen(self) -> None:
        chosen = self._chosen()
        if chosen:
            words = tr("Deleted") if len(chosen) > 1 else tr("Deleted: {0}").format(self._text_of(min(chosen)))
            self._do(lambda notes: removed(notes, chosen), words)

    def _text_of(self, number: int) -> str:
        return next((in_one_line(note.text) for note in self._notes if note.id == number), "")

    def _changed(self, row: QListWidgetItem) -> None:
        """A box was ticked, or words were changed."""
        note = self._note(row)
        if self._filling or note is None:
            return
        done = row.checkState() is Qt.CheckState.Checked
        if self._words.lists and done is not note.done:
            self._do(lambda notes: ticked(notes, {note.id}, done=done))
        elif row.text() != in_one_line(note.text):
            text = row.text()
            self._do(lambda notes: reworded(notes, note.id, text))

    def _do(self, make: Callable[[Notes], NotesEdit], words: str = "") -> None:
        def then(edit: NotesEdit | Failure) -> None:
            if isinstance(edit, Failure):
                self._notices.show_failure(ShowFailure(edit))
                self._fill()
            elif edit.before or edit.after:
                self._edits.noted(self._put(edit.inverse), self._put(edit), words)
                if words:
                    announce(self.list, words)

        with contextlib.suppress(NotesError):
            # A second change may come before the app has told of the first.
            self._notes = applied(self._notes, make(self._notes))
        self._access.change(make, self._bridge().answer(then))

    def _put(self, edit: NotesEdit) -> Callable[[], None]:
        """Return what carries out an edit that was made before."""
        return lambda: self._access.change(lambda _: edit, lambda _: None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Delete):
                self.delete_chosen()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def _offer(self, place: QPoint) -> None:
        row = self.list.itemAt(place)
        if row is None or row.data(NOTE) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Edit"), lambda: self.list.editItem(row))
        menu.addAction(tr("Delete"), self.delete_chosen)
        menu.popup(self.list.viewport().mapToGlobal(place))

    # --- out of the app

    def _choose_file(self) -> None:
        dialog = QFileDialog(
            self,
            tr("Export"),
            str(Path.home() / f"{self._words.file}.md"),
            "Markdown (*.md);;Text (*.txt);;JSON (*.json);;iCalendar (*.ics);;todo.txt (*todo.txt)",
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def export_to(self, path: str) -> None:
        def then(saved: str | Failure) -> None:
            if isinstance(saved, Failure):
                self._notices.show_failure(ShowFailure(saved))
            else:
                self._notices.notice(tr("Saved {0}").format(saved))

        self._access.export(path, self._bridge().answer(then))
