"""Stands in for the interpreter while the app behind the window is loading."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from voiceapp.core.answers import Answer
from voiceapp.gui.pending_work import PendingWork, Stop

if TYPE_CHECKING:
    from voiceapp.core.interpreter.messages import PersonAsked
    from voiceapp.core.interpreter.view import InterpreterView


class LateInterpreter:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def watch(self, show: Callable[["InterpreterView"], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.interpreter.watch(show))

    def begin(self, then: Answer[None]) -> None:
        self._arrival.do(lambda desk: desk.interpreter.begin(then))

    def tell(self, event: "PersonAsked") -> None:
        self._arrival.do(lambda desk: desk.interpreter.tell(event))
