"""Handles the replies of a Realtime session once they have begun, both those into the conversation and side jobs."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    AsideAnswered,
    CallId,
    EngineEvent,
    Outcome,
    PreparedInVain,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    ReplySound,
    ReplySpoken,
    ReplyWords,
    ToolAsked,
)
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import Spent
from voiceapp.engines.realtime.billing import Pricing, reply_bill
from voiceapp.engines.realtime.reply_requests import JOB, Post, ReplyRequests
from voiceapp.engines.realtime.talk_session import TalkSession
from voiceapp.openai.realtime_server_events import (
    AudioDelta,
    ContentDone,
    ItemInfo,
    OutputItemAdded,
    OutputItemDone,
    ResponseDone,
    ResponseInfo,
    SpokenDelta,
    WrittenDelta,
)

log = logging.getLogger(__name__)

MOST_REMEMBERED = 50
ReplyProgress = AudioDelta | SpokenDelta | WrittenDelta | ContentDone | OutputItemAdded | OutputItemDone | ResponseDone
"""What the service reports of a reply that has begun."""


class _Audience(Enum):
    PERSON = "person"
    NOBODY_YET = "nobody yet"
    """It is prepared in a pause, and held back until the person has finished."""
    NOBODY = "nobody"
    """It was prepared in vain."""


@dataclass(slots=True)
class _Response:
    id: str
    """The service's name for it."""
    reply: ReplyId
    job: str | None = None
    audience: _Audience = _Audience.PERSON
    held: list[EngineEvent] = field(default_factory=list[EngineEvent])
    """What is to be told of it, if the person has finished."""
    cancelled: bool = False
    items: dict[str, int] = field(default_factory=dict[str, int])
    """Bytes of sound by item, in order."""
    half: bytes = b""
    """Half a sample, carried over to the next delta."""
    calls: dict[str, ItemInfo] = field(default_factory=dict[str, ItemInfo])
    words: str = ""
    begun: set[str] = field(default_factory=set[str])
    """The items of which anything came."""
    ended: set[str] = field(default_factory=set[str])
    """Those that are whole."""
    done: bool = False
    """The service has ended it, so anything that still comes under its name is a mistake."""

    @property
    def received_ms(self) -> Milliseconds:
        return WIRE.ms(sum(self.items.values()))

    @property
    def is_whole(self) -> bool:
        """All that began has ended, and only the end of the response itself may be missing."""
        return bool(self.begun) and self.begun <= self.ended

    @property
    def held_end(self) -> ReplyEnded | None:
        return next((event for event in self.held if isinstance(event, ReplyEnded)), None)

    @property
    def all_items(self) -> list[str]:
        """Everything that the service keeps of it."""
        return [*self.items, *sorted(self.begun - self.items.keys())]


