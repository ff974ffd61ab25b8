"""What is still to be played: replies in order, handed out in the sizes that the sound card asks for.

Sound starts as soon as it is there. Only when a reply ran dry before its end does the next one start
later, by as much as would have helped (at most `LONGEST_WAIT_MS`); each calm reply makes that less
again. A gap is filled with what the voice was doing, fading; everything else that would click is a
short ramp. `pull` is called by the sound card's callback: it holds its lock for microseconds and
never waits for anything else.
"""

import threading
from collections import deque
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from voiceapp.audio.concealment import NEEDED, continued
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE

Block = npt.NDArray[np.int16]

RAMP = WIRE.rate * 8 // 1000
"""Samples of a fade: 8 ms."""
DUCKED = 0.1
"""20 dB quieter."""
LONGEST_WAIT_MS = 100
AGAIN_MS = 40
"""After a gap a reply goes on when so much of it is there, or has been for so long: better one gap than many."""
MOST = WIRE.bytes(20 * 60 * 1000)
"""Bytes that are kept at most: twenty minutes of speech."""


@dataclass(slots=True)
class _Waiting:
    reply: ReplyId
    pieces: deque[memoryview] = field(default_factory=deque[memoryview])
    size: int = 0
    """Bytes, whole samples."""
    half: bytes = b""
    """The first byte of a sample whose second one has not come."""
    finished: bool = False
    begun: bool = False
    """Some of it was handed out."""
    handed: int = 0
    """Samples handed out."""


@dataclass(frozen=True, slots=True)
class Part:
    """Samples of a reply that a pull handed out."""

    reply: ReplyId
    samples: int
    """So many in this pull."""
    total: int
    """So many of the reply with this pull."""
    last: bool
    """The reply is finished with it."""


