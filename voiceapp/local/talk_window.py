"""Chooses how much of a talk a small model gets, so that what it has read already rarely changes.

A window that moves on with each turn would make the model read everything anew each time. This one stays where it begins
until it is full, and then drops half at once.
"""

from collections.abc import Sequence

from voiceapp.core.talk.recap import fitted, tokens_of
from voiceapp.core.transcript import Item, Note


class TalkWindow:
    def __init__(self) -> None:
        self._first: Item | None = None
        """Where it begins."""

    def shown(self, items: Sequence[Item], budget: int) -> Sequence[Item]:
        begun = self._begun(items)
        if sum(tokens_of(item) for item in begun) <= budget:
            return begun
        fitting = fitted(items, budget // 2).items
        kept: Sequence[Item] = [item for item in fitting if not isinstance(item, Note)]
        kept = kept or items[-1:]
        self._first = kept[0] if kept else None
        return kept

    def _begun(self, items: Sequence[Item]) -> Sequence[Item]:
        if self._first is None:
            return items
        place = next((place for place, item in enumerate(items) if item.id == self._first.id), None)
        return items if place is None else items[place:]
