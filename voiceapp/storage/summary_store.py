"""Gives access to what is kept about talks beside their lines."""

from collections.abc import Callable

from voiceapp.core.answers import Answer
from voiceapp.core.ids import TalkId
from voiceapp.core.summaries.summary import Summaries
from voiceapp.storage.database import Database
from voiceapp.storage.saved_summaries import next_due, put_due, put_summaries, settle_due, summaries_of
from voiceapp.storage.store import Store


class SummaryStore:
    """May be used from any thread; what is asked is answered on the store's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, talk: TalkId, change: Callable[[Summaries], Summaries], then: Answer[Summaries]) -> None:
        """Keep what `change` makes of what is there by then, and answer with it."""
        self._store.change(lambda database: change_summaries(database, talk, change))
        self._store.ask(lambda database: summaries_of(database.db, _number(database, talk)), then)

    def entitle(self, talk: TalkId, title: str) -> None:
        """Name a talk, unless the person did."""
        self._store.change(lambda database: entitle(database, talk, title))

    def put_due(self, talk: TalkId) -> None:
        def put(database: Database) -> None:
            number = database.number_of(talk)
            if number is not None:
                put_due(database.db, number)

        self._store.change(put)

    def next_due(self, then: Answer[TalkId]) -> None:
        self._store.ask(lambda database: TalkId(next_due(database.db)), then)

    def settle_due(self, talk: TalkId, *, done: bool) -> None:
        def settle(database: Database) -> None:
            number = database.number_of(talk)
            if number is not None:
                settle_due(database.db, number, done=done)

        self._store.change(settle)


def change_summaries(database: Database, talk: TalkId, change: Callable[[Summaries], Summaries]) -> None:
    """Replace what is kept about a talk by what `change` makes of it, if the talk is still there."""
    number = database.number_of(talk)
    if number is not None:
        put_summaries(database.db, number, change(summaries_of(database.db, number)))


def entitle(database: Database, talk: TalkId, title: str) -> None:
    """Name a talk, unless the person did."""
    number = database.number_of(talk)
    named = (
        number is not None and database.db.execute("SELECT named FROM talks WHERE number = ?", (number,)).fetchone()[0]
    )
    if title and not named:
        database.rename(talk, title, by_hand=False)


def _number(database: Database, talk: TalkId) -> int:
    number = database.number_of(talk)
    if number is None:
        raise LookupError
    return number
