"""Warns the person before a service's limit is used up, whoever was told of it: a talk or work beside it."""

from collections.abc import Callable

from voiceapp.core.failures import Failure
from voiceapp.core.messages import Show, ShowLimits
from voiceapp.core.rate_limits import LimitWarnings
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.runtime.latest_state import LatestState


class LimitWatch:
    def __init__(self, warn: Callable[[Failure], None]) -> None:
        self._warn = warn
        self._warnings = LimitWarnings()

    def take_show(self, show: Show) -> None:
        warning = self._warnings.of(show.limits) if isinstance(show, ShowLimits) else None
        if warning is not None:
            self._warn(warning)


def watch_limits(engines: AvailableEngines, shown: LatestState, warn: Callable[[Failure], None]) -> None:
    """Shows the limits that answers over HTTP tell, and warns of those that a talk's own connection tells as well."""
    engines.on_limits = lambda limits: shown(ShowLimits(limits))
    shown.watch(LimitWatch(warn).take_show, reads=False)
