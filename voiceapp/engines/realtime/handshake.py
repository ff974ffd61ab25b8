"""Decides how any Realtime session begins, without I/O or a clock.

A server that does not know a field names it, and is asked again without that field. A server that speaks the other
dialect shows it in its first event, or by not knowing the session's type.
"""

import logging
from enum import Enum

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transitions import Transitions
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.realtime_server_events import ErrorBody, SessionInfo

log = logging.getLogger(__name__)

MOST_REFUSED_FIELDS = 6
CREATED_PATIENCE = 10.0
UPDATED_PATIENCE = 5.0


class HandshakeStep(Enum):
    WAITING = "waiting"
    """The socket is open, and the server has not reported a session yet."""
    CONFIGURING = "configuring"
    """There is a session, and the server has been sent our configuration."""
    OPEN = "open"
    """The session is configured, as closely as the server can."""


class HandshakeMove(Enum):
    CREATED = "created"
    """The server sends `session.created`."""
    UPDATED = "updated"
    """The server sends `session.updated`, or keeps refusing our configuration, in which case its own settings are used.
    """


HANDSHAKE_TRANSITIONS = Transitions(
    "The beginning of a Realtime session",
    HandshakeStep.WAITING,
    {
        HandshakeStep.WAITING: {HandshakeMove.CREATED: HandshakeStep.CONFIGURING},
        HandshakeStep.CONFIGURING: {HandshakeMove.UPDATED: HandshakeStep.OPEN},
        HandshakeStep.OPEN: {},
    },
)


class Handshake:
    def __init__(
        self, out: Outbox, dialect: Dialect, body: client.Body, now: float, kind: str = "session.update"
    ) -> None:
        self._out = out
        self._dialect = dialect
        self._body = body
        self._kind = kind
        self._refused_fields = 0
        self.step = HANDSHAKE_TRANSITIONS.first
        self.deadline: float | None = now + CREATED_PATIENCE
        """When to stop waiting for a service that has said nothing more."""
        self.session = SessionInfo()
        """The session as the server last described it."""
        self.other_dialect = False
        self.complaint: Failure | None = None
        """Set when part of our configuration could not be had."""

    def _move(self, event: HandshakeMove) -> None:
        self.step = HANDSHAKE_TRANSITIONS.after(self.step, event)

    def overdue(self, now: float) -> bool:
        """The service took the connection but does not answer."""
        return self.deadline is not None and now >= self.deadline

    def on_created(self, session: SessionInfo, now: float) -> bool:
        """Returns True when the session is now being configured."""
        if not HANDSHAKE_TRANSITIONS.allows(self.step, HandshakeMove.CREATED):
            return False
        self.session = session
        if session.speaks_beta and self._dialect is Dialect.TODAY:
            self.other_dialect = True
            return False
        self._move(HandshakeMove.CREATED)
        self.deadline = now + UPDATED_PATIENCE
        self._out.post(self._kind, session=self._body)
        return True

    def on_updated(self, session: SessionInfo) -> bool:
        """Returns True when the session is now open."""
        if not HANDSHAKE_TRANSITIONS.allows(self.step, HandshakeMove.UPDATED):
            return False
        self._move(HandshakeMove.UPDATED)
        self.deadline = None
        self.session = SessionInfo(
            id=session.id or self.session.id,
            type=session.type,
            model=session.model or self.session.model,
            expires_at=session.expires_at or self.session.expires_at,
            voice=session.voice_name or self.session.voice_name,
        )
        return True

    def concerns(self, cause: str) -> bool:
        """Says whether an error with this cause is about our session configuration."""
        return self.step is HandshakeStep.CONFIGURING and cause in (self._kind, "")

    def on_refused(self, error: ErrorBody) -> bool:
        """Returns True when the session is now open with the server's own settings."""
        if self._dialect is Dialect.TODAY and (error.param or "").startswith("session.type"):
            self.other_dialect = True
            return False
        log.info("the service refused a field of the session: %s", error.param)
        self._refused_fields += 1
        if self._refused_fields <= MOST_REFUSED_FIELDS and client.remove_field(self._body, error.param or ""):
            # Losing one field is better than losing the whole configuration.
            self._out.post(self._kind, session=self._body)
            return False
        self.complaint = Failure(
            FailureKind.REJECTED,
            Sentence("The service refused one of your settings. It uses its own instead."),
            error.param or str(error.code or ""),
        )
        return self.on_updated(self.session)
