"""Writes down what happens while the app runs, so that a crash leaves it behind for the next start.

Two files alternate, so that neither grows for ever. They hold what a report holds: no sound, no words, no keys. A run
that ends well deletes them, so whatever is found at a start comes from a run that did not.
"""

import contextlib
import faulthandler
import json
import logging
import os
import threading
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import cast

from voiceapp.runtime.event_values import Plain
from voiceapp.runtime.recorder import FlightRecorder
from voiceapp.settings.atomic import replace_file
from voiceapp.settings.paths import Paths

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds between two writes, which is the most that a crash can lose."""
LARGEST = 1_000_000
"""Bytes of a file before the other one is begun: some two minutes of a lively talk."""
OWNER_ONLY = 0o600


class BlackBox:
    def __init__(self, paths: Paths, recorder: FlightRecorder) -> None:
        self._now, self._before, self._stacks = _files(paths)
        self._recorder = recorder
        self._written = 0
        self._file: TextIOWrapper | None = None
        self._faults: TextIOWrapper | None = None
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._write_on, name="black-box", daemon=True)

    def start(self) -> None:
        """Raises OSError."""
        with self._lock:
            if not self._over.is_set():
                self._begin()

    def _begin(self) -> None:
        self._begin_file()
        # When native code crashes, this at least leaves a trace of where each thread was.
        if not faulthandler.is_enabled():
            self._faults = _opened(self._stacks)
            faulthandler.enable(self._faults)
        self._thread.start()

    def close(self) -> None:
        """The run ended well."""
        with self._lock:
            self._over.set()
        if self._thread.ident is not None:
            self._thread.join()
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
        if self._file is not None:
            self._file.close()
        for path in (self._now, self._before, self._stacks):
            path.unlink(missing_ok=True)

    def settle(self) -> None:
        """Return once everything that has happened so far is written."""
        with self._lock:
            self._write()

    def _write_on(self) -> None:
        while not self._over.wait(EVERY):
            try:
                self.settle()
            except (OSError, ValueError) as error:
                log.warning("what happens cannot be written down for a report: %s", type(error).__name__)
                return

    def _write(self) -> None:
        noted = self._recorder.noted
        if self._file is None or noted == self._written:
            return
        new = islice(self._recorder.lines(noted - self._written), 1, None)
        self._written = noted
        self._file.write("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in new))
        self._file.flush()
        if self._file.tell() > LARGEST:
            self._file.close()
            self._now.replace(self._before)
            self._begin_file()

    def _begin_file(self) -> None:
        self._file = _opened(self._now)
        self._file.write(json.dumps(next(self._recorder.lines(0)), ensure_ascii=False) + "\n")
        self._file.flush()


def take_back(paths: Paths, into: Path) -> bool:
    """Join what a run that did not end well left behind into one recording. False: the last run ended well.

    Raises OSError.
    """
    now, before, stacks = _files(paths)
    if not now.exists() and not before.exists():
        return False
    lines = [*_lines(before), *_lines(now)[1 if before.exists() else 0 :]]
    head, entries = lines[:1], lines[1:]
    if head:
        first = cast("dict[str, Plain]", json.loads(head[0])) | {"ended": "unexpectedly", "stacks": [*_lines(stacks)]}
        replace_file(into, "\n".join([json.dumps(first, ensure_ascii=False), *entries]) + "\n")
    for path in (now, before, stacks):
        path.unlink(missing_ok=True)
    return True


def _files(paths: Paths) -> tuple[Path, Path, Path]:
    return paths.state / "flight.jsonl", paths.state / "flight-before.jsonl", paths.state / "stacks.txt"


def _opened(path: Path) -> TextIOWrapper:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, OWNER_ONLY)
    return os.fdopen(descriptor, "w", encoding="utf-8")


def _lines(path: Path) -> list[str]:
    """Only complete lines, because the last may have been cut off."""
    text = ""
    with contextlib.suppress(FileNotFoundError):
        text = path.read_text("utf-8", "replace")
    return text[: text.rfind("\n") + 1].splitlines()
