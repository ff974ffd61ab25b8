"""All models of this machine together."""

import pytest

from voiceapp.core.ports import EngineError
from voiceapp.local.machine import LocalMachine
from voiceapp.local.models import Chosen


async def test_once_it_is_closed_no_model_is_started_any_more() -> None:
    """Whoever still wants one then, late, would start a process that nobody ends."""
    machine = LocalMachine(Chosen())
    await machine.close()
    with pytest.raises(EngineError, match="let go"):
        async with machine.using("ears", "brain", "voice"):
            pytest.fail("nothing is there to be used")
