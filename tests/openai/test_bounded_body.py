"""Answers that unpack to far more than they are."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.core.ports import EngineError
from voiceapp.openai import bounded_body

MIB = 1024 * 1024


def bare(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "": bytes,
}


def answer(body: bytes, coding: str, step: int = 1000) -> httpx.Response:
    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), step):
            yield body[start : start + step]

    return httpx.Response(200, headers={"Content-Encoding": coding} if coding else {}, content=pieces())


@given(st.binary(max_size=3000), st.sampled_from(sorted(CODINGS)), st.integers(1, 50))
def test_what_is_packed_comes_out_as_it_was(content: bytes, coding: str, step: int) -> None:
    assert asyncio.run(bounded_body.whole(answer(CODINGS[coding](content), coding, step))) == content


def test_what_some_servers_call_deflate_is_read_too() -> None:
    content = b"some words " * 99
    assert asyncio.run(bounded_body.whole(answer(bare(content), "deflate"))) == content


@pytest.mark.parametrize("coding", sorted(CODINGS))
def test_a_bomb_is_not_unpacked_beyond_the_bound(coding: str) -> None:
    read = 0

    async def count() -> None:
        nonlocal read
        async for piece in bounded_body.pieces(answer(CODINGS[coding](bytes(64 * MIB)), coding, 60_000), MIB):
            read += len(piece)

    with pytest.raises(EngineError):
        asyncio.run(count())
    assert read <= MIB


@pytest.mark.parametrize("coding", sorted(CODINGS))
def test_of_a_refusal_only_the_beginning_is_read(coding: str) -> None:
    body = CODINGS[coding](b"refused" + bytes(16 * MIB))
    found = asyncio.run(bounded_body.beginning(answer(body, coding)))
    assert found.startswith(b"refused")
    assert len(found) == bounded_body.REFUSAL


@pytest.mark.parametrize(("coding", "body"), [("br", b"whatever"), ("gzip", b"not packed at all"), ("gzip, br", b"")])
def test_what_cannot_be_unpacked_says_so(coding: str, body: bytes) -> None:
    with pytest.raises(httpx.DecodingError):
        asyncio.run(bounded_body.whole(answer(body, coding)))
