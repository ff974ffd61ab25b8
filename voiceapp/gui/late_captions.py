"""Stands in for captions while the app behind the window is loading."""

from collections.abc import Callable

from voiceapp.core.captions.flow import Caption
from voiceapp.gui.pending_work import PendingWork, Stop


class LateCaptions:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def watch(self, show: Callable[[tuple[Caption, ...]], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.captions.watch(show))
