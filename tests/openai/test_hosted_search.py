"""Searches that a service makes itself."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.server.api import ApiServer
from tests.server.vector_stores import Store
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.ids import TalkId
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.sources import Source
from voiceapp.core.transcript import Spent, Usage
from voiceapp.openai.hosted_search import FILE_SEARCH, WEB_SEARCH, HostedTools, found_in
from voiceapp.openai.http import Server

MODEL = "gpt-6-luna"
MARS = ("Mars - NASA", "https://www.nasa.gov/mars?a=(1)")
SKY = ("The sky", "https://example.org/sky")


async def test_the_web_is_searched_and_the_pages_are_named(server: Server, api_server: ApiServer) -> None:
    charged: list[Spent] = []
    api_server.script.reply("It is red.", cites=(MARS, SKY))
    found = await HostedTools(replace(server, charge=charged.append), MODEL).web("What colour is Mars?")
    assert found.text == "It is red."
    assert found.sources == (Source(MARS[0], url=MARS[1]), Source(SKY[0], url=SKY[1]))
    (sent,) = api_server.log.received("/v1/responses")
    assert sent.body["tools"] == [{"type": "web_search", "user_location": {"type": "approximate"}}]
    assert (sent.body["input"], sent.body["store"]) == ("What colour is Mars?", False)
    assert [each.model for each in charged] == [MODEL, WEB_SEARCH]
    assert charged[1].usage == Usage(calls=1), "pages that it opens cost nothing more"
    assert api_server.violations == []


async def test_uploaded_talks_are_searched_and_named(server: Server, api_server: ApiServer) -> None:
    charged: list[Spent] = []
    store = Store("vs_1", "voiceapp", 1, api_server.files.now, {}, 30)
    api_server.stores.stores["vs_1"] = store
    tea = api_server.files.put("voiceapp-20261101-tea.md", b"You: Where is the tea?", "assistants")
    boat = api_server.files.put("boat.md", b"You: The boat needs tea-coloured paint.", "assistants")
    api_server.files.put("voiceapp-20261102-hat.md", b"You: My hat.", "assistants")
    for kept in (tea, boat):
        api_server.stores._put(store, kept.id, None)
    api_server.script.reply("In the tin.")
    found = await HostedTools(replace(server, charge=charged.append), MODEL).files("Where is the tea?", "vs_1")
    assert found.text == "In the tin."
    assert found.sources == (Source("", talk=TalkId("20261101-tea")),), "a file of somebody else's is no talk"
    assert [each.model for each in charged] == [MODEL, FILE_SEARCH]
    assert api_server.violations == []


async def test_a_vector_store_that_is_gone_is_said(server: Server, api_server: ApiServer) -> None:
    with pytest.raises(EngineError) as gone:
        await HostedTools(server, MODEL).files("tea", "vs_9")
    assert gone.value.failure.kind is FailureKind.NOT_FOUND


async def test_over_the_budget_nothing_is_searched(
    server: Server, api_server: ApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Server, "is_ones_own", False)
    over = replace(server, over_budget=lambda: Failure(FailureKind.OVER_BUDGET, Sentence("Enough.")))
    with pytest.raises(EngineError, match="Enough"):
        await HostedTools(over, MODEL).web("Mars?")
    assert api_server.headers == []


async def test_a_refusal_is_an_answer_without_pages(server: Server, api_server: ApiServer) -> None:
    api_server.script.reply("I won't look for that.", refusal=True)
    found = await HostedTools(server, MODEL).web("Something bad")
    assert (found.text, found.sources) == ("I won't look for that.", ())


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ({"text": "Red ([a](b)).", "annotations": [{"start_index": 4, "end_index": 12}]}, "Red."),
        ({"text": "Red planet", "annotations": [{"start_index": 4, "end_index": 10}]}, "Red planet"),
        ({"text": "Red", "annotations": [{"start_index": -2, "end_index": 999}]}, "Red"),
        ({"text": "Red", "annotations": ["x", {"type": "url_citation", "url": "javascript:alert(1)"}]}, "Red"),
        ({"text": "Red", "annotations": None}, "Red"),
    ],
)
def test_only_marks_in_brackets_are_cut_out(part: Mapping[str, object], text: str) -> None:
    found = found_in({"output": [{"type": "message", "content": [part]}]})
    assert (found.text, found.sources) == (text, ())
