"""Defines what tools are given of the world: each tool takes what it needs of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure
from voiceapp.core.history import HistoryPage, Query
from voiceapp.core.hosted_search import HostedSearch
from voiceapp.core.machine_ports import Surroundings
from voiceapp.core.notes.access import LooseNotes, NoteKeeper
from voiceapp.core.pictures.painter import Painter
from voiceapp.core.pictures.picture_terms import PictureTerms
from voiceapp.core.ports import Clipboard, ToolError
from voiceapp.core.transcript import Talk, TalkId
from voiceapp.tools.parts.alarms import Alarms

T = TypeVar("T")


class PictureMaker(Protocol):
    """Knows by the settings who makes pictures."""

    def terms(self) -> PictureTerms | None:
        """Return what is known of them. None: nobody makes any."""
        ...

    def painter(self) -> Painter:
        """Raises EngineError."""
        ...


class History(Protocol):
    """Finds what was said in earlier talks."""

    def find(self, query: Query, then: Answer[HistoryPage]) -> None: ...
    def load_talk(self, talk: TalkId, then: Answer[Talk]) -> None: ...


@dataclass(frozen=True, slots=True)
class ToolContext:
    alarms: Alarms
    history: History
    clipboard: Clipboard
    open_link: Callable[[str], bool]
    """Shows a page in the browser; may block. False: there is none."""
    machine: Surroundings = field(default_factory=Surroundings)
    """Players, volume and programs."""
    notes: NoteKeeper = field(default_factory=LooseNotes)
    memory: NoteKeeper = field(default_factory=LooseNotes)
    """What the person asked to remember."""
    selected: Callable[[], str] = str
    """Returns what is selected on the screen; may take a moment. Empty: nothing, as far as is known."""
    pictures: PictureMaker | None = None
    """None: nobody here makes pictures, or could see them."""
    search: HostedSearch | None = None
    """A service that searches. None: nobody does, as in a terminal."""

    @staticmethod
    def now() -> datetime:
        """Return the time with the zone that this device is set to."""
        return datetime.now().astimezone()


async def asked(question: Callable[[Answer[T]], None]) -> T:
    """Put a question that is answered on another thread. Raises ToolError where it cannot be answered."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T | Failure] = loop.create_future()

    def take(answer: T | Failure) -> None:
        if not future.done():
            future.set_result(answer)

    question(lambda answer: discard(loop.call_soon_threadsafe(take, answer)))
    answer = await future
    if isinstance(answer, Failure):
        raise ToolError(answer.sentence)
    return answer


def discard(_: object) -> None:
    """Nobody needs what came back."""
