"""Tries out on this desktop what dictation does: a key, typing and pasting, into a window that is there only for that."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from voiceapp.core.dictation.messages import Deliver, DeliveryResult
from voiceapp.core.dictation.ports import TextOutput
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.core.sentence import Sentence, in_a_row, told_by
from voiceapp.desktop.environment import DesktopEnvironment
from voiceapp.desktop.keys.trial import KeyTrial, try_keys
from voiceapp.desktop.text_output import open_output

WINDOW_PATIENCE = 15.0
_ARRIVES = 4.0
TEXT = "voiceapp: größe (A) 12 "


@dataclass(frozen=True, slots=True)
class DesktopFinding:
    name: str
    ok: bool
    sentence: Sentence


class _TrialWindow:
    """The window, as it tells of itself."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._news: queue.SimpleQueue[dict[str, object]] = queue.SimpleQueue()
        self.focused = False
        self.text = ""
        threading.Thread(target=self._read, daemon=True).start()

    def wait_for(self, wanted: Callable[["_TrialWindow"], bool], patience: float) -> bool:
        end = time.monotonic() + patience
        while not wanted(self):
            try:
                news = self._news.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                return False
            self.focused, self.text = bool(news.get("focused")), str(news.get("text"))
        return True

    def _read(self) -> None:
        assert self._process.stdout is not None, "it was asked for"
        for line in self._process.stdout:
            self._news.put(cast("dict[str, object]", json.loads(line)))


def try_desktop(here: DesktopEnvironment) -> list[DesktopFinding]:
    """A window is seen for a moment. May take some seconds."""
    found = [_keys(here)]
    try:
        output = open_output(here)
    except OSError as error:
        return [*found, DesktopFinding("insert", False, told_by(error))]
    try:
        with _window() as window:
            if not window.wait_for(lambda it: it.focused, WINDOW_PATIENCE):
                sentence = Sentence("not tried: the window for it didn't get the keyboard")
                return [*found, DesktopFinding("insert", False, sentence)]
            output.prepare()
            return [*found, _typed(output, window), _pasted(output, window)]
    finally:
        output.close()


def _keys(here: DesktopEnvironment) -> DesktopFinding:
    trial, why = try_keys(here)
    match trial:
        case KeyTrial.HEARD:
            sentence = Sentence("a key is heard in every program, going down and coming up")
        case KeyTrial.ASKS_PERSON:
            sentence = Sentence("this desktop offers them, and asks you once; not pressed here")
        case KeyTrial.NOT_HEARD:
            sentence = why or Sentence("a key that was pressed wasn't heard")
        case KeyTrial.UNTRIED:
            sentence = Sentence("not tried on this system")
    return DesktopFinding("keys", trial is not KeyTrial.NOT_HEARD, sentence)


def _typed(output: TextOutput, window: _TrialWindow) -> DesktopFinding:
    why = _arrives(output, window, DeliveryMethod.TYPED)
    if why is None:
        return DesktopFinding("insert", True, Sentence("text that's typed arrives in other programs"))
    return DesktopFinding("insert", False, in_a_row(Sentence("Text that's typed doesn't arrive."), why))


def _pasted(output: TextOutput, window: _TrialWindow) -> DesktopFinding:
    why = _arrives(output, window, DeliveryMethod.PASTE)
    if why is None:
        return DesktopFinding("paste", True, Sentence("text that's pasted arrives in other programs"))
    return DesktopFinding("paste", False, in_a_row(Sentence("Text that's pasted doesn't arrive."), why))


def _arrives(output: TextOutput, window: _TrialWindow, way: DeliveryMethod) -> Sentence | None:
    """None: it does. Else it is said why not."""
    stood = window.text
    delivered = output.deliver(Deliver(1, TEXT, way, output.focus(), as_is=True))
    if delivered.arrival is not DeliveryResult.INSERTED:
        failure = delivered.failure
        return failure.sentence if failure is not None else Sentence("Another window got the keyboard.")
    if window.wait_for(lambda it: it.text == stood + TEXT, _ARRIVES):
        return None
    return Sentence("In the window for it there was something else.")


@contextmanager
def _window() -> Generator[_TrialWindow]:
    process = subprocess.Popen(
        [sys.executable, "-m", "voiceapp.gui.trial_window"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    try:
        yield _TrialWindow(process)
    finally:
        process.kill()
        process.communicate()
