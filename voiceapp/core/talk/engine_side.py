"""Handles the engine's side of a talk: turns go out over the link, replies and tool calls come back.

Whatever the link does, a turn that was handed over here ends answered, or stays waiting in view
with a sentence that says why.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from voiceapp.core import messages as m
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.answer_patience import NO_ANSWER, WENT_ON
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.overdue_answers import OverdueAnswers
from voiceapp.core.talk.recap import fitted
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.reply import ReplyOutcome
from voiceapp.core.talk.titles import TitleRequest
from voiceapp.core.talk.tool_calls import ToolCalls
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turn import Turn
from voiceapp.core.talk.turns import Turns
from voiceapp.core.talk.user_line import forget_failure, settled, write_failure, write_words
from voiceapp.core.transcript import Item, MessageState
from voiceapp.core.wishes import TalkWishes

HISTORY_TOKENS = 12_000
"""Limits how much of the earlier talk an engine is given, because it costs time and money with each new link."""
GONE = Failure(FailureKind.NOT_FOUND, Sentence("The recording is gone, so it couldn't be answered. Say it again."))
WAITING = Sentence("Saved. Sends when you're back online.")


class EngineSide:
    def __init__(
        self,
        emit: Callable[[m.Command], None],
        transcript: TranscriptWriter,
        wishes: TalkWishes,
        *,
        link: LinkKeeper,
        turns: Turns,
        replies: Replies,
        tools: ToolCalls,
    ) -> None:
        self._emit = emit
        self._transcript = transcript
        self._wishes = wishes
        self._link = link
        self._turns = turns
        self._replies = replies
        self._tools = tools
        self._link_failure: Failure | None = None
        self.title = TitleRequest(emit, transcript)
        self._overdue = OverdueAnswers(emit, link, turns, replies, tools)

    def change(self, wishes: TalkWishes) -> None:
        self._wishes = wishes

    # --- how it stands

    @property
    def thinking(self) -> bool:
        """Return whether an answer is expected, even while a turn waits to learn how much of a cut reply was heard."""
        owed = bool(self._turns.awaiting or self._turns.unsent)
        return self._replies.writing or self._tools.open or (self._link.is_open and owed)

    @property
    def deadline(self) -> float | None:
        waits = (self._link.deadline, self._replies.deadline, self._overdue.deadline)
        return min((wait for wait in waits if wait is not None), default=None)

    # --- turns go out

    def add_streamed(self, turn: Turn, link: m.LinkId, now: float, *, taken: bool, waited: bool) -> None:
        """Add a turn whose sound was streamed over this link. `taken`: the engine ended it itself. `waited`: its words
        were known before it ended.
        """
        self._turns.add(turn)
        self._sent(turn, link, now)
        if not taken:
            self._emit(m.ToEngine(link, m.CommitTurn(turn.id, waited)))

    def add(self, turn: Turn) -> None:
        """Add a turn that is still to be sent whole, as soon as a link is open."""
        self._turns.add(turn)

    def send_waiting(self, now: float) -> None:
        link = self._link.usable
        if link is not None and self._replies.stopping:
            return  # the engine must first learn how much was heard of the last reply, which takes only milliseconds
        known = [turn for turn in self._turns.unsent if turn.is_known_on(link)]
        if known and link is not None:
            # The engine already has these turns and only owes the answer.
            for turn in known:
                self._sent(turn, link, now)
            self._emit(m.ToEngine(link, m.AskReply(spoken=known[-1].spoken)))
        unsent = self._turns.unsent
        hears = self._link.info is not None and self._link.info.traits.hears
        for number, turn in enumerate(unsent, 1):
            if link is None:
                # While the first link is only being opened, nobody is offline yet.
                self._wait(turn, WAITING if self._link.failure is not None else None)
            elif (text := turn.in_writing(hears=hears)) is not None:
                # Turns that waited together are answered together, below the last of them.
                answer = number == len(unsent) or unsent[number].in_writing(hears=hears) is None
                self._sent(turn, link, now)
                self._emit(m.ToEngine(link, m.SendText(turn.id, text, turn.images, turn.spoken, answer)))
            elif turn.sound is not None:
                self._sent(turn, link, now)
                self._emit(m.SendSound(link, turn.id, turn.sound))
            else:
                raise AssertionError("what has no sound is in writing")

    def sound_gone(self, link: m.LinkId, turn_id: m.TurnId) -> None:
        """The recording cannot be sent. Words that an engine recognised from it earlier go in its place."""
        turn = self._turns.of(turn_id)
        if turn is None or not turn.is_out or not turn.is_known_on(link):
            return
        message = self._transcript.message(turn.item)
        words = message.text if message is not None else ""
        if words.strip():
            turn.write(words)
            turn.lose_words()
            return
        self._turns.forget(turn)
        write_failure(self._transcript, turn.item, GONE)
        self._emit(m.ShowFailure(GONE))

    def _sent(self, turn: Turn, link: m.LinkId, now: float) -> None:
        self._transcript.change(turn.item, forget_failure)
        self._turns.send(turn, link, now)

    def _wait(self, turn: Turn, sentence: Sentence | None) -> None:
        self._transcript.change(
            turn.item, lambda message: replace(message, state=MessageState.WAITING, failure=sentence)
        )
        self._transcript.reveal(turn.item)

    def refuse(self, turn: m.TurnId, link: m.LinkId) -> None:
        """Make the engine forget a turn, and the reply it is about to give, because the turn is sent again whole."""
        self._turns.refuse(turn)
        self._emit(m.ToEngine(link, m.ForgetTurn(turn)))

    def leave_unanswered(self, turn: Turn, link: m.LinkId, now: float) -> None:
        """Give up a turn that wants no answer, as its words show, together with whatever answers it."""
        answers = [reply.id for reply in self._replies.being_made if turn.is_answered_by(reply.id)]
        for reply in answers:
            self._replies.cut(now, link, only=reply)
        if answers:
            self._emit(m.ToEngine(link, m.ForgetTurn(turn.id)))
        else:
            self.refuse(turn.id, link)
        self._turns.forget(turn)
        self._transcript.change(turn.item, settled)

    def cut(self, now: float) -> None:
        """Give the person the floor: stop what is being spoken, and drop what is being made."""
        if self._link.is_open:
            self._turns.interrupt()
        self._replies.cut(now, self._link.current)
        if self._tools.open:
            self._tools.abandon(now)

    # --- the link

    def open_if_needed(self, now: float, *, wanted: bool, quiet: bool) -> None:
        if wanted and not self._link.gave_up and (self._link.retry_at is None or now >= self._link.retry_at):
            self._link.open(self._wishes.session, self._history)
        if not wanted:
            self._link.stop_trying()
        if self._link.due_for_renewal(now, quiet=quiet):
            self._link.renew(self._wishes.session, self._history())

    def opened(self, link: m.LinkId, info: m.LinkInfo, now: float) -> None:
        old = self._link.current
        if not self._link.opened(link, info, self._wishes.renew_before, now):
            return
        self._link.configure(self._wishes.session)
        if old is not None and old != link:
            self._let_go(old, now)
        if self._link_failure is not None:
            self._emit(m.ClearFailure(self._link_failure))
            self._link_failure = None

    def lost(self, link: m.LinkId, failure: Failure, now: float) -> None:
        if not self._link.lost(link, failure, now):
            return
        self._let_go(link, now)
        if self._link_failure is None or self._link_failure.kind is not failure.kind:
            self._link_failure = failure
            self._emit(m.ShowFailure(failure, stays=True))

    def _let_go(self, link: m.LinkId, now: float) -> None:
        """Expect nothing more from this link. What it leaves unanswered goes over the next one."""
        if self._replies.writing:
            self._transcript.note(Sentence("Connection lost. Starting the answer over."), now)
        self._tools.link_lost(link, now)
        whole = self._replies.link_lost(link)
        self._take_news()
        self._turns.link_lost(link, whole)

    # --- the engine speaks

    def engine_loads(self, loading: m.ModelLoading, now: float) -> None:
        self._overdue.engine_loads(loading, now)

    def on_said(self, link: m.LinkId, said: m.EngineEvent, now: float) -> None:
        if link == self._link.usable:
            self._overdue.engine_said(said, now)
        if isinstance(said, m.LinkOpened):
            self.opened(link, said.info, now)
            if link == self._link.usable:
                self.title.ask_again(link)
        elif isinstance(said, m.LinkLost):
            self.lost(link, said.failure, now)
        elif link != self._link.usable:
            pass
        elif isinstance(said, m.ReplyEvent):
            self._on_reply(said, link, now)
        elif isinstance(said, m.TurnEvent):
            self._on_turn(said)
        else:
            self._on_news(said, link, now)

    def _on_reply(self, said: m.ReplyEvent, link: m.LinkId, now: float) -> None:
        match said:
            case m.ReplyBegan():
                self._begin_reply(said, link, now)
            case m.ReplySound(reply, pcm):
                if self._replies.sound(reply, pcm, now):
                    self._stage(reply, "first_sound", now)
            case m.ReplyWords(reply, text, at):
                self._replies.words(reply, text, at, now)
                self._stage(reply, "first_text", now)
            case m.ReplyThought(reply, text):
                self._replies.thought(reply, text, now)
            case m.ReplyTakenBack(reply):
                if self._replies.take_back(reply, now):
                    self._turns.still_open(reply, link)
            case m.ReplySpoken(reply):
                self._replies.finished_speaking(reply)
            case m.ReplyEnded():
                self._link.worked()
                goes_on = self._replies.goes_on_after_tools(said)
                self._replies.ended(said)
                if goes_on:
                    # Already here, not when it was heard, because the next reply may be complete while this one still
                    # plays.
                    self._turns.still_open(said.reply, self._link.current)
            case _:
                assert_never(said)

    def _on_turn(self, said: m.TurnEvent) -> None:
        match said:
            case m.TurnWords():
                self._on_words(said)
            case m.TurnNotUnderstood(turn, failure):
                item = self._turns.item_of(turn)
                if item is not None:
                    write_failure(self._transcript, item, failure)
            case m.TurnBegan() | m.TurnEnded() | m.TurnTaken():
                self._link.worked()
            case _:
                assert_never(said)

    def _on_news(self, said: m.EngineNews, link: m.LinkId, now: float) -> None:
        match said:
            case m.ToolAsked(reply):
                if self._replies.asked_tool(reply):
                    self._tools.asked(said, link, self._wishes, now, off_record=self._is_off_record(reply))
            case m.RateLimitsChanged(limits):
                self._emit(m.ShowLimits(limits))
            case m.AsideAnswered(job, text, spent):
                self._transcript.charge_talk(spent)
                self.title.answered(job, text)
            case m.PreparedInVain(spent) | m.LinkCharged(spent):
                self._transcript.charge_talk(spent)
            case m.EngineRefused(failure):
                self._emit(m.ShowFailure(failure))
            case m.NeedsNewSession(why):
                if self._link.renew_soon(now) and why:
                    self._transcript.note(why, now)
            case m.EngineChanged(info, why):
                self._link.became(info)
                if why:
                    self._transcript.note(why, now)
            case _:
                assert_never(said)

    def _begin_reply(self, event: m.ReplyBegan, link: m.LinkId, now: float) -> None:
        info = self._link.info
        if self._replies.broken_audible:
            # The engine starts over after breaking off, and nobody wants to hear the beginning twice.
            self._replies.cut(now, link)
        unwanted = self._turns.reply_began(event.reply, link, event.turn, event.up_to)
        engine, model = (str(info.traits.name), info.model) if info else ("", "")
        self._replies.began(event, link, engine, model, now, off_record=self._is_off_record(event.reply))
        if unwanted:
            self._replies.cut(now, link, only=event.reply)

    def _is_off_record(self, reply: m.ReplyId) -> bool:
        return any(self._transcript.record.withholds(turn.item) for turn in self._turns.answered_by(reply))

    def _on_words(self, event: m.TurnWords) -> None:
        turn = self._turns.of(event.turn)
        if turn is not None and event.final:
            turn.recognise(event.text.strip())
        item = self._turns.item_of(event.turn)
        if item is not None:
            write_words(self._transcript, item, event)

    def _stage(self, reply: m.ReplyId, name: str, now: float) -> None:
        for turn in self._turns.answered_by(reply):
            self._transcript.stage(turn.item, name, now)

    def sounded(self, reply: m.ReplyId, now: float) -> None:
        """Note that the first sound of a reply has left the speaker."""
        self._stage(reply, "sound_out", now)

    # --- what follows when a reply is over

    def follow_up(self, now: float, *, speaking: bool) -> None:
        """Settle finished replies and send what is due. `speaking`: the person is speaking."""
        self._overdue.follow_up(now, speaking=speaking)
        self._take_news()
        self.send_waiting(now)

    def _take_news(self) -> None:
        for news in self._replies.take_news():
            self._on_settled(news)

    def _on_settled(self, news: ReplyOutcome) -> None:
        if news.called_tools and news.outcome is m.Outcome.DONE:
            # This covers replies whose link was lost before they could end.
            self._turns.still_open(news.reply, self._link.current)
        elif news.outcome is m.Outcome.FAILED:
            self._on_failed(news)
        else:
            for turn in self._turns.answered(news.reply):
                self._transcript.change(turn.item, settled)
                self._transcript.reveal(turn.item)
                if turn.sound is not None and not self._wishes.keep_sound:
                    self._emit(m.EndSound(turn.sound, keep=False))
            self._ask_title(news)

    def _on_failed(self, news: ReplyOutcome) -> None:
        failure = news.failure
        if failure is None:
            # The link broke, so its turns are sent again automatically.
            self._turns.unanswered(news.reply)
            return
        turns = self._turns.answered_by(news.reply)
        if failure.worth_retrying and turns and not any(turn.was_asked_once_more for turn in turns):
            for turn in turns:
                turn.ask_once_more()
            return
        self._turns.give_up(turns)
        for turn in turns:
            self._wait(turn, failure.sentence)
        self._emit(m.ShowFailure(failure))

    def _ask_title(self, news: ReplyOutcome) -> None:
        link = self._link.usable
        if link is not None and self._wishes.titles and news.any_heard:
            self.title.ask(link)

    def tick(self, now: float) -> None:
        self._replies.tick(now)
        late = self._overdue.tick(now)
        unwanted = {turn.id for turn in late if turn.is_unwanted}
        self._turns.give_up(late)
        for turn in late:
            self._wait(turn, WENT_ON if turn.id in unwanted else NO_ANSWER.sentence)
        if len(late) > len(unwanted):
            self._emit(m.ShowFailure(NO_ANSWER))

    def reset(self, now: float) -> None:
        """Drop everything that was expected, because another talk begins."""
        self.cut(now)
        self._link.close()
        self._turns.clear()
        self._replies.clear()
        self._tools.clear(now)
        self.title.clear()

    def close(self) -> None:
        """Keep as much of the current reply as was heard, because the app is closing."""
        self._replies.close()
        self._take_news()
        self._link.close()

    def _history(self) -> tuple[Item, ...]:
        known = self._transcript.history(self._turns.items)
        return fitted(known, HISTORY_TOKENS).items
