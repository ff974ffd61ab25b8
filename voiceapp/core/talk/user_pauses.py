"""Decides what follows from the pauses in an utterance: each is judged, and in some an answer is prepared in case the
person has finished.
"""

from collections.abc import Callable

from voiceapp.core.messages import Command, EngineTraits, JudgePause, LinkId, PrepareTurn, ResumeTurn, ToEngine
from voiceapp.core.talk.link_state import LinkKeeper
from voiceapp.core.talk.listening import Listening, SpeechEdge, Utterance
from voiceapp.core.talk.turns import Turns
from voiceapp.core.wishes import TalkWishes

MOST_PAID_FOR = 3
"""Pauses of one utterance in which an answer that costs something is prepared. Who pauses more often goes on."""


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
        session = self._wishes.session
        if not engine.hears and engine.leaves_machine is None:
            return engine.prepares
        wanted = session.think_ahead_hearing if engine.hears else session.think_ahead
        return engine.prepares and wanted and utterance.preparations < MOST_PAID_FOR

    def _drop_prepared(self, utterance: Utterance, prepared_on: LinkId | None) -> None:
        if prepared_on is not None and prepared_on == self._link.usable:
            self._emit(ToEngine(prepared_on, ResumeTurn(utterance.turn)))
