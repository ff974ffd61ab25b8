"""Holds the session that a talk has at the service, including how it begins, its history and its configuration."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from voiceapp.core.failures import Failure
from voiceapp.core.messages import EngineTraits, LinkInfo, NeedsNewSession
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.handshake import Handshake, HandshakeStep
from voiceapp.engines.realtime.history import history_items
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.realtime_server_events import ErrorBody, SessionCreated, SessionUpdated

OTHER_MODEL = Sentence("The new model answers after the next pause.")
OTHER_VOICE = Sentence("The new voice speaks after the next pause.")


class TalkSession:
    def __init__(
        self,
        out: Outbox,
        traits: EngineTraits,
        wishes: SessionWishes,
        history: Sequence[Item],
        know_old: Callable[[Message, str], None],
        *,
        dialect: Dialect,
        model: str,
        now: float,
    ) -> None:
        """`know_old` is called with each line of the history and the item that it becomes."""
        self._out = out
        self._traits = traits
        self._history = history
        self._know_old = know_old
        self._handshake = Handshake(out, dialect, client.session(wishes, dialect), now)
        self.wishes = wishes
        self.dialect = dialect
        self.model = model

    # --- beginning

    @property
    def deadline(self) -> float | None:
        return self._handshake.deadline

    @property
    def is_open(self) -> bool:
        return self._handshake.step is HandshakeStep.OPEN

    @property
    def other_dialect(self) -> bool:
        """The server speaks the other dialect."""
        return self._handshake.other_dialect

    @property
    def complaint(self) -> Failure | None:
        """Part of our configuration that could not be had."""
        return self._handshake.complaint

    def overdue(self, now: float) -> bool:
        return self._handshake.overdue(now)

    def concerns(self, cause: str) -> bool:
        return self._handshake.concerns(cause)

    def on_session(self, event: SessionCreated | SessionUpdated, now: float) -> LinkInfo | None:
        """Returns what is at the other end, once the session is open."""
        match event:
            case SessionCreated(session):
                self._handshake.on_created(session, now)
                return None
            case SessionUpdated(session):
                return self._open() if self._handshake.on_updated(session) else None

    def on_refused(self, error: ErrorBody) -> LinkInfo | None:
        """Returns the same when the session is open with the server's own settings."""
        return self._open() if self._handshake.on_refused(error) else None

    def _open(self) -> LinkInfo:
        for item in history_items(self._history, self.dialect, self._out.name, self._know_old):
            self._out.post("conversation.item.create", item=item)
        session = self._handshake.session
        self.model = session.model or self.model
        return LinkInfo(self._traits, self.model, session.voice_name, session.expires_at)

    # --- configuration

    def configure(self, wishes: SessionWishes, *, voice_fixed: bool) -> NeedsNewSession | None:
        """Applies at once all that can be changed, above all who ends the turns. `voice_fixed`: it has spoken."""
        before, self.wishes = self.wishes, replace(wishes, model=wishes.model or self.wishes.model)
        body = client.session(self.wishes, self.dialect, voice_fixed=voice_fixed)
        if before.told_services and not wishes.told_services:
            body["instructions"] = ""
        self._out.post("session.update", session=body)
        if self.wishes.model != before.model:
            return NeedsNewSession(OTHER_MODEL)
        if voice_fixed and wishes.voice != before.voice:
            return NeedsNewSession(OTHER_VOICE)
        return None
