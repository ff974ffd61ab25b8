"""Says who answers questions about the person's earlier talks: a service, where lines of them may go there, or this device."""

from collections.abc import Callable
from dataclasses import dataclass

from voiceapp.core.ports import Chat
from voiceapp.engine_choice.available_engines import AvailableEngines
from voiceapp.settings.model import Settings


@dataclass(frozen=True, slots=True)
class TalkReader:
    """Answers from earlier talks."""

    chat: Chat
    here: int | None
    """The tokens of a talk that this device's model may be given. None: a service answers."""
    is_fit: bool = True
    """It says what it was given. The smallest models repeat themselves."""


def talk_reader(engines: AvailableEngines, settings: Callable[[], Settings]) -> TalkReader:
    """May ask the keyring, so not in the loop. Raises EngineError."""
    _, leaves, _ = engines.rewrites()
    if leaves and settings().history.questions != "device":
        return TalkReader(engines.factory().chat(), None)
    machine = engines.machine()
    profile = machine.brain_profile()
    return TalkReader(machine.chat(), profile.context, is_fit=not profile.small)