class JitterBuffer:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue: deque[_Waiting] = deque()
        self._size = 0
        self._gain = 1.0
        """Where the volume is now; it moves towards `_wanted` by ramps."""
        self._wanted = 1.0
        self._volume = 1.0
        self._ducked = False
        self._paused = False
        self._fresh = False
        """What plays next comes after silence or a gap, and with a ramp."""
        self._dry = False
        """The reply that plays ran out of sound before its end."""
        self._wait_ms = 0.0
        """By how much a reply is started later than it could be."""
        self._waited = 0
        """Samples for which some of the first reply was there and was not played."""
        self._missing = 0
        """Samples of this reply that came too late."""
        self._least_ms = LONGEST_WAIT_MS
        """The least that was in hand while this reply played."""
        self._last = 0
        """The last sample handed out, to fade from."""
        self._recent: Block = np.zeros(NEEDED, np.int16)
        """What was handed out last, to go on from."""
        self._filler: Block = np.zeros(0, np.int16)
        """What fills the gap that is now."""
        self._tail: Block = np.zeros(0, np.int16)
        """The end of what was stopped, fading out."""
        self.gaps = 0

    # --- from the session

    def push(self, reply: ReplyId, pcm: bytes) -> bool:
        """More of a reply. False: there is too much already, and this was left out."""
        with self._lock:
            waiting = self._find(reply)
            if waiting is None:
                waiting = _Waiting(reply)
                self._queue.append(waiting)
            if waiting.finished or self._size + len(pcm) > MOST:
                return False
            if waiting.half or len(pcm) % BYTES_PER_SAMPLE:
                pcm = waiting.half + pcm
                whole = len(pcm) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE
                pcm, waiting.half = pcm[:whole], pcm[whole:]
            if pcm:
                waiting.pieces.append(memoryview(pcm))
                waiting.size += len(pcm)
                self._size += len(pcm)
            return True

    def finish(self, reply: ReplyId) -> bool:
        """No more comes of it. False: there is nothing of it left to play."""
        with self._lock:
            waiting = self._find(reply)
            if waiting is None:
                return False
            waiting.finished = True
            return True

    def duck(self, *, on: bool) -> None:
        with self._lock:
            self._ducked = on
            self._wanted = self._level

    def turn(self, volume: float) -> None:
        """How loud all of it is, from 0 to 1; ducking comes on top."""
        with self._lock:
            self._volume = volume
            self._wanted = self._level

    @property
    def _level(self) -> float:
        return self._volume * (DUCKED if self._ducked else 1.0)

    def pause(self, *, on: bool) -> None:
        with self._lock:
            self._fresh = self._fresh or (self._paused and not on)
            self._paused = on

    def stop(self) -> list[tuple[ReplyId, int]]:
        """Forget everything. Says how many samples of each reply were handed out, a last fade included."""
        with self._lock:
            stopped: list[tuple[ReplyId, int]] = []
            for number, waiting in enumerate(self._queue):
                if number == 0 and waiting.begun and not self._paused and not self._dry:
                    self._tail = self._faded(self._take(waiting, RAMP))
                stopped.append((waiting.reply, waiting.handed))
            self._queue.clear()
            self._size = 0
            self._paused = False
            self._ducked = False
            self._wanted = self._gain = self._volume
            self._learn()
            return stopped

    def drain(self) -> list[Part]:
        """Take out all there is, unheard: what becomes of replies where nothing can play them."""
        with self._lock:
            parts: list[Part] = []
            for waiting in tuple(self._queue):
                taken = len(self._take(waiting, waiting.size // BYTES_PER_SAMPLE))
                waiting.begun = True
                if taken or waiting.finished:
                    parts.append(Part(waiting.reply, taken, waiting.handed, waiting.finished))
                if waiting.finished:
                    self._queue.remove(waiting)
            self._last = 0
            return parts

    @property
    def waiting_ms(self) -> int:
        with self._lock:
            return WIRE.ms(self._size)

    @property
    def playing(self) -> bool:
        with self._lock:
            return bool(self._queue) and not self._paused

    # --- from the sound card

    @property
    def idle(self) -> bool:
        """Nothing is to be played, and nothing is fading. What comes this moment is seen at the next pull."""
        return not self._queue and not self._last and not len(self._tail)

    def pull(self, samples: int) -> tuple[Block, list[Part]]:
        """Exactly so many samples, silent where there are none, and what they are of."""
        with self._lock:
            block = np.zeros(samples, np.int16)
            parts: list[Part] = []
            start = self._play_tail(block)
            if self._paused:
                self._fade_out(block, start)
                return block, parts
            while start < samples and self._queue:
                if self._must_wait(self._queue[0]):
                    self._wait(self._queue[0], samples - start)
                    start = self._fill(block, start)
                    break
                start += self._play_first(block, start, parts)
            self._fade_out(block, start)
            self._recent = np.concatenate([self._recent, block])[-NEEDED:]
            return block, parts

    def _play_first(self, block: Block, start: int, parts: list[Part]) -> int:
        """Fill the block from the first reply; answers how many samples it gave."""
        waiting = self._queue[0]
        fresh = not waiting.begun or self._fresh
        self._fresh = self._dry = False
        piece = self._take(waiting, len(block) - start)
        waiting.begun = True
        if fresh and len(piece):
            ramp = min(RAMP // 4, len(piece))
            piece[:ramp] = (piece[:ramp] * np.linspace(0.0, 1.0, ramp)).astype(np.int16)
        block[start : start + len(piece)] = self._amplified(piece)
        if len(self._filler) and len(piece):
            self._leave_gap(block[start : start + len(piece)])
        if len(piece):
            self._last = int(block[start + len(piece) - 1])
            if not waiting.finished:
                self._least_ms = min(self._least_ms, WIRE.ms(waiting.size))
        done = waiting.size == 0 and waiting.finished
        if len(piece) or done:
            parts.append(Part(waiting.reply, len(piece), waiting.handed, done))
        if done:
            self._queue.popleft()
            self._learn()
        return len(piece)

    # --- gaps, and how to avoid them

    def _must_wait(self, waiting: _Waiting) -> bool:
        if waiting.finished:
            return False
        if waiting.size == 0:
            return True
        waited_ms = self._waited * 1000 / WIRE.rate
        if self._dry:
            return WIRE.ms(waiting.size) < AGAIN_MS and waited_ms < AGAIN_MS
        return not waiting.begun and waited_ms < self._wait_ms

    def _wait(self, waiting: _Waiting, samples: int) -> None:
        if waiting.begun and not self._dry:
            self._dry = self._fresh = True
            self._waited = 0
            self.gaps += 1
            self._filler = continued(self._recent)
        if waiting.size:
            self._waited += samples
        if self._dry:
            self._missing += samples

    def _learn(self) -> None:
        """A reply is over: what would have been the right time to start it?"""
        if self._missing:
            self._wait_ms = min(LONGEST_WAIT_MS, self._wait_ms + self._missing * 1000 / WIRE.rate)
        else:
            self._wait_ms -= min(self._wait_ms, self._least_ms) / 2
        self._least_ms = LONGEST_WAIT_MS
        self._missing = self._waited = 0
        self._dry = self._fresh = False
        self._filler = self._filler[:0]

    def _fill(self, block: Block, start: int) -> int:
        """What fills a gap, as long as there is some; answers up to where."""
        count = min(len(self._filler), len(block) - start)
        if count and self._dry:
            block[start : start + count] = self._filler[:count]
            self._filler = self._filler[count:]
            self._last = int(block[start + count - 1])
            return start + count
        return start

    def _leave_gap(self, piece: Block) -> None:
        """The voice is back while the filler still sounds: from one into the other."""
        count = min(len(self._filler), len(piece), RAMP)
        rest = self._filler[:count] * np.linspace(1.0, 0.0, count)
        piece[:count] = (piece[:count] + rest).clip(-32768, 32767).astype(np.int16)
        self._filler = self._filler[:0]

    # --- samples

    def _find(self, reply: ReplyId) -> _Waiting | None:
        return next((waiting for waiting in self._queue if waiting.reply == reply), None)

    def _take(self, waiting: _Waiting, samples: int) -> Block:
        wanted = min(samples * BYTES_PER_SAMPLE, waiting.size)
        found: list[memoryview] = []
        left = wanted
        while left > 0:
            piece = waiting.pieces.popleft()
            if len(piece) > left:
                waiting.pieces.appendleft(piece[left:])
                piece = piece[:left]
            found.append(piece)
            left -= len(piece)
        waiting.size -= wanted
        self._size -= wanted
        waiting.handed += wanted // BYTES_PER_SAMPLE
        piece_of_sound: Block = np.frombuffer(b"".join(found), "<i2").astype(np.int16)
        return piece_of_sound

    def _amplified(self, piece: Block) -> Block:
        if not len(piece):
            return piece
        if self._gain == self._wanted:
            return _scaled(piece, self._gain) if self._gain != 1.0 else piece
        step = (1.0 - DUCKED) / RAMP
        way = self._wanted - self._gain
        steps = min(len(piece), max(1, int(abs(way) / step)))
        gains = np.full(len(piece), self._wanted)
        gains[:steps] = self._gain + np.linspace(0.0, 1.0, steps + 1)[1:] * np.sign(way) * min(abs(way), steps * step)
        self._gain = self._wanted if steps < len(piece) or abs(way) <= steps * step else float(gains[-1])
        return _scaled(piece, gains)

    def _faded(self, piece: Block) -> Block:
        return _scaled(piece, self._gain * np.linspace(1.0, 0.0, len(piece)))

    def _play_tail(self, block: Block) -> int:
        """What was stopped fades out first."""
        count = min(len(self._tail), len(block))
        if count:
            block[:count] = self._tail[:count]
            self._tail = self._tail[count:]
            self._last = int(block[count - 1]) if len(self._tail) else 0
        return count

    def _fade_out(self, block: Block, start: int) -> None:
        """From the last sample to silence, so that an end in the middle of a wave makes no click."""
        if start >= len(block):
            return
        if self._last:
            ramp = min(RAMP, len(block) - start)
            block[start : start + ramp] += (self._last * np.linspace(1.0, 0.0, ramp + 1)[1:]).astype(np.int16)
        self._last = 0


def _scaled(piece: Block, gain: "float | npt.NDArray[np.float64]") -> Block:
    scaled: Block = (piece * gain).astype(np.int16)
    return scaled
