"""Speaks Realtime without the socket, turning frames into engine events and engine commands into frames.

    waiting --session.created--> configuring --session.updated--> talking --any loss--> over

Meets `websocket.shell.SocketProtocol` and takes commands through `send`. It keeps the service's rules for us: one reply
at a time into the conversation, no empty commits, no truncation beyond what has come, and nothing more from a cancelled
reply.
"""

import logging
from collections.abc import Sequence

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    BESIDE_A_PAUSE,
    AnswerOverdue,
    AskAside,
    AskReply,
    CallId,
    CancelReply,
    CommitTurn,
    Configure,
    CorrectReply,
    CorrectTurn,
    DropAudio,
    EngineCommand,
    EngineEvent,
    EngineRefused,
    EngineTraits,
    ForgetTurn,
    GiveToolOutput,
    LinkInfo,
    LinkOpened,
    PrepareTurn,
    RateLimitsChanged,
    ResumeTurn,
    SendAudio,
    SendText,
    SendUtterance,
    TruncateReply,
    own_reply,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Message, Speaker
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.engines.realtime.error_meanings import ErrorMeaning, failure_of_close, meaning_of
from voiceapp.engines.realtime.input_audio import InputAudio
from voiceapp.engines.realtime.outbox import ASIDE, Outbox
from voiceapp.engines.realtime.prepared_turn import PreparedTurn
from voiceapp.engines.realtime.reply_requests import ReplyRequests
from voiceapp.engines.realtime.resend import UtteranceResender
from voiceapp.engines.realtime.responses import RealtimeReplies
from voiceapp.engines.realtime.server_items import ReplyItems
from voiceapp.engines.realtime.talk_session import TalkSession
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai import realtime_server_events as wire
from voiceapp.openai.realtime_client_events import Dialect

log = logging.getLogger(__name__)

