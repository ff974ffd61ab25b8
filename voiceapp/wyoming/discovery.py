"""Finds Wyoming servers that announce themselves in the local network, by zeroconf.

The question that goes out names only the kind of service; nothing is announced from here.
"""

import asyncio
from dataclasses import dataclass

from zeroconf import ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line

KIND = "_wyoming._tcp.local."
MOST = 50
RESOLVING_MS = 2_000
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Announced:
    """A server as it announces itself."""

    name: str
    address: str


async def announced(seconds: float, zeroconf: AsyncZeroconf | None = None) -> tuple[Announced, ...]:
    """Ask who is there, and gather answers for that long. Raises EngineError where the network can't be asked."""
    names: dict[str, None] = {}

    def changed(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        del zeroconf, service_type
        if state_change is not ServiceStateChange.Removed and len(names) < MOST:
            names[name] = None

    own = zeroconf is None
    try:
        line = zeroconf or AsyncZeroconf()
    except OSError as error:
        raise EngineError(
            Failure(
                FailureKind.NO_NETWORK,
                Sentence("The local network can't be searched. Check your network, or enter an address."),
                type(error).__name__,
            )
        ) from error
    browser = AsyncServiceBrowser(line.zeroconf, [KIND], handlers=[changed])
    try:
        await asyncio.sleep(seconds)
        found = await asyncio.gather(*(_resolved(line, name) for name in names))
    finally:
        await browser.async_cancel()
        if own:
            await line.async_close()
    return tuple(sorted({each.address: each for each in found if each is not None}.values(), key=lambda it: it.name))


async def _resolved(zeroconf: AsyncZeroconf, name: str) -> Announced | None:
    info = AsyncServiceInfo(KIND, name)
    if not await info.async_request(zeroconf.zeroconf, RESOLVING_MS) or not info.port:
        return None
    addresses = info.parsed_scoped_addresses()
    # An address of the older kind first: it needs no name of a network card behind it.
    best = next((each for each in addresses if ":" not in each), next(iter(addresses), ""))
    if not best or "%" in best:
        return None
    host = f"[{best}]" if ":" in best else best
    shown = in_one_line(clean(name.removesuffix(f".{KIND}")))[:LONGEST_NAME]
    return Announced(shown, f"tcp://{host}:{info.port}")
