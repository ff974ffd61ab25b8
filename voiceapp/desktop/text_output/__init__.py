"""This package puts dictated text into other programs: a module each way, and a line each in `OUTPUTS`.

A module is imported only on the desktop that it is for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from voiceapp.core.dictation.ports import TextOutput
from voiceapp.desktop.environment import Surroundings


class OpensOutput(Protocol):
    def __call__(self, here: Surroundings, /) -> TextOutput:
        """Raises OSError, with a sentence, where it cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class OutputWay:
    module: str
    """It has an `open_output`, which meets `OpensOutput`."""
    fits: Callable[[Surroundings], bool]


OUTPUTS: tuple[OutputWay, ...] = (
    OutputWay("windows", lambda here: here.is_windows),
    OutputWay("macos", lambda here: here.is_macos),
    OutputWay("wayland", lambda here: here.has_wayland),
    OutputWay("x11", lambda _: True),
)
"""The first one that fits is taken; the last one says what is missing where there is no desktop at all."""


def open_output(here: Surroundings | None = None) -> TextOutput:
    """The way of this desktop. Raises OSError, with a sentence, when there is none."""
    here = here or Surroundings()
    way = next(each for each in OUTPUTS if each.fits(here))
    opens = cast("OpensOutput", import_module(f"{__name__}.{way.module}").open_output)
    return opens(here)
