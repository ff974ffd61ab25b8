"""Learns how late the pieces of replies come, from those that were too late. Counted in samples: there is no clock
here.

Each piece is compared with the one of its reply that came soonest for its place. Nothing is learnt until
a reply has run dry: sound that comes in time, however unevenly, is never touched.
"""

from dataclasses import dataclass

from voiceapp.core.pcm import WIRE

LONGEST_WAIT = WIRE.rate * 100 // 1000
"""By how much a reply is started later at most. What it would need beyond that is made by playing slower."""
LATEST = WIRE.rate * 300 // 1000
"""Later than this is no jitter but a stall."""
NEAR = WIRE.rate * 150 // 1000
"""With more in hand it did not matter when a piece came."""
SPARE = WIRE.rate * 20 // 1000
"""To have in hand when the latest piece comes: the card asks for blocks, not for samples."""
SHARE = 0.5
"""Of what is needed that is waited for; the rest is won while playing, if it is needed at all."""
TELLING = 10
"""Pieces that tell how a network is."""
FORGETS = 1 / 3
"""Of what was feared and did not come."""
NEGLIGIBLE = WIRE.rate * 5 // 1000


@dataclass(slots=True)
class PieceArrivals:
    """The times at which the pieces of one reply came."""

    first: int = 0
    """When its first piece came."""
    soonest: int = 0
    """The least that a piece's arrival was after its place in the reply."""
    late: int = 0
    """The most that a piece came after the soonest."""
    pieces: int = 0


class NetworkJitter:
    def __init__(self) -> None:
        self._reach = 0
        """How late a piece may be expected to come."""

    def must_wait(self, arrivals: PieceArrivals, now: int, in_hand: int) -> bool:
        """A reply that could begin should do so later."""
        if not self._reach or now - arrivals.first >= LONGEST_WAIT:
            return False
        wait = min(LONGEST_WAIT, int(self._reach * SHARE))
        return now - arrivals.soonest < wait or in_hand < wait

    @property
    def known(self) -> bool:
        return self._reach > 0

    def arrived(self, arrivals: PieceArrivals, now: int, place: int, in_hand: int, *, dry: bool) -> None:
        """A piece from this place of a reply on came now, when so much was in hand."""
        arrivals.pieces += 1
        after = now - place
        if arrivals.pieces == 1:
            arrivals.first = arrivals.soonest = now
        elif after < arrivals.soonest:
            arrivals.soonest = after
        elif in_hand < NEAR:
            arrivals.late = max(arrivals.late, min(after - arrivals.soonest, LATEST))
        if dry or self._reach:
            self._reach = max(self._reach, arrivals.late)

    def short(self, arrivals: PieceArrivals, now: int, place: int) -> int:
        """Return how much later this reply, which is at this place now, should be to be safe from a gap."""
        if not self._reach:
            return 0
        return max(0, self._reach + SPARE - (now - place - arrivals.soonest))

    def over(self, arrivals: PieceArrivals) -> None:
        """A reply is over. What was feared and did not come is feared less."""
        if self._reach > arrivals.late:
            known = min(1.0, arrivals.pieces / TELLING)
            self._reach -= int((self._reach - arrivals.late) * known * FORGETS)
            if self._reach < NEGLIGIBLE:
                self._reach = 0
