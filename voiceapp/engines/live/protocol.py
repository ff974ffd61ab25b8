"""Speaks the protocol of a Live session without a socket. Pure: time is an argument, and nothing is raised.

Commands that a session has no event for are done in words: a reply is cut by not playing it and by telling the model so,
a line is answered by asking for it, and what was heard is marked by us alone. What the session could never take up, such
as a corrected line, is told to the conversation, which then has a new session begin with the talk as it stands.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voiceapp.core import messages as m
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Item, Spent
from voiceapp.core.wishes import SessionWishes
from voiceapp.engines.live.handed_over import HandedOver
from voiceapp.engines.live.history import history_messages
from voiceapp.engines.live.input_clock import InputClock
from voiceapp.engines.live.outbox import LiveOutbox
from voiceapp.engines.live.owed_answers import OwedAnswers
from voiceapp.engines.live.person_lines import PersonLines
from voiceapp.engines.live.session_bill import SessionBill
from voiceapp.engines.live.spoken_output import SpokenOutput
from voiceapp.engines.realtime.billing import Pricing
from voiceapp.engines.realtime.error_meanings import ErrorMeaning, failure_of_close, meaning_of
from voiceapp.openai import live_client_events as client
from voiceapp.openai import live_server_events as wire
from voiceapp.openai.frame_decoding import Ignored, Malformed, Unknown
from voiceapp.openai.live_client_events import Context
from voiceapp.openai.realtime_client_events import data_url
from voiceapp.openai.realtime_server_events import ErrorBody

log = logging.getLogger(__name__)

STARTED_WITHIN = 10.0
"""Seconds after which a session that was asked for must have started."""
SILENT_FOR = 15.0
"""Seconds in which nothing at all may come of a session whose sound never ends."""
NO_ANSWER = Failure(FailureKind.TIMED_OUT, Sentence("The service connected but doesn't answer. Trying again."))
WENT_SILENT = Failure(FailureKind.TIMED_OUT, Sentence("The service stopped midway. Reconnecting."))
NO_PICTURES = Failure(
    FailureKind.REJECTED,
    Sentence("A Live talk can't see pictures. Choose Realtime or a cascade as the engine to show one."),
)
CLOSED_BY_FILTER = Failure(
    FailureKind.REJECTED, Sentence("The service ended the session because of what was said. Opening a new one.")
)
EXPIRED = Failure(FailureKind.SESSION_EXPIRED, Sentence("The session reached its time limit. Opening a new one."))
_INTERRUPTED = "The person interrupted you. Say no more of that, and listen."


@dataclass(frozen=True, slots=True)
class Worker:
    """Says who does the work that the voice hands over."""

    model: str = ""
    """A model of the service's. Empty: we do it."""


