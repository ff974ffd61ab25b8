"""Describes the engine that does everything on this machine."""

from voiceapp.core.failures import Failure
from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.supervisor.engine import EngineOption

NO_KEY_YET = Sentence(
    "A small model on this device answers. For better answers, enter a key in Settings, "
    "or choose a larger model of your own."
)
UNTIL_THEN = Sentence("Until then, a small model on this device answers.")


def small_model_words(why: Failure | None) -> Sentence:
    """`why`: what keeps the engine from answering that the person would rather have; None: there is no key for it."""
    return NO_KEY_YET if why is None else UNTIL_THEN


def option(parts: PartsFactory) -> EngineOption:
    own_model = bool(parts.settings.local.language_model)
    return EngineOption("local", parts.on_this_machine, billed=False, notice=None if own_model else small_model_words)
