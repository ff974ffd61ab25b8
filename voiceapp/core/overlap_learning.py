"""Learns from the person's corrections how clear a voice must be to end a reply on this device."""

from dataclasses import replace

from voiceapp.core.overlap_decision import OverlapKind
from voiceapp.core.wishes import BargeIn

MOST_LEARNT = 6
"""Corrections in one direction that count. What is learnt can be reset, as it is a setting."""
SHORTEST_HOLD = 4


def corrected(learnt: int, decision: OverlapKind) -> int:
    """Return what is learnt when a decision was wrong: a reply that ended should have gone on, or the other way."""
    return max(-MOST_LEARNT, min(MOST_LEARNT, learnt + (1 if decision.ends_reply else -1)))


def with_learnt(wishes: BargeIn, learnt: int) -> BargeIn:
    """Return stricter thresholds for each reply that ended wrongly, and laxer ones for each that went on wrongly."""
    hold_after = max(SHORTEST_HOLD, wishes.hold_after + learnt)
    return replace(
        wishes,
        hold_after=hold_after,
        certain_after=max(hold_after, wishes.certain_after + 4 * learnt),
        longest_backchannel=max(0, wishes.longest_backchannel + 2 * learnt),
        far_below=wishes.far_below - learnt,
    )
