"""Decides what follows from each event in a talk. Events come in, commands go out; time is an argument.

It has two sides, each made of small machines: the user's (`user_side`: the microphone, their utterances) and
the engine's (`engine_side`: the link, what waits for an answer, the answers, tools). Both write into the
transcript (`transcript_writer`). The floor is not stored but follows from them:

    user      an utterance is certain                    (else)
    speaking  some of a reply is still to be heard       (else)
    thinking  a turn is sent, or a reply is being made   (else)
    nobody

Rules that hold in any order of events: no sound is sent while muted; silence is commanded before the
engine is told; a cut reply is never played again; at most one commit a turn and never an empty one;
an utterance ends answered or visibly waiting; after Stopped nothing is commanded but stopping.
"""

from typing import assert_never

from voiceapp.core.backoff import Backoff
from voiceapp.core.failures import Failure
from voiceapp.core.messages import (
    AlarmRang,
    AppEvent,
    AskedAgain,
    Chime,
    ClearFailure,
    Command,
    EditEvent,
    Event,
    FromEngine,
    KeyPressed,
    KeyReleased,
    MachineWoke,
    MicFrame,
    MicrophoneChanged,
    MicStirred,
    ModelLoading,
    MuteSet,
    NetworkCameBack,
    OffRecordSet,
    OverlapHeard,
    OverlapJudged,
    PauseHeard,
    PauseJudged,
    PersonEvent,
    PlaybackEnded,
    PlaybackStopped,
    PlayChime,
    Played,
    ReadySpeaker,
    RecordingNotFound,
    ReplyInterrupted,
    RetryAsked,
    ShowAlarm,
    ShowFailure,
    ShowLevels,
    ShowState,
    SoundEvent,
    SpeakerChanged,
    Stopped,
    StoreFailed,
    StoreRecovered,
    TalkOpened,
    TalkStarted,
    TalkState,
    TalkStopped,
    TextEntered,
    Tick,
    ToolAnswered,
    ToolPermitted,
    ToolProgressed,
    WakeEvent,
    WishesChanged,
)
from voiceapp.core.talk.carry_over import CarryOver, carry_over_of
from voiceapp.core.talk.clean_events import cleaned
from voiceapp.core.talk.edits import Edits
from voiceapp.core.talk.engine_side import EngineSide
from voiceapp.core.talk.idle_link import IdleLink
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.microphone import Microphone
from voiceapp.core.talk.off_record import OffRecord
from voiceapp.core.talk.record_marks import RecordMarks
from voiceapp.core.talk.replies import Replies
from voiceapp.core.talk.talk_state import EngineState, Floor, PersonState, talk_state_of
from voiceapp.core.talk.tool_calls import ToolCalls
from voiceapp.core.talk.transcript_writer import TranscriptWriter
from voiceapp.core.talk.turns import Turns
from voiceapp.core.talk.user_side import UserSide
from voiceapp.core.talk.wake import Wake
from voiceapp.core.talk.written_turns import WrittenTurns
from voiceapp.core.transcript import TalkId
from voiceapp.core.wishes import TalkWishes


