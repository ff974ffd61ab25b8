"""Defines how a front end reaches the models that run on this device."""

from collections.abc import Callable
from typing import Protocol

from voiceapp.core.answers import Answer, Probe
from voiceapp.core.loaded_models import ModelsInMemory
from voiceapp.core.model_cards import ModelCard


class ModelsAccess(Protocol):
    """Gives access to the models that run on this device, by id. `watch` shows what became of a request."""

    def models(self, then: Answer[tuple[ModelCard, ...]]) -> None:
        """Give all models, those of a part together, the best first."""

    def watch(self, show: Callable[[ModelCard], None]) -> Callable[[], None]:
        """Show each card as it changes; while one is fetched, a few times a second. Return a function that stops it."""
        ...

    def get(self, model: str) -> None:
        """Fetch a model, or go on with one that was paused or failed. One is fetched at a time; the others wait."""

    def pause(self, model: str) -> None:
        """Stop fetching for now. What has come is kept."""

    def cancel(self, model: str) -> None:
        """Stop fetching, and throw away what has come."""

    def delete(self, model: str) -> None:
        """Delete its files. If it was in use, the app chooses again."""

    def use(self, model: str) -> None:
        """Use this one for its part from now on."""

    def let_choose(self, part: str) -> None:
        """Let the app choose again for this part: the best one that's here and fits this computer."""

    def try_out(self, model: str, then: Answer[Probe]) -> None:
        """Let it do its work once: a voice speaks, a language model answers, a recogniser hears a recording."""

    def measure(self, then: Answer[Probe]) -> None:
        """Find out in ten seconds how fast this computer is, so that `unfit` goes by it."""

    def take_in(self, folder: str, then: Answer[Probe]) -> None:
        """Copy the models of a folder here, such as one that `export` wrote on another machine."""

    def export(self, folder: str, then: Answer[Probe]) -> None:
        """Copy the fetched models into a folder, for a machine without a network."""

    def in_memory(self, then: Answer[ModelsInMemory]) -> None:
        """Tell which models are loaded now, and what each holds."""

    def let_go(self, then: Answer[ModelsInMemory]) -> None:
        """Let every model go that does nothing right now, and tell which stay."""
