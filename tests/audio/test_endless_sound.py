"""Sound that comes at the pace of speech, silence included, and never ends: its delay is bounded and won back."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pytest

from tests.rig.signals import Samples
from tests.rig.speech import recorded
from voiceapp.audio.jitter_buffer import JitterBuffer
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import WIRE

PULL_MS = 10
PULL = WIRE.rate * PULL_MS // 1000
FRAME_MS = 100
FRAME = WIRE.rate * FRAME_MS // 1000
REPLY = ReplyId("endless")
Gaps = Callable[[int], float]


def talk_of(minutes: float) -> Samples:
    """A voice that pauses after each sentence, as one that talks does: about a third of it is silence."""
    said = recorded("modern", WIRE.rate)
    breath = np.zeros(int(len(said) * 0.4), np.int16)
    once = np.concatenate([said, breath])
    return np.tile(once, int(minutes * 60 * WIRE.rate / len(once)) + 1)[: int(minutes * 60 * WIRE.rate)]


def late_by_turns(number: int) -> float:
    """Gaps of 150 to 180 ms between frames of 100 ms, and short ones in between that make up for them."""
    return (0.0, 50.0 + 30.0 * ((number // 2) % 4) / 3)[number % 2]


@dataclass
class Heard:
    delays: list[float] = field(default_factory=list[float])
    """At each pull in which something of it sounded: milliseconds from when it could have come to when it was played."""
    blocks: list[Samples] = field(default_factory=list[Samples])
    buffer: JitterBuffer = field(default_factory=JitterBuffer)

    def between(self, first: float, last: float) -> npt.NDArray[np.float64]:
        """The delays of that part of the talk, in seconds from its beginning."""
        return np.array(self.delays[int(first * 100) : int(last * 100)])


def hear(sound: Samples, late: Gaps, *, held: tuple[float, float] = (0.0, 0.0), card: float = 1.0) -> Heard:
    """`held`: the seconds between which it waits for a voice. `card`: how fast the card's clock is beside the sender's."""
    heard = Heard()
    arrivals = [number * FRAME_MS + late(number) for number in range(len(sound) // FRAME)]
    came, pulls = 0, 0
    while True:
        now = pulls * PULL_MS / card
        while came < len(arrivals) and arrivals[came] <= now:
            heard.buffer.push(REPLY, sound[came * FRAME : (came + 1) * FRAME].tobytes(), paced=True)
            came += 1
            if came == len(arrivals):
                heard.buffer.finish(REPLY)
        if held[1] and pulls * PULL_MS in (held[0] * 1000, held[1] * 1000):
            heard.buffer.hold(on=pulls * PULL_MS == held[0] * 1000)
        block, parts = heard.buffer.pull(PULL)
        heard.blocks.append(block)
        if parts:
            heard.delays.append(now - parts[-1].total * 1000 / WIRE.rate + PULL_MS)
        elif heard.delays:
            heard.delays.append(heard.delays[-1])
        if any(part.last for part in parts):
            return heard
        pulls += 1


def test_ten_minutes_of_late_frames_end_with_the_delay_they_began_with() -> None:
    heard = hear(talk_of(10), late_by_turns)
    began, ended = heard.between(5, 35), heard.between(565, 595)
    assert abs(float(np.median(ended)) - float(np.median(began))) < 20
    assert float(np.max(heard.between(5, 595))) <= 200
    assert 0 < heard.buffer.stretched <= WIRE.rate * 200 // 1000, "slowed once, and not at each late frame"
    assert heard.buffer.gaps <= 3, "what is late is known after the first gaps"


def test_what_was_inserted_for_late_frames_is_won_back_when_they_come_in_time() -> None:
    heard = hear(talk_of(3), lambda number: late_by_turns(number) if number < 900 else 0.0)
    assert float(np.median(heard.between(60, 85))) > 80
    assert float(np.max(heard.between(150, 175))) <= 50
    assert heard.buffer.shortened >= WIRE.rate * 50 // 1000


def test_a_steady_line_is_played_as_it_comes() -> None:
    sound = talk_of(1)
    heard = hear(sound, lambda _: 0.0)
    assert float(np.max(heard.delays)) <= 2 * PULL_MS
    assert heard.buffer.gaps == heard.buffer.stretched == heard.buffer.shortened == 0
    played = np.concatenate(heard.blocks)[: len(sound)]
    # Only the very first samples are faded in, so that they do not click.
    assert np.array_equal(played[1000 : len(sound) - FRAME], sound[1000 : len(sound) - FRAME])


@pytest.mark.parametrize("stall", [600.0, 2_000.0])
def test_what_a_stalled_line_costs_is_won_back(stall: float) -> None:
    """Frames of one moment come all at once after it, and from then on in time."""

    def late(number: int) -> float:
        return max(0.0, 10_000 + stall - number * FRAME_MS) if number * FRAME_MS >= 10_000 else 0.0

    heard = hear(talk_of(1), late)
    assert float(np.max(heard.between(10, 14))) >= stall - 250
    assert float(np.max(heard.between(40, 58))) <= 200


def test_what_is_said_while_a_reply_waits_is_won_back() -> None:
    heard = hear(talk_of(1), lambda _: 0.0, held=(10.0, 11.5))
    assert float(np.max(heard.between(12, 13))) > 1_000
    assert float(np.max(heard.between(40, 58))) <= 200


@pytest.mark.parametrize("card", [0.9995, 1.0005])
def test_clocks_that_drift_apart_do_not_add_up(card: float) -> None:
    """Half a second in a thousand, ten times what bad crystals do: 90 ms in three minutes."""
    heard = hear(talk_of(3), lambda number: 20.0 * (number % 3), card=card)
    assert float(np.max(heard.between(5, 175))) - float(np.max(heard.between(5, 20))) <= 60


def test_pauses_are_shortened_and_words_are_not() -> None:
    """Delay of less than a quarter of a second is won back in pauses alone: no word is any shorter for it."""
    heard = hear(talk_of(1), lambda number: 120.0 if number == 50 else 0.0)
    sound, played = talk_of(1), np.concatenate(heard.blocks)
    loud = [int(np.count_nonzero(np.abs(each.astype(np.int32)) > 600)) for each in (sound, played)]
    assert abs(loud[0] - loud[1]) < WIRE.rate * 60 // 1000
    assert heard.buffer.shortened > 0


def test_other_replies_are_never_shortened() -> None:
    """What comes faster than it is spoken waits in the buffer, and is not late."""
    buffer, sound = JitterBuffer(), talk_of(0.2)
    buffer.push(REPLY, sound.tobytes())
    while buffer.waiting_ms:
        buffer.pull(PULL)
    assert buffer.shortened == 0
