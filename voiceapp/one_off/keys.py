"""Opens the keys of this device for a command."""

import os
from collections.abc import Callable, Mapping

from voiceapp.settings.key_commands import commands_of
from voiceapp.settings.model import Settings
from voiceapp.settings.secrets import KeyRing


def opened(settings: Callable[[], Settings]) -> KeyRing:
    """`settings`: those that hold now, since they say which command prints a key."""
    keys = KeyRing(os.environ, variables=_variables)
    keys.tokens.commands = commands_of(settings)
    return keys


def _variables() -> Mapping[str, str]:
    # Imports all services, and is needed only for a key that is not OpenAI's.
    from voiceapp.providers import KEY_VARIABLES  # noqa: PLC0415

    return KEY_VARIABLES
