"""Tracks whether the dictation key is up or down. The repeats of a held key change nothing."""

import math

LONGEST_PRESS = 2.0
"""Seconds for which a key that toggles dictation is assumed to be down."""


class DictationKey:
    def __init__(self) -> None:
        self._down = False
        self._held_until = 0.0

    @property
    def deadline(self) -> float | None:
        return self._held_until if self._down and self._held_until < math.inf else None

    def is_held(self, now: float) -> bool:
        return self._down and now < self._held_until

    def press(self, now: float, *, hold: bool) -> bool:
        """False: it is already down. `hold`: dictation lasts for as long as the key is held."""
        if self._down:
            return False
        self._down = True
        # A desktop that never reports the release must not hold the words back for ever.
        self._held_until = math.inf if hold else now + LONGEST_PRESS
        return True

    def lift(self) -> bool:
        """False: it was not down."""
        was_down, self._down = self._down, False
        return was_down

    def tick(self, now: float) -> None:
        if self._down and now >= self._held_until:
            self._down = False
