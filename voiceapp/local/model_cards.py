"""Makes the cards of the catalogue, as things stand on this device."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from voiceapp.core.model_cards import HAS_FILES, ModelCard, ModelState
from voiceapp.core.model_fit import Computer, best, unfit
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import CATALOGUE, model_of
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import STANDARD_SPEED, ChosenModels, built_in, in_use
from voiceapp.local.chosen_voices import voices_in_use
from voiceapp.local.downloads.queue import Wish
from voiceapp.local.meaning_model import meaning_model
from voiceapp.local.model_store import ModelStore


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
        unfit=unfit(model.needs, computer),
        speakers=tuple((f"{model.id}/{each.id}", each.title) for each in model.speakers),
        has_sample=bool(model.sample),
        problem=problem,
    )


def card_on_its_way(card: ModelCard, wish: Wish) -> ModelCard:
    """Describe a model that somebody wants."""
    coming = ModelState.FETCHING if wish.fetching else ModelState.WAITING
    return replace(
        card,
        state=ModelState.PAUSED if wish.paused else coming,
        done=max(wish.done, card.done),
        seconds_left=wish.seconds_left if wish.fetching else None,
        by_itself=wish.by_itself,
        problem=wish.failure.sentence if wish.failure is not None else None,
    )


def cards_of(
    models: tuple[CatalogueModel, ...], chosen: ChosenModels, wish: Callable[[str], Wish | None]
) -> tuple[ModelCard, ...]:
    """Describe models as they are now: here, in use, on their way, or neither."""
    store = ModelStore(Path(chosen.store))
    meaning = meaning_model(chosen.store)
    used = in_use(chosen) | voices_in_use(chosen) | {meaning.id if meaning else ""}
    carried = built_in()

    def described(model: CatalogueModel) -> ModelCard:
        card = card_of(model, store, chosen.computer)
        wanted = wish(model.id)
        if wanted is not None and card.state not in HAS_FILES:
            return card_on_its_way(card, wanted)
        if model.id in carried and card.state not in HAS_FILES:
            card = replace(card, state=ModelState.HERE, built_in=True)
        return replace(card, state=ModelState.IN_USE) if model.id in used and card.state in HAS_FILES else card

    return tuple(described(model) for model in models)


def fitting_sentence(computer: Computer) -> Sentence:
    """Say which language model suits a computer best."""
    needs = tuple(model.needs for model in CATALOGUE if model.part == "brain")
    found = model_of(best(needs, computer, unmeasured=STANDARD_SPEED))
    if found is None:
        return Sentence("No language model suits this computer. Those here still answer, slowly.")
    return Sentence("Measured. {title} suits this computer best.", title=found.title)
