"""Uploads talks to the service that searches, and lists and deletes what lies there."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import TypeVar
from urllib.parse import quote, unquote

from voiceapp.app.idle_work import answered
from voiceapp.app.worker_pool import BUG
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.history import ExportWishes
from voiceapp.core.hosted_search import HostedSearch
from voiceapp.core.ids import TalkId
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.titles import title_of
from voiceapp.core.transcript import Talk
from voiceapp.core.uploads.access import STAYS_DAYS, UploadedTalk, UploadState
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.hosted_search import SearchByService, search_server
from voiceapp.exports import md
from voiceapp.openai.files import Files, Purpose, StoredFile
from voiceapp.openai.hosted_search import FILE_NAME
from voiceapp.openai.http import Server
from voiceapp.openai.vector_stores import ReadFile, VectorStores
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.storage.store import Store
from voiceapp.storage.upload_memory import UploadMemory

log = logging.getLogger(__name__)
T = TypeVar("T")
STORE = "voiceapp"
LOOKS = 60
LOOKS_EVERY = 1.0
"""How often the service is asked whether it has read an upload, and how many seconds apart."""
GONE = Failure(FailureKind.NOT_FOUND, Sentence("This conversation is no longer in the history."))
EMPTY = Failure(FailureKind.REJECTED, Sentence("There are no words in this conversation, so it wasn't uploaded."))
UNREAD = Failure(
    FailureKind.REJECTED, Sentence("The service couldn't read this conversation, so it was deleted there again.")
)
NOT_REMEMBERED = Failure(
    FailureKind.DISK_FULL,
    Sentence(
        "This device's disk takes nothing more, so what was uploaded was deleted again. Make room, and try again."
    ),
)
_STATES = {"in_progress": UploadState.READING, "completed": UploadState.READY}


class UploadsDesk:
    """Meets `core.uploads.access.UploadsAccess`. May be used from any thread."""

    def __init__(
        self,
        engines: AvailableEngines,
        store: Store,
        room: SessionThread,
        memory: UploadMemory,
        changed: Callable[[], None],
    ) -> None:
        """`changed` is called when there is something to search, or no longer."""
        self._engines = engines
        self._store = store
        self._room = room
        self._memory = memory
        self._changed = changed
        self._one_at_a_time = asyncio.Lock()
        """Two that come while nothing lies there would each make a place of their own."""

    def uploaded(self, then: Answer[tuple[UploadedTalk, ...]]) -> None:
        self._room.run(_told(self._uploaded(), then))

    def upload(self, talk: TalkId, then: Answer[UploadedTalk]) -> None:
        self._room.run(_told(self._upload_in_turn(talk), then))

    def delete(self, files: tuple[str, ...] | None, then: Answer[int]) -> None:
        self._room.run(_told(self._delete(files), then))

    # --- what lies there

    async def _uploaded(self) -> tuple[UploadedTalk, ...]:
        server = self._server()
        read: dict[str, ReadFile] = {}
        store = self._memory.store_at(_origin(server))
        if store:
            with suppress(EngineError):  # what lies there is shown, whether or not it can be searched
                read = {each.file: each for each in await VectorStores(server).files(store)}
        rows = (self._row(file, read.get(file.id)) for file in await Files(server).all())
        return tuple(row for row in rows if row is not None)

    def _row(self, file: StoredFile, read: ReadFile | None) -> UploadedTalk | None:
        """Return None for what others put there."""
        named = FILE_NAME.fullmatch(file.name)
        if named is None or file.purpose != Purpose.ASSISTANTS.value:
            return None
        talk = TalkId(unquote(named["talk"]))
        state = _STATES.get(read.status, UploadState.FAILED) if read is not None else UploadState.FAILED
        title = self._memory.title_of(talk) or talk
        return UploadedTalk(file.id, talk, title, file.bytes, file.created, file.expires, state)

    # --- one more

    async def _upload_in_turn(self, name: TalkId) -> UploadedTalk:
        async with self._one_at_a_time:
            return await self._upload(name)

    async def _upload(self, name: TalkId) -> UploadedTalk:
        server = self._server()
        talk = await self._load(name)
        if talk is None:
            raise EngineError(GONE)
        content = _words_of(talk)
        title = str(title_of(talk))
        before = [each.file for each in await self._uploaded() if each.talk == name]
        files, stores = Files(server), VectorStores(server)
        store = await self._living_store(server)
        file = await files.add(
            f"voiceapp-{quote(name, safe='')}.md",
            content,
            Purpose.ASSISTANTS,
            stays=STAYS_DAYS * 24 * 3_600,
            media_type="text/markdown",
        )
        try:
            read = await self._read(stores, store, file.id)
            self._memory.keep(_origin(server), store, name, title)
        except BaseException as error:
            await _withdraw(files, file.id)
            if isinstance(error, OSError):
                raise EngineError(NOT_REMEMBERED) from error
            raise
        for old in before:
            await self._take_away(server, store, old)
        self._changed()
        return UploadedTalk(
            file.id, name, title, file.bytes, file.created, file.expires, _STATES.get(read.status, UploadState.READING)
        )

    async def _load(self, name: TalkId) -> Talk | None:
        def ask(answer: Callable[[Talk | Failure | None], None]) -> None:
            self._store.load_talk(name, answer)

        return await answered(ask, None)

    async def _living_store(self, server: Server) -> str:
        """Return the vector store for what is uploaded, a new one where there is none or it has ended."""
        stores, store = VectorStores(server), self._memory.store_at(_origin(server))
        if store:
            try:
                if await stores.is_alive(store):
                    return store
            except EngineError as error:
                if error.failure.kind is not FailureKind.NOT_FOUND:
                    raise
        return await stores.create(STORE, STAYS_DAYS)

    async def _read(self, stores: VectorStores, store: str, file: str) -> ReadFile:
        """Wait until the service has read a file, or has taken long enough. Raises EngineError where it can't."""
        read = await stores.add(store, file)
        for _ in range(LOOKS):
            if read.is_over:
                break
            await asyncio.sleep(LOOKS_EVERY)
            read = await stores.look(store, file)
        if read.is_over and not read.is_found:
            raise EngineError(UNREAD)
        return read

    # --- fewer

    async def _delete(self, files: tuple[str, ...] | None) -> int:
        server = self._server()
        there = await self._uploaded()
        gone = [each for each in there if files is None or each.file in files]
        store = self._memory.store_at(_origin(server))
        for each in gone:
            await self._take_away(server, store, each.file)
        is_empty = len(gone) == len(there)
        if is_empty and store:
            await VectorStores(server).delete(store)
        self._memory.forget(_origin(server), None if is_empty else {each.talk for each in gone})
        self._changed()
        return len(gone)

    async def _take_away(self, server: Server, store: str, file: str) -> None:
        if store:
            with suppress(EngineError):  # the file itself is what matters
                await VectorStores(server).take_out(store, file)
        await Files(server).delete(file)

    def _server(self) -> Server:
        return search_server(self._engines.factory())[0]


def searching(engines: AvailableEngines, memory: UploadMemory) -> HostedSearch:
    """Return what searches for the tools."""
    return SearchByService(engines, memory.store_at, memory.title_of)


def _origin(server: Server) -> str:
    return str(server.endpoint.origin)


def _words_of(talk: Talk) -> bytes:
    """Return what is uploaded: the words that were said, without sound, pictures and what tools answered."""
    wishes = ExportWishes(tools=False, unheard=False)
    if not any(getattr(item, "text", "").strip() for item in talk.items):
        raise EngineError(EMPTY)
    return md.render(talk, wishes, {}).encode()


async def _withdraw(files: Files, file: str) -> None:
    """Leave nothing behind of an upload that came to nothing."""
    with suppress(EngineError):
        await asyncio.shield(files.delete(file))


async def _told(work: Coroutine[None, None, T], then: Answer[T]) -> None:
    try:
        then(await work)
    except EngineError as error:
        then(error.failure)
    except Exception:  # the task's edge: whoever waits is told
        log.exception("uploads could not be looked after")
        then(BUG)
