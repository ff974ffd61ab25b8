"""Measures time that also passes while the machine sleeps: `time.monotonic` stands still then, except on Windows."""

import sys
import time
from collections.abc import Callable
from functools import partial


def _found() -> Callable[[], float]:
    counts_sleep: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    if counts_sleep is None and str(sys.platform) == "darwin":
        # There this one goes on in a sleep, while what Python calls monotonic does not.
        counts_sleep = time.CLOCK_MONOTONIC
    return time.monotonic if counts_sleep is None else partial(time.clock_gettime, counts_sleep)


elapsed = _found()
"""Seconds since some moment, never less than before."""


def seconds_slept() -> float:
    """Seconds that the machine has slept since some moment, as far as the system tells. Only differences say anything."""
    return elapsed() - time.monotonic()
