"""Sends lines of JSON to another program as they come, so that a slow reader holds up nobody."""

import json
import queue
from collections.abc import Mapping

from voiceapp.ipc.server import Caller

_MOST_WAITING = 1_000
_BEAT = 0.5
"""Seconds between two checks that the listener is still there."""


class LineStream:
    """`put` may be called from any thread and never waits. Only the caller's own thread sends."""

    def __init__(self) -> None:
        self._lines: queue.Queue[str] = queue.Queue(_MOST_WAITING)
        self._behind = False

    def put(self, content: Mapping[str, object]) -> bool:
        """Queue a line. False: the listener is so far behind that it can't follow any more."""
        try:
            self._lines.put_nowait(json.dumps(content))
        except queue.Full:
            self._behind = True
            return False
        return True

    def send_to(self, caller: Caller, *, whole: bool = False) -> None:
        """Send until the caller has hung up. `whole`: also end where a line had to be left out, so that none is missed."""
        while not caller.is_gone:
            try:
                line = self._lines.get(timeout=_BEAT)
            except queue.Empty:
                continue
            if not caller.send_line(line):
                return
            if whole and self._behind and self._lines.empty():
                caller.send_line(json.dumps({"event": "behind", "sentence": "Lines were left out: call again."}))
                return
