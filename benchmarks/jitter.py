"""Replies over networks with jitter: how late they begin and how much of them is gaps, beside fixed buffers.

Replies of 6 s come as pieces of 100 ms at the pace of speech, each piece up to so many milliseconds late. Time is
counted in pulls of 10 ms, so that each way meets the very same arrivals. `filled` is the part of the gaps that was
covered with the voice's own continuation instead of silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from voiceapp.audio.jitter import Block, JitterBuffer
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import WIRE

PULL_MS = 10
PULL = WIRE.rate * PULL_MS // 1000
PIECE_MS = 100
SECONDS = 6
REPLIES = 40
LEARNT = 3
"""Replies after which a network is known."""


class Player(Protocol):
    def begin(self) -> None: ...
    def push(self, sound: Block, *, last: bool) -> None: ...
    def pull(self) -> tuple[Block, int, bool]:
        """What sounds, how many samples of the reply that were, and whether it is over."""
        ...


class Fixed:
    """What one would write first: starts when so much is there, and again after each gap."""

    def __init__(self, wait_ms: int) -> None:
        self._wait = wait_ms * WIRE.rate // 1000
        self.begin()

    def begin(self) -> None:
        self._held: Block = np.zeros(0, np.int16)
        self._playing = self._whole = False

    def push(self, sound: Block, *, last: bool) -> None:
        self._held = np.concatenate([self._held, sound])
        self._whole = self._whole or last

    def pull(self) -> tuple[Block, int, bool]:
        self._playing = self._playing or len(self._held) > self._wait or self._whole
        piece = self._held[:PULL] if self._playing else self._held[:0]
        self._held = self._held[len(piece) :]
        if not len(piece):
            self._playing = False
        return piece, len(piece), self._whole and not len(self._held)


class Ours:
    def __init__(self) -> None:
        self._buffer = JitterBuffer()
        self._number = 0

    def begin(self) -> None:
        self._number += 1

    def push(self, sound: Block, *, last: bool) -> None:
        self._buffer.push(ReplyId(str(self._number)), sound.tobytes())
        if last:
            self._buffer.finish(ReplyId(str(self._number)))

    def pull(self) -> tuple[Block, int, bool]:
        block, parts = self._buffer.pull(PULL)
        return block, sum(part.samples for part in parts), any(part.last for part in parts)


@dataclass(frozen=True, slots=True)
class Heard:
    later_ms: float
    """From the first piece to the first sound."""
    gaps: int
    missing_ms: float
    filled_ms: float


def hear(player: Player, arrivals: npt.NDArray[np.float64], sound: Block) -> Heard:
    player.begin()
    size = PIECE_MS * WIRE.rate // 1000
    came, now, began, gaps, missing, filled, dry = 0, 0.0, -1.0, 0, 0, 0, False
    while True:
        while came < len(arrivals) and arrivals[came] <= now:
            player.push(sound[came * size : (came + 1) * size], last=came == len(arrivals) - 1)
            came += 1
        block, played, over = player.pull()
        if played and began < 0:
            began = now
        if began >= 0 and played < PULL and not over:
            gaps += not dry
            dry = True
            missing += PULL - played
            filled += int(np.count_nonzero(block[played:]))
        elif played == PULL:
            dry = False
        if over:
            return Heard(began - arrivals[0], gaps, missing * 1000 / WIRE.rate, filled * 1000 / WIRE.rate)
        now += PULL_MS


def _voice() -> Block:
    """A tone with overtones: every sample of it is sound, so that silence can be counted."""
    time = np.arange(SECONDS * WIRE.rate) / WIRE.rate
    wave = sum(np.sin(2 * np.pi * 140 * n * time + n) / n for n in range(1, 8))
    return (wave * 4_000).astype(np.int16) | 1


def main() -> None:
    sound = _voice()
    print(f"{REPLIES - LEARNT} replies of {SECONDS} s each, after {LEARNT} by which the buffer may learn\n")
    print(
        f"{'jitter':>8}  {'way':<14}{'begins later':>14}{'gaps a reply':>14}{'missing':>10}{'silent':>9}   ms a reply"
    )
    for jitter in (0, 50, 100, 150, 200):
        ways: Sequence[tuple[str, Player]] = (
            ("no buffer", Fixed(0)),
            ("fixed 120", Fixed(120)),
            ("fixed 240", Fixed(240)),
            ("voiceapp", Ours()),
        )
        for name, player in ways:
            network = np.random.default_rng(8)
            pieces = SECONDS * 1000 // PIECE_MS
            every = [
                hear(
                    player,
                    np.maximum.accumulate(np.arange(pieces) * PIECE_MS + network.uniform(0, jitter, pieces)),
                    sound,
                )
                for _ in range(REPLIES)
            ][LEARNT:]
            later, gaps, missing, silent = np.mean(
                [(h.later_ms, h.gaps, h.missing_ms, h.missing_ms - h.filled_ms) for h in every], axis=0
            )
            print(f"{jitter:>5} ms  {name:<14}{later:>14.0f}{gaps:>14.2f}{missing:>10.0f}{silent:>9.0f}")


if __name__ == "__main__":
    main()
