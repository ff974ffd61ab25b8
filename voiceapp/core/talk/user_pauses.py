"""Decides what follows from the pauses in an utterance: each is judged, and in some an answer is prepared in case the
person has finished.

| who answers | an answer is prepared |
| --- | --- |
| this device | in every pause, because it costs nothing |
| services that are told the words | in every pause, or never |
| an engine that hears | once the turn is almost certainly over, in every pause, or never |

An engine that hears bills a whole answer each time. So at first it prepares one only where that is seldom in vain, once
in an utterance (who went on after the first almost certain end goes on after the second), and if its service is known
to forget what nobody heard. As it needs no words to
answer, those up to such a pause are recognised on this device, where that is possible: they may say that the person
only tells something.
"""

from collections.abc import Callable

from voiceapp.core.messages import (
    Command,
    EngineTraits,
    HearPause,
    JudgePause,
    LinkId,
    PauseHeard,
    PauseJudged,
    PrepareTurn,
    ResumeTurn,
    ToEngine,
)
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.listening import Listening, SpeechEdge, Utterance
from voiceapp.core.talk.turn_end import CERTAIN
from voiceapp.core.talk.turns import Turns
from voiceapp.core.text.backchannels import is_understood
from voiceapp.core.wishes import TalkWishes, ThinkAhead

MOST_PAID_FOR = 3
"""Pauses of one utterance in which an answer that costs something is prepared. Who pauses more often goes on."""
MOST_CERTAIN = 1
"""The same, if only almost certain ends are prepared for."""


class UserPauses:
    def __init__(
        self,
        emit: Callable[[Command], None],
        wishes: TalkWishes,
        *,
        listening: Listening,
        link: LinkKeeper,
        turns: Turns,
    ) -> None:
        self._emit = emit
        self._wishes = wishes
        self._listening = listening
        self._link = link
        self._turns = turns

    def change(self, wishes: TalkWishes) -> None:
        self._wishes = wishes

    def follow(self, edge: SpeechEdge | None, utterance: Utterance, *, known: bool) -> None:
        """`known`: it was certain before this frame that it is speech."""
        if edge is SpeechEdge.WENT_ON:
            utterance.commands_silence(only=False)
            self._drop_prepared(utterance, self._listening.go_on_after_pause(utterance))
        elif edge is SpeechEdge.STIRRED:
            self._drop_prepared(utterance, self._listening.doubt_pause(utterance))
        elif known and self._listening.paused and utterance.pause is None:
            self._on_pause(utterance)

    def take_judgement(self, utterance: Utterance, judged: PauseJudged | PauseHeard, language: str) -> None:
        """Take what is found out about the current pause. `language`: the one that the person speaks, if it is known."""
        if isinstance(judged, PauseHeard):
            if judged.text and is_understood(judged.text, language, judged.language):
                self._listening.take_words_in_pause(utterance, judged, prepared=utterance.prepared_on is not None)
            return
        self._listening.take_likelihood(utterance, judged.likelihood)
        link, info = self._link.usable, self._link.info
        if link is None or info is None or utterance.streamed_on != link:
            return
        if info.traits.hears and judged.likelihood >= CERTAIN:
            self._expect_end(utterance, link, info.traits, language)

    def _on_pause(self, utterance: Utterance) -> None:
        link, info = self._link.usable, self._link.info
        if not utterance.sure or utterance.wants_silence or self._listening.ear is not None:
            return
        prepares = info is not None and utterance.streamed_on == link and self._may_prepare(info.traits, utterance)
        prepared_on = link if prepares and not self._turns.owe_answer else None
        self._listening.pause(utterance, prepared_on)
        self._emit(JudgePause(utterance.sound, utterance.pauses, b"".join(utterance.recent)))
        if prepared_on is not None:
            self._emit(ToEngine(prepared_on, PrepareTurn(utterance.turn)))

    def _may_prepare(self, engine: EngineTraits, utterance: Utterance) -> bool:
        """Return whether an answer is prepared before the pause is judged."""
        session = self._wishes.session
        if not engine.hears and engine.leaves_machine is None:
            return engine.prepares
        wanted = session.think_ahead_hearing is ThinkAhead.ALWAYS if engine.hears else session.think_ahead
        return engine.prepares and wanted and utterance.preparations < MOST_PAID_FOR

    def _expect_end(self, utterance: Utterance, link: LinkId, engine: EngineTraits, language: str) -> None:
        """Have an answer prepared that is needed almost certainly, and the words recognised."""
        wanted = self._wishes.session.think_ahead_hearing is ThinkAhead.CERTAIN
        prepares = engine.prepares and engine.takes_back and wanted and utterance.preparations < MOST_CERTAIN
        if prepares and not utterance.stirred and not self._turns.owe_answer:
            utterance.prepare_on(link)
            self._emit(ToEngine(link, PrepareTurn(utterance.turn)))
        if utterance.prepared_on is not None:
            pcm, possible = b"".join(utterance.recent), self._wishes.session.languages
            self._emit(HearPause(utterance.sound, utterance.pauses, pcm, language, possible))

    def _drop_prepared(self, utterance: Utterance, prepared_on: LinkId | None) -> None:
        if prepared_on is not None and prepared_on == self._link.usable:
            self._emit(ToEngine(prepared_on, ResumeTurn(utterance.turn)))
