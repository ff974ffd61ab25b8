"""Makes the cards of the catalogue, as things stand on this machine."""

from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.core.model_fit import Computer, Needs, unfit
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.model_store import ModelStore


def needs_of(model: CatalogueModel) -> Needs:
    return Needs(model.id, model.rank, model.size, model.memory, model.cores, model.least_speed, model.chosen_by_itself)


def card_of(model: CatalogueModel, store: ModelStore, computer: Computer) -> ModelCard:
    """Describe a model that nobody is fetching now."""
    begun = store.begun(model)
    state = ModelState.ABSENT
    problem: Sentence | None = None
    if store.is_whole(model):
        state = ModelState.HERE
    elif store.is_damaged(model):
        state = ModelState.BROKEN
        problem = Sentence("Its files have changed. Delete it, then get it again.")
    elif begun:
        state = ModelState.PAUSED
    return ModelCard(
        model.id,
        model.part,
        model.title,
        model.brings,
        model.licence,
        model.languages,
        model.size,
        model.memory,
        state,
        done=begun,
        unfit=unfit(needs_of(model), computer),
        problem=problem,
    )
