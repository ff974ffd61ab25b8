"""Chooses who hears the wake word: this device, or a Wyoming server that the person named."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from voiceapp.engine_choice.wake_server import wake_server
from voiceapp.local.wake_words import LocalWakeWords
from voiceapp.openai.http import Server
from voiceapp.settings.model import Settings
from voiceapp.settings.wishes_from_settings import SERVED_WAKE_WORD

if TYPE_CHECKING:
    from voiceapp.wyoming.wake import WyomingWakeWords

_BY_SERVER = ("tcp://", "unix://", SERVED_WAKE_WORD)


class ChosenWakeWords:
    """Implements `core.ports.WakeWords`. Belongs to one event loop."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings
        self._here = LocalWakeWords()
        self._there: WyomingWakeWords | None = None
        self._by_server = False

    async def choose(self, word: str) -> str:
        self._by_server = word.startswith(_BY_SERVER)
        if self._there is not None:
            await self._there.choose("")
        if not self._by_server:
            return await self._here.choose(word)
        await self._here.choose("")
        if self._there is None:
            from voiceapp.wyoming.wake import WyomingWakeWords  # noqa: PLC0415  (few have such a server)

            self._there = WyomingWakeWords(self._server_at)
        return await self._there.choose(word)

    def hears(self, pcm: bytes) -> bool:
        if self._by_server:
            return self._there is not None and self._there.hears(pcm)
        return self._here.hears(pcm)

    def _server_at(self, address: str) -> Server:
        return wake_server(self._settings(), address)
