"""Writes the log: a rotating file that only its owner can read, without keys and without what was said."""

import logging
import os
import sys
import threading
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from voiceapp.core.text.clean_text import clean
from voiceapp.settings.paths import make_private_folder
from voiceapp.settings.redaction import redact

log = logging.getLogger(__name__)

LARGEST = 1_000_000
FILES = 5
CHAIN = 8
"""The most errors shown of a chain."""

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class RedactingFormatter(logging.Formatter):
    """Removes keys, and whatever looks like one, as the last step before a line is written.

    The log may be shown on a terminal, where control characters from a server must have no effect.
    """

    def format(self, record: logging.LogRecord) -> str:
        return redact(clean(super().format(record)))

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802  (the library's name)
        """Names each error of the chain and its place, but not its message, which may hold speech."""
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None and len(told) < CHAIN:
            told.append(f"{type(error).__name__} at {_places(error.__traceback__)}")
            error = error.__cause__ or error.__context__
        return "\nfrom ".join(told)


class PrivateLogFile(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def start(path: Path, *, verbose: bool = False) -> None:
    """Log to this file; with `verbose` also to the terminal. Raises PathsError."""
    make_private_folder(path.parent)
    logger = logging.getLogger("voiceapp")
    for handler in tuple(logger.handlers):
        if isinstance(handler, PrivateLogFile):
            logger.removeHandler(handler)
            handler.close()
    line = RedactingFormatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    file = PrivateLogFile(path, maxBytes=LARGEST, backupCount=FILES, encoding="utf-8")
    file.setFormatter(line)
    logger.addHandler(file)
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    if verbose:
        terminal = logging.StreamHandler()
        terminal.setFormatter(line)
        logger.addHandler(terminal)


def catch_uncaught() -> None:
    """Logs uncaught errors with their place and without their message, which may hold speech."""

    def uncaught(kind: type[BaseException], trace: TracebackType | None, where: str) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        log.critical("uncaught %s in %s: %s", kind.__name__, where, _places(trace))

    def in_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        uncaught(kind, trace, "the main thread")
        sys.__excepthook__(kind, error, trace)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        uncaught(args.exc_type, args.exc_traceback, args.thread.name if args.thread else "a thread")

    sys.excepthook = in_main
    threading.excepthook = in_thread


def _places(trace: TracebackType | None) -> str:
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(traceback.extract_tb(trace))
    )
    return places or "nowhere that is known"
