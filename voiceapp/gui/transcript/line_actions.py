"""Holds the actions on a line, which whoever shows the talk carries out."""

from collections.abc import Callable
from dataclasses import dataclass

from voiceapp.core.alarm_access import AlarmAccess
from voiceapp.core.messages import Event
from voiceapp.core.transcript import Image, Item, ItemId, Message, MessageState, SoundId, Speaker, TalkId, ToolCall
from voiceapp.core.versions_access import AnotherHearing, RecogniserOffer


def _nobody(_: ToolCall) -> None:
    """In a finished conversation no tool asks."""


def _nowhere(_: TalkId) -> None:
    """Opens nothing, where no other talk can be shown."""


@dataclass(frozen=True, slots=True)
class LineActions:
    tell: Callable[[Event], None]
    play: Callable[[SoundId], None]
    delete: Callable[[Item], None]
    correct: Callable[[Message, str], None] | None = None
    """Replace the words of a line; None: nothing here can be edited."""
    recognise: Callable[[ItemId, tuple[str, ...] | None], None] | None = None
    """Transcribe the sound of a line again, in these languages. Empty: the recogniser finds out; None: as usual."""
    languages: Callable[[], tuple[str, ...]] = tuple
    """The codes of the languages that the person dictates in."""
    hear_with: Callable[[ItemId, AnotherHearing], None] | None = None
    """Put what another recogniser makes of it, or the same in another language, beside the words of a line."""
    recognisers: Callable[[], tuple[RecogniserOffer, ...]] = tuple
    """Those who could do so now."""
    compare: Callable[[Message], None] | None = None
    """Show the versions of a line side by side."""
    find_similar: Callable[[str, str], None] | None = None
    """Look for lines that mean nearly the same as a text, which is that of the line of this name."""
    first_version: Callable[[Message], None] | None = None
    """Bring back the words that were recognised first."""
    always: Callable[[ToolCall], None] = _nobody
    """Allow a tool, now and always."""
    change_picture: Callable[[Image], None] | None = None
    """Take a picture into the message, so that the person can say what shall change. None: nothing is written here."""
    alarms: AlarmAccess | None = None
    """The actions on a timer or reminder that rings."""
    open_talk: Callable[[TalkId], None] = _nowhere
    """Open an earlier talk, in which an answer was found."""
    live: bool = True
    """The line belongs to the current talk, so it can be asked again."""

    def can_edit(self, item: Item) -> bool:
        """Return whether a line may be edited: the app would overwrite one that is still being written."""
        written = isinstance(item, Message) and (item.speaker is Speaker.USER or item.state is not MessageState.GROWING)
        return written and self.correct is not None

    def can_bring_back(self, item: Item) -> bool:
        """Return whether a line has a first version, which a better recogniser replaced."""
        return isinstance(item, Message) and item.improved is not None and self.first_version is not None

    def can_ask_again(self, item: Item) -> bool:
        return self.live and isinstance(item, Message) and item.speaker is Speaker.USER
