"""Says which command prints the key of which server, by the settings."""

from collections.abc import Callable, Mapping

from voiceapp.settings.endpoints import Origin
from voiceapp.settings.model import Settings
from voiceapp.settings.token_commands import Command, command_of


def key_commands(settings: Settings) -> Mapping[Origin, Command]:
    return {Origin.of(address): command_of(text) for address, text in settings.engines.key_commands.items()}


def commands_of(settings: Callable[[], Settings]) -> Callable[[], Mapping[Origin, Command]]:
    """Asked before each request, so what the settings say is only read where they say something else."""
    read: list[tuple[Mapping[str, str], Mapping[Origin, Command]]] = []

    def commands() -> Mapping[Origin, Command]:
        chosen = settings()
        said = chosen.engines.key_commands
        if not said:
            return {}
        if not read or read[0][0] != said:
            read[:] = [(said, key_commands(chosen))]
        return read[0][1]

    return commands
