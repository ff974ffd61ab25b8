"""A base model on a server of one's own writes on where a draft ends."""

import pytest

from tests.openai.test_parts import answer, said, text_of
from tests.server.api import ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.ports import ChatEnd, EngineError
from voiceapp.core.wishes import side_job
from voiceapp.openai.completions import DraftCompletions, DraftWishes
from voiceapp.openai.http import Server

CALL = "/v1/completions"
MODEL = "mistral-base"


@pytest.fixture(autouse=True)
def _has_a_base_model(api_server: ApiServer) -> None:
    api_server.script.models.add(MODEL)


def drafting(server: Server, model: str = MODEL) -> DraftCompletions:
    return DraftCompletions(server, model, DraftWishes(120, 0.8))


async def test_it_is_given_the_draft_and_nothing_else(server: Server, api_server: ApiServer) -> None:
    api_server.script.reply(" rose late, and so did we.")
    pieces = await answer(drafting(server), [said("The sun")], side_job("Not for a base model."))
    assert text_of(pieces) == " rose late, and so did we.", "with the space that it begins with"
    end = pieces[-1]
    assert isinstance(end, ChatEnd)
    assert (end.spent[0].usage.text_out, end.shortened) == (7, False), "it ends where it was told to"
    (sent,) = api_server.log.received(CALL)
    assert sent.body == {
        "model": MODEL,
        "prompt": "The sun",
        "max_tokens": 120,
        "temperature": 0.8,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    assert api_server.violations == []


async def test_a_field_that_it_does_not_take_is_left_out(server: Server, api_server: ApiServer) -> None:
    error = {"message": "stream_options is not allowed", "param": "stream_options"}
    api_server.script.refuse = {"status": 400, "error": error, "times": 1, "paths": ("/completions",)}
    api_server.script.reply(" rose.").reply(" set.")
    assert text_of(await answer(drafting(server), [said("The sun")], side_job(""))) == " rose."
    assert "stream_options" not in api_server.log.received(CALL)[-1].body


async def test_what_it_cost_is_told_where_nobody_waits_for_the_end(server: Server, api_server: ApiServer) -> None:
    api_server.script.reply(" rose late, and so did we.")
    asked = drafting(server).answer([said("The sun")], side_job(""))
    assert text_of([await anext(asked)]) == " rose"
    await asked.aclose()


async def test_a_model_that_is_not_there_is_said(server: Server, api_server: ApiServer) -> None:
    with pytest.raises(EngineError) as told:
        await answer(drafting(server, "nothing"), [said("The sun")], side_job(""))
    assert told.value.failure.kind is FailureKind.NO_MODEL


def test_it_says_who_is_asked(server: Server) -> None:
    assert str(drafting(server).traits.name) == MODEL
