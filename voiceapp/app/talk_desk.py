"""Answers requests about the current talk."""

import time
from collections.abc import Callable

from voiceapp.app.session_builder import RunningTalk, new_talk, untouched
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.answers import Answer
from voiceapp.core.dictation.messages import DictationEvent
from voiceapp.core.failures import Failure
from voiceapp.core.messages import Event, NetworkCameBack, RetryAsked, Show, ShowFailure, TalkOpened
from voiceapp.core.outlook import Outlook
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.runtime.latest_state import LatestState
from voiceapp.storage.store import Store


class TalkDesk:
    """Meets `core.desk.TalkAccess`."""

    def __init__(
        self,
        talking: RunningTalk,
        engines: AvailableEngines,
        shown: LatestState,
        store: Store,
        dictate: Callable[[DictationEvent], None],
        workers: WorkerPool,
    ) -> None:
        self._talking = talking
        self._engines = engines
        self._shown = shown
        self._store = store
        self._dictate = dictate
        self._workers = workers

    def tell(self, event: Event) -> None:
        if isinstance(event, RetryAsked | NetworkCameBack):
            self._dictate(NetworkCameBack())
        if isinstance(event, NetworkCameBack):
            self._talking.room.call(self._engines.network_came_back)
        if isinstance(event, RetryAsked):
            self._talking.room.call(self._engines.reconsider)
        self._talking.tell(event)

    def watch(self, show: Callable[[Show], None]) -> Callable[[], None]:
        return self._shown.watch(show)

    def outlook(self, then: Answer[Outlook]) -> None:
        self._workers.ask(self._engines.outlook, then)

    def begin(self) -> None:
        self.tell(TalkOpened(new_talk(time.time())))

    def continue_talk(self, talk: TalkId) -> None:
        def found(found: Talk | Failure) -> None:
            if isinstance(found, Failure):
                self._shown(ShowFailure(found))
            else:
                self.tell(TalkOpened(untouched(found)))

        self._store.load_talk(talk, found)
