"""Gives memory back to the system that a model's process has no use for until it is asked again."""

import ctypes
import sys
from collections.abc import Callable
from typing import cast


def give_back() -> None:
    """What was freed but is still held goes back to the system. Only glibc holds so much, and only it can be told."""
    if sys.platform != "linux":
        return
    trim = cast("Callable[[int], int] | None", getattr(ctypes.CDLL(None), "malloc_trim", None))
    if trim is not None:
        trim(0)
