"""Describes the engine that talks with one live server, which hears, thinks and speaks."""

from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.supervisor.engine import EngineOption


def option(parts: PartsFactory) -> EngineOption:
    return EngineOption("realtime", parts.realtime)
