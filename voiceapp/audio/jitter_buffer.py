"""Holds the replies that are still to be played, in order, and hands them out in the sizes that the sound card asks
for.

Sound starts as soon as it arrives, and on a calm network it is left unchanged. Once a reply has run dry before its end,
it is known how late this network's pieces come (`lateness`). From then on replies start a little later (100 ms at most)
and are slowed for moments, by whole periods of the voice, until they are safe from the next late piece. If a gap comes
all the same, the voice is continued into it and faded out; anything else that would click gets a short ramp. Sound that
comes at the pace of speech, and may never end, is kept from growing later and later (`catching_up`). The sound card's
callback calls `pull`, which holds its lock for microseconds and never waits for anything else.
"""

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np

from voiceapp.audio.catching_up import LOOKED_AT, CatchingUp
from voiceapp.audio.concealment import LONGEST, NEEDED, continued, one_more
from voiceapp.audio.network_jitter import NetworkJitter
from voiceapp.audio.reply_sound import NOTHING, Block, JustPlayed, UnplayedSound
from voiceapp.audio.volume import RAMP, Volume
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import BYTES_PER_SAMPLE, WIRE

AGAIN_MS = 40
"""After a gap a reply resumes once this much of it is there, or some of it has been for this long: one gap is better
than many.
"""
MOST = WIRE.rate * 20 * 60
"""Samples that are kept at most: twenty minutes of speech."""
SLOWEST = 8
"""The most periods played as they are before the next is played twice; stretching more rarely would gain too little."""
RETRY = WIRE.rate // 200
"""Samples to wait before another try, after an inserted period would have been heard."""
URGENT = WIRE.rate * 60 // 1000
"""Buffered samples below which a period is inserted even where it may be heard."""


@dataclass(frozen=True, slots=True)
class PlayedPart:
    """Counts the samples of a reply that a pull handed out. If it was slowed, the block is longer than that."""

    reply: ReplyId
    samples: int
    """Samples in this pull."""
    total: int
    """Samples of the reply so far, this pull included."""
    last: bool
    """True if that finishes the reply."""


