"""Speaks the protocol of a Realtime session that only transcribes, turning sound into words without the socket."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.ports import RecognisedText
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent, Usage, Word
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.billing import Pricing, transcription_bill
from voiceapp.engines.realtime.error_meanings import ErrorMeaning
from voiceapp.engines.realtime.input_audio import PIECE, SHORTEST_COMMIT
from voiceapp.engines.realtime.side_session import SideSession
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.realtime_server_events import (
    Committed,
    ServerEvent,
    TranscriptionFailed,
    WordsDelta,
    WordsDone,
)
from voiceapp.openai.token_weights import weighed_over

CUT_AFTER = WIRE.bytes(40_000)
"""Bytes after which a pause is used to commit what was said, so that long dictations come back part by part."""
CUT_AT_LAST = WIRE.bytes(120_000)
QUIET_FOR = WIRE.bytes(300)
QUIET = 300.0
"""Root mean square of samples below which nobody is speaking (40 dB below full scale)."""


@dataclass(frozen=True, slots=True)
class TranscriptionOpened:
    """Sound can be sent from here on."""


News = TranscriptionOpened | RecognisedText


@dataclass(slots=True)
class _Part:
    text: str = ""
    done: bool = False
    language: str | None = None
    spent: tuple[Spent, ...] = ()
    failed: str = ""
    seconds: float = 0.0
    """The sound in it."""
    logprobs: object = None
    """How sure the server was of its tokens, as it said so."""


@dataclass(slots=True)
class _Parts:
    """The parts of what is said, by the server's names, in the order in which they were committed."""

    found: dict[str, _Part] = field(default_factory=dict[str, _Part])
    committed: int = 0
    refused: int = 0

    def of(self, item: str) -> _Part:
        return self.found.setdefault(item, _Part())

    @property
    def text(self) -> str:
        return " ".join(part.text.strip() for part in self.found.values() if part.text.strip())

    def words(self) -> Iterator[Word]:
        """Yield the words with the times at which they probably sound, as far as the server told how sure it was."""
        before = 0.0
        for part in self.found.values():
            after = before + part.seconds
            yield from weighed_over(part.text.strip(), part.logprobs, round(before * 1000), round(after * 1000))
            before = after

    @property
    def whole(self) -> bool:
        return sum(part.done for part in self.found.values()) >= self.committed - self.refused


class TranscriptionProtocol(SideSession[News]):
    """Meets `websocket.shell.SocketProtocol`. After `finish` the last Heard is final."""

    def __init__(self, wishes: SessionWishes, *, now: float, dialect: Dialect, pricing: Pricing) -> None:
        kind, body = client.transcribing_session(wishes, dialect)
        super().__init__(body, dialect, now, kind)
        self._model = client.transcriber(wishes, dialect)
        self._pricing = pricing
        self._parts = _Parts()
        self._appended = 0
        self._unnamed: deque[float] = deque()
        """The seconds in each part that the server has still to name."""
        self._quiet = 0
        self._finished = False

    def append(self, pcm: bytes) -> None:
        for start in range(0, len(pcm), PIECE):
            self._out.append(pcm[start : start + PIECE])
        self._appended += len(pcm)
        self._quiet = self._quiet + len(pcm) if _is_quiet(pcm) else 0
        if self._appended >= CUT_AT_LAST or (self._appended >= CUT_AFTER and self._quiet >= QUIET_FOR):
            self._commit()

    def finish(self) -> list[News]:
        """Marks the end of the sound."""
        self._finished = True
        if self._appended >= SHORTEST_COMMIT:
            self._commit()
        return self._final()

    def bill_rest(self) -> None:
        """Charges the sound whose words nobody waits for any more, which is billed all the same."""
        waiting = sum(part.seconds for part in self._parts.found.values() if not part.done)
        self._bill(waiting + sum(self._unnamed) + WIRE.ms(self._appended) / 1000)

    def _bill(self, seconds: float) -> tuple[Spent, ...]:
        return (self._pricing.spent(self._model, Usage(seconds=seconds)),) if seconds else ()

    def _name_next(self) -> float:
        return self._unnamed.popleft() if self._unnamed else 0.0

    def _commit(self) -> None:
        self._unnamed.append(WIRE.ms(self._appended) / 1000)
        self._appended = self._quiet = 0
        self._parts.committed += 1
        self._out.post("input_audio_buffer.commit")

    def _opened(self) -> News:
        return TranscriptionOpened()

    def _on_event(self, event: ServerEvent) -> list[News]:
        match event:
            case Committed(item_id):
                part = self._parts.of(item_id)
                part.seconds = part.seconds or self._name_next()
            case WordsDelta(item_id, delta):
                part = self._parts.of(item_id)
                if not part.done and delta:
                    part.text += delta
                    return [RecognisedText(self._parts.text, final=False)]
            case WordsDone() as words:
                return self._on_words(words)
            case TranscriptionFailed(item_id, error):
                part = self._parts.of(item_id)
                part.done, part.failed = True, str(error.code or "failed")
                return self._final()
            case _:
                pass
        return []

    def _on_words(self, words: WordsDone) -> list[News]:
        part = self._parts.of(words.item_id)
        if part.done:
            return []
        part.done, part.text = True, words.transcript or ""
        part.language = words.languages[0].code if words.languages else None
        part.logprobs = words.logprobs
        part.seconds = part.seconds or self._name_next()
        # Not every server says what it took.
        part.spent = transcription_bill(self._pricing, self._model, words.usage) or self._bill(part.seconds)
        return self._final() or [RecognisedText(self._parts.text, final=False)]

    def _final(self) -> list[News]:
        if not self._finished or not self._parts.whole:
            return []
        parts = list(self._parts.found.values())
        if parts and all(part.failed for part in parts):
            self.failure = Failure(
                FailureKind.NOT_UNDERSTOOD,
                Sentence("Your words couldn't be transcribed. Try again."),
                parts[0].failed,
            )
            return []
        language = next((part.language for part in parts if part.language), None)
        spent = tuple(line for part in parts for line in part.spent)
        words = tuple(self._parts.words())
        return [RecognisedText(self._parts.text, final=True, language=language, words=words, spent=spent)]

    def _on_refused(self, cause: str, meaning: ErrorMeaning, failure: Failure) -> list[News]:
        if cause == "input_audio_buffer.commit":
            self._parts.refused += 1
            self._name_next()
            return self._final()
        if meaning is ErrorMeaning.OVER:
            self.failure = failure
        return []


def _is_quiet(pcm: bytes) -> bool:
    samples = np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float32)
    return not len(samples) or float(np.sqrt(np.mean(samples * samples))) < QUIET
