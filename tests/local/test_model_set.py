"""All models of this machine together."""

from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rig.models import installed
from voiceapp.core.model_fit import Computer
from voiceapp.core.ports import ChatText, EngineError
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engine_choice.options.local import words_about
from voiceapp.local import model_set
from voiceapp.local.brain_profiles import SMALL, STANDARD, WHOLE
from voiceapp.local.chosen_models import ChosenModels, find, is_there
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.processor_and_memory import JUDGE, brain_threads, left_to_group, needed_beside, needed_bytes


async def test_once_it_is_closed_no_model_is_started_any_more() -> None:
    """Whoever still wants one then, late, would start a process that nobody ends."""
    machine = LocalMachine(ChosenModels())
    await machine.close()
    with pytest.raises(EngineError, match="unloaded"):
        async with machine.using("ears", "brain", "voice"):
            pytest.fail("nothing is there to be used")


@installed
def test_a_recogniser_shows_a_preview_only_where_it_suits_the_person_and_the_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = ChosenModels(english_only=True)
    name = find("ears", english).id
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(model_set, "free_bytes", lambda: 2_000_000_000)
    assert LocalMachine(english).may_preview
    # No folder and no model of that name: there is no recogniser.
    assert not LocalMachine(replace(english, whisper=str(tmp_path / "none"))).may_preview
    assert not LocalMachine(replace(english, computer=Computer(0, 2, too_slow=(name,)))).may_preview
    monkeypatch.setattr(model_set, "free_bytes", lambda: 100_000_000)
    assert not LocalMachine(english).may_preview
    monkeypatch.setattr(model_set, "free_bytes", lambda: None)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert not LocalMachine(english).may_preview


@installed
def test_a_recogniser_of_english_alone_shows_no_preview_of_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_set, "english_only", lambda _: True)
    monkeypatch.setattr(model_set, "free_bytes", lambda: None)
    assert not LocalMachine(ChosenModels(languages=("de",))).may_preview


def a_file(folder: Path, name: str, size: int) -> str:
    path = folder / name
    with path.open("wb") as file:
        file.write(b"GGUF")
        file.truncate(size)
    return str(path)


def test_each_model_is_asked_as_its_own_name_says(tmp_path: Path) -> None:
    assert LocalMachine(ChosenModels(language_model="/gone/qwen2.5-coder-0.5b.gguf")).brain_profile() is STANDARD
    assert LocalMachine(ChosenModels(language_model="/own.gguf")).brain_profile() is WHOLE
    if is_there("brain", ChosenModels()):
        assert LocalMachine(ChosenModels()).brain_profile() is SMALL
        large = a_file(tmp_path, "anything.gguf", 4_000_000_000)
        assert LocalMachine(ChosenModels(language_model=large)).brain_profile() is WHOLE


@installed
async def test_a_model_too_large_for_the_free_memory_leaves_the_answers_to_the_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = a_file(tmp_path, "large-7b.gguf", 4_000_000_000)
    monkeypatch.setattr(model_set, "free_bytes", lambda: 2_000_000_000)
    machine = LocalMachine(ChosenModels(language_model=large))
    try:
        async with machine.using("brain"):
            assert machine.name("brain").startswith("SmolLM2")
            assert machine.brain_profile() is SMALL, "it is asked as what it is"
            told = words_about(machine, None)
    finally:
        await machine.close()
    assert str(told) == (
        "large-7b.gguf needs 5.3 GB of memory with the other models, and may take 1.0 GB, half of what's free. Until there's "
        "more, a small model answers."
    )


async def test_where_not_even_the_small_one_fits_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_there("brain", ChosenModels()):
        pytest.skip("the models for this machine were left out (LOCAL=0)")
    monkeypatch.setattr(model_set, "free_bytes", lambda: 300_000_000)
    machine = LocalMachine(ChosenModels(language_model=a_file(tmp_path, "large-7b.gguf", 4_000_000_000)))
    with pytest.raises(EngineError, match=r"needs 5\.\d GB of memory .* may take 0\.1 GB, half"):
        async with machine.using("brain"):
            pytest.fail("it was loaded")
    await machine.close()


