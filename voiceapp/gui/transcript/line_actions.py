"""Holds what can be done with a line, carried out by whoever shows the talk."""

from collections.abc import Callable
from dataclasses import dataclass

from voiceapp.core.desk import AlarmAccess
from voiceapp.core.messages import Event
from voiceapp.core.transcript import Item, ItemId, Message, MessageState, SoundId, Speaker, ToolCall


def _nobody(_: ToolCall) -> None:
    """In a conversation that is over no tool asks."""


@dataclass(frozen=True, slots=True)
class LineActions:
    tell: Callable[[Event], None]
    play: Callable[[SoundId], None]
    delete: Callable[[Item], None]
    correct: Callable[[Message, str], None] | None = None
    """Put other words in the place of these; None: nothing here can be edited."""
    recognise: Callable[[ItemId], None] | None = None
    """Turn the sound of a line into words once more."""
    always: Callable[[ToolCall], None] = _nobody
    """Allow a tool, now and whenever it is asked again."""
    alarms: AlarmAccess | None = None
    """What can be done with one that rings."""
    live: bool = True
    """The line belongs to the talk that goes on: it can be asked again."""

    def can_edit(self, item: Item) -> bool:
        """Return whether a line may be edited: one that is still being written would be overwritten."""
        written = isinstance(item, Message) and (item.speaker is Speaker.USER or item.state is not MessageState.GROWING)
        return written and self.correct is not None

    def can_ask_again(self, item: Item) -> bool:
        return self.live and isinstance(item, Message) and item.speaker is Speaker.USER
