"""What is said of the models in memory."""

import pytest

from voiceapp.core.loaded_models import LoadedModel, ModelsInMemory, part_name

EARS = LoadedModel("ears", "Whisper base", 206_000_000)
BRAIN = LoadedModel("brain", "qwen2.5-coder-0.5b", 777_000_000, works=True)


def test_each_model_is_named_with_what_it_holds() -> None:
    told = ModelsInMemory((BRAIN, EARS), 2)
    assert str(told.sentence) == (
        "In memory: Language model qwen2.5-coder-0.5b (777 MB), Recogniser Whisper base (206 MB). "
        "What isn't used is let go after 2 minutes."
    )
    assert told.bytes == 983_000_000


@pytest.mark.parametrize(
    ("minutes", "end"),
    [(1, "What isn't used is let go after a minute."), (0, "They stay as long as voiceapp is open.")],
)
def test_it_is_said_how_long_they_stay(minutes: int, end: str) -> None:
    assert str(ModelsInMemory((EARS,), minutes).sentence).endswith(end)


def test_a_system_that_tells_no_sizes_still_tells_the_models() -> None:
    told = ModelsInMemory((LoadedModel("judge", "Smart Turn", None),), 2)
    assert "End of turns Smart Turn." in str(told.sentence)
    assert told.bytes == 0


def test_nothing_in_memory_is_said_too() -> None:
    assert str(ModelsInMemory().sentence) == "No model is in memory. Each is loaded when it's needed."


@pytest.mark.parametrize("part", ["ears", "brain", "voice", "judge", "meaning", "speakers"])
def test_every_part_has_a_name(part: str) -> None:
    assert str(part_name(part))
