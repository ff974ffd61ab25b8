"""Defines how a front end reaches timers and reminders."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from voiceapp.core.answers import Answer


@dataclass(frozen=True, slots=True)
class AlarmNotice:
    """Holds the words of a notification of an alarm that rings, in the person's language."""

    text: str
    stop: str
    put_off: str
    seconds: float
    """It rings again after so long when it is put off."""
    open_window: str


class AlarmNoticeEnd(Enum):
    """Names what became of such a notification."""

    NOT_SHOWN = "not-shown"
    """This desktop has no notifications with buttons."""
    OVER = "over"
    """A button was pressed, or the alarm rings no more."""
    OPENED = "opened"
    """The person clicked on it to see more."""


class AlarmAccess(Protocol):
    """Gives access to timers and reminders, by the numbers that `ShowAlarms` reports."""

    def notify(self, number: int, notice: AlarmNotice, then: Answer[AlarmNoticeEnd]) -> None:
        """Show a desktop notification of one that rings, with buttons that stop it and put it off."""

    def stop(self, number: int) -> None:
        """Silence one that is ringing."""

    def put_off(self, number: int, seconds: float) -> None:
        """Silence it, and let it ring again after this long."""

    def cancel(self, number: int) -> None:
        """Cancel one that has not rung yet."""
