"""Hears a wake word by a Wyoming server, which is sent all that the microphone hears while a talk sleeps."""

import asyncio
import contextlib
from collections.abc import Callable

from wyoming.audio import AudioChunk, AudioStart
from wyoming.info import SelectProgram
from wyoming.wake import Detect, Detection

from voiceapp.audio.resample import Resampler, to_float, to_pcm
from voiceapp.core.failures import Failure
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.text.clean_text import clean, in_one_line
from voiceapp.openai.http import Server
from voiceapp.wyoming.connection import WyomingLine, opened
from voiceapp.wyoming.offers import Offered, WyomingOffers, ask_offers, not_offered

RATE = 16_000
MOST_WAITING = 250
"""Frames that wait for a slow line: five seconds. What is older than that wakes nobody any more."""


class WyomingWakeWords:
    """Implements `core.ports.WakeWords`. Belongs to one event loop."""

    def __init__(self, server_at: Callable[[str], Server]) -> None:
        """`server_at` raises EngineError where a server may not hear the room."""
        self._server_at = server_at
        self._end = contextlib.AsyncExitStack()
        self._frames: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)
        self._heard = False
        self._lost: Failure | None = None

    async def choose(self, word: str) -> str:
        """`word`: a server's address, and behind a space the name of one of its words, or nothing for its own."""
        await self._end.aclose()
        self._heard, self._lost = False, None
        address, _, name = word.partition(" ")
        if not address:
            return ""
        async with contextlib.AsyncExitStack() as end:
            line = await end.enter_async_context(opened(self._server_at(address)))
            chosen = chosen_word(await ask_offers(line), name)
            if not chosen.first:
                await line.send(SelectProgram(chosen.program))
            await line.send(Detect([chosen.name] if name else None), AudioStart(RATE, 2, 1))
            self._frames = asyncio.Queue(MOST_WAITING)
            for work in (self._send(line), self._read(line)):
                task = asyncio.create_task(work, name="wake-server")
                end.push_async_callback(_ended, task)
            self._end = end.pop_all()
        return in_one_line(clean(chosen.phrase or chosen.name.replace("_", " ")))

    def hears(self, pcm: bytes) -> bool:
        """Raises EngineError, once, where the server is gone."""
        if self._lost is not None:
            lost, self._lost = self._lost, None
            raise EngineError(lost)
        if self._frames.full():
            self._frames.get_nowait()
        self._frames.put_nowait(pcm)
        heard, self._heard = self._heard, False
        return heard

    async def _send(self, line: WyomingLine) -> None:
        resampler, sent = Resampler(WIRE.rate, RATE), 0
        with contextlib.suppress(EngineError):  # whoever reads says why
            while True:
                pcm = await self._frames.get()
                at, sent = WIRE.ms(sent), sent + len(pcm)
                await line.send(AudioChunk(RATE, 2, 1, to_pcm(resampler.resampled(to_float(pcm))), at))

    async def _read(self, line: WyomingLine) -> None:
        try:
            while True:
                event = await line.receive(None)
                self._heard = self._heard or Detection.is_type(event.type)
        except EngineError as error:
            self._lost = error.failure


def chosen_word(offers: WyomingOffers, name: str) -> Offered:
    """The word of that name, or the first. Raises EngineError where the server has no such one."""
    found = next((each for each in offers.wake_words if name in ("", each.name)), None)
    if found is not None:
        return found
    if not offers.wake_words:
        raise not_offered(
            Sentence("This Wyoming server hears no wake word. Choose another one, or a word on this device.")
        )
    raise not_offered(
        Sentence("This Wyoming server has no wake word {name}. Choose one of its own, or leave it empty.", name=name)
    )


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
