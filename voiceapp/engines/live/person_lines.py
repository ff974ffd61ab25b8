"""Makes lines out of the fragments of what the person said, by their places on the session's time line.

A Live session has no turns. What the person said in one go is a turn here: it is over when nothing more of it comes for a
while, when the model begins to answer, or when our own detector or the key says so. Fragments come late, so those from
before the end of a line belong to it even then.
"""

from collections.abc import Callable
from dataclasses import dataclass

from voiceapp.core.messages import BEING_SAID, EngineEvent, TurnBegan, TurnEnded, TurnId, TurnTaken, TurnWords
from voiceapp.core.pcm import Milliseconds

OVER_AFTER: Milliseconds = 1_000
"""Silence after which a line is over. Where a room is never silent, our own detector ends it."""
PAUSING: Milliseconds = 400
"""Without a word for so long, they have probably finished when the model begins to speak."""
LATE: Milliseconds = 300
"""By how much a fragment may begin after the end of its line, once the model speaks; before, it goes on with the line."""
GOES_ON: Milliseconds = 1_500
"""The same while the model says nothing."""
SETTLED_AFTER: Milliseconds = 2_500
"""After which no more words of a line come."""


@dataclass(slots=True)
class PersonLine:
    turn: TurnId
    text: str = ""
    end: Milliseconds = 0
    """Where its last word is."""
    closed: Milliseconds | None = None
    """Where it was over."""
    final: bool = False
    answered: bool = False
    """The model has said something since."""


class PersonLines:
    def __init__(self, add_event: Callable[[EngineEvent], None], taken: Callable[[TurnId], None], name: str) -> None:
        """`taken` is told of each turn that is over. `name` makes our names for turns unique."""
        self._add_event = add_event
        self._taken = taken
        self._name = name
        self._count = 0
        self._open: PersonLine | None = None
        self._last: PersonLine | None = None
        """The newest line that is over."""
        self.names_turns = True
        """We end the turns; otherwise they are ended by a key."""

    @property
    def newest(self) -> PersonLine | None:
        return self._open or self._last

    def take_words(self, text: str, start: Milliseconds, end: Milliseconds) -> PersonLine:
        """Take a fragment; return the line that it belongs to."""
        line = self._open or self._goes_on(start) or self._begin(start)
        self._add(line, text, end)
        return line

    def _goes_on(self, start: Milliseconds) -> PersonLine | None:
        """Returns the newest line that is over, if a fragment from here is still part of it."""
        last = self._last
        if last is None or last.closed is None:
            return None
        return last if start <= last.closed + (LATE if last.answered else GOES_ON) else None

    def _begin(self, start: Milliseconds) -> PersonLine:
        self._count += 1
        turn = TurnId(f"live{self._name}-{self._count}") if self.names_turns else BEING_SAID
        self._open = PersonLine(turn, end=start)
        if self.names_turns:
            self._add_event(TurnBegan(turn, start))
        return self._open

    def _add(self, line: PersonLine, text: str, end: Milliseconds) -> None:
        line.text += text
        line.end = max(line.end, end)
        self._add_event(TurnWords(line.turn, line.text.strip(), final=line.final))

    # --- how a line ends

    def commit(self, turn: TurnId, position: Milliseconds) -> None:
        """Our own detector, or the key, ended this turn here."""
        line = self._open or PersonLine(turn, end=position)
        ours = self._open is not None and line.turn == turn
        line.turn = turn
        self._close(line, position, told=ours)

    def model_speaks(self, position: Milliseconds, sound_until: Milliseconds) -> None:
        """The model begins to speak: to answer, if the person has finished. `sound_until`: where they fell silent."""
        line = self._open
        if line is not None and self.names_turns and position - max(line.end, sound_until) >= PAUSING:
            self._close(line, position)
        if self._last is not None:
            self._last.answered = True

    def tick(self, position: Milliseconds, sound_until: Milliseconds) -> None:
        """The clock has come this far."""
        line, last = self._open, self._last
        if line is not None and self.names_turns and position - max(line.end, sound_until) >= OVER_AFTER:
            self._close(line, position)
        if last is not None and last.closed is not None and position - last.closed >= SETTLED_AFTER:
            self._settle(last)

    def _close(self, line: PersonLine, position: Milliseconds, *, told: bool = False) -> None:
        if self._last is not None:
            self._settle(self._last)
        line.closed = max(line.end, position)
        self._open, self._last = None, line
        if not told:
            if self.names_turns:
                self._add_event(TurnEnded(line.turn, line.end))
            self._add_event(TurnTaken(line.turn))
        if line.text:
            self._add_event(TurnWords(line.turn, line.text.strip(), final=False))
        self._taken(line.turn)

    def _settle(self, line: PersonLine) -> None:
        """Its words are all there."""
        if not line.final:
            line.final = True
            if line.text:
                self._add_event(TurnWords(line.turn, line.text.strip(), final=True))
