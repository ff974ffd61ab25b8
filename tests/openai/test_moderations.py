"""Whether words and pictures are harmless, by a server."""

import pytest

from tests.server.api import ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.moderation.verdict import Harm
from voiceapp.core.ports import EngineError
from voiceapp.core.transcript import Image
from voiceapp.openai.http import Server
from voiceapp.openai.moderations import Moderations, verdict_in

PICTURE = Image("image/png", b"png")


async def test_a_server_says_what_it_objects_to(server: Server, api_server: ApiServer) -> None:
    api_server.script.objects_to = {"punch": "violence/graphic"}
    part = Moderations(server)
    assert part.whom == server.whom
    harmless, harmful = await part.look("a walk"), await part.look("a punch")
    assert harmless.harm(strict=True) is None
    assert harmful.harm(strict=False) is Harm.VIOLENCE
    sent = [request.body for request in api_server.log.received("/v1/moderations")]
    assert sent == [{"model": "omni-moderation-latest", "input": text} for text in ("a walk", "a punch")]
    assert not api_server.violations


async def test_pictures_go_with_their_words(server: Server, api_server: ApiServer) -> None:
    part = Moderations(server, "own-guard")
    for text in ("look", " "):
        await part.look(text, (PICTURE,))
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,cG5n"}}
    first, second = (request.body for request in api_server.log.received("/v1/moderations"))
    assert first == {"model": "own-guard", "input": [{"type": "text", "text": "look"}, picture]}
    assert second["input"] == [picture]
    assert not api_server.violations


async def test_a_refusal_is_told(server: Server, api_server: ApiServer) -> None:
    api_server.script.refuse = {"status": 401, "error": {"message": "Incorrect API key"}}
    with pytest.raises(EngineError) as error:
        await Moderations(server).look("tea")
    assert error.value.failure.kind is FailureKind.WRONG_KEY


def test_what_is_named_otherwise_or_is_new_counts_as_well() -> None:
    result = {
        "flagged": True,
        "categories": {"self_harm/intent": True, "gambling": True, "sexual": None},
        "category_scores": {"self_harm/intent": 0.8, "gambling": 1, "sexual": None, "hate": True},
    }
    verdict = verdict_in({"results": [result]})
    assert verdict.flagged == {Harm.SELF_HARM, Harm.OTHER}
    assert verdict.scores == {Harm.SELF_HARM: 0.8, Harm.OTHER: 1.0}
    assert verdict_in({"results": [{"flagged": True}]}).flagged == {Harm.OTHER}
    assert verdict_in({"results": [{"categories": {"hate": True}}]}).flagged == frozenset()


@pytest.mark.parametrize("answer", [{}, {"results": []}, {"results": "none"}, {"results": [3]}])
def test_an_answer_that_is_none_is_said(answer: dict[str, object]) -> None:
    with pytest.raises(EngineError):
        verdict_in(answer)
