"""Learns how late the pieces of replies come, from those that were too late. Counts time in samples, so no clock is
needed.

Each piece is compared with the piece of its reply that came earliest relative to its place. Nothing is learnt until a
reply has run dry, so sound that comes in time, however unevenly, is never changed.
"""

from dataclasses import dataclass

from voiceapp.core.pcm import WIRE

LONGEST_WAIT = WIRE.rate * 100 // 1000
"""The most by which a reply is started later. Whatever more it needs is gained by playing slower."""
LATEST = WIRE.rate * 300 // 1000
"""Anything later is a stall, not jitter."""
LATEST_PACED = WIRE.rate * 140 // 1000
"""The same of sound that comes at the pace of speech: a whole talk would stay as late as that."""
WINDOW = WIRE.rate * 10
"""Samples after which sound at the pace of speech is measured anew, because its network and both clocks drift."""
NEAR = WIRE.rate * 150 // 1000
"""With more than this buffered, it did not matter when a piece came."""
SPARE = WIRE.rate * 20 // 1000
"""The reserve to have left when the latest piece comes, as the card asks for whole blocks."""
SHARE = 0.5
"""The share of the needed delay to wait for at the start; the rest is gained while playing, if needed at all."""
TELLING = 10
"""Pieces that characterise the network."""
FORGETS = 1 / 3
"""The share of an expected delay that is forgotten if it did not come."""
NEGLIGIBLE = WIRE.rate * 5 // 1000


@dataclass(slots=True)
class PieceArrivals:
    """Tracks when the pieces of one reply came."""

    first: int = 0
    """When its first piece came."""
    soonest: int = 0
    """The smallest delay of a piece relative to its place in the reply."""
    late: int = 0
    """The largest delay of a piece relative to the earliest one."""
    pieces: int = 0
    paced: bool = False
    """It comes at the pace of speech, silence included, for as long as the talk lasts."""
    measured_at: int = 0
    """When its pieces began to be measured anew."""
    soonest_lately: int = 0
    """The smallest delay since then; `soonest` is that of the measurement before as well."""


class NetworkJitter:
    def __init__(self) -> None:
        self._reach = 0
        """The expected delay of a late piece."""

    def must_wait(self, arrivals: PieceArrivals, now: int, in_hand: int) -> bool:
        """True if a reply that could start should wait."""
        if not self._reach or now - arrivals.first >= LONGEST_WAIT:
            return False
        wait = min(LONGEST_WAIT, int(self._reach * SHARE))
        return now - arrivals.soonest < wait or in_hand < wait

    @property
    def known(self) -> bool:
        return self._reach > 0

    def arrived(self, arrivals: PieceArrivals, now: int, place: int, in_hand: int, *, dry: bool) -> None:
        """Record a piece for this place of a reply that came now, with that much buffered."""
        arrivals.pieces += 1
        after = now - place
        latest = LATEST_PACED if arrivals.paced else LATEST
        if arrivals.pieces == 1:
            arrivals.first = arrivals.soonest = arrivals.soonest_lately = arrivals.measured_at = now
        elif arrivals.paced and now - arrivals.measured_at >= WINDOW:
            self._measure_anew(arrivals, now, after)
        elif after < arrivals.soonest:
            arrivals.soonest = arrivals.soonest_lately = after
        elif in_hand < NEAR:
            arrivals.late = max(arrivals.late, min(after - arrivals.soonest, latest))
        arrivals.soonest_lately = min(arrivals.soonest_lately, after)
        if dry or self._reach:
            self._reach = max(self._reach, arrivals.late)

    def _measure_anew(self, arrivals: PieceArrivals, now: int, after: int) -> None:
        """Believe only the newest measurement and the one before, and expect less delay if less of it came."""
        self._forget_what_did_not_come(arrivals)
        arrivals.soonest = min(after, arrivals.soonest_lately)
        arrivals.soonest_lately = after
        arrivals.late = 0
        arrivals.measured_at = now

    def short(self, arrivals: PieceArrivals, now: int, place: int) -> int:
        """Return how much this reply, now at this place, should be delayed to be safe from a gap."""
        if not self._reach:
            return 0
        return max(0, self._reach + SPARE - (now - place - arrivals.soonest))

    def excess(self, arrivals: PieceArrivals, now: int, place: int) -> int:
        """Return by how much this reply, now at this place, is later than it need be to be safe from a gap."""
        return now - place - arrivals.soonest - max(self._reach, arrivals.late) - SPARE

    def over(self, arrivals: PieceArrivals) -> None:
        """End a reply. A delay that was expected and did not come is expected less."""
        self._forget_what_did_not_come(arrivals)

    def _forget_what_did_not_come(self, arrivals: PieceArrivals) -> None:
        if self._reach > arrivals.late:
            known = min(1.0, arrivals.pieces / TELLING)
            self._reach -= int((self._reach - arrivals.late) * known * FORGETS)
            if self._reach < NEGLIGIBLE:
                self._reach = 0
