"""Watches whether this device has a network route at all, so that waiting work is tried as soon as there is one again.

Reads the kernel's own tables and asks no server. On systems without such tables, nothing is reported.
"""

import threading
from collections.abc import Callable
from pathlib import Path

LOOK_EVERY = 2.0
IPV4 = Path("/proc/net/route")
IPV6 = Path("/proc/net/ipv6_route")
UP = 0x1
GATEWAY_NOWHERE = "0" * 32


def way_out(ipv4: Path = IPV4, ipv6: Path = IPV6) -> bool | None:
    """Says whether there is a default route. None: this system does not say."""
    try:
        if any(_default_of_four(line) for line in ipv4.read_text(encoding="ascii").splitlines()[1:]):
            return True
    except (OSError, ValueError):
        return None
    try:
        return any(_default_of_six(line) for line in ipv6.read_text(encoding="ascii").splitlines())
    except (OSError, ValueError):
        return False  # a machine without IPv6


def _default_of_four(line: str) -> bool:
    fields = line.split()
    return len(fields) > 7 and fields[1] == "00000000" and fields[7] == "00000000" and bool(int(fields[3], 16) & UP)


def _default_of_six(line: str) -> bool:
    fields = line.split()
    return (
        len(fields) > 9
        and fields[0] == GATEWAY_NOWHERE
        and fields[1] == "00"
        and fields[9] != "lo"
        and bool(int(fields[8], 16) & UP)
    )


class NetworkWatch:
    """Calls `came_back` on a thread of its own each time a route appears that was not there before."""

    def __init__(self, came_back: Callable[[], None], look: Callable[[], bool | None] = way_out) -> None:
        self._came_back = came_back
        self._look = look
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="network", daemon=True)

    def start(self) -> None:
        if self._look() is not None:
            self._thread.start()

    def close(self) -> None:
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(LOOK_EVERY)

    def _watch(self) -> None:
        before = True
        while not self._end.wait(LOOK_EVERY):
            now = bool(self._look())
            if now and not before:
                self._came_back()
            before = now
