"""One turn on this machine, stage by stage: words, the model's first token, the first clause, its sound.

Six questions are spoken by this machine's voice. An answer is prepared from 200 ms of silence on, and the turn ends as soon
as it may: after 350 ms, once the words are known. Asked are the models in VOICEAPP_MODELS (GGUF files with a colon between
them, or a folder of them), otherwise the one that is in use; THREADS=2 gives the language model so many threads. Milliseconds
after the last sample of speech; in brackets what it took of the processor, which says more on a busy one.
"""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from benchmarks._rig import processor_seconds
from benchmarks._spoken import spoken_by
from benchmarks.voice_to_voice import CERTAIN, Turn, through
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.local.chosen_models import chosen_models
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.process_messages import ChatJob, Done, Piece, Request
from voiceapp.openai.connections import ConnectionPool
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

QUESTIONS = (
    "What is the capital of Norway?",
    "Why is the sky blue?",
    "Tell me a short joke about a cat.",
    "How long should I boil an egg?",
    "Good morning! How are you today?",
    "Can you recommend a book for the weekend?",
)
TIMES = 3
PARTS = ("ears", "brain", "voice")


@dataclass
class Asked:
    """One job of a model, with the moments of its first and last answer."""

    part: str
    reading: bool
    """Only the prompt was read, for later."""
    at: float
    first: float = 0.0
    first_cost: float = 0.0
    """Seconds of the processor until then."""


@contextmanager
def _noted(jobs: list[Asked], machine: LocalMachine) -> Generator[None]:
    """Note each job that a model is asked for."""
    plain = ModelProcess.ask

    async def ask(process: ModelProcess, make: Callable[[int], Request]) -> AsyncGenerator[Piece | Done]:
        part = next(part for part in PARTS if machine.process(part) is process)
        asked = Asked(part, reading=False, at=time.perf_counter())
        before = processor_seconds(process.pid) if process.pid else 0.0

        def made(job: int) -> Request:
            request = make(job)
            asked.reading = isinstance(request, ChatJob) and request.longest == 0
            return request

        jobs.append(asked)
        async for piece in plain(process, made):
            if not asked.first and process.pid:
                asked.first = time.perf_counter()
                asked.first_cost = processor_seconds(process.pid) - before
            yield piece

    with patch.object(ModelProcess, "ask", ask):
        yield


async def _turns_with(model: str, times: int) -> None:
    settings = Settings()
    for name, value in (("local.language_model", model), ("local.threads", int(os.environ.get("THREADS", "0")))):
        if value:
            settings = settings.with_value(name, value)
    machine, pool = LocalMachine(chosen_models(settings)), ConnectionPool()
    factory = PartsFactory(settings, KeyRing({}), pool, machine)
    rows: list[tuple[float, ...]] = []
    async with machine.using(*PARTS):
        said = [await spoken_by(machine, question) for question in QUESTIONS]
        for _ in range(times):
            for pcm in said:
                jobs: list[Asked] = []
                with _noted(jobs, machine):
                    turn = await through(factory.on_this_machine(), pcm, CERTAIN)
                rows.append(_stages(turn, jobs))
    cells = [statistics.median(column) * 1000 for column in zip(*rows, strict=True)]
    words, token, clause, sound, heard_cost, read_cost, voice_cost = cells
    name = Path(model).name or machine.name("brain")
    print(
        f"| {name[:40]} | {words:.0f} ({heard_cost:.0f}) | {token:.0f} ({read_cost:.0f}) | {clause:.0f} "
        f"| {sound:.0f} ({voice_cost:.0f}) | {max(row[3] for row in rows) * 1000:.0f} |",
        flush=True,
    )
    await machine.close()
    await pool.close()


def _stages(turn: Turn, jobs: list[Asked]) -> tuple[float, ...]:
    """Seconds after the last sample of speech, then seconds of the processor."""
    heard = [job for job in jobs if job.part == "ears" and job.first][-1]
    brain = next(job for job in jobs if job.part == "brain" and not job.reading and job.at >= heard.at)
    voice = next(job for job in jobs if job.part == "voice" and job.at >= brain.at)
    moments = (heard.first, brain.first, voice.at)
    return (
        *(moment - turn.spoken_at for moment in moments),
        turn.first_sound,
        heard.first_cost,
        brain.first_cost,
        voice.first_cost,
    )


def _models() -> list[str]:
    named = [Path(each) for each in os.environ.get("VOICEAPP_MODELS", "").split(":") if each]
    files = [file for each in named for file in (sorted(each.glob("*.gguf")) if each.is_dir() else [each])]
    return [str(file) for file in files] or [""]


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    print(f"{len(QUESTIONS)} questions, {times} times each; medians\n")
    print("| model | words | its first token | first clause written | its sound | slowest |")
    print("| --- | --- | --- | --- | --- | --- |")
    for model in _models():
        asyncio.run(_turns_with(model, times))


if __name__ == "__main__":
    main()
