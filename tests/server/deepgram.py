"""Deepgram as far as it is asked: streaming recognition over a true websocket on loopback, models and projects."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.rig.patience import EVENT
from tests.server.log import Log

KEY = "dg-test-key-of-nobody-0123456789abcdef"
RATE = 24_000
KNOWN = frozenset({"nova-3", "nova-3-general", "nova-2"})
INVALID_AUTH = {"err_code": "INVALID_AUTH", "err_msg": "Invalid credentials.", "request_id": "r-1"}
NO_CREDIT = {
    "err_code": "ASR_PAYMENT_REQUIRED",
    "err_msg": "Project does not have enough credits for an ASR request and does not have an overage agreement.",
    "request_id": "r-1",
}
TOO_MANY = {
    "err_code": "TOO_MANY_REQUESTS",
    "err_msg": "Too many requests. Please try again later.",
    "request_id": "r-1",
}
NO_MODEL = {"err_code": "Bad Request", "err_msg": "Bad Request: No such model/language/tier combination found."}
MODELS = {
    "stt": [
        {"name": "general", "canonical_name": "nova-2-general", "architecture": "nova-2", "streaming": True},
        {"name": "general", "canonical_name": "nova-3-general", "architecture": "nova-3", "streaming": True},
        {"name": "large", "canonical_name": "whisper-large", "architecture": "whisper", "streaming": False},
        {"name": "general-en", "canonical_name": "flux-general-en", "architecture": "flux", "streaming": True},
    ],
    "tts": [{"name": "thalia", "canonical_name": "aura-2-thalia-en", "architecture": "aura-2"}],
}


@dataclass
class Stream:
    """One connection: what it was asked with, and what came."""

    query: list[tuple[str, str]]
    headers: dict[str, str]
    pcm: bytes = b""
    control: list[str] = field(default_factory=list)


class DeepgramServer:
    def __init__(self) -> None:
        self.log = Log()
        self.streams: list[Stream] = []
        self._opened = threading.Condition()
        self.words: list[str] = []
        """What is heard, utterance by utterance; none left: nothing."""
        self.refusal: tuple[int, dict[str, Any]] | None = None
        self.drop_after: int | None = None
        """Bytes of sound after which the next connection breaks off."""
        self.violations: list[str] = []
        self.asked: list[str] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._live, name="deepgram-server", daemon=True)
        self._ready = threading.Event()
        self._runner: web.AppRunner | None = None

    # --- life

    def start(self) -> "DeepgramServer":
        self._thread.start()
        assert self._ready.wait(EVENT), "the server did not start"
        return self

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(EVENT)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1/listen"

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._open())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._close())
        self._loop.close()

    async def _open(self) -> None:
        app = web.Application()
        app.router.add_get("/v1/listen", self._listen)
        app.router.add_get("/v1/models", self._list)
        app.router.add_get("/v1/projects", self._list)
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # --- what is asked

    def _refused(self, request: web.Request) -> web.Response | None:
        self.asked.append(request.path)
        if request.headers.get("Authorization") != f"Token {KEY}":
            return web.json_response(INVALID_AUTH, status=401)
        if self.refusal is not None:
            status, body = self.refusal
            return web.json_response(body, status=status, headers={"dg-error": str(body.get("err_msg", ""))})
        return None

    async def _list(self, request: web.Request) -> web.Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        return web.json_response(MODELS if request.path.endswith("models") else {"projects": []})

    async def _listen(self, request: web.Request) -> web.StreamResponse:
        refused = self._refused(request)
        if refused is not None:
            return refused
        query = [(name, value) for name in dict.fromkeys(request.query) for value in request.query.getall(name)]
        asked = dict(query)
        if asked.get("model") not in KNOWN:
            return web.json_response(NO_MODEL, status=400, headers={"dg-error": NO_MODEL["err_msg"]})
        if (asked.get("encoding"), asked.get("sample_rate"), asked.get("channels")) != ("linear16", str(RATE), "1"):
            self.violations.append("the sound is of another kind than was said")
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        stream = Stream(query, dict(request.headers))
        with self._opened:
            self.streams.append(stream)
            self._opened.notify_all()
        await _Listener(self, socket, stream).listen()
        return socket

    def wait_for_streams(self, count: int) -> None:
        with self._opened:
            assert self._opened.wait_for(lambda: len(self.streams) >= count, EVENT), "nobody connected"

    def next_words(self) -> str:
        return self.words.pop(0) if self.words else ""


class _Listener:
    """Serves one stream: words so far with each 300 ms of sound, each sentence for good once the next begins."""

    STEP = RATE * 2 * 3 // 10

    def __init__(self, server: DeepgramServer, socket: web.WebSocketResponse, stream: Stream) -> None:
        self._server = server
        self._socket = socket
        self._stream = stream
        self._words: list[str] | None = None
        self._said = 0
        self._began = 0.0
        self._drop_after, server.drop_after = server.drop_after, None

    async def listen(self) -> None:
        async for message in self._socket:
            if message.type is WSMsgType.BINARY:
                if not message.data:
                    self._server.violations.append("an empty frame closes the stream")
                await self._hear(message.data)
            elif message.type is WSMsgType.TEXT:
                kind = str(json.loads(message.data)["type"])
                self._stream.control.append(kind)
                self._server.log.add("in", kind, {})
                if kind == "CloseStream":
                    await self._end()
                    return

    @property
    def _seconds(self) -> float:
        return len(self._stream.pcm) / 2 / RATE

    async def _hear(self, pcm: bytes) -> None:
        steps = len(self._stream.pcm) // self.STEP
        self._stream.pcm += pcm
        self._server.log.add("in", "sound", {})
        if self._drop_after is not None and len(self._stream.pcm) >= self._drop_after:
            if self._socket._req is not None and self._socket._req.transport is not None:
                self._socket._req.transport.abort()
            return
        if len(self._stream.pcm) // self.STEP > steps:
            await self._hear_more()

    async def _hear_more(self) -> None:
        if self._words is None:
            self._words = self._server.next_words().split()
        if self._said < len(self._words):
            self._said += 1
            await self._send(self._results(self._words[: self._said], final=False))

    async def _end(self) -> None:
        words = self._server.next_words().split() if self._words is None else self._words
        half = [word for word in words if word.endswith((".", "?"))][:-1]
        if half:
            cut = words.index(half[0]) + 1
            await self._send(self._results(words[:cut], final=True, length=self._seconds / 2))
            await self._send({"type": "UtteranceEnd", "channel": [0, 1], "last_word_end": self._seconds / 2})
            self._began, words = self._seconds / 2, words[cut:]
        await self._send(self._results(words, final=True) | {"from_finalize": True})
        await self._send(
            {
                "type": "Metadata",
                "transaction_key": "deprecated",
                "request_id": "8c8ebea9-dbec-45fa-a035-e4632cb05b5f",
                "sha256": "0" * 64,
                "created": "2026-11-27T20:00:00.000Z",
                "duration": round(self._seconds, 3),
                "channels": 1,
            }
        )
        await self._socket.close(code=1000)

    def _results(self, words: list[str], *, final: bool, length: float | None = None) -> dict[str, Any]:
        duration = self._seconds - self._began if length is None else length
        each = duration / max(1, len(words))
        return {
            "type": "Results",
            "channel_index": [0, 1],
            "duration": round(duration, 3),
            "start": round(self._began, 3),
            "is_final": final,
            "speech_final": final,
            "channel": {
                "alternatives": [
                    {
                        "transcript": " ".join(words),
                        "confidence": 0.98,
                        "languages": ["en"],
                        "words": [
                            {
                                "word": word.strip(".,?").lower(),
                                "start": self._began + number * each,
                                "end": self._began + (number + 1) * each,
                                "confidence": 0.98,
                                "punctuated_word": word,
                            }
                            for number, word in enumerate(words)
                        ],
                    }
                ]
            },
            "metadata": {
                "request_id": "8c8ebea9-dbec-45fa-a035-e4632cb05b5f",
                "model_info": {"name": "general-nova-3", "version": "2026-10-01.0", "arch": "nova-3"},
                "model_uuid": "3b3aabe4-608a-46ac-9585-7960a25daf1a",
            },
            "from_finalize": False,
        }

    async def _send(self, message: dict[str, Any]) -> None:
        self._server.log.add("out", str(message["type"]), message)
        await self._socket.send_json(message)


@contextmanager
def serving() -> Iterator[DeepgramServer]:
    server = DeepgramServer().start()
    try:
        yield server
    finally:
        server.stop()
