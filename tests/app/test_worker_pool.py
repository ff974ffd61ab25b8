"""Whoever asks is answered, whatever goes wrong on the worker."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest

from voiceapp.app.worker_pool import WORKERS, WorkerPool
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, verbatim
from voiceapp.settings.endpoints import AddressError


@pytest.fixture
def questions() -> Iterator[WorkerPool]:
    questions = WorkerPool()
    yield questions
    questions.close()


def asked(questions: WorkerPool, question: Callable[[], str]) -> str | Failure:
    answer: Future[str | Failure] = Future()
    questions.ask(question, answer.set_result)
    return answer.result(20)


def failing(error: Exception) -> Callable[[], str]:
    def fail() -> str:
        raise error

    return fail


def test_an_answer_comes(questions: WorkerPool) -> None:
    assert asked(questions, lambda: "yes") == "yes"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            EngineError(Failure(FailureKind.NO_KEY, Sentence("No key."))),
            Failure(FailureKind.NO_KEY, Sentence("No key.")),
        ),
        (AddressError(Sentence("Not an address.")), Failure(FailureKind.REJECTED, Sentence("Not an address."))),
        (OSError("The disk is full."), Failure(FailureKind.REJECTED, verbatim("The disk is full."))),
    ],
    ids=["engine", "address", "disk"],
)
def test_what_is_known_to_go_wrong_is_said_as_it_is(questions: WorkerPool, error: Exception, told: Failure) -> None:
    assert asked(questions, failing(error)) == told


@pytest.mark.expects_log
def test_a_fault_of_ours_is_said_to_be_ours(questions: WorkerPool) -> None:
    answer = asked(questions, failing(KeyError("x")))
    assert isinstance(answer, Failure)
    assert answer.kind is FailureKind.BUG


@pytest.mark.expects_log
def test_the_workers_outlive_what_goes_wrong_beside(questions: WorkerPool) -> None:
    failed = threading.Barrier(WORKERS + 1)

    def fail_together() -> None:
        failed.wait(20)
        raise KeyError("x")

    for _ in range(3):
        for _ in range(WORKERS):
            questions.beside(fail_together)
        failed.wait(20)
    all_here = threading.Barrier(WORKERS + 1)
    for _ in range(WORKERS):
        questions.beside(lambda: all_here.wait(20))
    all_here.wait(20)


def test_after_the_end_nothing_is_begun() -> None:
    questions = WorkerPool()
    questions.close()
    begun: list[str] = []
    questions.beside(lambda: begun.append("no"))
    assert begun == []
