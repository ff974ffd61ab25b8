"""Answers questions about the person's own talks for the window, from the lines that fit, by whoever may be given them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from functools import partial

from voiceapp.app.meaning_work import MeaningWork
from voiceapp.app.quiet_time import QuietTime
from voiceapp.app.worker_pool import BUG
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk_questions.access import TalkAnswer
from voiceapp.core.talk_questions.passages import FoundPassage
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.engine_choice.talk_reader import TalkReader, talk_reader
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.runtime.talk_answers import answers
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.model import Settings
from voiceapp.storage.store import Store

log = logging.getLogger(__name__)
UNREAD = Failure(FailureKind.DISK_BROKEN, Sentence("Your history can't be read. Try again."))


class TalkQuestionsDesk:
    """Meets `core.talk_questions.access.TalkQuestions`."""

    def __init__(
        self,
        find: Callable[[str], Awaitable[tuple[FoundPassage, ...] | None]],
        reader: Callable[[], TalkReader],
        room: SessionThread,
    ) -> None:
        """`find` gives the lines that a question is about, and is called in the loop; `reader` may wait for the keyring."""
        self._find = find
        self._reader = reader
        self._room = room

    def ask(self, question: str, show: Callable[[TalkAnswer], None]) -> Callable[[], None]:
        show(TalkAnswer(question))
        asking = self._room.run(self._ask(question, show))

        def stop() -> None:
            asking.cancel()

        return stop

    async def _ask(self, question: str, show: Callable[[TalkAnswer], None]) -> None:
        asked = TalkAnswer(question)
        try:
            found = await self._find(question)
            if found is None:
                show(asked.failed(UNREAD))
                return
            reader = await asyncio.to_thread(self._reader)
            async with aclosing(answers(question, found, reader.chat, reader.here, is_fit=reader.is_fit)) as coming:
                async for answer in coming:
                    show(answer)
        except EngineError as error:
            show(asked.failed(error.failure))
        except AddressError as error:
            show(asked.failed(Failure(FailureKind.WRONG_ADDRESS, error.sentence)))
        except Exception:  # the task's edge: whoever waits is told
            log.exception("a question about earlier talks could not be answered")
            show(asked.failed(BUG))


def readers(
    store: Store, engines: AvailableEngines, room: SessionThread, quiet: QuietTime, settings: Callable[[], Settings]
) -> tuple[MeaningWork, TalkQuestionsDesk]:
    """Return what reads all that is kept for its meaning, and what answers questions from it."""
    meaning = MeaningWork(store, engines.embedder, room, quiet)
    return meaning, TalkQuestionsDesk(meaning.passages, partial(talk_reader, engines, settings), room)
