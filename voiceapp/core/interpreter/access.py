"""Defines what a front end may ask of the interpreter."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from voiceapp.core.answers import Answer

if TYPE_CHECKING:
    from voiceapp.core.interpreter.messages import PersonAsked
    from voiceapp.core.interpreter.view import InterpreterView


class InterpreterAccess(Protocol):
    def watch(self, show: Callable[["InterpreterView"], None]) -> Callable[[], None]:
        """Show what is interpreted, beginning with what there is now. Return a function that stops it.

        It comes on one of the app's own threads.
        """
        ...

    def begin(self, then: Answer[None]) -> None:
        """Begin to interpret between the two languages of the settings. A Failure says why that can't be done."""

    def tell(self, event: "PersonAsked") -> None:
        """Tell what the two people want."""
