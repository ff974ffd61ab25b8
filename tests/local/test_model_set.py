"""All models of this machine together."""

from pathlib import Path

import pytest

from tests.rig.models import installed
from voiceapp.core.ports import EngineError
from voiceapp.engine_choice.options.local import words_about
from voiceapp.local import model_set
from voiceapp.local.brain_profiles import SMALL, STANDARD, WHOLE
from voiceapp.local.chosen_models import ChosenModels, is_there
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.processor_and_memory import brain_threads


async def test_once_it_is_closed_no_model_is_started_any_more() -> None:
    """Whoever still wants one then, late, would start a process that nobody ends."""
    machine = LocalMachine(ChosenModels())
    await machine.close()
    with pytest.raises(EngineError, match="unloaded"):
        async with machine.using("ears", "brain", "voice"):
            pytest.fail("nothing is there to be used")


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
        "large-7b.gguf needs 4.8 GB of memory, and only 2.0 GB are free. Until there's more, a small model answers."
    )


async def test_where_not_even_the_small_one_fits_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_there("brain", ChosenModels()):
        pytest.skip("the models for this machine were left out (LOCAL=0)")
    monkeypatch.setattr(model_set, "free_bytes", lambda: 300_000_000)
    machine = LocalMachine(ChosenModels(language_model=a_file(tmp_path, "large-7b.gguf", 4_000_000_000)))
    with pytest.raises(EngineError, match=r"needs 4\.8 GB of memory, and only 0\.3 GB are free"):
        async with machine.using("brain"):
            pytest.fail("it was loaded")
    await machine.close()


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
