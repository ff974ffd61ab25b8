"""Which models of this device are in memory is known of all of them, and all can be let go."""

from dataclasses import replace

from tests.rig.models import installed
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing


@installed
async def test_the_recogniser_that_hears_what_is_kept_again_is_seen_and_let_go() -> None:
    settings = Settings()
    engines = AvailableEngines(lambda: settings, KeyRing({}))
    try:
        second = engines.second_machine(replace(engines.machine().chosen, threads=1))
        async with second.using("ears"):
            assert [model.part for model in (await engines.models_in_memory()).models] == ["ears"]
        assert (await engines.let_models_go()).models == ()
        assert second.in_memory() == ()
    finally:
        await engines.close()
