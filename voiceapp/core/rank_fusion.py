"""Ranks together what several searches found, by reciprocal ranks: whatever two of them found comes first."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

DAMPING = 60
"""How little the first places of one search count for more than its later ones, as in the method's own paper."""


def fused(*rankings: Iterable[K]) -> list[K]:
    """Return everything that was found, the best first. Of equals, what the earlier search found."""
    scores: dict[K, float] = {}
    for ranking in rankings:
        for place, found in enumerate(dict.fromkeys(ranking), 1):
            scores[found] = scores.get(found, 0.0) + 1 / (DAMPING + place)
    return sorted(scores, key=lambda found: -scores[found])
