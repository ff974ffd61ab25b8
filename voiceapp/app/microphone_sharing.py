"""Shares one microphone between the talk and the dictation. It is open while either wants it.

While a dictation records, the talk hears silence: what is dictated is not said to the assistant.
"""

import threading
from collections.abc import Callable
from dataclasses import replace

from voiceapp.audio.ears import Ears
from voiceapp.audio.mouth import Mouth
from voiceapp.core.messages import Event, MicFrame, MicrophoneChanged, MicStirred

QUIET = -90.0
KEPT = "kept"


class SharedMicrophone:
    def __init__(self, ears: Ears, mouth: Mouth) -> None:
        self._ears = ears
        self._mouth = mouth
        self._lock = threading.Lock()
        self._wanted_by: set[str] = set()
        self._keeps = False
        self._dictation: Callable[[MicFrame | MicrophoneChanged], bool] | None = None
        self._borrowed = False
        """The last frame was the dictation's own."""
        self.for_talks = _Wish(self, "talk")
        self.for_dictation = _Wish(self, "dictation")

    def lend(self, dictation: Callable[[MicFrame | MicrophoneChanged], bool] | None) -> None:
        """Told everything that is heard; it answers whether that is its own."""
        self._dictation = dictation

    def want(self, who: str, *, on: bool) -> None:
        """Ears and mouth are opened together: the first sound of a reply or a chime must not wait for a device."""
        with self._lock:
            before = bool(self._wanted_by)
            if on:
                self._wanted_by.add(who)
                if self._keeps:
                    self._wanted_by.add(KEPT)
            else:
                self._wanted_by.discard(who)
            after = bool(self._wanted_by)
        if before is not after:
            self._mouth.open(on=after)
            self._ears.listen(on=after)

    def keep_open(self, *, on: bool) -> None:
        """From the first use on the microphone stays open, so that no press has to wait for it."""
        self._keeps = on
        if not on:
            self.want(KEPT, on=False)

    def divide(self, event: Event) -> tuple[Event, ...]:
        """What the talk gets of it."""
        dictation = self._dictation
        if isinstance(event, MicStirred):
            return () if self._borrowed or "talk" not in self._wanted_by else (event,)
        if dictation is None or not isinstance(event, (MicFrame, MicrophoneChanged)):
            return (event,)
        mine = dictation(event)
        if not isinstance(event, MicFrame):
            return (event,)
        self._borrowed = mine
        if "talk" not in self._wanted_by:
            return ()
        return (replace(event, pcm=bytes(len(event.pcm)), speech=0.0, level=QUIET) if mine else event,)


class _Wish:
    """Meets `runtime.session.Listener`."""

    def __init__(self, shared: SharedMicrophone, who: str) -> None:
        self._shared = shared
        self._who = who

    def listen(self, *, on: bool) -> None:
        self._shared.want(self._who, on=on)
