"""A Wyoming server on loopback, made with the official package: it transcribes, speaks and hears a wake word by a script."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event, Eventable
from wyoming.info import (
    AsrModel,
    AsrProgram,
    Attribution,
    Describe,
    Info,
    SelectProgram,
    TtsProgram,
    TtsVoice,
    TtsVoiceSpeaker,
    WakeModel,
    WakeProgram,
)
from wyoming.server import AsyncEventHandler, AsyncServer
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped
from wyoming.wake import Detect, Detection, NotDetected

from tests.rig.patience import EVENT

_ANYBODY = Attribution("Nobody", "https://example.org")


def _known(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "attribution": _ANYBODY, "installed": True, "description": None, "version": "1", **more}


@dataclass
class Asked:
    """One connection: its events by name, the sound that came, and what was asked for."""

    events: list[str] = field(default_factory=list)
    pcm: bytes = b""
    rates: set[tuple[int, int, int]] = field(default_factory=set)
    transcribe: Transcribe | None = None
    program: str = ""
    voice: dict[str, str] | None = None
    pieces: list[str] = field(default_factory=list)
    text: str = ""
    detects: bool = False
    detect: list[str] | None = None


@dataclass
class Script:
    """What the server does."""

    words: list[str] = field(default_factory=list)
    """What is heard, request by request; none left: nothing."""
    streams_words: bool = False
    streams_speech: bool = False
    ends_after: int = 0
    """Bytes of sound after which it ends an utterance itself; 0: it waits for the end."""
    transcribes: bool = True
    speaks: bool = True
    wakes: bool = True
    sound: tuple[int, int, int, bytes] = (22_050, 2, 1, b"\x00\x10" * 22_050)
    """Rate, width and channels of its voice, and its samples."""
    error: str = ""
    """What it says instead of an answer."""
    dies: str = ""
    """The kind of event at which it breaks off."""
    breaks_after: int = 0
    """Bytes of its voice's sound after which it breaks off; 0: never."""
    silent: bool = False
    """It takes everything and answers nothing but what it is."""
    wakes_after: int = 0
    """Bytes of sound after which the wake word is heard, once; 0: never."""