@pytest.mark.parametrize(
    ("free", "answers"),
    [
        (2_600_000_000, "qwen2.5-coder-0.5b"),
        (1_900_000_000, "SmolLM2"),
        (1_600_000_000, "SmolLM2"),
    ],
    ids=["much is free", "the model alone would fit", "a small machine with a browser open"],
)
@installed
def test_all_models_of_a_talk_together_take_at_most_half_of_what_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, answers: str
) -> None:
    """A machine with 4 GB of memory, of which other programs leave this much."""
    standard = a_file(tmp_path, "qwen2.5-coder-0.5b.gguf", 491_000_000)
    monkeypatch.setattr(model_set, "free_bytes", lambda: free)
    machine = LocalMachine(ChosenModels(language_model=standard, english_only=True))
    load = machine.process("brain")._load()
    assert answers.casefold() in Path(load.path).name.casefold()
    if answers == "SmolLM2":
        assert str(machine.brain_left_out).startswith(
            "qwen2.5-coder-0.5b.gguf needs 1.2 GB of memory with the other models"
        )


@installed
async def test_what_is_loaded_already_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the recogniser holds is no longer free, and the half was of what was free before."""
    standard = a_file(tmp_path, "qwen2.5-coder-0.5b.gguf", 491_000_000)
    machine = LocalMachine(ChosenModels(language_model=standard, english_only=True))
    try:
        async with machine.using("ears"):
            held = machine.process("ears").memory
            assert held
            beside = needed_beside("voice", 63_200_000) + JUDGE
            enough = 2 * (needed_bytes(standard) + held + beside) - held
            monkeypatch.setattr(model_set, "free_bytes", lambda: enough + 20_000_000)
            assert machine.process("brain")._load().path == standard
            monkeypatch.setattr(model_set, "free_bytes", lambda: enough - 20_000_000)
            assert machine.process("brain")._load().path != standard
    finally:
        await machine.close()


@installed
async def test_what_is_in_memory_is_told_and_let_go_unless_it_works() -> None:
    machine = LocalMachine(ChosenModels(english_only=True))
    try:
        assert machine.in_memory() == ()
        async with machine.using("brain", "ears"):
            told = {model.part: model for model in machine.in_memory()}
            assert set(told) == {"brain", "ears"}
            assert told["brain"].name.startswith("SmolLM2")
            assert not told["brain"].works
            assert all((model.bytes or 0) > 50_000_000 for model in told.values())
            chat = machine.chat()
            asked = (Message(ItemId("q"), Speaker.USER, 0.0, "Tell me a story.", MessageState.DONE),)
            answer = chat.answer(asked, SessionWishes())
            async with aclosing(answer):
                await anext(answer)
                await machine.let_go()
                assert [model.part for model in machine.in_memory()] == ["brain"], "it's in the middle of an answer"
            await machine.let_go()
            assert machine.in_memory() == ()
            assert "".join(
                [piece.text async for piece in chat.answer(asked, SessionWishes()) if isinstance(piece, ChatText)]
            )
    finally:
        await machine.close()


@pytest.mark.parametrize(
    ("kind", "files", "left"),
    [
        ("0::/app", {"app/memory.max": "1500", "app/memory.current": "900"}, [600]),
        ("0::/app", {"app/memory.max": "max", "app/memory.current": "900"}, []),
        (
            "0::/app",
            {"app/memory.max": "1500", "app/memory.current": "900", "app/memory.stat": "anon 5\ninactive_file 400\n"},
            [1000],
        ),
        (
            "5:cpu:/x\n4:memory:/app",
            {"memory/app/memory.limit_in_bytes": "1500", "memory/app/memory.usage_in_bytes": "2000"},
            [0],
        ),
        ("0::/gone", {}, []),
    ],
)
def test_a_limit_for_this_program_counts_as_memory(
    tmp_path: Path, kind: str, files: dict[str, str], left: list[int]
) -> None:
    (tmp_path / "self").mkdir()
    (tmp_path / "self" / "cgroup").write_text(f"{kind}\n")
    for name, content in files.items():
        path = tmp_path / "groups" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    assert left_to_group(tmp_path, tmp_path / "groups") == left


@pytest.mark.parametrize(
    ("cores", "busy", "threads"),
    [
        (2, 0.0, 2),
        (2, 0.2, 2),
        (2, 0.8, 1),
        (2, 2.0, 1),
        (4, 0.4, 3),
        (4, 2.2, 2),
        (8, 0.0, 4),
        (8, 5.5, 2),
        (1, 0.0, 1),
    ],
)
def test_a_model_takes_the_cores_that_nobody_else_wants(cores: int, busy: float, threads: int) -> None:
    assert brain_threads(busy, cores) == threads
