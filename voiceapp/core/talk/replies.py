"""Tracks the answers that are being written, spoken or cut, and how much of each was really heard.

A reply is settled when the engine has ended it and the person has heard all of it, or when it was
cut and the speaker has said how far it came. Sound of a reply that was cut is never played again:
an unknown or cut reply's sound is dropped here, whatever order the news comes in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.messages import (
    CancelReply,
    Command,
    EndSound,
    FinishPlaying,
    KeepSound,
    LinkId,
    Outcome,
    Play,
    ReplyBegan,
    ReplyEnded,
    ReplyId,
    StopPlaying,
    ToEngine,
    TruncateReply,
    own_reply,
)
from voiceapp.core.pcm import WIRE, Milliseconds
from voiceapp.core.talk.captions import Captions
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId, Speaker, Via

STOP_PATIENCE = 1.0
"""Seconds to wait for the speaker to say how much was heard, before what it last said is taken."""
SILENT_PATIENCE = 30.0
"""Seconds for which a reply that has begun may bring nothing, with all that came of it heard."""
LONGEST_THOUGHT = 100_000
"""Characters of it that are kept."""
SILENT = Failure(
    FailureKind.TIMED_OUT, "The answer stopped in the middle and did not go on: it is asked for once more."
)


@dataclass(slots=True)
class Reply:
    id: ReplyId
    link: LinkId
    engine: str
    model: str
    item: ItemId | None = None
    captions: Captions = field(default_factory=Captions)
    received: int = 0
    """Bytes of sound that came."""
    heard: Milliseconds = 0
    spoken: bool = False
    """All of its sound has come."""
    ended: ReplyEnded | None = None
    played_out: bool = False
    cut_at: float | None = None
    settled: bool = False
    tools: int = 0
    """Calls that it made."""
    thoughts: str = ""
    taken_back: bool = False
    """It was not meant for the person: nothing of it stays."""
    news_at: float = 0.0
    """When it last brought something, or more of it was heard."""

    @property
    def received_ms(self) -> Milliseconds:
        return WIRE.ms(self.received)

    @property
    def audible(self) -> bool:
        return self.received > 0 and not self.played_out and not self.settled


@dataclass(frozen=True, slots=True)
class ReplyOutcome:
    """News of a reply that is over."""

    reply: ReplyId
    outcome: Outcome
    called_tools: bool
    ended: ReplyEnded | None
    model: str
    any_heard: bool


class Replies:
    def __init__(self, say: Callable[[Command], None], scribe: TranscriptWriter) -> None:
        self._say = say
        self._scribe = scribe
        self._replies: dict[ReplyId, Reply] = {}
        self._names: dict[ItemId, ReplyId] = {}
        self._news: list[ReplyOutcome] = []

    # --- what is going on

    @property
    def audible(self) -> bool:
        """Some of a reply is still to be heard."""
        return any(reply.audible and reply.cut_at is None for reply in self._replies.values())

    @property
    def broken_audible(self) -> bool:
        """What is still to be heard will not be finished: its link broke. Nothing else waits to be heard with it."""
        audible = [reply for reply in self._replies.values() if reply.audible and reply.cut_at is None]
        return bool(audible) and all(
            reply.ended is not None and reply.ended.outcome is Outcome.FAILED for reply in audible
        )

    @property
    def writing(self) -> bool:
        """The engine is still at work on a reply that is wanted."""
        return any(reply.ended is None and reply.cut_at is None for reply in self._replies.values())

    @property
    def stopping(self) -> bool:
        """The speaker has still to say how much of a cut reply was heard."""
        return any(reply.cut_at is not None and not reply.settled for reply in self._replies.values())

    @property
    def live(self) -> bool:
        return self.audible or self.writing

    @property
    def deadline(self) -> float | None:
        stops = [r.cut_at + STOP_PATIENCE for r in self._replies.values() if r.cut_at is not None and not r.settled]
        silences = [r.news_at + SILENT_PATIENCE for r in self._replies.values() if r.ended is None and r.cut_at is None]
        return min(stops + silences, default=None)

    def names_of(self, item: ItemId) -> tuple[ReplyId, ...]:
        """All under which an engine may know the reply of this item, also one that was given long ago."""
        named = self._names.get(item)
        return (own_reply(item),) if named is None else (named, own_reply(item))

    def take_news(self) -> list[ReplyOutcome]:
        news, self._news = self._news, []
        return news

    # --- from the engine

    def began(self, event: ReplyBegan, link: LinkId, engine: str, model: str, now: float) -> None:
        if event.reply not in self._replies:
            self._replies[event.reply] = Reply(event.reply, link, engine, event.model or model, news_at=now)

    def sound(self, reply_id: ReplyId, pcm: bytes, now: float) -> bool:
        """Hand sound to the speaker. True when it was the first of its reply."""
        reply = self._wanted(reply_id)
        if reply is None or not pcm or reply.spoken:
            return False
        reply.news_at = now
        first = reply.received == 0
        item = self._item(reply, now)
        if first:
            self._scribe.change(item, lambda message: replace(message, sound=SoundId(item)))
        self._say(KeepSound(SoundId(item), pcm))
        self._say(Play(reply.id, pcm))
        reply.received += len(pcm)
        return first

    def words(self, reply_id: ReplyId, text: str, at: Milliseconds, now: float) -> None:
        reply = self._wanted(reply_id)
        if reply is None or not text:
            return
        reply.news_at = now
        item = self._item(reply, now)
        reply.captions.add(text, at)
        self._scribe.change(item, lambda message: replace(message, text=reply.captions.text))

    def thought(self, reply_id: ReplyId, text: str, now: float) -> None:
        reply = self._wanted(reply_id)
        if reply is None:
            return
        reply.news_at = now
        reply.thoughts = (reply.thoughts + text)[:LONGEST_THOUGHT]
        if reply.item is not None and text:
            self._scribe.change(reply.item, lambda message: replace(message, thoughts=reply.thoughts.strip()))

    def take_back(self, reply_id: ReplyId, now: float) -> bool:
        """What is heard of it stops, what is seen of it goes. False: it was not wanted any more anyway."""
        reply = self._wanted(reply_id)
        if reply is None:
            return False
        reply.taken_back = True
        self.ended(ReplyEnded(reply_id, Outcome.CUT), now)
        if not reply.settled:
            reply.cut_at = now
            self._say(StopPlaying())
        return True

    def finished_speaking(self, reply_id: ReplyId) -> None:
        reply = self._wanted(reply_id)
        if reply is not None and not reply.spoken:
            reply.spoken = True
            reply.captions.end(reply.received_ms)
            if reply.received:
                self._say(FinishPlaying(reply.id))

    def asked_tool(self, reply_id: ReplyId) -> bool:
        """Note a call. False when the reply is not wanted any more."""
        reply = self._wanted(reply_id)
        if reply is None:
            return False
        reply.tools += 1
        return True

    def ended(self, event: ReplyEnded, now: float) -> None:
        reply = self._replies.get(event.reply)
        if reply is None or reply.ended is not None:
            return
        self.finished_speaking(event.reply)
        reply.ended = event
        if event.spent:
            if reply.item is not None:
                self._scribe.charge(reply.item, event.spent)
            else:
                self._scribe.charge_talk(event.spent)
        self._settle_if_over(reply, now)

    def link_lost(self, link: LinkId, now: float) -> frozenset[ReplyId]:
        """Nothing more comes over that link: what was received is played out. Says which replies are whole."""
        whole: set[ReplyId] = set()
        for reply in tuple(self._replies.values()):
            if reply.link == link:
                broken = not reply.spoken if reply.ended is None else reply.ended.outcome is Outcome.FAILED
                if not broken:
                    whole.add(reply.id)
                if reply.ended is None:
                    self.ended(ReplyEnded(reply.id, Outcome.FAILED if broken else Outcome.DONE), now)
        return frozenset(whole)

    # --- from the speaker

    def played(self, reply_id: ReplyId, heard: Milliseconds, now: float) -> None:
        reply = self._replies.get(reply_id)
        if reply is None or reply.settled:
            return
        if heard > reply.heard:
            reply.news_at = now
        reply.heard = max(reply.heard, min(heard, reply.received_ms))
        if reply.cut_at is None and reply.item is not None:
            self._mark_spoken(reply, reply.item)

    def playback_ended(self, reply_id: ReplyId, heard: Milliseconds, now: float) -> None:
        reply = self._replies.get(reply_id)
        if reply is None:
            return
        self.played(reply_id, heard, now)
        reply.played_out = True
        self._settle_if_over(reply, now)

    def playback_stopped(self, reply_id: ReplyId, heard: Milliseconds, now: float) -> None:
        reply = self._replies.get(reply_id)
        if reply is None or reply.settled:
            return
        self.played(reply_id, heard, now)
        if reply.cut_at is None:
            reply.cut_at = now
        self._settle_cut(reply, now)

    # --- from the person

    def cut(self, now: float, current: LinkId | None) -> None:
        """Silence, and no more of it. The engine hears of it after the speaker has been told."""
        wanted = [reply for reply in self._replies.values() if reply.cut_at is None and not reply.settled]
        if any(reply.audible for reply in wanted):
            self._say(StopPlaying())
        for reply in wanted:
            reply.cut_at = now
            if reply.ended is None and reply.link == current:
                self._say(ToEngine(reply.link, CancelReply(reply.id)))
            if not reply.audible:
                self._settle_cut(reply, now)

    def tick(self, now: float) -> None:
        """The speaker owes an answer: take what it last said. The engine does: wait no longer."""
        for reply in tuple(self._replies.values()):
            if reply.ended is None and reply.cut_at is None and now >= reply.news_at + SILENT_PATIENCE:
                if reply.heard >= reply.received_ms:
                    self._say(ToEngine(reply.link, CancelReply(reply.id)))
                self.ended(ReplyEnded(reply.id, Outcome.FAILED, failure=SILENT), now)
            if reply.cut_at is not None and not reply.settled and now >= reply.cut_at + STOP_PATIENCE:
                self._settle_cut(reply, now)

    # --- how a reply ends

    def _settle_if_over(self, reply: Reply, now: float) -> None:
        if reply.settled:
            if reply.ended is not None:
                self._replies.pop(reply.id, None)
        elif reply.ended is not None and reply.cut_at is None and not reply.audible:
            self._settle_whole(reply, reply.ended, now)

    def _settle_whole(self, reply: Reply, ended: ReplyEnded, now: float) -> None:
        outcome = ended.outcome
        self._forget_if_taken_back(reply)
        if reply.item is not None:
            whole = outcome in (Outcome.DONE, Outcome.SHORTENED)
            heard = None if whole or not reply.received else reply.captions.heard(reply.heard)
            words = reply.captions.words() if reply.received else ()
            length = reply.received_ms
            state = MessageState.DONE if whole else MessageState.CUT if outcome is Outcome.CUT else MessageState.FAILED
            sentence = ended.failure.sentence if ended.failure else None
            self._scribe.change(
                reply.item,
                lambda message: replace(
                    message, state=state, heard=heard, spoken=None, words=words, sound_ms=length, failure=sentence
                ),
            )
            if reply.received:
                self._say(EndSound(SoundId(reply.item)))
        self._close(reply, outcome, now)

    def _settle_cut(self, reply: Reply, now: float) -> None:
        if reply.settled:
            return
        broken = reply.ended is not None and reply.ended.outcome is Outcome.FAILED
        self._forget_if_taken_back(reply)
        known = not broken and not reply.taken_back
        if reply.ended is None or (reply.heard < reply.received_ms and known):
            text = reply.captions.text[: reply.captions.heard(reply.heard)]
            self._say(ToEngine(reply.link, TruncateReply(reply.id, reply.heard, text)))
        if reply.item is not None:
            heard = reply.captions.heard(reply.heard)
            words = tuple(word for word in reply.captions.words() if word.end <= reply.heard)
            length = reply.heard
            self._scribe.change(
                reply.item,
                lambda message: replace(
                    message,
                    state=MessageState.FAILED if broken else MessageState.CUT,
                    heard=heard,
                    spoken=None,
                    words=words,
                    sound_ms=length,
                ),
            )
            if reply.received:
                self._say(EndSound(SoundId(reply.item)))
        self._close(reply, Outcome.CUT, now)

    def _forget_if_taken_back(self, reply: Reply) -> None:
        if reply.taken_back and reply.item is not None:
            if reply.received:
                self._say(EndSound(SoundId(reply.item), keep=False))
            self._scribe.forget(reply.item)
            reply.item = None

    def _close(self, reply: Reply, outcome: Outcome, now: float) -> None:
        del now
        reply.settled = True
        self._news.append(
            ReplyOutcome(
                reply=reply.id,
                outcome=outcome,
                called_tools=reply.tools > 0,
                ended=reply.ended,
                model=reply.model,
                any_heard=reply.heard > 0 or (reply.received == 0 and bool(reply.captions.text)),
            )
        )
        if reply.ended is not None:
            self._replies.pop(reply.id, None)

    # --- small things

    def _wanted(self, reply_id: ReplyId) -> Reply | None:
        reply = self._replies.get(reply_id)
        return None if reply is None or reply.cut_at is not None or reply.ended is not None else reply

    def _item(self, reply: Reply, now: float) -> ItemId:
        if reply.item is None:
            reply.item = self._scribe.new_id()
            self._names[reply.item] = reply.id
            self._scribe.put(
                Message(
                    reply.item,
                    Speaker.ASSISTANT,
                    now,
                    via=Via.VOICE,
                    engine=reply.engine,
                    model=reply.model or None,
                    thoughts=reply.thoughts.strip(),
                )
            )
        return reply.item

    def _mark_spoken(self, reply: Reply, item: ItemId) -> None:
        message = self._scribe.message(item)
        spoken = reply.captions.spoken(reply.heard)
        if message is not None and message.spoken != spoken and not reply.settled:
            self._scribe.show_only(replace(message, spoken=spoken))
