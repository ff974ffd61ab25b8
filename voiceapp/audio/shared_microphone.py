"""Opens and closes microphone and loudspeaker as talk, dictation and interpreter need them, and divides what is heard.

`core.microphone_sharing` decides who gets it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from voiceapp.audio.loudspeaker_playback import LoudspeakerPlayback
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.core.messages import Event, MicFrame, MicrophoneChanged
from voiceapp.core.microphone_sharing import MicrophoneSharing, MicrophoneUser

Takes = Callable[[MicFrame | MicrophoneChanged], bool]
"""Gets what is heard, and says whether it belongs to it alone."""


class SharedMicrophone:
    """May be asked for from any thread; `divide` is called only in the session's loop."""

    def __init__(self, capture: MicrophoneCapture, playback: LoudspeakerPlayback) -> None:
        self._capture = capture
        self._playback = playback
        self._lock = threading.Lock()
        self._sharing = MicrophoneSharing()
        self._dictation: Takes | None = None
        self._interpreter: Takes | None = None
        self.for_talks = MicrophoneWish(self, MicrophoneUser.TALK)
        self.for_dictation = MicrophoneWish(self, MicrophoneUser.DICTATION)
        self.for_interpreter = MicrophoneWish(self, MicrophoneUser.INTERPRETER)

    def lend(self, dictation: Takes | None) -> None:
        """Gets everything that is heard, and returns whether it takes it."""
        self._dictation = dictation

    def lend_to_interpreter(self, interpreter: Takes | None) -> None:
        """Gets what no dictation takes, in the same way."""
        self._interpreter = interpreter

    def want(self, user: MicrophoneUser, *, on: bool) -> None:
        self._change(lambda: self._sharing.want(user, on=on))

    def keep_open(self, *, on: bool) -> None:
        self._change(lambda: self._sharing.stay_open(on=on))

    def divide(self, event: Event) -> Event | None:
        """Passes on what belongs to the talk."""
        taken = None
        if isinstance(event, MicFrame | MicrophoneChanged):
            for takes in (self._dictation, self._interpreter):
                if takes is not None and not taken:
                    taken = takes(event)
        return self._sharing.heard_by_talk(event, dictated=taken)

    def _change(self, change: Callable[[], None]) -> None:
        """Opens microphone and loudspeaker together, because the first sound of a reply or a chime must not wait for a
        device.
        """
        with self._lock:
            before = self._sharing.is_open
            change()
            after = self._sharing.is_open
        if before is not after:
            self._playback.open(on=after)
            self._capture.listen(on=after)


@dataclass(frozen=True, slots=True)
class MicrophoneWish:
    """Implements `runtime.session.Listener`."""

    shared: SharedMicrophone
    user: MicrophoneUser

    def listen(self, *, on: bool) -> None:
        self.shared.want(self.user, on=on)
