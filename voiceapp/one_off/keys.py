"""Opens the keys of this device for a command."""

import os
from collections.abc import Mapping

from voiceapp.settings.secrets import KeyRing


def opened() -> KeyRing:
    return KeyRing(os.environ, variables=_variables)


def _variables() -> Mapping[str, str]:
    # Imports all services, and is needed only for a key that is not OpenAI's.
    from voiceapp.providers import KEY_VARIABLES  # noqa: PLC0415

    return KEY_VARIABLES
