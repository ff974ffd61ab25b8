"""The server: its own thread and loop, a port of its own, and what a test needs to ask it."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aiohttp import WSCloseCode, web

from tests.rig.patience import EVENT
from tests.rig.signals import Samples
from tests.rig.speech import spoken
from tests.server.live import Live
from tests.server.log import Log
from tests.server.organization import Organization
from tests.server.quirks import BUSY_CLOSE, ERROR_FIRST, ONE_SLOT, SLOT_KEPT, Asked, instead
from tests.server.realtime import Realtime, sound_of
from tests.server.rest import Rest
from tests.server.script import Script
from tests.server.state import fresh_session
from tests.server.translate import Translated, Translation

KEY = "sk-test-key-of-nobody-0123456789"
MODELS: list[dict[str, object]] = [
    {"id": "gpt-realtime-2.1", "shutdown_date": None},
    {"id": "gpt-realtime-2.1-mini", "shutdown_date": None},
    {"id": "gpt-realtime", "shutdown_date": "2027-01-20"},
    {"id": "gpt-live-1.1", "shutdown_date": None},
    {"id": "gpt-live-1", "shutdown_date": None},
    {"id": "gpt-realtime-translate", "shutdown_date": None},
    {"id": "gpt-transcribe", "shutdown_date": None},
    {"id": "whisper-1", "shutdown_date": "2027-02-26"},
    {"id": "gpt-4o-mini-tts", "shutdown_date": "2027-01-06"},
    {"id": "gpt-6-luna", "shutdown_date": None},
    {"id": "gpt-image-2.5-flare", "shutdown_date": None},
    {"id": "gpt-image-2.5-sunburst", "shutdown_date": None},
    {"id": "gpt-image-1.5", "shutdown_date": "2026-12-01"},
    {"id": "gpt-audio-1.5", "shutdown_date": None},
    {"id": "gpt-4", "shutdown_date": "2026-10-23"},
]


class ApiServer:
    def __init__(self, voice: Callable[[str], Samples] = spoken) -> None:
        self.script = Script()
        self.log = Log()
        self.violations: list[str] = []
        self.connections: list[Realtime | Live | Translation] = []
        self.translated = Translated()
        self.headers: list[dict[str, str]] = []
        """Of each request, in order."""
        self.port = 0
        self._voice = voice
        self.secrets: set[str] = set()
        """Keys for a minute, each good for one socket, as a browser is given them."""
        self.tokens: set[str] = set()
        """Keys that end, as a gateway gives them out; taken as bearer tokens only."""
        self.rest = Rest(self.script, self.log, self._refusal, voice, self.violations, self._knows)
        self.files, self.stores = self.rest.files, self.rest.stores
        self.organization = Organization(self.log)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="api-server", daemon=True)
        self._ready = threading.Event()
        self._runner: web.AppRunner | None = None
        self._taken = 0
        """Places that sessions have."""

    # --- life

    def start(self, port: int = 0) -> "ApiServer":
        self.port = port
        self._thread.start()
        assert self._ready.wait(EVENT), "the server did not start"
        return self

    def stop(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(EVENT)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._open())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._close())
        self._loop.close()

    async def _open(self) -> None:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/v1/realtime", self._realtime)
        app.router.add_get("/openai/v1/realtime", self._realtime)
        app.router.add_get("/openai/realtime", self._realtime)
        app.router.add_get("/v1/live/sessions", self._live)
        app.router.add_get("/openai/v1/live/sessions", self._live)
        app.router.add_get("/v1/realtime/translations", self._translation)
        self.organization.add_routes(app)
        app.router.add_get("/v1/models", self._models)
        app.router.add_get("/v1/models/{id}", self._model)
        app.router.add_post("/v1/realtime/client_secrets", self._client_secret)
        self.rest.add_to(app)
        self._runner = web.AppRunner(app, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        for connection in self.connections:
            connection.line.drop()
        if self._runner is not None:
            await self._runner.cleanup()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # --- what a test asks

    def heard(self, connection: int = -1) -> Samples:
        """All sound that a connection sent."""
        return sound_of(self.connections[connection].state.heard) if self.connections else sound_of(b"")

    def drop(self) -> None:
        """Reset every connection, as a network does."""
        for each in self.connections:
            self._loop.call_soon_threadsafe(each.line.drop)

    def send_raw(self, frame: str) -> None:
        """A frame of the test's own making, over the newest connection."""
        asyncio.run_coroutine_threadsafe(self.connections[-1].line.raw(frame), self._loop).result(EVENT)

    # --- what the service answers

    def _refusal(self, request: web.Request) -> web.Response | None:
        self.headers.append(dict(request.headers))
        refuse = self.script.refuse
        concerned = refuse is not None and request.path.endswith(tuple(refuse.get("paths", ("",))))
        if refuse is not None and concerned and refuse.get("times", 1) > 0:
            refuse["times"] = refuse.get("times", 1_000_000) - 1
            self.log.add("out", f"HTTP {refuse['status']}", {"path": request.path})
            error = {"message": "Refused.", "type": "invalid_request_error", "param": None, "code": None}
            error.update(refuse.get("error", {}))
            return web.json_response({"error": error}, status=refuse["status"], headers=refuse.get("headers", {}))
        said = request.headers.get("Authorization", "").removeprefix("Bearer ") or request.headers.get("api-key", "")
        passing = request.path.endswith("/realtime") and said in self.secrets
        passing = passing or request.headers.get("Authorization") in {f"Bearer {token}" for token in self.tokens}
        if said != KEY and not passing and not (self.script.open and not said):
            error = {
                "message": "Incorrect API key provided.",
                "type": "invalid_request_error",
                "code": "invalid_api_key",
            }
            return web.json_response({"error": {**error, "param": None}}, status=401)
        return None

    async def _realtime(self, request: web.Request) -> web.StreamResponse:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        model = request.query.get("model", "")
        if model and not self._knows(model) and request.path.startswith("/v1"):
            return _no_model(model)
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        refused = self._turned_away()
        if refused is not None:
            said, code, reason = refused
            self.log.add("out", "turned away", {"code": code})
            if said is not None:
                await socket.send_json({"type": "error", "event_id": "event_1", "error": {**said, "param": None}})
            await socket.close(code=code, message=reason)
            return socket
        number = len(self.connections)
        session = Realtime(socket, request, self.script, self.log, number, self.violations, self._voice)
        self.connections.append(session)
        self.log.add("in", "connected", {"at": time.monotonic()}, number)
        self._taken += 1
        try:
            await session.run()
        finally:
            if SLOT_KEPT not in self.script.quirks or socket.close_code == WSCloseCode.OK:
                self._taken -= 1
            self.log.add("in", "disconnected", {"code": socket.close_code}, number)
        return socket

    async def _live(self, request: web.Request) -> web.StreamResponse:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        number = len(self.connections)
        session = Live(socket, request, self.script, self.log, number, self.violations, self._voice, self._knows)
        self.connections.append(session)
        self.log.add("in", "connected", {"at": time.monotonic()}, number)
        try:
            await session.run()
        finally:
            self.log.add("in", "disconnected", {"code": socket.close_code}, number)
        return socket

    async def _translation(self, request: web.Request) -> web.StreamResponse:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        model = request.query.get("model", "")
        if not self._knows(model) or "translate" not in model:
            return _no_model(model)
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        number = len(self.connections)
        session = Translation(socket, request, self.script, self.log, number, self.violations, self.translated)
        self.connections.append(session)
        self.log.add("in", "connected", {"at": time.monotonic()}, number)
        try:
            await session.run()
        finally:
            self.log.add("in", "disconnected", {"code": socket.close_code}, number)
        return socket

    def _turned_away(self) -> tuple[dict[str, object] | None, int, bytes] | None:
        """The error, the close's code and its reason, where this socket is not served."""
        odd = self.script.quirks
        if ONE_SLOT in odd and self._taken:
            said = "All 1 session slots are in use. Disconnect an existing client first."
            return {"message": said, "type": "session_limit_reached"}, 1008, b"All session slots are in use"
        if ERROR_FIRST in odd:
            said = "Incorrect API key provided."
            return {"message": said, "type": "invalid_request_error", "code": "invalid_api_key"}, 1008, b"policy"
        return (None, 1013, b"") if BUSY_CLOSE in odd else None

    def _knows(self, model: str) -> bool:
        """Servers of other hands have models of other names."""
        known = {str(each["id"]) for each in MODELS} | self.script.models
        return model in known or bool(self.script.quirks)

    async def _client_secret(self, request: web.Request) -> web.Response:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        body = await request.json() if request.can_read_body else {}
        self.log.add("in", request.path, body)
        session = body.get("session") or {"type": "realtime"}
        model = str(session.get("model", "gpt-realtime"))
        if not self._knows(model):
            return _no_model(model)
        expires = int(time.time()) + int(body.get("expires_after", {}).get("seconds", 600))
        secret = f"ek_test_{len(self.secrets):032d}"
        self.secrets.add(secret)
        fresh = fresh_session(model, str(session.get("type", "realtime")), expires)
        return web.json_response({"value": secret, "expires_at": expires, "session": {**fresh, **session}})

    async def _model(self, request: web.Request) -> web.Response:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        name = request.match_info["id"]
        found = next((model for model in MODELS if model["id"] == name), None)
        return _no_model(name) if found is None else web.json_response(_listed(found))

    async def _models(self, request: web.Request) -> web.Response:
        refusal = self._refusal(request)
        if refusal is not None:
            return refusal
        odd = instead(self.script.odd, Asked(request.path))
        if odd is not None:
            return odd
        data = [_listed(model) for model in MODELS]
        return web.json_response({"object": "list", "data": data})


def _listed(model: dict[str, object]) -> dict[str, object]:
    return dict(model, object="model", created=1_700_000_000, owned_by="openai")


def _no_model(name: str) -> web.Response:
    error = {"message": f"The model `{name}` does not exist or you do not have access to it."}
    error |= {"type": "invalid_request_error", "param": "model", "code": "model_not_found"}
    return web.json_response({"error": error}, status=404)


@contextmanager
def serving(port: int = 0) -> Iterator[ApiServer]:
    server = ApiServer().start(port)
    try:
        yield server
    finally:
        server.stop()
