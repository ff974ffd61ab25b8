"""Follows one utterance through the recogniser, with sound going in as it is said and words coming out."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing

from voiceapp.core.failures import Failure
from voiceapp.core.messages import BEING_SAID, TurnId
from voiceapp.core.ports import PAUSE, WENT_ON, RecognisedText, RecognitionHints, SpeechToText
from voiceapp.live_sound import LiveSound, recognised_live


class RecognisedUtterance:
    def __init__(
        self,
        recogniser: SpeechToText,
        hints: RecognitionHints,
        on_partial_words: Callable[[TurnId, RecognisedText], None],
        on_trouble: Callable[[Failure], None],
    ) -> None:
        """`on_trouble` is called with the reason when another recogniser than the chosen one takes over."""
        self.turn = BEING_SAID
        """Its name, once it has one."""
        self.pauses = 0
        self._sound = LiveSound()
        self._on_partial_words = on_partial_words
        self._on_trouble = on_trouble
        self._task = asyncio.create_task(self._run(recogniser, hints), name="hear")
        self._task.add_done_callback(_noticed)

    @property
    def pcm(self) -> bytes:
        """All that was said so far."""
        return self._sound.so_far

    def append(self, pcm: bytes) -> None:
        self._sound.append(pcm)

    def pause(self) -> None:
        """Marks a possible end, so that a recogniser that can do so gives the words up to here."""
        self.pauses += 1
        self._sound.append(PAUSE)

    def go_on(self) -> None:
        """Marks that there are more words than those up to the pause."""
        self._sound.append(WENT_ON)

    def end(self, turn: TurnId) -> None:
        """Ends the utterance and names it."""
        self.turn = turn
        self._sound.end()

    async def words(self) -> RecognisedText:
        """Returns what was said. Raises EngineError."""
        return await self._task

    def cancel(self) -> None:
        self._task.cancel()

    async def _run(self, recogniser: SpeechToText, hints: RecognitionHints) -> RecognisedText:
        last = RecognisedText("")
        async with aclosing(recognised_live(recogniser, self._sound, hints)) as answers:
            async for heard in answers:
                if heard.trouble is not None:
                    self._on_trouble(heard.trouble)
                    continue
                last = heard
                if not heard.final:
                    self._on_partial_words(self.turn, heard)
        return last


def _noticed(task: asyncio.Task[RecognisedText]) -> None:
    """Marks the failure as seen, since nobody may be waiting for the words any more."""
    if not task.cancelled():
        task.exception()
