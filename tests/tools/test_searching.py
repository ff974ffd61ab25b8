"""Searches that a service makes for a tool."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.tools.world import ToolWorld
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.hosted_search import SearchFind
from voiceapp.core.ids import TalkId
from voiceapp.core.ports import EngineError, ToolError
from voiceapp.core.sentence import Dollars, Sentence
from voiceapp.core.sources import Source, sources_in
from voiceapp.core.talk.tool_cards import question_of
from voiceapp.core.wishes import Permission
from voiceapp.tools import search_uploads, search_web
from voiceapp.tools.parts.searching import LONGEST_FIND, LONGEST_QUESTION
from voiceapp.tools.parts.tool_context import ToolContext

MARS = Source("Mars", url="https://nasa.gov/mars")


class Service:
    """Meets `core.hosted_search.HostedSearch`."""

    def __init__(self, found: SearchFind | Failure, *, may: bool = True, price: float | None = 0.01) -> None:
        self.found = found
        self.may = may
        self.price = price
        self.asked: list[str] = []

    def may_search_web(self) -> bool:
        return self.may

    def may_search_uploads(self) -> bool:
        return self.may

    def web_price(self) -> float | None:
        return self.price

    def uploads_price(self) -> float | None:
        return self.price

    async def web(self, question: str) -> SearchFind:
        self.asked.append(question)
        if isinstance(self.found, Failure):
            raise EngineError(self.found)
        return self.found

    async def uploads(self, question: str) -> SearchFind:
        return await self.web(question)


def around(tmp_path: Path, service: Service | None) -> ToolContext:
    world = ToolWorld(tmp_path)
    return ToolContext(world.alarms, world.shelf, world.board, lambda _: True, search=service)


async def run(context: ToolContext, words: str, function: Any = search_web.TOOL) -> str:
    return str(await function.within(context).run(json.dumps({"words": words})))


@pytest.mark.parametrize("function", [search_web.TOOL, search_uploads.TOOL])
async def test_the_model_is_told_the_find_without_marks_and_where(tmp_path: Path, function: Any) -> None:
    tea = Source("The tea", talk=TalkId("1"))
    service = Service(SearchFind("Red ([nasa.gov](https://nasa.gov/mars)). " + "x" * 9_000, (MARS, tea)))
    told = await run(around(tmp_path, service), " What colour\n is Mars? " + "y" * 900, function)
    assert json.loads(told)["found"].startswith("Red. x")
    assert len(json.loads(told)["found"]) == LONGEST_FIND
    assert sources_in(told) == (MARS, tea)
    assert service.asked[0].startswith("What colour is Mars? y")
    assert len(service.asked[0]) == LONGEST_QUESTION


async def test_what_goes_wrong_is_one_sentence(tmp_path: Path) -> None:
    refused = Failure(FailureKind.REJECTED, Sentence("The service refused the request."), said="No search today.")
    with pytest.raises(ToolError, match="says “No search today"):
        await run(around(tmp_path, Service(refused)), "Mars")
    with pytest.raises(ToolError, match="found nothing"):
        await run(around(tmp_path, Service(SearchFind("  "))), "Mars")
    with pytest.raises(ToolError, match="Say what"):
        await run(around(tmp_path, Service(SearchFind("Red."))), " ")
    for function in (search_web.TOOL, search_uploads.TOOL):
        with pytest.raises(ToolError, match="needs a key"):
            await run(around(tmp_path, None), "Mars", function)


@pytest.mark.parametrize("function", [search_web.TOOL, search_uploads.TOOL])
def test_it_asks_first_and_says_the_price_and_is_hidden_where_nobody_would(tmp_path: Path, function: Any) -> None:
    tool = function.within(around(tmp_path, Service(SearchFind(""))))
    assert tool.suggested is Permission.ASK
    assert tool.card.price == Dollars(0.01)
    question = question_of(function.name, '{"words": "Mars"}', tool.card)
    assert "OpenAI does it, for $0.01" in str(question.sentence)
    assert question.says_all
    free = function.within(around(tmp_path, Service(SearchFind(""), price=None)))
    assert str(question_of(function.name, '{"words": "Mars"}', free.card).sentence).endswith("OpenAI does it.")
    for nobody in (Service(SearchFind(""), may=False), None):
        assert function.within(around(tmp_path, nobody)).suggested is Permission.NEVER


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("search the web for the weather in Rome", "the weather in Rome"),
        ("Look on the internet for red shoes.", "red shoes"),
        ("google who won in Leeds?", "who won in Leeds"),
        ("such im Netz nach dem Wetter in Ulm", "dem Wetter in Ulm"),
        ("Suche mal im Internet nach Brot.", "Brot"),
        ("googel mal Brot", None),
        ("google mal Brot", "Brot"),
        ("what is the web", None),
        ("such den Ball", None),
    ],
)
def test_plain_words_ask_for_it_without_a_model(said: str, words: str | None) -> None:
    phrasing = search_web.TOOL.phrasing
    assert phrasing is not None
    assert phrasing.german is not None
    english, german = phrasing.asked(said), phrasing.german.asked(said)
    found = german if said.lower().startswith("such ") or "mal" in said or "Netz" in said else english
    assert found == (None if words is None else {"words": words})
    assert phrasing.said({"found": "Red."}) == "Red."
