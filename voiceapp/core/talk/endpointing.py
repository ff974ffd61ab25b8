"""Finds where utterances begin and end in a sequence of voiced and silent frames. Time is counted in frames of 20 ms;
there is no clock here.

    silent --attack voiced frames--> voiced --`wait` silent frames--> silent
                                       '--fewer voiced than the shortest--> it was a noise

In between is a pause, after which the person may go on. How long it has to last depends on what is known about it by
then; callers that know more than this module say so with `wait`.

A key overrides all of this: while it is down, the person has the floor whatever is heard.
"""

from enum import Enum

from voiceapp.core.sound_rules import (
    CALM,
    QUIETEST,
    followed,
    is_above_room,
    is_voice,
)
from voiceapp.core.wishes import EndpointingWishes

STIRS = 3
"""Frames of a pause in which there may be a voice, after which it is no longer sure that the person is silent."""


class SpeechEdge(Enum):
    BEGAN = "began"
    ENDED = "ended"
    DROPPED = "dropped"
    """What began was too short to be speech."""
    PAUSED = "paused"
    """The utterance may have ended."""
    STIRRED = "stirred"
    """In the pause there may be a very quiet voice. It ends all the same, but what was said before may not be all."""
    WENT_ON = "went on"
    """The utterance had only paused."""


class Endpointer:
    def __init__(self, edges: EndpointingWishes, *, by_voice: bool = True) -> None:
        self._edges = edges
        self._by_voice = by_voice
        """Otherwise only the key begins an utterance."""
        self._floor = QUIETEST
        self._key_down = False
        self._last_silence = 0
        self.reset()

    @property
    def speaking(self) -> bool:
        return self._open

    @property
    def paused(self) -> bool:
        """Return whether the person is silent for so long that the utterance may be over."""
        return self._open and self._paused

    @property
    def silence(self) -> int:
        """Return the silent frames so far, or those of the last pause or the end of the last utterance."""
        return self._silent if self._open and self._silent else self._last_silence

    def wait(self, frames: int) -> None:
        """End the utterance after this many silent frames, in this pause only."""
        self._wait = frames

    def change(self, edges: EndpointingWishes, *, by_voice: bool) -> None:
        """Apply new rules. The current utterance goes on; if there is no longer a key, silence ends it."""
        self._edges = edges
        self._wait = edges.hangover
        self._by_voice = by_voice
        if by_voice:
            self._key_down = self._by_key = False

    def reset(self) -> None:
        """Forget what was heard, but remember how noisy the room is."""
        self._open = False
        self._by_key = False
        self._voiced = False
        self._attack = 0
        self._silent = 0
        self._wait = self._edges.hangover
        self._paused = False
        self._stirs = 0
        self._spoken = 0
        self._length = 0
        self._postroll = 0

    def press(self) -> None:
        """Note that the key is down, so that an utterance begins with the next frame."""
        self._key_down = True

    def release(self) -> None:
        """Note that the key is up. A little more belongs to the utterance, because people let go too early."""
        if self._key_down:
            self._key_down = False
            self._postroll = self._edges.postroll

    def take_frame(self, speech: float, level: float) -> SpeechEdge | None:
        voiced = self._is_voiced(speech, level)
        if self._open:
            return self._go_on(voiced=voiced) or self._listen_to_pause(speech)
        if self._key_down:
            return self._begin(by_key=True, voiced=voiced)
        self._attack = self._attack + 1 if voiced else 0
        if self._by_voice and self._attack >= self._edges.attack:
            return self._begin(by_key=False, voiced=True)
        return None

    def _is_voiced(self, speech: float, level: float) -> bool:
        if is_voice(speech, self._edges.onset) and is_above_room(level, self._floor):
            self._voiced = True
        elif speech < self._edges.offset:
            self._voiced = False
        if not self._voiced:
            self._floor = followed(self._floor, level)
        return self._voiced

    def _begin(self, *, by_key: bool, voiced: bool) -> SpeechEdge:
        self._open = True
        self._by_key = by_key
        self._spoken = self._attack if not by_key else int(voiced)
        self._attack = 0
        self._silent = 0
        self._length = 0
        return SpeechEdge.BEGAN

    def _go_on(self, *, voiced: bool) -> SpeechEdge | None:
        self._length += 1
        self._spoken += voiced
        if voiced:
            self._last_silence, self._silent = self._silent, 0
        else:
            self._silent += 1
        if self._length >= self._edges.longest:
            return self._finish()
        if self._by_key:
            return self._go_on_by_key()
        if voiced:
            return self._speak_on()
        if self._silent >= self._wait:
            return self._finish()
        if self._silent == self._edges.pause and self._spoken >= self._edges.shortest:
            self._paused = True
            self._stirs = 0
            return SpeechEdge.PAUSED
        return None

    def _listen_to_pause(self, speech: float) -> SpeechEdge | None:
        if not self._paused or speech < CALM:
            return None
        self._stirs += 1
        return SpeechEdge.STIRRED if self._stirs >= STIRS else None

    def _speak_on(self) -> SpeechEdge | None:
        self._wait = self._edges.hangover
        paused, self._paused = self._paused, False
        return SpeechEdge.WENT_ON if paused else None

    def _go_on_by_key(self) -> SpeechEdge | None:
        if self._key_down:
            return None
        self._postroll -= 1
        return self._finish() if self._postroll <= 0 else None

    def _finish(self) -> SpeechEdge:
        enough = self._spoken >= self._edges.shortest
        self._last_silence = self._silent
        self.reset()
        return SpeechEdge.ENDED if enough else SpeechEdge.DROPPED
