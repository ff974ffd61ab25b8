"""How a session of the Realtime API begins: as wished, or as near to that as the server can."""

import json
from typing import Any

from voiceapp.core.failures import FailureKind
from voiceapp.core.wishes import SessionWishes, TurnTaking
from voiceapp.engines.realtime.handshake import (
    CREATED_PATIENCE,
    MOST_REFUSED_FIELDS,
    UPDATED_PATIENCE,
    Handshake,
    HandshakeStep,
)
from voiceapp.engines.realtime.outbox import Outbox
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect
from voiceapp.openai.realtime_server_events import ErrorBody, SessionInfo

BETA_SESSION = SessionInfo(id="s", modalities=["text"])
SESSION = SessionInfo(id="s", type="realtime", model="m", expires_at=60.0, voice="ash")


class Begun:
    """A handshake, and what it sends."""

    def __init__(self, dialect: Dialect = Dialect.TODAY) -> None:
        self.out = Outbox()
        wishes = SessionWishes(voice="ash", turn_taking=TurnTaking.LOCAL)
        self.handshake = Handshake(self.out, dialect, client.session(wishes, dialect), now=0.0)

    def sent(self) -> list[dict[str, Any]]:
        return [json.loads(frame) for frame in self.out.drain()]


def configuring() -> Begun:
    begun = Begun()
    assert begun.handshake.on_created(SESSION, now=1.0)
    begun.sent()
    return begun


def test_the_server_is_told_what_is_wished_once_there_is_a_session() -> None:
    begun = Begun()
    assert begun.sent() == []
    assert begun.handshake.on_created(SESSION, now=1.0)
    (update,) = begun.sent()
    assert update["type"] == "session.update"
    assert update["session"]["audio"]["output"]["voice"] == "ash"
    assert begun.handshake.on_updated(SessionInfo(type="realtime"))
    assert begun.handshake.step is HandshakeStep.OPEN
    known = begun.handshake.session
    assert (known.id, known.model, known.expires_at, known.voice) == ("s", "m", 60.0, "ash"), "what was told before"


def test_each_step_is_waited_for_and_an_open_session_is_not() -> None:
    handshake = Begun().handshake
    assert not handshake.overdue(CREATED_PATIENCE - 0.1)
    assert handshake.overdue(CREATED_PATIENCE)
    handshake.on_created(SESSION, now=20.0)
    assert not handshake.overdue(20.0 + UPDATED_PATIENCE - 0.1)
    assert handshake.overdue(20.0 + UPDATED_PATIENCE)
    handshake.on_updated(SESSION)
    assert handshake.deadline is None
    assert not handshake.overdue(10_000.0)


def test_a_session_begins_once() -> None:
    begun = Begun()
    assert not begun.handshake.on_updated(SESSION), "nothing was wished of it yet"
    begun.handshake.on_created(SESSION, now=1.0)
    assert not begun.handshake.on_created(SESSION, now=1.0)
    assert len(begun.sent()) == 1
    assert begun.handshake.on_updated(SESSION)
    assert not begun.handshake.on_updated(SESSION)


def test_the_first_event_of_a_server_shows_that_it_speaks_the_older_dialect() -> None:
    begun = Begun()
    assert not begun.handshake.on_created(BETA_SESSION, now=1.0)
    assert begun.handshake.other_dialect
    assert begun.sent() == []
    older = Begun(Dialect.BETA)
    assert older.handshake.on_created(BETA_SESSION, now=1.0)
    assert not older.handshake.other_dialect


def test_a_server_that_does_not_know_the_sessions_type_speaks_the_older_dialect() -> None:
    begun = configuring()
    assert not begun.handshake.on_refused(ErrorBody(param="session.type"))
    assert begun.handshake.other_dialect
    assert begun.sent() == []


def test_a_field_that_is_refused_is_left_out_and_the_rest_is_wished_again() -> None:
    begun = configuring()
    assert not begun.handshake.on_refused(ErrorBody(param="session.audio.output.speed"))
    (again,) = begun.sent()
    assert "speed" not in again["session"]["audio"]["output"]
    assert again["session"]["audio"]["output"]["voice"] == "ash"
    assert begun.handshake.complaint is None


def test_where_it_is_not_said_which_field_the_servers_own_settings_are_used() -> None:
    begun = configuring()
    assert begun.handshake.on_refused(ErrorBody(code="invalid_value"))
    assert begun.handshake.step is HandshakeStep.OPEN
    assert begun.handshake.complaint is not None
    assert (begun.handshake.complaint.kind, begun.handshake.complaint.detail) == (FailureKind.REJECTED, "invalid_value")
    assert begun.sent() == []


def test_a_server_that_refuses_one_field_after_another_is_used_as_it_is() -> None:
    begun = configuring()
    fields = ["speed", "voice", "format"]
    refused = [f"session.audio.output.{field}" for field in fields]
    refused += ["session.tools", "session.tool_choice", "session.max_output_tokens"]
    assert len(refused) == MOST_REFUSED_FIELDS
    for field in refused:
        assert not begun.handshake.on_refused(ErrorBody(param=field))
    assert len(begun.sent()) == MOST_REFUSED_FIELDS
    assert begun.handshake.on_refused(ErrorBody(param="session.output_modalities"))
    assert begun.sent() == []


def test_only_what_was_wished_of_the_session_concerns_its_beginning() -> None:
    begun = Begun()
    assert not begun.handshake.concerns("session.update")
    begun.handshake.on_created(SESSION, now=1.0)
    assert begun.handshake.concerns("session.update")
    assert begun.handshake.concerns(""), "some servers do not say what they refuse"
    assert not begun.handshake.concerns("response.create")
    begun.handshake.on_updated(SESSION)
    assert not begun.handshake.concerns("session.update")
