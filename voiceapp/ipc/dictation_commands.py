"""Answers what `voiceapp dictate` asks of the running app, over its socket.

dictate start|stop|toggle|cancel|insert|original|…   ->  ok
dictate stage                                        ->  ok <what it does now>
dictate listen                                       ->  a line of JSON for each piece of text, until it hangs up
"""

import json
import queue
from collections.abc import Callable
from typing import Protocol

from voiceapp.core.dictation.messages import DictationRequest, DictationView, RequestMade
from voiceapp.core.dictation.ports import TextOutput
from voiceapp.desktop.text_output.line_output import LinesOutput
from voiceapp.ipc.server import Caller

_MOST_WAITING = 1_000
_BEAT = 0.5
"""Seconds between two looks whether the listener is still there."""


class ControlsDictation(Protocol):
    """The part of the dictation that other programs may use, from any thread."""

    @property
    def view(self) -> DictationView: ...
    def tell(self, event: RequestMade) -> None: ...
    def watch(self, show: Callable[[DictationView], None]) -> Callable[[], None]: ...
    def listen_to(self, output: TextOutput | None) -> bool:
        """Dictate there until this is called with None. False: somebody else does already."""
        ...


class DictationCommands:
    def __init__(self, dictation: ControlsDictation) -> None:
        self._dictation = dictation

    def answer(self, words: list[str], caller: Caller) -> None:
        wanted = words[0] if words else ""
        if wanted == "listen":
            self._listen(caller)
            return
        if wanted == "stage":
            caller.send_line(f"ok {self._dictation.view.stage.value}")
            return
        try:
            asked = RequestMade(DictationRequest(wanted))
        except ValueError:
            caller.send_line(f"error there is no {wanted}.")
            return
        self._dictation.tell(asked)
        caller.send_line("ok")

    def _listen(self, caller: Caller) -> None:
        """Dictate to the caller until it hangs up. Only this thread sends: a caller that does not read hurts nobody."""
        lines: queue.Queue[str] = queue.Queue(_MOST_WAITING)

        def put(content: dict[str, str]) -> bool:
            try:
                lines.put_nowait(json.dumps(content))
            except queue.Full:
                return False
            return True

        def show(view: DictationView) -> None:
            put({"stage": view.stage.value, "words": view.words, "sentence": str(view.sentence or "")})

        if not self._dictation.listen_to(LinesOutput(lambda text: put({"text": text}))):
            caller.send_line(json.dumps({"error": "Another terminal dictates already: end it there first."}))
            return
        stop = self._dictation.watch(show)
        try:
            while not caller.is_gone:
                try:
                    line = lines.get(timeout=_BEAT)
                except queue.Empty:
                    continue
                if not caller.send_line(line):
                    return
        finally:
            stop()
            self._dictation.listen_to(None)
