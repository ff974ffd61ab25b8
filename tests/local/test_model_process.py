"""Models in processes of their own: they end when they should, and their deaths are survived."""

import asyncio
import io
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.rig.models import installed
from tests.rig.patience import EVENT
from voiceapp.core.failures import FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import ChatEnd, ChatText, EngineError, RecognitionHints
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.local import model_process as process_module
from voiceapp.local.chosen_models import ChosenModels, find, is_there, threads_for
from voiceapp.local.model_process import Loading, ModelProcess
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.process_messages import (
    ChatJob,
    Done,
    Load,
    RecogniseJob,
    SpeakJob,
    TextMessage,
    answer_in,
    framed,
    read_request,
    request_in,
)

RESTING = """
import os
from voiceapp.local.process_messages import SpeakJob, framed
from voiceapp.local.worker import WorkerRequests

source, sink = os.pipe()
rests = []

def rest():
    rests.append(1)
    os.write(sink, framed(SpeakJob(7, "x")))

print(WorkerRequests(os.fdopen(source, "rb"), rest_after=0.0).next(rest).job, len(rests), flush=True)
os._exit(0)  # the desk's thread still reads
"""
"""Its job, and how often it rested before."""
DAMAGED = """
import os, sys
from voiceapp.local.process_messages import Ready, framed, read_request

damage = read_request(sys.stdin.buffer).path
sys.stdout.buffer.write(framed(Ready("a model", 0.0)))
sys.stdout.buffer.flush()
read_request(sys.stdin.buffer)
if damage == "a frame that is none":
    os.write(1, (5).to_bytes(4, "little") + b"\\xff\\xff\\xff\\xff\\xff")
elif damage == "a length that is none":
    os.write(1, b"\\xff\\xff\\xff\\xff")
else:
    os.close(1)
read_request(sys.stdin.buffer)
"""
"""Answers the first job with something that is no answer, and lives on."""
HOARD = """
import os
from voiceapp.local.worker import give_back

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")

hoard = [bytearray(100_000) for _ in range(2_000)]
# What lies last keeps all before it from going back by itself.
last = hoard[-1]
del hoard
before = resident()
give_back()
print(before, resident())
"""
"""Bytes in memory before and after."""


def question(text: str) -> Message:
    return Message(ItemId("q"), Speaker.USER, 0.0, text, MessageState.DONE)


@installed
async def test_a_cancelled_answer_leaves_the_model_ready_for_the_next() -> None:
    machine = LocalMachine(ChosenModels())
    try:
        async for piece in machine.process("brain").ask(
            lambda job: ChatJob(job, [{"role": "user", "content": "Count to 900."}], 800)
        ):
            assert isinstance(piece, TextMessage)
            break
        pieces = [piece async for piece in machine.chat().answer((question("Say hello."),), SessionWishes())]
        assert isinstance(pieces[-1], ChatEnd)
        assert any(isinstance(piece, ChatText) for piece in pieces)
    finally:
        await machine.close()
    assert not machine.process("brain").running


@installed
async def test_a_crash_is_told_and_the_model_loaded_again() -> None:
    machine = LocalMachine(ChosenModels())
    process = machine.process("voice")
    try:
        await process.start()
        job = process.ask(lambda job: SpeakJob(job, "A long sentence, again and again. " * 40))
        await anext(job)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(EngineError) as told:
            async for _ in job:
                pass
        assert told.value.failure.worth_retrying, "the turn is sent again"
        assert [piece async for piece in process.ask(lambda job: SpeakJob(job, "Hello."))]
    finally:
        await machine.close()


@pytest.mark.expects_log
@pytest.mark.parametrize("damage", ["a frame that is none", "a length that is none", "no pipe any more"])
async def test_a_damaged_frame_is_the_death_of_its_process(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = tmp_path / "worker"
    damaged = tmp_path / "damaged.py"
    damaged.write_text(DAMAGED)
    worker.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(damaged))}\n")
    worker.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(worker))
    process = ModelProcess("voice", lambda: Load(damage, 1), Sentence("The voice"))
    try:
        assert await process.start() == "a model"
        pid = process.pid
        async with asyncio.timeout(EVENT):
            with pytest.raises(EngineError) as told:
                async for _ in process.ask(lambda job: SpeakJob(job, "Hello.")):
                    pass
            assert told.value.failure.worth_retrying, "the turn is sent again"
            assert not process.running
            await process.start()
        assert process.pid != pid, "and to another process"
    finally:
        await process.stop()


def test_a_worker_that_is_sent_what_is_no_frame_ends() -> None:
    assert read_request(io.BytesIO(framed(SpeakJob(1, "x"))[:4] + b"\xff" * 40)) is None
    assert read_request(io.BytesIO(b"\xff" * 40)) is None


@installed
async def test_a_model_is_given_back_when_nobody_uses_it() -> None:
    machine = LocalMachine(ChosenModels(), linger=lambda: 0.0)
    process = machine.process("brain")
    async with machine.using("brain"):
        assert process.running
        async with machine.using("brain"):
            pass
        assert process.running, "somebody uses it still"
    async with asyncio.timeout(EVENT):
        await process.gone()
    await machine.close()


