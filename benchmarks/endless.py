"""Sound that comes at the pace of speech and never ends: how much later it is played as a talk goes on.

Speech with pauses comes as frames of 100 ms for ten minutes. Time is counted in pulls of 10 ms, so that each way meets
the very same arrivals. The delay of a sample is from when it could have come at the earliest to when it sounds; it is
shown in the tenth second, at its worst after that, and in the last half minute, together with the gaps in between.
The plainest buffers are those of `jitter`: they wait for so much sound, at first and again after each gap.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from benchmarks.jitter import PULL, PULL_MS, Fixed, Player, speech
from voiceapp.audio.jitter_buffer import JitterBuffer
from voiceapp.audio.reply_sound import Block
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import WIRE

FRAME_MS = 100
FRAME = WIRE.rate * FRAME_MS // 1000
MINUTES = 10
ENDLESS = ReplyId("endless")


@dataclass
class Paced:
    """Ours, told that the sound comes at the pace of speech."""

    buffer: JitterBuffer = field(default_factory=JitterBuffer)
    played: int = 0

    def begin(self) -> None:
        self.played = 0

    def push(self, sound: Block, *, last: bool) -> None:
        self.buffer.push(ENDLESS, sound.tobytes(), paced=True)
        if last:
            self.buffer.finish(ENDLESS)

    def pull(self) -> tuple[Block, int, bool]:
        before = self.buffer.missing
        block, parts = self.buffer.pull(PULL)
        self.played = parts[-1].total if parts else self.played
        return block, self.buffer.missing - before, any(part.last for part in parts)


def talk() -> Block:
    """A third of it is silence, as of someone who pauses after each sentence."""
    said = speech() - 1
    once = np.concatenate([said, np.zeros(len(said) // 2, np.int16)])
    wanted = MINUTES * 60 * WIRE.rate
    return np.tile(once, wanted // len(once) + 1)[:wanted]


def late_by_turns(number: int) -> float:
    """Gaps of 150 to 180 ms, and short ones that make up for them."""
    return float(np.random.default_rng(number).uniform(50, 80)) if number % 2 else 0.0


def late_at_times(number: int) -> float:
    """The same for a minute, then none for a minute, and so on."""
    return late_by_turns(number) if number // 600 % 2 == 0 else 0.0


def stalled(number: int) -> float:
    """Two seconds without a frame each two minutes, and then all of them at once."""
    within = number * FRAME_MS % 120_000 - 60_000
    return 2_000.0 - within if 0 <= within < 2_000 else 0.0


def in_time(number: int) -> float:
    del number
    return 0.0


def delays(player: Player, sound: Block, late: Callable[[int], float], card: float) -> tuple[list[float], int]:
    player.begin()
    arrivals = np.maximum.accumulate([number * FRAME_MS + late(number) for number in range(len(sound) // FRAME)])
    found: list[float] = []
    came = pulls = gaps = 0
    dry = False
    while True:
        now = pulls * PULL_MS / card
        while came < len(arrivals) and arrivals[came] <= now:
            player.push(sound[came * FRAME : (came + 1) * FRAME], last=came == len(arrivals) - 1)
            came += 1
        _, lacking, over = player.pull()
        if player.played:
            found.append(now + PULL_MS - player.played * 1000 / WIRE.rate)
            gaps += lacking > 0 and not dry
            dry = lacking > 0
        if over:
            return found, gaps
        pulls += 1


def shown(found: list[float], gaps: int) -> str:
    each: npt.NDArray[np.float64] = np.array(found)
    began, ended = float(np.median(each[1_000:1_100])), float(np.median(each[-3_100:-100]))
    return f"{began:>12.0f}{float(each[1_000:-100].max()):>12.0f}{ended:>12.0f}{gaps:>8}"


def main() -> None:
    sound = talk()
    print(f"{MINUTES} minutes in frames of {FRAME_MS} ms; delay in ms\n")
    print(f"{'frames come':<28}{'way':<12}{'at 10 s':>12}{'at worst':>12}{'at the end':>12}{'gaps':>8}")
    lines: tuple[tuple[str, Callable[[int], float], float], ...] = (
        ("in time", in_time, 1.0),
        ("150-180 ms apart", late_by_turns, 1.0),
        ("so each other minute", late_at_times, 1.0),
        ("after stalls of 2 s", stalled, 1.0),
        ("faster by 0.02 %", in_time, 0.9998),
    )
    for name, late, card in lines:
        ways: tuple[tuple[str, Player], ...] = (
            ("no buffer", Fixed(0)),
            ("fixed 120", Fixed(120)),
            ("voiceapp", Paced()),
        )
        for way, player in ways:
            print(f"{name:<28}{way:<12}{shown(*delays(player, sound, late, card))}")


if __name__ == "__main__":
    main()
