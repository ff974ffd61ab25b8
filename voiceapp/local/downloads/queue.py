"""Fetches the wanted models one after another, on a thread of its own, and remembers them over a restart."""

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import model_of
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.downloads.resumable import PASSING, Progress
from voiceapp.local.model_store import ModelStore
from voiceapp.settings.atomic import replace_file
from voiceapp.settings.paths import make_private_folder

log = logging.getLogger(__name__)

NAME = "wanted.json"
TOLD_EVERY = 0.25
"""Seconds between two reports of progress."""
SURE_AFTER = 2.0
"""Seconds of fetching after which it can be said how long the rest takes."""
CLOSING_PATIENCE = 5.0

Fetch = Callable[[CatalogueModel, Progress], Awaitable[None]]


class KeptWish(msgspec.Struct):
    """Keeps one wanted model over a restart. What failed is tried again then."""

    id: str
    paused: bool = False
    by_itself: bool = False


@dataclass(slots=True)
class Wish:
    """Says how far one wanted model is."""

    id: str
    paused: bool = False
    by_itself: bool = False
    fetching: bool = False
    done: int = 0
    seconds_left: float | None = None
    failure: Failure | None = None
    keeps: bool = False
    """What has come stays, though nobody wants the model any more."""

    @property
    def goes_on(self) -> bool:
        """Return whether it is fetched now, or will be without anybody's asking."""
        return not self.paused or self.failure is not None


@dataclass(slots=True)
class _Pace:
    """Knows how fast it goes, from when it began."""

    began: float
    at: int
    told: float = field(default=float("-inf"))

    def seconds_left(self, now: float, done: int, whole: int) -> float | None:
        spent = now - self.began
        came = done - self.at
        if spent < SURE_AFTER or came <= 0:
            return None
        return max(0.0, (whole - done) * spent / came)


