"""The flight recorder: the last minutes of events and commands, always in memory, without sound or words."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from voiceapp.core.messages import Command, Event, KeepSound, MicFrame, ShowLevels
from voiceapp.core.wishes import TalkWishes
from voiceapp.runtime.plain import Plain, to_plain

FORMAT = 1
ENTRIES = 40_000
"""Ten minutes of a lively talk; about 10 MB."""


@dataclass(frozen=True, slots=True)
class Entry:
    at: float
    event: Event
    commands: tuple[str, ...]
    """What followed, by name: a replay must come to the same."""


class FlightRecorder:
    def __init__(self, wishes: TalkWishes, entries: int = ENTRIES) -> None:
        self._wishes = wishes
        self._entries: deque[Entry] = deque(maxlen=entries)
        self.noted = 0
        """How many events there were."""

    def note(self, event: Event, commands: list[Command], now: float) -> None:
        if isinstance(event, MicFrame):
            event = replace(event, pcm=_silence(len(event.pcm)))
        self._entries.append(Entry(now, event, command_names(commands)))
        self.noted += 1

    def lines(self, last: int = ENTRIES) -> Iterator[Plain]:
        """The recording, a JSON value a line: first what it is, then what happened, of the last so many events."""
        yield {"format": FORMAT, "wishes": to_plain(self._wishes)}
        entries = tuple(self._entries)
        for entry in entries[max(0, len(entries) - last) :]:
            yield {"at": round(entry.at, 6), "event": to_plain(entry.event), "commands": list(entry.commands)}

    def recent(self, most: int, dull: Callable[[Entry], bool]) -> Iterator[Plain]:
        """The newest so many events that are not dull, oldest first. Cheap, however much was recorded."""
        picked: list[Entry] = []
        for entry in reversed(tuple(self._entries)):
            if not dull(entry):
                picked.append(entry)
                if len(picked) == most:
                    break
        for entry in reversed(picked):
            yield {"at": round(entry.at, 6), "event": to_plain(entry.event), "commands": list(entry.commands)}


@cache
def _silence(length: int) -> bytes:
    """Stands in for sound: one and the same for all frames, so that ten minutes of them weigh nothing."""
    return bytes(length)


def command_names(commands: list[Command]) -> tuple[str, ...]:
    """What matters of what was commanded: recordings and levels follow from the rest."""
    return tuple(type(command).__name__ for command in commands if not isinstance(command, KeepSound | ShowLevels))
