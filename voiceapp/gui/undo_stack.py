"""Remembers what the person did, so that it can be undone and redone."""

from collections.abc import Callable
from dataclasses import dataclass, field

from voiceapp.core.transcript import ItemId, TalkId

MOST = 200
"""How many steps are remembered: the oldest goes first. Edits of lines are all remembered."""


@dataclass(frozen=True, slots=True, eq=False)
class UndoStep:
    talk: TalkId
    item: ItemId | None
    """The item that it is about; None: the whole conversation."""
    deletes: bool
    """It deleted it, so it can be undone only while that is kept."""
    undo: Callable[[], None] = field(repr=False)
    redo: Callable[[], None] = field(repr=False)
    edits_lines: bool = False
    """It can be undone only while the talk is a saved one."""


class UndoStack:
    def __init__(self) -> None:
        self._done: list[UndoStep] = []
        self._undone: list[UndoStep] = []

    def push(self, step: UndoStep) -> None:
        """It was done just now, so steps undone before it can no longer be redone."""
        self._undone.clear()
        self._done.append(step)
        bounded = [each for each in self._done if not each.edits_lines]
        if len(bounded) > MOST:
            self._done.remove(bounded[0])

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

    def holds(self, step: UndoStep) -> bool:
        """Say whether it can still be undone."""
        return step in self._done

    def forget_deletion(self, talk: TalkId, item: ItemId | None) -> None:
        """It has already been restored. What else was done with it can still be undone."""
        self._done = [step for step in self._done if not (step.deletes and (step.talk, step.item) == (talk, item))]

    def forget(self, talk: TalkId, item: ItemId | None) -> None:
        """It is gone for good; with a conversation, all that was in it."""
        self._done = [step for step in self._done if not _is_about(step, talk, item)]
        self._undone = [step for step in self._undone if not _is_about(step, talk, item)]

    def forget_line_edits(self, talk: TalkId) -> None:
        """The talk goes on, so its lines are no longer those that were edited."""
        self._done = [step for step in self._done if not (step.edits_lines and step.talk == talk)]
        self._undone = [step for step in self._undone if not (step.edits_lines and step.talk == talk)]

    def forget_deleted(self) -> None:
        """Everything that is deleted is gone for good."""
        for step in [step for step in self._done if step.deletes]:
            self.forget(step.talk, step.item)

    def clear(self) -> None:
        self._done.clear()
        self._undone.clear()


def _is_about(step: UndoStep, talk: TalkId, item: ItemId | None) -> bool:
    return step.talk == talk and item in (None, step.item)
