"""This package has keys that are heard in every program: a module each way, and a line each in `KEYS`.

A module is imported only on the desktop that it is for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from voiceapp.core.dictation.ports import GlobalKeys, KeyHeard
from voiceapp.desktop.environment import Surroundings


class OpensKeys(Protocol):
    def __call__(self, heard: KeyHeard, here: Surroundings, /) -> GlobalKeys:
        """Raises OSError, with a sentence, where they cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class KeysWay:
    module: str
    """It has an `open_keys`, which meets `OpensKeys`."""
    fits: Callable[[Surroundings], bool]


KEYS: tuple[KeysWay, ...] = (
    KeysWay("windows", lambda here: here.is_windows),
    KeysWay("macos", lambda here: here.is_macos),
    KeysWay("wayland", lambda here: here.has_wayland),
    KeysWay("x11", lambda here: here.has_x11),
    KeysWay("none", lambda _: True),
)
"""The first one that fits is taken; the last one says for every key that there is none."""


def open_keys(heard: KeyHeard, here: Surroundings | None = None) -> GlobalKeys:
    """The way of this desktop."""
    here = here or Surroundings()
    way = next(each for each in KEYS if each.fits(here))
    opens = cast("OpensKeys", import_module(f"{__name__}.{way.module}").open_keys)
    return opens(heard, here)
