"""Makes and changes pictures by images/generations and images/edits, as OpenAI, LocalAI and others have them."""

import base64
import binascii
import re
from collections.abc import AsyncGenerator, Collection, Mapping
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import replace
from typing import ClassVar

from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.models import Role
from voiceapp.core.pictures.painter import (
    LONGEST_PROMPT,
    NO_PICTURE_CAME,
    NOT_ALLOWED,
    SIZES,
    PictureNews,
    PictureWish,
    shape_like,
)
from voiceapp.core.pictures.picture_file import MOST_BYTES, picture_in, suffix_of
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Image, Usage
from voiceapp.openai.connections import STANDSTILL
from voiceapp.openai.http import A_TOKEN, FormFile, Server
from voiceapp.openai.json_fields import fields_in, list_in, number_in, text_in
from voiceapp.openai.model_chooser import ModelChooser
from voiceapp.openai.model_quirks import ModelQuirks, asked_until_taken, named
from voiceapp.openai.response_reader import ResponseReader

MOST_BASE64 = MOST_BYTES * 4 // 3 + 65_536
PARTIALS = 2
"""Pictures on the way that are asked for. Each costs a hundred tokens more."""
_MADE_ALL_THE_SAME = frozenset({FailureKind.LINK_DROPPED, FailureKind.TIMED_OUT})
LIST, SINGLE = "image[]", "image"
"""The field of the picture that is changed: servers take it as a list, or alone."""


