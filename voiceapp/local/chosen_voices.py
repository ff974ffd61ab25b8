"""Chooses the voice that reads a text: by its language, by what is here, and by how fast this computer is."""

import json
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from voiceapp.core.model_fit import unfit
from voiceapp.core.ports import EngineError
from voiceapp.local.catalogue import OFFERED, model_of
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import CARRIED, ChosenModels, ModelFile, built_in, find, load_of
from voiceapp.local.model_store import ModelStore
from voiceapp.local.process_messages import Load

FAST_ENOUGH = 0.4
"""What share of real time a natural voice may take to be used in a talk: more, and it stutters when others work."""
ENGLISH = "en"


def main_language(chosen: ChosenModels) -> str:
    """Return the language that is answered in until a text shows another one."""
    return chosen.languages[0].partition("-")[0] if chosen.languages else ENGLISH


def find_voice(chosen: ChosenModels, language: str, *, live: bool) -> ModelFile:
    """Find the voice for a language. `live`: somebody waits for it in a talk. Raises EngineError if there is none at all."""
    language = language or main_language(chosen)
    named = dict(chosen.voices).get(language, "")
    if named:
        try:
            return _named(named, chosen)
        except EngineError:
            pass  # It was deleted: the best that's here speaks meanwhile.
    if chosen.voice and language in languages_of(chosen.voice):
        return _named(chosen.voice, chosen)
    best = best_voice(voices_here(chosen), chosen, language, live=live)
    if best is not None:
        return _named(best.id, chosen)
    return find("voice", chosen)


def load_of_voice(chosen: ChosenModels, language: str, *, live: bool) -> Load:
    """Return the first message to the process of a voice. Raises EngineError."""
    found = find_voice(chosen, language, live=live)
    return load_of_named(chosen, found.path if found.own else _name_of(found))


def load_of_named(chosen: ChosenModels, name: str) -> Load:
    """Return the first message to the process of one voice. Raises EngineError."""
    return load_of("voice", replace(chosen, voice=name))


def _name_of(found: ModelFile) -> str:
    return f"{found.id}/{Path(found.style).stem}" if found.style else found.id


def _named(name: str, chosen: ChosenModels) -> ModelFile:
    return find("voice", replace(chosen, voice=name))


def voices_here(chosen: ChosenModels) -> tuple[CatalogueModel, ...]:
    """Return the voices that can speak now, whether they were fetched or came with the app."""
    store, carried = ModelStore(Path(chosen.store)), built_in()
    return tuple(
        model
        for model in OFFERED
        if model.part == "voice"
        and find_spec(model.module or CARRIED["voice"].needs) is not None
        and (model.id in carried or (chosen.store and store.is_whole(model)))
    )


def best_voice(
    here: Sequence[CatalogueModel], chosen: ChosenModels, language: str, *, live: bool
) -> CatalogueModel | None:
    """Return the best voice for a language, of those that are quick enough."""
    speaking = [
        model
        for model in here
        if language in model.languages and (model.quick or not live or is_fast_enough(chosen.computer.voice_factor))
    ]
    fitting = [model for model in speaking if unfit(model.needs, chosen.computer) is None]
    return max(fitting or speaking, key=lambda model: model.rank, default=None)


def is_fast_enough(factor: float | None) -> bool:
    """Return whether a natural voice is fast enough for a talk. What was never measured isn't."""
    return factor is not None and factor <= FAST_ENOUGH


def lacking_voice(chosen: ChosenModels, language: str) -> CatalogueModel | None:
    """Return the voice to fetch for a language that no voice here speaks. None: one does, or none is known."""
    if not language or language in _spoken_here(chosen):
        return None
    known = [model for model in OFFERED if model.part == "voice" and language in model.languages]
    return max(known, key=lambda model: model.rank, default=None)


def _spoken_here(chosen: ChosenModels) -> set[str]:
    own = {language for language, name in chosen.voices if name} | languages_of(chosen.voice)
    return own | {language for model in voices_here(chosen) for language in model.languages}


def languages_of(name: str) -> set[str]:
    """Return the languages of a voice that the person named: of the list, or a file of their own."""
    model = model_of(name)
    if model is not None:
        return set(model.languages)
    return _language_of_file(Path(name).expanduser()) if name else set()


def _language_of_file(voice: Path) -> set[str]:
    try:
        described = json.loads(voice.with_name(voice.name + ".json").read_text(encoding="utf-8"))
        return {str(described["espeak"]["voice"]).partition("-")[0]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def voices_in_use(chosen: ChosenModels) -> frozenset[str]:
    """Return the ids of the voices that speak now: in the languages that are spoken, else in all that voices here know."""
    spoken = chosen.languages or tuple(code for model in voices_here(chosen) for code in model.languages)
    languages = {main_language(chosen), *spoken, *dict(chosen.voices), *languages_of(chosen.voice)}
    used: set[str] = set()
    for language in languages:
        for live in (True, False):
            try:
                used.add(find_voice(chosen, language, live=live).id)
            except EngineError:
                continue
    return frozenset(used - {""})
