"""Keeps what lines mean in the store, and finds lines by it: the store as whoever makes the vectors sees it."""

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from voiceapp.core.answers import Answer
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.meaning import Vectors
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.storage.database import Database
from voiceapp.storage.found_passages import find_passages
from voiceapp.storage.meanings import DueText
from voiceapp.storage.put_off import Change
from voiceapp.storage.search import find_talks, talks_within

if TYPE_CHECKING:
    from voiceapp.storage.nearest_lines import NearestLines

T = TypeVar("T")


class _Asks(Protocol):
    def __call__(self, ask: Callable[[Database], T], then: Answer[T]) -> None: ...


class MeaningStore:
    """May be used from any thread, as the store itself."""

    def __init__(self, ask: _Asks, change: Callable[[Change, Hashable], None]) -> None:
        """`ask` and `change` are the store's."""
        self._ask = ask
        self._change = change
        self._lines: NearestLines | None = None
        """Used on the reading thread alone."""

    def use_model(self, name: str) -> None:
        """These vectors are made by that model from now on. Those of another go. Empty: all go."""
        self._change(lambda database: database.meanings.use_model(name), ("meaning model",))

    def due(self, most: int, then: Answer[tuple[DueText, ...]]) -> None:
        self._ask(lambda database: database.meanings.due(most), then)

    def keep(self, model: str, texts: Sequence[DueText], vectors: Vectors) -> None:
        from voiceapp.storage.nearest_lines import packed  # noqa: PLC0415  (numpy, only where there are vectors)

        made = tuple(zip(texts, packed(vectors), strict=True))
        # What is not written is due again, and made again.
        self._change(lambda database: database.meanings.put(model, made), ("meanings",))

    def find_words(self, query: Query, then: Answer[HistoryPage]) -> None:
        self._ask(lambda database: find_talks(database.db, query), then)

    def find(self, query: Query, question: Vectors, model: str, then: Answer[HistoryPage]) -> None:
        """Find by words and by meaning; `question` is what the query's words mean to that model."""
        self._ask(lambda database: self._find(database, query, question, model), then)

    def _find(self, database: Database, query: Query, question: Vectors, model: str) -> HistoryPage:
        if database.meanings.model != model:
            return find_talks(database.db, query)
        near = self._nearest().find(database.db, model, question.rows, talks_within(database.db, query))
        return find_talks(database.db, query, near)

    def find_like(self, query: Query, then: Answer[HistoryPage | None]) -> None:
        """Find what means nearly the same as the line or the talk that it names. None: it has not been read yet."""

        def find(database: Database) -> HistoryPage | None:
            from voiceapp.storage.like_this import find_like  # noqa: PLC0415

            return find_like(database.db, self._nearest(), database.meanings.model, query)

        self._ask(find, then)

    def find_passages(
        self, question: str, meaning: Vectors | None, model: str, then: Answer[tuple[FoundPassage, ...]]
    ) -> None:
        """Find the lines that a question is about. `meaning`: what it means to that model. None: go by its words."""

        def find(database: Database) -> tuple[FoundPassage, ...]:
            known = meaning is not None and database.meanings.model == model
            near = self._nearest().find(database.db, model, meaning.rows) if meaning is not None and known else []
            return find_passages(database.db, question, near)

        self._ask(find, then)

    def _nearest(self) -> "NearestLines":
        from voiceapp.storage.nearest_lines import NearestLines  # noqa: PLC0415

        if self._lines is None:
            self._lines = NearestLines()
        return self._lines

    def rest(self) -> None:
        """Give the memory back that searching takes, as nobody searches now."""

        def forget(_: Database) -> None:
            self._lines = None

        self._ask(forget, lambda _: None)
