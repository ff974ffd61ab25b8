"""Dictates in this process if no window is open that could do it."""

import argparse
import signal
import sys
import threading
from pathlib import Path
from types import FrameType

from voiceapp import app
from voiceapp.cli import terminal
from voiceapp.cli.exit_codes import FAILED, OK
from voiceapp.cli.main import overrides
from voiceapp.cli.settings_problems import tell
from voiceapp.core.dictation.bar_view import DictationStage, DictationView
from voiceapp.core.dictation.messages import DictationRequest, RequestMade
from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence

BEAT = 0.2
"""Seconds between two checks for Ctrl+C, because a signal just before a wait does not end the wait."""
AT_REST = (
    DictationStage.IDLE,
    DictationStage.INSERTED,
    DictationStage.ENDED,
    DictationStage.FAILED,
    DictationStage.WAITING,
)


def from_microphone(arguments: argparse.Namespace) -> int:
    """Runs until Ctrl+C; then the last words are waited for."""
    desk = app.open_desk(verbose=bool(arguments.verbose), overrides=overrides(arguments))
    desk.say_last(terminal.warn)
    tell(desk.problems)
    failed = threading.Event()
    rested = threading.Event()
    wants_end = ending = False
    said: Sentence | None = None

    def show(view: DictationView) -> None:
        nonlocal said
        if view.sentence and view.sentence != said:
            terminal.warn(view.sentence)
        said = view.sentence
        if view.stage in AT_REST:
            if ending:
                rested.set()
            elif view.stage is DictationStage.FAILED:
                failed.set()

    def end(number: int, frame: FrameType | None) -> None:
        # A plain value, because setting an event in a signal handler may wait for the very thread that it interrupted.
        nonlocal wants_end
        del number, frame
        wants_end = True

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    try:
        desk.dictation.open_for_lines(terminal.write, str(arguments.profile))
        desk.dictation.watch(show)
        if sys.stderr.isatty():
            terminal.warn(Sentence("Speak. Ctrl+C ends."))
        desk.dictation.tell(RequestMade(DictationRequest.START))
        while not wants_end and not failed.wait(BEAT):
            pass
        ending = True
        desk.dictation.tell(RequestMade(DictationRequest.STOP))
        rested.wait(60)
    finally:
        desk.close()
    terminal.plain()
    return OK


def from_file(arguments: argparse.Namespace) -> int:
    """Writes what is said in a recording, one line for each part between pauses."""
    path = Path(str(arguments.file))
    if not path.is_file():
        terminal.warn(Sentence("There's no file {path}.", path=str(path)))
        return FAILED
    desk = app.open_desk(verbose=bool(arguments.verbose), overrides=overrides(arguments))
    desk.say_last(terminal.warn)
    tell(desk.problems)
    try:
        ended = desk.dictation.write_down(path, terminal.write, str(arguments.profile))
    finally:
        desk.close()
    terminal.plain()
    if isinstance(ended, Failure):
        terminal.warn(ended.sentence)
        return FAILED
    return OK
