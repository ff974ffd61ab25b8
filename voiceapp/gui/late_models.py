"""Keeps what the window asks about models of this device until the app is there."""

from collections.abc import Callable

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.loaded_models import ModelsInMemory
from voiceapp.core.model_cards import ModelCard
from voiceapp.gui.pending_work import PendingWork, Stop


class LateModels:
    def __init__(self, arrival: PendingWork) -> None:
        self._arrival = arrival

    def models(self, then: Answer[tuple[ModelCard, ...]]) -> None:
        self._arrival.do(lambda desk: desk.models.models(then))

    def watch(self, show: Callable[[ModelCard], None]) -> Stop:
        return self._arrival.begin(lambda desk: desk.models.watch(show))

    def get(self, model: str) -> None:
        self._arrival.do(lambda desk: desk.models.get(model))

    def pause(self, model: str) -> None:
        self._arrival.do(lambda desk: desk.models.pause(model))

    def cancel(self, model: str) -> None:
        self._arrival.do(lambda desk: desk.models.cancel(model))

    def delete(self, model: str) -> None:
        self._arrival.do(lambda desk: desk.models.delete(model))

    def use(self, model: str) -> None:
        self._arrival.do(lambda desk: desk.models.use(model))

    def let_choose(self, part: str) -> None:
        self._arrival.do(lambda desk: desk.models.let_choose(part))

    def try_out(self, model: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.models.try_out(model, then))

    def measure(self, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.models.measure(then))

    def take_in(self, folder: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.models.take_in(folder, then))

    def export(self, folder: str, then: Answer[Probe]) -> None:
        self._arrival.do(lambda desk: desk.models.export(folder, then))

    def in_memory(self, then: Answer[ModelsInMemory]) -> None:
        self._arrival.do(lambda desk: desk.models.in_memory(then))

    def let_go(self, then: Answer[ModelsInMemory]) -> None:
        self._arrival.do(lambda desk: desk.models.let_go(then))
