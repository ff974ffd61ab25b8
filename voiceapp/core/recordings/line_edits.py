"""Holds changes of a talk's lines as values, each of which has an inverse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from voiceapp.core.transcript import Item, ItemId, Message


@dataclass(frozen=True, slots=True)
class Change:
    """Says that items which stand below each other are replaced by others."""

    below: ItemId | None
    """The item that they stand below. None: they are the first."""
    before: tuple[Item, ...]
    after: tuple[Item, ...]

    @property
    def inverse(self) -> "Change":
        return Change(self.below, self.after, self.before)


@dataclass(frozen=True, slots=True)
class LineEdit:
    """Says what the person did at once: one change, or one in each line that was found."""

    changes: tuple[Change, ...]

    @property
    def inverse(self) -> "LineEdit":
        return LineEdit(tuple(change.inverse for change in reversed(self.changes)))

    @property
    def put(self) -> tuple[Item, ...]:
        """Return the items that are new or other than before."""
        return tuple(item for change in self.changes for item in change.after if item not in change.before)

    @property
    def deleted(self) -> tuple[ItemId, ...]:
        """Return the items that the person wants gone, and may want back."""
        return tuple(item.id for change in self.changes if not change.after for item in change.before)

    @property
    def absorbed(self) -> tuple[ItemId, ...]:
        """Return the items whose words and sound went into others."""
        kept = {item.id for change in self.changes for item in change.after}
        return tuple(
            item.id for change in self.changes if change.after for item in change.before if item.id not in kept
        )


def edited(items: Sequence[Item], edit: LineEdit) -> tuple[Item, ...] | None:
    """Return the lines as an edit leaves them. None: they are no longer those that it was made for."""
    now = list(items)
    places = _places(now)
    for change in edit.changes:
        start = _start(places, change)
        if start is None or not _are_as_before(now[start : start + len(change.before)], change.before):
            return None
        now[start : start + len(change.before)] = change.after
        if [item.id for item in change.before] != [item.id for item in change.after]:
            places = _places(now)
    return tuple(now)


def _are_as_before(now: Sequence[Item], before: Sequence[Item]) -> bool:
    """Words that were timed since make no other lines."""
    return len(now) == len(before) and all(
        mine == theirs or _untimed(mine) == _untimed(theirs) for mine, theirs in zip(now, before, strict=True)
    )


def _untimed(item: Item) -> Item:
    return replace(item, words=()) if isinstance(item, Message) else item


def _places(items: Sequence[Item]) -> dict[ItemId, int]:
    return {item.id: number for number, item in enumerate(items)}


def _start(places: Mapping[ItemId, int], change: Change) -> int | None:
    if change.before:
        return places.get(change.before[0].id)
    if change.below is None:
        return 0
    at = places.get(change.below)
    return None if at is None else at + 1


def in_order(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items as they were written down, each line that was split off below the one that it comes from."""
    if not any(isinstance(item, Message) and item.follows is not None for item in items):
        return tuple(items)
    here = {item.id for item in items}
    followers: dict[ItemId, list[Message]] = {}
    first: list[Item] = []
    for item in items:
        if isinstance(item, Message) and item.follows is not None and item.follows in here:
            followers.setdefault(item.follows, []).append(item)
        elif isinstance(item, Message) and item.follows is not None:
            # What it was split from is gone, so its time has to do.
            place = next((number for number, each in enumerate(first) if each.at > item.at), len(first))
            first.insert(place, item)
        else:
            first.append(item)
    found: list[Item] = []
    waiting = list(reversed(first))
    while waiting:
        item = waiting.pop()
        found.append(item)
        waiting += sorted(followers.pop(item.id, ()), key=lambda line: -line.at)
    # In a file made by others, lines may follow each other in a ring.
    found += (line for lines in followers.values() for line in lines)
    return tuple(found)
