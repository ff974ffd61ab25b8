"""The service's end of one websocket: what it says, in the dialect that was asked for, and how it goes away."""

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.server.checks import live_server_violation, server_violation
from tests.server.log import Log
from tests.server.state import SessionState

BETA_NAMES = {
    "response.output_audio.delta": "response.audio.delta",
    "response.output_audio.done": "response.audio.done",
    "response.output_audio_transcript.delta": "response.audio_transcript.delta",
    "response.output_audio_transcript.done": "response.audio_transcript.done",
    "response.output_text.delta": "response.text.delta",
    "response.output_text.done": "response.text.done",
    "conversation.item.added": "conversation.item.created",
}


class Line:
    """Everything that goes out is checked against the official types and noted."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        request: web.Request,
        log: Log,
        number: int,
        violations: list[str],
        state: SessionState,
        *,
        live: bool = False,
        violation: Callable[[dict[str, Any]], str | None] | None = None,
    ) -> None:
        self._socket = socket
        self._request = request
        self._log = log
        self._number = number
        self._violations = violations
        self._state = state
        self._violation = violation or (live_server_violation if live else server_violation)

    async def send(self, kind: str, /, **fields: Any) -> None:
        name = BETA_NAMES.get(kind, kind) if self._state.beta else kind
        body = {"type": name, "event_id": self._state.name("event"), **fields}
        if not self._state.beta:
            violation = self._violation(body)
            if violation:
                self._violations.append(f"the server itself: {violation}")
        self._log.add("out", name, body, self._number)
        await self.raw(json.dumps(body))

    async def raw(self, frame: str) -> None:
        if not self._socket.closed:
            with contextlib.suppress(ConnectionError, RuntimeError):
                await self._socket.send_str(frame)

    def drop(self, *, in_frame: bool = False) -> None:
        """The network goes, without a word."""
        transport = self._request.transport
        if in_frame and isinstance(transport, asyncio.WriteTransport):
            # A text frame of 4,096 bytes is announced, and only its beginning comes.
            transport.write(bytes([0x81, 126, 0x10, 0x00]) + b'{"type": "response.output_audio.delta", "del')
            transport.close()
            return
        if isinstance(transport, asyncio.WriteTransport):
            wire = transport.get_extra_info("socket")
            if wire is not None:
                # Not a polite end: the connection is reset.
                wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            transport.abort()
