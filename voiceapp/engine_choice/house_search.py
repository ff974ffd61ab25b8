"""Looks for servers in the house and says of each what it could be used for here."""

import asyncio

from voiceapp.core.house_servers import HouseServer
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, listed
from voiceapp.engine_choice.addresses import NOTHING_LEAVES
from voiceapp.openai.connections import ConnectionPool
from voiceapp.openai.http import Server
from voiceapp.providers import endpoint_at
from voiceapp.settings.model import Settings
from voiceapp.wyoming.discovery import Announced, announced
from voiceapp.wyoming.offers import WyomingOffers, offers_of

LOOKING = 3.0
"""Seconds: a server answers within one, and says so again to whoever asks anew."""
NAMED = 3
"""Names of models that are told; the rest is counted."""


def house_servers(settings: Settings, seconds: float = LOOKING) -> tuple[HouseServer, ...]:
    """Ask the local network who is there, then each server what it offers. It waits. Raises EngineError."""
    if settings.engines.leaves_machine == "nothing":
        raise EngineError(NOTHING_LEAVES)
    return asyncio.run(_found(seconds))


async def _found(seconds: float) -> tuple[HouseServer, ...]:
    there = await announced(seconds)
    return tuple(await asyncio.gather(*(_described(each) for each in there)))


async def _described(server: Announced) -> HouseServer:
    endpoint = endpoint_at(server.address)
    encrypted = endpoint.origin.is_loopback
    pool = ConnectionPool()
    try:
        # Only what it is gets asked, so that needs no leave to send speech over an open line.
        offers = await offers_of(Server(endpoint, lambda: None, pool, plain_allowed=True))
    except EngineError as error:
        return HouseServer(endpoint.base_url, server.name, error.failure.sentence, (), encrypted)
    finally:
        await pool.close()
    return HouseServer(endpoint.base_url, server.name, _told(offers), _roles(offers), encrypted)


def _roles(offers: WyomingOffers) -> tuple[str, ...]:
    has = (("stt", offers.transcribes), ("tts", offers.speaks), ("wake", offers.hears_wake_words))
    return tuple(role for role, there in has if there)


def _told(offers: WyomingOffers) -> Sentence:
    told: list[Sentence] = []
    if offers.transcribes:
        told.append(Sentence("transcribes ({models})", models=_names([each.name for each in offers.recognisers])))
    if offers.speaks:
        told.append(Sentence("speaks ({models})", models=_names([each.name for each in offers.voices])))
    if offers.wake_words:
        words = [each.phrase or each.name for each in offers.wake_words]
        told.append(Sentence("hears a wake word ({models})", models=_names(words)))
    return listed(*told) if told else Sentence("offers nothing that voiceapp uses")


def _names(names: list[str]) -> str | Sentence:
    shown = ", ".join(name.rstrip("/").rsplit("/", 1)[-1] for name in names[:NAMED])
    more = len(names) - NAMED
    return Sentence("{names} and {count} more", names=shown, count=more) if more > 0 else shown
