"""A file from any address, piece by piece. No key is ever sent with it, so redirects may be followed."""

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator

import httpx

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.openai.errors import failure_of_response
from voiceapp.openai.http import CONNECT_PATIENCE, READ_PATIENCE, failure_of_transport
from voiceapp.settings.endpoints import AddressError, Origin

PIECE = 1 << 18


class FileDownload:
    """Meets `local.fetch.Download`."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    @property
    def length(self) -> int:
        text = self._response.headers.get("content-length", "")
        return int(text) if text.isdecimal() else 0

    async def pieces(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_raw(PIECE):
            yield piece


@contextlib.asynccontextmanager
async def download(address: str) -> AsyncGenerator[FileDownload]:
    """Raises EngineError."""
    _check(address)
    timeout = httpx.Timeout(READ_PATIENCE, connect=CONNECT_PATIENCE)
    try:
        async with (
            httpx.AsyncClient(
                follow_redirects=True, timeout=timeout, headers={"Accept-Encoding": "identity"}
            ) as client,
            client.stream("GET", address) as response,
        ):
            if not response.is_success:
                raise EngineError(failure_of_response(response.status_code, dict(response.headers), b""))
            yield FileDownload(response)
    except httpx.InvalidURL as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, "That is no address.")) from error
    except httpx.HTTPError as error:
        raise EngineError(failure_of_transport(error)) from error


def _check(address: str) -> None:
    try:
        origin = Origin.of(address)
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, str(error))) from error
    if origin.scheme == "http" and not origin.is_loopback:
        raise EngineError(
            Failure(
                FailureKind.WRONG_ADDRESS, "Models are only fetched over https: others could change them on the way."
            )
        )