class Pictures:
    """Meets `core.pictures.painter.Painter`."""

    drawing: ClassVar[str] = "images/generations"
    changing: ClassVar[str] = "images/edits"
    optional: ClassVar[Mapping[str, re.Pattern[str]]] = (
        named("partial_images")
        | named("stream", also=r"\bstreaming\b")
        | named("response_format")
        | named("quality")
        | named("size")
        | {LIST: re.compile(r"image\[\]|(?<!\w)image(?!\w)", re.IGNORECASE)}
    )

    def __init__(self, server: Server, model: str = "", quality: str = "medium") -> None:
        self._server = server
        self._choice = ModelChooser(server, Role.PICTURES, model)
        self._quality = quality

    @property
    def traits(self) -> EngineTraits:
        return self._choice.traits(lambda whom: Sentence("What pictures shall show goes to {whom}.", whom=whom))

    async def make(self, wish: PictureWish) -> AsyncGenerator[PictureNews]:
        model = await self._choice.name()
        quirks = self._server.quirks(self.drawing if wish.before is None else self.changing, model)
        try:
            async with aclosing(
                asked_until_taken(quirks, self.optional, lambda: self._asking(model, wish, quirks))
            ) as pictures:
                async for news in pictures:
                    yield news
        except EngineError as error:
            raise _in_words_of_pictures(error) from error

    def _asking(
        self, model: str, wish: PictureWish, quirks: ModelQuirks
    ) -> tuple[Collection[str], AsyncGenerator[PictureNews]]:
        whole = self._fields(model, wish)
        fields = {name: value for name, value in whole.items() if name not in quirks.left_out}
        sent = set(fields)
        if wish.before is not None and LIST not in quirks.left_out:
            sent.add(LIST)
        return sent, self._ask(model, wish, fields, LIST if LIST in sent else SINGLE)

    def _fields(self, model: str, wish: PictureWish) -> dict[str, object]:
        fields: dict[str, object] = {
            "model": model,
            "prompt": wish.prompt[:LONGEST_PROMPT],
            "size": SIZES[wish.shape if wish.before is None else shape_like(wish.before)],
            "quality": self._quality,
            "stream": True,
            "partial_images": PARTIALS,
        }
        if not self._server.provider.takes_newest_fields and "gpt-image" not in model:
            # OpenAI's own models refuse it and send the picture all the same; others would send an address.
            fields["response_format"] = "b64_json"
        return fields

    async def _ask(
        self, model: str, wish: PictureWish, fields: Mapping[str, object], file_field: str
    ) -> AsyncGenerator[PictureNews]:
        bill = _Bill(self._server, model)
        try:
            async with self._request(model, wish, fields, file_field) as answer:
                bill.owed = self._usual(wish)
                async with aclosing(self._news(answer, bill)) as pictures:
                    async for news in pictures:
                        yield news
        except EngineError as error:
            if error.failure.kind not in _MADE_ALL_THE_SAME:
                bill.owed = None
            raise
        finally:
            # It is billed even if nobody waits for the rest.
            bill.settle()

    async def _news(self, answer: ResponseReader, bill: "_Bill") -> AsyncGenerator[PictureNews]:
        async with aclosing(answer.parts(most=MOST_BASE64)) as parts:
            async for part in parts:
                final = not text_in(part, "type").endswith("partial_image")
                if final:
                    bill.settle(_usage(part))
                image = await self._picture(part)
                if image is not None:
                    yield PictureNews(image, final)
                if final and image is not None:
                    return
        raise EngineError(NO_PICTURE_CAME)

    def _request(
        self, model: str, wish: PictureWish, fields: Mapping[str, object], file_field: str
    ) -> AbstractAsyncContextManager[ResponseReader]:
        if wish.before is None:
            return self._server.stream(self.drawing, fields, model=model, patience=STANDSTILL)
        form = [(name, _in_form(value)) for name, value in fields.items()]
        file: FormFile = (
            f"picture{suffix_of(wish.before.media_type)}",
            wish.before.data,
            wish.before.media_type,
        )
        return self._server.upload(self.changing, form, file, file_field=file_field, model=model, patience=STANDSTILL)

    async def _picture(self, part: Mapping[str, object]) -> Image | None:
        """Reads the picture of an event, or of a whole answer. Raises EngineError where it lies elsewhere."""
        holder = next(iter(list_in(part, "data")), part)
        encoded, url = text_in(holder, "b64_json"), text_in(holder, "url")
        if url.startswith("data:"):
            encoded = url.partition(",")[2]
        elif url and not encoded:
            return picture_in(await self._server.file_at(url, MOST_BYTES))
        try:
            return picture_in(base64.b64decode(encoded, validate=True))
        except (binascii.Error, ValueError):
            return None

    def _usual(self, wish: PictureWish) -> Usage:
        """What a picture of this quality and size usually takes, where the answer does not say it."""
        price = self._server.provider.prices.price(self._choice.known)
        size = SIZES[wish.shape if wish.before is None else shape_like(wish.before)]
        usd = None if price is None else price.picture(self._quality, size)
        tokens = round(usd / price.image_out * 1e6) if price is not None and usd and price.image_out else 0
        return Usage(text_in=len(wish.prompt) // A_TOKEN, image_out=tokens)


class _Bill:
    """Holds what a picture is taken to cost until its answer says it. It is charged once."""

    def __init__(self, server: Server, model: str) -> None:
        self._server = server
        self._model = model
        self.owed: Usage | None = None

    def settle(self, told: Usage = Usage()) -> None:  # noqa: B008  (it cannot be changed)
        """Charge what is owed, as the answer told it if it did."""
        owed, self.owed = self.owed, None
        if owed is not None:
            self._server.spent(self._model, owed if told == Usage() else told)


def _usage(part: Mapping[str, object]) -> Usage:
    told = fields_in(part, "usage")
    details = fields_in(told, "input_tokens_details")
    images = number_in(details, "image_tokens")
    return Usage(
        text_in=number_in(details, "text_tokens") or max(0, number_in(told, "input_tokens") - images),
        image_in=images,
        image_out=number_in(told, "output_tokens"),
    )


def _in_form(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _in_words_of_pictures(error: EngineError) -> EngineError:
    failure = error.failure
    if failure.kind is not FailureKind.CONTENT_REFUSED:
        return error
    return EngineError(replace(failure, sentence=NOT_ALLOWED.sentence))
