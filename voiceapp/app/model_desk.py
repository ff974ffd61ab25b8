"""Answers requests about the catalogue of models that run on this device."""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.answers import Answer, Probe
from voiceapp.core.loaded_models import ModelsInMemory
from voiceapp.core.model_cards import ModelCard, ModelState
from voiceapp.core.ports import EngineError
from voiceapp.local.background_model import BY_ITSELF, wanted_by_itself
from voiceapp.local.catalogue import CATALOGUE, OFFERED, model_of
from voiceapp.local.catalogue.model import CatalogueModel
from voiceapp.local.chosen_models import STANDARD_SPEED, STORE, chosen_models, setting_of
from voiceapp.local.computer import keep_speed, keep_voice_factor, this_computer
from voiceapp.local.downloads.fetching import fetch_model
from voiceapp.local.downloads.queue import ModelQueue
from voiceapp.local.downloads.resumable import Progress
from voiceapp.local.model_cards import cards_of, fitting_sentence
from voiceapp.local.model_store import ModelStore, model_named
from voiceapp.runtime.watchers import Watchers
from voiceapp.settings.atomic import replace_file
from voiceapp.settings.paths import Paths

log = logging.getLogger(__name__)
LOOP_PATIENCE = 10.0
"""Seconds: a process that is being ended may take some."""

OFFERED_VOICES = "offered_voices"
"""The file that names the languages for which a voice was offered."""
DECIDING = frozenset({"local.fetch_models", "engines.order"}) | {
    setting for model in BY_ITSELF if (setting := setting_of(model_named(model).part))
}
"""The settings by which models are fetched without anybody's asking."""


@dataclass(frozen=True, slots=True)
class LoadedModels:
    """Reaches the models in memory, which live in the loop of the talk."""

    look: Callable[[], Future[ModelsInMemory]]
    let_go: Callable[[], Future[ModelsInMemory]]


