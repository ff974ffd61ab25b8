"""Runs a model's process from the app's side, starting it when it is first needed, and again if it died."""

import asyncio
import contextlib
import itertools
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.sentence_data import from_data
from voiceapp.local.chosen_models import size_of
from voiceapp.local.process_messages import (
    HEAD,
    Answer,
    Cancel,
    Done,
    Failed,
    Load,
    Piece,
    Ready,
    Refused,
    Request,
    ToWorker,
    answer_in,
    body_length,
    framed,
)
from voiceapp.local.processor_and_memory import held_bytes
from voiceapp.processes import kill_and_wait, wait_until_ended

log = logging.getLogger(__name__)

Using = Callable[[], AbstractAsyncContextManager[None]]
"""A context that keeps a model loaded while it lasts."""
Linger = Callable[[], float | None]
"""Seconds for which a model stays loaded after its last use, as the person may come back. None: until the end."""
LINGER = 120.0
LOAD_PATIENCE = 180.0
"""Seconds, plus what a slow disk takes to read a large file. A busy machine may take a minute for a second's work, and
a process that dies is noticed at once anyway.
"""
SLOW_DISK = 20_000_000
"""Bytes a second."""
TOLD_AFTER = 0.4
"""Seconds; a load that takes less is not reported."""
TOLD_EVERY = 0.25
LARGE = 300_000_000
"""Bytes of a model above which the memory in use shows its progress. Below that, the libraries take as much."""
LIBRARIES = 60_000_000
"""Bytes that a model's process uses before its model is loaded."""
STOP_PATIENCE = 2.0
QUIET_NUMPY = {"OPENBLAS_NUM_THREADS": "1"}
"""numpy's threads spin while they wait for each other, for products that one of them does in a millisecond."""
PATIENT_THREADS = {"GOMP_SPINCOUNT": "1000"}
"""A language model's threads spin while they wait for each other: for some microseconds, then they sleep. Left to spin, two
on two cores wrote 0.4 to 2 tokens a second beside one busy program, and 27 in this way.
"""
DEATHS_ALLOWED = 3
"""Consecutive failures, without a job done in between, after which the model is not tried again by itself."""


def usual_linger() -> float | None:
    return LINGER


@dataclass(frozen=True, slots=True)
class _Gone:
    """The process has ended."""

    why: Sentence


@dataclass(frozen=True, slots=True)
class Loading:
    bytes: int
    """The size of the model's files."""
    done: float | None
    """Roughly how much of them is in memory, 0 to 1. None if unknown."""


def _nobody_told(loading: Loading | None) -> None:
    del loading


