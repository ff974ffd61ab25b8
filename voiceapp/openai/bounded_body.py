"""Reads the body of an answer without letting it grow beyond any plausible size.

A few well-packed kilobytes can unpack to gigabytes, so unpacking stops at the bound.
"""

import zlib
from collections.abc import AsyncGenerator, Iterator

import httpx

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence

WHOLE = 8 * 1024 * 1024
"""Bytes of an answer that is read at once. As JSON it may take thirty times as much memory."""
STREAM = 64 * 1024 * 1024
"""Bytes of an answer in events."""
REFUSAL = 64 * 1024
TOO_MUCH = Failure(
    FailureKind.SERVER_BROKEN,
    Sentence("The service sent far too much data. Check its address."),
)
_STEP = 1 << 18
_ZLIB_OR_GZIP, _BARE = 47, -15


async def whole(response: httpx.Response, most: int = WHOLE) -> bytes:
    """Returns the body. Raises EngineError where it is longer than `most`."""
    return b"".join([piece async for piece in pieces(response, most)])


async def beginning(response: httpx.Response, most: int = REFUSAL) -> bytes:
    """Read at most `most` bytes of the body."""
    found = b""
    async for piece in _unpacked(response):
        found += piece
        if len(found) >= most:
            break
    return found[:most]


async def pieces(response: httpx.Response, most: int | None = None) -> AsyncGenerator[bytes]:
    """Yields the body as it comes. Raises EngineError as soon as there is more than `most`."""
    size = 0
    async for piece in _unpacked(response):
        size += len(piece)
        if most is not None and size > most:
            raise EngineError(TOO_MUCH)
        yield piece


async def _unpacked(response: httpx.Response) -> AsyncGenerator[bytes]:
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        async for piece in response.aiter_raw():
            yield piece
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise httpx.DecodingError(f"packed as nobody asked for: {coding[:20]}")
    unpacker = _Unpacker()
    async for packed in response.aiter_raw():
        for piece in unpacker.feed(packed):
            yield piece


class _Unpacker:
    """Unpacks step by step, so that the reader can stop in between."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_ZLIB_OR_GZIP)
        self._begun = False

    def feed(self, packed: bytes) -> Iterator[bytes]:
        while packed:
            yield from self._step(packed)
            packed = self._inner.unconsumed_tail

    def _step(self, packed: bytes) -> Iterator[bytes]:
        try:
            piece = self._inner.decompress(packed, _STEP)
        except zlib.error as error:
            if self._begun:
                raise httpx.DecodingError("damaged on the way") from error
            # Some servers omit the header that "deflate" stands for.
            self._inner = zlib.decompressobj(_BARE)
            try:
                piece = self._inner.decompress(packed, _STEP)
            except zlib.error as again:
                raise httpx.DecodingError("not packed as it says") from again
        self._begun = True
        if piece:
            yield piece