class ModelQueue:
    """May be used from any thread. Reports the id of each model about which something has changed, on any thread."""

    def __init__(
        self,
        store: ModelStore,
        fetch: Fetch,
        changed: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._fetch = fetch
        self._changed = changed
        self._clock = clock
        self._lock = threading.RLock()
        self._wishes: list[Wish] = [Wish(each.id, each.paused, each.by_itself) for each in _kept(store.root)]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake: asyncio.Event | None = None
        self._task: asyncio.Task[None] | None = None
        self._now: Wish | None = None
        """What is being fetched."""
        self._thread: threading.Thread | None = None
        self._closed = False

    def wish(self, model: str) -> Wish | None:
        """Return how far a model is. None if nobody wants it."""
        with self._lock:
            return next((each for each in self._wishes if each.id == model), None)

    def go_on(self) -> None:
        """Go on with what was being fetched when the app ended."""
        with self._lock:
            waiting = any(not each.paused for each in self._wishes)
        if waiting:
            self._stir()

    def try_again(self) -> None:
        """Try again what failed for want of a network."""
        with self._lock:
            failed = [each for each in self._wishes if each.failure is not None and each.failure.kind in PASSING]
            for wish in failed:
                wish.paused, wish.failure = False, None
            self._keep()
        if failed:
            self._stir()

    def get(self, model: CatalogueModel, *, by_itself: bool = False) -> None:
        with self._lock:
            if self._store.is_whole(model):
                return
            wish = self.wish(model.id)
            if wish is None:
                wish = Wish(model.id, by_itself=by_itself, done=self._store.begun(model))
                self._wishes.append(wish)
            wish.paused, wish.failure = False, None
            wish.by_itself = wish.by_itself and by_itself
            self._keep()
        self._changed(model.id)
        self._stir()

    def pause(self, model: str) -> None:
        with self._lock:
            wish = self.wish(model)
            if wish is None:
                return
            wish.paused = True
            self._keep()
        self._changed(model)
        self._break_off(model)

    def cancel(self, model: CatalogueModel) -> None:
        """Want it no longer, and throw away what has come, unless it is whole."""
        with self._lock:
            wish = self.wish(model.id)
            if wish is not None:
                self._wishes.remove(wish)
                self._keep()
            fetching = self._now is not None and self._now.id == model.id
            if self._now is not None and fetching:
                self._now.keeps = False
        if fetching:
            self._break_off(model.id)  # what is left is thrown away when it has stopped
        else:
            self._throw_away(model)

    def leave(self, wanted: Collection[str]) -> None:
        """Want no longer what was begun without anybody's asking, except these and what is paused. What came stays."""
        with self._lock:
            left = [each for each in self._wishes if each.by_itself and each.goes_on and each.id not in wanted]
            for wish in left:
                wish.keeps = True
                self._wishes.remove(wish)
            if left:
                self._keep()
        for wish in left:
            self._break_off(wish.id)
            self._changed(wish.id)

    def close(self) -> None:
        """Stop. What is being fetched goes on at the next start."""
        with self._lock:
            self._closed = True
            loop, thread = self._loop, self._thread
        if loop is not None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._stop)
        if thread is not None:
            thread.join(CLOSING_PATIENCE)

    # --- its thread

    def _stir(self) -> None:
        with self._lock:
            if self._closed:
                return
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="models", daemon=True)
                self._thread.start()
                return
            loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(self._wake_up)

    def _run(self) -> None:
        asyncio.run(self._serve())

    def _wake_up(self) -> None:
        if self._wake is not None:
            self._wake.set()

    def _stop(self) -> None:
        self._wake_up()
        if self._task is not None:
            self._task.cancel()

    def _break_off(self, model: str) -> None:
        def end() -> None:
            if self._task is not None and self._task.get_name() == model:
                self._task.cancel()

        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(end)

    async def _serve(self) -> None:
        self._wake = asyncio.Event()
        with self._lock:
            self._loop = asyncio.get_running_loop()
        while not self._closed:
            self._wake.clear()
            wish = self._next()
            if wish is None:
                await self._wake.wait()
                continue
            await self._bring(wish)

    def _next(self) -> Wish | None:
        with self._lock:
            wish = next((each for each in self._wishes if not each.paused), None)
            if wish is not None:
                wish.fetching = True
            self._now = wish
            return wish

    async def _bring(self, wish: Wish) -> None:
        model = model_of(wish.id)
        if model is None:  # a catalogue of another version had it
            self._over(wish)
            return
        self._changed(wish.id)
        self._task = asyncio.create_task(self._fetched(wish, model), name=wish.id)
        await asyncio.wait({self._task})
        failure = _failure_of(self._task)
        cancelled = self._task.cancelled()
        self._task = None
        with self._lock:
            self._now = None
            wish.fetching = False
            wish.seconds_left = None
            kept = wish.keeps or self.wish(wish.id) is not None
            if failure is not None:
                wish.failure, wish.paused = failure, True
                self._keep()
            elif not cancelled:
                self._over(wish)
        if not kept:
            self._throw_away(model)
        self._changed(wish.id)

    async def _fetched(self, wish: Wish, model: CatalogueModel) -> None:
        await self._fetch(model, self._progress(wish, model))

    def _over(self, wish: Wish) -> None:
        with self._lock:
            if wish in self._wishes:
                self._wishes.remove(wish)
            self._keep()

    def _progress(self, wish: Wish, model: CatalogueModel) -> Progress:
        pace: list[_Pace] = []

        def told(done: int) -> None:
            now = self._clock()
            if not pace:
                pace.append(_Pace(now, done))
            wish.done = done
            wish.seconds_left = pace[0].seconds_left(now, done, model.size)
            if now - pace[0].told >= TOLD_EVERY:
                pace[0].told = now
                self._changed(wish.id)

        return told

    def _throw_away(self, model: CatalogueModel) -> None:
        if not self._store.is_whole(model):
            try:
                self._store.delete(model)
            except (EngineError, OSError) as error:  # another program fetches it, or the disk is broken
                log.warning("what came of a model could not be deleted: %s", type(error).__name__)
        self._changed(model.id)

    def _keep(self) -> None:
        try:
            make_private_folder(self._store.root)
            kept = [KeptWish(each.id, each.paused and each.failure is None, each.by_itself) for each in self._wishes]
            replace_file(self._store.root / NAME, msgspec.json.encode(kept))
        except OSError as error:
            log.warning("the wanted models could not be kept: %s", type(error).__name__)


def _failure_of(task: asyncio.Task[None]) -> Failure | None:
    if task.cancelled():
        return None
    error = task.exception()
    if error is None:
        return None
    if isinstance(error, EngineError):
        return error.failure
    log.error("a model could not be fetched", exc_info=error)
    return Failure(FailureKind.BUG, Sentence("Something went wrong in voiceapp. Please report it."))


def _kept(root: Path) -> list[KeptWish]:
    try:
        return msgspec.json.decode((root / NAME).read_bytes(), type=list[KeptWish])
    except (OSError, msgspec.MsgspecError):
        return []
