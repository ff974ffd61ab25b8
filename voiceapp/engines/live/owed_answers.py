"""Keeps account of what the person said that the model has still to answer, or may leave without an answer.

A full-duplex model decides itself whether it says anything: to a sign of listening, or to words for somebody else, it does
not. So what was said is settled after a while, unless it was written: then an answer was asked for.
"""

from collections.abc import Callable

from voiceapp.core.messages import EngineEvent, Outcome, ReplyBegan, ReplyEnded, TurnId
from voiceapp.core.pcm import Milliseconds

MAY_BE_SILENT: Milliseconds = 6_000
"""After which the model is taken to have nothing to say."""


class OwedAnswers:
    def __init__(self, add_event: Callable[[EngineEvent], None], new_reply: Callable[[], ReplyBegan]) -> None:
        self._add_event = add_event
        self._new_reply = new_reply
        self.newest: TurnId | None = None
        """The newest turn that the model has."""
        self._since: Milliseconds | None = None
        """Since when the oldest of what was said waits."""

    def write(self, turn: TurnId) -> None:
        """The person wrote something."""
        self.newest = turn

    def take(self, turn: TurnId, position: Milliseconds, *, answered: bool) -> None:
        """The person said something. `answered`: the model is already at it."""
        self.newest = turn
        if answered:
            self._settle()
        elif self._since is None:
            self._since = position

    def answered(self) -> None:
        """The model begins to answer all that it has."""
        self._since = None

    def tick(self, position: Milliseconds, *, working: bool) -> None:
        """The clock has come this far. `working`: something else may still be said about it."""
        if self._since is None:
            return
        if working:
            self._since = position
        elif position - self._since >= MAY_BE_SILENT:
            self._settle()

    def _settle(self) -> None:
        """There is no answer, and none is missed."""
        self._since = None
        began = self._new_reply()
        self._add_event(began)
        self._add_event(ReplyEnded(began.reply, Outcome.DONE))
