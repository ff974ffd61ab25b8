"""How fast a language model of this machine writes with the threads that the app chooses, with one, and with two.

Each is loaded and asked in turn, alone and beside a program that keeps a core busy. VOICEAPP_MODELS names the model (a GGUF
file); without it the one that came with the app is asked. VOICEAPP_ROUNDS says how often (3).
"""

import asyncio
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import aclosing, contextmanager
from dataclasses import dataclass

import msgspec

from voiceapp.core.sentence import Sentence
from voiceapp.local.chosen_models import ChosenModels, load_of
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.process_messages import ChatJob, Load, TextMessage

WAYS = {"as chosen": 0, "one thread": 1, "two threads": 2}
WORDS = 48
QUESTION = "Tell me a long story about " + ", ".join(f"the apple tree number {number}" for number in range(20))


@dataclass(frozen=True, slots=True)
class Measured:
    first: float
    """Seconds until the first word: the time for reading."""
    speed: float
    """Tokens a second."""


async def _asked(load: Load) -> Measured:
    process = ModelProcess("brain", lambda: load, Sentence("The language model"))
    await process.start()
    messages = [{"role": "user", "content": QUESTION}]
    times = [time.perf_counter()]
    async with aclosing(process.ask(lambda job: ChatJob(job, messages, WORDS))) as answers:
        times += [time.perf_counter() async for answer in answers if isinstance(answer, TextMessage)]
    await process.stop()
    return Measured(times[1] - times[0], (len(times) - 2) / (times[-1] - times[1]))


@contextmanager
def beside(busy: int) -> Generator[None]:
    """Keep so many cores busy, as other programs do."""
    # It is no child of ours, because the app counts its own models' work as its own.
    code = "import os\nif os.fork(): os._exit(0)\nprint(os.getpid(), flush=True)\nwhile True: pass"
    pids: list[int] = []
    for _ in range(busy):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout is not None
            pids.append(int(parent.stdout.readline()))
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGKILL)


def main() -> None:
    chosen = ChosenModels(language_model=os.environ.get("VOICEAPP_MODELS", ""))
    load = load_of("brain", chosen)
    found: dict[tuple[int, str], list[Measured]] = {}
    for _ in range(int(os.environ.get("VOICEAPP_ROUNDS", "3"))):
        for busy in (0, 1):
            for way, threads in WAYS.items():
                with beside(busy):
                    measured = asyncio.run(_asked(msgspec.structs.replace(load, threads=threads)))
                found.setdefault((busy, way), []).append(measured)
    print("| busy programs | threads | tokens a second, median (each) | first word after |\n| --- | --- | --- | --- |")
    for (busy, way), given in found.items():
        speeds = ", ".join(f"{each.speed:.0f}" for each in given)
        median = statistics.median(each.speed for each in given)
        first = statistics.median(each.first for each in given)
        print(f"| {busy} | {way} | {median:.1f} ({speeds}) | {first:.2f} s |")
    print(f"\nload of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
