"""Handles the replies of a Realtime session: one at a time into the conversation, side jobs beside it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AsideAnswered,
    CallId,
    EngineEvent,
    Outcome,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    ToolAsked,
    TurnId,
)
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.engines.realtime.billing import Pricing, reply_bill
from voiceapp.engines.realtime.reply_owners import ReplyOwners
from voiceapp.openai import realtime_client_events as client
from voiceapp.openai.realtime_client_events import Dialect, Json
from voiceapp.openai.realtime_server_events import (
    AudioDelta,
    ItemInfo,
    OutputItemAdded,
    OutputItemDone,
    ResponseDone,
    ResponseInfo,
    SpokenDelta,
    WrittenDelta,
)

log = logging.getLogger(__name__)

JOB = "voiceapp_job"
MOST_REMEMBERED = 50
ReplyProgress = AudioDelta | SpokenDelta | WrittenDelta | OutputItemAdded | OutputItemDone | ResponseDone
"""What the service tells of a reply that has begun."""


class Post(Protocol):
    def __call__(self, kind: str, /, **fields: Json) -> None: ...


@dataclass(slots=True)
class _Response:
    id: str
    """As the service calls it."""
    reply: ReplyId
    job: str | None = None
    cancelled: bool = False
    items: dict[str, int] = field(default_factory=dict[str, int])
    """Bytes of sound by item, in order."""
    half: bytes = b""
    """Half a sample, carried over to the next delta."""
    calls: dict[str, ItemInfo] = field(default_factory=dict[str, ItemInfo])
    words: str = ""
    done: bool = False
    """The service has ended it: what still comes under its name is a mistake."""

    @property
    def received_ms(self) -> Milliseconds:
        return WIRE.ms(sum(self.items.values()))


class RealtimeReplies:
    def __init__(
        self,
        post: Post,
        on_engine_event: Callable[[EngineEvent], None],
        dialect: Dialect,
        pricing: Pricing,
        model: str,
        newest: Callable[[], TurnId | None],
        name: str = "",
        *,
        echoes: bool = True,
        over: Callable[[ReplyId, Sequence[str]], None],
    ) -> None:
        """`echoes`: the service is known to hand back what we call a side job. `over` is told of each reply that is over,
        and of the items that the service keeps of it.
        """
        self._over = over
        self._post = post
        self._on_engine_event = on_engine_event
        self._dialect = dialect
        self._pricing = pricing
        self.model = model
        self._session = name
        self.has_spoken = False
        """The voice cannot be changed any more in this session."""
        self._responses: dict[str, _Response] = {}
        self._active: str | None = None
        """The reply that is being made into the conversation."""
        self._asking = ReplyOwners(echoes)
        self.starts_by_itself = False
        """The service answers what is committed without being asked, and refuses to be asked."""
        self._expected = False
        """It has been committed, and the answer has not begun."""
        self._begun_since = False
        """A reply has begun since one was asked for last."""
        self._refused = False
        """Asking was refused for the sake of a reply that is made already, of which we have not heard."""
        self._gave_up = False
        """One that was asked for did not begin in time; it may still do so."""
        self._newest = newest
        self._answers: TurnId | None = None
        """The newest turn that the service had when the reply was asked for."""
        self._next: client.Body | None = None
        """One more is to be asked for when none is being made. It answers all that was said until then, so there is
        never need for two."""
        self._last_asked: client.Body = {}

    @property
    def cancelling(self) -> bool:
        """It is not wanted any more, and the service has still to say so."""
        return self._active is not None and self._responses[self._active].cancelled

    @property
    def in_the_way(self) -> bool:
        """A reply is being made, and the next one waits for its end."""
        return self._active is not None and self._next is not None

    @property
    def busy(self) -> bool:
        return self._active is not None or self._asking.replies > 0

    @property
    def tells_jobs_apart(self) -> bool:
        """The service names side jobs. Where it does not, and makes replies by itself, one could be taken for the other."""
        return self._asking.echoes

    # --- asking

    def create(self, overrides: client.Body, now: float) -> None:
        """Ask for a reply, as soon as no other is being made."""
        if self.busy:
            self._next = overrides
            return
        self._asking.reply(now)
        self._begun_since = self._refused = False
        self._answers = self._newest()
        self._last_asked = overrides
        if overrides:
            self._post("response.create", response=overrides)
        else:
            self._post("response.create")

    def expect(self, now: float) -> None:
        """The service begins one by itself, for what was committed."""
        self._asking.reply(now)
        self._expected = True
        self._answers = self._newest()

    def expect_no_more(self) -> None:
        if self._expected:
            self._expected = False
            self._asking.drop(None)

    def create_refused(self, *, ends_turns: bool) -> None:
        """One is active after all. `ends_turns`: the service ends turns itself, and that one answers something older;
        then it is asked again when that one is done. Else it can only be the answer to what was committed.
        """
        if self._asking.replies == 0 and self._asking.drop_aside():
            return  # it was that: some do not say which of our frames they refuse
        if not ends_turns and not self._gave_up and self._asking.replies > 0 and self._active is None:
            self._refused = True  # it is still waited for
            return
        if not ends_turns and self._begun_since:  # and may be over by now: the refusal can come after it
            self.starts_by_itself = True
            return
        self._asking.drop(None)
        if self._next is None:
            self._next = self._last_asked

    def create_failed(self, now: float) -> None:
        self._asking.drop(None)
        self._ask_next(now)

    def aside_refused(self) -> None:
        self._asking.drop_aside()

    def give_up_waiting(self, now: float) -> None:
        """A reply that was asked for and never began is not waited for any more; the next one is asked for."""
        if self._active is None:
            self._asking.drop_replies()
            self._gave_up = True
            if self._refused and self._next is None:
                self._next = self._last_asked
            self._ask_next(now)

    @property
    def waiting(self) -> bool:
        """One was asked for, and none has begun."""
        return self._asking.replies > 0 and self._active is None

    def create_aside(self, job: str, instructions: str, text: str, now: float) -> None:
        body: client.Body = {
            "conversation": "none",
            "instructions": instructions,
            "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}],
            "metadata": {JOB: job},
            "tools": [],
        }
        body.update(client.modalities(self._dialect, spoken=False))
        self._asking.aside(job, now)
        self._post("response.create", response=body)

    def cancel(self, reply: ReplyId) -> None:
        response = self._of(reply)
        if response is None or response.cancelled:
            return
        response.cancelled = True
        if self._active == response.id:
            self._post("response.cancel", response_id=response.id)

    def refused(self, cause: str, now: float) -> None:
        if cause == "response.create":
            self.create_failed(now)

    def truncate(self, reply: ReplyId, heard: Milliseconds) -> None:
        """Keep at the server what was heard: its items whole, cut, or not at all."""
        response = self._of(reply)
        if response is None:
            return
        response.cancelled = True
        left = heard
        for item, size in response.items.items():
            length = WIRE.ms(size)
            if left <= 0:
                self._post("conversation.item.delete", item_id=item)
            elif left < length:
                self._post("conversation.item.truncate", item_id=item, content_index=0, audio_end_ms=left)
            left -= length

    # --- what comes

    def on_created(self, info: ResponseInfo, now: float, *, owed: bool) -> bool:
        """True when it is a reply into the conversation, and not a side job. `owed`: the service makes it by itself."""
        if not info.id or info.id in self._responses:
            return False
        job = self._asking.begins(str((info.metadata or {}).get(JOB) or "") or None, now, owed=owed)
        response = _Response(info.id, ReplyId(f"{info.id}{self._session}"), job)
        self._responses[info.id] = response
        if job is None:
            self._begun_since, self._gave_up, self._expected = True, False, False
            if self._refused:
                self._refused, self.starts_by_itself = False, True
            self._active = info.id
            self._on_engine_event(ReplyBegan(response.reply, model=self.model, up_to=None if owed else self._answers))
        too_many = max(0, len(self._responses) - MOST_REMEMBERED)
        for old in [each for each in self._responses if each != self._active][:too_many]:
            del self._responses[old]
        return job is None

    def take(self, event: ReplyProgress, now: float) -> None:
        match event:
            case AudioDelta():
                self._on_audio(event)
            case SpokenDelta(response_id, _, delta) | WrittenDelta(response_id, _, delta):
                self._on_words(response_id, delta or "")
            case OutputItemAdded(response_id, item):
                self._on_item(response_id, item)
            case OutputItemDone(response_id, item):
                self._on_item_done(response_id, item)
            case ResponseDone(response):
                self._on_done(response, now)

    def _on_item(self, response_id: str, item: ItemInfo) -> None:
        response = self._responses.get(response_id)
        if response is not None and item.type == "message":
            response.items.setdefault(item.id, 0)

    def _on_item_done(self, response_id: str, item: ItemInfo) -> None:
        response = self._responses.get(response_id)
        if response is not None and item.type == "function_call":
            response.calls[item.id or item.call_id or ""] = item

    def _on_audio(self, event: AudioDelta) -> None:
        """Next stop: the link's events, as ReplySound."""
        response = self._responses.get(event.response_id)
        if response is None or response.cancelled or response.done or response.job is not None:
            return
        sound = event.sound()
        if sound is None:
            log.info("a piece of a reply's sound was damaged and is left out")
            return
        sound = response.half + sound
        whole = len(sound) - len(sound) % 2
        response.half, sound = sound[whole:], sound[:whole]
        if sound:
            self.has_spoken = True
            response.items[event.item_id] = response.items.get(event.item_id, 0) + len(sound)
            self._on_engine_event(ReplySound(response.reply, sound))

    def _on_words(self, response_id: str, words: str) -> None:
        response = self._responses.get(response_id)
        if response is None or response.cancelled or response.done or not words:
            return
        response.words += words
        if response.job is None:
            self._on_engine_event(ReplyWords(response.reply, words, response.received_ms))

    def _on_done(self, info: ResponseInfo, now: float) -> None:
        response = self._responses.get(info.id)
        if response is None or response.done:
            return
        response.done = True
        if response.job is not None:
            del self._responses[info.id]
            words = response.words or _words_of(info)
            self._on_engine_event(AsideAnswered(response.job, words, reply_bill(self._pricing, self.model, info.usage)))
            self._ask_next(now)
            return
        if self._active == info.id:
            self._active = None
        self._over(response.reply, tuple(response.items))
        self._finish(response, info)
        self._ask_next(now)

    def _finish(self, response: _Response, info: ResponseInfo) -> None:
        outcome = _OUTCOMES.get(info.status or "completed", Outcome.DONE)
        if response.cancelled:
            outcome = Outcome.CUT
        if not response.words and outcome is not Outcome.CUT:
            words = _words_of(info)
            if words:
                self._on_engine_event(ReplyWords(response.reply, words, 0))
        if not response.cancelled:
            self._on_engine_event(ReplySpoken(response.reply))
            if outcome is Outcome.DONE:
                self._tell_calls(response, info)
        failure = _failure(info) if outcome is Outcome.FAILED else None
        spent = reply_bill(self._pricing, self.model, info.usage)
        self._on_engine_event(ReplyEnded(response.reply, outcome, spent, failure))

    def _tell_calls(self, response: _Response, info: ResponseInfo) -> None:
        calls = dict(response.calls)
        for item in info.output or []:
            if item.type == "function_call":
                calls[item.id or item.call_id or ""] = item
        for item in calls.values():
            if item.call_id and item.name and item.status in (None, "completed"):
                self._on_engine_event(
                    ToolAsked(response.reply, CallId(item.call_id), item.name, item.arguments or "{}")
                )

    def _of(self, reply: ReplyId) -> _Response | None:
        return self._responses.get(str(reply).removesuffix(self._session))

    def _ask_next(self, now: float) -> None:
        if self._next is not None and not self.busy:
            overrides, self._next = self._next, None
            self.create(overrides, now)


_OUTCOMES = {
    "completed": Outcome.DONE,
    "cancelled": Outcome.CUT,
    "incomplete": Outcome.SHORTENED,
    "failed": Outcome.FAILED,
}


def _words_of(info: ResponseInfo) -> str:
    parts = [part for item in info.output or [] if item.type == "message" for part in item.content or []]
    return "".join(part.transcript or part.text or "" for part in parts)


def _failure(info: ResponseInfo) -> Failure:
    details = info.status_details
    error = details.error if details else None
    code = str(error.code or error.type or "") if error else ""
    if "rate_limit" in code:
        return Failure(
            FailureKind.RATE_LIMITED, Sentence("The service is asked too much just now: it answers again soon."), code
        )
    if code in ("insufficient_quota", "billing_hard_limit_reached"):
        return Failure(FailureKind.NO_QUOTA, Sentence("The account has no credit left: add some at the service."), code)
    return Failure(FailureKind.SERVER_BROKEN, Sentence("The service could not finish its answer."), code)
