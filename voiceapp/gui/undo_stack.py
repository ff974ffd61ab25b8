"""Remembers what the person did, so that it can be undone and redone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from voiceapp.core.transcript import ItemId, TalkId

MOST = 200
"""How many steps are remembered: the oldest goes first."""


@dataclass(frozen=True, slots=True, eq=False)
class UndoStep:
    talk: TalkId
    item: ItemId | None
    """The item that it is about; None: the whole conversation."""
    undo: Callable[[], None] = field(repr=False)
    redo: Callable[[], None] = field(repr=False)


class UndoStack:
    def __init__(self) -> None:
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def push(self, step: UndoStep) -> None:
        """It was done just now, so steps undone before it can no longer be redone."""
        self._undone.clear()
        self._done.append(step)
        del self._done[:-MOST]

    def undo(self, step: UndoStep | None = None) -> UndoStep | None:
        """Undo the last step, or this one. Answers which it was."""
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
        """That item is gone for good, or has already been restored."""
        self._done = [step for step in self._done if (step.talk, step.item) != (talk, item)]
        self._undone = [step for step in self._undone if (step.talk, step.item) != (talk, item)]

    def clear(self) -> None:
        self._done.clear()
        self._undone.clear()
