"""Describes the engine that does everything on this machine."""

from voiceapp.core.stand_in_words import small_model_words
from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.supervisor.engine import EngineOption


def option(parts: PartsFactory) -> EngineOption:
    own_model = bool(parts.settings.local.language_model)
    return EngineOption("local", parts.on_this_machine, billed=False, notice=None if own_model else small_model_words)
