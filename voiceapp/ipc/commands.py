"""Answers what another start of the app asks of the one that runs: dictation, the window, a report."""

import logging
from collections.abc import Callable
from pathlib import Path

from voiceapp.ipc.dictation_commands import ControlsDictation, DictationCommands
from voiceapp.ipc.server import Caller, CommandServer

log = logging.getLogger(__name__)


class RunningAppCommands:
    def __init__(self, dictation: ControlsDictation, save_report: Callable[[], Path]) -> None:
        self._dictation = DictationCommands(dictation)
        self._save_report = save_report
        self._server: CommandServer | None = None
        self.show_window: Callable[[], None] | None = None
        """Brings the window to the front; called from any thread. None: there is no window."""

    def open(self, folder: Path, say_address: Callable[[str], None], *, dictating: bool = True) -> None:
        """Listen from now on at a socket in that folder or near it, and tell its address."""
        dictate = self._dictation.answer if dictating else self._cannot_dictate
        try:
            self._server = CommandServer(folder, {"dictate": dictate, "show": self._show, "report": self._report})
            say_address(self._server.address)
        except OSError as error:
            log.warning("other programs cannot call this one: %s", type(error).__name__)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    @staticmethod
    def _cannot_dictate(words: list[str], caller: Caller) -> None:
        del words
        caller.send_line("error voiceapp runs in a terminal: end it there, and open its window to dictate.")

    def _show(self, words: list[str], caller: Caller) -> None:
        del words
        if self.show_window is None:
            caller.send_line("error voiceapp runs without a window.")
        else:
            self.show_window()
            caller.send_line("shown")

    def _report(self, words: list[str], caller: Caller) -> None:
        del words
        try:
            caller.send_line(f"saved {self._save_report()}")
        except OSError as error:
            caller.send_line(f"error The report could not be written ({error.strerror}).")
