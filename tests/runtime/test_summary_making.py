"""Talks are summarised by a server of the API and by whoever fails at it."""

import json
from collections.abc import AsyncGenerator, Sequence

import pytest

from tests.openai.conftest import server as server  # noqa: PLC0414  (a fixture)
from tests.server.api import ApiServer
from tests.talks import said, talk_of
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import EngineTraits
from voiceapp.core.ports import ChatEnd, ChatPiece, ChatText, EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.core.summaries.limits import ReadingLimits
from voiceapp.core.summaries.summary import PromptedText, Section, Summaries, Summary
from voiceapp.core.transcript import Item, Message, Spent, Usage
from voiceapp.core.wishes import SessionWishes
from voiceapp.one_off.talk_summaries import prompt_named, put_beside, written_about
from voiceapp.openai.chat import ChatCompletions
from voiceapp.openai.http import Server
from voiceapp.runtime.summary_making import Summariser

TALK = talk_of(*(said(f"This is line {number} of a talk about tea.", number) for number in range(40)))
LONG = talk_of(*(said(f"This is line {number} of a talk about tea. " * 3, number) for number in range(40)))
CALL = "/v1/chat/completions"


def written(**more: object) -> str:
    empty: dict[str, object] = {name: [] for name in ("summary", "decisions", "tasks", "questions", "chapters", "tags")}
    return json.dumps({**empty, "title": "Tea", **more})


class Writes:
    """A chat that answers by a function of what it's given, and fails where that raises."""

    traits = EngineTraits(Sentence("A model"))

    def __init__(self, most: int = 10**9, answer: str = "", failure: Failure | None = None) -> None:
        self._most = most
        self._answer = answer or written(summary=[{"text": "Tea.", "lines": [1]}])
        self._failure = failure
        self.given: list[str] = []

    async def answer(self, items: Sequence[Item], wishes: SessionWishes) -> AsyncGenerator[ChatPiece]:
        (item,) = items
        assert isinstance(item, Message)
        assert wishes.side_job
        self.given.append(item.text)
        if self._failure is not None:
            raise EngineError(self._failure)
        if len(item.text) > self._most:
            said = "This model's maximum context length is 2048 tokens."
            raise EngineError(Failure(FailureKind.REJECTED, Sentence("Too long."), said=said))
        yield ChatText(self._answer)
        yield ChatEnd((Spent("tea-1", Usage(text_in=1), 0.0),))


async def test_a_talk_is_summarised_by_a_server_with_each_point_on_its_lines(
    server: Server, api_server: ApiServer
) -> None:
    api_server.script.reply(
        written(
            tasks=[{"text": "Buy tea.", "owner": "Ann", "due": "2026-12-04", "lines": [3, 99]}],
            chapters=[{"title": "Tea", "first_line": 1}],
        )
    )
    told: list[tuple[int, int]] = []
    summariser = Summariser(ChatCompletions(server, "gpt-6-luna"), ReadingLimits(48_000))
    found = await written_about(TALK, None, summariser, lambda done, of: told.append((done, of)))
    assert isinstance(found, Summary)
    assert found.title == "Tea"
    (task,) = found.of(Section.TASK)
    assert task.lines == (TALK.items[2].id,)
    assert found.by == "gpt-6-luna"
    assert found.at > 0
    assert told == [(0, 1)]
    assert api_server.violations == []
    (sent,) = api_server.log.received(CALL)
    assert sent.body["response_format"]["json_schema"]["strict"] is True
    kept = put_beside(Summaries(), found)
    assert kept.summary == found


async def test_a_text_is_written_by_a_prompt(server: Server, api_server: ApiServer) -> None:
    api_server.script.reply("# Minutes\n\nTea is bought.")
    summariser = Summariser(ChatCompletions(server, "gpt-6-luna"), ReadingLimits(48_000))
    found = await written_about(TALK, ("Minutes", "As minutes."), summariser)
    assert isinstance(found, PromptedText)
    assert found.text == "# Minutes\n\nTea is bought."
    assert found.by == "gpt-6-luna"
    assert "As minutes." in str(api_server.log.received(CALL)[0].body["messages"])
    assert put_beside(Summaries(), found).texts == (found,)


async def test_windows_are_asked_about_together_where_that_is_allowed() -> None:
    chat = Writes()
    found = await written_about(LONG, None, Summariser(chat, ReadingLimits(1_500, together=3)))
    assert isinstance(found, Summary)
    assert len(chat.given) > 4
    assert [point.text for point in found.of(Section.KEY)] == ["Tea."]
    assert found.by == "tea-1"


async def test_a_model_with_less_room_than_thought_gets_less() -> None:
    chat = Writes(most=1_200)
    found = await written_about(LONG, None, Summariser(chat, ReadingLimits(9_000)))
    assert isinstance(found, Summary)
    assert not found.partial
    assert len(chat.given) > 6


@pytest.mark.parametrize("kind", [FailureKind.NO_KEY, FailureKind.NO_NETWORK, FailureKind.OVER_BUDGET])
async def test_another_failure_is_told_at_once(kind: FailureKind) -> None:
    chat = Writes(failure=Failure(kind, Sentence("No.")))
    with pytest.raises(EngineError) as told:
        await written_about(LONG, None, Summariser(chat, ReadingLimits(1_500)))
    assert told.value.failure.kind is kind
    assert len(chat.given) == 1


@pytest.mark.parametrize(
    ("talk", "answer", "words"), [(talk_of(), "", "Nothing was said"), (TALK, "I can't.", "wrote nothing")]
)
async def test_where_nothing_comes_of_it_that_is_told(talk: object, answer: str, words: str) -> None:
    with pytest.raises(EngineError) as told:
        await written_about(talk, None, Summariser(Writes(answer=answer), ReadingLimits(9_000)))  # type: ignore[arg-type]
    assert words in str(told.value.failure.sentence)


def test_a_prompt_is_found_however_it_is_written() -> None:
    assert prompt_named("minutes", {"Minutes": "As minutes."}) == ("Minutes", "As minutes.")
    with pytest.raises(EngineError):
        prompt_named("poem", {"Minutes": "As minutes."})