async def test_a_file_that_is_none_is_said_in_a_sentence(tmp_path: Path) -> None:
    wrong = tmp_path / "model.gguf"
    wrong.write_bytes(b"this is no model at all")
    for chosen in (
        ChosenModels(language_model=str(wrong)),
        ChosenModels(language_model=str(tmp_path / "missing.gguf")),
    ):
        machine = LocalMachine(chosen)
        with pytest.raises(EngineError) as told:
            async with machine.using("brain"):
                pass
        failure = told.value.failure
        assert failure.kind in (FailureKind.MODEL_BROKEN, FailureKind.NOT_INSTALLED)
        assert str(failure.sentence).endswith(".")
        assert str(tmp_path) not in str(failure.sentence), "no path of the person's"
        await machine.close()


async def test_what_lies_where_the_app_was_started_is_not_taken_for_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"
    (tmp_path / "msgspec.py").write_text(f"open({str(taken)!r}, 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    process = ModelProcess("brain", lambda: Load(str(tmp_path / "none.gguf"), 1, ""), Sentence("The language model"))
    with pytest.raises(EngineError):
        await process.start()
    await process.stop()
    assert not taken.exists()


@pytest.fixture
def changed_model(tmp_path: Path) -> Path:
    """The model that came with the app, with one byte changed."""
    copy = tmp_path / "copy.gguf"
    copy.write_bytes(Path(find("brain", ChosenModels()).path).read_bytes()[:-1] + b"x")
    return copy


@installed
async def test_a_changed_model_is_refused(changed_model: Path) -> None:
    copy = changed_model
    process = ModelProcess(
        "brain", lambda: Load(str(copy), 1, find("brain", ChosenModels()).sha256), Sentence("The language model")
    )
    with pytest.raises(EngineError) as told:
        await process.start()
    assert "isn't the file" in str(told.value.failure.sentence)
    await process.stop()


async def test_a_worker_ends_with_the_app() -> None:
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "voiceapp.local.worker",
        "brain",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert worker.stdin is not None
    worker.stdin.close()
    async with asyncio.timeout(EVENT):
        await worker.wait()


def printed(program: str) -> list[int]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return [int(word) for word in done.stdout.split()]


def test_a_model_that_is_not_asked_for_a_while_rests() -> None:
    assert printed(RESTING) == [7, 1]


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be told to give memory back")
def test_memory_that_was_freed_goes_back_to_the_system() -> None:
    before, after = printed(HOARD)
    assert after < before / 2


def test_frames_survive_the_pipe() -> None:
    for message in (
        RecogniseJob(1, b"\0\1", "en", "x", timed=True),
        ChatJob(2, [{"role": "user", "content": "é😀"}], 5),
        SpeakJob(3, "x", 1.5),
    ):
        assert request_in(framed(message)[4:]) == message
    assert answer_in(framed(Done(1, 2, 3, shortened=True))[4:]) == Done(1, 2, 3, shortened=True)


def test_what_is_not_installed_is_known_without_loading_it() -> None:
    assert not is_there("brain", ChosenModels(language_model="/nonexistent/model.gguf"))
    assert all(threads_for(part, ChosenModels()) >= 1 for part in ("ears", "voice"))
    assert threads_for("brain", ChosenModels()) == 0, "as many as are free when it is loaded"
    assert all(threads_for(part, ChosenModels(threads=3)) == 3 for part in ("ears", "brain", "voice"))


@installed
async def test_silence_makes_no_words() -> None:
    machine = LocalMachine(ChosenModels())

    async def silence() -> AsyncGenerator[bytes]:
        yield bytes(WIRE.bytes(2000))

    try:
        heard = [answer async for answer in machine.recogniser().transcribe(silence(), RecognitionHints("en"))]
        assert heard[-1].final
        assert heard[-1].text == ""
    finally:
        await machine.close()


@installed
async def test_whoever_waits_is_told_of_the_longest_load_and_of_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_module, "TOLD_AFTER", 0.0)
    monkeypatch.setattr(process_module, "LARGE", 1)
    told: list[tuple[str, float | None]] = []
    machine = LocalMachine(ChosenModels(), lambda part, done: told.append((part, done)))
    try:
        async with machine.using("brain", "voice"):
            pass
        over = asyncio.Event()
        asyncio.get_running_loop().call_soon(over.set)
        await over.wait()
    finally:
        await machine.close()
    assert told[0][0] in ("brain", "voice")
    assert "brain" in {part for part, _ in told}
    assert told[-1] == ("", None)
    shares = [done for _, done in told if done is not None]
    assert all(0.0 <= done < 1.0 for done in shares)
    assert bool(shares) is (sys.platform == "linux")


async def test_a_load_that_fails_is_not_told_to_go_on() -> None:
    told: list[Loading | None] = []
    process = ModelProcess(
        "brain", lambda: Load("/nonexistent/model.gguf", 1), Sentence("The language model"), told.append
    )
    with pytest.raises(EngineError):
        await process.start()
    await process.stop()
    assert told[-1:] in ([], [None])
