"""Gets captions translated, a piece at a time, beside everything else."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future

from voiceapp.core.captions.flow import Caption, Translated
from voiceapp.core.captions.translating import PieceToTranslate, TranslationOrder
from voiceapp.core.dictation.tidying import translation_task
from voiceapp.core.failures import Failure
from voiceapp.core.ports import Chat, EngineError
from voiceapp.core.text.clean_text import in_one_line
from voiceapp.core.wishes import side_job
from voiceapp.runtime.session_thread import SessionThread
from voiceapp.runtime.word_editing import answered

log = logging.getLogger(__name__)


class CaptionTranslation:
    """Works in the session's loop from when it is made until it is closed."""

    def __init__(
        self,
        into: str,
        room: SessionThread,
        chat: Callable[[], Chat],
        captions: Callable[[], tuple[Caption, ...]],
        tell: Callable[[Translated], None],
        trouble: Callable[[Failure], None],
    ) -> None:
        self.into = into
        self._room = room
        self._chat = chat
        self._captions = captions
        self._tell = tell
        self._trouble = trouble
        self._order = TranslationOrder(into)
        self._woken = asyncio.Event()
        self._failed = False
        self._work: Future[None] = room.run(self._translate_on())

    def wake(self) -> None:
        """The captions have changed."""
        self._room.call(self._woken.set)

    def close(self) -> None:
        self._work.cancel()

    async def _translate_on(self) -> None:
        while True:
            self._woken.clear()
            while (piece := self._order.next_piece(self._captions())) is not None:
                self._tell(Translated(piece.id, await self._translated(piece), piece.whole))
            await self._woken.wait()

    async def _translated(self, piece: PieceToTranslate) -> str:
        """Empty where nobody could translate it."""
        if piece.is_known:
            return piece.text
        try:
            answer = await answered(self._chat(), piece.text, side_job(translation_task(self.into)))
        except EngineError as error:
            if not self._failed:
                self._failed = True
                self._trouble(error.failure)
        except Exception:  # a bug in one translation must not end the others
            log.exception("a caption was not translated in a way that it should")
        else:
            return in_one_line(answer.text)
        return ""
