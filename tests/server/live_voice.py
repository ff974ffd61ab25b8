"""What a Live model hears and says, 100 ms at a time: it answers when somebody falls silent, and stops when they speak."""

import asyncio
import base64
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tests.rig.signals import Samples
from tests.server.line import Line
from tests.server.live_backend import Backend
from tests.server.script import Reply, Script
from tests.server.state import RATE

TICK_MS = 100
TICK = RATE * TICK_MS // 1000
TICK_BYTES = TICK * 2
LOUD = 300.0
LEAST_MS = 300
"""Less than that was no speech."""
SILENCE_MS = 500
"""After which somebody has finished."""
THINKS_MS = 700
"""Before it says anything."""
YIELDS_AFTER_MS = 300
"""The model stops that much after somebody began to speak over it."""


@dataclass
class Speech:
    """What the model is saying."""

    pcm: Samples
    words: deque[str]
    reply: Reply
    said_ms: int = 0
    count: int = 0
    """Of all its words."""

    def __post_init__(self) -> None:
        self.count = len(self.words)


@dataclass
class Person:
    """What is heard of the person."""

    began_ms: int = -1
    loud_ms: int = 0
    silent_ms: int = 0
    words: deque[str] = field(default_factory=deque[str])


class LiveVoice:
    def __init__(self, line: Line, script: Script, voice: Callable[[str], Samples], backend: Backend) -> None:
        self._line = line
        self._script = script
        self._make = voice
        self._backend = backend
        self.clock_ms = 0
        self._person = Person()
        self._speech: Speech | None = None
        self._next: deque[Speech] = deque()
        self._thinks_until = 0
        self._frames: asyncio.Queue[tuple[bytes, float]] = asyncio.Queue()
        self._sent = 0
        self._stalled = False

    async def hear(self, tick: Samples) -> None:
        """The next 100 ms of the person; the model's own follow."""
        self.clock_ms += TICK_MS
        loud = float(np.sqrt(np.mean(tick.astype(np.float64) ** 2))) > LOUD
        await (self._on_voice() if loud else self._on_silence())
        await self._speak()

    async def _on_voice(self) -> None:
        person = self._person
        person.silent_ms = 0
        person.loud_ms += TICK_MS
        if person.loud_ms == TICK_MS:
            person.began_ms = self.clock_ms - TICK_MS
        if person.loud_ms >= YIELDS_AFTER_MS:
            self._speech = None
            self._next.clear()
        if person.loud_ms == LEAST_MS:
            person.words = deque(_cut(self._script.next_words()))
        elif person.loud_ms > LEAST_MS and person.loud_ms % 200 == 0 and len(person.words) > 1:
            await self._heard_words(person.words.popleft())

    async def _on_silence(self) -> None:
        person = self._person
        person.silent_ms += TICK_MS
        if person.silent_ms < SILENCE_MS or not person.loud_ms:
            return
        spoke, self._person = person.loud_ms >= LEAST_MS, Person()
        if spoke:
            ended = self.clock_ms - SILENCE_MS
            for word in person.words:
                await self._heard_words(word, ended)
            await self.answer(self._script.next_reply())

    async def _heard_words(self, text: str, at_ms: int | None = None) -> None:
        end = self.clock_ms if at_ms is None else at_ms
        start = max(0, end - 200)
        await self._line.send("session.input_transcript.delta", delta=text, start_ms=start, end_ms=end)

    # --- what it says

    async def say(self, text: str | None) -> None:
        """Say this, or what the script has it answer."""
        await self.answer(self._script.next_reply() if text is None else Reply(text))

    async def answer(self, reply: Reply) -> None:
        if reply.calls or reply.fails is not None:
            await self._backend.work(reply, self.clock_ms)
            return
        if not reply.text and reply.sound is None:
            return  # it has nothing to say to that
        sound = reply.sound if reply.sound is not None else await asyncio.to_thread(self._make, reply.text)
        self._thinks_until = self.clock_ms + THINKS_MS + int(reply.after_ms)
        self._next.append(Speech(sound.astype(np.int16), deque(_cut(reply.text)), reply))

    def stop(self) -> None:
        """It was told to."""
        self._speech = None

    async def _speak(self) -> None:
        if self._speech is None and self._next and self.clock_ms >= self._thinks_until:
            self._speech = self._next.popleft()
        speech, out, late = self._speech, np.zeros(TICK, np.int16), 0.0
        if speech is not None:
            piece = speech.pcm[:TICK]
            speech.pcm = speech.pcm[TICK:]
            out[: len(piece)] = piece
            speech.said_ms += TICK_MS
            await self._say_words(speech)
            jitter = speech.reply.jitter_ms
            late = jitter[(speech.said_ms // TICK_MS) % len(jitter)] / 1000 if jitter else 0.0
            self._mishap(speech)
            if not len(speech.pcm):
                self._speech = None
        self._frames.put_nowait((out.astype("<i2").tobytes(), late))

    async def _say_words(self, speech: Speech) -> None:
        """As many as have sounded by now."""
        left_ms = -(-len(speech.pcm) // TICK) * TICK_MS
        owed = len(speech.words) - int(speech.count * left_ms / (speech.said_ms + left_ms))
        for _ in range(max(0, owed)):
            start = self.clock_ms - TICK_MS
            text = speech.words.popleft()
            await self._line.send("session.output_transcript.delta", delta=text, start_ms=start, end_ms=start + 200)

    def _mishap(self, speech: Speech) -> None:
        drop, stall = speech.reply.drop_after_ms, speech.reply.stall_after_ms
        if drop is not None and speech.said_ms >= drop:
            self._line.drop()
        self._stalled = self._stalled or (stall is not None and speech.said_ms >= stall)

    async def send_frames(self) -> None:
        """Each in its turn, and late where the script has it so."""
        while True:
            pcm, late = await self._frames.get()
            if late:
                await asyncio.sleep(late)
            if not self._stalled:
                await self._line.send("session.output_audio.delta", delta=base64.b64encode(pcm).decode())


def _cut(text: str) -> list[str]:
    """Into words, each with the space before it, as fragments come."""
    words = text.split(" ")
    return [word if number == 0 else f" {word}" for number, word in enumerate(words)] if text else []
