"""Reads an HTTP answer for what it really is, whether events, a whole or an error, regardless of its declared type."""

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import cast

import httpx

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ports import EngineError
from voiceapp.openai import bounded_body
from voiceapp.openai.errors import BROKE_OFF, failure_in_stream, failure_of_response, is_error
from voiceapp.openai.json_fields import NO_ANSWER, decoded
from voiceapp.openai.sse import SseDecoder, SseError

PLAIN = "plain"
_EVENTS = re.compile(rb"\s*(?:data|event|id|retry)?:")
_HEAD = 8


class ResponseReader:
    """An answer that comes in pieces and is read only once."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    @property
    def content_type(self) -> str:
        return str(self._response.headers.get("content-type", "")).lower()

    def pieces(self, most: int | None = None) -> AsyncGenerator[bytes]:
        return bounded_body.pieces(self._response, most)

    async def parts(self, plain: str = "", most: int = bounded_body.WHOLE) -> AsyncGenerator[dict[str, object]]:
        """Yields the JSON of each event, or of the whole. Raises EngineError for an error, and where nothing can be
        read.

        `plain`: the answer may also be plain words, which come as this field. `most`: bytes of an answer without events.
        """
        any_came = False
        async with aclosing(_texts(self.pieces(bounded_body.STREAM), most)) as texts:
            async for name, text in texts:
                value = decoded(text.encode("utf-8", "replace"))
                if name == PLAIN and plain and not isinstance(value, dict | list):
                    value = {plain: text}
                if not isinstance(value, dict):
                    if text.lstrip().startswith("{") and any_came:
                        raise EngineError(Failure(FailureKind.SERVER_BROKEN, BROKE_OFF))
                    continue
                fields = cast("dict[str, object]", value)
                if "type" not in fields and name not in ("", PLAIN):
                    fields["type"] = name
                if is_error(fields):
                    raise EngineError(failure_in_stream(text) if any_came else failure_of_response(200, {}, text))
                any_came = True
                yield fields
        if not any_came:
            raise EngineError(NO_ANSWER)


async def _texts(pieces: AsyncGenerator[bytes], most: int) -> AsyncGenerator[tuple[str, str]]:
    """Yields names and contents of events. An answer without events comes as a whole, or by lines where each is
    complete.
    """
    head = b""
    async with aclosing(pieces):
        while len(head.lstrip()) < _HEAD and (piece := await anext(pieces, b"")):
            head += piece
        if _EVENTS.match(head):
            async with aclosing(_events(_all_of(head, pieces))) as events:
                async for event in events:
                    yield event
            return
        body = bytearray(head)
        async for piece in pieces:
            body += piece
            if len(body) > most:
                raise EngineError(bounded_body.TOO_MUCH)
    text = body.decode("utf-8", "replace")
    if not text.lstrip().startswith(("{", "[", "<")):
        yield PLAIN, text
    elif isinstance(decoded(bytes(body)), dict | list):
        yield "", text
    else:
        for line in text.splitlines():
            yield "", line


async def _all_of(head: bytes, pieces: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    yield head
    async for piece in pieces:
        yield piece


async def _events(pieces: AsyncGenerator[bytes]) -> AsyncGenerator[tuple[str, str]]:
    """Yields events until the end mark."""
    decoder = SseDecoder()
    try:
        async with aclosing(pieces):
            async for piece in pieces:
                for event in decoder.decode(piece):
                    if event.data.strip() == "[DONE]":
                        return
                    yield event.event, event.data
        for event in decoder.end():
            yield event.event, event.data
    except SseError as error:
        raise EngineError(NO_ANSWER) from error
