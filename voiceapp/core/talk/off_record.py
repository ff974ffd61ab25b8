"""Keeps from the store what was said off the record, whatever commands it and in whatever order.

Everything that the conversation commands passes here. What was begun off the record is known by its name: none of its
words and none of its sound is passed on to be kept, however late they come. What the person said is held in memory for a
while, so that it can still be sent whole over another link.
"""

from collections import OrderedDict
from dataclasses import replace
from enum import Enum

from voiceapp.core.messages import (
    Command,
    DeleteItem,
    EndSound,
    KeepItem,
    KeepSound,
    SendSound,
    SendUtterance,
    ToEngine,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import Item, ItemId, Message, SoundId, Speaker, TalkId, ToolCall
from voiceapp.core.transitions import Transitions

MOST_HELD = WIRE.bytes(600_000)
"""Bytes of the person's sound that are held in memory: ten minutes."""


class RecordPhase(Enum):
    """Names what becomes of what is said."""

    ON = "on the record"
    """It is kept, as the person has it set."""
    OFF = "off the record"
    """It is answered, and nothing of it is kept."""


class RecordMove(Enum):
    """Names what moves it."""

    LEFT = "left"
    """The person said so, or pressed the key."""
    CAME_BACK = "came back"
    """The same again, or another talk began."""


RECORD_TRANSITIONS = Transitions[RecordPhase, RecordMove](
    "The record",
    RecordPhase.ON,
    {
        RecordPhase.ON: {RecordMove.LEFT: RecordPhase.OFF},
        RecordPhase.OFF: {RecordMove.CAME_BACK: RecordPhase.ON},
    },
)


class HeldSounds:
    """Holds the newest of what the person said, for nobody knows yet whether it is off the record."""

    def __init__(self) -> None:
        self._sounds: OrderedDict[SoundId, list[bytes]] = OrderedDict()
        self._bytes = 0

    def begin(self, sound: SoundId, *, keep: frozenset[SoundId]) -> None:
        """Hold another one from its beginning. Of those before, only these stay."""
        if sound in self._sounds:
            return
        for name in [name for name in self._sounds if name not in keep]:
            self.forget(name)
        self._sounds[sound] = []

    def add(self, sound: SoundId, pcm: bytes) -> None:
        pieces = self._sounds.get(sound)
        if pieces is None:
            return
        pieces.append(pcm)
        self._bytes += len(pcm)
        while self._bytes > MOST_HELD:
            self.forget(next(iter(self._sounds)))

    def forget(self, sound: SoundId) -> None:
        self._bytes -= sum(map(len, self._sounds.pop(sound, ())))

    def of(self, sound: SoundId) -> bytes:
        """Return all of it. Empty: it is not held."""
        return b"".join(self._sounds.get(sound, ()))


class OffRecord:
    def __init__(self) -> None:
        self._phase = RECORD_TRANSITIONS.first
        self._withheld: set[ItemId] = set()
        self._closed: dict[ItemId, Item | None] = {}
        """What is kept of replies that were under way when the person left the record. None: nothing."""
        self._deleted: set[ItemId] = set()
        self._sounds = HeldSounds()

    @property
    def is_off(self) -> bool:
        return self._phase is RecordPhase.OFF

    def move(self, move: RecordMove) -> None:
        self._phase = RECORD_TRANSITIONS.after(self._phase, move)

    def forget(self) -> None:
        """Forget the names, because another talk begins, in which there are none of them."""
        self._withheld.clear()
        self._closed.clear()
        self._deleted.clear()
        self._sounds = HeldSounds()

    # --- what is withheld

    def withhold(self, item: ItemId) -> None:
        """Keep nothing of this item."""
        self._withheld.add(item)

    def allow(self, item: ItemId) -> None:
        """Keep this item after all, because the person was back on the record when they said it."""
        self._withheld.discard(item)

    def began(self, item: Item) -> None:
        """Note an item that is new, of which there may be sound."""
        if isinstance(item, Message) and item.speaker is Speaker.USER and item.sound is not None:
            self._sounds.begin(item.sound, keep=frozenset(map(SoundId, self._withheld)))

    def close(self, item: ItemId, kept: Item | None) -> None:
        """Keep this of an item, and nothing more of what comes."""
        self._closed[item] = kept

    def closes(self, item: ItemId) -> bool:
        return item in self._closed

    def kept_of(self, item: Item) -> Item | None:
        """Return an item as far as it may be kept."""
        return None if self.withholds(item.id) else self._closed.get(item.id, item)

    def withholds(self, item: ItemId) -> bool:
        return item in self._withheld

    def marked(self, item: Item) -> Item:
        """Return an item as it is shown: who looks at it sees whether it is off the record."""
        if isinstance(item, Message | ToolCall) and item.off_record is not self.withholds(item.id):
            return replace(item, off_record=self.withholds(item.id))
        return item

    def sound_of(self, item: ItemId) -> bytes:
        """Return what is held of the person's sound."""
        return self._sounds.of(SoundId(item))

    # --- the door

    def passed(self, command: Command) -> Command | None:
        """Return what the command comes to. None: nothing, for it would keep what is off the record."""
        match command:
            case KeepItem(talk, item):
                if self.closes(item.id):
                    return self._brought_back(talk, item)
                return None if self.withholds(item.id) else command
            case DeleteItem(talk, item):
                kept = self.kept_of(item)
                self._deleted.add(item.id)
                return None if kept is None else DeleteItem(talk, kept)
            case KeepSound(sound, pcm):
                self._sounds.add(sound, pcm)
                return None if self._keeps_out(ItemId(sound)) else command
            case EndSound(sound, keep):
                return None if keep and self._keeps_out(ItemId(sound)) else command
            case SendSound(link, turn, sound) if self.withholds(ItemId(sound)) and self._sounds.of(sound):
                return ToEngine(link, SendUtterance(turn, self._sounds.of(sound)))
            case _:
                return command

    def _brought_back(self, talk: TalkId, item: Item) -> Command | None:
        """Return what brings back a reply that was closed and then deleted, as it was kept. None: it wasn't deleted."""
        kept = self.kept_of(item)
        if kept is None or item.id not in self._deleted:
            return None
        self._deleted.discard(item.id)
        return KeepItem(talk, kept)

    def _keeps_out(self, item: ItemId) -> bool:
        return item in self._withheld or item in self._closed
