"""Runs slow work on workers. Anything that goes wrong there becomes one sentence."""

import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from voiceapp.audio.portaudio import SoundError
from voiceapp.core.answers import Answer
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, told_by
from voiceapp.settings.endpoints import AddressError

log = logging.getLogger(__name__)
T = TypeVar("T")
WORKERS = 4
BUG = Failure(FailureKind.BUG, Sentence("Something went wrong in voiceapp. Please report it."))


class WorkerPool:
    """May be used from any thread. After `close` nothing new is begun."""

    def __init__(self) -> None:
        self._workers = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="desk")

    def ask(self, question: Callable[[], T], then: Answer[T]) -> None:
        self.beside(lambda: _answer(question, then))

    def beside(self, work: Callable[[], object]) -> None:
        """Runs work that nobody waits for and that reports its own failures."""
        with contextlib.suppress(RuntimeError):  # closed
            self._workers.submit(_do, work)

    def work(self, work: Callable[[], object], failed: Callable[[Failure], None]) -> None:
        """Run work that answers by itself if it succeeds, or reports the failures that it knows of."""
        self.beside(lambda: _worked(work, failed))

    def close(self) -> None:
        self._workers.shutdown(wait=False, cancel_futures=True)


def _do(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:  # the worker's boundary
        log.exception("something beside the talk could not be done")


def _worked(work: Callable[[], object], failed: Callable[[Failure], None]) -> None:
    try:
        work()
    except Exception:  # the worker's boundary: whoever waits is told
        log.exception("something that somebody waits for could not be done")
        failed(BUG)


def _answer(question: Callable[[], T], then: Answer[T]) -> None:
    try:
        then(question())
    except (SoundError, EngineError) as error:
        then(error.failure)
    except (AddressError, OSError) as error:
        then(Failure(FailureKind.REJECTED, told_by(error)))
    except Exception:  # the worker's boundary: the caller is told
        log.exception("a question could not be answered")
        then(BUG)
