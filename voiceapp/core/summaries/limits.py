"""Says how much of a talk a model is given at once, and how it is helped."""

from dataclasses import dataclass

from voiceapp.core.summaries.answer_schema import SchemaBounds


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Fits the requests to who answers them."""

    window: int
    """Characters of a talk."""
    answer: int | None = None
    """Tokens of an answer. None: as many as it takes."""
    bounds: SchemaBounds | None = None
    """None: the model knows when to stop."""
    together: int = 1
    """Windows that may be asked about at the same time."""


OF_SERVICES = ReadingLimits(48_000, together=3)
"""Some 12,000 tokens, which every model of a service takes, and at which none forgets the middle."""
OF_SERVERS = ReadingLimits(9_000, answer=1_600)
"""For a server of the person's own, which often has room for 4,096 tokens and drops what is more without a word."""
OF_THIS_DEVICE = ReadingLimits(4_800, answer=1_100, bounds=SchemaBounds(4, 220))
"""Leaves half of the 4,096 tokens to the task and the answer."""
