"""The pictures of the API: made and changed, streamed with partial ones or whole."""

import asyncio
import base64
import json
import struct
import time
import zlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from tests.server.checks import picture_violation
from tests.server.log import Log
from tests.server.quirks import (
    PICTURE_DIES,
    PICTURE_ELSEWHERE,
    PICTURE_GARBAGE,
    PICTURE_URL,
    PICTURE_VAST,
    PICTURE_WHOLE,
    Asked,
    instead,
)
from tests.server.refusals import RefusedRequestError
from tests.server.script import Script

PICTURE_WAIT = 30.0
LOOK_EVERY = 0.01
QUALITIES = ("low", "medium", "high", "xhigh", "max", "auto")
TOKENS = {"low": 196, "medium": 439, "high": 1756}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    line = b"\0" + bytes(colour) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(line * height)) + chunk(b"IEND", b"")
    )


def colour_of(words: str) -> tuple[int, int, int]:
    """A colour that depends on the words alone."""
    number = zlib.crc32(words.encode())
    return number & 255, number >> 8 & 255, number >> 16 & 255


@dataclass(frozen=True, slots=True)
class _Wanted:
    call: str
    fields: dict[str, Any]
    given: int
    """Pictures that came with it."""

    @property
    def size(self) -> tuple[int, int]:
        size = str(self.fields.get("size") or "auto")
        width, _, height = ("1024x1024" if size == "auto" else size).partition("x")
        return int(width), int(height)

    @property
    def quality(self) -> str:
        quality = str(self.fields.get("quality") or "auto")
        return "medium" if quality == "auto" else quality

    @property
    def streams(self) -> bool:
        return str(self.fields.get("stream", "")).lower() == "true"

    @property
    def partials(self) -> int:
        return int(self.fields.get("partial_images") or 0)

    def picture(self, share: float = 1.0) -> str:
        red, green, blue = colour_of(str(self.fields["prompt"]))
        colour = round(red * share), round(green * share), round(blue * share)
        return base64.b64encode(png(*self.size, colour)).decode()


