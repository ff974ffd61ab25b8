"""Answers requests about the catalogue of models that run on this machine."""

from collections.abc import Callable

from voiceapp.app.worker_pool import WorkerPool
from voiceapp.core.desk import Answer, Probe
from voiceapp.core.model_cards import ModelCard
from voiceapp.core.sentence import Sentence
from voiceapp.local.catalogue import CATALOGUE
from voiceapp.local.computer import this_computer
from voiceapp.local.model_cards import card_of
from voiceapp.local.model_store import ModelStore
from voiceapp.settings.paths import Paths

NOT_YET = Probe(False, Sentence("Something went wrong in voiceapp. Please report it."))


class ModelsDesk:
    """Meets `core.desk.ModelsAccess`."""

    def __init__(self, paths: Paths, workers: WorkerPool) -> None:
        self._paths = paths
        self._workers = workers
        self._store = ModelStore(paths.data / "models")
        self._watchers: list[Callable[[ModelCard], None]] = []

    def models(self, then: Answer[tuple[ModelCard, ...]]) -> None:
        self._workers.ask(self._cards, then)

    def _cards(self) -> tuple[ModelCard, ...]:
        computer = this_computer(self._paths.state)
        return tuple(card_of(model, self._store, computer) for model in CATALOGUE)

    def watch(self, show: Callable[[ModelCard], None]) -> Callable[[], None]:
        self._watchers.append(show)
        return lambda: self._watchers.remove(show)

    def get(self, model: str) -> None:
        del model

    def pause(self, model: str) -> None:
        del model

    def cancel(self, model: str) -> None:
        del model

    def delete(self, model: str) -> None:
        del model

    def use(self, model: str) -> None:
        del model

    def let_choose(self, part: str) -> None:
        del part

    def try_out(self, model: str, then: Answer[Probe]) -> None:
        del model
        then(NOT_YET)

    def measure(self, then: Answer[Probe]) -> None:
        then(NOT_YET)
