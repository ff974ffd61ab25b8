"""This package makes the engines by the settings of the moment: a module for each line of `ENGINES`, of its name."""

from importlib import import_module
from typing import Protocol, cast

from voiceapp.engine_choice.cascade_parts import PartsFactory
from voiceapp.engines.supervisor.engine import EngineOption
from voiceapp.settings.engine_kinds import EngineKind


class DescribesEngine(Protocol):
    def __call__(self, parts: PartsFactory, /) -> EngineOption:
        """Says how it is made of these parts. It is made only when it is its turn."""
        ...


def option_of(kind: EngineKind, parts: PartsFactory) -> EngineOption:
    return cast("DescribesEngine", import_module(f"{__name__}.{kind.name}").option)(parts)
