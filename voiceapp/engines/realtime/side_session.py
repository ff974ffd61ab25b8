"""Holds what the sessions beside a talk share, those that only speak or only transcribe."""

from collections.abc import Sequence
from typing import Never

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.engines.realtime.error_meanings import failure_of_close
from voiceapp.engines.realtime.handshake import Handshake
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.realtime_server_events import SessionInfo


class SideSession:
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

    def _on_created(self, session: SessionInfo, now: float) -> None:
        self._handshake.on_created(session, now)
        self._mind_dialect()

    def _speaks_other_dialect(self) -> None:
        self._handshake.other_dialect = True
        self._mind_dialect()

    def _mind_dialect(self) -> None:
        if self._handshake.other_dialect:
            self.failure = Failure(FailureKind.WRONG_DIALECT, Sentence("The service uses the other protocol version."))
