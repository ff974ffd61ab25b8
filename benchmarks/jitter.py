"""Replies over networks with jitter: how late they begin and how much of them is gaps, beside fixed buffers.

Recorded speech of 6 s comes as pieces of 100 ms at the pace of speech, each piece up to so many milliseconds late.
Time is counted in pulls of 10 ms, so that each way meets the very same arrivals. `missing` is what a reply had not
in hand when it was to sound; `silent` the part of it that was not covered with the voice's own continuation;
`slower` what was won before by playing slower. Two figures are taken from the sound alone: `unlike` is how much of
what sounded (silence in the middle included) is like nothing within 30 ms of its place in the recording, and `step` the largest
step between two samples beside the recording's own largest: a click is several times that.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import soundfile

from voiceapp.audio.jitter_buffer import JitterBuffer
from voiceapp.audio.network_jitter import LONGEST_WAIT
from voiceapp.audio.reply_sound import Block
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import WIRE

PULL_MS = 10
PULL = WIRE.rate * PULL_MS // 1000
PIECE_MS = 100
SMALL_MS = 20
MANY = 200
"""Replies in small pieces: what is rare needs more of them."""
SECONDS = 6
REPLIES = 40
LEARNT = 3
"""Replies after which a network is known."""
WINDOW = WIRE.rate * 20 // 1000
NEARBY = WIRE.rate * 30 // 1000
DATA = Path(__file__).parent.parent / "tests" / "data"


class Player(Protocol):
    def begin(self) -> None: ...
    def push(self, sound: Block, *, last: bool) -> None: ...
    def pull(self) -> tuple[Block, int, bool]:
        """What sounds, how many samples of it were missing, and whether the reply is over."""
        ...

    @property
    def played(self) -> int:
        """Samples of the reply."""
        ...


class Fixed:
    """What one would write first: starts when so much is there, and again after each gap."""

    def __init__(self, wait_ms: int) -> None:
        self._wait = wait_ms * WIRE.rate // 1000
        self.begin()

    def begin(self) -> None:
        self._held: Block = np.zeros(0, np.int16)
        self._playing = self._whole = False
        self.played = 0

    def push(self, sound: Block, *, last: bool) -> None:
        self._held = np.concatenate([self._held, sound])
        self._whole = self._whole or last

    def pull(self) -> tuple[Block, int, bool]:
        self._playing = self._playing or len(self._held) > self._wait or self._whole
        piece = self._held[:PULL] if self._playing else self._held[:0]
        self._held = self._held[len(piece) :]
        self.played += len(piece)
        if not len(piece):
            self._playing = False
        over = self._whole and not len(self._held)
        missing = PULL - len(piece) if self.played and not over else 0
        return np.pad(piece, (0, PULL - len(piece))), missing, over


class Ours:
    def __init__(self) -> None:
        self.buffer = JitterBuffer()
        self._number = 0
        self.played = 0

    def begin(self) -> None:
        self._number += 1
        self.played = 0

    def push(self, sound: Block, *, last: bool) -> None:
        self.buffer.push(ReplyId(str(self._number)), sound.tobytes())
        if last:
            self.buffer.finish(ReplyId(str(self._number)))

    def pull(self) -> tuple[Block, int, bool]:
        before = self.buffer.missing
        block, parts = self.buffer.pull(PULL)
        self.played = parts[-1].total if parts else self.played
        return block, self.buffer.missing - before, any(part.last for part in parts)


@dataclass(frozen=True, slots=True)
class Heard:
    later_ms: float
    """From the first piece to the first sound."""
    gaps: int
    missing_ms: float
    silent_ms: float
    slower_ms: float
    unlike_ms: float
    step: float


def hear(player: Player, arrivals: npt.NDArray[np.float64], sound: Block, piece_ms: int = PIECE_MS) -> Heard:
    player.begin()
    size = piece_ms * WIRE.rate // 1000
    came, now, began, gaps, missing, silent, dry = 0, 0.0, -1.0, 0, 0, 0, False
    blocks: list[Block] = []
    places: list[int] = []
    while True:
        while came < len(arrivals) and arrivals[came] <= now:
            player.push(sound[came * size : (came + 1) * size], last=came == len(arrivals) - 1)
            came += 1
        block, lacking, over = player.pull()
        if player.played and began < 0:
            began = now
        if began >= 0:
            blocks.append(block)
            places.append(player.played)
            gaps += lacking > 0 and not dry
            dry = lacking > 0
            missing += lacking
            silent += int(np.count_nonzero(block[PULL - lacking :] == 0)) if lacking else 0
        if over:
            heard = np.concatenate(blocks)
            slower = len(heard) - missing - len(sound)
            return Heard(
                began - arrivals[0],
                gaps,
                missing * 1000 / WIRE.rate,
                silent * 1000 / WIRE.rate,
                slower * 1000 / WIRE.rate if slower >= PULL else 0.0,
                unlike(heard, places, sound) * 1000 / WIRE.rate,
                _step(heard) / _step(sound),
            )
        now += PULL_MS


def unlike(heard: Block, places: Sequence[int], sound: Block) -> int:
    """Samples of what was heard that are like nothing near their place in the recording."""
    count = 0
    source = np.pad(sound.astype(np.float64), NEARBY + WINDOW)
    for start in range(0, len(heard) - WINDOW + 1, WINDOW):
        wanted = heard[start : start + WINDOW].astype(np.float64)
        place = places[(start + WINDOW - 1) // PULL] - WINDOW + NEARBY + WINDOW
        near = source[place - NEARBY : place + NEARBY + WINDOW]
        power = np.concatenate([[0.0], np.cumsum(near * near)])
        power = power[WINDOW:] - power[:-WINDOW]
        loud = float(np.dot(wanted, wanted))
        if max(loud, float(power[NEARBY])) < WINDOW * 100.0**2:
            continue
        alike = np.correlate(near, wanted, "valid") / np.sqrt(power * loud + 1.0)
        count += WINDOW if float(alike.max()) < 0.8 else 0
    return count


def _step(sound: Block) -> float:
    return float(np.abs(np.diff(sound.astype(np.int32))).max())


def speech() -> Block:
    """So many seconds of recorded people, without the pause in front. Never quite silent: silence can be counted."""
    said = [soundfile.read(path, dtype="float64") for path in sorted(DATA.glob("*.flac"))]
    wave = np.concatenate([np.interp(np.arange(0, len(s), r / WIRE.rate), np.arange(len(s)), s) for s, r in said])
    wave = wave[int(np.flatnonzero(np.abs(wave) > 0.05)[0]) :][: SECONDS * WIRE.rate]
    whole: Block = (wave * 32767).clip(-32767, 32767).astype(np.int16)
    return whole | 1


def cost(play: Callable[[], object]) -> float:
    """Microseconds of a pull, the quickest of many."""
    took: list[float] = []
    for _ in range(2_000):
        began = time.perf_counter()
        play()
        took.append(time.perf_counter() - began)
    return float(np.median(took)) * 1e6


def runs_dry(arrivals: npt.NDArray[np.float64], slower: float) -> bool:
    """Would any player, begun as late as may be and so much slower than the voice from the first sample on?"""
    ends = arrivals[0] + LONGEST_WAIT * 1000 / WIRE.rate + np.arange(1, len(arrivals)) * SMALL_MS * slower
    return bool(np.any(arrivals[1:] > ends))


def small_pieces(sound: Block) -> None:
    """A burst of small pieces may be late together: how often that is more than there can be in hand."""
    pieces = SECONDS * 1000 // SMALL_MS
    print(f"\nshare of {MANY} replies in pieces of {SMALL_MS} ms that run dry, and what is missing of a reply")
    print(f"{'jitter':>8}{'any player, own pace':>24}{'any, half as fast':>20}{'voiceapp':>10}{'missing':>10}")
    for jitter in (100, 150, 200):
        network, ours = np.random.default_rng(8), Ours()
        late = [
            np.maximum.accumulate(np.arange(pieces) * SMALL_MS + network.uniform(0, jitter, pieces))
            for _ in range(MANY)
        ]
        heard = [hear(ours, arrivals, sound, SMALL_MS) for arrivals in late][LEARNT:]
        bounds = [np.mean([runs_dry(arrivals, slower) for arrivals in late[LEARNT:]]) for slower in (1.0, 2.0)]
        dry = np.mean([each.gaps > 0 for each in heard])
        missing = np.mean([each.missing_ms for each in heard])
        print(f"{jitter:>5} ms{bounds[0]:>24.0%}{bounds[1]:>20.0%}{dry:>10.0%}{missing:>7.1f} ms")


def main() -> None:
    sound = speech()
    print(f"{REPLIES - LEARNT} replies of {SECONDS} s each, after {LEARNT} by which the buffer may learn; per reply\n")
    columns = ("begins later", "gaps", "missing", "silent", "slower", "unlike")
    print(f"{'jitter':>8}  {'way':<12}" + "".join(f"{name:>13}" for name in columns) + "   ms" + f"{'step':>8}")
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
            later, gaps, *rest = np.mean(
                [(h.later_ms, h.gaps, h.missing_ms, h.silent_ms, h.slower_ms, h.unlike_ms) for h in every], axis=0
            )
            shown = "".join(f"{each:>13.1f}" for each in rest)
            step = max(h.step for h in every)
            print(f"{jitter:>5} ms  {name:<12}{later:>13.0f}{gaps:>13.2f}{shown}{step:>13.1f}")
    small_pieces(sound)
    calm = JitterBuffer()
    calm.push(ReplyId("calm"), bytes(WIRE.bytes(60_000)))
    print(f"\na pull of {PULL_MS} ms costs {cost(lambda: calm.pull(PULL)):.0f} us on a calm network")


if __name__ == "__main__":
    main()