class Images:
    def __init__(
        self,
        script: Script,
        log: Log,
        check: Callable[[str, Iterable[str]], None],
        model_of: Callable[[dict[str, Any]], str],
        stream: Callable[..., Awaitable[web.StreamResponse]],
    ) -> None:
        self._script = script
        self._log = log
        self._check = check
        self._model_of = model_of
        self._stream = stream
        self.given: list[bytes] = []
        """Each picture that came to be changed."""

    def add_to(self, app: web.Application, guarded: Callable[[Handler], Handler]) -> None:
        app.router.add_post("/v1/images/generations", guarded(self._draw))
        app.router.add_post("/v1/images/edits", guarded(self._change))
        app.router.add_get("/generated/{name}", self._generated)

    async def _draw(self, request: web.Request) -> web.StreamResponse:
        fields = json.loads(await request.read())
        self._log.add("in", request.path, fields)
        return await self._answer(request, _Wanted("image_generation", fields, 0))

    async def _change(self, request: web.Request) -> web.StreamResponse:
        fields, given = await _form(request)
        self._check(request.path, {**fields, **dict.fromkeys(given, "")})
        self._log.add("in", request.path, {**fields, "files": {name: len(data) for name, data in given.items()}})
        odd = instead(self._script.odd, Asked(request.path, {**fields, **given}))
        if odd is not None:
            return odd
        pictures = [data for name, data in given.items() if name.removesuffix("[]") == "image"]
        if not pictures:
            raise RefusedRequestError(
                400, "Missing required parameter: 'image'.", "missing_required_parameter", "image"
            )
        if not pictures[0].startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")):
            raise RefusedRequestError(400, "Invalid image file or mode for image 1.", "invalid_image_file", "image")
        self.given += pictures
        return await self._answer(request, _Wanted("image_edit", fields, len(pictures)))

    async def _generated(self, request: web.Request) -> web.StreamResponse:
        self._log.add("in", request.path, dict(request.headers))
        return web.Response(body=png(512, 512, colour_of(request.match_info["name"])), content_type="image/png")

    async def _answer(self, request: web.Request, wanted: _Wanted) -> web.StreamResponse:
        odd = self._script.quirks
        self._refuse_nonsense(wanted)
        if wanted.streams and not odd & {PICTURE_WHOLE, PICTURE_URL, PICTURE_ELSEWHERE, PICTURE_GARBAGE, PICTURE_VAST}:
            return await self._streamed(request, wanted)
        if not await self._waited(request):
            return web.Response(status=499)
        if odd & {PICTURE_URL, PICTURE_ELSEWHERE}:
            host = request.host if PICTURE_URL in odd else "pictures.example"
            return web.json_response({"created": 1, "data": [{"url": f"http://{host}/generated/one.png"}]})
        whole = _whole(wanted)
        if PICTURE_WHOLE in odd:
            whole = {"created": 1, "data": whole["data"]}
        if PICTURE_GARBAGE in odd:
            whole["data"] = [{"b64_json": base64.b64encode(b"<svg onload='alert(1)'/>").decode()}]
        if PICTURE_VAST in odd:
            vast = bytearray(png(1, 1, (0, 0, 0)))
            vast[16:24] = struct.pack(">II", 60_000, 60_000)
            whole["data"] = [{"b64_json": base64.b64encode(vast).decode()}]
        return web.json_response(whole)

    def _refuse_nonsense(self, wanted: _Wanted) -> None:
        fields = wanted.fields
        model = self._model_of(fields)
        if "image" not in model and not self._script.quirks and model not in self._script.models:
            raise RefusedRequestError(400, f"The model '{model}' does not make pictures.", "invalid_value", "model")
        if not str(fields.get("prompt") or "").strip():
            raise RefusedRequestError(
                400, "Missing required parameter: 'prompt'.", "missing_required_parameter", "prompt"
            )
        if self._script.forbidden and self._script.forbidden in str(fields["prompt"]):
            said = "Your request was rejected by the safety system. safety_violations=[violence]."
            raise RefusedRequestError(400, said, "moderation_blocked")
        if fields.get("quality") and fields["quality"] not in QUALITIES:
            raise RefusedRequestError(400, f"Invalid value: '{fields['quality']}'.", "invalid_value", "quality")
        if model.startswith("gpt-") and "response_format" in fields:
            raise RefusedRequestError(
                400, "Unknown parameter: 'response_format'.", "unknown_parameter", "response_format"
            )
        if not 0 <= wanted.partials <= 3 or (wanted.partials and not wanted.streams):
            raise RefusedRequestError(400, "partial_images needs stream.", "invalid_value", "partial_images")

    async def _streamed(self, request: web.Request, wanted: _Wanted) -> web.StreamResponse:
        """Sends what there is at once, so that whoever waits sees the partial ones while the rest is held back."""
        partial = [_event(wanted, f"{wanted.call}.partial_image", number) for number in range(wanted.partials)]
        if PICTURE_DIES in self._script.quirks:
            error = {
                "type": "image_generation_user_error",
                "code": "moderation_blocked",
                "message": "Rejected.",
                "param": None,
            }
            return await self._stream(request, [*partial, {"type": "error", "error": error}], done=False, named=True)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for event in partial:
            await _send(response, event)
        if await self._waited(request):
            await _send(response, _event(wanted, f"{wanted.call}.completed"))
            await response.write_eof()
        return response

    async def _waited(self, request: web.Request) -> bool:
        """Hold the picture back as long as the test wants. False: nobody waits for it any more."""
        until = time.monotonic() + PICTURE_WAIT
        while not self._script.pictures_may_go.is_set() and time.monotonic() < until:
            if request.transport is None or request.transport.is_closing():
                self._log.add("in", "picture given up", {"path": request.path})
                return False
            await asyncio.sleep(LOOK_EVERY)
        return True


async def _form(request: web.Request) -> tuple[dict[str, str], dict[str, bytes]]:
    fields: dict[str, str] = {}
    given: dict[str, bytes] = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.filename:
            given[str(part.name)] = bytes(await part.read())
        else:
            fields[str(part.name)] = await part.text()
    return fields, given


async def _send(response: web.StreamResponse, event: dict[str, Any]) -> None:
    await response.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())


def _usage(wanted: _Wanted) -> dict[str, Any]:
    text, images, out = 12, 323 * wanted.given, TOKENS.get(wanted.quality, 439) + 100 * wanted.partials
    details = {"text_tokens": text, "image_tokens": images}
    return {
        "input_tokens": text + images,
        "input_tokens_details": details,
        "output_tokens": out,
        "total_tokens": text + images + out,
    }


def _event(wanted: _Wanted, kind: str, number: int | None = None) -> dict[str, Any]:
    partial = number is not None
    event: dict[str, Any] = {
        "type": kind,
        "b64_json": wanted.picture(0.4 + 0.2 * number if number is not None else 1.0),
        "background": "opaque",
        "created_at": 1_790_000_000,
        "output_format": "png",
        "quality": wanted.quality,
        "size": "x".join(map(str, wanted.size)),
        **({"partial_image_index": number} if partial else {"usage": _usage(wanted)}),
    }
    assert picture_violation(event) is None, picture_violation(event)
    return event


def _whole(wanted: _Wanted) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "created": 1_790_000_000,
        "background": "opaque",
        "output_format": "png",
        "quality": wanted.quality,
        "size": "x".join(map(str, wanted.size)),
        "data": [{"b64_json": wanted.picture()}] * int(wanted.fields.get("n") or 1),
        "usage": _usage(wanted),
    }
    assert picture_violation(whole) is None, picture_violation(whole)
    return whole
