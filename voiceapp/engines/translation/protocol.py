"""Speaks the protocol of a translation session without a socket. Pure: time is an argument, and nothing is raised.

A session lasts for one utterance and one direction: it is opened with the first sound, and closed with the last, after
which the service still says what it owes. So nothing is paid for while nobody speaks, each word that comes belongs to
one utterance, and one whose line broke is translated again, whole, over another.
"""

import logging
from dataclasses import dataclass, field

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.pcm import WIRE
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent, Usage
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.engines.realtime.error_meanings import ErrorMeaning, failure_of_close, meaning_of
from voiceapp.openai import translation_client_events as client
from voiceapp.openai import translation_server_events as wire
from voiceapp.openai.frame_decoding import Malformed, Unknown
from voiceapp.openai.realtime_server_events import ErrorBody

log = logging.getLogger(__name__)

PIECE = WIRE.bytes(200)
"""The sound that the service translates at once."""
STARTED_WITHIN = 10.0
"""Seconds after which a session must have started."""
SAYS_THE_REST_WITHIN = 20.0
"""Seconds in which something must come of a session that is closing."""
LANGUAGE_UPDATE, PLAIN_UPDATE = "languages", "languages-alone"
"""The names of our updates, by which an error finds its cause."""
NO_ANSWER = Failure(FailureKind.TIMED_OUT, Sentence("The service connected but doesn't answer. Trying again."))
WENT_SILENT = Failure(FailureKind.TIMED_OUT, Sentence("The service stopped midway. Reconnecting."))
NOT_INTO_THIS = Sentence(
    "The service can't translate into this language. Choose another one, or another way of translating in Settings."
)


@dataclass(frozen=True, slots=True)
class SourceWords:
    """More of what was said, in its own language."""

    text: str


@dataclass(frozen=True, slots=True)
class TargetWords:
    """More of the translation."""

    text: str


@dataclass(frozen=True, slots=True)
class TargetSound:
    """More of the translation as it is spoken, in the service's own layout."""

    pcm: bytes = field(repr=False)
    rate: int = WIRE.rate
    channels: int = 1


@dataclass(frozen=True, slots=True)
class TranslationOver:
    """All of it has come."""

    spent: tuple[Spent, ...] = ()


News = SourceWords | TargetWords | TargetSound | TranslationOver


@dataclass(frozen=True, slots=True)
class TranslationWishes:
    into: str
    """The code of a language."""
    model: str
    transcriber: str = ""
    """Who writes down what is said. Empty: nobody."""
    noise_reduction: str = ""
    """One of near_field, far_field or empty."""


class TranslationProtocol:
    """Meets `websocket.shell.SocketProtocol`."""

    def __init__(self, wishes: TranslationWishes, *, now: float, pricing: Pricing) -> None:
        self.failure: Failure | None = None
        self._wishes = wishes
        self._transcriber = wishes.transcriber
        self._pricing = pricing
        self._model = wishes.model
        self._news_at = now
        self._is_open = self._is_ready = self._is_closing = self._is_settled = False
        self._updates: list[str] = []
        self._frames: list[str] = []
        """Sound, which waits until the service knows what to do with it."""
        self._rest = b""
        self._sent = 0
        """Bytes of sound."""
        self._told: Failure | None = None
        self._unknown: set[str] = set()

    # --- what is said

    def append(self, pcm: bytes) -> None:
        self._rest += pcm
        while len(self._rest) >= PIECE:
            self._put(self._rest[:PIECE])
            self._rest = self._rest[PIECE:]

    def finish(self) -> list[News]:
        """Marks the end of the sound; TranslationOver follows once all of it is translated."""
        if self._rest:
            self._put(self._rest)
            self._rest = b""
        self._is_closing = True
        self._frames.append(client.close())
        return []

    def _put(self, pcm: bytes) -> None:
        self._sent += len(pcm)
        self._frames.append(client.append_audio(pcm))

    def take_frames(self) -> list[str]:
        frames, self._updates = self._updates, []
        if self._is_ready:
            frames += self._frames
            self._frames = []
        return frames

    def settle(self) -> tuple[Spent, ...]:
        """Charge the sound that was sent, once."""
        if not self._is_ready or self._is_settled:
            return ()
        self._is_settled = True
        usage = Usage(seconds=WIRE.ms(self._sent) / 1000)
        models = (self._model, self._transcriber) if self._transcriber else (self._model,)
        return tuple(self._pricing.spent(model, usage) for model in models) if self._sent else ()

    # --- what comes

    @property
    def deadline(self) -> float | None:
        if self.failure is not None:
            return None
        if not self._is_ready:
            return self._news_at + STARTED_WITHIN
        return self._news_at + SAYS_THE_REST_WITHIN if self._is_closing else None

    def tick(self, now: float) -> list[News]:
        due = self.deadline
        if due is not None and now >= due:
            self.failure = WENT_SILENT if self._is_ready else NO_ANSWER
        return []

    def closed(self, code: int, reason: str) -> Failure:
        self.failure = self.failure or failure_of_close(code, reason, self._told)
        return self.failure

    def receive(self, frame: str | bytes, now: float) -> list[News]:
        self._news_at = now
        if self.failure is not None:
            return []
        match wire.decode(frame):
            case wire.TranslationCreated(session):
                self._on_created(session)
            case wire.TranslationUpdated():
                self._is_ready = True
            case wire.SourceDelta(delta) if delta:
                return [SourceWords(delta)]
            case wire.TargetDelta(delta) if delta:
                return [TargetWords(delta)]
            case wire.TargetSoundDelta() as sound:
                return self._on_sound(sound)
            case wire.TranslationClosed():
                return self._on_closed()
            case wire.TranslationError(error):
                self._on_error(error)
            case Unknown(name) if name not in self._unknown:
                self._unknown.add(name)
                log.info("the service sent an event that is not known: %s", name)
            case Malformed(reason):
                log.info("the service sent a frame that is no event (%s)", reason)
            case _:
                pass
        return []

    def _on_created(self, session: wire.TranslationSessionInfo) -> None:
        if not self._is_open:
            self._is_open = True
            self._model = session.model or self._model
            self._updates.append(self._update(LANGUAGE_UPDATE))

    def _update(self, name: str) -> str:
        return client.update(self._wishes.into, self._transcriber, self._wishes.noise_reduction, name)

    @staticmethod
    def _on_sound(sound: wire.TargetSoundDelta) -> list[News]:
        pcm = sound.sound()
        if not pcm:
            return []
        return [TargetSound(pcm, sound.sample_rate or WIRE.rate, sound.channels or 1)]

    def _on_closed(self) -> list[News]:
        if not self._is_closing:
            self.failure = self._told or failure_of_close(1006, "", None)
            return []
        return [TranslationOver(self.settle())]

    def _on_error(self, error: ErrorBody) -> None:
        cause = {LANGUAGE_UPDATE: client.UPDATE, PLAIN_UPDATE: client.UPDATE}.get(error.event_id or "", "")
        meaning, failure = meaning_of(error, cause)
        over, param = meaning is ErrorMeaning.OVER, error.param or ""
        if cause and self._transcriber and ("transcription" in param or not (over or "language" in param)):
            # Not every service writes down with this model what it hears; that it translates is what matters.
            log.info("what is said is not written down: %s", error.code or error.type)
            self._transcriber = ""
            self._updates.append(self._update(PLAIN_UPDATE))
        elif cause and not over:
            self.failure = Failure(FailureKind.REJECTED, NOT_INTO_THIS, failure.detail)
        elif over or failure.kind is not FailureKind.REJECTED:
            self.failure = failure
        else:
            self._told = failure