class Conversation:
    def __init__(self, wishes: TalkWishes, seed: float = 0.0) -> None:
        self._out: list[Command] = []
        self._wishes = wishes
        self._record = OffRecord()
        self._transcript = TranscriptWriter(self._emit, self._record)
        self._link = LinkKeeper(self._emit, Backoff(seed=seed))
        self._turns = Turns()
        self._replies = Replies(self._emit, self._transcript)
        self._tools = ToolCalls(self._emit, self._transcript)
        self._microphone = Microphone(self._emit)
        self._engine_side = EngineSide(
            self._emit,
            self._transcript,
            wishes,
            link=self._link,
            turns=self._turns,
            replies=self._replies,
            tools=self._tools,
        )
        self._user_side = UserSide(
            self._emit,
            self._transcript,
            wishes,
            microphone=self._microphone,
            engine_side=self._engine_side,
            link=self._link,
            turns=self._turns,
            replies=self._replies,
        )
        self._wake = Wake(self._emit, wishes, self._microphone, self._user_side, self._link, self._replies)
        self._edits = Edits(self._emit, self._transcript, self._link, self._turns, self._replies, self._tools)
        self._marks = RecordMarks(
            self._transcript,
            lambda: self._wishes,
            record=self._record,
            user_side=self._user_side,
            replies=self._replies,
            title=self._engine_side.title,
        )
        self._written = WrittenTurns(
            self._transcript,
            self._marks,
            user_side=self._user_side,
            engine_side=self._engine_side,
            link=self._link,
            turns=self._turns,
        )
        self._speaker: str | None = None
        self._stopped = False
        self._idle = IdleLink(self._link, self._tools, lambda: self._wishes.rest_after)
        self._quiet = True
        """Nobody is speaking, and no answer is owed."""
        self._shown = TalkState()
        self._loading = ModelLoading("")
        self._store_failure: Failure | None = None

    # --- the doors

    def handle(self, event: Event, now: float) -> list[Command]:
        """Take an event and return the resulting commands, in order."""
        self._out = []
        if not self._stopped:
            self._dispatch(event, now)
            if not self._stopped:
                self._follow_up(now)
        commands, self._out = self._out, []
        return commands

    @property
    def deadline(self) -> float | None:
        """Return the time at which a Tick is next wanted."""
        waits = (self._engine_side.deadline, self._user_side.deadline, self._wake.deadline, self._idle.deadline)
        return None if self._stopped else min((wait for wait in waits if wait is not None), default=None)

    @property
    def floor(self) -> Floor:
        if self._user_side.speaking:
            return Floor.USER
        if self._replies.audible:
            return Floor.SPEAKING
        if self._engine_side.thinking or self._user_side.certain:
            return Floor.THINKING
        return Floor.NOBODY

    @property
    def talk(self) -> TalkId:
        return self._transcript.talk

    def remains(self) -> CarryOver:
        """Return what another conversation needs to continue from here after a bug broke this one off."""
        others: list[Event] = [OffRecordSet(off=True)] if self._record.is_off else []
        others += [SpeakerChanged(self._speaker)] if self._speaker is not None else []
        others += [self._loading] if self._loading.what else []
        others += [StoreFailed(self._store_failure)] if self._store_failure is not None else []
        return carry_over_of(
            self._transcript.as_it_stands,
            self._out,
            unanswered=self._turns.items,
            recorded=self._user_side.recorded,
            doubtful=not self._user_side.certain,
            surroundings=(*others, *self._microphone.as_told),
        )

    def _emit(self, command: Command) -> None:
        """Give a command, unless it would keep what is off the record."""
        if (passed := self._record.passed(command)) is not None:
            self._out.append(passed)

    def _dispatch(self, event: Event, now: float) -> None:
        if isinstance(event, SoundEvent):
            self._on_sound(event, now)
        elif isinstance(event, PersonEvent):
            self._on_person(event, now)
        elif isinstance(event, WakeEvent):
            self._wake.on_event(event, now)
        else:
            self._on_app(event, now)

    def _on_sound(self, event: SoundEvent, now: float) -> None:
        match event:
            case MicFrame():
                self._wake.take_mic_frame(event, now)
            case MicStirred(level):
                self._user_side.note_sudden_sound(level)
            case PauseJudged() | PauseHeard() | OverlapHeard() | OverlapJudged():
                self._user_side.note_judgement(event, now)
            case Played(reply, heard, level):
                self._replies.played(reply, heard, now)
                self._engine_side.sounded(reply, now)
                self._emit(ShowLevels(speaker=level))
            case PlaybackEnded(reply, heard):
                self._replies.playback_ended(reply, heard, now)
            case PlaybackStopped(reply, heard):
                self._replies.playback_stopped(reply, heard, now)
            case MicrophoneChanged(name, failure):
                self._user_side.change_microphone(name, now)
                self._show_failure(failure)
            case SpeakerChanged(name, failure):
                self._speaker = name
                self._show_failure(failure)
            case _:
                assert_never(event)

    def _on_person(self, event: PersonEvent, now: float) -> None:
        if isinstance(event, EditEvent):
            self._edits.on_edit(event, now)
            return
        match event:
            case TalkStarted(asleep):
                self._start(now)
                self._wake.started(now, asleep=asleep)
            case TalkStopped():
                self._hang_up(now)
            case TalkOpened(talk):
                self._hang_up(now)
                self._engine_side.reset(now)
                self._close_record(now)
                self._transcript.open(talk, now)
            case KeyPressed() | KeyReleased():
                self._on_key(now, down=isinstance(event, KeyPressed))
            case ReplyInterrupted():
                self._user_side.take_floor(now)
            case MuteSet(muted):
                self._wake.mute(now, muted=muted)
            case OffRecordSet(off):
                self._marks.set(now, off=off)
            case TextEntered():
                self._written.write(event, now)
            case AskedAgain(item):
                self._written.ask_again(item, now)
            case ToolPermitted(item, allowed):
                self._tools.permitted(item, now, allowed=allowed)
            case WishesChanged(wishes):
                self._change_wishes(wishes, now)
            case _:
                assert_never(event)

    def _on_app(self, event: AppEvent, now: float) -> None:
        match event:
            case FromEngine(link, outside):
                said = cleaned(outside)
                self._engine_side.on_said(link, said, now)
                if link == self._link.usable:
                    self._user_side.on_said(said, link, now)
                    self._wake.on_said(said)
            case RecordingNotFound(link, turn):
                self._engine_side.sound_gone(link, turn)
            case Tick():
                self._on_tick(now)
            case StoreFailed(failure):
                self._store_failure = failure
                self._emit(ShowFailure(failure, stays=True))
            case StoreRecovered():
                if self._store_failure is not None:
                    self._emit(ClearFailure(self._store_failure))
                    self._store_failure = None
            case ToolAnswered() | ToolProgressed():
                self._tools.on_news(event, now)
            case AlarmRang(sentence, number):
                self._transcript.note(sentence, now, number)
                self._emit(PlayChime(Chime.ALARM))
                self._emit(ShowAlarm(sentence, number))
            case ModelLoading():
                self._loading = event
                self._engine_side.engine_loads(event, now)
            case RetryAsked() | NetworkCameBack():
                self._turns.try_again()
                self._link.try_now()
            case MachineWoke():
                self._link.woke(now)
            case Stopped():
                self._stop(now)
            case _:
                assert_never(event)

    # --- the person: buttons and keys

    def _start(self, now: float) -> None:
        self._microphone.open(now)
        self._user_side.expect_pauses()
        self._link.try_now()

    def _hang_up(self, now: float) -> None:
        self._user_side.break_off(now)
        if self._microphone.close():
            self._idle.expect_nothing_more(now)
        self._user_side.take_floor(now)

    def _on_key(self, now: float, *, down: bool) -> None:
        if not down:
            self._user_side.release()  # also if it was muted, or the turn taking changed, while the key was held
            return
        if not self._wishes.turn_taking.by_key or self._microphone.muted:
            return
        if not self._microphone.on:
            self._start(now)
        self._user_side.take_floor(now)
        self._user_side.press()

    def _change_wishes(self, wishes: TalkWishes, now: float) -> None:
        self._wishes = wishes
        self._engine_side.change(wishes)
        # First, so that an engine that will no longer end the current utterance gives it up.
        self._user_side.change(wishes, now)
        self._wake.change(wishes)
        self._link.configure(wishes.session)

    def _show_failure(self, failure: Failure | None) -> None:
        if failure is not None:
            self._emit(ShowFailure(failure))

    # --- time, and what follows

    def _on_tick(self, now: float) -> None:
        self._engine_side.tick(now)
        self._user_side.tick(now)

    def _follow_up(self, now: float) -> None:
        self._user_side.settle(now)
        self._engine_side.follow_up(now, speaking=self._user_side.certain)
        quiet = self.floor is Floor.NOBODY and self._user_side.idle
        if self._quiet and not quiet:
            self._emit(ReadySpeaker())
        self._quiet = quiet
        self._wake.follow_up(now, quiet=quiet)
        needed = self._idle.is_needed(listens=self._microphone.awake, quiet=quiet)
        self._engine_side.open_if_needed(now, wanted=needed or bool(self._turns.unsent), quiet=quiet)
        self._idle.close_when_idle(now, self.floor, idle=quiet and not self._turns.all)
        self._user_side.follow_up()
        self._show_state()

    def _show_state(self) -> None:
        microphone = self._microphone
        person = PersonState(
            microphone.on,
            microphone.muted,
            microphone.asleep,
            self._wake.phrase,
            microphone.deaf,
            microphone.opening,
            microphone.name,
            self._speaker,
            self._wishes.turn_taking,
            self._wishes.barge_in.on,
            self._user_side.keeps_floor,
            self._record.is_off,
        )
        engine = EngineState(self._link, self._turns.not_out, bool(self._turns.unsent), self._tools, self._idle.rests)
        state = talk_state_of(person, self.floor, engine, self._transcript, self._loading)
        if state != self._shown:
            self._shown = state
            self._emit(ShowState(state))

    def _stop(self, now: float) -> None:
        self._hang_up(now)
        self._engine_side.close()
        self._close_record(now)
        self._stopped = True

    def _close_record(self, now: float) -> None:
        self._marks.come_back(now)
        self._transcript.close(now)
        self._record.forget()
