"""Tells whether every written question has been answered, and each answer spoken to its end."""

import threading
import time
from collections.abc import Callable

from voiceapp.core.messages import Phase, Show, ShowItem, ShowState, TalkState
from voiceapp.core.transcript import ItemId, Message, Speaker, Via

OFFLINE_PATIENCE = 20.0
"""Seconds without a reachable service after which the answer is no longer waited for."""
_LOOK_AGAIN = 0.5
_STANDS = frozenset({Phase.OFF, Phase.READY, Phase.LISTENING, Phase.ASLEEP, Phase.MUTED, Phase.DEAF})


class OpenAnswers:
    """Receives what is shown, on the app's threads; is queried and waited for on the main one."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._asked = 0
        self._failed: dict[ItemId, bool] = {}
        """The questions seen so far that found no answer."""
        self._state: TalkState | None = None
        """The state since the last question; None: not known yet."""

    def asked(self) -> None:
        """Must be called before a question is sent."""
        with self._news:
            self._asked += 1
            self._state = None

    def __call__(self, show: Show) -> None:
        with self._news:
            match show:
                case ShowItem(Message(speaker=Speaker.USER, via=Via.TEXT) as message):
                    if message.id not in self._failed:
                        self._state = None  # The state reported before knew nothing of this question.
                    self._failed[message.id] = message.failure is not None
                case ShowState(state):
                    self._state = state
                    self._news.notify()
                case _:
                    pass

    def wait(self, meanwhile: Callable[[], None]) -> bool:
        """Waits until everything is answered. False: something was not, and is kept. `meanwhile` is called again and
        again.
        """
        offline_since: float | None = None
        while True:
            meanwhile()
            with self._news:
                if self._is_over:
                    return not any(self._failed.values())
                if self._state is None or self._state.phase is not Phase.OFFLINE:
                    offline_since = None
                elif offline_since is None:
                    offline_since = time.monotonic()
                elif time.monotonic() > offline_since + OFFLINE_PATIENCE:
                    return False
                self._news.wait(_LOOK_AGAIN)

    @property
    def _is_over(self) -> bool:
        if not self._asked:
            return True
        state = self._state
        return len(self._failed) >= self._asked and state is not None and state.phase in _STANDS and not state.waiting
