"""Reaches a server of tools at its address, by streamable HTTP, with bounded answers and secrets for that host alone."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, cast

from voiceapp.core.tool_servers.server_entries import ServerEntry
from voiceapp.tool_servers.sign_in import SignIn

if TYPE_CHECKING:
    import httpx2
    from mcp.client._transport import TransportStreams

LONGEST_ANSWER = 16_000_000
"""Bytes of one answer that is no stream of events. The package itself bounds each event of those."""
CONNECT_PATIENCE = 30.0
READ_PATIENCE = 300.0
"""Seconds between two events. How long a call may take is decided where it is made."""


@asynccontextmanager
async def reached(entry: ServerEntry, sign_in: SignIn) -> "AsyncGenerator[TransportStreams]":
    """Give `mcp`'s transport to an address. Redirects to other hosts are not followed, so that no secret goes there."""
    import httpx2  # noqa: PLC0415  (loaded with the `mcp` package only)
    from mcp.client.streamable_http import streamable_http_client  # noqa: PLC0415

    # What is compressed could be far longer than it looks.
    headers = {"Accept-Encoding": "identity", **dict(entry.headers)}
    # Who brings a token of their own does not sign in.
    brings_token = any(name.lower() == "authorization" for name in headers)
    try:
        client = httpx2.AsyncClient(
            headers=headers,
            auth=None if brings_token else await sign_in.provider(),
            timeout=httpx2.Timeout(CONNECT_PATIENCE, read=READ_PATIENCE),
            event_hooks={"request": [partial(_only_there, entry)], "response": [partial(_bound, entry)]},
        )
        async with client, streamable_http_client(entry.url, http_client=client) as streams:
            yield streams
    finally:
        await sign_in.close()


async def _only_there(entry: ServerEntry, request: "httpx2.Request") -> None:
    """Its own host, and where it sends people to sign in: an encrypted place elsewhere, none of this device or house."""
    import httpx2  # noqa: PLC0415

    if request.url.host == httpx2.URL(entry.url).host:
        return
    if request.url.scheme != "https" or not entry.is_elsewhere:
        raise httpx2.RequestError("the server names an address that isn't asked")


async def _bound(entry: ServerEntry, response: "httpx2.Response") -> None:
    import httpx2  # noqa: PLC0415

    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise httpx2.ReadError("the answer is compressed, which wasn't asked for")
    streams = response.headers.get("content-type", "").lower().startswith("text/event-stream")
    if not (streams and response.request.url == httpx2.URL(entry.url)):
        response.stream = _bounded_stream(response)


def _bounded_stream(response: "httpx2.Response") -> "httpx2.AsyncByteStream":
    import httpx2  # noqa: PLC0415

    whole = cast("httpx2.AsyncByteStream", response.stream)

    class Bounded(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            left = LONGEST_ANSWER
            async for piece in whole:
                left -= len(piece)
                if left < 0:
                    raise httpx2.ReadError("the answer is far too long")
                yield piece

        async def aclose(self) -> None:
            await whole.aclose()

    return Bounded()
