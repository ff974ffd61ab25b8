"""Knows which windows were dictated to, and lets the person point at one, to say where a profile belongs."""

import threading
import time
from collections.abc import Callable

from voiceapp.core.dictation.ports import PicksWindow, TextOutput
from voiceapp.core.dictation.text_target import TextTarget
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.desktop.text_output.own_window import HERE

MOST = 12
WAIT = 3.0
"""Seconds in which the person goes to the window that is meant."""
_NONE = Failure(FailureKind.REJECTED, Sentence("No window was chosen."))


class DictationWindows:
    """May be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: list[TextTarget] = []

    def note(self, target: TextTarget) -> None:
        if not target.program or target.window == HERE:
            return
        with self._lock:
            others = [each for each in self._seen if (each.program, each.title) != (target.program, target.title)]
            self._seen = [target, *others][:MOST]

    def seen(self) -> tuple[TextTarget, ...]:
        with self._lock:
            return tuple(self._seen)

    def pick(self, output: TextOutput | None, then: Callable[[TextTarget | Failure], None]) -> None:
        """Waits for the person, so it needs a thread of its own."""
        picks: object = output
        if isinstance(picks, PicksWindow):
            found = picks.pick_window()
        else:
            time.sleep(WAIT)
            found = output.focus() if output is not None else None
        if found is None or not found.program or found.window == HERE:
            then(_NONE)
        else:
            self.note(found)
            then(found)