class LiveProtocol:
    def __init__(
        self,
        traits: m.EngineTraits,
        wishes: SessionWishes,
        history: Sequence[Item],
        *,
        now: float,
        worker: Worker,
        pricing: Pricing,
        name: str,
    ) -> None:
        """`name` makes our names for turns and replies unique."""
        self.failure: Failure | None = None
        """Why it is over."""
        self.on_task: Callable[[str], None] = lambda _: None
        """Told of work that is handed to us."""
        self._traits = traits
        self._wishes = wishes
        self._worker = worker
        self._name = name
        self._events: list[m.EngineEvent] = []
        self._now = self._news_at = now
        self._is_open = self._is_closing = self._key_held = False
        self._replies = 0
        self._out = LiveOutbox()
        self._bill = SessionBill(pricing, wishes.model)
        self._clock = InputClock(self._out.append, self._out.mute)
        self._owed = OwedAnswers(self._add_event, self._new_reply)
        self._lines = PersonLines(self._add_event, self._on_taken, name)
        self._output = SpokenOutput(self._add_event, self._begin_reply)
        self._work = HandedOver(self._out, self._add_event, self._new_reply, pricing, model=worker.model, name=name)
        self._told: Failure | None = None
        self._unknown: set[str] = set()
        self._cut_told: m.ReplyId | None = None
        """The last reply that the model was told to give up."""
        self._obey(wishes)
        backend = client.backend(wishes, worker.model) if worker.model else None
        self._out.post("session.start", session=client.session(wishes, history_messages(history), backend))

    # --- entry points

    def receive(self, frame: str | bytes, now: float) -> list[m.EngineEvent]:
        """Takes a frame from the server and never raises, whatever is in it."""
        self._events.clear()
        self._now = self._news_at = now
        if self.failure is None:
            self._on_server_event(wire.decode(frame), now)
        return list(self._events)

    def send(self, command: m.EngineCommand, now: float) -> list[m.EngineEvent]:
        """Take a command. Its frames are then in `take_frames`."""
        self._events.clear()
        self._now = now
        if self.failure is None and not self._is_closing:
            self._carry_out(command)
        return list(self._events)

    def report(self, task: str, text: str) -> None:
        """Have the voice say what came of a task that was handed to us."""
        self._work.report(task, text)

    def ask_tools(self, calls: Sequence[tuple[m.CallId, str, str]]) -> list[m.EngineEvent]:
        """Have functions run for such a task."""
        self._events.clear()
        self._work.ask_tools(calls)
        return list(self._events)

    def say_goodbye(self) -> bool:
        """End the session. Return whether there is one, whose last word is worth waiting for."""
        if self.failure is not None or not self._is_open:
            return False
        self._is_closing = True
        self._clock.drop()
        self._out.post("session.close")
        return True

    def settle(self) -> None:
        """Charge what is not charged, because nothing more comes."""
        if self._is_open:
            self._bill.settled(None, self._clock.position / 1000)

    def take_frames(self) -> list[str]:
        return self._out.drain()

    @property
    def deadline(self) -> float | None:
        if self.failure is not None:
            return None
        if not self._is_open:
            return self._news_at + STARTED_WITHIN
        silent_at, due = self._news_at + SILENT_FOR, self._clock.deadline
        return silent_at if due is None or self._is_closing else min(due, silent_at)

    def tick(self, now: float) -> list[m.EngineEvent]:
        self._events.clear()
        self._now = now
        if self.failure is not None:
            return []
        if now >= self._news_at + (SILENT_FOR if self._is_open else STARTED_WITHIN):
            self._over(WENT_SILENT if self._is_open else NO_ANSWER)
        elif not self._is_closing:
            self._clock.flush(now)
        return list(self._events)

    def closed(self, code: int, reason: str) -> Failure:
        """The socket is gone; returns what that means."""
        return self._over(failure_of_close(code, reason, self._told))

    # --- replies

    def _new_reply(self) -> m.ReplyBegan:
        self._replies += 1
        reply = m.ReplyId(f"live{self._name}-r{self._replies}")
        return m.ReplyBegan(reply, model=self._bill.model, up_to=self._owed.newest, paced=True)

    def _begin_reply(self) -> m.ReplyBegan:
        """The model begins to speak."""
        self._lines.model_speaks(self._clock.position, self._clock.sound_until)
        self._owed.answered()
        return self._new_reply()

    def _on_taken(self, turn: m.TurnId) -> None:
        line = self._lines.newest
        said_before = line is not None and self._output.reply is not None and line.end <= self._output.began
        self._owed.take(turn, self._clock.position, answered=said_before)

    # --- commands

    def _carry_out(self, command: m.EngineCommand) -> None:
        match command:
            case m.SendAudio(pcm):
                self._on_person(pcm)
            case m.SendUtterance(turn, pcm):
                self._clock.take(pcm, self._now)
                self._lines.commit(turn, self._clock.end)
            case m.CommitTurn(turn):
                self._commit(turn)
            case m.DropAudio():
                self._clock.drop()
                self._hold_key(on=False)
            case m.SendText():
                self._on_written(command)
            case m.AskReply() | m.AnswerOverdue():
                self._out.ask_for_answer()
            case m.CancelReply(reply):
                self._cut(reply)
            case m.TruncateReply(reply, _, text):
                self._tell_what_was_heard(reply, text)
            case m.CorrectTurn() | m.CorrectReply() | m.ForgetTurn():
                self._add_event(m.NeedsNewSession(None))
            case m.GiveToolOutput(call, output):
                self._work.give(call, output)
            case m.Configure(wishes):
                self._configure(wishes)
            case m.PrepareTurn() | m.ResumeTurn() | m.AskAside():
                pass  # nothing is prepared, and side jobs are done beside the session

    def _on_person(self, pcm: bytes) -> None:
        if self._wishes.turn_taking.by_key and not self._key_held:
            self._hold_key(on=True)
        self._clock.take(pcm, self._now)

    def _commit(self, turn: m.TurnId) -> None:
        self._hold_key(on=False)
        self._lines.commit(turn, self._clock.end)

    def _hold_key(self, *, on: bool) -> None:
        """While a key is held the person has the floor, whatever they pause for."""
        if on != self._key_held:
            self._key_held = on
            self._clock.hold(self._now, on=on)
            self._output.hush(on=on)

    def _on_written(self, command: m.SendText) -> None:
        self._add_event(m.TurnTaken(command.turn))
        self._owed.write(command.turn)
        if command.images and not self._worker.model:
            self._add_event(m.EngineRefused(NO_PICTURES))
        elif command.images:
            pictures = [data_url(image) for image in command.images]
            self._out.post("response.item.create", item=client.person_showed(command.text, pictures))
            if command.answer:
                self._out.post("response.create")
            return
        if command.answer:
            self._out.ask_for_answer(command.text)
        elif command.text.strip():
            self._out.wrote(command.text)

    def _cut(self, reply: m.ReplyId) -> None:
        if self._output.cut(reply):
            self._cut_told = reply
            self._out.append_context(Context.INSTRUCTIONS, _INTERRUPTED)

    def _tell_what_was_heard(self, reply: m.ReplyId, text: str) -> None:
        """There is no truncation: the model is told in words."""
        if reply == self._cut_told:
            self._cut_told = None
            heard = f"The person heard only this of it: {text}" if text.strip() else "The person heard nothing of it."
            self._out.append_context(Context.THINKING, heard)

    def _obey(self, wishes: SessionWishes) -> None:
        self._lines.names_turns = not wishes.turn_taking.by_key
        self._output.spoken = wishes.spoken

    def _configure(self, wishes: SessionWishes) -> None:
        before, self._wishes = self._wishes, wishes
        self._obey(wishes)
        if not wishes.turn_taking.by_key:
            self._hold_key(on=False)
        backend = (wishes.tools, wishes.told_services, wishes.effort)
        if self._worker.model and backend != (before.tools, before.told_services, before.effort):
            self._out.update(wishes, self._worker.model)
        if wishes.told_services != before.told_services:
            self._add_event(m.NeedsNewSession(None))

    # --- events

    def _on_server_event(self, event: wire.ServerEvent, now: float) -> None:
        self._told = None
        match event:
            case wire.LiveAudioDelta():
                self._on_sound(event.sound(), now)
            case wire.InputWords(text) if text:
                self._lines.take_words(text, event.start, event.end)
            case wire.OutputWords(text) if text:
                self._output.take_words(text, event.start)
            case wire.SessionStarted(session):
                self._on_started(session, now)
            case wire.DelegationCreated(delegation):
                if delegation.target == "client" and self._work.takes(delegation.id):
                    self.on_task(delegation.id)
            case wire.BackendEvent():
                self._work.on_backend(event)
            case wire.UsageUpdated(usage):
                self._charge(self._bill.reported(usage.seconds))
            case wire.SessionClosed(reason, usage):
                self._on_closed(reason, usage.seconds)
            case wire.LiveErrorReceived(error):
                self._on_error(error)
            case wire.LiveNotice(code):
                log.info("the service says %s", code)
            case Unknown(name) if name not in self._unknown:
                self._unknown.add(name)
                log.info("the service sent an event that is not known: %s", name)
            case Malformed(reason):
                log.info("the service sent a frame that is no event (%s)", reason)
            case wire.InputWords() | wire.OutputWords() | Ignored() | Unknown():
                pass

    def _on_started(self, session: wire.LiveSessionInfo, now: float) -> None:
        if not self._is_open:
            self._is_open = True
            self._bill.model = session.model or self._bill.model
            self._clock.start(now)
            info = m.LinkInfo(self._traits, self._bill.model, session.voice_name, session.expires_at)
            self._add_event(m.LinkOpened(info))

    def _on_sound(self, pcm: bytes | None, now: float) -> None:
        if not self._is_closing:
            self._output.take_sound(pcm or b"")
            self._clock.flush(now)
            self._lines.tick(self._clock.position, self._clock.sound_until)
            self._owed.tick(self._clock.position, working=self._work.under_way or self._output.goes_on)

    def _charge(self, spent: tuple[Spent, ...]) -> None:
        if spent:
            self._add_event(m.LinkCharged(spent))

    def _on_closed(self, reason: str, seconds: float) -> None:
        self._charge(self._bill.settled(seconds, 0.0))
        known = {"expired": EXPIRED, "content": CLOSED_BY_FILTER}
        self._over(known.get(reason) or failure_of_close(1006, "", None))

    def _on_error(self, error: wire.LiveError) -> None:
        cause = self._out.cause_of(error.client_event_id)
        if cause and error.param == "type":
            log.info("the service does not know %s: %s", cause, error.message)
            self._out.give_up(cause)
            return
        said = ErrorBody(error.type, error.code, error.message, error.param, error.client_event_id)
        meaning, failure = meaning_of(said, cause)
        self._told = failure
        if meaning is ErrorMeaning.OVER or not self._is_open:
            self._over(failure)
        elif meaning is ErrorMeaning.TELL:
            self._add_event(m.EngineRefused(failure))

    def _over(self, failure: Failure) -> Failure:
        """Keeps the first failure, because later ones only follow from it."""
        if self.failure is None:
            self.failure = failure
            if self._is_open:
                self._charge(self._bill.settled(None, self._clock.position / 1000))
        return self.failure

    def _add_event(self, event: m.EngineEvent) -> None:
        self._events.append(event)
