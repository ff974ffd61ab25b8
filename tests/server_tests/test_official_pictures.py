"""The official client makes and changes pictures at the test server, whole and in a stream."""

import base64
import io
from collections.abc import AsyncIterator

import openai
import pytest

from tests.server.api import KEY, ApiServer
from tests.server.images import colour_of, png

MODEL = "gpt-image-2.5-flare"
CAT = png(64, 64, (250, 120, 20))


@pytest.fixture
async def client(api_server: ApiServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=api_server.base_url, max_retries=0) as client:
        yield client


def decoded(encoded: str | None) -> bytes:
    return base64.b64decode(encoded or "")


async def test_a_picture_comes_whole_with_its_bill(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    drawn = await client.images.generate(model=MODEL, prompt="A lobster", quality="low", size="1536x1024")
    assert drawn.data is not None
    assert decoded(drawn.data[0].b64_json) == png(1536, 1024, colour_of("A lobster"))
    assert (drawn.size, drawn.quality) == ("1536x1024", "low")
    assert drawn.usage is not None
    assert (drawn.usage.input_tokens_details.image_tokens, drawn.usage.output_tokens) == (0, 196)


async def test_a_stream_has_partial_pictures_first(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    stream = await client.images.generate(model=MODEL, prompt="A lobster", stream=True, partial_images=2)
    came = [event async for event in stream]
    assert [event.type for event in came] == [*["image_generation.partial_image"] * 2, "image_generation.completed"]
    assert decoded(came[-1].b64_json) == png(1024, 1024, colour_of("A lobster"))
    assert len({event.b64_json for event in came}) == 3


async def test_a_picture_is_changed_alone_and_as_a_list(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    file = ("cat.png", io.BytesIO(CAT), "image/png")
    changed = await client.images.edit(model=MODEL, prompt="Make it blue", image=file)
    assert changed.data is not None
    assert decoded(changed.data[0].b64_json).startswith(b"\x89PNG")
    assert changed.usage is not None
    assert changed.usage.input_tokens_details.image_tokens == 323
    file = ("cat.png", io.BytesIO(CAT), "image/png")
    stream = await client.images.edit(model=MODEL, prompt="Make it red", image=[file], stream=True, partial_images=1)
    assert [event.type async for event in stream] == ["image_edit.partial_image", "image_edit.completed"]
    assert api_server.rest.pictures.given == [CAT, CAT]
    sent = api_server.log.received("/v1/images/edits")
    assert [set(each.body["files"]) for each in sent] == [{"image"}, {"image[]"}]


async def test_what_may_not_be_shown_is_refused_by_its_code(api_server: ApiServer, client: openai.AsyncOpenAI) -> None:
    api_server.script.forbidden = "blood"
    with pytest.raises(openai.BadRequestError) as refused:
        await client.images.generate(model=MODEL, prompt="Lots of blood")
    assert refused.value.code == "moderation_blocked"


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"response_format": "b64_json"}, "response_format"),
        ({"quality": "hd"}, "quality"),
        ({"partial_images": 2}, "partial_images"),
        ({"model": "gpt-6-luna"}, "model"),
    ],
)
async def test_fields_that_no_model_takes_are_named(
    api_server: ApiServer, client: openai.AsyncOpenAI, fields: dict[str, object], param: str
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        await client.images.generate(**({"model": MODEL, "prompt": "A lobster"} | fields))  # type: ignore[call-overload]
    assert refused.value.param == param
