"""What texts mean, by a server."""

from dataclasses import replace

import numpy as np
import pytest

from tests.server.api import ApiServer
from voiceapp.core.failures import FailureKind
from voiceapp.core.meaning import TextUse
from voiceapp.core.ports import EngineError
from voiceapp.openai.embeddings import LONGEST, Embeddings, vectors_in
from voiceapp.openai.http import Server
from voiceapp.providers.openai import OPENAI


async def test_a_server_is_asked_for_a_vector_of_each_text(server: Server, api_server: ApiServer) -> None:
    charged: list[object] = []
    part = Embeddings(replace(server, charge=charged.append), "bge-m3")
    assert part.name.startswith("bge-m3 at ")
    told = await part.embed(["tea", "x" * (LONGEST + 5)], TextUse.PASSAGE)
    rows = np.frombuffer(told.rows, "<f4").reshape(2, told.width)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)
    (sent,) = api_server.log.received("/v1/embeddings")
    assert sent.body == {"model": "bge-m3", "input": ["tea", "x" * LONGEST], "encoding_format": "float"}
    assert len(charged) == 1
    assert not api_server.violations


async def test_a_known_service_has_its_usual_model_and_shortens_its_vectors(
    server: Server, api_server: ApiServer
) -> None:
    known = replace(server, endpoint=replace(server.endpoint, provider=OPENAI))
    told = await Embeddings(known).embed(["tea"], TextUse.QUERY)
    assert told.width == OPENAI.embedding_width
    (sent,) = api_server.log.received("/v1/embeddings")
    assert (sent.body["model"], sent.body["dimensions"]) == (OPENAI.usual_embedder, OPENAI.embedding_width)


async def test_where_no_model_is_known_the_person_is_asked_for_one(server: Server, api_server: ApiServer) -> None:
    part = Embeddings(server)
    assert part.name == ""
    with pytest.raises(EngineError) as error:
        await part.embed(["tea"], TextUse.QUERY)
    assert error.value.failure.kind is FailureKind.NO_MODEL
    assert api_server.log.received("/v1/embeddings") == []


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"index": 0, "embedding": [1.0]}],
        [{"index": 0, "embedding": [1.0, 0.0]}, {"index": 1, "embedding": [1.0]}],
        [{"index": 0, "embedding": "AAAA"}, {"index": 1, "embedding": [1.0]}],
        [{"index": 0, "embedding": []}, {"index": 1, "embedding": []}],
        [{"index": 0, "embedding": [1e39]}, {"index": 1, "embedding": [1.0]}],
        [{"index": 0}, {"index": 1}],
    ],
)
def test_an_answer_that_is_none_is_said(rows: list[dict[str, object]]) -> None:
    with pytest.raises(EngineError) as error:
        vectors_in(rows, 2)
    assert error.value.failure.kind is FailureKind.SERVER_BROKEN


def test_vectors_come_in_the_order_of_the_texts() -> None:
    told = vectors_in([{"index": 1, "embedding": [0, 2]}, {"index": 0, "embedding": [3, 0]}], 2)
    assert np.frombuffer(told.rows, "<f4").tolist() == [1.0, 0.0, 0.0, 1.0]
