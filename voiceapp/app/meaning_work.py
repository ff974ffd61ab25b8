"""Finds out while nobody talks what all that is kept means, and searches by it."""

import asyncio
import logging
import time
from collections.abc import Callable

from voiceapp.app.idle_work import IdleWork, answered
from voiceapp.app.quiet_time import QuietTime
from voiceapp.core.answers import Answer
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.meaning import Embedder, TextUse, Vectors
from voiceapp.core.ports import EngineError
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.endpoints import AddressError
from voiceapp.storage.meanings import DueText
from voiceapp.storage.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Texts that are read together: a second's work."""
LOOK_EVERY = 15.0
"""Seconds after which new texts are looked for."""
REST = 1.0
"""How long the work rests, for each second that it took."""
NOT_QUIET_FOR = 2.0
"""Seconds after which to see whether it's quiet now."""
GIVEN_UP_FOR = 600.0
"""Seconds for which a service or model that fails isn't asked again."""
QUESTION_PATIENCE = 8.0
"""Seconds for which a search waits for its meaning. A model may have to be loaded first."""
MEMORY_KEPT = 120.0
"""Seconds after a search for which the next one finds the vectors in memory."""


class MeaningWork:
    """Belongs to the session's loop, except where it says otherwise."""

    def __init__(
        self,
        store: Store,
        embedder: Callable[[], Embedder | None],
        room: SessionThread,
        quiet: QuietTime,
    ) -> None:
        """`embedder` gives what tells the meaning of texts. None: nothing does. It raises EngineError."""
        self._store = store
        self._embedder = embedder
        self._room = room
        self._quiet = quiet
        self._work = IdleWork(room, self._work_once)
        self.wake = self._work.wake
        """Look again: a model or a setting may be another one now. May be called from any thread."""
        self._resting: asyncio.TimerHandle | None = None
        self._model: str | None = None
        """The model that the store was told of."""
        self._last: tuple[DueText, ...] = ()

    def start(self) -> None:
        """Begin. May be called from any thread."""
        self._store.by_meaning = self.find
        self._work.start()

    def close(self) -> None:
        """End. May be called from any thread."""
        self._store.by_meaning = None
        self._work.close()

    # --- searching

    def find(self, query: Query, then: Answer[HistoryPage]) -> None:
        """Find, from any thread. Where nothing tells what the words mean, or not soon, they're searched for alone."""
        self._room.run(self._find(query, then))

    async def _find(self, query: Query, then: Answer[HistoryPage]) -> None:
        if query.like and (found := await self._like(query)) is not None:
            then(found)
            self._rest_later()
            return
        question, name = await self._meaning_of(query.words)
        if question is None:
            self._store.meanings.find_words(query, then)
            return
        self._store.meanings.find(query, question, name, then)
        self._rest_later()

    async def _like(self, query: Query) -> HistoryPage | None:
        """What is like a line that has been read for its meaning already. None: it hasn't, so its words have to do."""

        def find(answer: Answer[HistoryPage | None]) -> None:
            self._store.meanings.find_like(query, answer)

        return await answered(find, None)

    async def passages(self, question: str) -> tuple[FoundPassage, ...] | None:
        """Find the lines that a question is about, by its words and by what it means. In the loop. None: it failed."""
        meaning, name = await self._meaning_of(question)
        self._rest_later()

        def find(then: Answer[tuple[FoundPassage, ...] | None]) -> None:
            self._store.meanings.find_passages(question, meaning, name, then)

        return await answered(find, None)

    async def _meaning_of(self, words: str) -> tuple[Vectors | None, str]:
        """What they mean to which model. None: nothing tells, or not soon."""
        name = ""
        try:
            embedder = self._embedder()
            if embedder is not None and (name := embedder.name):
                async with asyncio.timeout(QUESTION_PATIENCE):
                    return await embedder.embed([words], TextUse.QUERY), name
        except (EngineError, AddressError, TimeoutError) as error:
            log.info("a search by meaning was left out: %s", type(error).__name__)
        return None, name

    def _rest_later(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(MEMORY_KEPT, self._store.meanings.rest)

    # --- working

    def _due(self, then: Answer[tuple[DueText, ...]]) -> None:
        self._store.meanings.due(AT_ONCE, then)

    async def _work_once(self) -> float:
        """Read some texts. Returns after how many seconds to go on."""
        if not self._quiet.is_quiet:
            return NOT_QUIET_FOR
        began = time.monotonic()
        try:
            embedder = self._embedder()
            name = "" if embedder is None else embedder.name
            if name != self._model:
                self._store.meanings.use_model(name)
                self._model, self._last = name, ()
            due: tuple[DueText, ...] = ()
            if name:
                due = await answered(self._due, due)
            # What comes again could not be kept.
            if embedder is None or not due or due == self._last:
                self._last = due
                return LOOK_EVERY
            vectors = await embedder.embed([text.text for text in due], TextUse.PASSAGE)
            self._store.meanings.keep(name, due, vectors)
            self._last = due
        except (EngineError, AddressError) as error:
            log.info("what is kept can't be read for its meaning: %s", type(error).__name__)
            return GIVEN_UP_FOR
        return (time.monotonic() - began) * REST
