"""Opens a line to a Wyoming server, and reads and writes its events by the official package.

What comes is bounded, and whatever goes wrong on the way is one sentence.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator

from wyoming.asr import Transcript
from wyoming.error import Error
from wyoming.event import Event, Eventable, async_read_event, async_write_event

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.openai.connections import CONNECT_PATIENCE
from voiceapp.openai.errors import quotable
from voiceapp.openai.http import Server
from voiceapp.settings.endpoints import AddressError, Endpoint

LONGEST_LINE = 1 << 22
"""Bytes of an event's head, in which older servers write all that they offer."""
LARGEST_PART = 1 << 24
"""Bytes of what follows a head: minutes of sound."""
READ_PATIENCE = 20.0

_TROUBLE = (AttributeError, KeyError, TypeError, ValueError, RecursionError)
"""What the package raises on messages of another form."""


class _BoundedReader(asyncio.StreamReader):
    """Reads no more at once than a Wyoming server has reason to send."""

    async def readexactly(self, n: int) -> bytes:
        if n > LARGEST_PART:
            raise ValueError("a part of an event is too large")
        return await super().readexactly(n)


class WyomingLine:
    """One open connection. Everything raises EngineError where the server is gone, or speaks something else."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, endpoint: Endpoint) -> None:
        self._reader = reader
        self._writer = writer
        self._endpoint = endpoint
        self._spoken = False
        """It has sent an event, so it is a Wyoming server."""

    async def send(self, *events: Eventable) -> None:
        try:
            for event in events:
                await async_write_event(event.event(), self._writer)
        except OSError as error:
            raise EngineError(self._lost(type(error).__name__)) from error

    async def receive(self, patience: float | None = READ_PATIENCE) -> Event:
        """The next event. What the server calls an error is raised as one."""
        try:
            async with asyncio.timeout(patience):
                event = await async_read_event(self._reader)
        except TimeoutError:
            raise EngineError(self._silent()) from None
        except (OSError, EOFError) as error:
            raise EngineError(self._lost(type(error).__name__)) from error
        except _TROUBLE as error:
            raise EngineError(no_wyoming(self._endpoint)) from error
        if event is None:
            # Either the end, or a line that is no event: whoever has sent one before has ended.
            raise EngineError(
                self._lost("end") if self._spoken or self._reader.at_eof() else no_wyoming(self._endpoint)
            )
        self._spoken = True
        if Error.is_type(event.type):
            raise EngineError(refused(event))
        return event

    def close(self) -> None:
        """Ends it at once, so that the server need not be waited for."""
        self._writer.transport.abort()

    def _lost(self, detail: str) -> Failure:
        return Failure(
            FailureKind.LINK_DROPPED,
            Sentence(
                "The Wyoming server at {address} ended the connection. Check that it's running.",
                address=self._endpoint.base_url,
            ),
            detail,
        )

    def _silent(self) -> Failure:
        return Failure(
            FailureKind.TIMED_OUT,
            Sentence(
                "The Wyoming server at {address} doesn't answer. Check that it's running.",
                address=self._endpoint.base_url,
            ),
        )


def no_wyoming(endpoint: Endpoint) -> Failure:
    return Failure(
        FailureKind.WRONG_ADDRESS,
        Sentence("There's no Wyoming server at {address}. Check its address.", address=endpoint.base_url),
    )


def refused(event: Event) -> Failure:
    """Return what went wrong, with the server's own words below the sentence."""
    said, code = event.data.get("text"), event.data.get("code")
    return Failure(
        FailureKind.SERVER_BROKEN,
        Sentence("The Wyoming server couldn't do it. Look into its log, or choose another one."),
        quotable(str(code or ""))[:100],
        said=quotable(str(said or "")),
    )


@contextlib.asynccontextmanager
async def opened(server: Server) -> AsyncGenerator[WyomingLine]:
    """Open a line to the server, and end it afterwards. Raises EngineError."""
    endpoint = server.endpoint
    try:
        endpoint.check_privacy(plain_allowed=server.plain_allowed)
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error
    try:
        async with asyncio.timeout(CONNECT_PATIENCE):
            reader, writer = await _connect(endpoint)
    except (OSError, TimeoutError) as error:
        raise EngineError(
            Failure(
                FailureKind.NO_NETWORK,
                Sentence(
                    "The Wyoming server at {address} can't be reached. Check that it's running, and its address.",
                    address=endpoint.base_url,
                ),
                type(error).__name__,
            )
        ) from error
    line = WyomingLine(reader, writer, endpoint)
    try:
        yield line
    finally:
        line.close()


async def _connect(endpoint: Endpoint) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    loop, origin = asyncio.get_running_loop(), endpoint.origin
    reader = _BoundedReader(limit=LONGEST_LINE)
    protocol = asyncio.StreamReaderProtocol(reader)
    if origin.scheme == "unix":
        if not hasattr(socket, "AF_UNIX"):
            raise OSError("this system has no such sockets")
        transport, _ = await loop.create_unix_connection(lambda: protocol, origin.host)
    else:
        transport, _ = await loop.create_connection(lambda: protocol, origin.host, origin.port)
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop)


def text_of(event: Event) -> str:
    """Return the words of a transcript, or of a piece of one."""
    return str(Transcript.from_event(event).text) if "text" in event.data else ""
