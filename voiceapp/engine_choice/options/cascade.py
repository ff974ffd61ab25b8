"""Describes the engine that recognises, chats and speaks, each where the settings say."""

from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.supervisor.engine import EngineOption


def option(parts: PartsFactory) -> EngineOption:
    return EngineOption("cascade", parts.cascade)
