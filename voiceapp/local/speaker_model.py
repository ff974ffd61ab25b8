"""Finds the model that knows voices apart. It's fetched, and never comes with the app."""

from pathlib import Path

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.model_store import ModelStore
from voiceapp.local.process_messages import Load

PART = "speakers"
SUBJECT = Sentence("The model for telling voices apart")


def speaker_model(store: str) -> CatalogueModel | None:
    """Return the best one that was fetched into this folder. None: there is none."""
    here = ModelStore(Path(store)).here_of(PART) if store else ()
    return max(here, key=lambda model: model.rank, default=None)


def load_of_speakers(store: str) -> Load:
    """Returns the first message to its process. Raises EngineError. It was verified when it was fetched."""
    model = speaker_model(store)
    if model is None:
        raise EngineError(
            Failure(
                FailureKind.NOT_INSTALLED,
                Sentence(
                    "Finding out who spoke needs a model that isn't here yet. Get it in Settings > {place}.",
                    place=SettingPlace("local"),
                ),
                PART,
            )
        )
    return Load(str(ModelStore(Path(store)).path(model)), threads=1)
