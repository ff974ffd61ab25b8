"""Describes the engine that does everything on this machine."""

from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.supervisor.engine import EngineOption

SMALL_MODEL_NOTICE = Sentence(
    "A small model on this machine answers. For better answers enter a key in the settings, "
    "or choose a larger model of your own."
)


def option(parts: PartsFactory) -> EngineOption:
    own_model = bool(parts.settings.local.language_model)
    return EngineOption("local", parts.on_this_machine, billed=False, notice=None if own_model else SMALL_MODEL_NOTICE)
