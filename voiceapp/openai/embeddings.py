"""Asks a server what texts mean, by the call "embeddings" that OpenAI and most others have."""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace

import msgspec
import numpy as np

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.meaning import TextUse, Vectors
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence, SettingPlace
from voiceapp.core.transcript import Usage
from voiceapp.openai.http import A_TOKEN, Server
from voiceapp.openai.json_fields import NO_ANSWER, fields_in, list_in, number_in

LONGEST = 8_000
"""Characters of a text that are sent: even where each is a token, services take as many."""
NO_MODEL = Failure(
    FailureKind.NO_MODEL,
    Sentence(
        "Search by meaning needs the name of a model at this server. Enter it in Settings > {place}.",
        place=SettingPlace("privacy"),
    ),
)


class Embeddings:
    """Meets `core.meaning.Embedder`."""

    def __init__(self, server: Server, model: str = "") -> None:
        self._server = server
        self._model = model or server.provider.usual_embedder

    @property
    def name(self) -> str:
        return f"{self._model} at {self._server.endpoint.origin.host}" if self._model else ""

    async def embed(self, texts: Sequence[str], use: TextUse) -> Vectors:
        if not self._model:
            raise EngineError(NO_MODEL)
        sent = [text[:LONGEST] for text in texts]
        body: dict[str, object] = {"model": self._model, "input": sent, "encoding_format": "float"}
        width = self._server.provider.embedding_width
        if width and self._model == self._server.provider.usual_embedder:
            body["dimensions"] = width
        # These models read both in one way, but for a question somebody waits.
        server = replace(self._server, is_patient=use is TextUse.PASSAGE)
        async with (
            server.stream("embeddings", body, model=self._model) as answer,
            aclosing(answer.parts()) as parts,
        ):
            fields = await anext(parts)
        tokens = number_in(fields_in(fields, "usage"), "prompt_tokens") or sum(map(len, sent)) // A_TOKEN
        self._server.spent(self._model, Usage(text_in=tokens))
        return vectors_in(list_in(fields, "data"), len(texts))


def vectors_in(rows: Sequence[Mapping[str, object]], count: int) -> Vectors:
    """Reads the vectors of an answer. Raises EngineError if these aren't as many, all of one width."""
    in_order = sorted(rows, key=lambda row: number_in(row, "index"))
    try:
        numbers = msgspec.convert([row.get("embedding") for row in in_order], list[list[float]])
        with np.errstate(over="ignore"):  # what is too large for 32 bits is refused below
            vectors = np.array(numbers).astype(np.float32)
    except (msgspec.ValidationError, ValueError) as error:
        raise EngineError(NO_ANSWER) from error
    if vectors.ndim != 2 or vectors.shape[0] != count or not vectors.shape[1] or not np.isfinite(vectors).all():
        raise EngineError(NO_ANSWER)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return Vectors((vectors / np.maximum(lengths, 1e-9)).astype("<f4").tobytes(), vectors.shape[1])
