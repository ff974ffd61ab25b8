"""Manages the model files on this device: lists them, replaces them, and fetches them from an address."""

import asyncio
from pathlib import Path

from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.services_access import LocalModel
from voiceapp.local.chosen_models import CARRIED, STORE, chosen_models, find
from voiceapp.local.model_download import Fetched, Progress, fetch, name_in
from voiceapp.local.runners.base import ModelRefusedError, check_sum
from voiceapp.openai.download import download
from voiceapp.settings.model import Settings
from voiceapp.settings.paths import Paths


def listed(settings: Settings) -> tuple[LocalModel, ...]:
    """Recogniser, language model, voice: each with its file, or with a sentence that says why there is none."""
    return tuple(_listed(part, settings) for part in CARRIED)


def _listed(part: str, settings: Settings) -> LocalModel:
    ours = CARRIED[part]
    try:
        model = find(part, chosen_models(settings))
    except EngineError as error:
        return LocalModel(part, ours.what.title, ours.setting, problem=error.failure.sentence)
    return LocalModel(
        part,
        model.what,
        ours.setting,
        model.title,
        model.path,
        model.bytes,
        model.sha256,
        model.rest,
        own=model.own,
    )


def checked(model: LocalModel) -> Sentence | None:
    """Says in what way the file differs from the one that came with the app. None: it does not."""
    path, rest = Path(model.path), Path(model.rest) if model.rest else None
    if path.is_dir():
        path /= "model.bin.part1" if rest else "model.bin"
    try:
        check_sum(path, model.sha256, rest)
    except ModelRefusedError as error:
        return error.sentence
    return None


def brought(paths: Paths, part: str, address: str, sha256: str, progress: Progress) -> Fetched:
    """Fetch a model with its accompanying files. Blocks; raises EngineError."""
    folder = paths.data / STORE

    async def bring() -> Fetched:
        found = await fetch(address, folder / name_in(address, part), sha256, download, progress)
        if part == "voice" and found.path.suffix == ".onnx":
            beside = found.path.with_name(found.path.name + ".json")
            await fetch(_with_json(address), beside, "", download, _unseen)
        return found

    return asyncio.run(bring())


def _unseen(done: int, whole: int) -> None:
    """The accompanying files are small, so no progress is shown."""
    del done, whole


def _with_json(address: str) -> str:
    """A Piper voice has its settings in a file beside it."""
    head, mark, query = address.partition("?")
    return f"{head}.json{mark}{query}"


PARTS: tuple[str, ...] = tuple(CARRIED)
