"""Waits for what idle work brings about."""

import threading
from collections.abc import Callable

from tests.rig.patience import EVENT

LOOKS_EVERY = 0.05


def becomes(wake: Callable[[], None], true: Callable[[], bool]) -> bool:
    """Wake the work until something is true; return whether it became so in time."""
    pause = threading.Event()
    for _ in range(round(EVENT / LOOKS_EVERY)):
        if true():
            return True
        wake()
        pause.wait(LOOKS_EVERY)
    return False
