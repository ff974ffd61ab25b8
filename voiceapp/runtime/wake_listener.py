"""Runs whatever hears the wake word, for a session, and reports what it heard and why it cannot."""

import logging
from collections.abc import Callable

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import SpotWakeWord, WakeEvent, WakeWordHeard, WakeWordReady
from voiceapp.core.ports import EngineError, WakeWords
from voiceapp.core.sentence import Sentence
from voiceapp.runtime.background_tasks import BackgroundTasks

log = logging.getLogger(__name__)

CHOOSING = "wake-word"
"""The name of the task that gets a word ready: another one takes its place."""
BROKE = Failure(
    FailureKind.NO_WAKE_WORD,
    Sentence("A bug stopped listening for the wake word. Press the talk button instead, and please report it."),
)


class WakeListener:
    """Belongs to the session's loop. A word that cannot be heard is never heard: whoever chose one stays unheard."""

    def __init__(self, words: WakeWords | None, tasks: BackgroundTasks, tell: Callable[[WakeEvent], None]) -> None:
        self._words = words
        self._tasks = tasks
        self._tell = tell

    def choose(self, word: str) -> None:
        if self._words is not None:
            self._tasks.cancel(CHOOSING)
            self._tasks.start(self._get_ready(self._words, word), CHOOSING)

    def spot(self, command: SpotWakeWord) -> None:
        if self._words is None:
            return
        try:
            heard = self._words.hears(command.pcm)
        except Exception:  # a detector's bug must not take the session with it
            log.exception("the wake word could not be listened for")
            self._words = None
            self._tell(WakeWordReady("", BROKE))
            return
        if heard:
            self._tell(WakeWordHeard(command.at))

    async def _get_ready(self, words: WakeWords, word: str) -> None:
        try:
            phrase = await words.choose(word)
        except EngineError as error:
            self._tell(WakeWordReady("", error.failure))
            return
        except Exception:  # the talk goes on without it
            log.exception("the wake word could not be made ready")
            self._tell(WakeWordReady("", BROKE))
            return
        if word:
            self._tell(WakeWordReady(phrase))
