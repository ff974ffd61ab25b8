"""Decides when to ask the service for a reply, one at a time where it does not answer by itself, and again after a
request was refused or came to nothing.
"""

from collections.abc import Callable
from typing import Protocol

from voiceapp.core.messages import TurnId
from voiceapp.engines.realtime.reply_owners import ReplyOwners
from voiceapp.engines.realtime.talk_session import TalkSession
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Json

JOB = "voiceapp_job"
REPLY_OWED_PATIENCE = 3.0
"""Seconds after a turn that the server ended itself, before we ask for the reply that it owes."""


class Post(Protocol):
    def __call__(self, kind: str, /, **fields: Json) -> None: ...


class ReplyRequests:
    def __init__(
        self, post: Post, session: TalkSession, newest: Callable[[], TurnId | None], *, echoes: bool = True
    ) -> None:
        """`newest` returns the last turn that the service was given. `echoes`: the service is known to hand back our
        name for a side job.
        """
        self._post = post
        self._session = session
        self._newest = newest
        self.active: str | None = None
        """The reply now being made into the conversation, by the service's name."""
        self.up_to: TurnId | None = None
        """The last turn that it answers; None for the last there was."""
        self._asking = ReplyOwners(echoes)
        self._starts_by_itself = False
        """The service answers committed turns without being asked, and refuses to be asked."""
        self._owed_at: float | None = None
        """When to ask after all for a reply that the service should begin by itself."""
        self._asked_before = False
        """A reply was asked for before the service owed one, and begins first."""
        self._expected = False
        """A turn was committed, and its answer has not begun."""
        self._begun_since = False
        """A reply has begun since the last request."""
        self._late_began = False
        """That reply may be one that had been given up."""
        self._refused = False
        """Our request was refused because a reply is already being made, which we have not heard of."""
        self._gave_up = False
        """A requested reply did not begin in time, but may still do so."""
        self._gave_up_on: TurnId | None = None
        """The newest turn that the service had when that reply was requested."""
        self._asked_after: TurnId | None = None
        """The newest turn that the service had at the last request."""
        self._next: client.Body | None = None
        """A further request, to be made once no reply is being made. It answers everything said until then, so there is
        never need for two.
        """
        self._last_asked: client.Body = {}

    # --- state

    @property
    def in_the_way(self) -> bool:
        """A reply is being made, and the next one waits for its end."""
        return self.active is not None and self._next is not None

    @property
    def waiting(self) -> bool:
        """A reply was requested, and none has begun."""
        return self._asking.replies > 0 and self.active is None

    @property
    def _busy(self) -> bool:
        return self.active is not None or self._asking.replies > 0

    @property
    def idle(self) -> bool:
        """No reply is being made or may still begin, and none begins that is not asked for."""
        unasked = self._ends_turns or self._starts_by_itself
        return not (unasked or self._busy or self._next is not None or self._gave_up)

    @property
    def deadline(self) -> float | None:
        return self._owed_at

    # --- requesting

    def ask(self, now: float, *, spoken: bool | None = None) -> None:
        """Asks for a reply as soon as no other is being made. `spoken` overrides the session's own setting."""
        usual = self._session.wishes.spoken
        overrides: client.Body = {}
        if spoken not in (None, usual):
            overrides = client.modalities(self._session.dialect, spoken=not usual)
        self._create(overrides, now)

    def ask_for_what_was_said(self, now: float) -> None:
        """Asks for an answer to a turn that we committed."""
        if self._starts_by_itself:
            self.owed(now)
            self._asking.reply(now)
            self._expected = True
            self._asked_after = self._newest()
        else:
            self.ask(now)

    def owed(self, now: float) -> None:
        """Notes that the service ended a turn and should begin a reply by itself."""
        self._asked_before = self._asking.replies > 0
        self._owed_at = now + REPLY_OWED_PATIENCE

    def ask_aside(self, job: str, instructions: str, text: str, now: float) -> None:
        """Requests a side job. Does nothing where the service neither names side jobs nor waits to be asked, because a
        reply could be mistaken for the other kind.
        """
        if not self._asking.echoes and self._ends_turns:
            return
        body: client.Body = {
            "conversation": "none",
            "instructions": instructions,
            "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}],
            "metadata": {JOB: job},
            "tools": [],
        }
        body.update(client.modalities(self._session.dialect, spoken=False))
        self._asking.aside(job, now)
        self._post("response.create", response=body)

    def _create(self, overrides: client.Body, now: float) -> None:
        if self._busy:
            self._next = overrides
            return
        self._asking.reply(now)
        self._begun_since = self._late_began = self._refused = False
        self._asked_after = self._newest()
        self._last_asked = overrides
        if overrides:
            self._post("response.create", response=overrides)
        else:
            self._post("response.create")

    def ask_next(self, now: float) -> None:
        if self._next is not None and not self._busy:
            overrides, self._next = self._next, None
            self._create(overrides, now)

    @property
    def _ends_turns(self) -> bool:
        """The service ends turns itself and begins the replies to them."""
        return self._session.wishes.turn_taking.by_engine

    # --- how requests turn out

    def begins(self, response: str, named: str | None, now: float) -> str | None:
        """Returns the side job that this reply is, or None for a reply into the conversation. `named` is the name that
        the service gave.
        """
        owed = self._owed_at is not None and self._ends_turns
        job = self._asking.begins(named, now, owed=owed)
        if job is None:
            if self._refused and not self._gave_up:
                self._starts_by_itself = True
            self._begun_since, self._late_began = True, self._gave_up
            self._refused = self._gave_up = self._expected = False
            still_owed = owed and self._asked_before
            self._asked_before = False
            self.active = response
            self.up_to = None if owed and not still_owed else self._asked_after
            if not still_owed:
                self._owed_at = None
        return job

    def ended(self, response: str, now: float) -> None:
        if self.active == response:
            self.active = None
        self.ask_next(now)

    def tick(self, now: float) -> None:
        if self._owed_at is not None and now >= self._owed_at:
            if self._expected:
                self._expected = False
                self._asking.drop(None)
            # A reply in progress answers something older, so the owed one is asked for after it.
            self._owed_at = now + REPLY_OWED_PATIENCE if self._busy else None
            if not self._busy:
                self.ask(now)

    def refused(self, now: float) -> None:
        """Handles a refusal because a reply is already active. Where the service ends turns itself, that reply answers
        something older, and we ask again when it is done. Otherwise it can only be the answer to the committed turn, or
        a reply that had been given up and begins late.
        """
        if self._asking.replies == 0 and self._asking.drop_aside():
            return  # some services do not say which of our frames they refuse
        same = self._gave_up_on == self._asked_after
        awaited = same if self._gave_up else self._asking.replies > 0
        if not self._ends_turns and self.active is None and awaited:
            self._refused = True  # it may still begin
            return
        if not self._ends_turns and self._begun_since:  # it may be over by now, since the refusal can come after it
            if not self._late_began:
                self._starts_by_itself = True
                return
            if same:
                return
        self._asking.drop(None)
        if self._next is None:
            self._next = self._last_asked
        if self._late_began:
            self.ask_next(now)
        elif self._gave_up:
            self._asked_after = self._gave_up_on  # the reply that begins now had been asked for before

    def failed(self, now: float) -> None:
        """Handles a request that was refused for any other reason."""
        self._asking.drop(None)
        self.ask_next(now)

    def aside_refused(self) -> None:
        self._asking.drop_aside()

    def give_up_waiting(self, now: float) -> None:
        """Gives up a reply that was requested and never began, and makes the next request."""
        self._asking.drop_replies()
        self._gave_up, self._gave_up_on = True, self._asked_after
        if self._refused and self._next is None:
            self._next = self._last_asked
        self.ask_next(now)
