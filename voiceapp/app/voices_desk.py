"""Remembers voices for a front end, each only when the person says so, and forgets them."""

import logging
import time

from voiceapp.app.speaker_work import SpeakerWork
from voiceapp.app.worker_pool import BUG, WorkerPool
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.recordings.voice_prints import RememberedVoice
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import TalkId
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.storage.remembered_voices import RememberedVoices

log = logging.getLogger(__name__)


class VoicesDesk:
    """Meets `core.recordings.voices_access.VoicesAccess`."""

    def __init__(self, kept: RememberedVoices, work: SpeakerWork, room: SessionThread, workers: WorkerPool) -> None:
        self._kept = kept
        self._work = work
        self._room = room
        self._workers = workers

    def remembered(self, then: Answer[tuple[RememberedVoice, ...]]) -> None:
        self._workers.ask(self._kept.voices, then)

    def remember(self, talk: TalkId, name: str, then: Answer[None]) -> None:
        async def listen() -> None:
            try:
                vector = await self._work.voice_of(talk, name)
            except EngineError as error:
                then(error.failure)
            except Exception:  # the task's edge: whoever waits is told
                log.exception("a voice could not be remembered in a way that it should not")
                then(BUG)
            else:
                if vector is None:
                    then(_too_little(name))
                    return
                voice = RememberedVoice(name, vector, time.time())
                self._workers.ask(lambda: self._kept.put(voice), then)

        self._room.run(listen())

    def forget(self, name: str | None, then: Answer[None]) -> None:
        self._workers.ask(lambda: self._kept.forget(name), then)


def _too_little(name: str) -> Failure:
    return Failure(
        FailureKind.NO_SPEECH,
        Sentence("{name} says too little in this recording to be known again by the voice.", name=name),
    )
