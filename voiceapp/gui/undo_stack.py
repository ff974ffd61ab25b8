"""Remembers what the person did that can be taken back, and done again."""

from collections.abc import Callable
from dataclasses import dataclass, field

from voiceapp.core.transcript import ItemId, TalkId

MOST = 200
"""Steps that are remembered: the oldest goes first."""


@dataclass(frozen=True, slots=True, eq=False)
class UndoStep:
    talk: TalkId
    item: ItemId | None
    """What it is about; None: the whole conversation."""
    undo: Callable[[], None] = field(repr=False)
    redo: Callable[[], None] = field(repr=False)


class UndoStack:
    def __init__(self) -> None:
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def push(self, step: UndoStep) -> None:
        """It was done just now: what was undone before it cannot be done again any more."""
        self._undone.clear()
        self._done.append(step)
        del self._done[:-MOST]

    def undo(self, step: UndoStep | None = None) -> UndoStep | None:
        """Take the last step back, or this one. Answers which it was."""
        step = step or next(reversed(self._done), None)
        if step is None or step not in self._done:
            return None
        self._done.remove(step)
        self._undone.append(step)
        step.undo()
        return step

    def redo(self) -> UndoStep | None:
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        step.redo()
        return step

    def forget(self, talk: TalkId, item: ItemId | None) -> None:
        """That is gone for good, or is back already."""
        self._done = [step for step in self._done if (step.talk, step.item) != (talk, item)]
        self._undone = [step for step in self._undone if (step.talk, step.item) != (talk, item)]

    def clear(self) -> None:
        self._done.clear()
        self._undone.clear()
