"""Pictures made and changed by a server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import pytest

from tests.server.api import ApiServer
from tests.server.images import colour_of, png
from voiceapp.core.failures import FailureKind
from voiceapp.core.pictures.painter import NO_PICTURE_CAME, NOT_ALLOWED, PictureNews, PictureWish, Shape
from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import Image, Spent, Usage
from voiceapp.openai.http import ELSEWHERE, Server
from voiceapp.openai.images import Pictures
from voiceapp.providers.openai import OPENAI

MODEL = "gpt-image-2.5-flare"
CAT = Image("image/jpeg", b"\xff\xd8\xff" + bytes(40), 1600, 900)
LOBSTER = PictureWish("A lobster")


@pytest.fixture
def bills() -> list[Spent]:
    return []


@pytest.fixture
def openai(server: Server, bills: list[Spent]) -> Server:
    """A server that says it is OpenAI's, whose prices are known."""
    endpoint = replace(server.endpoint, provider=OPENAI)
    return replace(server, endpoint=endpoint, charge=bills.append)


async def made(part: Pictures, wish: PictureWish = LOBSTER) -> list[PictureNews]:
    return [news async for news in part.make(wish)]


async def failure_of(part: Pictures, wish: PictureWish = LOBSTER) -> object:
    with pytest.raises(EngineError) as error:
        await made(part, wish)
    return error.value.failure.sentence


async def test_a_picture_comes_by_way_of_partial_ones(
    openai: Server, api_server: ApiServer, bills: list[Spent]
) -> None:
    news = await made(Pictures(openai, quality="low"), PictureWish("A lobster", Shape.WIDE))
    assert [each.final for each in news] == [False, False, True]
    last = news[-1].image
    assert (last.media_type, last.width, last.height) == ("image/png", 1536, 1024)
    assert last.data == png(1536, 1024, colour_of("A lobster"))
    (sent,) = api_server.log.received("/v1/images/generations")
    assert sent.body == {
        "model": MODEL,
        "prompt": "A lobster",
        "size": "1536x1024",
        "quality": "low",
        "stream": True,
        "partial_images": 2,
    }
    assert [(bill.model, bill.usage) for bill in bills] == [(MODEL, Usage(text_in=12, image_out=396))]
    assert not api_server.violations


async def test_a_picture_is_changed_in_its_own_shape(openai: Server, api_server: ApiServer, bills: list[Spent]) -> None:
    news = await made(Pictures(openai), PictureWish("Make the sky red", before=CAT))
    assert news[-1].final
    assert api_server.rest.pictures.given == [CAT.data]
    (sent,) = api_server.log.received("/v1/images/edits")
    assert sent.body["files"] == {"image[]": len(CAT.data)}
    assert (sent.body["size"], sent.body["stream"], sent.body["partial_images"]) == ("1536x1024", "true", "2")
    assert bills[0].usage == Usage(text_in=12, image_in=323, image_out=639)
    assert not api_server.violations


@pytest.mark.parametrize("quirk", ["picture-whole", "picture-url", "picture-no-stream"])
async def test_servers_of_other_hands_send_it_in_other_ways(server: Server, api_server: ApiServer, quirk: str) -> None:
    api_server.script.quirky(quirk)
    news = await made(Pictures(server, "sd-turbo"))
    assert [each.final for each in news] == [True]
    assert news[0].image.data.startswith(b"\x89PNG")
    sent = api_server.log.received("/v1/images/generations")
    assert sent[-1].body["response_format"] == "b64_json"


async def test_what_a_server_refused_once_it_is_not_asked_again(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("picture-no-stream", "picture-no-list")
    part = Pictures(server, "sd-turbo")
    for _ in range(2):
        await made(part, PictureWish("Red", before=CAT))
    sent = [each.body for each in api_server.log.received("/v1/images/edits")]
    assert [("partial_images" in body, "stream" in body, *body["files"]) for body in sent] == [
        (True, True, "image[]"),
        (True, True, "image"),
        (False, True, "image"),
        (False, False, "image"),
        (False, False, "image"),
    ]


async def test_no_other_host_is_asked_for_a_picture(server: Server, api_server: ApiServer) -> None:
    api_server.script.quirky("picture-elsewhere")
    assert await failure_of(Pictures(server, "sd-turbo")) == ELSEWHERE.sentence


@pytest.mark.parametrize("quirk", ["picture-garbage", "picture-vast"])
async def test_what_is_no_picture_is_shown_to_nobody(server: Server, api_server: ApiServer, quirk: str) -> None:
    api_server.script.quirky(quirk)
    assert await failure_of(Pictures(server, "sd-turbo")) == NO_PICTURE_CAME.sentence


async def test_a_refusal_by_the_services_rules_is_one_sentence_and_costs_nothing(
    openai: Server, api_server: ApiServer, bills: list[Spent]
) -> None:
    api_server.script.forbidden = "blood"
    assert await failure_of(Pictures(openai), PictureWish("Lots of blood")) == NOT_ALLOWED.sentence
    api_server.script.quirky("picture-dies")
    assert await failure_of(Pictures(openai)) == NOT_ALLOWED.sentence
    assert bills == []


async def test_who_waits_no_longer_closes_the_request_and_pays_what_it_usually_costs(
    openai: Server, api_server: ApiServer, bills: list[Spent]
) -> None:
    api_server.script.pictures_may_go.clear()

    async def first(pictures: AsyncIterator[PictureNews]) -> PictureNews:
        return await anext(pictures)

    async with aclosing(Pictures(openai).make(LOBSTER)) as pictures:
        assert not (await first(pictures)).final
    await asyncio.to_thread(api_server.log.wait_for_received, "picture given up")
    (bill,) = bills
    assert bill.usage.image_out > 400


async def test_the_kind_of_failure_is_kept(server: Server, api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 401, "error": {"code": "invalid_api_key"}}
    with pytest.raises(EngineError) as error:
        await made(Pictures(server, MODEL))
    assert error.value.failure.kind is FailureKind.WRONG_KEY
