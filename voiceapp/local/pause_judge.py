"""Asks a model, in a process of its own, whether someone who pauses has finished.

If it fails, a talk goes on without it, and silence and words end turns.
"""

import asyncio
import contextlib
import logging
from collections.abc import Generator
from contextlib import aclosing
from importlib.util import find_spec

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.model_process import Linger, ModelProcess, usual_linger
from voiceapp.local.process_messages import JudgeJob, LikelihoodMessage, Load
from voiceapp.settings import installation
from voiceapp.settings.assets import asset

log = logging.getLogger(__name__)

MODEL = "smart-turn-v3.2-cpu.onnx"
SHA256 = "2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f"
RUNTIME = "onnxruntime"
_LASTING = frozenset({FailureKind.NOT_INSTALLED, FailureKind.MODEL_BROKEN})
"""Whatever fails so fails again, so it is not tried again before the app starts again."""


def load_of_judge() -> Load:
    """Returns the first message to its process. Raises EngineError if nothing can run it."""
    if find_spec(RUNTIME) is None:
        raise EngineError(
            Failure(
                FailureKind.NOT_INSTALLED,
                Sentence(
                    "The model that hears whether you've finished isn't installed. Run {command}.",
                    command=installation.brings_models(),
                ),
                RUNTIME,
            )
        )
    return Load(str(asset(MODEL)), threads=1, sha256=SHA256)


class LocalPauseJudge:
    """Implements `core.ports.PauseJudge`. Belongs to one event loop; `close` it before that ends."""

    def __init__(self, linger: Linger = usual_linger) -> None:
        """`linger` says for how long it stays loaded after its last use."""
        self._linger = linger
        self.process = ModelProcess("judge", load_of_judge, Sentence("The model that hears whether you've finished"))
        self._loading: asyncio.Task[None] | None = None
        self._leaving: asyncio.TimerHandle | None = None
        self._stopping: asyncio.Task[None] | None = None
        self._users = 0
        self._complained = False
        self._cannot = False
        """It failed in a way that does not mend itself."""
        self._closed = False

    def get_ready(self) -> None:
        """Load it, as it will be asked soon."""
        if self._closed or self._cannot:
            return
        if self._loading is None or self._loading.done():
            self._loading = asyncio.get_running_loop().create_task(self._load(), name="load-judge")

    async def likelihood(self, pcm: bytes) -> float | None:
        if self._closed or self._cannot:
            return None
        try:
            with self._used():
                return await self.judged(pcm)
        except EngineError as error:
            self._note(error)
            return None

    async def judged(self, pcm: bytes) -> float | None:
        """Judge a sample to find out what is wrong. Raises EngineError."""
        async with aclosing(self.process.ask(lambda job: JudgeJob(job, pcm))) as answers:
            async for answer in answers:
                if isinstance(answer, LikelihoodMessage):
                    return answer.finished
        return None

    async def close(self) -> None:
        self._closed = True
        if self._leaving is not None:
            self._leaving.cancel()
        others = [task for task in (self._loading, self._stopping) if task is not None]
        await asyncio.gather(self.process.stop(), *others, return_exceptions=True)

    async def _load(self) -> None:
        try:
            with self._used():
                await self.process.start()
        except EngineError as error:
            self._note(error)

    def _note(self, error: EngineError) -> None:
        """Remember what went wrong, and log it once, because it fails the same way each time."""
        self._cannot = self._cannot or error.failure.kind in _LASTING
        if not self._complained:
            self._complained = True
            left_out = error.failure.kind is FailureKind.NOT_INSTALLED
            level = logging.INFO if left_out else logging.WARNING
            log.log(level, "nothing hears whether somebody has finished: %s", error.failure.in_full)

    @contextlib.contextmanager
    def _used(self) -> Generator[None]:
        """Keep it loaded while this lasts, and for a while after."""
        self._users += 1
        if self._leaving is not None:
            self._leaving.cancel()
        try:
            yield
        finally:
            self._users -= 1
            seconds = self._linger()
            if self._users == 0 and not self._closed and seconds is not None:
                self._leaving = asyncio.get_running_loop().call_later(seconds, self._leave)

    def _leave(self) -> None:
        self._leaving = None
        self._stopping = asyncio.get_running_loop().create_task(self.process.stop(), name="stop-judge")
