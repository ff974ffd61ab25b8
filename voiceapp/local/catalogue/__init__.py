"""Lists every model that the app can fetch for this machine. A new one is one entry in one of its modules."""

from voiceapp.local.catalogue.brains import BRAINS
from voiceapp.local.catalogue.ears import EARS
from voiceapp.local.catalogue.meaning import MEANING
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.catalogue.voices import VOICES

CATALOGUE: tuple[CatalogueModel, ...] = (*BRAINS, *EARS, *VOICES, *MEANING)
OFFERED: tuple[CatalogueModel, ...] = tuple(model for model in CATALOGUE if model.runs)
"""Those that something here runs."""
_BY_ID = {model.id: model for model in CATALOGUE}


def model_of(id: str) -> CatalogueModel | None:
    """Return a model by its id. None if the catalogue has none of that name."""
    return _BY_ID.get(id)
