"""Offers a word for the vocabulary once the person has corrected it often enough: a line, and nothing that waits."""

from PySide6.QtCore import QObject

from voiceapp.core.dictation.vocabulary_access import LearntWord, VocabularyAccess, WordChange
from voiceapp.gui.bridge import Bridge
from voiceapp.gui.notices import Notices
from voiceapp.gui.words import tr

SHOWN_MS = 20_000


class VocabularyNotices(QObject):
    def __init__(
        self, vocabulary: VocabularyAccess, bridge: Bridge, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._notices = notices
        self._told: set[WordChange] | None = None
        """None: what was there at the start is not news."""
        bridge.words_proposed.connect(self._show)

    def _show(self, proposals: tuple[LearntWord, ...]) -> None:
        changes = {proposal.change for proposal in proposals}
        new = changes - self._told if self._told is not None else set[WordChange]()
        self._told = changes
        for change in sorted(new, key=lambda change: change.written):
            self._offer(change)

    def _offer(self, change: WordChange) -> None:
        sentence = tr("You corrected “{0}” to “{1}” again. Should voiceapp always write it so?")
        self._notices.notice(
            sentence.format(change.heard, change.written),
            tr("Add to vocabulary"),
            lambda: self._vocabulary.take(change),
            shown_ms=SHOWN_MS,
        )
