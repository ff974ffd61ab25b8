"""Stands in for the vocabulary while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.dictation.vocabulary_access import Proposals, WordChange
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.gui.pending_work import PendingWork, Stop


class LateVocabulary:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def watch(self, show: Callable[[Proposals], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.vocabulary.watch(show))

    def corrected(self, before: str, after: str, profile: str = "") -> None:
        self._arrival.do(lambda desk: desk.vocabulary.corrected(before, after, profile))

    def correction_undone(self, before: str, after: str) -> None:
        self._arrival.do(lambda desk: desk.vocabulary.correction_undone(before, after))

    def take(self, change: WordChange) -> None:
        self._arrival.do(lambda desk: desk.vocabulary.take(change))

    def never(self, change: WordChange) -> None:
        self._arrival.do(lambda desk: desk.vocabulary.never(change))

    def only_here(self, change: WordChange) -> None:
        self._arrival.do(lambda desk: desk.vocabulary.only_here(change))

    def read_file(self, path: str, then: Callable[[Sentence | Failure], None]) -> None:
        self._arrival.do(lambda desk: desk.vocabulary.read_file(path, then))

    def write_file(self, path: str, then: Callable[[Sentence | Failure], None]) -> None:
        self._arrival.do(lambda desk: desk.vocabulary.write_file(path, then))
