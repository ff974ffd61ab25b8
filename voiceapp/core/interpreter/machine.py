"""Interprets between two people at one machine: what one says is shown in both languages, and spoken in the other's.

    sound ─▶ cutting ─▶ utterance ─▶ jobs: whoever interprets ─▶ words, their translation, its voice ─▶ speaking

What was said is never lost: its sound is kept before anybody is asked, and what could not be translated waits and is
tried again. Nobody is talked over: a translation sounds only while neither of the two speaks, and gives way to them.
"""

from dataclasses import replace
from typing import assert_never

from voiceapp.core.failures import Failure, FailureKind
from voiceapp.core.interpreter.cutting import CutBegan, CutGrew, CutOver, UtteranceCutter
from voiceapp.core.interpreter.job import Side, VoiceMade
from voiceapp.core.interpreter.jobs import InterpreterJobs
from voiceapp.core.interpreter.keeping import InterpretedTalkKeeping
from voiceapp.core.interpreter.messages import (
    EndJobSound,
    FeedJob,
    HushAsked,
    InterpreterCommand,
    InterpreterEvent,
    InterpreterWishes,
    InterpretingBegan,
    InterpretingEnded,
    InterpretingFailed,
    NewsCame,
    PauseSet,
    PersonAsked,
    ShowInterpreter,
    SideChosen,
    SpokenSet,
    TriedAgain,
    WishesTold,
)
from voiceapp.core.interpreter.speaking import SpokenTranslations
from voiceapp.core.interpreter.utterance import InterpretedUtterance, JobPhase
from voiceapp.core.interpreter.view import MOST_SHOWN, InterpreterPhase, InterpreterView
from voiceapp.core.messages import (
    Listen,
    MicFrame,
    MicrophoneChanged,
    NetworkCameBack,
    OffRecordSet,
    PlaybackEnded,
    PlaybackStopped,
    Played,
    ReadySpeaker,
    Stopped,
    Tick,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.transcript import TalkId

RESTS_AFTER = 600.0
"""Seconds without a word after which the microphone is closed."""
RESTED = Sentence("Nobody spoke for ten minutes, so the microphone is closed. Press Go on to continue.")
NEXT_TALK = Failure(FailureKind.NOT_UNDERSTOOD, Sentence("This wasn't translated before the next talk began."))
CLOSED = Failure(FailureKind.NOT_UNDERSTOOD, Sentence("voiceapp was closed before this was translated."))


class InterpreterMachine:
    def __init__(self) -> None:
        self._commands: list[InterpreterCommand] = []
        self._now = 0.0
        self._on = self._paused = self._deaf = self._off_record = False
        self._hears = False
        """Sound has come since the microphone was opened."""
        self._wishes = InterpreterWishes()
        self._talk = TalkId("")
        self._side: Side | None = None
        self._leaves: Sentence | None = None
        self._caution: Sentence | None = None
        self._notice: Sentence | None = None
        self._cutter = UtteranceCutter()
        self._open: InterpretedUtterance | None = None
        self._count = 0
        self._speaking = SpokenTranslations(self._emit)
        self._keeping = InterpretedTalkKeeping(self._emit)
        self._jobs = InterpreterJobs(self._emit, self._speaking, self._keeping)
        self._heard_at = 0.0
        self._is_news = False
        """What is shown may have changed."""
        self.view = InterpreterView()

    # --- the way in

    @property
    def takes_sound(self) -> bool:
        """Return whether what the microphone hears belongs to it."""
        return self._on and not self._paused

    @property
    def deadline(self) -> float | None:
        rests_at = self._heard_at + RESTS_AFTER if self.takes_sound else None
        return min((at for at in (self._jobs.retry_at, rests_at) if at is not None), default=None)

    def handle(self, event: InterpreterEvent, now: float) -> list[InterpreterCommand]:
        self._commands.clear()
        self._now = now
        self._is_news = True
        match event:
            case MicFrame():
                self._is_news = False
                self._on_frame(event)
            case NewsCame(name, news):
                self._is_news = not isinstance(news, VoiceMade)
                self._jobs.take(name, news)
            case InterpretingFailed(name, failure):
                self._jobs.fail(name, failure, now)
            case Played():
                self._is_news = False
            case PlaybackEnded(reply) | PlaybackStopped(reply):
                self._speaking.was_heard(reply)
            case MicrophoneChanged(microphone):
                self._deaf = microphone is None
            case NetworkCameBack():
                self._jobs.network_came_back()
            case Tick():
                self._on_tick()
            case Stopped():
                self._end_talk()
                self._jobs.leave_all(CLOSED)
            case _:
                self._on_person(event)
        self._speak_next()
        self._show()
        return list(self._commands)

    def _on_person(self, event: PersonAsked) -> None:
        match event:
            case InterpretingBegan():
                self._begin(event)
            case InterpretingEnded():
                self._end_talk()
            case PauseSet(paused):
                if self._on and paused is not self._paused:
                    self._pause(paused=paused)
            case SideChosen(side):
                self._end_open()
                self._side = side
            case SpokenSet(spoken):
                self._wish(replace(self._wishes, spoken=spoken))
                if not spoken:
                    self._speaking.hush()
            case WishesTold(wishes, leaves, caution):
                self._end_open()
                self._wish(wishes)
                self._leaves, self._caution = leaves, caution
            case OffRecordSet(off):
                self._leave_record(off=off)
            case HushAsked():
                self._speaking.hush()
            case TriedAgain(utterance):
                self._jobs.try_again(utterance)
            case _:
                assert_never(event)

    def _emit(self, command: InterpreterCommand) -> None:
        self._commands.append(command)

    def _wish(self, wishes: InterpreterWishes) -> None:
        self._wishes = self._keeping.wishes = wishes
        self._jobs.spoken = wishes.spoken

    # --- the talk

    def _begin(self, began: InterpretingBegan) -> None:
        self._end_talk()
        self._jobs.leave_all(NEXT_TALK)
        self._on, self._paused, self._off_record, self._hears = True, False, False, False
        self._talk, self._side, self._notice = began.talk, began.side, None
        self._leaves, self._caution = began.leaves_machine, began.caution
        self._keeping.begin(began.talk, self._now, began.wishes)
        self._wish(began.wishes)
        self._heard_at = self._now
        self._count = 0
        self._emit(Listen(on=True))

    def _end_talk(self) -> None:
        if not self._on:
            return
        self._end_open()
        self._speaking.hush()
        self._on = self._paused = False
        self._emit(Listen(on=False))
        self._keeping.end(self._now)

    def _pause(self, *, paused: bool, why: Sentence | None = None) -> None:
        self._end_open()
        self._speaking.hush()
        self._paused, self._notice, self._hears = paused, why, False
        self._heard_at = self._now
        self._emit(Listen(on=not paused))

    def _on_tick(self) -> None:
        if self._jobs.retry_at is not None and self._now >= self._jobs.retry_at:
            self._jobs.try_oldest()
        if self.takes_sound and self._now >= self._heard_at + RESTS_AFTER:
            self._pause(paused=True, why=RESTED)

    def _leave_record(self, *, off: bool) -> None:
        if off and self._open is not None and not self._open.off_record:
            # It was said around the moment of leaving, so it is off the record as a whole.
            self._open.off_record = True
            self._keeping.forget(self._open)
        self._off_record = off

    # --- what the two say

    def _on_frame(self, frame: MicFrame) -> None:
        if not self.takes_sound:
            return
        if not self._hears:
            self._hears = self._is_news = True
        self._cutter.over_our_voice(on=self._speaking.playing is not None)
        for cut in self._cutter.take(frame):
            match cut:
                case CutBegan(pcm, at):
                    self._on_began(pcm, at)
                case CutGrew(pcm):
                    self._on_grew(self._who_speaks, pcm)
                case CutOver(kept):
                    self._on_over(kept=kept)

    def _on_began(self, pcm: bytes, at: float) -> None:
        self._is_news = True
        self._heard_at = self._now
        self._notice = None
        self._count += 1
        began = self._open = InterpretedUtterance(
            f"{self._talk}-{self._count}",
            self._talk,
            at,
            self._wishes.pair,
            self._wishes.names,
            self._side,
            self._off_record,
            over_ours=self._speaking.playing is not None,
        )
        self._speaking.somebody_began()
        if self._wishes.spoken:
            self._emit(ReadySpeaker())
        self._on_grew(began, pcm)
        self._jobs.begin(began)

    @property
    def _who_speaks(self) -> InterpretedUtterance:
        if self._open is None:
            raise AssertionError("what grows or ends has begun")
        return self._open

    def _on_grew(self, growing: InterpretedUtterance, pcm: bytes) -> None:
        growing.length += len(pcm)
        self._emit(FeedJob(growing.id, pcm))
        self._keeping.grew(growing, pcm)
        self._is_news |= self._speaking.somebody_speaks(self._cutter.voiced)

    def _on_over(self, *, kept: bool) -> None:
        over, self._open = self._who_speaks, None
        self._is_news = True
        self._heard_at = self._now
        over.is_open = False
        self._speaking.it_was_nothing()
        if kept:
            self._emit(EndJobSound(over.id))
            self._keeping.is_over(over)
        else:
            self._jobs.unsay(over)

    def _end_open(self) -> None:
        for over in self._cutter.end():
            self._on_over(kept=over.kept)

    # --- what follows

    def _speak_next(self) -> None:
        if self._on:
            before = self._speaking.playing
            free = self._open is None and not self._paused
            self._speaking.go_on(self._jobs.utterances.values(), spoken=self._wishes.spoken, floor_is_free=free)
            self._is_news |= before is not self._speaking.playing

    def _show(self) -> None:
        if not self._is_news:
            return
        shown = self._seen()
        if shown != self.view:
            self.view = shown
            self._emit(ShowInterpreter(shown))

    def _seen(self) -> InterpreterView:
        utterances = tuple(self._jobs.utterances.values())
        bills = [line for each in utterances for line in each.spent]
        return InterpreterView(
            self._phase(),
            self._wishes.pair,
            self._side,
            self._wishes.spoken,
            tuple(each.line() for each in utterances[-MOST_SHOWN:]),
            self._leaves,
            self._caution,
            self._notice,
            self._off_record,
            sum(line.usd or 0.0 for line in bills),
            any(line.usd is None for line in bills),
        )

    def _phase(self) -> InterpreterPhase:
        if not self._on:
            return InterpreterPhase.OFF
        if self._paused:
            return InterpreterPhase.PAUSED
        if self._deaf:
            return InterpreterPhase.DEAF
        if not self._hears:
            return InterpreterPhase.OPENING
        if self._open is not None:
            return InterpreterPhase.HEARING
        if self._speaking.playing is not None:
            return InterpreterPhase.SPEAKING
        working = any(each.phase is JobPhase.WORKING for each in self._jobs.utterances.values())
        return InterpreterPhase.TRANSLATING if working else InterpreterPhase.LISTENING
