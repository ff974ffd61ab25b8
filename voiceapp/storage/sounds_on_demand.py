"""Reads each recording of a talk when it is asked for, so that a long one is never in memory as a whole."""

from collections.abc import Callable, Iterator, Mapping

from voiceapp.core.transcript import Message, SoundId, Talk


class SoundsOnDemand(Mapping[SoundId, bytes]):
    """Has the recordings of a talk by name, and holds the one that was read last."""

    def __init__(self, talk: Talk, read: Callable[[SoundId], bytes]) -> None:
        """`read`: empty, where there is none any more."""
        parts = (part for item in talk.items if isinstance(item, Message) for part in item.sound_parts)
        self._names = tuple(dict.fromkeys(part.sound for part in parts))
        self._read = read
        self._last: tuple[SoundId, bytes] | None = None

    def __getitem__(self, sound: SoundId) -> bytes:
        if self._last is None or self._last[0] != sound:
            self._last = sound, self._read(sound) if sound in self._names else b""
        if not self._last[1]:
            raise KeyError(sound)
        return self._last[1]

    def __iter__(self) -> Iterator[SoundId]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
