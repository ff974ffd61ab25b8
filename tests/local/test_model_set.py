"""All models of this machine together."""

import pytest

from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import ItemId, Message, MessageState, Speaker
from voiceapp.core.wishes import SessionWishes, side_job
from voiceapp.local.chosen_models import ChosenModels
from voiceapp.local.model_set import LocalMachine


async def test_once_it_is_closed_no_model_is_started_any_more() -> None:
    """Whoever still wants one then, late, would start a process that nobody ends."""
    machine = LocalMachine(ChosenModels())
    await machine.close()
    with pytest.raises(EngineError, match="unloaded"):
        async with machine.using("ears", "brain", "voice"):
            pytest.fail("nothing is there to be used")


def test_a_model_of_ones_own_that_has_an_errand_is_told_that_and_nothing_else() -> None:
    machine = LocalMachine(ChosenModels(language_model="/own.gguf"))
    said = Message(ItemId("1"), Speaker.USER, 0.0, "first second", MessageState.DONE)
    told = machine.chat()._messages((said,), side_job("Tidy this."))
    assert told == [{"role": "system", "content": "Tidy this."}, {"role": "user", "content": "first second"}]
    talked = machine.chat()._messages((said,), SessionWishes(instructions="Be kind."))
    assert talked[0]["content"].endswith("Be kind.")
    assert "assistant" in talked[0]["content"]
