"""Finds the server that hears the wake word, where one may."""

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.engine_choice.addresses import may_ask
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import endpoint_at
from voiceapp.settings.endpoints import AddressError
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import SERVED_WAKE_WORD


def wake_server(settings: Settings, address: str) -> Server:
    """Raises EngineError where it may not hear the room, or its address is none."""
    if address == SERVED_WAKE_WORD:
        raise EngineError(
            Failure(
                FailureKind.NO_WAKE_WORD,
                Sentence("No server is named that hears the wake word. Enter its address in Settings."),
            )
        )
    may_ask(settings, "wake")
    try:
        endpoint = endpoint_at(address)
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error
    return Server(endpoint, lambda: None, ConnectionPool(), plain_allowed=settings.engines.allow_plain)


async def heard_phrase(settings: Settings, word: str) -> str:
    """Return what has to be said for a word, as its server says it. Raises EngineError."""
    from voiceapp.wyoming.wake import WyomingWakeWords  # noqa: PLC0415  (few have such a server)

    words = WyomingWakeWords(lambda address: wake_server(settings, address))
    try:
        return await words.choose(word)
    finally:
        await words.choose("")
