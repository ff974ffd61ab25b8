"""Shows the words that may be learnt from corrections, and takes words from files and into them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from voiceapp.core.dictation.vocabulary_access import LearntWord, VocabularyAccess
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.look.controls import Paragraph
from voiceapp.gui.look.theme import HAIR, SPACE, TIGHT
from voiceapp.gui.sentences import in_words
from voiceapp.gui.words import tr, translated

MOST = 12
"""The most words that are proposed at once; the others follow."""


class VocabularyBox(QWidget):
    def __init__(self, vocabulary: VocabularyAccess, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._bridge = bridge
        self._empty = Paragraph(tr("Words that you correct twice are proposed here."))
        self._empty.setObjectName("quiet")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(HAIR)
        self._said = Paragraph("")
        self._said.setObjectName("quiet")
        files = QHBoxLayout()
        for text, name, work in (
            (tr("Import words…"), "importWords", self.choose_import),
            (tr("Export words…"), "exportWords", self.choose_export),
        ):
            files.addWidget(_button(text, name, work))
        files.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE)
        column.setSpacing(TIGHT)
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addLayout(files)
        bridge.words_proposed.connect(self.show_proposals)
        self.show_proposals(bridge.proposals)

    def show_proposals(self, proposals: tuple[LearntWord, ...]) -> None:
        while (taken := self._rows.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for proposal in proposals[:MOST]:
            self._rows.addWidget(self._row(proposal))
        self._empty.setVisible(not proposals)

    def _row(self, proposal: LearntWord) -> QWidget:
        change = proposal.change
        box = QWidget()
        box.setObjectName("proposal")
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        words = QLabel(tr("Heard “{0}”, you wrote “{1}”").format(change.heard, change.written))
        words.setToolTip(tr("Corrected {0} times").format(proposal.times))
        row.addWidget(words, 1)
        vocabulary = self._vocabulary
        only_here = tr("It was right there; ask again if it comes up twice")
        if proposal.profile:
            only_here = tr("Write it so with the profile “{0}”").format(translated(proposal.profile))
        for text, name, work, told in (
            (tr("Add"), "take", vocabulary.take, tr("Always write it so")),
            (tr("Only here"), "onlyHere", vocabulary.only_here, only_here),
            (tr("Never"), "never", vocabulary.never, tr("Don't ask again")),
        ):
            button = _button(text, name, partial(work, change))
            button.setToolTip(told)
            button.setAccessibleDescription(f"{words.text()}. {told}")
            row.addWidget(button)
        return box

    # --- files

    def choose_import(self) -> None:
        dialog = self._dialog(tr("Import words"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.bring_in)
        dialog.open()

    def choose_export(self) -> None:
        dialog = self._dialog(tr("Export words"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.put_out)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, "", tr("Words") + " (*.csv *.txt *.json)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def bring_in(self, path: str) -> None:
        self._vocabulary.read_file(path, self._bridge.answer(self._tell))

    def put_out(self, path: str) -> None:
        self._vocabulary.write_file(path, self._bridge.answer(self._tell))

    def _tell(self, said: Sentence | Failure) -> None:
        self._said.setText(in_words(said))


def _button(text: str, name: str, work: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: work())
    return button
