"""Works on the models of the catalogue without the app: for the terminal."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path

from voiceapp.core.answers import Probe
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.model_cards import HAS_FILES, ModelCard
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import DataSize, Sentence, in_a_row
from voiceapp.local.background_model import BY_ITSELF
from voiceapp.local.catalogue import OFFERED, model_of, speaker_of
from voiceapp.local.chosen_models import STORE, chosen_models, setting_of
from voiceapp.local.computer import keep_speed, keep_voice_factor, this_computer
from voiceapp.local.downloads.fetching import fetch_model
from voiceapp.local.downloads.resumable import Progress
from voiceapp.local.model_cards import cards_of, fitting_sentence
from voiceapp.local.model_store import Carried, ModelStore, disk_broken, model_named
from voiceapp.one_off import model_trials
from voiceapp.one_off.sound_files import play_as_made
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths


def cards(settings: Settings) -> tuple[ModelCard, ...]:
    return cards_of(OFFERED, chosen_models(settings), lambda _: None)


def card(name: str, settings: Settings) -> ModelCard:
    """Return the card of a model. Raises EngineError if there is none of that name."""
    (found,) = cards_of((model_named(name),), chosen_models(settings), lambda _: None)
    return found


def fetched(name: str, paths: Paths, settings: Settings, progress: Progress) -> None:
    """Fetch a model, or what is missing of it. Raises EngineError, and keeps what came; so does Ctrl+C."""
    model = model_named(name)
    asyncio.run(fetch_model(model, _store(paths), settings.local.mirror, progress))
    if not model.quick and this_computer(paths.state).voice_factor is None:
        _measure_voice(paths, settings)


def choice(name: str, settings: Settings) -> tuple[str, str]:
    """Return the part whose setting is to name a model, and its value. Raises EngineError if it isn't here."""
    found = card(name, settings)
    if found.state not in HAS_FILES:
        raise EngineError(
            Failure(
                FailureKind.MODEL_BROKEN,
                Sentence("{title} isn't on this device. Get it, or choose another model.", title=found.title),
            )
        )
    if model_named(name).runs and not setting_of(found.part):
        raise EngineError(
            Failure(FailureKind.REJECTED, Sentence("{title} is used by itself. There's no other.", title=found.title))
        )
    if not model_named(name).runs:
        raise EngineError(
            Failure(FailureKind.REJECTED, Sentence("Nothing here can run {title} yet.", title=found.title))
        )
    speaker = speaker_of(model_named(name), name)
    return found.part, f"{found.id}/{speaker.id}" if speaker and "/" in name else found.id


def is_voice_here(name: str) -> bool:
    """Return whether a name means a voice of this device: one of the catalogue, or a file."""
    model = model_of(name)
    return model.part == "voice" if model is not None else bool(name) and Path(name).expanduser().is_file()


def deleted(name: str, paths: Paths, settings: Settings) -> dict[str, str]:
    """Delete a model. Return the settings that are to change, so that it is neither looked for nor comes back by itself.

    Raises EngineError.
    """
    model = model_named(name)
    try:
        _store(paths).delete(model)
    except OSError as error:
        raise EngineError(disk_broken(error)) from error
    changed: dict[str, str] = {}
    setting = setting_of(model.part)
    if setting and str(settings.value(setting)).partition("/")[0] == model.id:
        changed[setting] = ""
    if model.id in BY_ITSELF and settings.local.fetch_models != "asked":
        changed["local.fetch_models"] = "asked"
    return changed


def tried(name: str, settings: Settings, text: str = "") -> Probe:
    """Let a model work once. `text`: what a voice is to say. Raises EngineError."""
    spoken: list[bytes] = []
    probe = asyncio.run(model_trials.tried(model_named(name), settings, spoken.append, name, text))
    if spoken:
        asyncio.run(play_as_made(settings, _pieces(spoken)))
    return probe


async def _pieces(spoken: list[bytes]) -> AsyncIterator[bytes]:
    for pcm in spoken:
        yield pcm


def measured(paths: Paths, settings: Settings) -> Probe:
    """Find out how fast this computer is, and keep it. Raises EngineError."""
    speed = asyncio.run(model_trials.measured(settings))
    paths.make()
    keep_speed(paths.state, speed)
    _measure_voice(paths, settings)
    return Probe(True, fitting_sentence(this_computer(paths.state)))


def _measure_voice(paths: Paths, settings: Settings) -> None:
    """Find out whether the natural voice is fast enough for talks, if it's here. Raises EngineError."""
    factor = asyncio.run(model_trials.measured_voice(settings))
    if factor is not None:
        keep_voice_factor(paths.state, factor)


def verified(paths: Paths) -> Iterator[tuple[str, bool]]:
    """Yield the name of each fetched model, and whether it is as its publisher made it. Reads all of them."""
    store = _store(paths)
    for model in store.here():
        yield model.id, store.check(model)


def exported(paths: Paths, folder: Path) -> Probe:
    """Copy what was fetched into a folder. Raises EngineError."""
    try:
        carried = _store(paths).export(folder)
    except OSError as error:
        raise EngineError(disk_broken(error)) from error
    if not carried.models:
        return Probe(False, Sentence("There's nothing to export: no model has been downloaded yet."))
    return Probe(
        True,
        Sentence(
            "Exported {models} ({size}) to {folder}.",
            models=_titles(carried.models),
            size=DataSize(carried.bytes),
            folder=str(folder),
        ),
    )


def taken_in(paths: Paths, folder: Path) -> Probe:
    """Copy models from a folder here, those that are as their publishers made them. Raises EngineError."""
    paths.make()
    try:
        carried = _store(paths).take_in(folder)
    except OSError as error:
        raise EngineError(disk_broken(error)) from error
    return Probe(bool(carried.models) and not carried.refused and not carried.busy, told_of_import(carried))


def told_of_import(carried: Carried) -> Sentence:
    """Say which models of a folder were taken, and which were left out."""
    told: list[Sentence] = []
    if carried.models:
        size = DataSize(carried.bytes)
        told.append(Sentence("Imported {models} ({size}).", models=_titles(carried.models), size=size))
    if carried.refused:
        left_out = _titles(carried.refused)
        told.append(Sentence("Left out {models}: the files aren't what the publisher made.", models=left_out))
    if carried.busy:
        left_out = _titles(carried.busy)
        told.append(
            Sentence("Left out {models}: still being downloaded. Cancel that, then import again.", models=left_out)
        )
    return in_a_row(*told) if told else Sentence("There's no model in that folder that isn't here already.")


def _titles(ids: Iterable[str]) -> str:
    return ", ".join(model_named(each).title for each in ids)


def _store(paths: Paths) -> ModelStore:
    return ModelStore(paths.data / STORE)
