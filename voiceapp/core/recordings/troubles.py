"""Decides what a recogniser's failure means for a recording: this part alone, or all that follows."""

from voiceapp.core.failures import FailureKind

MOST_BAD = 3
"""Parts in a row that may fail before nobody tries the next one."""
_OF_ALL = frozenset(
    {
        FailureKind.NO_NETWORK,
        FailureKind.WRONG_KEY,
        FailureKind.NO_KEY,
        FailureKind.NOT_ALLOWED,
        FailureKind.NO_QUOTA,
        FailureKind.NO_MODEL,
        FailureKind.WRONG_ADDRESS,
        FailureKind.NOT_INSTALLED,
        FailureKind.OVER_BUDGET,
    }
)


def stops(kind: FailureKind) -> bool:
    """Return whether every other part would fail alike, so the recording stops where it is."""
    return kind in _OF_ALL
