"""Counts the processor cores that other programs keep busy just now, so that a model leaves them alone.

The load average says what was a minute ago, and the app's own models are in it.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

GIVES_WAY = 10
"""Programs from this niceness on give way by themselves."""
LEAST_SECONDS = 0.3
"""Below that, a single busy moment would count as a busy core."""
_PROC = Path("/proc")
_AFTER_NAME = 2
_PARENT, _USER, _SYSTEM, _NICE = (field - 1 - _AFTER_NAME for field in (4, 14, 15, 19))
"""Places of fields, as the manual numbers them, in what follows the program's name."""


@dataclass(frozen=True, slots=True)
class ProgramTime:
    """Says how much a program has used the processor."""

    parent: int
    ticks: int
    nice: int


class BusyCores:
    """Looks twice, once at its making and once when it is asked."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._before = program_times()

    def count(self) -> float:
        """Return how many cores others kept busy since. It may wait a moment, so that the time is long enough."""
        if not self._before:
            return load()
        time.sleep(max(0.0, self._began + LEAST_SECONDS - time.monotonic()))
        after, seconds = program_times(), time.monotonic() - self._began
        return busy_ticks(self._before, after, os.getpid(), os.getppid()) / os.sysconf("SC_CLK_TCK") / seconds


def busy_ticks(before: Mapping[int, ProgramTime], after: Mapping[int, ProgramTime], me: int, app: int) -> int:
    """Return the time that others used meanwhile. The app and its other models are no others."""
    return sum(
        now.ticks - (before[pid].ticks if pid in before else 0)
        for pid, now in after.items()
        if now.nice < GIVES_WAY and pid not in (me, app) and now.parent != app
    )


def program_times() -> dict[int, ProgramTime]:
    """Return what each program has used so far. Empty where the system doesn't tell."""
    found: dict[int, ProgramTime] = {}
    try:
        programs = [int(each.name) for each in _PROC.iterdir() if each.name.isdigit()]
    except OSError:
        return found
    for pid in programs:
        try:
            told = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
            fields = told[told.rindex(")") + 2 :].split()
            ticks = int(fields[_USER]) + int(fields[_SYSTEM])
            found[pid] = ProgramTime(int(fields[_PARENT]), ticks, int(fields[_NICE]))
        except (OSError, ValueError, IndexError):
            continue
    return found


def load() -> float:
    try:
        return os.getloadavg()[0]
    except (AttributeError, OSError):
        return 0.0
