"""Decides which model is fetched without anybody's asking for it."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from voiceapp.core.model_fit import unfit
from voiceapp.core.ports import EngineError
from voiceapp.local.catalogue.brains import STANDARD
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import CARRIED, ChosenModels, chosen_models
from voiceapp.local.model_store import ModelStore, model_named, need_room
from voiceapp.settings.model import Settings


def wanted_by_itself(settings: Settings, environ: Mapping[str, str] | None = None) -> CatalogueModel | None:
    """Return the language model that should be fetched, because the small one is often wrong. None: none should.

    `LOCAL=0` leaves the models of this machine out, as it does for `make`.
    """
    around = os.environ if environ is None else environ
    if settings.local.fetch_models != "automatic" or around.get("LOCAL", "1") == "0":
        return None
    chosen = chosen_models(settings)
    if chosen.language_model or "local" not in settings.engines.order or find_spec(CARRIED["brain"].needs) is None:
        return None
    standard = model_named(STANDARD)
    return standard if _would_be_better(standard, chosen) else None


def _would_be_better(model: CatalogueModel, chosen: ChosenModels) -> bool:
    """Return whether a model fits this computer, has room on it, and is better than what is here."""
    if unfit(model.needs, chosen.computer) is not None:
        return False
    store = ModelStore(Path(chosen.store))
    if any(each.rank >= model.rank for each in store.here_of(model.part)):
        return False
    try:
        need_room(store.root, model.size - store.begun(model))
    except EngineError:
        return False
    return True
