"""Decides what the palette lists and in which order: recent choices first, tolerating slightly wrong words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from voiceapp.core.text.likeness import slips, slips_forgiven

REMEMBERED = 12
"""The number of recently chosen entries that are remembered."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """A line of the palette, in the person's language."""

    id: str
    title: str
    group: str = ""
    """The kind of entry, shown beside the title."""
    keys: str = ""
    found_by: str = ""


def ranked(entries: Iterable[PaletteEntry], typed: str, recent: Sequence[str]) -> tuple[PaletteEntry, ...]:
    """Return the entries that contain all the typed words: best match first, then recent choices, then in the given
    order.
    """
    words = typed.casefold().split()
    places = {name: place for place, name in enumerate(recent)}
    found: list[tuple[int, int, int, PaletteEntry]] = []
    for order, entry in enumerate(entries):
        cost = _cost(entry, words)
        if cost is not None:
            found.append((cost, places.get(entry.id, len(places)), order, entry))
    return tuple(entry for *_, entry in sorted(found, key=lambda each: each[:3]))


def remembered(recent: Sequence[str], chosen: str) -> tuple[str, ...]:
    """Return the recent choices after one more."""
    return (chosen, *(name for name in recent if name != chosen))[:REMEMBERED]


def _cost(entry: PaletteEntry, words: Sequence[str]) -> int | None:
    """Return how far an entry is from what was typed. None if it does not match."""
    title = entry.title.casefold()
    others = f"{entry.group} {entry.found_by}".casefold()
    total = 0 if title.startswith(" ".join(words)) else 1
    for word in words:
        cost = _word_cost(word, title, others)
        if cost is None:
            return None
        total += cost
    return total


def _word_cost(word: str, title: str, others: str) -> int | None:
    for cost, text in ((0, title), (3, others)):
        if any(part.startswith(word) for part in text.split()):
            return cost
    for cost, text in ((2, title), (4, others)):
        if word in text:
            return cost
    most = slips_forgiven(word)
    for cost, text in ((6, title), (9, others)):
        if most and any(slips(word, part, most, unfinished=True) is not None for part in text.split()):
            return cost
    return None
