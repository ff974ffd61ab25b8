"""Holds back what comes of one reply until the words that belong to it have been checked.

Words come before the sound in which they are spoken. So a reply is cut where its sentences end: what comes up to there
waits for the check of these words, and sound that follows waits for no more than that.
"""

import re
from collections import deque
from dataclasses import dataclass, field

from voiceapp.core.messages import EngineEvent, ReplyEnded, ReplyId, ReplySound, ReplyWords, ToolAsked
from voiceapp.core.pcm import WIRE, Milliseconds

FIRST_CUT = 12
"""Characters that the first words have at least which are checked, so that the first sound is not held back for long."""
NEXT_CUT = 40
LONGEST_CUT = 240
"""Characters after which words are checked although no sentence ends."""
CONTEXT = 1_000
"""Characters of a reply that are checked together, as a harm may be spread over sentences."""
_SENTENCE_END = re.compile(r"[.!?…:;。！？\n][\"'”’»)\]]*\s*$")


def ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text) is not None


@dataclass(slots=True)
class _Held:
    event: EngineEvent
    check: int | None
    """The check that it waits for. None: its words are not complete."""


@dataclass(slots=True)
class HeldReply:
    reply: ReplyId
    ended: ReplyEnded | None = None
    """The end that the engine reported."""
    heard_ms: Milliseconds = 0
    """How much sound was let go."""
    heard_text: str = ""
    _text: str = ""
    _unchecked: str = ""
    _unchecked_sound: bool = False
    _held: deque[_Held] = field(default_factory=deque[_Held])
    _last_check: int | None = None
    _clean: set[int] = field(default_factory=set[int])

    # --- what comes

    def take(self, event: EngineEvent) -> None:
        match event:
            case ReplyWords(_, text):
                self._text = (self._text + text)[-2 * CONTEXT :]
                self._unchecked += text
            case ToolAsked(_, _, _, arguments):
                self._text = f"{self._text}\n{arguments}\n"[-2 * CONTEXT :]
                self._unchecked += arguments
            case ReplyEnded():
                self.ended = event
            case _:
                pass
        belongs = self._last_check if not self._unchecked.strip() else None
        if isinstance(event, ReplySound) and belongs is None:
            self._unchecked_sound = True
        self._held.append(_Held(event, belongs))

    @property
    def is_cut_here(self) -> bool:
        """Return whether a sentence ends, so that what has come is to be checked."""
        words = self._unchecked.strip()
        least = FIRST_CUT if self._last_check is None else NEXT_CUT
        return len(words) >= LONGEST_CUT or (len(words) >= least and ends_sentence(self._unchecked))

    @property
    def has_words(self) -> bool:
        """Return whether there are words that were not handed out for a check."""
        return bool(self._unchecked.strip())

    @property
    def has_sound_without_words(self) -> bool:
        """Return whether there is sound of which nobody knows the words."""
        return self._unchecked_sound

    def cut(self, check: int) -> str:
        """Let everything that has come wait for this check. Return the words to be checked."""
        for held in self._held:
            if held.check is None:
                held.check = check
        self._last_check = check
        self._unchecked = ""
        self._unchecked_sound = False
        return self._text[-CONTEXT:]

    # --- what goes

    def clear(self, check: int) -> None:
        """Note that nothing was found."""
        self._clean.add(check)

    def let_go(self) -> list[EngineEvent]:
        """Return what may go on its way now."""
        going: list[EngineEvent] = []
        while self._held and self._held[0].check in self._clean:
            event = self._held.popleft().event
            if isinstance(event, ReplySound):
                self.heard_ms += WIRE.ms(len(event.pcm))
            elif isinstance(event, ReplyWords):
                self.heard_text += event.text
            going.append(event)
        return going

    def waits_for(self, check: int) -> bool:
        """Return whether something was held back for this check."""
        return any(held.check == check for held in self._held)

    @property
    def is_over(self) -> bool:
        """Return whether all of it has gone on its way."""
        return self.ended is not None and not self._held
