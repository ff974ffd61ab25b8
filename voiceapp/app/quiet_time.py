"""Knows when nobody talks or dictates, so that work nobody waits for keeps out of the way."""

import time
from collections.abc import Callable

from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.messages import Phase, Show, ShowState

QUIET_AFTER = 20.0
"""Seconds without anything going on after which nobody needs the processor."""
_BUSY = frozenset({Phase.CONNECTING, Phase.HEARING, Phase.THINKING, Phase.LOOKING, Phase.SPEAKING})


class QuietTime:
    """Told from any thread what is shown, and asked from any."""

    def __init__(self, quiet_after: float = QUIET_AFTER, now: Callable[[], float] = time.monotonic) -> None:
        self.quiet_after = quiet_after
        self._now = now
        self._talks = self._dictates = False
        self._since = now()

    def take_show(self, show: Show) -> None:
        """Take what the talk shows."""
        if isinstance(show, ShowState):
            self._change(talks=show.state.phase in _BUSY)

    def take_view(self, view: DictationView) -> None:
        """Take what the dictation shows."""
        self._change(dictates=view.stage is not DictationStage.IDLE)

    def _change(self, *, talks: bool | None = None, dictates: bool | None = None) -> None:
        before = self._talks, self._dictates
        if talks is not None:
            self._talks = talks
        if dictates is not None:
            self._dictates = dictates
        if before != (self._talks, self._dictates):
            self._since = self._now()

    @property
    def is_quiet(self) -> bool:
        return not (self._talks or self._dictates) and self._now() - self._since >= self.quiet_after
