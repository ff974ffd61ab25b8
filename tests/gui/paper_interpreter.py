"""An interpreter made of paper: it notes what is asked of it, and shows what a test wants."""

from collections.abc import Callable

from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.interpreter.messages import PersonAsked
from voiceapp.core.interpreter.view import InterpreterView


class PaperInterpreter:
    def __init__(self) -> None:
        self.now = InterpreterView()
        self.told: list[PersonAsked] = []
        self.begun = 0
        self.refused: Failure | None = None
        """What beginning is answered with; None: it begins."""
        self._shows: list[Callable[[InterpreterView], None]] = []

    def show(self, view: InterpreterView) -> None:
        self.now = view
        for show in list(self._shows):
            show(view)

    def watch(self, show: Callable[[InterpreterView], None]) -> Callable[[], None]:
        self._shows.append(show)
        show(self.now)
        return lambda: self._shows.remove(show)

    def begin(self, then: Answer[None]) -> None:
        self.begun += 1
        then(self.refused)

    def tell(self, event: PersonAsked) -> None:
        self.told.append(event)
