"""Lets others recognise a line of the history for the window, and keeps what they heard beside its words."""

import logging
from collections.abc import Callable
from dataclasses import replace

from voiceapp.app.idle_work import answered
from voiceapp.app.worker_pool import BUG, WorkerPool
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, SoundId, TalkId, Version
from voiceapp.core.versions import using, with_version
from voiceapp.core.versions_access import AnotherHearing, RecogniserOffer
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.recogniser_offers import offers
from voiceapp.one_off.another_version import another_version, sound_of
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing
from voiceapp.storage.saved_corrections import change_message, find_message
from voiceapp.storage.store import Store

log = logging.getLogger(__name__)
GONE = Failure(FailureKind.NOT_FOUND, Sentence("This line is no longer in the history."))


class VersionsDesk:
    """Meets `core.versions_access.VersionsAccess`."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        keys: KeyRing,
        engines: AvailableEngines,
        store: Store,
        room: SessionThread,
        workers: WorkerPool,
    ) -> None:
        self._settings = settings
        self._keys = keys
        self._engines = engines
        self._store = store
        self._room = room
        self._workers = workers

    def recognisers(self, then: Answer[tuple[RecogniserOffer, ...]]) -> None:
        self._workers.ask(lambda: offers(self._engines, self._settings(), self._keys), then)

    def hear(self, talk: TalkId, item: ItemId, how: AnotherHearing, then: Answer[Message]) -> None:
        self._room.run(self._hear(talk, item, how, then))

    def use(self, talk: TalkId, item: ItemId, version: Version, then: Answer[Message]) -> None:
        self._change(talk, item, lambda line: using(line, version), then)

    async def _hear(self, talk: TalkId, item: ItemId, how: AnotherHearing, then: Answer[Message]) -> None:
        def find(answer: Callable[[Message | Failure | None], None]) -> None:
            self._store.ask(lambda database: find_message(database, talk, item), answer)

        try:
            line: Message | None = await answered(find, None)
            if line is None:
                then(GONE)
                return
            sounds = {part.sound: await self._sound(part.sound) for part in line.sound_parts}
            pcm = sound_of(line, sounds)
            version, spent = await another_version(self._engines, self._settings(), line, pcm, how)
        except EngineError as error:
            then(error.failure)
        except Exception:  # the task's edge: whoever waits is told
            log.exception("a line could not be recognised by another")
            then(BUG)
        else:
            self._change(talk, item, lambda now: replace(with_version(now, version), spent=now.spent + spent), then)

    async def _sound(self, sound: SoundId) -> bytes:
        def ask(answer: Callable[[bytes | Failure], None]) -> None:
            self._store.read_sound(sound, answer)

        return await answered(ask, b"")

    def _change(self, talk: TalkId, item: ItemId, change: Callable[[Message], Message], then: Answer[Message]) -> None:
        self._store.change(lambda database: change_message(database, talk, item, change))
        self._store.ask(
            lambda database: find_message(database, talk, item),
            lambda found: then(GONE if found is None else found),
        )