class ModelsDesk:
    """Meets `core.desk.ModelsAccess`. `close` it: what is being fetched then goes on at the next start."""

    def __init__(
        self,
        paths: Paths,
        settings: LiveSettings,
        workers: WorkerPool,
        play: Callable[[bytes], None],
        choose_again: Callable[[], None],
        loaded: LoadedModels,
    ) -> None:
        """`play` plays what a voice says on trial; `choose_again` is called when another model may be the best now."""
        self._loaded = loaded
        self._paths = paths
        self._settings = settings
        self._workers = workers
        self._play = play
        self._choose_again = choose_again
        self._store = ModelStore(paths.data / STORE)
        self._watchers: Watchers[ModelCard] = Watchers()
        self._queue = ModelQueue(self._store, self._fetch, self._changed)
        self._offering = threading.Lock()
        self._here = frozenset[str]()
        """What was whole when it was last looked at."""
        self._deaf = settings.listen(self._settings_changed)

    # --- what there is

    def models(self, then: Answer[tuple[ModelCard, ...]]) -> None:
        self._workers.ask(self.cards, then)

    def cards(self, *models: CatalogueModel) -> tuple[ModelCard, ...]:
        """Return the cards of some models, or of all, at once. It reads the disk."""
        return cards_of(models or OFFERED, chosen_models(self._settings()), self._queue.wish)

    def watch(self, show: Callable[[ModelCard], None]) -> Callable[[], None]:
        return self._watchers.add(show)

    # --- fetching

    def get(self, model: str) -> None:
        self._with(model, self._queue.get)

    def pause(self, model: str) -> None:
        self._workers.beside(lambda: self._queue.pause(model))

    def cancel(self, model: str) -> None:
        self._with(model, self._cancel)

    def _cancel(self, model: CatalogueModel) -> None:
        others: list[str] = []
        if self._comes_by_itself(model.id):
            others = [each for each in BY_ITSELF if each != model.id and self._comes_by_itself(each)]
            self._only_when_asked()
        for other in others:
            self._queue.cancel(model_named(other))
        self._queue.cancel(model)

    def _only_when_asked(self) -> None:
        """The person didn't want what came by itself, so nothing does from now on."""
        if self._settings().local.fetch_models != "asked":
            self._settings.change("local.fetch_models", "asked")

    def network_came_back(self) -> None:
        """Try again what failed for want of a network."""
        self._workers.beside(self._try_again)

    def _try_again(self) -> None:
        self._leave_unwanted()
        self._queue.try_again()

    def _leave_unwanted(self) -> None:
        """Fetch no longer by itself what isn't to be fetched by itself as the settings are now."""
        self._queue.leave({model.id for model in wanted_by_itself(self._settings())})

    def _settings_changed(self, changed: Mapping[str, object]) -> None:
        if DECIDING & changed.keys():
            self._workers.beside(self._leave_unwanted)

    def _comes_by_itself(self, model: str) -> bool:
        wish = self._queue.wish(model)
        return wish is not None and wish.by_itself

    def begin_background(self) -> None:
        """Go on with what was being fetched, and fetch the better models that are missing."""
        self._workers.beside(self._begin_background)

    def _begin_background(self) -> None:
        self._leave_unwanted()
        self._queue.go_on()
        for wanted in wanted_by_itself(self._settings()):
            if self._queue.wish(wanted.id) is None:
                self._queue.get(wanted, by_itself=True)

    def _fetch(self, model: CatalogueModel, progress: Progress) -> Awaitable[None]:
        return fetch_model(model, self._store, self._settings().local.mirror, progress)

    def offer_voice(self, language: str, model: str) -> None:
        """Show the person a voice that speaks the language of a reply, as none here does: once, and never again."""
        self._with(model, lambda found: self._offer_voice(language, found))

    def _offer_voice(self, language: str, model: CatalogueModel) -> None:
        (card,) = self.cards(model)
        if card.state is ModelState.ABSENT and self._is_first_offer(language):
            self._watchers.notify(replace(card, lacking_for=language))

    def _is_first_offer(self, language: str) -> bool:
        noted = self._paths.state / OFFERED_VOICES
        with self._offering:
            offered = noted.read_text(encoding="utf-8").split() if noted.exists() else []
            if language not in offered:
                replace_file(noted, "\n".join((*offered, language)).encode())
        return language not in offered

    # --- using

    def delete(self, model: str) -> None:
        def work(found: CatalogueModel) -> None:
            setting = setting_of(found.part)
            if found.id in BY_ITSELF:
                self._only_when_asked()
            self._queue.cancel(found)
            self._store.delete(found)
            if found in wanted_by_itself(self._settings()):
                self._only_when_asked()
            if setting and str(self._settings.value(setting)).partition("/")[0] == found.id:
                self._settings.change(setting, "")
            self._chosen_anew(found.part)

        self._with(model, work)

    def use(self, model: str) -> None:
        def work(found: CatalogueModel) -> None:
            setting = setting_of(found.part)
            if setting and found.runs:
                self._settings.change(setting, found.id)
            self._chosen_anew(found.part)

        self._with(model, work)

    def let_choose(self, part: str) -> None:
        def work() -> None:
            setting = setting_of(part)
            if setting:
                self._settings.change(setting, "")
            self._chosen_anew(part)

        self._workers.beside(work)

    def try_out(self, model: str, then: Answer[Probe]) -> None:
        from voiceapp.one_off.model_trials import tried  # noqa: PLC0415  (only when somebody asks)

        self._workers.ask(lambda: asyncio.run(tried(model_named(model), self._settings(), self._play)), then)

    def measure(self, then: Answer[Probe]) -> None:
        self._workers.ask(self._measured, then)

    def _measured(self) -> Probe:
        from voiceapp.one_off.model_trials import measured  # noqa: PLC0415

        keep_speed(self._paths.state, asyncio.run(measured(self._settings())))
        self._measure_voice()
        self._chosen_anew("brain", "ears", "voice")
        return Probe(True, fitting_sentence(this_computer(self._paths.state)))

    def _measure_voice(self) -> None:
        from voiceapp.one_off.model_trials import measured_voice  # noqa: PLC0415

        factor = asyncio.run(measured_voice(self._settings()))
        if factor is not None:
            keep_voice_factor(self._paths.state, factor)

    # --- in memory

    def in_memory(self, then: Answer[ModelsInMemory]) -> None:
        self._workers.ask(lambda: self._loaded.look().result(LOOP_PATIENCE), then)

    def let_go(self, then: Answer[ModelsInMemory]) -> None:
        self._workers.ask(lambda: self._loaded.let_go().result(LOOP_PATIENCE), then)

    # --- carried to and from a computer without a network

    def take_in(self, folder: str, then: Answer[Probe]) -> None:
        self._workers.ask(lambda: self._taken_in(Path(folder)), then)

    def _taken_in(self, folder: Path) -> Probe:
        from voiceapp.one_off.catalogue_models import taken_in  # noqa: PLC0415  (only when somebody asks)

        told = taken_in(self._paths, folder)
        for model in CATALOGUE:
            if self._queue.wish(model.id) is not None and self._store.is_whole(model):
                self._queue.cancel(model)
        self._chosen_anew(*{model.part for model in CATALOGUE})
        return told

    def export(self, folder: str, then: Answer[Probe]) -> None:
        from voiceapp.one_off.catalogue_models import exported  # noqa: PLC0415  (only when somebody asks)

        self._workers.ask(lambda: exported(self._paths, Path(folder)), then)

    def close(self) -> None:
        self._deaf()
        self._queue.close()

    # --- what changes

    def _with(self, model: str, work: Callable[[CatalogueModel], object]) -> None:
        """Do something with a model beside the person's thread. An unknown one is nobody's mistake but a caller's."""

        def done() -> None:
            try:
                work(model_named(model))
            except EngineError as error:
                log.warning("a model could not be worked on: %s", error.failure.kind.value)

        self._workers.beside(done)

    def _changed(self, model: str) -> None:
        found = model_of(model)
        if found is None:
            return
        if self._store.is_whole(found) and model not in self._here:
            self._here |= {model}
            self._chosen_anew(found.part)
            self._measure_for(found)
        else:
            self._here -= {model} if not self._store.is_whole(found) else set()
            self._tell(found)

    def _measure_for(self, model: CatalogueModel) -> None:
        """Measure this computer if that decides whether the model that came is used."""
        computer = this_computer(self._paths.state)
        if model.least_speed > STANDARD_SPEED and computer.speed is None:
            self._with(model.id, lambda _: self._measured())
        elif not model.quick and computer.voice_factor is None:
            self._with(model.id, lambda _: self._measure_voice())

    def _chosen_anew(self, *parts: str) -> None:
        """Another model of these parts may be in use now."""
        self._choose_again()
        self._tell(*(model for model in CATALOGUE if model.part in parts))

    def _tell(self, *models: CatalogueModel) -> None:
        for card in self.cards(*models):
            self._watchers.notify(card)
