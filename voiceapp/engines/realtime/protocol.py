"""Realtime without the socket: frames in, engine events out; engine commands in, frames out.

    waiting --session.created--> configuring --session.updated--> talking --any loss--> over

Feed it with `receive`, `send` and `tick`, and send what `take_frames` gives, in order. It keeps the
service's rules for us: one reply at a time into the conversation, no commit of nothing, no truncation
beyond what came, and nothing of a cancelled reply comes out again.
"""

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AskAside,
    AskReply,
    CallId,
    CancelReply,
    CommitTurn,
    Configure,
    DropAudio,
    EngineCommand,
    EngineComplained,
    EngineEvent,
    EngineTraits,
    ForgetTurn,
    GiveToolOutput,
    LimitsTold,
    LinkInfo,
    LinkLost,
    LinkOpened,
    NeedsNewSession,
    SendAudio,
    SendText,
    SendUtterance,
    TruncateReply,
    TurnBegan,
    TurnEnded,
    TurnId,
    TurnNotUnderstood,
    TurnTaken,
    TurnWords,
)
from voiceapp.core.pcm import WIRE
from voiceapp.core.transcript import Item, Message
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.bill import Pricing, transcription_bill
from voiceapp.engines.realtime.complaints import Meaning, meaning_of
from voiceapp.engines.realtime.history import history_items
from voiceapp.engines.realtime.responses import Responses
from voiceapp.openai import realtime_client as client
from voiceapp.openai.realtime_client import Dialect
from voiceapp.openai.realtime_wire import (
    AudioDelta,
    AudioDone,
    Committed,
    ErrorBody,
    ErrorTold,
    Ignored,
    ItemAdded,
    Malformed,
    OutputItemAdded,
    OutputItemDone,
    RateLimits,
    ResponseCreated,
    ResponseDone,
    ServerEvent,
    SessionCreated,
    SessionInfo,
    SessionUpdated,
    SpeechStarted,
    SpeechStopped,
    SpokenDelta,
    Unknown,
    WordsDelta,
    WordsDone,
    WordsFailed,
    WrittenDelta,
    decode,
)

log = logging.getLogger(__name__)

CREATED_PATIENCE = 10.0
UPDATED_PATIENCE = 5.0
REPLY_OWED_PATIENCE = 3.0
"""Seconds after a turn that the server ended itself, before we ask for the reply that it owes."""
REPLY_BEGINS_WITHIN = 15.0
SHORTEST_COMMIT = WIRE.bytes(100)
PIECE = WIRE.bytes(10_000)
"""Bytes of sound in one frame at most: far below the service's limit of 15 MiB."""
LARGEST_ITEM = WIRE.bytes(200_000)
"""Bytes of sound in one item at most; longer ones go through the buffer, in pieces."""
REMEMBERED_FRAMES = 200
MOST_REFUSED_FIELDS = 6
ASIDE = "side job"


class State(Enum):
    WAITING = "waiting"
    CONFIGURING = "configuring"
    TALKING = "talking"
    OVER = "over"


