"""Describes the engine that talks with a Live session, in full duplex and billed by the second."""

from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.supervisor.engine import EngineOption


def option(parts: PartsFactory) -> EngineOption:
    return EngineOption("live", parts.live)
