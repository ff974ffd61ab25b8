"""Finds the best recogniser that is here for hearing once more what was said, where time doesn't matter."""

from dataclasses import dataclass, replace
from pathlib import Path

from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import Spent
from voiceapp.local.catalogue import CATALOGUE
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import BETTER_EARS, ChosenModels, built_in, find, understands
from voiceapp.local.model_store import ModelStore
from voiceapp.local.processor_and_memory import fits, free_bytes

CLEARLY = 10
"""How much higher a recogniser's rank must be to hear anything again."""
_ENGLISH_ONLY = "Whisper (English)"
_MANY_LANGUAGES = "Whisper"
"""How the processes of recognisers are named in the bill of a line."""


@dataclass(frozen=True, slots=True)
class BetterEars:
    title: str
    rank: int
    chosen: ChosenModels
    """The choice of models with this one."""


def better_ears(chosen: ChosenModels) -> BetterEars | None:
    """Return the best recogniser that is here, knows what is spoken and fits into memory, however slow it is."""
    here = ModelStore(Path(chosen.store)).here_of("ears") if chosen.store else ()
    packaged = [model for model in CATALOGUE if model.part == "ears" and model.id in built_in()]
    free = free_bytes()
    fit = [model for model in (*here, *packaged) if understands(model, chosen) and fits(model.memory, free)]
    best = max(fit, key=lambda model: model.rank, default=None)
    return None if best is None else BetterEars(best.title, best.rank, _with(best, chosen))


def _with(model: CatalogueModel, chosen: ChosenModels) -> ChosenModels:
    try:
        if find("ears", chosen).id == model.id:
            return chosen
    except EngineError:
        pass
    return replace(chosen, whisper=model.id)


def rank_of_words(spent: tuple[Spent, ...]) -> int | None:
    """Return the rank of the recogniser on this machine that a line's bill names. None: somebody else heard it."""
    names = [line.model for line in spent if line.usage.seconds and line.usd == 0.0]
    ranks = {model.title: model.rank for model in CATALOGUE if model.part == "ears"}
    if _ENGLISH_ONLY in names:
        return ranks["Whisper tiny.en"]
    if _MANY_LANGUAGES in names:
        return next(model.rank for model in CATALOGUE if model.id == BETTER_EARS)
    return None
