"""Chooses who summarises a talk: the service where the words may go to it, else the language model on this device."""

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.limits import OF_SERVERS, OF_SERVICES, OF_THIS_DEVICE
from voiceapp.engine_choice.addresses import servers_of
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.runtime.summary_making import Summariser
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

NOBODY = Sentence(
    "Summaries need a language model. Get a larger one in Settings > Models, or enter a key for a service in Settings > Engines."
)
SPENT = Sentence("The budget is spent, and no language model on this device can summarise. Raise the budget.")


def summariser(engines: AvailableEngines, settings: Settings, keys: KeyRing) -> Summariser:
    """Return who summarises now. May ask the keyring, so not in the loop. Raises EngineError where nobody does."""
    keys.learn(servers_of(settings))
    factory = engines.factory(is_patient=True)
    if engines.may_ask("chat"):
        server = factory.server("chat")
        limits = OF_SERVERS if server.is_ones_own else OF_SERVICES
        return Summariser(factory.chat(), limits, server.whom)
    profile = factory.machine.brain_profile()
    if not (factory.machine.has("brain") and profile.summarises):
        spent = engines.over_budget() is not None
        raise EngineError(Failure(FailureKind.NOT_INSTALLED, SPENT if spent else NOBODY))
    return Summariser(factory.machine.chat(), OF_THIS_DEVICE, unasked=profile.summarises_unasked)
