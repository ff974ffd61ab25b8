"""Decides which models are fetched without anybody's asking for them."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from voiceapp.core.model_fit import unfit
from voiceapp.core.ports import EngineError
from voiceapp.local.catalogue import OFFERED
from voiceapp.local.catalogue.brains import SMALL, STANDARD
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import BETTER_EARS, CARRIED, ChosenModels, built_in, chosen_models, is_there
from voiceapp.local.chosen_voices import main_language, voices_here
from voiceapp.local.model_store import ModelStore, model_named, need_room
from voiceapp.settings.model import Settings

BY_ITSELF = (STANDARD, BETTER_EARS)


def wanted_by_itself(settings: Settings, environ: Mapping[str, str] | None = None) -> tuple[CatalogueModel, ...]:
    """Return what should be fetched: a language model, because the small one is often wrong, a recogniser, because the
    small one knows English only and makes more mistakes, and a voice where there is none.

    `LOCAL=0` leaves the models of this device out, as it does for `make`.
    """
    around = os.environ if environ is None else environ
    if settings.local.fetch_models != "automatic" or around.get("LOCAL", "1") == "0":
        return ()
    if "local" not in settings.engines.order:
        return ()
    chosen = chosen_models(settings)
    wanted = (*map(model_named, BY_ITSELF), *_where_none_is(chosen))
    return tuple(
        model
        for model in wanted
        if not chosen.own(model.part)
        and find_spec(CARRIED[model.part].needs) is not None
        and _would_be_better(model, chosen)
    )


def _where_none_is(chosen: ChosenModels) -> tuple[CatalogueModel, ...]:
    """Return what a computer needs on which no package carries a model: a voice, and the small language model where the
    standard one doesn't fit.
    """
    found: list[CatalogueModel] = []
    if not voices_here(chosen):
        found.append(first_voice(main_language(chosen)))
    if unfit(model_named(STANDARD).needs, chosen.computer) is not None and not is_there("brain", chosen):
        found.append(model_named(SMALL))
    return tuple(found)


def first_voice(language: str) -> CatalogueModel:
    """Return the voice for a language that any computer is fast enough for; an English one where there is none."""
    quick = [model for model in OFFERED if model.part == "voice" and model.quick and language in model.languages]
    return max(quick, key=lambda model: model.rank, default=model_named(CARRIED["voice"].id))


def _would_be_better(model: CatalogueModel, chosen: ChosenModels) -> bool:
    """Return whether a model fits this computer, has room on it, and is better than what is here."""
    if model.id in built_in() or unfit(model.needs, chosen.computer) is not None:
        return False
    store = ModelStore(Path(chosen.store))
    if any(each.rank >= model.rank for each in store.here_of(model.part)):
        return False
    try:
        need_room(store.root, model.size - store.begun(model))
    except EngineError:
        return False
    return True
