"""Records how long recognising takes on this computer, so that none is used by itself that is too slow for it."""

import contextlib
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from voiceapp.core.pcm import Milliseconds
from voiceapp.settings.atomic import replace_file

NAME = "recogniser_speed.json"
JOBS = 12
"""Pieces of speech after which a recogniser is judged."""
LIKE_A_TURN: tuple[Milliseconds, Milliseconds] = (1_500, 10_000)
"""The lengths of speech that count."""
TOO_LONG = 1.5
"""Seconds for a turn's words. A turn ends after a second of silence at most times, and they should be there then."""
TRIED_AGAIN_AFTER = 14 * 24 * 3600.0
"""Seconds. The computer may have been busy with something else."""


class NotedSpeed(msgspec.Struct, frozen=True):
    """Records the time that a recogniser took for a turn."""

    seconds: float
    at: float


class SpeedNotes:
    """Gathers how long one recogniser takes, and keeps the median in the app's folder for its own memory."""

    def __init__(self, state: Path, id: str, clock: Callable[[], float] = time.time) -> None:
        self._state = state
        self._id = id
        self._clock = clock
        self._seconds: list[float] = []

    def add(self, speech: Milliseconds, seconds: float) -> None:
        """Take the time that some speech took."""
        shortest, longest = LIKE_A_TURN
        if not shortest <= speech <= longest:
            return
        self._seconds.append(seconds)
        if len(self._seconds) < JOBS:
            return
        noted = NotedSpeed(round(statistics.median(self._seconds), 2), self._clock())
        self._seconds.clear()
        with contextlib.suppress(OSError):  # it's noted again soon
            replace_file(self._state / NAME, msgspec.json.encode({**_noted(self._state), self._id: noted}))


def too_slow(state: Path, now: float) -> tuple[str, ...]:
    """Return the recognisers that took too long on this computer."""
    noted = _noted(state)
    return tuple(
        sorted(model for model, each in noted.items() if each.seconds > TOO_LONG and now - each.at < TRIED_AGAIN_AFTER)
    )


def _noted(state: Path) -> dict[str, NotedSpeed]:
    try:
        return msgspec.json.decode((state / NAME).read_bytes(), type=dict[str, NotedSpeed])
    except (OSError, msgspec.MsgspecError):
        return {}