class RealtimeReplies:
    def __init__(
        self,
        post: Post,
        on_engine_event: Callable[[EngineEvent], None],
        session: TalkSession,
        requests: ReplyRequests,
        pricing: Pricing,
        name: str = "",
        *,
        over: Callable[[ReplyId, Sequence[str]], None],
    ) -> None:
        """`over` is called for each reply that is over, with the items that the service keeps of it."""
        self._over = over
        self._post = post
        self._on_engine_event = on_engine_event
        self._pricing = pricing
        self._session = session
        self._requests = requests
        self._name = name
        self.has_spoken = False
        """The voice can no longer be changed in this session."""
        self._responses: dict[str, _Response] = {}
        self._next_is_for = _Audience.PERSON
        self._held: _Response | None = None

    @property
    def cancelling(self) -> bool:
        """The reply is no longer wanted, and the service has not confirmed its end yet."""
        return self._requests.active is not None and self._responses[self._requests.active].cancelled

    @property
    def is_whole(self) -> bool:
        """Everything that the reply in progress began has come, but not its end."""
        return self._requests.active is not None and self._responses[self._requests.active].is_whole

    def end_whole(self, now: float) -> None:
        """Take that reply as ended: its service does not say so."""
        assert self._requests.active is not None
        log.info("a reply is whole, and the service does not end it")
        self._on_done(ResponseInfo(id=self._requests.active), now)

    # --- a reply that is prepared in a pause

    @property
    def awaits_unheard(self) -> bool:
        """The next reply that begins is prepared, or no longer wanted."""
        return self._next_is_for is not _Audience.PERSON

    def hold_next(self) -> None:
        """Hold back the next reply that begins."""
        self._next_is_for = _Audience.NOBODY_YET

    def expect_nothing_unheard(self) -> None:
        """Take the next reply that begins as one that is wanted, because the other will not come."""
        self._next_is_for = _Audience.PERSON

    def give_out(self) -> bool:
        """Tell all that was held back, and whatever follows as it comes. Returns False if no use can be made of it."""
        response = self._held
        end = response.held_end if response is not None else None
        if end is not None and end.outcome in (Outcome.FAILED, Outcome.CUT):
            self.throw_away()
            return False
        self.expect_nothing_unheard()
        self._held = None
        if response is None:
            return False
        response.audience = _Audience.PERSON
        for event in response.held:
            self._on_engine_event(event)
        if response.done:
            self._over(response.reply, tuple(response.items))
        return True

    def throw_away(self) -> None:
        """Leave nothing of the prepared reply, neither here nor at the service, but its cost."""
        response, self._held = self._held, None
        if response is None:
            self._next_is_for = _Audience.NOBODY if self._requests.waiting else _Audience.PERSON
            return
        response.audience = _Audience.NOBODY
        end = response.held_end
        if end is None:
            self.cancel(response.reply)
        else:
            self._withdraw(response, end.spent)

    def _withdraw(self, response: _Response, spent: tuple[Spent, ...]) -> None:
        for item in response.all_items:
            self._post("conversation.item.delete", item_id=item)
        if spent:
            self._on_engine_event(PreparedInVain(spent))

    def _tell(self, response: _Response, event: EngineEvent) -> None:
        match response.audience:
            case _Audience.PERSON:
                self._on_engine_event(event)
            case _Audience.NOBODY_YET:
                response.held.append(event)
            case _Audience.NOBODY:
                pass

    # --- cancelling and truncating

    def cancel(self, reply: ReplyId) -> None:
        response = self._of(reply)
        if response is None or response.cancelled:
            return
        response.cancelled = True
        if self._requests.active == response.id:
            self._post("response.cancel", response_id=response.id)

    def truncate(self, reply: ReplyId, heard: Milliseconds) -> None:
        """Makes the server keep what was heard, with each item whole, cut or removed."""
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

    # --- server events

    def on_created(self, info: ResponseInfo, now: float) -> None:
        if not info.id or info.id in self._responses:
            return
        job = self._requests.begins(info.id, str((info.metadata or {}).get(JOB) or "") or None, now)
        response = _Response(info.id, ReplyId(f"{info.id}{self._name}"), job)
        self._responses[info.id] = response
        if job is None:
            self._begin(response)
        too_many = max(0, len(self._responses) - MOST_REMEMBERED)
        for old in [each for each in self._responses if each != self._requests.active][:too_many]:
            del self._responses[old]

    def _begin(self, response: _Response) -> None:
        response.audience, self._next_is_for = self._next_is_for, _Audience.PERSON
        self._tell(response, ReplyBegan(response.reply, model=self._session.model, up_to=self._requests.up_to))
        match response.audience:
            case _Audience.NOBODY_YET:
                self._held = response
            case _Audience.NOBODY:
                self.cancel(response.reply)
            case _Audience.PERSON:
                pass

    def on_server_event(self, event: ReplyProgress, now: float) -> None:
        match event:
            case AudioDelta():
                self._on_progress(event.response_id, event.item_id)
                self._on_audio(event)
            case SpokenDelta(response_id, item, delta) | WrittenDelta(response_id, item, delta):
                self._on_progress(response_id, item)
                self._on_words(response_id, delta or "")
            case ContentDone(response_id, item):
                self._on_progress(response_id, item, ended=True)
            case OutputItemAdded(response_id, item):
                self._on_item(response_id, item)
            case OutputItemDone(response_id, item):
                self._on_item_done(response_id, item)
            case ResponseDone(response):
                self._on_done(response, now)

    def _on_progress(self, response_id: str, item: str, *, ended: bool = False) -> None:
        response = self._responses.get(response_id)
        if response is not None:
            response.begun.add(item)
            if ended:
                response.ended.add(item)

    def _on_item(self, response_id: str, item: ItemInfo) -> None:
        self._on_progress(response_id, item.id)
        response = self._responses.get(response_id)
        if response is not None and item.type == "message":
            response.items.setdefault(item.id, 0)

    def _on_item_done(self, response_id: str, item: ItemInfo) -> None:
        self._on_progress(response_id, item.id, ended=True)
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
            self._tell(response, ReplySound(response.reply, sound))

    def _on_words(self, response_id: str, words: str) -> None:
        response = self._responses.get(response_id)
        if response is None or response.cancelled or response.done or not words:
            return
        response.words += words
        if response.job is None:
            self._tell(response, ReplyWords(response.reply, words, response.received_ms))

    def _on_done(self, info: ResponseInfo, now: float) -> None:
        response = self._responses.get(info.id)
        if response is None or response.done:
            return
        response.done = True
        if response.job is not None:
            del self._responses[info.id]
            words = response.words or _words_of(info)
            self._on_engine_event(AsideAnswered(response.job, words, self._bill(info)))
            self._requests.ask_next(now)
            return
        if response.audience is _Audience.NOBODY:
            response.begun.update(item.id for item in info.output or [] if item.id)
            self._withdraw(response, self._bill(info))
        else:
            self._finish(response, info)
        self._requests.ended(info.id, now)

    def _finish(self, response: _Response, info: ResponseInfo) -> None:
        outcome = _OUTCOMES.get(info.status or "completed", Outcome.DONE)
        if response.cancelled:
            outcome = Outcome.CUT
        if response.audience is _Audience.PERSON:
            self._over(response.reply, tuple(response.items))
        if not response.words and outcome is not Outcome.CUT:
            words = _words_of(info)
            if words:
                self._tell(response, ReplyWords(response.reply, words, 0))
        if not response.cancelled:
            self._tell(response, ReplySpoken(response.reply))
            if outcome is Outcome.DONE:
                self._tell_calls(response, info)
        failure = _failure(info) if outcome is Outcome.FAILED else None
        self._tell(response, ReplyEnded(response.reply, outcome, self._bill(info), failure))

    def _bill(self, info: ResponseInfo) -> tuple[Spent, ...]:
        return reply_bill(self._pricing, self._session.model, info.usage)

    def _tell_calls(self, response: _Response, info: ResponseInfo) -> None:
        calls = dict(response.calls)
        for item in info.output or []:
            if item.type == "function_call":
                calls[item.id or item.call_id or ""] = item
        for item in calls.values():
            if item.call_id and item.name and item.status in (None, "completed"):
                call = ToolAsked(response.reply, CallId(item.call_id), item.name, item.arguments or "{}")
                self._tell(response, call)

    def _of(self, reply: ReplyId) -> _Response | None:
        return self._responses.get(str(reply).removesuffix(self._name))


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
        return Failure(FailureKind.RATE_LIMITED, Sentence("Too many requests right now. Trying again soon."), code)
    if code in ("insufficient_quota", "billing_hard_limit_reached"):
        return Failure(FailureKind.NO_QUOTA, Sentence("The account has no credit left. Add some at the service."), code)
    return Failure(FailureKind.SERVER_BROKEN, Sentence("The service couldn't finish its answer."), code)
