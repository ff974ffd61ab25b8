"""Cuts what the microphone hears into utterances of the two people."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from voiceapp.core.messages import MicFrame
from voiceapp.core.sound_rules import HESITATION, is_voice
from voiceapp.core.talk.endpointing import Endpointer, SpeechEdge
from voiceapp.core.wishes import EndpointingWishes

EDGES = EndpointingWishes(attack=3, hangover=40, pause=0, shortest=8, preroll=15, longest=1_500)
"""A pause of 0.8 s ends an utterance: who speaks through an interpreter leaves it time. After 30 s it ends by itself."""
OVER_OUR_VOICE = EndpointingWishes(attack=12, hangover=40, pause=0, shortest=12, preroll=15, longest=1_500)
"""While a translation sounds, what is left of its echo must not be taken for one of the two."""


@dataclass(frozen=True, slots=True)
class CutBegan:
    pcm: bytes = field(repr=False)
    """With what came before the voice was sure."""
    at: float
    """When its first sample was taken."""


@dataclass(frozen=True, slots=True)
class CutGrew:
    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CutOver:
    kept: bool
    """False: it was no speech."""


Cut = CutBegan | CutGrew | CutOver


class UtteranceCutter:
    def __init__(self) -> None:
        self._endpointer = Endpointer(EDGES)
        self._before: deque[MicFrame] = deque(maxlen=OVER_OUR_VOICE.preroll + OVER_OUR_VOICE.attack + HESITATION)
        self._over_ours = False
        self._frames = 0
        """How much of the open utterance there is since it was noticed."""
        self.voiced = 0
        """How many of its frames are a voice."""

    def over_our_voice(self, *, on: bool) -> None:
        """Told when a translation begins to sound, and when it is over."""
        if on is not self._over_ours:
            self._over_ours = on
            self._endpointer.change(OVER_OUR_VOICE if on else EDGES, by_voice=True)

    def take(self, frame: MicFrame) -> Iterator[Cut]:
        edge = self._endpointer.take_frame(frame.speech, frame.level)
        if edge is SpeechEdge.BEGAN:
            wishes = OVER_OUR_VOICE if self._over_ours else EDGES
            before = list(self._before)[-(wishes.preroll + wishes.attack + HESITATION) :]
            self._before.clear()
            self._frames, self.voiced = 0, wishes.attack
            at = before[0].at if before else frame.at
            yield CutBegan(b"".join(each.pcm for each in before) + frame.pcm, at)
        elif self._endpointer.speaking or edge is not None:
            self._frames += 1
            self.voiced += is_voice(frame.speech)
            yield CutGrew(frame.pcm)
        else:
            self._before.append(frame)
        if edge in (SpeechEdge.ENDED, SpeechEdge.DROPPED):
            yield CutOver(kept=edge is SpeechEdge.ENDED)

    def end(self) -> Iterator[CutOver]:
        """End what is being said, now."""
        if self._endpointer.speaking:
            yield CutOver(kept=self._frames >= EDGES.shortest)
        self._endpointer.reset()
        self._before.clear()