class _Handler(AsyncEventHandler):
    def __init__(self, server: "WyomingServer", reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        super().__init__(reader, writer)
        self._server = server
        self._script = server.script
        self._asked = Asked()
        self._streams = False
        self._ended = False

    async def _say(self, *events: Eventable) -> None:
        for event in events:
            await self.write_event(event.event())

    async def handle_event(self, event: Event) -> bool:
        with self._server.changed:
            if self._asked not in self._server.asked:
                self._server.asked.append(self._asked)
            self._asked.events.append(event.type)
            self._server.changed.notify_all()
        if event.type == self._script.dies:
            self.writer.transport.abort()
            return False
        if Describe.is_type(event.type):
            await self._say(self._server.info())
            return True
        if SelectProgram.is_type(event.type):
            self._asked.program = SelectProgram.from_event(event).name
            return True
        if self._script.error:
            await self._say(Error(self._script.error, "RuntimeError"))
            return True
        return self._script.silent or await self._work(event)

    async def _work(self, event: Event) -> bool:
        asked = self._asked
        if Transcribe.is_type(event.type):
            asked.transcribe = Transcribe.from_event(event)
        elif Detect.is_type(event.type):
            asked.detects, asked.detect = True, Detect.from_event(event).names
        elif AudioChunk.is_type(event.type):
            await self._heard(AudioChunk.from_event(event))
        elif AudioStop.is_type(event.type):
            if asked.detects:
                await self._say(NotDetected())
            elif not self._ended:
                await self._transcript()
            return False
        elif SynthesizeStart.is_type(event.type):
            self._streams = True
            asked.voice = event.data.get("voice")
        elif SynthesizeChunk.is_type(event.type):
            asked.pieces.append(SynthesizeChunk.from_event(event).text)
        elif Synthesize.is_type(event.type) and not self._streams:
            asked.voice, asked.text = event.data.get("voice"), Synthesize.from_event(event).text
            await self._speak(AudioStop())
        elif SynthesizeStop.is_type(event.type):
            for _ in asked.pieces:
                await self._speak(AudioStop())
            await self._say(SynthesizeStopped())
        return True

    async def _heard(self, chunk: AudioChunk) -> None:
        asked, script = self._asked, self._script
        asked.pcm += chunk.audio
        asked.rates.add((chunk.rate, chunk.width, chunk.channels))
        if asked.detects:
            if script.wakes_after and len(asked.pcm) >= script.wakes_after:
                script.wakes_after = 0
                await self._say(Detection(name=asked.detect[0] if asked.detect else "okay_nabu", timestamp=0))
        elif script.ends_after and len(asked.pcm) >= script.ends_after and not self._ended:
            self._ended = True
            script.ends_after = 0
            await self._transcript()

    async def _transcript(self) -> None:
        words = self._script.words.pop(0) if self._script.words else ""
        if not self._script.streams_words:
            await self._say(Transcript(words, language="en"))
            return
        await self._say(TranscriptStart(language="en"))
        for word in words.split():
            await self._say(TranscriptChunk(f"{word} "))
        await self._say(Transcript(words, language="en"), TranscriptStop())

    async def _speak(self, end: Eventable) -> None:
        rate, width, channels, pcm = self._script.sound
        await self._say(AudioStart(rate, width, channels))
        # Cut in the middle of samples, as a server may.
        for start in range(0, len(pcm), 4_001):
            if 0 < self._script.breaks_after <= start:
                self.writer.close()
                return
            await self._say(AudioChunk(rate, width, channels, pcm[start : start + 4_001]))
        await self._say(end)


class WyomingServer:
    def __init__(self, uri: str = "") -> None:
        self.script = Script()
        self.asked: list[Asked] = []
        self.changed = threading.Condition()
        self.port = 0
        self._uri = uri
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._live, name="wyoming-server", daemon=True)
        self._ready = threading.Event()
        self._server: Any = None

    @property
    def address(self) -> str:
        return self._uri or f"tcp://127.0.0.1:{self.port}"

    def info(self) -> Info:
        script = self.script
        models = [AsrModel(**_known("small", languages=["en", "de_DE"])), AsrModel(**_known("large", languages=["en"]))]
        other = [AsrModel(**_known("other", languages=["fr"]))]
        voices = [
            TtsVoice(**_known("en_US-joe", languages=["en_US"], speakers=None)),
            TtsVoice(
                **_known("de_DE-eva", languages=["de_DE"], speakers=[TtsVoiceSpeaker("calm"), TtsVoiceSpeaker("glad")])
            ),
        ]
        wake = [WakeModel(**_known("okay_nabu", languages=["en"], phrase="okay nabu"))]
        asr = [
            AsrProgram(
                **_known("ears", models=models),
                supports_transcript_streaming=script.streams_words,
                requires_external_vad=not script.ends_after,
            ),
            AsrProgram(**_known("more ears", models=other)),
        ]
        tts = [TtsProgram(**_known("mouth", voices=voices), supports_synthesize_streaming=script.streams_speech)]
        return Info(
            asr=asr if script.transcribes else [],
            tts=tts if script.speaks else [],
            wake=[WakeProgram(**_known("nabu", models=wake))] if script.wakes else [],
        )

    def wait_for(self, *events: str) -> Asked:
        """The newest connection, once it has had these events."""
        with self.changed:
            assert self.changed.wait_for(
                lambda: bool(self.asked) and all(each in self.asked[-1].events for each in events), EVENT
            ), self.asked
            return self.asked[-1]

    # --- life

    def start(self) -> "WyomingServer":
        self._thread.start()
        assert self._ready.wait(EVENT), "the server did not start"
        return self

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(EVENT)

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._open())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._close())
        self._loop.close()

    async def _open(self) -> None:
        def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> _Handler:
            return _Handler(self, reader, writer)

        self._server = AsyncServer.from_uri(self._uri or f"tcp://127.0.0.1:{self.port}")
        await self._server.start(handler)
        if not self._uri:
            self.port = self._server._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server._server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def serving_wyoming(folder: Path | None = None) -> Iterator[WyomingServer]:
    """`folder`: by a socket in it, instead of a port."""
    server = WyomingServer(f"unix://{folder / 'wyoming.sock'}" if folder is not None else "").start()
    try:
        yield server
    finally:
        server.stop()
