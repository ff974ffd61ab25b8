"""The model that tells what texts mean: its words, its sums, its process, and what happens without it."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.local.e5_files import BEGIN, END, PIECES, UNKNOWN, SmallModel
from voiceapp.core.failures import FailureKind
from voiceapp.core.meaning import TextUse
from voiceapp.core.ports import EngineError
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.meaning_model import load_of_meaning, meaning_model
from voiceapp.local.model_process import ModelProcess
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.process_messages import Done, EmbedJob, FromWorker, JudgeJob, Load, VectorsMessage
from voiceapp.local.runners.base import ModelRefusedError
from voiceapp.local.runners.meaning import E5
from voiceapp.local.runners.sentence_pieces import SentencePieces

Floats = npt.NDArray[np.float32]


@pytest.fixture
def model(tmp_path: Path) -> tuple[SmallModel, E5]:
    small = SmallModel()
    small.write(tmp_path / "small.bin")
    runner = E5()
    runner.load(Load(str(tmp_path / "small.bin"), 1))
    return small, runner


def vectors(runner: E5, *texts: str, query: bool = False) -> Floats:
    said: list[FromWorker] = []
    assert runner.work(EmbedJob(4, list(texts), query), said.append, lambda: False) == Done(4)
    (answer,) = said
    assert isinstance(answer, VectorsMessage)
    rows: Floats = np.frombuffer(answer.rows, "<f4").reshape(-1, answer.width)
    return rows


def named(*pieces: str) -> list[int]:
    return [PIECES.index(piece) for piece in pieces]


PASSAGE = ("\u2581passage", ":")
QUERY = ("\u2581que", "ry", ":")


def test_it_answers_what_its_weights_say(model: tuple[SmallModel, E5]) -> None:
    small, runner = model
    (passage,) = vectors(runner, "tea")
    assert passage @ small.vector([BEGIN, *named(*PASSAGE, "\u2581tea"), END]) == pytest.approx(1.0, abs=1e-4)
    (question,) = vectors(runner, "tea", query=True)
    assert question @ small.vector([BEGIN, *named(*QUERY, "\u2581tea"), END]) == pytest.approx(1.0, abs=1e-4)
    assert np.linalg.norm(question) == pytest.approx(1.0, abs=1e-5)


def test_texts_that_are_read_together_know_nothing_of_each_other(model: tuple[SmallModel, E5]) -> None:
    _, runner = model
    texts = ["tea", "a sea", "tt ee aa", *("tea" * 7,) * 80]
    together = vectors(runner, *texts)
    alone = np.concatenate([vectors(runner, text) for text in texts])
    assert np.abs(together - alone).max() < 1e-5


def test_a_long_text_is_read_as_far_as_the_model_goes(model: tuple[SmallModel, E5]) -> None:
    small, runner = model
    (long,) = vectors(runner, "tea " * 500)
    tea = named("\u2581tea")
    assert long @ small.vector([BEGIN, *named(*PASSAGE), *tea * 20, END]) == pytest.approx(1.0, abs=1e-4)


def test_a_job_that_nobody_waits_for_is_left(model: tuple[SmallModel, E5]) -> None:
    said: list[FromWorker] = []
    assert model[1].work(EmbedJob(1, ["tea"], False), said.append, lambda: True) == Done(1)
    assert said == []
    with pytest.raises(TypeError):
        model[1].work(JudgeJob(1, b""), said.append, lambda: False)


def test_other_files_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for content in (b"GGUF and more", b"E5S1" + b"\x00" * 60, b"E5S1" + bytes(range(250)), b""):
        path = tmp_path / "other.bin"
        path.write_bytes(content)
        with pytest.raises(ModelRefusedError) as refused:
            E5().load(Load(str(path), 1))
        assert "other.bin" in str(refused.value.sentence)


# --- its words


def pieces() -> SentencePieces:
    known = {piece: number for number, piece in enumerate(PIECES) if number > UNKNOWN}
    scores = (0.0, 0.0, 0.0, 0.0, -3.0, -2.0, *(-4.0,) * 8)
    return SentencePieces(known, scores, UNKNOWN, {ord("Ａ"): "a", ord("\t"): " "})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tea", ["\u2581tea"]),
        (" tea", ["\u2581tea"]),
        ("tea  \t tea", ["\u2581tea", "\u2581tea"]),
        ("ate", ["\u2581", "a", "t", "e"]),
        ("teＡ", ["\u2581tea"]),
        ("", ["\u2581"]),
    ],
)
def test_a_text_becomes_the_likeliest_pieces(text: str, expected: list[str]) -> None:
    assert [PIECES[number] for number in pieces().numbers(text)] == expected


def test_signs_that_the_model_never_saw_are_unknown_one_by_one() -> None:
    assert pieces().numbers("x y") == [4, UNKNOWN, 4, UNKNOWN]


# --- its process


def test_without_the_model_it_is_said_where_to_get_it(tmp_path: Path) -> None:
    assert meaning_model("") is None
    with pytest.raises(EngineError) as error:
        load_of_meaning(str(tmp_path))
    assert error.value.failure.kind is FailureKind.NOT_INSTALLED
    assert "Settings > Models" in str(error.value.failure.sentence)


async def test_it_answers_from_a_process_of_its_own(tmp_path: Path) -> None:
    small = SmallModel()
    small.write(tmp_path / "small.bin")
    machine = LocalMachine(ChosenModels())
    process = machine.process("meaning")
    assert isinstance(process, ModelProcess)
    process._load = lambda: Load(str(tmp_path / "small.bin"), 1)
    try:
        told = await machine.embedder().embed(["tea", "sea"], TextUse.PASSAGE)
        assert len(told.rows) == 2 * told.width * 4
        first = np.frombuffer(told.rows, "<f4")[: told.width]
        assert first @ small.vector([BEGIN, *named(*PASSAGE, "\u2581tea"), END]) == pytest.approx(1.0, abs=1e-4)
        pid = process.pid
    finally:
        await machine.close()
    assert pid is not None
    assert not process.running
    assert not machine.has("meaning")
