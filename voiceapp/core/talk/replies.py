"""Keeps the answers that are being written, spoken or cut, and how much of each was really heard.

A reply is settled once: when the engine has ended it and the person has heard all of it, or when it was cut and the
loudspeaker has reported how far it got. A cut reply is never played again: the sound of an unknown or cut reply is
dropped here, in whatever order the news arrives.
"""

from collections.abc import Callable
from dataclasses import replace

from voiceapp.core.failures import Failure
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
from voiceapp.core.pcm import Milliseconds
from voiceapp.core.talk.reply import GenerationPhase, PlaybackPhase, Reply, ReplyOutcome
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.transcript import ItemId, Message, MessageState, SoundId, Speaker, Via

STOP_PATIENCE = 1.0
"""Seconds to wait for the speaker's report of how much was heard, before its last report is used instead."""


class Replies:
    def __init__(self, emit: Callable[[Command], None], transcript: TranscriptWriter) -> None:
        self._emit = emit
        self._transcript = transcript
        self._replies: dict[ReplyId, Reply] = {}
        self._names: dict[ItemId, ReplyId] = {}
        self._news: list[ReplyOutcome] = []
        self._stopped = False
        """The speaker was told to stop, and nobody has asked about it yet."""

    def clear(self) -> None:
        """Forget all replies, because another talk begins."""
        self._replies.clear()
        self._names.clear()
        self._news.clear()

    # --- what is going on

    @property
    def audible(self) -> bool:
        """Return whether some of a reply is still to be heard."""
        return any(reply.is_audible for reply in self._replies.values())

    @property
    def asks(self) -> bool:
        """Return whether what is heard has just asked the person something."""
        return any(reply.is_audible and reply.asks for reply in self._replies.values())

    @property
    def broken_audible(self) -> bool:
        """Return whether only a reply whose link broke is still to be heard, which will not be finished."""
        audible = [reply for reply in self._replies.values() if reply.is_audible]
        return bool(audible) and all(reply.is_broken for reply in audible)

    @property
    def writing(self) -> bool:
        """Return whether the engine is still working on a reply that is wanted."""
        return any(reply.is_wanted for reply in self._replies.values())

    @property
    def being_made(self) -> tuple[Reply, ...]:
        """Return the replies whose rest the engine still owes."""
        return tuple(reply for reply in self._replies.values() if reply.is_wanted)

    @property
    def under_way(self) -> tuple[Reply, ...]:
        """Return the replies of which more may come, or be heard."""
        return tuple(reply for reply in self._replies.values() if not reply.is_settled)

    @property
    def stopping(self) -> bool:
        """Return whether the speaker has yet to report how much of a cut reply was heard."""
        return any(reply.is_stopping for reply in self._replies.values())

    @property
    def live(self) -> bool:
        return self.audible or self.writing

    @property
    def deadline(self) -> float | None:
        stops = (reply.cut_at + STOP_PATIENCE for reply in self._replies.values() if reply.is_stopping)
        return min(stops, default=None)

    def still_says(self, item: ItemId) -> bool:
        """Return whether this item's reply is still being written or spoken."""
        return any(reply.item == item and not reply.is_settled for reply in self._replies.values())

    def names_of(self, item: ItemId) -> tuple[ReplyId, ...]:
        """Return every name by which an engine may know this item's reply, even one given long ago."""
        named = self._names.get(item)
        return (own_reply(item),) if named is None else (named, own_reply(item))

    def take_news(self) -> list[ReplyOutcome]:
        news, self._news = self._news, []
        return news

    def take_stop(self) -> bool:
        """Return whether the speaker was told to stop since this was last asked."""
        stopped, self._stopped = self._stopped, False
        return stopped

    # --- from the engine

    def began(
        self, event: ReplyBegan, link: LinkId, engine: str, model: str, now: float, *, off_record: bool = False
    ) -> None:
        if event.reply not in self._replies:
            name = event.model or model
            made = Reply(event.reply, link, engine, name, now, off_record=off_record, paced=event.paced)
            self._replies[event.reply] = made

    def sound(self, reply_id: ReplyId, pcm: bytes, now: float) -> bool:
        """Hand sound to the speaker. Return True if it was the first of its reply."""
        reply = self._wanted(reply_id)
        if reply is None or not pcm or reply.generation is not GenerationPhase.WRITING:
            return False
        first = not reply.has_sound
        item = self._item(reply, now)
        if first:
            self._transcript.change(item, lambda message: replace(message, sound=SoundId(item)))
        self._emit(KeepSound(SoundId(item), pcm))
        self._emit(Play(reply.id, pcm, reply.paced))
        reply.take_sound(pcm, now)
        return first

    def words(self, reply_id: ReplyId, text: str, at: Milliseconds, now: float) -> None:
        reply = self._wanted(reply_id)
        if reply is None or not text:
            return
        item = self._item(reply, now)
        reply.take_words(text, at, now)
        self._transcript.change(item, lambda message: replace(message, text=reply.captions.text))

    def thought(self, reply_id: ReplyId, text: str, now: float) -> None:
        reply = self._wanted(reply_id)
        if reply is None:
            return
        reply.take_thought(text, now)
        if reply.item is not None and text:
            self._transcript.change(reply.item, reply.with_thoughts)

    def take_back(self, reply_id: ReplyId, now: float) -> bool:
        """Stop the sound of a reply and remove its line. Return False if it was no longer wanted anyway."""
        reply = self._wanted(reply_id)
        if reply is None:
            return False
        self.finished_speaking(reply_id)
        reply.take_back()
        if reply.is_audible:
            reply.cut(now)
            self._silence()
        self._settle_if_over(reply)
        return True

    def finished_speaking(self, reply_id: ReplyId) -> None:
        reply = self._wanted(reply_id)
        if reply is not None and reply.generation is GenerationPhase.WRITING:
            reply.finish_sound()
            if reply.has_sound:
                self._emit(FinishPlaying(reply.id))

    def asked_tool(self, reply_id: ReplyId) -> bool:
        """Note a call. Return False if the reply is no longer wanted."""
        reply = self._wanted(reply_id)
        if reply is None:
            return False
        reply.take_call()
        return True

    def goes_on_after_tools(self, event: ReplyEnded) -> bool:
        """Return whether the reply ends with calls, so that another one follows when the tools have answered."""
        reply = self._wanted(event.reply)
        return reply is not None and reply.called_tools and event.outcome is Outcome.DONE

    def ended(self, event: ReplyEnded) -> None:
        reply = self._replies.get(event.reply)
        if reply is None or not reply.is_being_generated:
            return
        self.finished_speaking(event.reply)
        reply.end(event)
        if event.spent:
            if reply.item is not None:
                self._transcript.charge(reply.item, event.spent)
            else:
                self._transcript.charge_talk(event.spent)
        self._settle_if_over(reply)

    def link_lost(self, link: LinkId) -> frozenset[ReplyId]:
        """Play out what was received over a lost link. Return the replies that are complete."""
        whole: set[ReplyId] = set()
        for reply in tuple(self._replies.values()):
            if reply.link != link:
                continue
            broken = reply.is_broken or reply.generation is GenerationPhase.WRITING
            if not broken:
                whole.add(reply.id)
            self.ended(ReplyEnded(reply.id, Outcome.FAILED if broken else Outcome.DONE))
        return frozenset(whole)

    def give_up(self, reply: Reply, failure: Failure) -> None:
        """Stop waiting for the rest of a reply, but play out what has arrived. If everything the person hears has
        arrived, only its end is missing, and it counts as given.
        """
        if reply.is_heard_up_to_here:
            self._emit(ToEngine(reply.link, CancelReply(reply.id)))
        if reply.generation is GenerationPhase.SPOKEN:
            self.ended(ReplyEnded(reply.id, Outcome.DONE))
        else:
            self.ended(ReplyEnded(reply.id, Outcome.FAILED, failure=failure))

    # --- from the speaker

    def played(self, reply_id: ReplyId, heard: Milliseconds, now: float) -> None:
        reply = self._replies.get(reply_id)
        if reply is None or reply.is_settled:
            return
        reply.mark_heard(heard, now)
        if reply.is_uncut and reply.item is not None:
            self._mark_spoken(reply, reply.item)

    def playback_ended(self, reply_id: ReplyId, heard: Milliseconds, now: float) -> None:
        reply = self._replies.get(reply_id)
        if reply is None or reply.playback not in (PlaybackPhase.PLAYING, PlaybackPhase.STOPPING):
            return
        self.played(reply_id, heard, now)
        reply.play_out()
        self._settle_if_over(reply)

    def playback_stopped(self, reply_id: ReplyId, heard: Milliseconds, now: float) -> None:
        reply = self._replies.get(reply_id)
        if reply is None or reply.is_settled:
            return
        self.played(reply_id, heard, now)
        if reply.is_uncut:
            reply.cut(now)
        self._settle_cut(reply)

    # --- from the person

    def cut(self, now: float, current: LinkId | None, only: ReplyId | None = None) -> None:
        """Silence replies and drop the rest of them. The engine is told after the speaker. `only`: cut this reply
        alone.
        """
        uncut = [reply for reply in self._replies.values() if reply.is_uncut and only in (None, reply.id)]
        if any(reply.is_audible for reply in uncut):
            self._silence()
        for reply in uncut:
            waits_for_speaker = reply.is_audible
            reply.cut(now)
            if reply.is_being_generated and reply.link == current:
                self._emit(ToEngine(reply.link, CancelReply(reply.id)))
            if not waits_for_speaker:
                self._settle_cut(reply)

    def drop(self, item: ItemId, now: float, current: LinkId | None) -> bool:
        """Silence the reply whose line was deleted. Return whether the engine is told to forget it here, once it is
        known how much was heard.
        """
        reply = next((each for each in self._replies.values() if each.item == item and not each.is_settled), None)
        if reply is None:
            return False
        if reply.is_audible or (reply.is_uncut and reply.generation is GenerationPhase.WRITING):
            self.cut(now, current, only=reply.id)
        return reply.link == current and not reply.is_uncut

    def close(self) -> None:
        """Use the speaker's last reports of what was cut, because the app and its speaker are closing."""
        for reply in tuple(self._replies.values()):
            if reply.is_stopping:
                self._settle_cut(reply)

    def tick(self, now: float) -> None:
        """Use the speaker's last report where it still owes an answer."""
        for reply in tuple(self._replies.values()):
            if reply.is_stopping and now >= reply.cut_at + STOP_PATIENCE:
                self._settle_cut(reply)

    # --- how a reply ends

    def _settle_if_over(self, reply: Reply) -> None:
        if reply.is_settled:
            self._forget_if_done(reply)
        elif reply.has_run_its_course:
            self._settle_whole(reply)

    def _settle_whole(self, reply: Reply) -> None:
        outcome = reply.outcome
        self._forget_if_taken_back(reply)
        if reply.item is not None:
            whole = outcome in (Outcome.DONE, Outcome.SHORTENED)
            heard = None if whole or not reply.has_sound else reply.captions.heard(reply.heard)
            words = reply.captions.words() if reply.has_sound else ()
            length = reply.received_ms
            state = MessageState.DONE if whole else MessageState.CUT if outcome is Outcome.CUT else MessageState.FAILED
            sentence = reply.failure.sentence if reply.failure else None
            self._transcript.change(
                reply.item,
                lambda message: replace(
                    message, state=state, heard=heard, spoken=None, words=words, sound_ms=length, failure=sentence
                ),
            )
            if reply.has_sound:
                self._emit(EndSound(SoundId(reply.item)))
        self._close(reply, outcome)

    def _settle_cut(self, reply: Reply) -> None:
        self._forget_if_taken_back(reply)
        self._tell_what_was_heard(reply)
        if reply.item is not None:
            heard = reply.captions.heard(reply.heard)
            words = tuple(word for word in reply.captions.words() if word.end <= reply.heard)
            length = reply.heard
            state = MessageState.FAILED if reply.is_broken else MessageState.CUT
            self._transcript.change(
                reply.item,
                lambda message: replace(message, state=state, heard=heard, spoken=None, words=words, sound_ms=length),
            )
            if reply.has_sound:
                self._emit(EndSound(SoundId(reply.item)))
        self._close(reply, Outcome.CUT)

    def _tell_what_was_heard(self, reply: Reply) -> None:
        known = not reply.is_broken and not reply.is_taken_back
        if reply.item is not None and self._transcript.was_deleted(reply.item):
            self._emit(ToEngine(reply.link, TruncateReply(reply.id, 0)))
        elif reply.is_being_generated or (not reply.is_heard_up_to_here and known):
            text = reply.captions.text[: reply.captions.heard(reply.heard)]
            self._emit(ToEngine(reply.link, TruncateReply(reply.id, reply.heard, text)))

    def _forget_if_taken_back(self, reply: Reply) -> None:
        if reply.is_taken_back and reply.item is not None:
            if reply.has_sound:
                self._emit(EndSound(SoundId(reply.item), keep=False))
            self._transcript.forget(reply.item)
            reply.lose_line()

    def _close(self, reply: Reply, outcome: Outcome) -> None:
        reply.settle()
        self._news.append(reply.settled_as(outcome))
        self._forget_if_done(reply)

    def _forget_if_done(self, reply: Reply) -> None:
        """Forget a finished reply. A cut one stays until the engine has ended it, because the bill comes last."""
        if not reply.is_being_generated:
            self._replies.pop(reply.id, None)

    # --- small things

    def _silence(self) -> None:
        self._stopped = True
        self._emit(StopPlaying())

    def _wanted(self, reply_id: ReplyId) -> Reply | None:
        reply = self._replies.get(reply_id)
        return reply if reply is not None and reply.is_wanted else None

    def _item(self, reply: Reply, now: float) -> ItemId:
        if reply.item is not None:
            return reply.item
        item = self._transcript.new_id(off_record=reply.off_record or None)
        reply.write_as(item)
        self._names[item] = reply.id
        self._transcript.put(
            reply.with_thoughts(
                Message(item, Speaker.ASSISTANT, now, via=Via.VOICE, engine=reply.engine, model=reply.model or None)
            )
        )
        return item

    def _mark_spoken(self, reply: Reply, item: ItemId) -> None:
        message = self._transcript.message(item)
        spoken = reply.captions.spoken(reply.heard)
        if message is not None and message.spoken != spoken:
            self._transcript.show_only(replace(message, spoken=spoken))
