"""Downloads a file from any address, piece by piece. It never sends a key, so redirects may be followed."""

import contextlib
import re
from collections.abc import AsyncGenerator, AsyncIterator

import httpx

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.openai.connections import client
from voiceapp.openai.errors import failure_of_response
from voiceapp.openai.http import failure_of_transport
from voiceapp.settings.endpoints import AddressError, Origin
from voiceapp.settings.proxies import proxy_for

MOST_HOPS = 6
PARTIAL = 206
OUT_OF_RANGE = 416
_CONTENT_RANGE = re.compile(r"bytes (?P<first>\d+)-")
_SHA256 = re.compile(r'(?:W/)?"?(?P<sum>[0-9a-f]{64})"?')


class FileDownload:
    """Meets `local.downloads.resumable.ResumableDownload`."""

    def __init__(self, response: httpx.Response, sha256: str) -> None:
        self._response = response
        self.sha256 = sha256
        self.begins_at = _first_byte(response)
        """The place in the file of what comes. 0 if the server begins anew, whatever was asked of it."""

    @property
    def tag(self) -> str:
        """Name this version of the file, so that only it is gone on with. Empty if the server names none."""
        tag = self._response.headers.get("etag", "")
        return "" if tag.startswith("W/") else tag

    @property
    def is_page(self) -> bool:
        """Return whether it is a page to look at, as a hotel's network or a proxy answers with, and no file."""
        kind: str = self._response.headers.get("content-type", "")
        return kind.lower().startswith("text/html")

    @property
    def length(self) -> int:
        text = self._response.headers.get("content-length", "")
        return int(text) if text.isdecimal() else 0

    async def pieces(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_raw():
            yield piece


@contextlib.asynccontextmanager
async def download(address: str, begins_at: int = 0, tag: str = "") -> AsyncGenerator[FileDownload]:
    """Opens a download, from a byte on if the server can do that and the file still has this tag. Raises EngineError."""
    first = _origin(address)
    if first.scheme == "http" and not first.is_loopback:
        raise _unsafe()
    try:
        async with contextlib.AsyncExitStack() as stack:
            url, sha256 = address, ""
            for _ in range(MOST_HOPS):
                response = await stack.enter_async_context(_answer(url, _rest(begins_at, tag)))
                sha256 = sha256 or _told(response)
                if response.has_redirect_location:
                    url = str(response.url.join(response.headers["location"]))
                    may_follow(first, _origin(url))
                    continue
                if response.status_code == OUT_OF_RANGE and begins_at:
                    begins_at = 0
                    continue
                if not response.is_success:
                    raise EngineError(failure_of_response(response.status_code, dict(response.headers), b""))
                yield FileDownload(response, sha256)
                return
            raise EngineError(
                Failure(
                    FailureKind.WRONG_ADDRESS,
                    Sentence("That address keeps redirecting and leads to no file. Check it."),
                )
            )
    except httpx.InvalidURL as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, Sentence("That isn't an address."))) from error
    except httpx.HTTPError as error:
        raise EngineError(failure_of_transport(error)) from error


@contextlib.asynccontextmanager
async def _answer(url: str, rest: dict[str, str]) -> AsyncGenerator[httpx.Response]:
    try:
        proxy = proxy_for(_origin(url))
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error
    async with (
        client(proxy) as through,
        through.stream("GET", url, headers={"Accept-Encoding": "identity", **rest}) as response,
    ):
        yield response


def _rest(begins_at: int, tag: str) -> dict[str, str]:
    """Ask for the rest of a file, of the version that was begun."""
    if not begins_at:
        return {}
    return {"Range": f"bytes={begins_at}-"} | ({"If-Range": tag} if tag else {})


def _first_byte(response: httpx.Response) -> int:
    found = _CONTENT_RANGE.match(response.headers.get("content-range", ""))
    return int(found["first"]) if found and response.status_code == PARTIAL else 0


def _origin(address: str) -> Origin:
    try:
        return Origin.of(address)
    except AddressError as error:
        raise EngineError(Failure(FailureKind.WRONG_ADDRESS, error.sentence)) from error


def may_follow(first: Origin, on: Origin) -> None:
    """Checks that each hop is as safe as the first, encrypted and never from elsewhere into this device."""
    if on.is_loopback:
        if not first.is_loopback:
            raise _unsafe()
    elif on.scheme == "http":
        raise _unsafe()


def _unsafe() -> EngineError:
    return EngineError(
        Failure(
            FailureKind.WRONG_ADDRESS,
            Sentence("Models are downloaded over https only, so nobody can change them on the way."),
        )
    )


def _told(response: httpx.Response) -> str:
    """The checksum that a model hub gives before it redirects to the file; empty if there is none."""
    found = _SHA256.fullmatch(response.headers.get("x-linked-etag", "").strip())
    return found["sum"] if found else ""
