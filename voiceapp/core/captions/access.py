"""Defines what a front end may ask of captions. They are turned on and off by their setting."""

from collections.abc import Callable
from typing import Protocol

from voiceapp.core.captions.flow import Caption


class CaptionsAccess(Protocol):
    def watch(self, show: Callable[[tuple[Caption, ...]], None]) -> Callable[[], None]:
        """Show the last captions, beginning with those of now, as they grow. Return a function that stops it.

        They come on one of the app's own threads. Times are those of the clock that never goes back.
        """
        ...
