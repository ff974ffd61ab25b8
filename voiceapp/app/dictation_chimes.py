"""Plays the chimes of dictation, and takes them out of what the microphone hears meanwhile."""

from collections.abc import Callable

from voiceapp.app.session_builder import RunningTalk
from voiceapp.audio.chimes import CHIME_PITCHES
from voiceapp.audio.notch import ChimeNotch
from voiceapp.core.messages import Chime, MicFrame

CHIME_LINGERS = 0.42
"""Seconds for which the microphone hears a chime after it was played: loudspeakers are late, and rooms have echoes."""
CHIME_WAITS_MS = 3_000
"""Seconds after which a loudspeaker that has not played it counts as missing."""


class DictationChimes:
    def __init__(self, chimes: Callable[[Chime], bytes], talking: RunningTalk) -> None:
        self._chimes = chimes
        self._talking = talking
        self._notch: ChimeNotch | None = None

    def play(self, chime: Chime) -> None:
        self._talking.playback.chime(self._chimes(chime))
        if self._notch is not None:
            self._notch.last(CHIME_WAITS_MS)
        elif chime in (Chime.START, Chime.STOP):
            self._notch = ChimeNotch(CHIME_PITCHES, CHIME_WAITS_MS)

    def clean(self, frame: MicFrame) -> MicFrame:
        notch = self._notch
        if notch is None:
            return frame
        pcm = notch.filtered(frame.pcm)
        if notch.over or frame.at > self._talking.playback.chimes_until + CHIME_LINGERS:
            self._notch = None
        return frame.changed(pcm=pcm)
