"""Lets talks be summarised for the window and by the person's rule, and keeps what comes of it with them."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import replace

from voiceapp.app.idle_work import answered
from voiceapp.app.quiet_time import QuietTime
from voiceapp.app.worker_pool import BUG
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ids import TalkId
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.access import SummaryOffer, WritingState
from voiceapp.core.summaries.summary import Summaries, Summary
from voiceapp.core.transcript import Talk
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.summarisers import summariser
from voiceapp.one_off.talk_summaries import prompt_named, put_beside, written_about
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.runtime.summary_making import Summariser, without_waiting
from voiceapp.runtime.watchers import Watchers
from voiceapp.runtime.word_editing import WholeAnswer
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.store import Store
from voiceapp.storage.summary_store import SummaryStore

log = logging.getLogger(__name__)

QUIET_AFTER = 2.0
"""Seconds without talk or dictation after which a model on this device may work on a summary."""
LOOKS_EVERY = 0.25
GONE = Failure(FailureKind.NOT_FOUND, Sentence("This conversation is no longer in the history."))
BUSY = Failure(FailureKind.REJECTED, Sentence("This conversation is being summarised already."))


class SummariesDesk:
    """Meets `core.summaries.access.SummariesAccess`. May be used from any thread."""

    def __init__(
        self,
        store: Store,
        settings: Callable[[], Settings],
        keys: KeyRing,
        engines: AvailableEngines,
        room: SessionThread,
    ) -> None:
        self._store = store
        self._settings = settings
        self._keys = keys
        self._engines = engines
        self._room = room
        self.kept = SummaryStore(store)
        self.quiet = QuietTime(QUIET_AFTER)
        self._lock = threading.Lock()
        self._working: dict[TalkId, Future[None]] = {}
        self._states: dict[TalkId, WritingState] = {}
        self._watchers: Watchers[tuple[WritingState, ...]] = Watchers()

    # --- what fronts ask

    def offer(self, then: Answer[SummaryOffer]) -> None:
        async def look() -> None:
            try:
                found = await self.summariser()
            except EngineError as error:
                then(error.failure)
            else:
                then(SummaryOffer(found.whom, unsure=not found.unasked))

        self._room.run(look())

    def make(self, talk: TalkId, prompt: str, then: Answer[Summaries]) -> None:
        with self._lock:
            if talk in self._working:
                then(BUSY)
                return
            self._working[talk] = self._room.run(self._make(talk, prompt, then))

    def cancel(self, talk: TalkId) -> None:
        with self._lock:
            working = self._working.get(talk)
        if working is not None:
            working.cancel()

    def change(self, talk: TalkId, summaries: Summaries) -> None:
        self.kept.keep(talk, lambda _: summaries, lambda _: None)

    def watch(self, show: Callable[[tuple[WritingState, ...]], None]) -> Callable[[], None]:
        with self._lock:
            show(tuple(self._states.values()))
            return self._watchers.add(show)

    def close(self) -> None:
        with self._lock:
            working = list(self._working.values())
        for each in working:
            each.cancel()

    # --- how

    async def summariser(self) -> Summariser:
        """Return who summarises now. Raises EngineError."""
        return await asyncio.to_thread(summariser, self._engines, self._settings(), self._keys)

    async def _make(self, name: TalkId, prompt: str, then: Answer[Summaries]) -> None:
        self._show(WritingState(name, prompt))
        try:
            await self._write(name, prompt, then)
        except EngineError as error:
            then(error.failure)
        except asyncio.CancelledError:
            raise
        except Exception:  # the task's edge: whoever waits is told
            log.exception("a talk could not be summarised in a way that it should not")
            then(BUG)
        finally:
            with self._lock:
                self._working.pop(name, None)
            self.over(name)

    async def _write(self, name: TalkId, prompt: str, then: Answer[Summaries]) -> None:
        wanted = prompt_named(prompt, dict(self._settings().summaries.prompts)) if prompt else None
        talk = await self.load(name)
        if talk is None:
            raise EngineError(GONE)
        await self.write(talk, wanted, await self.summariser(), then)

    async def load(self, name: TalkId) -> Talk | None:
        def ask(answer: Callable[[Talk | Failure | None], None]) -> None:
            self._store.load_talk(name, answer)

        return await answered(ask, None)

    async def write(
        self, talk: Talk, prompt: tuple[str, str] | None, by: Summariser, then: Answer[Summaries] = lambda _: None
    ) -> None:
        """Write about a talk, and keep that with it. Raises EngineError."""
        state = WritingState(talk.id, prompt[0] if prompt else "")
        self._show(state)

        def tell(done: int, of: int) -> None:
            self._show(replace(state, done=done, of=of))

        # A model on this device would keep whoever talks waiting.
        turn = without_waiting if by.whom else self._when_quiet
        written = await written_about(talk, prompt, by, tell, turn)
        self.kept.keep(talk.id, lambda kept: put_beside(kept, written), then)
        if isinstance(written, Summary):
            self.kept.entitle(talk.id, written.title)

    async def write_unasked(self, talk: Talk, by: Summariser) -> bool:
        """Summarise a talk by the person's rule, unless they stop it. False: something else is being written about it.
        Raises EngineError.
        """
        with self._lock:
            if talk.id in self._working:
                return False
            writing = self._working[talk.id] = self._room.run(self.write(talk, None, by))
        ended = asyncio.wrap_future(writing)
        try:
            await asyncio.wait((ended,))
        finally:
            writing.cancel()
            with self._lock:
                self._working.pop(talk.id, None)
            self.over(talk.id)
        if not ended.cancelled():
            ended.result()
        return True

    async def _when_quiet(self, ask: Callable[[], Awaitable[WholeAnswer]]) -> WholeAnswer:
        while True:
            while not self.quiet.is_quiet:  # noqa: ASYNC110  (told from other threads)
                await asyncio.sleep(LOOKS_EVERY)
            asking = asyncio.ensure_future(ask())
            try:
                if await self._while_quiet(asking):
                    return asking.result()
            finally:
                asking.cancel()
                with contextlib.suppress(asyncio.CancelledError, EngineError):
                    await asking

    async def _while_quiet(self, asking: "asyncio.Future[WholeAnswer]") -> bool:
        while not asking.done():
            await asyncio.wait((asking,), timeout=LOOKS_EVERY)
            if not asking.done() and not self.quiet.is_quiet:
                return False
        return True

    def over(self, talk: TalkId) -> None:
        """Nothing is being written about a talk any more."""
        self._show(WritingState(talk), over=True)

    def _show(self, state: WritingState, *, over: bool = False) -> None:
        with self._lock:
            self._states.pop(state.talk, None)
            if not over:
                self._states[state.talk] = state
            self._watchers.notify(tuple(self._states.values()))