BROKEN_OFF = Sentence("The service stopped midway. Reconnecting.")
CANCELLED_WITHIN = 10.0
"""Seconds of silence after cancelling a reply, by which the server must have reported its end."""
ENDED_WITHIN = 10.0
"""The same of a reply that is whole: it is over then, whatever the server says. Sooner than anybody is asked instead."""


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
        name: str = "",
        echoes: bool = True,
    ) -> None:
        """`name` is added to the server's names for replies and turns, because another session may restart their
        numbering. `echoes`: the server is known to hand back our name for a side job.
        """
        self.failure: Failure | None = None
        """Why it is over."""
        self.wants_other_dialect = False
        """The server speaks the other dialect, so connect again with that one."""
        self._out = Outbox()
        self._pricing = pricing
        self._events: list[EngineEvent] = []
        self._session = TalkSession(
            self._out, traits, wishes, history, self._know_old, dialect=dialect, model=model, now=now
        )
        self._input_audio = InputAudio(self._out, self._add_event, pricing, name, detected=wishes.turn_taking.by_engine)
        self._lines = ReplyItems(self._out, dialect)
        self._requests = ReplyRequests(self._out.post, self._session, lambda: self._input_audio.newest, echoes=echoes)
        self._resender = UtteranceResender(
            self._out, self._input_audio, dialect, lambda: self._requests.ask_for_what_was_said(self._now)
        )
        self._responses = RealtimeReplies(
            self._out.post, self._add_event, self._session, self._requests, pricing, name, over=self._lines.know
        )
        self._prepared = PreparedTurn(self._input_audio, self._requests, self._responses)
        self._unknown: set[str] = set()
        self._told: Failure | None = None
        """The error that the server sent, if that was its last message."""
        self._now = now
        self._news_at = now
        """When the server last sent anything."""

    # --- entry points

    def receive(self, frame: str | bytes, now: float) -> list[EngineEvent]:
        """Takes a frame from the server and never raises, whatever is in it. Next stop of a reply's sound:
        `RealtimeReplies`, then the link through the events returned here.
        """
        self._events.clear()
        self._news_at = now
        self._now = now
        if self.failure is None:
            self._on_server_event(wire.decode(frame), now)
            self._resender.send(self._session.wishes)
        return list(self._events)

    def send(self, command: EngineCommand, now: float) -> list[EngineEvent]:
        """Take a command; next stop: `InputAudio` for speech. Its frames are then in `take_frames`."""
        self._events.clear()
        self._now = now
        if self.failure is None:
            self._carry_out(command)
            self._resender.send(self._session.wishes)
        return list(self._events)

    def take_frames(self) -> list[str]:
        return self._out.drain()

    @property
    def deadline(self) -> float | None:
        if self.failure is not None:
            return None
        waits = (self._session.deadline, self._requests.deadline, self._cancelled_by, self._ended_by)
        return min((wait for wait in waits if wait is not None), default=None)

    @property
    def _cancelled_by(self) -> float | None:
        return self._news_at + CANCELLED_WITHIN if self._responses.cancelling else None

    @property
    def _ended_by(self) -> float | None:
        return self._news_at + ENDED_WITHIN if self._responses.is_whole else None

    def tick(self, now: float) -> list[EngineEvent]:
        self._events.clear()
        self._now = now
        if self._session.overdue(now):
            self._lose(FailureKind.TIMED_OUT, Sentence("The service connected but doesn't answer. Trying again."))
        elif self._ended_by is not None and now >= self._ended_by:
            self._responses.end_whole(now)
        elif self._cancelled_by is not None and now >= self._cancelled_by:
            self._stopped_in_the_middle()
        if self.failure is None:
            self._requests.tick(now)
        return list(self._events)

    def _wait_no_longer(self) -> None:
        """Gives up an overdue reply that never began, or the whole session where a reply stalled midway and will never
        end.
        """
        if self._requests.waiting:
            self._responses.expect_nothing_unheard()
            self._requests.give_up_waiting(self._now)
        elif self._responses.is_whole:
            self._responses.end_whole(self._now)
        elif self._requests.in_the_way:
            self._stopped_in_the_middle()

    def _stopped_in_the_middle(self) -> None:
        self._lose(FailureKind.TIMED_OUT, BROKEN_OFF)

    def closed(self, code: int, reason: str) -> Failure:
        """The socket is gone; returns what that means."""
        if self.failure is None and code == 4000 and self._session.dialect is Dialect.BETA:
            self._switch_dialect()
        return self._over(failure_of_close(code, reason, self._told))

    # --- commands

    def _carry_out(self, command: EngineCommand) -> None:
        if not isinstance(command, BESIDE_A_PAUSE):
            self._prepared.withdraw(goes_on=not isinstance(command, DropAudio))
        match command:
            case SendAudio() | PrepareTurn() | ResumeTurn() | CommitTurn() | DropAudio() | SendUtterance():
                self._on_voice(command)
            case SendText(turn, text, images, spoken, answer):
                self._input_audio.text(turn, text, images)
                if answer:
                    self._requests.ask(self._now, spoken=spoken)
            case AskReply(spoken):
                self._requests.ask(self._now, spoken=spoken)
            case AnswerOverdue():
                self._wait_no_longer()
            case CancelReply(reply):
                self._responses.cancel(reply)
            case TruncateReply() | ForgetTurn() | CorrectTurn() | CorrectReply():
                self._amend(command)
            case GiveToolOutput(call, output, last):
                self._give_output(call, output, last=last)
            case Configure(wishes):
                self._configure(wishes)
            case AskAside(job, instructions, text):
                self._requests.ask_aside(job, instructions, text, self._now)

    def _on_voice(self, command: SendAudio | PrepareTurn | ResumeTurn | CommitTurn | DropAudio | SendUtterance) -> None:
        match command:
            case SendAudio(pcm):
                self._input_audio.append(pcm)
            case PrepareTurn(turn):
                self._prepared.prepare(turn, self._now)
            case ResumeTurn():
                pass  # nothing prepared is left
            case CommitTurn(turn):
                if not self._prepared.give_out(turn, self._now) and self._input_audio.commit(turn):
                    self._requests.ask_for_what_was_said(self._now)
            case DropAudio():
                self._input_audio.drop()
            case SendUtterance():
                self._resender.add(command)

    def _amend(self, command: TruncateReply | ForgetTurn | CorrectTurn | CorrectReply) -> None:
        """Changes what is remembered of something said earlier."""
        match command:
            case TruncateReply(reply, heard, _):
                if heard or not self._lines.forget(reply):
                    self._responses.truncate(reply, heard)
            case ForgetTurn(turn):
                self._input_audio.forget(turn)
            case CorrectTurn(turn, text, pictures):
                self._input_audio.correct(turn, text, pictures)
            case CorrectReply(reply, text):
                self._lines.correct(reply, text)

    def _give_output(self, call: CallId, output: str, *, last: bool) -> None:
        self._out.post("conversation.item.create", item=client.output_item(str(call), output))
        if last:
            self._requests.ask(self._now)

    def _configure(self, wishes: SessionWishes) -> None:
        self._input_audio.detected = wishes.turn_taking.by_engine
        news = self._session.configure(wishes, voice_fixed=self._responses.has_spoken)
        if news is not None:
            self._add_event(news)

    # --- events

    def _on_server_event(self, event: wire.ServerEvent, now: float) -> None:
        self._told = None
        match event:
            case (
                wire.AudioDelta()
                | wire.SpokenDelta()
                | wire.WrittenDelta()
                | wire.ContentDone()
                | wire.OutputItemAdded()
                | wire.OutputItemDone()
                | wire.ResponseDone()
            ):
                self._responses.on_server_event(event, now)
            case wire.SessionCreated() | wire.SessionUpdated():
                self._on_session(self._session.on_session(event, now))
            case wire.ErrorReceived(error):
                self._on_error(error)
            case wire.RateLimits():
                self._add_event(RateLimitsChanged(self._pricing.limits(event)))
            case (
                wire.SpeechStarted()
                | wire.SpeechStopped()
                | wire.WordsDelta()
                | wire.WordsDone()
                | wire.TranscriptionFailed()
            ):
                self._input_audio.on_server_event(
                    event, client.transcriber(self._session.wishes, self._session.dialect)
                )
            case wire.Committed(item_id):
                if self._input_audio.on_committed(item_id) and self._input_audio.detected:
                    self._requests.owed(now)
            case wire.ResponseCreated(response):
                self._responses.on_created(response, now)
            case wire.ItemAdded() | wire.Ignored():
                pass  # one of several items has all its sound, but the reply itself ends with response.done
            case wire.Unknown(name):
                if name not in self._unknown:
                    self._unknown.add(name)
                    log.info("the service sent an event that is not known: %s", name)
            case wire.Malformed(reason):
                log.info("the service sent a frame that is no event (%s)", reason)

    def _on_session(self, opened: LinkInfo | None) -> None:
        if opened is not None:
            self._add_event(LinkOpened(opened))
        elif self._session.other_dialect:
            self._switch_dialect()

    def _know_old(self, message: Message, item_id: str) -> None:
        """Registers a line from before this session, so that it can be corrected and deleted like any other."""
        if message.speaker is Speaker.USER:
            self._input_audio.know_old(message, item_id)
        else:
            self._lines.know(own_reply(message.id), [item_id])

    def _on_error(self, error: wire.ErrorBody) -> None:
        cause = self._out.cause_of(error.event_id)
        if cause == ASIDE:
            log.info("the service refused a side job: %s", error.code)
            self._requests.aside_refused()
            return
        meaning, self._told = meaning_of(error, cause)
        failure = self._told
        match meaning:
            case ErrorMeaning.NOTHING:
                if cause == "input_audio_buffer.commit":
                    if self._input_audio.on_commit_refused():
                        self._prepared.withdraw()
                elif cause == "response.create":
                    self._on_request_failed()
            case ErrorMeaning.LATER:
                self._requests.refused(self._now)
            case ErrorMeaning.OTHER_DIALECT if not self._session.is_open:
                self._switch_dialect()
            case ErrorMeaning.OVER:
                self._over(failure)
            case _:
                if cause == "response.create" and self._on_request_failed():
                    return  # if the trouble is real, it shows again when an answer is wanted
                if self._session.concerns(cause):
                    self._on_refused_session(error)
                else:
                    self._add_event(EngineRefused(failure))

    def _on_request_failed(self) -> bool:
        """Returns True if the reply was only prepared."""
        prepared = self._prepared.request_failed()
        self._requests.failed(self._now)
        return prepared

    def _on_refused_session(self, error: wire.ErrorBody) -> None:
        opened = self._session.on_refused(error)
        self._on_session(opened)
        if opened is not None and self._session.complaint is not None:
            self._add_event(EngineRefused(self._session.complaint))  # nobody listens before the link is open

    # --- the end

    def _switch_dialect(self) -> None:
        self.wants_other_dialect = True
        self._lose(FailureKind.WRONG_DIALECT, Sentence("The service uses the other protocol version. Reconnecting."))

    def _lose(self, kind: FailureKind, sentence: Sentence) -> None:
        self._over(Failure(kind, sentence))

    def _over(self, failure: Failure) -> Failure:
        """Keeps the first failure, because later ones only follow from it."""
        if self.failure is None:
            self.failure = failure
        return self.failure

    def _add_event(self, event: EngineEvent) -> None:
        self._events.append(event)
