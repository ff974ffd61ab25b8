"""Interprets for a front end. Whatever that takes is loaded when somebody first needs an interpreter."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voiceapp.app.session_builder import RunningTalk
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.answers import Answer
from voiceapp.core.ports import TalkKeeper
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

if TYPE_CHECKING:
    from voiceapp.app.running_interpreter import RunningInterpreter
    from voiceapp.core.interpreter.messages import PersonAsked
    from voiceapp.core.interpreter.view import InterpreterView

CONCERNS_INTERPRETER = (
    "interpreter.",
    "engines.",
    "stt.",
    "chat.",
    "tts.",
    "realtime.",
    "local.",
    "privacy.",
    "talking.",
)
"""The prefixes of the settings that the interpreter is notified of."""


@dataclass(frozen=True, slots=True)
class InterpreterNeeds:
    """The things that interpreting is built on. The desk makes and closes them."""

    talking: RunningTalk
    engines: AvailableEngines
    keys: KeyRing
    keeper: TalkKeeper
    beside: Callable[[Callable[[], object]], None]
    """Does slow work on a worker."""


class InterpreterDesk:
    """Meets `core.interpreter.access.InterpreterAccess`. May be used from any thread."""

    def __init__(self, settings: Callable[[], Settings], needs: InterpreterNeeds) -> None:
        self._settings = settings
        self._needs = needs
        self._lock = threading.Lock()
        self._made: RunningInterpreter | None = None

    def _running(self) -> "RunningInterpreter":
        with self._lock:
            if self._made is None:
                from voiceapp.app.running_interpreter import RunningInterpreter  # noqa: PLC0415  (few need one)

                self._made = RunningInterpreter(self._settings, self._needs)
            return self._made

    def watch(self, show: Callable[["InterpreterView"], None]) -> Callable[[], None]:
        return self._running().watch(show)

    def begin(self, then: Answer[None]) -> None:
        self._needs.beside(lambda: self._running().begin(then))

    def tell(self, event: "PersonAsked") -> None:
        self._running().tell(event)

    def change(self) -> None:
        """Apply changed settings."""
        if self._made is not None:
            self._needs.beside(self._made.change)

    def network_came_back(self) -> None:
        if self._made is not None:
            self._made.network_came_back()

    def close(self) -> None:
        if self._made is not None:
            self._made.close()


def interpreting(
    settings: Callable[[], Settings],
    talking: RunningTalk,
    engines: AvailableEngines,
    keys: KeyRing,
    keeper: TalkKeeper,
    workers: WorkerPool,
) -> InterpreterDesk:
    return InterpreterDesk(settings, InterpreterNeeds(talking, engines, keys, keeper, workers.beside))
