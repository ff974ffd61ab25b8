"""Lists every model that the app can fetch for this device. A new one is one entry in one of its modules."""

from voiceapp.local.catalogue.brains import BRAINS
from voiceapp.local.catalogue.ears import EARS
from voiceapp.local.catalogue.meaning import MEANING
from voiceapp.local.catalogue.model import CatalogueModel, VoiceSpeaker
from voiceapp.local.catalogue.speakers import SPEAKERS
from voiceapp.local.catalogue.voices import VOICES

CATALOGUE: tuple[CatalogueModel, ...] = (*BRAINS, *EARS, *VOICES, *MEANING, *SPEAKERS)
OFFERED: tuple[CatalogueModel, ...] = tuple(model for model in CATALOGUE if model.runs)
"""Those that something here runs."""
_BY_ID = {model.id: model for model in CATALOGUE}


def model_of(name: str) -> CatalogueModel | None:
    """Return a model by its id, or by a speaker's name such as `kokoro/af_bella`. None if the catalogue has none."""
    return _BY_ID.get(name.partition("/")[0])


def speaker_of(model: CatalogueModel, name: str) -> VoiceSpeaker | None:
    """Return the speaker that a name means, or the model's usual one. None if it has only one voice."""
    wanted = name.partition("/")[2]
    return next((each for each in model.speakers if each.id == wanted), next(iter(model.speakers), None))
