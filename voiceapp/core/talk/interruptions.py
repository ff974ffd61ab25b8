"""Carries out what is judged of sounds over a reply: it gets quieter, waits where it is, goes on or is given up."""

from collections.abc import Callable

from voiceapp.core.messages import (
    Command,
    Duck,
    HearOverlap,
    MicFrame,
    NoteOverlap,
    PausePlaying,
    ResumePlaying,
    Unduck,
)
from voiceapp.core.overlap_decision import OverlapReason
from voiceapp.core.sound_rules import is_voice
from voiceapp.core.talk.listening import Utterance
from voiceapp.core.talk.overlap import OverlapJudge, OverlapPhase
from voiceapp.core.talk.replies import Replies
from voiceapp.core.text.backchannels import OverlapWords, meaning_of
from voiceapp.core.wishes import TalkWishes

_ENDS_REPLY = {OverlapWords.SPEECH: OverlapPhase.SPEECH, OverlapWords.STOP: OverlapPhase.STOP_COMMAND}
ENDS_REPLY = tuple(_ENDS_REPLY.values())


class Interruptions:
    def __init__(self, emit: Callable[[Command], None], replies: Replies, wishes: TalkWishes) -> None:
        self._emit = emit
        self._replies = replies
        self._wishes = wishes
        self._judge = OverlapJudge(wishes.barge_in)
        self._ducked = False
        self._held = False
        self._unheard = False
        """A voice in this utterance was let pass by its length alone."""
        self._awaits_words = False
        """The words of that voice may still say that it was speech."""

    def change(self, wishes: TalkWishes) -> None:
        judged = (wishes.barge_in, wishes.turn_taking.by_key)
        if judged != (self._wishes.barge_in, self._wishes.turn_taking.by_key):
            self.let_go()  # whoever decides from here on has not heard the sound that it was ducked for
            self._judge = OverlapJudge(wishes.barge_in)
        self._wishes = wishes

    @property
    def holds(self) -> bool:
        """Return whether a reply waits for what becomes of a voice."""
        return self._judge.holds

    @property
    def patience(self) -> int:
        """Return after how many silent frames, at the latest, it is decided what becomes of a voice."""
        return self._judge.patience

    @property
    def heard_no_words(self) -> bool:
        """Return whether a voice was let pass because it was short, and nobody could tell what it said."""
        return self._unheard

    def ask_for_words(self, utterance: Utterance, language: str) -> None:
        """Have the words recognised if the voice that a reply waits for has just fallen silent. `language`: the one that
        the person speaks, if it is known.
        """
        if self._judge.holds and self._judge.paused:
            pcm, possible = b"".join(utterance.recent), self._wishes.session.languages
            self._emit(HearOverlap(utterance.sound, pcm, utterance.frames, language, possible))

    def take_frame(self, frame: MicFrame, *, certain: bool, goes_on: bool) -> OverlapPhase | None:
        """Judge a frame. `certain`: the person is speaking, as is known. `goes_on`: they are heard again just after the
        end of a turn.
        """
        if self._wishes.turn_taking.by_key:
            return None
        if not self._replies.live and not self._ducked:
            if certain and is_voice(frame.speech, self._wishes.barge_in.onset):
                self._judge.person_spoke(frame.level)
            return None
        sounding, asked = self._replies.audible, self._replies.asks
        return self._follow(
            self._judge.take_frame(frame.speech, frame.level, sounding=sounding, asked=asked, goes_on=goes_on)
        )

    def take_words(self, text: str, *, spoke_on: bool, unsure: bool = False) -> OverlapPhase | None:
        """Take all words of a voice over a reply so far, which may come when it was already let pass. `spoke_on`: a
        voice was heard after what they were recognised from. `unsure`: they are a guess.
        """
        holds, meaning = self._judge.holds, meaning_of(text)
        if not holds and not self._awaits_words:
            return None
        self._judge.hears_words = True
        if unsure and meaning is OverlapWords.SPEECH:
            return self._follow(self._judge.take_unclear_words(spoke_on=spoke_on))
        if meaning not in _ENDS_REPLY:
            self._judge.believe_short()
        if spoke_on and meaning not in _ENDS_REPLY:
            return None  # they say nothing of what came after them
        if holds:
            return self._follow(self._judge.take_words(text, asked=self._replies.asks, spoke_on=spoke_on))
        self.forget_words()
        return OverlapPhase.SPEECH if spoke_on else _ENDS_REPLY.get(meaning)

    def startle(self, level: float) -> None:
        """React to a sudden sound at once, so that a reply need not play on until the frames show what it is."""
        if not self._wishes.turn_taking.by_key and self._replies.live and self._judge.startles(level):
            self._duck()

    def let_go(self) -> None:
        """Let whatever plays be heard again."""
        if self._held:
            self._held = False
            self._emit(ResumePlaying())
        if self._ducked:
            self._ducked = False
            self._emit(Unduck())

    def calm(self) -> None:
        """Forget what was heard, because no reply plays any more."""
        self._judge.reset()

    def decide(self) -> OverlapPhase | None:
        """Decide on a voice that a reply waits for by what is known so far, because no more of it will be heard."""
        return self._follow(self._judge.decide())

    def follow_up(self) -> bool:
        """Stop weighing sound against a reply that has ended. Return whether a voice was still being weighed, which is
        speech, as there is nothing left that it could let pass.
        """
        stopped = self._replies.take_stop()
        if not self._ducked:
            return False
        if self._replies.live and self._judge.weighs:
            if stopped:
                self._keep_waiting()
            return False
        held = self._judge.holds
        self.let_go()
        self._judge.reset()
        return held

    def forget_words(self) -> None:
        """Note that what was said is over, so that late words of it mean nothing."""
        self._unheard = self._awaits_words = False

    def _follow(self, phase: OverlapPhase | None) -> OverlapPhase | None:
        if phase is OverlapPhase.DUCKED:
            self._duck()
        elif phase is OverlapPhase.HELD:
            self._held = True
            self._awaits_words = False  # or words of this voice would count for the one before
            self._emit(PausePlaying())
        elif phase is not None:
            decision = self._judge.decision
            assert decision is not None
            self._emit(NoteOverlap(decision))
            self._note_unheard(decision.reason)
            if phase not in ENDS_REPLY:
                self.let_go()
        return phase

    def _note_unheard(self, reason: OverlapReason) -> None:
        """Note whether words are missing. What ends by its words is known from the beginning of the utterance."""
        if reason is OverlapReason.SHORT:
            self._unheard = self._awaits_words = True
        elif reason in (OverlapReason.WORDS, OverlapReason.QUESTION):
            self.forget_words()

    def _keep_waiting(self) -> None:
        """Hold back what plays next, too, because stopping the speaker has ended the wait."""
        self._duck()
        if self._held:
            self._emit(PausePlaying())

    def _duck(self) -> None:
        self._ducked = True
        self._emit(Duck())
