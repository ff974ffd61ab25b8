"""Decides what of an interpreted talk stays in the history: both texts of each utterance, and its sound."""

from collections.abc import Callable
from dataclasses import dataclass

from voiceapp.core.interpreter.messages import InterpreterCommand, InterpreterWishes
from voiceapp.core.interpreter.utterance import TRANSLATION, InterpretedUtterance
from voiceapp.core.messages import EndSound, ForgetItem, KeepItem, KeepSound, KeepTalk
from voiceapp.core.transcript import ItemId, SoundId, Talk, TalkId, TalkKind


@dataclass(slots=True)
class _KeptTalk:
    id: TalkId
    began: float
    is_there: bool = False


class InterpretedTalkKeeping:
    def __init__(self, emit: Callable[[InterpreterCommand], None]) -> None:
        self._emit = emit
        self._talk = _KeptTalk(TalkId(""), 0.0)
        self.wishes = InterpreterWishes()

    def begin(self, talk: TalkId, at: float, wishes: InterpreterWishes) -> None:
        """A talk is stored with its first line, so that none is empty."""
        self._talk = _KeptTalk(talk, at)
        self.wishes = wishes

    def end(self, at: float) -> None:
        if self._talk.is_there:
            self._keep_talk(at)

    def _keep_talk(self, ended_at: float | None) -> None:
        talk = self._talk
        self._emit(KeepTalk(Talk(talk.id, talk.began, TalkKind.TRANSCRIPTION, ended_at=ended_at)))

    # --- one utterance

    def _keeps(self, utterance: InterpretedUtterance) -> bool:
        return self.wishes.keep_talks and not utterance.off_record

    def grew(self, utterance: InterpretedUtterance, pcm: bytes) -> None:
        if self._keeps(utterance) and self.wishes.keep_sound:
            self._emit(KeepSound(SoundId(utterance.id), pcm))

    def is_over(self, utterance: InterpretedUtterance) -> None:
        """All of it was said."""
        if self._keeps(utterance) and self.wishes.keep_sound:
            self._emit(EndSound(SoundId(utterance.id)))
        self.keep(utterance)

    def keep(self, utterance: InterpretedUtterance) -> None:
        """Store it as it is now."""
        if not self._keeps(utterance):
            return
        if not self._talk.is_there and utterance.talk == self._talk.id:
            self._talk.is_there = True
            self._keep_talk(None)
        for item in utterance.items(with_sound=self.wishes.keep_sound):
            self._emit(KeepItem(utterance.talk, item))

    def forget(self, utterance: InterpretedUtterance) -> None:
        """Keep nothing of it after all."""
        self._emit(EndSound(SoundId(utterance.id), keep=False))
        for name in (utterance.id, f"{utterance.id}{TRANSLATION}"):
            self._emit(ForgetItem(utterance.talk, ItemId(name)))