class JitterBuffer:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue: deque[UnplayedSound] = deque()
        self._size = 0
        self._volume = Volume()
        self._ducked = False
        self._held = False
        """Nothing is played for now, and nothing is lost."""
        self._fresh = False
        """What plays next follows silence or a gap, so it gets a ramp."""
        self._dry = False
        """The current reply ran out of sound before its end."""
        self._now = 0
        """Samples that the card has asked for so far."""
        self._lateness = NetworkJitter()
        self._waited = 0
        """Samples for which a reply that ran dry has had sound again without being played."""
        self._last = 0
        """The last sample handed out, to fade from."""
        self._before = JustPlayed(NEEDED)
        """The latest samples of this reply as they came, before the volume is applied."""
        self._more: Block = NOTHING
        """The extra period of the voice that is being inserted."""
        self._next_more = 0
        """Samples to hand out before a period may be inserted."""
        self._catching_up = CatchingUp()
        self._filler: Block = NOTHING
        """The filler for the current gap."""
        self._tail: Block = NOTHING
        """The end of stopped sound, fading out."""
        self.gaps = 0
        self.missing = 0
        """Samples in all gaps."""
        self.stretched = 0
        """Samples that were inserted to avoid gaps."""

    # --- from the session

    def push(self, reply: ReplyId, pcm: bytes, *, paced: bool = False) -> bool:
        """Add more of a reply. False if there is too much already, in which case this was left out. `paced`: it comes at
        the pace of speech, with the silence in it.
        """
        with self._lock:
            waiting = self._find(reply)
            if waiting is None:
                waiting = UnplayedSound(reply, paced=paced)
                self._queue.append(waiting)
            if waiting.finished or self._size + len(pcm) // BYTES_PER_SAMPLE > MOST:
                return False
            place, in_hand = waiting.handed + waiting.size, waiting.size
            added = waiting.add(pcm)
            self._size += added
            if added:
                dry = self._dry and waiting is self._queue[0]
                self._lateness.arrived(waiting.arrivals, self._now, place, in_hand, dry=dry)
            return True

    def finish(self, reply: ReplyId) -> bool:
        """Mark a reply as complete. False if nothing of it is left to play."""
        with self._lock:
            waiting = self._find(reply)
            if waiting is None:
                return False
            waiting.finished = True
            return True

    def duck(self, *, on: bool) -> None:
        with self._lock:
            self._ducked = on
            self._volume.duck(on=on)

    def hold(self, *, on: bool) -> None:
        """Play nothing until further notice, then go on from the very sample where it stopped."""
        with self._lock:
            if on != self._held:
                self._held, self._fresh = on, True
                self._filler = NOTHING

    def turn(self, volume: float) -> None:
        """Sets the overall volume, from 0 to 1; ducking comes on top."""
        with self._lock:
            self._volume.turn(volume, ducked=self._ducked)

    def stop(self) -> list[tuple[ReplyId, int]]:
        """Forget everything. Returns how many samples of each reply were handed out, a final fade included."""
        with self._lock:
            stopped: list[tuple[ReplyId, int]] = []
            for number, waiting in enumerate(self._queue):
                if number == 0 and waiting.begun:
                    if not self._dry and not self._held:
                        more = self._more[:RAMP]
                        self._tail = self._volume.faded(np.concatenate([more, self._take(waiting, RAMP - len(more))]))
                    self._over(waiting)
                stopped.append((waiting.reply, waiting.handed))
            self._queue.clear()
            self._size = 0
            self._ducked = self._held = False
            self._volume.reset()
            return stopped

    def drain(self) -> list[PlayedPart]:
        """Take everything out unheard, for when nothing can play it."""
        with self._lock:
            parts: list[PlayedPart] = []
            for waiting in tuple(self._queue):
                taken = len(self._take(waiting, waiting.size))
                waiting.begun = True
                if taken or waiting.finished:
                    parts.append(PlayedPart(waiting.reply, taken, waiting.handed, waiting.finished))
                if waiting.finished:
                    self._queue.remove(waiting)
            self._more = NOTHING
            self._last = 0
            return parts

    @property
    def waiting_ms(self) -> int:
        with self._lock:
            return self._size * 1000 // WIRE.rate

    @property
    def shortened(self) -> int:
        """Samples that were left out to be less late."""
        return self._catching_up.left_out

    @property
    def playing(self) -> bool:
        with self._lock:
            return bool(self._queue)

    # --- from the sound card

    @property
    def idle(self) -> bool:
        """True if there is nothing to play or fade. Sound that arrives at this moment is seen at the next pull."""
        return not self._queue and not self._last and not len(self._tail)

    def pull(self, samples: int) -> tuple[Block, list[PlayedPart]]:
        """Hand out exactly that many samples, silence where there are none, and say what they belong to."""
        with self._lock:
            block = np.zeros(samples, np.int16)
            parts: list[PlayedPart] = []
            start = self._play_tail(block)
            while start < samples and self._queue and not self._held:
                if self._must_wait(self._queue[0]):
                    self._wait(self._queue[0], samples - start)
                    start = self._fill(block, start)
                    break
                start += self._play_first(block[start:], self._now + start, parts)
            self._fade_out(block, start)
            self._now += samples
            return block, parts

    def _play_first(self, room: Block, now: int, parts: list[PlayedPart]) -> int:
        """Fill the room from the first reply; returns how many samples it gave."""
        waiting = self._queue[0]
        fresh = not waiting.begun or self._fresh
        if not waiting.begun:
            self._before.forget()
        self._fresh = self._dry = False
        waiting.begun = True
        count, of_reply = self._copy(waiting, room, now)
        done = waiting.size == 0 and waiting.finished
        if count:
            piece = room[:count]
            if fresh:
                ramp = min(RAMP // 4, count)
                piece[:ramp] = (piece[:ramp] * np.linspace(0.0, 1.0, ramp)).astype(np.int16)
            if len(self._filler):
                self._leave_gap(piece)
            self._volume.apply(piece)
            self._last = int(piece[-1])
        if of_reply or done:
            parts.append(PlayedPart(waiting.reply, of_reply, waiting.handed, done))
        if done:
            self._queue.popleft()
            self._over(waiting)
        return count

    def _copy(self, waiting: UnplayedSound, room: Block, now: int) -> tuple[int, int]:
        """Copies what comes next into the room, as it is or slowed; returns how many samples that was, and how many of
        the reply.
        """
        count = of_reply = 0
        while count < len(room) and (len(self._more) or waiting.size):
            if self._lateness.known and not len(self._more) and self._next_more <= 0:
                self._slow_down(waiting, now + count)
            if len(self._more):
                piece = self._more[: len(room) - count]
                self._more = self._more[len(piece) :]
                self.stretched += len(piece)
            else:
                piece = self._next_piece(waiting, now + count, len(room) - count)
                self._next_more -= len(piece)
                self._before.add(piece)
                of_reply += len(piece)
            room[count : count + len(piece)] = piece
            count += len(piece)
        return count, of_reply

    def _next_piece(self, waiting: UnplayedSound, now: int, most: int) -> Block:
        """The next samples of the reply as they came, or something shorter in their place."""
        shorter = self._shorter(waiting, now, most) if waiting.paced else None
        if shorter is not None:
            return shorter
        piece = self._take(waiting, min(most, self._next_more) if self._next_more > 0 else most)
        self._catching_up.played(len(piece))
        return piece

    def _shorter(self, waiting: UnplayedSound, now: int, most: int) -> Block | None:
        excess = self._lateness.excess(waiting.arrivals, now, waiting.handed)
        if not self._catching_up.wanted(excess, most):
            return None
        shorter = self._catching_up.shorter(excess, self._before.sound, waiting.ahead(LOOKED_AT))
        if shorter is None:
            return None
        self._take(waiting, shorter[0])
        return shorter[1]

    # --- gaps, and how to avoid them

    def _slow_down(self, waiting: UnplayedSound, now: int) -> None:
        """Insert a period if delaying this reply makes it safe from the next late piece."""
        short = 0 if waiting.finished else self._lateness.short(waiting.arrivals, now, waiting.handed)
        if not short:
            self._next_more = RETRY
            return
        in_hand = waiting.size
        more = one_more(self._before.sound, waiting.ahead(LONGEST), anywhere=in_hand < URGENT)
        if more is None:
            self._next_more = RETRY
            return
        self._more = more
        self._next_more = len(more) * min(SLOWEST, max(1, round(in_hand / short)))

    def _must_wait(self, waiting: UnplayedSound) -> bool:
        if waiting.finished or len(self._more):
            return False
        if waiting.size == 0:
            return True
        if self._dry:
            again = AGAIN_MS * WIRE.rate // 1000
            return waiting.size < again and self._waited < again
        return not waiting.begun and self._lateness.must_wait(waiting.arrivals, self._now, waiting.size)

    def _wait(self, waiting: UnplayedSound, samples: int) -> None:
        if waiting.begun and not self._dry:
            self._dry = self._fresh = True
            self._waited = 0
            self.gaps += 1
            self._filler = continued(self._before.sound)
        if waiting.size:
            self._waited += samples
        if self._dry:
            self.missing += samples

    def _over(self, waiting: UnplayedSound) -> None:
        """Forget the reply that was playing."""
        self._lateness.over(waiting.arrivals)
        self._dry = self._fresh = False
        self._filler = self._more = NOTHING
        self._next_more = 0
        self._catching_up.begin()

    def _fill(self, block: Block, start: int) -> int:
        """Fills a gap as far as there is something to fill it with; returns how far."""
        count = min(len(self._filler), len(block) - start)
        if count and self._dry:
            block[start : start + count] = self._filler[:count]
            self._volume.apply(block[start : start + count])
            self._filler = self._filler[count:]
            self._last = int(block[start + count - 1])
            return start + count
        return start

    def _leave_gap(self, piece: Block) -> None:
        """Crossfade from the filler to the voice, which is back while the filler still sounds."""
        count = min(len(self._filler), len(piece), RAMP)
        rest = self._filler[:count] * np.linspace(1.0, 0.0, count)
        piece[:count] = (piece[:count] + rest).clip(-32768, 32767).astype(np.int16)
        self._filler = NOTHING

    # --- samples

    def _find(self, reply: ReplyId) -> UnplayedSound | None:
        return next((waiting for waiting in self._queue if waiting.reply == reply), None)

    def _take(self, waiting: UnplayedSound, samples: int) -> Block:
        piece = waiting.take(samples)
        self._size -= len(piece)
        return piece

    def _play_tail(self, block: Block) -> int:
        """Lets stopped sound fade out first."""
        count = min(len(self._tail), len(block))
        if count:
            block[:count] = self._tail[:count]
            self._tail = self._tail[count:]
            self._last = int(block[count - 1]) if len(self._tail) else 0
        return count

    def _fade_out(self, block: Block, start: int) -> None:
        """Fades from the last sample to silence, so that an end in the middle of a wave makes no click."""
        if start >= len(block):
            return
        if self._last:
            ramp = min(RAMP, len(block) - start)
            block[start : start + ramp] += (self._last * np.linspace(1.0, 0.0, ramp + 1)[1:]).astype(np.int16)
        self._last = 0
