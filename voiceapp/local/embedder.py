"""Finds out what texts mean with the model on this device."""

from collections.abc import Sequence
from contextlib import aclosing

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.meaning import TextUse, Vectors
from voiceapp.core.ports import EngineError
from voiceapp.core.sentence import Sentence
from voiceapp.local.meaning_model import meaning_model
from voiceapp.local.model_process import ModelProcess, Using
from voiceapp.local.process_messages import EmbedJob, VectorsMessage


class LocalEmbedder:
    """Implements `core.meaning.Embedder`."""

    def __init__(self, process: ModelProcess, using: Using, store: str) -> None:
        """`store` is the folder of the fetched models."""
        self._process = process
        self._using = using
        self._store = store

    @property
    def name(self) -> str:
        model = meaning_model(self._store)
        return "" if model is None else model.id

    async def embed(self, texts: Sequence[str], use: TextUse) -> Vectors:
        def job(number: int) -> EmbedJob:
            return EmbedJob(number, list(texts), use is TextUse.QUERY)

        async with self._using(), aclosing(self._process.ask(job)) as answers:
            async for answer in answers:
                if isinstance(answer, VectorsMessage):
                    return Vectors(answer.rows, answer.width)
        raise EngineError(
            Failure(FailureKind.MODEL_BROKEN, Sentence("The model for search by meaning gave no answer. Try again."))
        )
