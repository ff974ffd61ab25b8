"""Describes the engine that does everything on this device."""

from functools import partial

from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.supervisor.engine import EngineOption
from voiceapp.local.model_set import LocalMachine

NO_KEY_YET = Sentence(
    "A small model on this device answers. For better answers, enter a key in Settings, "
    "or choose a larger model of your own."
)
UNTIL_THEN = Sentence("Until then, a small model on this device answers.")


def small_model_words(why: Failure | None) -> Sentence:
    """`why`: what keeps the engine from answering that the person would rather have; None: there is no key for it."""
    return NO_KEY_YET if why is None else UNTIL_THEN


def words_about(machine: LocalMachine, why: Failure | None) -> Sentence | None:
    """Return what is said when this device's language model answers. None: it's good enough to say nothing."""
    if machine.brain_left_out is not None:
        return machine.brain_left_out
    return small_model_words(why) if machine.brain_profile().small else None


def option(parts: PartsFactory) -> EngineOption:
    return EngineOption("local", parts.on_this_machine, billed=False, notice=partial(words_about, parts.machine))
