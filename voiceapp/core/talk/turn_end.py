"""Decides how long a pause must last before the person's turn is over. No other place does, for any engine whose
turns end here.

Ending a turn takes three decisions. After a short pause an answer is *prepared*, unnoticed. Once the turn is likely
enough to be over, it *ends*, and the answer is heard. If the person goes on before that, *never mind*: the prepared
answer is thrown away, and both parts are one turn.

| what is known in the pause | it ends the turn after |
| --- | --- |
| the words so far ask for time ("let me think") | `hold_end` |
| the words so far look unfinished | `unfinished_end` |
| the turn is almost certainly over, its answer is being prepared, and the words want an answer | `certain_end` |
| it is almost certainly over otherwise, or nothing is known of it | `hangover` |
| it is likely to be over | `likely_end` |
| it is likely or almost certain to be over, and the words tell something | `told_end` |
| more is likely to come; or the words tell something, and the turn is long | `doubtful_end` |

Ending a turn sooner than the person chose may cut them off, so it is done only once an answer is being prepared. Words want an answer if they ask for something, or answer a question shortly. Who tells something often goes on
after a whole sentence, and who has told something for seconds does so more often than not.

Whoever usually pauses longer than that within a turn is given that time, up to `doubtful_end`.

People give a number, a spelling or an address in pieces. If they were asked for one, an almost certain end waits as
long as a likely one, and so on down to the last, which waits as for unfinished words. Why these figures:
docs/decisions/turn-taking.md.
"""

from collections import deque
from dataclasses import dataclass

from voiceapp.core.text.requests import wants_answer
from voiceapp.core.text.thinking_aloud import asks_for_time
from voiceapp.core.text.unfinished import looks_unfinished
from voiceapp.core.wishes import EndpointingWishes

CERTAIN = 0.97
"""The likelihood from which the end of a turn counts as almost certain."""
LIKELY = 0.8
LONG = 275
"""Frames of a turn, with the half second before it, after which it is a long one."""
SHORT_ANSWER = 4
"""Words up to which what follows a question is all that it asked for: "How was your day?" asks for more."""
TOLD_IN = frozenset({"", "en", "de"})
"""Languages in which words that tell something are known from those that want an answer. Empty: nobody said which it is."""
REMEMBERED = 20
"""The number of this person's pauses within turns that are remembered."""
ENOUGH = 5
"""The number of pauses after which it is known how this person pauses."""
MOST = 0.8
"""The share of their pauses that must not end a turn."""


@dataclass(frozen=True, slots=True)
class PauseSigns:
    """Collects what is known of one pause."""

    likelihood: float | None = None
    """The likelihood that the turn is over, by the model that listens for it. None if there is no model or no answer
    yet.
    """
    words: str = ""
    """All that was said so far, if known."""
    language: str = ""
    prepared: bool = False
    """An answer to these words is being prepared."""
    frames: int = 0
    """The length of the turn so far."""
    asked: bool = False
    """The person was asked a question."""
    asked_details: bool = False
    """The person is answering a question for something that is said in pieces."""

    @property
    def asks_for_time(self) -> bool:
        """Return whether the person is thinking aloud."""
        return asks_for_time(self.words, self.language)

    @property
    def tells(self) -> bool:
        """Return whether the words are known and do not seem to wait for an answer."""
        words = self.words.split()
        known = bool(words) and self.language.split("-", maxsplit=1)[0] in TOLD_IN
        answers = self.asked and len(words) <= SHORT_ANSWER
        return known and not answers and not wants_answer(self.words)

    @property
    def long(self) -> bool:
        return self.frames > LONG


class PersonsPauses:
    """Remembers how long this person pauses within a turn, because some think for a second between words."""

    def __init__(self) -> None:
        self._recent: deque[int] = deque(maxlen=REMEMBERED)

    def went_on_after(self, frames: int) -> None:
        self._recent.append(frames)

    def was_cut_off_after(self, frames: int) -> None:
        """Note a pause that ended the turn and should not have. It weighs as much as is needed to know the person."""
        self._recent.extend([frames] * ENOUGH)

    @property
    def usual(self) -> int:
        """Return the frames that most of their pauses do not exceed. 0 if too few were heard."""
        if len(self._recent) < ENOUGH:
            return 0
        return sorted(self._recent)[int(len(self._recent) * MOST)]


def silence_that_ends(signs: PauseSigns, edges: EndpointingWishes, usual_pause: int = 0) -> int:
    """Return the frames of silence after which this pause ends the turn."""
    unfinished = max(edges.unfinished_end, edges.hangover)
    if signs.asks_for_time:
        return max(edges.hold_end, unfinished)
    if looks_unfinished(signs.words, signs.language):
        return unfinished
    likely = max(edges.likely_end, edges.hangover)
    doubtful = max(edges.doubtful_end, likely)
    if signs.likelihood is None:
        return likely if signs.asked_details or (signs.tells and signs.long) else edges.hangover
    doubt = (signs.likelihood < CERTAIN) + (signs.likelihood < LIKELY) + signs.asked_details
    soonest = min(edges.certain_end, edges.hangover) if signs.prepared else edges.hangover
    wait = (soonest, likely, doubtful, max(doubtful, unfinished))[doubt]
    told = min(edges.told_end, doubtful) if signs.tells else 0
    return max(wait, doubtful if told and signs.long else told, min(usual_pause + 1, doubtful))
