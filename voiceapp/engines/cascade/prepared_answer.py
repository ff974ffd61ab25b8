"""Keeps an answer that is prepared unnoticed during a pause, until the turn is over or the person goes on.

Its events are held back and its memory is a copy, so throwing it away leaves nothing behind but its cost.
"""

from collections.abc import Callable

from voiceapp.core.messages import EngineEvent, EngineRefused, PreparedInVain, TurnId
from voiceapp.core.ports import RecognisedText
from voiceapp.core.text.thinking_aloud import asks_for_time
from voiceapp.core.text.unfinished import looks_unfinished
from voiceapp.core.transcript import Spent
from voiceapp.engines.cascade.chat_memory import ChatMemory
from voiceapp.engines.cascade.reply_draft import AnswerInProgress


class PreparedAnswer:
    def __init__(self, turn: TurnId) -> None:
        self.turn = turn
        self.heard = RecognisedText("")
        """The words up to the pause, once known."""
        self.memory = ChatMemory()
        """Everything remembered, plus these words and this answer."""
        self.answer: AnswerInProgress | None = None
        """None until an answer to the words has begun."""
        self._held: list[EngineEvent] = []
        self._give_out: Callable[[EngineEvent], None] | None = None
        self._failed = False

    @property
    def text(self) -> str:
        return self.heard.text.strip()

    def seems_complete(self, language: str) -> bool:
        """True if the words can be answered, because the person seems not to be looking for more of them."""
        searching = looks_unfinished(self.text, language) or asks_for_time(self.text, language)
        return bool(self.text) and not searching

    def understand(self, heard: RecognisedText, memory: ChatMemory) -> None:
        """Takes the words, now that they are known. `memory` belongs to this answer alone."""
        self.heard = heard
        self.memory = memory
        memory.person_said(self.turn, self.text, language=heard.language)

    def put_event(self, event: EngineEvent) -> None:
        """Holds the event back, or passes it on once the answer has been given out."""
        if self._give_out is not None:
            self._give_out(event)
        else:
            self._held.append(event)

    def fail(self) -> None:
        """Drops a failed attempt silently. If the trouble is real, it shows again when an answer is wanted."""
        self._failed = True

    @property
    def was_given_out(self) -> bool:
        return self._give_out is not None

    @property
    def is_usable(self) -> bool:
        return self.answer is not None and not self._failed

    def give_out(self, give_out: Callable[[EngineEvent], None]) -> None:
        """Give out what was prepared; from now on it is an answer like any other."""
        self._give_out = give_out
        held, self._held = self._held, []
        for event in held:
            give_out(event)

    def throw_away(self) -> tuple[EngineEvent, ...]:
        """Returns what is left of it to be told."""
        if self.answer is not None and self.answer.task is not None:
            self.answer.task.cancel()
        return self._remains(self.heard.spent)

    def give_words_alone(self) -> tuple[EngineEvent, ...]:
        """Give out the words, with their cost, because there is no answer. Returns what is left to be told of that."""
        return self._remains(())

    @property
    def troubles(self) -> tuple[EngineRefused, ...]:
        """Returns what went wrong in it. A spare voice says only once that it took over."""
        return tuple(event for event in self._held if isinstance(event, EngineRefused))

    def _remains(self, spent: tuple[Spent, ...]) -> tuple[EngineEvent, ...]:
        """Returns its troubles, and its cost as far as the services reported it."""
        spent += self.answer.all_spent if self.answer is not None else ()
        return (*self.troubles, PreparedInVain(spent)) if spent else self.troubles
