"""Says for a command, as the window does, that a choice would change nothing."""

from voiceapp.core.sentence import Sentence
from voiceapp.settings.model import Settings


def without_effect(settings: Settings, key: str) -> Sentence | None:
    """Say why a setting, as it is now, would change nothing. None: it has an effect."""
    # Imports all services, and is needed only where a setting is changed.
    from voiceapp.engine_choice.addresses import choice_without_effect  # noqa: PLC0415

    return choice_without_effect(settings, key)
