"""Runs whatever hears the wake word, for a session, and reports what it heard and why it cannot."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import chain, repeat

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import SpotWakeWord, WakeEvent, WakeWordHeard, WakeWordReady
from voiceapp.core.ports import EngineError, WakeWords
from voiceapp.core.sentence import Sentence, in_a_row
from voiceapp.runtime.background_tasks import BackgroundTasks

log = logging.getLogger(__name__)

WAITS = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds before each try where a server that hears it is gone; the last one holds on."""
CHOOSING = "wake-word"
"""The name of the task that gets a word ready: another one takes its place."""
BROKE = Failure(
    FailureKind.NO_WAKE_WORD,
    Sentence("A bug stopped listening for the wake word. Press the talk button instead, and please report it."),
)


class WakeListener:
    """Belongs to the session's loop. A word that cannot be heard is never heard: whoever chose one stays unheard."""

    def __init__(
        self,
        words: WakeWords | None,
        tasks: BackgroundTasks,
        tell: Callable[[WakeEvent], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._words = words
        self._sleep = sleep
        self._tasks = tasks
        self._tell = tell
        self._word = ""

    def choose(self, word: str) -> None:
        self._word = word
        if self._words is not None:
            self._tasks.cancel(CHOOSING)
            self._tasks.start(self._get_ready(self._words, word), CHOOSING)

    def spot(self, command: SpotWakeWord) -> None:
        if self._words is None:
            return
        try:
            heard = self._words.hears(command.pcm)
        except EngineError as error:
            self._lost(self._words, error.failure)
            return
        except Exception:  # a detector's bug must not take the session with it
            log.exception("the wake word could not be listened for")
            self._words = None
            self._tell(WakeWordReady("", BROKE))
            return
        if heard:
            self._tell(WakeWordHeard(command.at))

    async def close(self) -> None:
        """Let go of whatever hears it."""
        if self._words is not None:
            self._tasks.cancel(CHOOSING)
            await self._words.choose("")

    def _lost(self, words: WakeWords, failure: Failure) -> None:
        """Tell it once, and go on trying: a server may be started again."""
        self._tell(WakeWordReady("", _until_then(failure)))
        self._tasks.start(self._try_again(words, self._word), CHOOSING)

    async def _try_again(self, words: WakeWords, word: str) -> None:
        for wait in chain(WAITS, repeat(WAITS[-1])):
            await self._sleep(wait)
            try:
                phrase = await words.choose(word)
            except EngineError as error:
                log.info("the wake word can't be heard yet: %s", error.failure.kind.value)
            else:
                self._tell(WakeWordReady(phrase))
                return

    async def _get_ready(self, words: WakeWords, word: str) -> None:
        try:
            phrase = await words.choose(word)
        except EngineError as error:
            if error.failure.worth_retrying:
                self._tell(WakeWordReady("", _until_then(error.failure)))
                await self._try_again(words, word)
            else:
                self._tell(WakeWordReady("", error.failure))
            return
        except Exception:  # the talk goes on without it
            log.exception("the wake word could not be made ready")
            self._tell(WakeWordReady("", BROKE))
            return
        if word:
            self._tell(WakeWordReady(phrase))


def _until_then(failure: Failure) -> Failure:
    return replace(failure, sentence=in_a_row(failure.sentence, Sentence("Until then, press the talk button.")))
