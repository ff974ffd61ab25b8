"""Shows the history in the pane on the left: search, filters, the talks by day, and the actions on them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from voiceapp.core.backup_access import BackupState
from voiceapp.core.desk import Desk
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.failures import Failure
from voiceapp.core.history import DiskUsage, TalkSummary
from voiceapp.core.messages import ShowFailure
from voiceapp.core.talk.titles import shortened
from voiceapp.core.transcript import TalkId
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.history.confirmation import Confirmation
from voiceapp.gui.history.export import ExportMenu, TalkToExport
from voiceapp.gui.history.filters import Filters
from voiceapp.gui.history.found_imports import FoundImports
from voiceapp.gui.history.list import HistoryList
from voiceapp.gui.history.model import PAGE, FoundLine, HistoryModel
from voiceapp.gui.late_part import LatePart
from voiceapp.gui.look.controls import ShortLabel, SignButton, sign_of_clearing
from voiceapp.gui.look.theme import LIGHT, SPACE, TIGHT, WIDE, Palette
from voiceapp.gui.notices import Notices
from voiceapp.gui.sentences import in_words, size_words
from voiceapp.gui.undoable_edits import UndoableEdits
from voiceapp.gui.vocabulary_notices import VocabularyNotices
from voiceapp.gui.words import tr

if TYPE_CHECKING:
    from voiceapp.gui.history.deleted import DeletedPage

TYPING_MS = 120
MEANING_MS = 400
"""After what was found by words: the meaning of half a word is none."""
LONGEST_SOUGHT = 200
"""Characters of a line that are enough to find others like it."""
NEWS_MS = 1_500


class HistoryPane(QWidget):
    opened = Signal(object)
    """A TalkSummary or a Found was chosen for reading."""
    continued = Signal(object)
    files_wanted = Signal()
    """Recordings are to be written down."""
    asked = Signal(str)
    """The history is to be asked this question; empty: one that the person will write."""

    def __init__(
        self,
        desk: Desk,
        bridge: Callable[[], Bridge],
        notices: Notices,
        exports: ExportMenu,
        edits: UndoableEdits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self._desk = desk
        self._bridge = bridge
        self._notices = notices
        self._words = VocabularyNotices(desk.vocabulary, bridge(), notices, self)
        self._exports = exports
        self._edits = edits
        edits.changed.connect(self._look_again_at_all)
        self._deleted = LatePart(self._make_deleted)
        self._palette = LIGHT
        self._now = TalkId("")
        self._like = ("", "")
        """The words that stand for a line or a talk whose like is looked for, and its name."""
        self._counted = ""
        self._taken = ""
        self.model = HistoryModel(desk.history, lambda then: bridge().answer(then))
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._failed)
        self.list = HistoryList(self.model)
        self.list.opened.connect(self.opened)
        self.list.menu_wanted.connect(self._menu)
        self.list.rename_wanted.connect(self._rename)
        self.list.delete_wanted.connect(self.delete)
        self.list.dragged.connect(self._drag)
        self.filters = Filters()
        self.filters.hide()
        self.filters.changed.connect(self._look)
        self._typing = _timer(self, TYPING_MS, self._look)
        self._meaning = _timer(self, MEANING_MS, self._look_for_meaning)
        self._news = _timer(self, NEWS_MS, self._look_again)
        bridge().dictation.connect(self._dictated)
        bridge().backup_changed.connect(self._restored)
        self._build()

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("historySearch")
        self.search.setPlaceholderText(tr("Search…"))
        self.search.setAccessibleName(tr("Search conversations"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda: self._typing.start())
        self.search.returnPressed.connect(self.list.setFocus)
        self._filter = SignButton("filter", tr("Filter"))
        self._filter.setObjectName("flatToggle")
        self._filter.setCheckable(True)
        self._filter.toggled.connect(self.filters.setVisible)
        self._ask = QPushButton(tr("Ask your history"))
        self._ask.setObjectName("link")
        self._ask.setToolTip(tr("Answers what stands in the search field from your history."))
        self._ask.clicked.connect(lambda: self.asked.emit(self.search.text().strip()))
        self._ask.hide()
        self._more = SignButton("more", tr("More"))
        self._more.clicked.connect(self._more_menu)
        self._imports = FoundImports(self._desk.exports, self._bridge, self.bring_in, self.choose_import_file)
        self._confirm = Confirmation(
            tr("Delete all conversations and their audio? You can't undo this."),
            tr("Delete all"),
            self._delete_all,
            name="deleteAllYes",
        )
        self._room = ShortLabel()
        self._room.setObjectName("small")
        top = QHBoxLayout()
        top.setSpacing(TIGHT)
        top.addWidget(self.search, 1)
        top.addWidget(self._filter)
        top.addWidget(self._more)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE, SPACE, SPACE, TIGHT)
        head.addLayout(top)
        head.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeading)
        head.addWidget(self.filters)
        head.addWidget(self._confirm)
        head.addWidget(self._imports)
        foot = QVBoxLayout()
        foot.setContentsMargins(WIDE, TIGHT, SPACE, SPACE)
        foot.addWidget(self._room)
        self._listed = QWidget()
        column = QVBoxLayout(self._listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self._pages = QVBoxLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self._listed, 1)

    @property
    def deleted(self) -> "DeletedPage":
        return self._deleted.get()

    def _make_deleted(self) -> "DeletedPage":
        from voiceapp.gui.history.deleted import DeletedPage  # noqa: PLC0415  (only when somebody looks for it)

        page = DeletedPage(self._desk, self._bridge, self._edits)
        page.closed.connect(self.show_history)
        page.failed.connect(self._failed)
        page.use(self._palette)
        page.hide()
        self._pages.addWidget(page, 1)
        return page

    def use(self, palette: Palette) -> None:
        self._palette = palette
        self._filter.use(palette)
        self._more.use(palette)
        sign_of_clearing(self.search, palette)
        self.list.use(palette)
        if self._deleted.made is not None:
            self._deleted.made.use(palette)

    def show_deleted(self) -> None:
        self._listed.hide()
        self.deleted.show()
        self.deleted.begin()

    def show_history(self) -> None:
        if self._deleted.made is not None:
            self._deleted.made.hide()
        self._listed.show()
        self.list.setFocus()

    # --- what is listed

    def begin(self) -> None:
        """Search for the first time once the pane is visible, not before."""
        if not self.model.rowCount():
            self._look()

    def now(self, talk: TalkId) -> None:
        """This talk is the one that is going on in the middle."""
        self._now = talk
        self.list.show_current(talk)
        self.news()

    def reading(self, talk: TalkId) -> None:
        self.list.show_current(talk or self._now)

    def news(self) -> None:
        """Something was said: the list is refreshed soon, but not at each word."""
        if self.isVisible() and not self._news.isActive():
            self._news.start()

    def _restored(self, state: BackupState) -> None:
        if state.restored:
            self.news()

    def _dictated(self, view: DictationView) -> None:
        if view.stage is not DictationStage.RECORDING:
            self.news()

    def begin_search(self) -> None:
        self.show_history()
        self.search.setFocus()
        self.search.selectAll()

    def _look(self) -> None:
        self.model.look(self.filters.query(self.search.text().strip(), PAGE))
        self._desk.kept.room(self._bridge().answer(self._show_room))
        self._ask.setVisible(bool(self.search.text().strip()))
        if self.search.text().strip():
            self._meaning.start()

    def _look_for_meaning(self) -> None:
        words = self.search.text().strip()
        if words and words == self.model.query.words:
            like = self._like[1] if words == self._like[0] else ""
            self.model.look(replace(self.model.query, meaning=True, like=like))

    def find_similar(self, text: str, like: str) -> None:
        """Look for lines that mean nearly the same as this text, which is that of the line or the talk of this name."""
        self.show_history()
        shown = shortened(text.strip(" …\n"), LONGEST_SOUGHT).rstrip("…")
        self._like = (shown.strip(), like)
        self.search.setText(shown)

    def _look_again(self) -> None:
        if not self.search.text().strip():
            self.model.look_again()

    def _loaded(self) -> None:
        self.filters.offer(self.model.engines, self.model.kinds)
        searched = bool(self.model.query.words) or self.filters.active
        self.list.empty_words = tr("No results") if searched else tr("Your conversations appear here.")
        self.list.viewport().update()
        self._counted = _counted(self.model.total, searched=searched)
        self._show_footer()

    def _failed(self, failure: Failure) -> None:
        self._notices.show_failure(ShowFailure(failure))

    def _show_room(self, room: DiskUsage | Failure) -> None:
        if not isinstance(room, Failure):
            used = size_words(room.database + room.sounds)
            self._taken = tr("{0} used, {1} free").format(used, size_words(room.free))
            self._show_footer()

    def _show_footer(self) -> None:
        self._room.say(" · ".join(filter(None, (self._counted, self._taken))))

    # --- what is done to a talk

    def menu_for(self, entry: TalkSummary | FoundLine) -> QMenu:
        talk = entry.talk if isinstance(entry, FoundLine) else entry
        menu = QMenu(self)
        menu.addAction(tr("Read"), lambda: self.opened.emit(entry))
        if isinstance(entry, FoundLine) and entry.hit.sound is not None:
            sound = entry.hit.sound
            menu.addAction(tr("Play"), lambda: self._desk.sound.play(sound))
        menu.addAction(tr("Continue this conversation"), lambda: self.continued.emit(talk.id))
        similar, like = (entry.hit.snippet, entry.hit.item) if isinstance(entry, FoundLine) else (talk.title, talk.id)
        if similar:
            menu.addAction(tr("Find similar"), lambda: self.find_similar(similar, like))
        menu.addSeparator()
        menu.addAction(tr("Rename…"), lambda: self._rename(talk))
        menu.addAction(tr("Unpin") if talk.pinned else tr("Pin"), lambda: self._pin(talk))
        menu.addMenu(self._exports.menu(picked(talk), self._palette))
        menu.addSeparator()
        menu.addAction(tr("Delete"), lambda: self.delete(talk))
        return menu

    def _menu(self, entry: TalkSummary | FoundLine, at: QPoint) -> None:
        menu = self.menu_for(entry)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _drag(self, entry: TalkSummary | FoundLine) -> None:
        self._exports.drag(picked(entry))

    def _rename(self, talk: TalkSummary) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(tr("Rename"))
        dialog.setLabelText(tr("Title:"))
        dialog.setTextValue(talk.title)

        def done(title: str) -> None:
            self._edits.rename(talk, title.strip())

        dialog.textValueSelected.connect(done)
        dialog.open()

    def _pin(self, talk: TalkSummary) -> None:
        self._desk.history.pin_talk(talk.id, pinned=not talk.pinned)
        self.model.look_again()

    def delete(self, talk: TalkSummary) -> None:
        self._edits.delete_talk(talk)

    def _look_again_at_all(self) -> None:
        self.model.look_again()
        if self._deleted.made is not None and self._deleted.made.isVisible():
            self._deleted.made.look()

    def _delete_all(self) -> None:
        self._confirm.hide()

        def done(room: DiskUsage | Failure) -> None:
            if isinstance(room, Failure):
                self._failed(room)
            else:
                self._edits.forget_all()
                self._look()
                self._notices.notice(tr("Everything deleted"))

        self._desk.kept.delete_everything(self._bridge().answer(done))

    # --- import

    def _more_menu(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(tr("Ask your history…"), lambda: self.asked.emit(""))
        menu.addAction(tr("Transcribe files…"), lambda: self.files_wanted.emit())
        menu.addAction(tr("Import…"), self.choose_import)
        menu.addAction(tr("Recently deleted"), self.show_deleted)
        menu.addAction(tr("Delete all…"), self._confirm.show)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def choose_import(self) -> None:
        self._imports.look()

    def choose_import_file(self) -> None:
        dialog = QFileDialog(self, tr("Import"), "", tr("Conversations") + " (*.json *.zip *.sqlite *.db)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.bring_in)
        dialog.open()

    def bring_in(self, path: str) -> None:
        self._desk.exports.import_file(path, self._bridge().answer(self._brought))

    def _brought(self, talks: tuple[TalkId, ...] | Failure) -> None:
        if isinstance(talks, Failure):
            self._failed(talks)
        else:
            self._look()
            number = len(talks)
            self._notices.notice(
                tr("1 conversation in your history.")
                if number == 1
                else tr("{0} conversations in your history.").format(number)
            )


def _counted(total: int, *, searched: bool) -> str:
    """`searched`: it is what was found, not all that there is."""
    if searched:
        return tr("{0} found").format(total)
    if not total:
        return ""  # the empty list says so itself
    return tr("1 conversation") if total == 1 else tr("{0} conversations").format(total)


def picked(entry: TalkSummary | FoundLine) -> TalkToExport:
    talk = entry.talk if isinstance(entry, FoundLine) else entry
    return TalkToExport(talk.id, in_words(talk.shown_title), talk.started_at)


def _timer(parent: QWidget, milliseconds: int, work: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(work)
    return timer
