"""Sends the person's sound to a Live session at the pace of speech, and silence where there is none.

The session's clock is the sound that it is sent: while none comes, the model neither hears nor speaks. So silence stands
in for a microphone that is muted or rests, and sound that comes late or all at once, such as a whole utterance, is sent
no faster than it is spoken; what is late by that is won back in the pauses.
"""

from collections import deque
from collections.abc import Callable

from voiceapp.core.pcm import WIRE, Milliseconds

MOST_AHEAD: Milliseconds = 100
"""By how much what was sent may be ahead of the time that has passed."""
MOST_BEHIND: Milliseconds = 200
"""By how much it may be behind, before silence is sent."""
ROUNDED: Milliseconds = 1
"""What a deadline may be rounded by, so that something is done whenever one has come."""
PIECE: Milliseconds = 100
"""What is sent at once at most."""
MUTED_AFTER = 0.4
"""Seconds without a frame, after which the microphone gives none, and the service is told so."""
WON_BACK_FROM: Milliseconds = 300
"""Sound that waits, above which pauses in it are left out."""
HELD_PAUSE: Milliseconds = 240
"""How much of a pause is sent while a key is held: the model takes the floor in a longer one."""
SILENT = 330
"""The largest sample of a frame in which nobody speaks, 40 dB below the loudest."""


def is_silent(pcm: bytes, most: int = SILENT) -> bool:
    samples = memoryview(pcm[: len(pcm) // 2 * 2]).cast("h")
    return not len(samples) or (max(samples) <= most and min(samples) >= -most)


class InputClock:
    def __init__(self, send: Callable[[bytes], None], mute: Callable[[bool], None]) -> None:
        """`mute` is told when the microphone begins or ceases to give nothing."""
        self._send = send
        self._mute = mute
        self._began: float | None = None
        self._sent = 0
        """Bytes."""
        self._waiting: deque[bytes] = deque()
        self._waits = 0
        """Bytes that wait."""
        self._frame_at = 0.0
        """When the last frame came."""
        self.sound_until: Milliseconds = 0
        """Where the last sound was that is not silence."""
        self._muted = False
        self._held = False
        self._pause = 0
        """Milliseconds of silence in a row that were taken while a key is held."""

    # --- how it stands

    @property
    def position(self) -> Milliseconds:
        """Return where the session's clock is: how much was sent."""
        return WIRE.ms(self._sent)

    @property
    def end(self) -> Milliseconds:
        """Return where it will be once all that waits is sent."""
        return WIRE.ms(self._sent + self._waits)

    @property
    def deadline(self) -> float | None:
        if self._began is None or (self._held and not self._waits):
            return None
        due = self.position + (-MOST_AHEAD if self._waits else MOST_BEHIND)
        return self._began + due / 1000

    # --- what comes

    def start(self, now: float) -> None:
        self._began = self._frame_at = now

    def take(self, pcm: bytes, now: float) -> None:
        """Take a frame of the microphone, or a whole utterance."""
        self._frame_at = now
        if self._muted:
            self._muted = False
            self._mute(False)
        if self._held:
            self._pause = self._pause + WIRE.ms(len(pcm)) if is_silent(pcm) else 0
            if self._pause > HELD_PAUSE:
                return
        self._waiting.append(pcm)
        self._waits += len(pcm)
        self.flush(now)

    def hold(self, now: float, *, on: bool) -> None:
        """While a key is held only sound moves the clock: a pause for thought is no end of the turn."""
        self._held = on
        self._pause = 0
        if not on:
            self._catch_up_with(now)

    def drop(self) -> None:
        """Forget what was not sent."""
        self._waiting.clear()
        self._waits = 0

    # --- what goes

    def flush(self, now: float) -> None:
        """Send what is due."""
        if self._began is None:
            return
        while self._waits and self._ahead(now) <= MOST_AHEAD + ROUNDED:
            self._put(self._next_piece())
        if self._waits or self._held:
            return
        while self._ahead(now) <= ROUNDED - MOST_BEHIND:
            if not self._muted and now - self._frame_at >= MUTED_AFTER:
                self._muted = True
                self._mute(True)
            self._put(bytes(WIRE.bytes(PIECE)))

    def _ahead(self, now: float) -> float:
        return self.position - (now - (self._began or now)) * 1000

    def _catch_up_with(self, now: float) -> None:
        """Let the clock go on from here, because it stood still."""
        if self._began is not None:
            self._began = max(self._began, now - self.position / 1000)

    def _put(self, pcm: bytes) -> None:
        self._sent += len(pcm)
        if not is_silent(pcm):
            self.sound_until = self.position
        self._send(pcm)

    def _next_piece(self) -> bytes:
        """Takes out so much at once, without pauses if there is much that waits. Never empty while something does."""
        taken = bytearray()
        while self._waiting and len(taken) < WIRE.bytes(PIECE):
            frame = self._waiting.popleft()
            if len(frame) > WIRE.frame_bytes:
                self._waiting.appendleft(frame[WIRE.frame_bytes :])
                frame = frame[: WIRE.frame_bytes]
            left_out = WIRE.ms(self._waits) > WON_BACK_FROM and is_silent(frame)
            self._waits -= len(frame)
            if not left_out:
                taken += frame
        return bytes(taken)
