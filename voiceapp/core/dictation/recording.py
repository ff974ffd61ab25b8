"""Decides which frames from the microphone belong to a dictation, and where a long one is split into parts.

Time is counted in frames of 20 ms; there is no clock here. Nothing is given to a recogniser before a voice was
heard, because silence makes recognisers invent words.
"""

from collections import deque
from dataclasses import dataclass, field

from voiceapp.core.dictation.wishes import Splits
from voiceapp.core.messages import MicFrame
from voiceapp.core.pcm import FRAME_MS
from voiceapp.core.sound_rules import is_voice

PREROLL = 15
"""Frames from before the key press, if the microphone was already open."""
LEAD = 20
"""Frames of silence that are kept before the first voiced one."""
SPEECH = 3
"""How many voiced frames make it speech."""
SETTLED = 8
"""Silent frames after which the last word is over."""
LONGEST_TAIL = 40
"""Frames after the key at which the recording ends, whatever is heard."""
OVERDUE = 250
"""The most frames from before the key was released that may still come after it. A busy machine delivers some late."""


@dataclass(slots=True)
class PartCut:
    """The effect of one frame on a recording."""

    kept: list[bytes] = field(default_factory=list[bytes])
    """Sound that belongs to the recording."""
    fed: list[bytes] = field(default_factory=list[bytes])
    """Sound that goes to the recogniser."""
    split: bool = False
    """The part ends here and another begins."""
    ended: bool = False


class DictationRecording:
    """One part after the other, from press to release and a little longer."""

    def __init__(self, splits: Splits, voiced: float) -> None:
        self._splits = splits
        self._threshold = voiced
        self._released_at: float | None = None
        self._tail = 0
        self._overdue = 0
        self._begin_part()

    def _begin_part(self) -> None:
        self.frames = 0
        self.voiced = 0
        self._silent = 0
        self._lead: deque[bytes] = deque(maxlen=LEAD)

    @property
    def spoke(self) -> bool:
        return self.voiced >= SPEECH

    def release(self, now: float) -> None:
        """The key is up. What was said until then is waited for; people release the key too early, so what is being
        said is heard to its end.
        """
        self._released_at = now
        self._tail = self._overdue = 0

    def take_mic_frame(self, frame: MicFrame) -> PartCut:
        cut = PartCut(kept=[frame.pcm])
        voiced = is_voice(frame.speech, self._threshold)
        self.frames += 1
        self._silent = 0 if voiced else self._silent + 1
        was_speech = self.spoke
        self.voiced += voiced
        if was_speech:
            cut.fed.append(frame.pcm)
        else:
            self._lead.append(frame.pcm)
            if self.spoke:
                cut.fed.extend(self._lead)
                self._lead.clear()
        cut.ended = self._is_over(frame)
        if not cut.ended and self._may_split():
            cut.split = True
            self._begin_part()
        return cut

    def _is_over(self, frame: MicFrame) -> bool:
        if self._released_at is None:
            return False
        if frame.at + FRAME_MS / 1000 <= self._released_at:
            self._overdue += 1
            return self._overdue >= OVERDUE
        self._tail += 1
        return self._silent >= SETTLED or self._tail >= LONGEST_TAIL

    def _may_split(self) -> bool:
        splits = self._splits
        if not self.spoke:
            return self.frames >= splits.late
        return (
            (self.frames >= splits.soft and self._silent >= splits.pause)
            or (self.frames >= splits.late and self._silent >= splits.breath)
            or self.frames >= splits.hard
        )


class Preroll:
    """The last moments of an open microphone. Each frame is handed out only once."""

    def __init__(self) -> None:
        self._ring: deque[MicFrame] = deque(maxlen=PREROLL)

    def add(self, frame: MicFrame) -> None:
        self._ring.append(frame)

    def drain(self) -> list[MicFrame]:
        frames = list(self._ring)
        self._ring.clear()
        return frames
