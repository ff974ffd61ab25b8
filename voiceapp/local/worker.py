"""Runs one model in its own process: `python -m voiceapp.local.worker PART`, such as ears or brain.

Requests come on standard input, and answers leave on the original standard output. It ends with its input, so it never
outlives the app, even if the app is killed.
"""

import ctypes
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import BinaryIO, cast

from voiceapp.core.sentence import verbatim
from voiceapp.core.sentence_data import to_data
from voiceapp.local.process_messages import (
    Cancel,
    Done,
    Failed,
    FromWorker,
    Load,
    Ready,
    Refused,
    Request,
    framed,
    read_request,
)
from voiceapp.local.runners.base import Canceller, ModelRefusedError, ModelRunner

REST = 3.0
"""Seconds without a request after which memory is given back; within a talk it would be needed again at once."""


def give_back() -> None:
    """Return freed memory to the system. Only glibc holds on to so much, and only it can be told to return it."""
    if sys.platform != "linux":
        return
    trim = cast("Callable[[int], int] | None", getattr(ctypes.CDLL(None), "malloc_trim", None))
    if trim is not None:
        trim(0)


def parts() -> dict[str, Callable[[], ModelRunner]]:
    """Imports only the runner that is wanted."""

    def ears() -> ModelRunner:
        from voiceapp.local.runners.whisper import Whisper  # noqa: PLC0415

        return Whisper()

    def brain() -> ModelRunner:
        from voiceapp.local.runners.llama import Llama  # noqa: PLC0415

        return Llama()

    def voice() -> ModelRunner:
        from voiceapp.local.runners.any_voice import AnyVoice  # noqa: PLC0415

        return AnyVoice()

    def judge() -> ModelRunner:
        from voiceapp.local.runners.smart_turn import SmartTurn  # noqa: PLC0415

        return SmartTurn()

    def wake() -> ModelRunner:
        from voiceapp.local.runners.wake_word import WakeWordTrial  # noqa: PLC0415

        return WakeWordTrial()

    def meaning() -> ModelRunner:
        from voiceapp.local.runners.meaning import E5  # noqa: PLC0415

        return E5()

    def speakers() -> ModelRunner:
        from voiceapp.local.runners.voice_print import VoiceEncoder  # noqa: PLC0415

        return VoiceEncoder()

    return {
        "ears": ears,
        "brain": brain,
        "voice": voice,
        "judge": judge,
        "wake": wake,
        "meaning": meaning,
        "speakers": speakers,
    }


class WorkerRequests:
    """Takes requests off the pipe while the model works, so that a job can be cancelled."""

    def __init__(self, pipe: BinaryIO, rest_after: float = REST) -> None:
        self._pipe = pipe
        self._rest_after = rest_after
        self._waiting: queue.SimpleQueue[Request | Load | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            request = read_request(self._pipe)
            if request is None:
                os._exit(0)  # the app is gone, and a native call may never come back
            if isinstance(request, Cancel):
                self._cancelled.add(request.job)
            else:
                self._waiting.put(request)

    def next(self, rest: Callable[[], None] = lambda: None) -> Request | Load | None:
        """The next request; `rest` is called when none comes for a while."""
        try:
            return self._waiting.get(timeout=self._rest_after)
        except queue.Empty:
            rest()
            return self._waiting.get()

    def cancelled(self, job: int) -> bool:
        return job in self._cancelled

    def done_with(self, job: int) -> None:
        self._cancelled.discard(job)


def serve(part_name: str, source: BinaryIO, sink: BinaryIO) -> int:
    def say(answer: FromWorker) -> None:
        sink.write(framed(answer))
        sink.flush()

    desk = WorkerRequests(source)
    load = desk.next()
    if not isinstance(load, Load):
        return 2
    began = time.monotonic()
    try:
        part = parts()[part_name]()
        model = part.load(load)
    except ModelRefusedError as error:
        say(Refused(to_data(error.sentence)))
        return 1
    except Exception as error:  # noqa: BLE001  (the process's edge: report it to whoever waits)
        say(Refused(to_data(verbatim(f"{type(error).__name__}: {error}."))))
        return 1
    say(Ready(model, time.monotonic() - began))
    while True:
        request = desk.next(give_back)
        if request is None or isinstance(request, Load):
            continue
        _work(part, request, desk, say)


def _work(part: ModelRunner, request: Request, desk: WorkerRequests, say: Callable[[FromWorker], None]) -> None:
    def cancelled() -> bool:
        return desk.cancelled(request.job)

    canceller: Canceller = cancelled
    try:
        done = Done(request.job) if cancelled() else part.work(request, say, canceller)
    except Exception as error:  # noqa: BLE001  (the job's edge: the model lives on)
        say(Failed(request.job, f"{type(error).__name__}: {error}"[:500]))
    else:
        say(done)
    desk.done_with(request.job)


def main() -> int:
    # Native libraries print where they like, but only frames may be on the pipe.
    sink = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return serve(sys.argv[1], sys.stdin.buffer, sink)


if __name__ == "__main__":
    os._exit(main())  # models do not always shut down cleanly, and nothing is left to save
