"""Decides when which translation is spoken: in the order of what was said, one at a time, and never over the two people."""

from collections.abc import Callable, Iterable

from voiceapp.core.interpreter.messages import InterpreterCommand
from voiceapp.core.interpreter.utterance import InterpretedUtterance, JobPhase, VoiceState
from voiceapp.core.messages import Duck, FinishPlaying, Play, ReplyId, StopPlaying, Unduck

INTERRUPTS = 20
"""Frames of a voice after which the translation that sounds gives way: 0.4 s, as in a talk."""


class SpokenTranslations:
    def __init__(self, emit: Callable[[InterpreterCommand], None]) -> None:
        self._emit = emit
        self._playing: InterpretedUtterance | None = None
        self._is_ducked = False

    @property
    def playing(self) -> InterpretedUtterance | None:
        return self._playing

    # --- sound that comes

    def take(self, utterance: InterpretedUtterance, pcm: bytes) -> None:
        if utterance is self._playing:
            self._emit(Play(utterance.reply, pcm))
        elif utterance.voice is VoiceState.COMING:
            utterance.waiting_sound.append(pcm)

    def all_came(self, utterance: InterpretedUtterance) -> None:
        if utterance is self._playing:
            self._emit(FinishPlaying(utterance.reply))

    def begin_anew(self, utterance: InterpretedUtterance) -> None:
        """It is translated once more. What was heard of it is not said again."""
        utterance.waiting_sound.clear()
        if utterance is self._playing:
            self._end(utterance)
            self._emit(StopPlaying())

    # --- turns

    def go_on(self, utterances: Iterable[InterpretedUtterance], *, spoken: bool, floor_is_free: bool) -> None:
        """Begin the next one, if it is its turn."""
        if self._playing is not None or not floor_is_free:
            return
        for each in utterances:
            if each.voice is not VoiceState.COMING or each.phase in (JobPhase.WAITING, JobPhase.FAILED):
                continue
            if not spoken:
                self._drop(each)
            elif each.waiting_sound:
                self._begin(each)
                return
            elif each.phase is JobPhase.DONE:
                each.voice = VoiceState.OVER
            else:
                return

    def _begin(self, utterance: InterpretedUtterance) -> None:
        self._playing, utterance.voice = utterance, VoiceState.PLAYING
        self._emit(Play(utterance.reply, b"".join(utterance.waiting_sound)))
        utterance.waiting_sound.clear()
        if utterance.phase is JobPhase.DONE:
            self._emit(FinishPlaying(utterance.reply))

    @staticmethod
    def _drop(utterance: InterpretedUtterance) -> None:
        utterance.waiting_sound.clear()
        if utterance.phase is JobPhase.DONE:
            utterance.voice = VoiceState.OVER

    # --- the two people

    def somebody_began(self) -> None:
        if self._playing is not None:
            self._is_ducked = True
            self._emit(Duck())

    def somebody_speaks(self, voiced: int) -> bool:
        """Return whether the translation gives way now. `voiced`: frames of a voice so far."""
        if self._playing is None or voiced < INTERRUPTS:
            return False
        self.hush()
        return True

    def it_was_nothing(self) -> None:
        if self._is_ducked:
            self._is_ducked = False
            self._emit(Unduck())

    def hush(self) -> None:
        """Be silent now."""
        if self._playing is not None:
            self._end(self._playing)
            self._emit(StopPlaying())
        self.it_was_nothing()

    # --- the loudspeaker

    def was_heard(self, reply: ReplyId) -> None:
        """Nothing more of it sounds."""
        if self._playing is not None and self._playing.reply == reply:
            self._end(self._playing)
            self.it_was_nothing()

    def _end(self, playing: InterpretedUtterance) -> None:
        playing.voice = VoiceState.OVER
        self._playing = None
