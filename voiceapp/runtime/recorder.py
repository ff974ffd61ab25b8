"""Records the last minutes of events and commands, always in memory, without sound or pictures."""

import struct
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from voiceapp.core.messages import (
    Command,
    Event,
    FromEngine,
    KeepSound,
    MicFrame,
    ReplySound,
    ShowLevels,
    TalkOpened,
    TextEntered,
    ToolAnswered,
    ToolAsked,
    ToolProgressed,
    WishesChanged,
)
from voiceapp.core.transcript import Image, Item, Note
from voiceapp.core.wishes import TalkWishes
from voiceapp.runtime.event_values import Plain, mask, to_plain

FORMAT = 1
ENTRIES = 40_000
"""Ten minutes of a lively talk; about 5 MB."""
_FRAME = struct.Struct("<4dLL")
"""A microphone frame: when it was handled, when it was taken, speech, level, bytes of sound, what followed."""
_SILENCE = bytes(1 << 20)


@dataclass(frozen=True, slots=True)
class Entry:
    at: float
    event: Event
    commands: tuple[str, ...]
    """The names of the commands that followed; a replay must produce the same."""


class FlightRecorder:
    def __init__(self, wishes: TalkWishes, entries: int = ENTRIES) -> None:
        self._wishes = self._newest_wishes = wishes
        self._entries: deque[Entry | bytes] = deque(maxlen=entries)
        """Most entries are frames, which are packed to a quarter of their size."""
        self._outcomes: list[tuple[str, ...]] = []
        """What followed, by number, because the same few outcomes repeat all day."""
        self._numbers: dict[tuple[str, ...], int] = {}
        self.noted = 0
        """How many events there were."""

    def note(self, event: Event, commands: list[Command], now: float) -> None:
        self.noted += 1
        number = self._number(command_names(commands))
        if isinstance(event, MicFrame):
            self._entries.append(_FRAME.pack(now, event.at, event.speech, event.level, len(event.pcm), number))
        else:
            if isinstance(event, WishesChanged):
                self._newest_wishes = event.wishes
            self._entries.append(Entry(now, self._fit_to_keep(event), self._outcomes[number]))

    def _fit_to_keep(self, event: Event) -> Event:
        """Strips what is large, and what nobody masks later, such as a name that a model made up, which is a text of
        its own.
        """
        match event:
            case FromEngine(_, ReplySound(_, pcm) as sound):
                return event.changed(event=sound.changed(pcm=_silence(len(pcm))))
            case FromEngine(_, ToolAsked(name=name) as asked) if not self._newest_wishes.knows(name):
                return event.changed(event=asked.changed(name=mask(name)))
            case TextEntered(images=images) if images:
                return event.changed(images=_blank(images))
            case ToolAnswered(images=images) if images:
                return event.changed(images=_blank(images))
            case ToolProgressed(image=image):
                return event.changed(image=_blank((image,))[0])
            case TalkOpened(talk) if any(not isinstance(item, Note) and item.images for item in talk.items):
                return event.changed(talk=replace(talk, items=tuple(map(_without_pictures, talk.items))))
            case _:
                return event

    def _number(self, names: tuple[str, ...]) -> int:
        known = self._numbers.get(names)
        if known is None:
            known = self._numbers[names] = len(self._outcomes)
            self._outcomes.append(names)
        return known

    def lines(self, last: int = ENTRIES) -> Iterator[Plain]:
        """The recording as one JSON value a line, a header first and then the last so many events."""
        yield {"format": FORMAT, "wishes": to_plain(self._wishes)}
        entries = tuple(self._entries)
        for kept in entries[max(0, len(entries) - last) :]:
            yield _line(self._unpacked(kept))

    def recent(self, most: int, dull: Callable[[Entry], bool]) -> Iterator[Plain]:
        """The newest so many events that are not dull, oldest first. Cheap, however much was recorded."""
        picked: list[Entry] = []
        for kept in reversed(tuple(self._entries)):
            entry = self._unpacked(kept)
            if not dull(entry):
                picked.append(entry)
                if len(picked) == most:
                    break
        yield from map(_line, reversed(picked))

    def _unpacked(self, kept: Entry | bytes) -> Entry:
        if isinstance(kept, Entry):
            return kept
        packed = cast("tuple[float, float, float, float, int, int]", _FRAME.unpack(kept))
        now, at, speech, level, length, number = packed
        return Entry(now, MicFrame(_silence(length), at, speech, level), self._outcomes[number])


def _line(entry: Entry) -> Plain:
    return {"at": round(entry.at, 6), "event": to_plain(entry.event), "commands": list(entry.commands)}


def _without_pictures(item: Item) -> Item:
    return item if isinstance(item, Note) or not item.images else replace(item, images=_blank(item.images))


def _blank(images: tuple[Image, ...]) -> tuple[Image, ...]:
    return tuple(replace(image, data=b"") for image in images)


def _silence(length: int) -> bytes:
    """Returns a placeholder of the same length as the sound, cut from one shared block so that minutes of it take no
    memory.
    """
    return cast("bytes", memoryview(_SILENCE)[:length]) if length <= len(_SILENCE) else bytes(length)


def command_names(commands: list[Command]) -> tuple[str, ...]:
    """Returns the names of the commands that matter, because recordings and levels follow from the rest."""
    return tuple(type(command).__name__ for command in commands if not isinstance(command, KeepSound | ShowLevels))