class RealtimeProtocol:
    def __init__(
        self,
        traits: EngineTraits,
        wishes: SessionWishes,
        history: Sequence[Item],
        *,
        now: float,
        dialect: Dialect = Dialect.TODAY,
        model: str = "",
        pricing: Pricing,
    ) -> None:
        self._traits = traits
        self._wishes = wishes
        self._history = history
        self._dialect = dialect
        self._model = model
        self._pricing = pricing
        self.state = State.WAITING
        self.wants_other_dialect = False
        """The server speaks the other dialect: connect again with that."""
        self._frames: deque[str] = deque()
        self._events: list[EngineEvent] = []
        self._deadline: float | None = now + CREATED_PATIENCE
        self._number = 0
        self._causes: dict[str, str] = {}
        """What our recent frames were, by their event id."""
        self._responses = Responses(self._post, self._events_append, dialect, pricing, model)
        self._appended = 0
        """Bytes since the last commit or clear."""
        self._commits: deque[TurnId] = deque()
        """Turns of ours that the server has not confirmed yet."""
        self._turns: dict[str, TurnId] = {}
        self._items: dict[TurnId, str] = {}
        self._words: dict[str, str] = {}
        self._unknown: set[str] = set()
        self._asked_session: client.Body = {}
        self._refused_fields = 0
        self._session = SessionInfo()
        self._owed_at: float | None = None
        self._now = now
        self._asked_at = now

    # --- the doors

    def receive(self, frame: str | bytes, now: float) -> list[EngineEvent]:
        """Take a frame from the server. Whatever is in it, this does not raise."""
        self._events.clear()
        if self.state is not State.OVER:
            self._on(decode(frame), now)
        return list(self._events)

    def send(self, command: EngineCommand, now: float) -> list[EngineEvent]:
        """Take a command; its frames are then in `take_frames`."""
        self._events.clear()
        self._now = now
        if self.state is not State.OVER:
            self._carry_out(command)
        return list(self._events)

    def take_frames(self) -> list[str]:
        frames = list(self._frames)
        self._frames.clear()
        return frames

    @property
    def deadline(self) -> float | None:
        begins = self._asked_at + REPLY_BEGINS_WITHIN if self._responses.waiting else None
        waits = [wait for wait in (self._deadline, self._owed_at, begins) if wait is not None]
        return min(waits, default=None)

    def tick(self, now: float) -> list[EngineEvent]:
        self._events.clear()
        if self._deadline is not None and now >= self._deadline:
            self._lose(FailureKind.TIMED_OUT, "The service took the connection but does not answer; trying again.")
        if self._owed_at is not None and now >= self._owed_at:
            # A reply that is being made answers something older: the one that is owed is asked for after it.
            self._owed_at = now + REPLY_OWED_PATIENCE if self._responses.busy else None
            if not self._responses.busy:
                self._ask(spoken=self._wishes.spoken)
        if self._responses.waiting and now >= self._asked_at + REPLY_BEGINS_WITHIN:
            # What was asked and never began is not waited for any more.
            self._asked_at = now
            self._responses.give_up_waiting()
        return list(self._events)

    def closed(self, code: int, reason: str) -> list[EngineEvent]:
        """The socket is gone."""
        self._events.clear()
        if self.state is not State.OVER:
            self._lose_by_code(code, reason)
        return list(self._events)

    # --- commands

    def _carry_out(self, command: EngineCommand) -> None:
        match command:
            case SendAudio(pcm):
                self._append(pcm)
            case CommitTurn(turn):
                self._commit(turn)
            case SendUtterance(turn, pcm):
                self._send_utterance(turn, pcm)
            case DropAudio():
                self._clear()
            case SendText(turn, text, images, spoken):
                item = self._name("u")
                self._know(turn, item)
                self._post("conversation.item.create", item=client.user_item(item, text, images))
                self._events_append(TurnTaken(turn))
                self._ask(spoken=spoken)
            case AskReply(spoken):
                self._ask(spoken=spoken)
            case CancelReply(reply):
                self._responses.cancel(reply)
            case TruncateReply(reply, heard, _):
                self._responses.truncate(reply, heard)
            case ForgetTurn(turn):
                item_id = self._items.pop(turn, None)
                if item_id is not None:
                    self._post("conversation.item.delete", item_id=item_id)
            case GiveToolOutput(call, output, last):
                self._give_output(call, output, last=last)
            case Configure(wishes):
                self._configure(wishes)
            case AskAside(job, instructions, text):
                self._responses.create_aside(job, instructions, text)

    def _append(self, pcm: bytes) -> None:
        self._appended += len(pcm)
        for start in range(0, len(pcm), PIECE):
            self._frames.append(client.append(pcm[start : start + PIECE]))

    def _clear(self) -> None:
        if self._appended:
            self._appended = 0
            self._post("input_audio_buffer.clear")

    def _commit(self, turn: TurnId) -> None:
        if self._appended < SHORTEST_COMMIT:
            self._clear()
            return
        self._appended = 0
        self._commits.append(turn)
        self._post("input_audio_buffer.commit")
        self._ask(spoken=self._wishes.spoken)

    def _send_utterance(self, turn: TurnId, pcm: bytes) -> None:
        if len(pcm) < SHORTEST_COMMIT:
            return
        if self._appended == 0 and (not self._wishes.turn_taking.by_engine or len(pcm) > LARGEST_ITEM):
            # Through the buffer, because only what comes that way is transcribed.
            self._append(pcm)
            self._commit(turn)
            return
        item = self._name("u")
        self._know(turn, item)
        self._post("conversation.item.create", item=client.spoken_item(item, pcm))
        self._events_append(TurnTaken(turn))
        self._ask(spoken=self._wishes.spoken)

    def _ask(self, *, spoken: bool) -> None:
        if not self._responses.busy:
            self._asked_at = self._now
        self._responses.create({} if spoken == self._wishes.spoken else client.modalities(self._dialect, spoken=spoken))

    def _give_output(self, call: CallId, output: str, *, last: bool) -> None:
        self._post("conversation.item.create", item=client.output_item(str(call), output))
        if last:
            self._ask(spoken=self._wishes.spoken)

    def _configure(self, wishes: SessionWishes) -> None:
        before, self._wishes = self._wishes, replace(wishes, model=wishes.model or self._wishes.model)
        wishes = self._wishes
        voice_fixed = self._responses.has_spoken
        if wishes.model != before.model:
            self._events.append(NeedsNewSession("Another model begins with a new session."))
        elif voice_fixed and wishes.voice != before.voice:
            self._events.append(NeedsNewSession("Another voice begins with a new session."))
        else:
            if wishes.turn_taking is not before.turn_taking:
                self._clear()
            body = client.session(wishes, self._dialect, voice_fixed=voice_fixed)
            if before.instructions and not wishes.instructions:
                body["instructions"] = ""
            self._post("session.update", session=body)

    # --- events

    def _on(self, event: ServerEvent, now: float) -> None:
        match event:
            case AudioDelta():
                self._responses.on_audio(event)
            case SpokenDelta(response_id, _, delta) | WrittenDelta(response_id, _, delta):
                self._responses.on_words(response_id, delta or "")
            case SessionCreated(session):
                self._on_created(session, now)
            case SessionUpdated(session):
                self._on_updated(session)
            case ErrorTold(error):
                self._on_error(error)
            case RateLimits():
                self._events.append(LimitsTold(self._pricing.limits(event)))
            case SpeechStarted(item_id, at):
                self._events.append(TurnBegan(self._turn(item_id), int(at)))
            case SpeechStopped(item_id, at):
                self._events.append(TurnEnded(self._turn(item_id), int(at)))
            case Committed(item_id):
                self._on_committed(item_id, now)
            case ItemAdded():
                pass
            case WordsDelta(item_id, delta):
                text = self._words[item_id] = self._words.get(item_id, "") + (delta or "")
                self._events.append(TurnWords(self._turn(item_id), text, final=False))
            case WordsDone():
                self._on_words_done(event)
            case WordsFailed(item_id, error):
                self._on_words_failed(item_id, error)
            case ResponseCreated(response):
                if self._responses.on_created(response):
                    self._owed_at = None
            case OutputItemAdded(response_id, item):
                self._responses.on_item(response_id, item)
            case OutputItemDone(response_id, item):
                self._responses.on_item_done(response_id, item)
            case AudioDone(response_id):
                self._responses.on_audio_done(response_id)
            case ResponseDone(response):
                self._responses.on_done(response)
            case Ignored():
                pass
            case Unknown(name):
                if name not in self._unknown:
                    self._unknown.add(name)
                    log.info("the service sent an event that is not known: %s", name)
            case Malformed(reason):
                log.info("the service sent a frame that is no event (%s)", reason)

    def _on_created(self, session: SessionInfo, now: float) -> None:
        if self.state is not State.WAITING:
            return
        self._session = session
        if session.speaks_beta and self._dialect is Dialect.TODAY:
            self._switch_dialect()
            return
        self.state = State.CONFIGURING
        self._deadline = now + UPDATED_PATIENCE
        self._asked_session = client.session(self._wishes, self._dialect)
        self._post("session.update", session=self._asked_session)

    def _on_updated(self, session: SessionInfo) -> None:
        if self.state is not State.CONFIGURING:
            return
        self.state = State.TALKING
        self._deadline = None
        for item in history_items(self._history, self._dialect, self._name, self._know_old):
            self._post("conversation.item.create", item=item)
        model = session.model or self._session.model or self._model
        self._responses.model = model
        expires_at = session.expires_at or self._session.expires_at
        info = LinkInfo(self._traits, model, session.voice_name or self._session.voice_name, expires_at)
        self._events.append(LinkOpened(info))

    def _on_committed(self, item_id: str, now: float) -> None:
        if self._commits:
            turn = self._commits.popleft()
            self._know(turn, item_id)
        else:
            self._appended = 0
            if self._wishes.turn_taking.by_engine:
                self._owed_at = now + REPLY_OWED_PATIENCE
        self._events.append(TurnTaken(self._turn(item_id)))

    def _on_words_done(self, event: WordsDone) -> None:
        self._words.pop(event.item_id, None)
        language = event.languages[0].code if event.languages else None
        model = client.transcriber(self._wishes, self._dialect)
        spent = transcription_bill(self._pricing, model, event.usage)
        text = (event.transcript or "").strip()
        self._events.append(
            TurnWords(self._turn(event.item_id), text, final=True, language=language or None, spent=spent)
        )

    def _on_words_failed(self, item_id: str, error: ErrorBody) -> None:
        self._words.pop(item_id, None)
        failure = Failure(
            FailureKind.NOT_UNDERSTOOD,
            "The answer was given by ear: what you said could not be written down.",
            str(error.code or ""),
        )
        self._events.append(TurnNotUnderstood(self._turn(item_id), failure))

    def _on_error(self, error: ErrorBody) -> None:
        cause = self._causes.get(error.event_id or "", "")
        if cause == ASIDE:
            log.info("the service refused a side job: %s", error.code)
            return
        meaning, failure = meaning_of(error, cause)
        match meaning:
            case Meaning.NOTHING:
                if cause == "input_audio_buffer.commit" and self._commits:
                    self._commits.popleft()
                self._responses.refused(cause)
            case Meaning.LATER:
                self._responses.create_refused()
            case Meaning.OTHER_DIALECT if self.state is not State.TALKING:
                self._switch_dialect()
            case Meaning.OVER:
                self._over(failure)
            case _:
                if cause == "response.create":
                    self._responses.create_failed()
                if self.state is State.CONFIGURING and cause in ("session.update", ""):
                    self._after_refused_session(error)
                else:
                    self._events.append(EngineComplained(failure))

    def _after_refused_session(self, error: ErrorBody) -> None:
        """The server knows no session of this shape: today's servers name the field, older ones want the other shape."""
        if self._dialect is Dialect.TODAY and (error.param or "").startswith("session.type"):
            self._switch_dialect()
            return
        log.info("the service refused a field of the session: %s", error.param)
        self._refused_fields += 1
        if self._refused_fields <= MOST_REFUSED_FIELDS and client.without(self._asked_session, error.param or ""):
            # Without that one field, rather than without all that was wished.
            self._post("session.update", session=self._asked_session)
            return
        self._events.append(
            EngineComplained(
                Failure(
                    FailureKind.REJECTED,
                    "The service refused one of the settings of the talk; its own are used instead.",
                    error.param or str(error.code or ""),
                )
            )
        )
        self._on_updated(self._session)

    # --- the end

    def _switch_dialect(self) -> None:
        self.wants_other_dialect = True
        self._lose(FailureKind.WRONG_DIALECT, "The service speaks the other form of the protocol; connecting again.")

    def _lose_by_code(self, code: int, reason: str) -> None:
        if code == 4000 and self._dialect is Dialect.BETA:
            self._switch_dialect()
        elif code == 1001 and "maximum duration" in reason:
            self._lose(FailureKind.SESSION_EXPIRED, "The session reached its age limit; a new one is being opened.")
        elif code in (1008, 4000):
            self._lose(FailureKind.NOT_ALLOWED, "The service ended the connection: look at key and model.", str(code))
        else:
            self._lose(FailureKind.LINK_DROPPED, "The connection was lost; it is being opened again.", str(code))

    def _lose(self, kind: FailureKind, sentence: str, detail: str = "") -> None:
        self._over(Failure(kind, sentence, detail))

    def _over(self, failure: Failure) -> None:
        if self.state is not State.OVER:
            self.state = State.OVER
            self._deadline = self._owed_at = None
            self._events.append(LinkLost(failure))

    # --- names

    def _post(self, kind: str, /, **fields: client.Json) -> None:
        event_id = self._name("c")
        response = fields.get("response")
        aside = isinstance(response, dict) and response.get("conversation") == "none"
        self._causes[event_id] = ASIDE if aside else kind
        if len(self._causes) > REMEMBERED_FRAMES:
            del self._causes[next(iter(self._causes))]
        self._frames.append(client.encode(kind, event_id, **fields))

    def _events_append(self, event: EngineEvent) -> None:
        self._events.append(event)

    def _name(self, prefix: str) -> str:
        self._number += 1
        return f"va_{prefix}{self._number}"

    def _know(self, turn: TurnId, item_id: str) -> None:
        self._turns[item_id] = turn
        self._items[turn] = item_id

    def _know_old(self, message: Message, item_id: str) -> None:
        """A turn from before this session can be forgotten like any other."""
        self._know(TurnId(f"turn-{message.id}"), item_id)

    def _turn(self, item_id: str) -> TurnId:
        """Our name for what the server calls this item; its own name where the server ended the turn."""
        turn = self._turns.get(item_id)
        if turn is None:
            turn = TurnId(item_id)
            self._know(turn, item_id)
        return turn
