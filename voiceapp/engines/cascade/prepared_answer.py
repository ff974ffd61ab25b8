"""Keeps an answer that is made ready in a pause, unnoticed, until the turn is over or the person goes on.

What it says is held back, and what it remembers is a copy: thrown away, it leaves nothing behind but what it cost.
"""

from collections.abc import Callable

from voiceapp.core.messages import EngineEvent, ReplyEnded, TurnId
from voiceapp.core.ports import RecognisedText
from voiceapp.core.transcript import Spent
from voiceapp.engines.cascade.chat_memory import ChatMemory
from voiceapp.engines.cascade.reply_draft import AnswerInProgress


class PreparedAnswer:
    def __init__(self, turn: TurnId) -> None:
        self.turn = turn
        self.heard = RecognisedText("")
        """The words up to the pause, once they are known."""
        self.memory = ChatMemory()
        """All that is remembered, with these words and this answer."""
        self.answer: AnswerInProgress | None = None
        """None: no answer to them has begun."""
        self._held: list[EngineEvent] = []
        self._give_out: Callable[[EngineEvent], None] | None = None
        self._failed = False

    @property
    def text(self) -> str:
        return self.heard.text.strip()

    def understand(self, heard: RecognisedText, memory: ChatMemory) -> None:
        """The words are known. `memory` is this answer's own."""
        self.heard = heard
        self.memory = memory
        memory.person_said(self.turn, self.text, language=heard.language)

    def put_event(self, event: EngineEvent) -> None:
        """Holds it back, or passes it on where it was given out."""
        if self._give_out is not None:
            self._give_out(event)
        else:
            self._held.append(event)

    def fail(self) -> None:
        """It came to nothing. Whether there is any trouble will be seen when an answer is really wanted."""
        self._failed = True

    @property
    def was_given_out(self) -> bool:
        return self._give_out is not None

    @property
    def is_usable(self) -> bool:
        return self.answer is not None and not self._failed

    def give_out(self, give_out: Callable[[EngineEvent], None]) -> None:
        """Give out what was prepared; from here on it is an answer like any other."""
        self._give_out = give_out
        held, self._held = self._held, []
        for event in held:
            give_out(event)

    def throw_away(self) -> tuple[Spent, ...]:
        """Answers with what it cost, as far as the services said."""
        if self.answer is not None and self.answer.task is not None:
            self.answer.task.cancel()
        draft = self.answer.draft if self.answer is not None else None
        ended = [event for event in self._held if isinstance(event, ReplyEnded)]
        spent = self.heard.spent
        if ended:
            return spent + ended[-1].spent
        return spent + (draft.spent if draft is not None else ())
