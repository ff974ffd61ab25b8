"""Lists who could recognise a recording now, on this device or by the service, and makes the one that was chosen."""

from dataclasses import replace
from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.models import Role
from voiceapp.core.ports import EngineError, SpeechToText
from voiceapp.core.sentence import Sentence
from voiceapp.core.versions_access import RecogniserOffer
from voiceapp.engine_choice.addresses import servers_of
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.local.catalogue import CATALOGUE
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import ChosenModels, built_in
from voiceapp.local.model_store import ModelStore
from voiceapp.local.processor_and_memory import fits, free_bytes
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing

HERE, SERVICE = "here/", "service/"
"""Begin the ids of those on this device and of the service's."""
GONE = Failure(
    FailureKind.NOT_FOUND,
    Sentence("This recogniser can't run now. Choose another one, or look into Settings > Models."),
)


def offers(engines: AvailableEngines, settings: Settings, keys: KeyRing) -> tuple[RecogniserOffer, ...]:
    """May ask the keyring, so not in the loop."""
    keys.learn(servers_of(settings))
    here = [RecogniserOffer(f"{HERE}{model.id}", model.title) for model in _ears_here(engines.machine().chosen)]
    return (*here, *_of_service(engines, settings))


def recogniser_named(engines: AvailableEngines, settings: Settings, id: str) -> tuple[str, SpeechToText]:
    """Return the name and the recogniser of an offer. Raises EngineError if it can't be had any more."""
    if id.startswith(HERE):
        chosen = engines.machine().chosen
        model = next((each for each in _ears_here(chosen) if f"{HERE}{each.id}" == id), None)
        if model is not None:
            return model.title, engines.second_machine(replace(chosen, whisper=model.id)).recogniser()
    name = next((each.title for each in _of_service(engines, settings) if each.id == id), "")
    if not name:
        raise EngineError(GONE)
    asked = settings.with_value("stt.model", id.removeprefix(SERVICE))
    return name, engines.factory(asked).recogniser_alone()


def _ears_here(chosen: ChosenModels) -> tuple[CatalogueModel, ...]:
    """Those that fit into memory, the best first, whatever languages they know: the person says what it's in."""
    fetched = ModelStore(Path(chosen.store)).here_of("ears") if chosen.store else ()
    packaged = [model for model in CATALOGUE if model.part == "ears" and model.id in built_in()]
    free = free_bytes()
    here = {model.id: model for model in (*fetched, *packaged) if fits(model.memory, free)}
    return tuple(sorted(here.values(), key=lambda model: -model.rank))


def _of_service(engines: AvailableEngines, settings: Settings) -> tuple[RecogniserOffer, ...]:
    factory = engines.factory()
    if not engines.may_ask("stt"):
        return ()
    provider = factory.provider("stt")
    known = provider.models.preferred.get(Role.TRANSCRIPTION, ()) if provider.models.served else ()
    names = dict.fromkeys(name for name in (settings.stt.model, *known) if name)
    whom = provider.name or factory.server("stt").whom
    return tuple(RecogniserOffer(f"{SERVICE}{name}", f"{whom} {name}", leaves_machine=True) for name in names)
