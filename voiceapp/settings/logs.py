"""The log: a rotating file that its owner alone can read, without keys and without what was said."""

import logging
import os
import sys
import threading
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from voiceapp.settings.paths import make_private_folder
from voiceapp.settings.redaction import redact

log = logging.getLogger(__name__)

LARGEST = 1_000_000
FILES = 5


class Redacting(logging.Formatter):
    """The last thing that happens to a line: whatever looks like a key, or is one, is blotted out."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class OwnersFile(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def start(path: Path, *, verbose: bool = False) -> None:
    """Log to this file; with `verbose` also to the terminal. Raises PathsError."""
    make_private_folder(path.parent)
    logger = logging.getLogger("voiceapp")
    for handler in tuple(logger.handlers):
        if isinstance(handler, OwnersFile):
            logger.removeHandler(handler)
            handler.close()
    line = Redacting("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    file = OwnersFile(path, maxBytes=LARGEST, backupCount=FILES, encoding="utf-8")
    file.setFormatter(line)
    logger.addHandler(file)
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    if verbose:
        terminal = logging.StreamHandler()
        terminal.setFormatter(line)
        logger.addHandler(terminal)


def catch_uncaught() -> None:
    """Whatever nobody caught is in the log, with its place and without what it said: that may be speech."""

    def uncaught(kind: type[BaseException], trace: TracebackType | None, where: str) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        places = " < ".join(
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in reversed(traceback.extract_tb(trace))
        )
        log.critical("uncaught %s in %s: %s", kind.__name__, where, places or "nowhere that is known")

    def in_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        uncaught(kind, trace, "the main thread")
        sys.__excepthook__(kind, error, trace)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        uncaught(args.exc_type, args.exc_traceback, args.thread.name if args.thread else "a thread")

    sys.excepthook = in_main
    threading.excepthook = in_thread
