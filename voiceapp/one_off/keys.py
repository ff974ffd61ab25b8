"""Opens the keys of this machine for a command."""

import os

from voiceapp.providers import KEY_VARIABLES
from voiceapp.settings.secrets import KeyRing


def opened() -> KeyRing:
    return KeyRing(os.environ, variables=KEY_VARIABLES)
