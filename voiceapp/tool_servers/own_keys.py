"""Names the variables of the environment that hold the app's own keys, which no server of tools is given."""

import os


def own_key_variables() -> frozenset[str]:
    from voiceapp.providers import KEY_VARIABLES  # noqa: PLC0415  (all services are loaded for it)

    return frozenset(KEY_VARIABLES.values()) | {name for name in os.environ if name.startswith("OPENAI")}
