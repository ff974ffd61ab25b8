"""Decides how long a pause must last before the person's turn is over. The only place that does, for every engine whose
turns end here.

Ending a turn is three decisions. After a short pause an answer is *prepared*, unnoticed. When it is likely enough that
the turn is over, the turn *ends*, and the answer is heard. When the person goes on before that, *never mind*: what was
prepared is thrown away, and both parts are one turn.

| what is known in the pause | it ends the turn after |
| --- | --- |
| the words so far look unfinished | `unfinished_end` |
| the turn is almost certainly over | `certain_end` |
| it is likely to be over, or nothing is known | `hangover` |
| more is likely to come | `doubtful_end` |
"""

from collections import deque
from dataclasses import dataclass

from voiceapp.core.text.unfinished import looks_unfinished
from voiceapp.core.wishes import EndpointingWishes

CERTAIN = 0.95
"""Likelihood of an end from which on it is almost certain."""
LIKELY = 0.8
REMEMBERED = 20
"""Pauses of this person that are remembered, within their turns."""
ENOUGH = 5
"""Pauses after which it is known how this person pauses."""
MOST = 0.8
"""Share of their pauses that must not end a turn."""


@dataclass(frozen=True, slots=True)
class PauseSigns:
    """Collects what is known of one pause."""

    likelihood: float | None = None
    """That the turn is over, by the model that listens for it. None: there is none, or it has not said so yet."""
    words: str = ""
    """All that was said so far, where it is known."""
    language: str = ""


class PersonsPauses:
    """Remembers how long this person pauses in the middle of what they say: some think for a second between words."""

    def __init__(self) -> None:
        self._recent: deque[int] = deque(maxlen=REMEMBERED)

    def went_on_after(self, frames: int) -> None:
        self._recent.append(frames)

    @property
    def usual(self) -> int:
        """Frames that most of their pauses do not exceed. 0: too few were heard."""
        if len(self._recent) < ENOUGH:
            return 0
        return sorted(self._recent)[int(len(self._recent) * MOST)]


def silence_that_ends(signs: PauseSigns, edges: EndpointingWishes, usual_pause: int = 0) -> int:
    """Returns the frames of silence after which this pause ends the turn."""
    if looks_unfinished(signs.words, signs.language):
        return max(edges.unfinished_end, edges.hangover)
    if signs.likelihood is None:
        return edges.hangover
    if signs.likelihood >= CERTAIN:
        return min(max(edges.certain_end, min(usual_pause + 1, edges.hangover)), edges.hangover)
    if signs.likelihood >= LIKELY:
        return edges.hangover
    return max(edges.doubtful_end, edges.hangover)
