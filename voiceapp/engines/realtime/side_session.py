"""Holds what the sessions beside a talk share, those that only speak or only transcribe."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, Never, TypeVar

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.engines.realtime.error_meanings import ErrorMeaning, failure_of_close, meaning_of
from voiceapp.engines.realtime.handshake import Handshake
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.realtime_server_events import (
    ErrorBody,
    ErrorReceived,
    ServerEvent,
    SessionCreated,
    SessionUpdated,
    decode,
)

News = TypeVar("News")


class SideSession(ABC, Generic[News]):
    """The half of a `websocket.shell.SocketProtocol` that all of them share, namely beginning and end."""

    def __init__(self, body: client.Body, dialect: Dialect, now: float, kind: str = "session.update") -> None:
        self._dialect = dialect
        self._out = Outbox()
        self._handshake = Handshake(self._out, dialect, body, now, kind)
        self.failure: Failure | None = None
        """Why it is over."""

    def take_frames(self) -> list[str]:
        return self._out.drain()

    @property
    def deadline(self) -> float | None:
        return self._handshake.deadline if self.failure is None else None

    def tick(self, now: float) -> Sequence[Never]:
        if self._handshake.overdue(now):
            self.failure = Failure(FailureKind.TIMED_OUT, Sentence("The service connected but doesn't answer."))
        return ()

    def closed(self, code: int, reason: str) -> Failure:
        return self.failure or failure_of_close(code, reason)

    def receive(self, frame: str | bytes, now: float) -> list[News]:
        match decode(frame):
            case SessionCreated(session):
                self._handshake.on_created(session, now)
                self._mind_dialect()
            case SessionUpdated(session):
                if self._handshake.on_updated(session):
                    return [self._opened()]
            case ErrorReceived(error):
                return self._on_error(error)
            case event:
                return self._on_event(event)
        return []

    @abstractmethod
    def _opened(self) -> News:
        """The news that the session is open."""

    @abstractmethod
    def _on_event(self, event: ServerEvent) -> list[News]: ...

    @abstractmethod
    def _on_refused(self, cause: str, meaning: ErrorMeaning, failure: Failure) -> list[News]:
        """Something that was asked in the open session was refused."""

    def _on_error(self, error: ErrorBody) -> list[News]:
        cause = self._out.cause_of(error.event_id)
        meaning, failure = meaning_of(error, cause)
        if self._handshake.concerns(cause):
            if self._handshake.on_refused(error):
                return [self._opened()]
        elif meaning is ErrorMeaning.OTHER_DIALECT:
            self._handshake.other_dialect = True
        else:
            return self._on_refused(cause, meaning, failure)
        self._mind_dialect()
        return []

    def _mind_dialect(self) -> None:
        if self._handshake.other_dialect:
            self.failure = Failure(FailureKind.WRONG_DIALECT, Sentence("The service uses the other protocol version."))