class ModelProcess:
    """Runs one model. Make all calls from one event loop."""

    def __init__(
        self,
        part: str,
        load: Callable[[], Load],
        subject: Sentence,
        told: Callable[[Loading | None], None] = _nobody_told,
    ) -> None:
        """`load` finds the files (raises EngineError); `subject` is the part's name as it begins a sentence.

        `told` gets the progress of a load that takes a moment, and None when that is over, however it ended.
        """
        self._told = told
        self._part = part
        self._load = load
        self._subject = subject
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._starting: asyncio.Task[str] | None = None
        self._jobs: dict[int, asyncio.Queue[Answer | _Gone]] = {}
        self._numbers = itertools.count(1)
        self._deaths = 0
        self._loaded: Load | None = None
        self._outdated = False
        self.model = ""
        """Its name, once it is loaded."""

    async def gone(self) -> None:
        """Waits until its process has ended."""
        if self._process is not None:
            await self._process.wait()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def loaded(self) -> Load | None:
        """The model in memory, or None."""
        return self._loaded if self.running and self._starting is None else None

    @property
    def works(self) -> bool:
        """It's doing something right now."""
        return bool(self._jobs)

    @property
    def memory(self) -> int | None:
        """Return the bytes that it holds. None where the system doesn't tell."""
        return held_bytes(self.pid)

    async def let_go(self) -> None:
        """End the process unless it works or is being loaded. Whoever asks it next loads it again."""
        if self.loaded is not None and not self.works:
            await self.stop_process()

    async def start(self) -> str:
        """Load the model unless it is loaded; returns its name. Raises EngineError."""
        if self.running and self._starting is None and not self._due:
            return self.model
        if self._starting is None:
            self._starting = asyncio.create_task(self._begin(), name=f"load-{self._part}")
            self._starting.add_done_callback(self._started)
        return await asyncio.shield(self._starting)

    @property
    def _due(self) -> bool:
        """Return whether another model is to be loaded now. Nobody who waits for an answer is cut off for it."""
        return self._outdated and not self._jobs

    async def reconsider(self) -> None:
        """Load another model if the choice has changed: now if this one is idle, else before it is asked the next time.

        Raises EngineError if the other one can't be loaded.
        """
        if not self.running or self._loaded is None:
            return
        try:
            now = self._load()
            # How many threads are free changes all the time.
            self._outdated = msgspec.structs.replace(now, threads=self._loaded.threads) != self._loaded
        except EngineError:
            return  # what is loaded still works
        if self._due:
            await self.start()

    def _started(self, task: asyncio.Task[str]) -> None:
        if self._starting is task:
            self._starting = None
        if not task.cancelled():
            task.exception()  # mark it as seen, as perhaps nobody awaited the task

    async def ask(self, make: Callable[[int], Request]) -> AsyncGenerator[Piece | Done]:
        """Yields the answers to one job; the last is Done. Closing cancels it. Raises EngineError."""
        await self.start()
        job = next(self._numbers)
        answers: asyncio.Queue[Answer | _Gone] = asyncio.Queue()
        self._jobs[job] = answers
        over = False
        try:
            await self._send(make(job))
            while not over:
                answer = await answers.get()
                if isinstance(answer, _Gone):
                    over = True
                    raise EngineError(Failure(FailureKind.LINK_DROPPED, answer.why))
                if isinstance(answer, Failed):
                    over = True
                    sentence = Sentence("{part} on this device failed.", part=self._subject)
                    raise EngineError(Failure(FailureKind.MODEL_BROKEN, sentence, answer.reason))
                over = isinstance(answer, Done)
                self._deaths = 0
                yield answer
        finally:
            self._jobs.pop(job, None)
            if not over and self.running:
                self._post(Cancel(job))

    async def stop(self) -> None:
        """End the process, which frees its memory."""
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        await self.stop_process()

    async def stop_process(self) -> None:
        """End the process, whatever is being loaded."""
        process, self._process = self._process, None
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)
        self._fail_all(Sentence("{part} on this device was ended.", part=self._subject))
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(STOP_PATIENCE):
                await wait_until_ended(process)
        except TimeoutError:
            await kill_and_wait(process)

    # --- how it comes to be

    async def _begin(self) -> str:
        if self._deaths >= DEATHS_ALLOWED:
            raise EngineError(
                _broken(
                    Sentence("{part} on this device crashed several times. Choose another one.", part=self._subject)
                )
            )
        load = self._load()
        if self.running:
            await self.stop_process()
        self._outdated = False
        command = (sys.executable, "-P", "-m", "voiceapp.local.worker", self._part)
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment(self._part), limit=2**20
        )
        self._process = process
        size = await asyncio.to_thread(_bytes_of, load.path)
        telling = asyncio.create_task(self._report_loading(process.pid, size), name=f"tell-{self._part}")
        try:
            async with asyncio.timeout(LOAD_PATIENCE + size / SLOW_DISK):
                self._post(load)
                first = await _answer(process)
        except TimeoutError:
            await self._abandon(process)
            raise EngineError(
                _broken(Sentence("{part} on this device takes too long to load.", part=self._subject))
            ) from None
        except BaseException:
            await self._abandon(process)
            raise
        finally:
            telling.cancel()
        if not isinstance(first, Ready):
            await self._abandon(process)
            if isinstance(first, Refused):
                raise EngineError(_broken(from_data(first.why)))
            self._deaths += 1
            raise EngineError(
                _broken(Sentence("{part} on this device ended while it was loading.", part=self._subject))
            )
        self.model = first.model
        self._loaded = load
        self._reader = asyncio.create_task(self._read(process), name=f"read-{self._part}")
        return first.model

    async def _report_loading(self, pid: int, size: int) -> None:
        try:
            await asyncio.sleep(TOLD_AFTER)
            while True:
                self._told(Loading(size, _in_memory(pid, size)))
                await asyncio.sleep(TOLD_EVERY)
        finally:
            self._told(None)

    async def _abandon(self, process: asyncio.subprocess.Process) -> None:
        if self._process is process:
            self._process = None
        await kill_and_wait(process)

    # --- the pipe

    async def _send(self, message: ToWorker) -> None:
        self._post(message)
        process = self._process
        if process is not None and process.stdin is not None:
            with contextlib.suppress(ConnectionError):  # the reader notices, and tells the job
                await process.stdin.drain()

    def _post(self, message: ToWorker) -> None:
        process = self._process
        if process is not None and process.stdin is not None and not process.stdin.is_closing():
            process.stdin.write(framed(message))

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        while (answer := await _answer(process)) is not None:
            if isinstance(answer, (Ready, Refused)):
                continue
            waiting = self._jobs.get(answer.job)
            if waiting is not None:
                waiting.put_nowait(answer)
        # It may live on without a pipe, or with one that is out of step.
        await kill_and_wait(process)
        self._deaths += 1
        self._fail_all(Sentence("{part} on this device crashed. Reloading it.", part=self._subject))

    def _fail_all(self, why: Sentence) -> None:
        for waiting in tuple(self._jobs.values()):
            waiting.put_nowait(_Gone(why))


def _broken(sentence: Sentence) -> Failure:
    return Failure(FailureKind.MODEL_BROKEN, sentence)


async def _answer(process: asyncio.subprocess.Process) -> Ready | Refused | Answer | None:
    """Reads the next frame. None if the process is gone or its output is damaged."""
    assert process.stdout is not None
    try:
        head = await process.stdout.readexactly(HEAD)
        return answer_in(await process.stdout.readexactly(body_length(head)))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    except (ValueError, msgspec.MsgspecError):
        log.warning("a model's process sent what is no frame")
        return None


def _bytes_of(path: str) -> int:
    with contextlib.suppress(OSError):
        return size_of(Path(path))
    return 0


def _in_memory(pid: int, size: int) -> float | None:
    """Roughly how much of a model this process has in memory by now, if the system tells."""
    if size < LARGE:
        return None
    held = held_bytes(pid)
    return None if held is None else round(min(0.99, max(0.0, (held - LIBRARIES) / size)), 2)


def _environment(part: str) -> dict[str, str]:
    """Returns the environment of a model's process: enough to find the code, and no keys."""
    package = str(Path(__file__).resolve().parents[2])
    keep = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    known = {name: os.environ[name] for name in keep if name in os.environ}
    threads = PATIENT_THREADS if part == "brain" else {}
    # Keep libraries from fetching anything.
    return known | {"PYTHONPATH": package, "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"} | QUIET_NUMPY | threads
