"""The jitter buffer under any pattern of arrivals: order is kept, nothing is lost, nothing comes twice."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.rig.signals import Samples, chirp, gaps
from voiceapp.audio import jitter
from voiceapp.audio.concealment import LENGTH, continued
from voiceapp.audio.jitter import LONGEST_WAIT_MS, MOST, RAMP, JitterBuffer, Part
from voiceapp.core.messages import ReplyId
from voiceapp.core.pcm import WIRE

PULL = WIRE.rate // 100


@dataclass
class Sent:
    """What was pushed of a reply, and what has come of it."""

    reply: ReplyId
    pcm: bytearray = field(default_factory=bytearray)
    finished: bool = False
    handed: int = 0
    ended: bool = False


class AnyArrival(RuleBasedStateMachine):
    """Replies arrive in pieces of any size at any time; the card pulls; the person ducks, pauses, stops."""

    def __init__(self) -> None:
        super().__init__()
        self.buffer = JitterBuffer()
        self.replies: list[Sent] = []
        self.count = 0
        self.told_to_stop = False

    def _pieces_of(self, size: int) -> bytes:
        self.count += 1
        return np.random.default_rng(self.count).integers(1, 255, size, dtype=np.uint8).tobytes()

    @rule(size=st.integers(0, 9_000))
    def a_new_reply_begins(self, size: int) -> None:
        sent = Sent(ReplyId(f"reply-{len(self.replies)}"))
        self.replies.append(sent)
        pcm = self._pieces_of(size)
        assert self.buffer.push(sent.reply, pcm)
        sent.pcm += pcm

    @rule(size=st.integers(0, 9_000), which=st.integers(0, 3))
    def more_of_it_comes(self, size: int, which: int) -> None:
        open_ones = [sent for sent in self.replies if not sent.finished and not sent.ended]
        if not open_ones:
            return
        sent = open_ones[which % len(open_ones)]
        pcm = self._pieces_of(size)
        assert self.buffer.push(sent.reply, pcm)
        sent.pcm += pcm

    @rule(which=st.integers(0, 3))
    def it_is_finished(self, which: int) -> None:
        open_ones = [sent for sent in self.replies if not sent.finished and not sent.ended]
        if open_ones:
            sent = open_ones[which % len(open_ones)]
            assert self.buffer.finish(sent.reply)
            sent.finished = True

    @rule(samples=st.integers(1, 2_000))
    def the_card_pulls(self, samples: int) -> None:
        block, parts = self.buffer.pull(samples)
        assert len(block) == samples
        self._check(parts, samples)

    def _check(self, parts: list[Part], samples: int) -> None:
        assert sum(part.samples for part in parts) <= samples
        for part in parts:
            first = next(sent for sent in self.replies if not sent.ended)
            assert part.reply == first.reply, "the order of replies is kept"
            first.handed += part.samples
            assert part.total == first.handed, "nothing is counted twice or left out"
            assert first.handed <= len(first.pcm) // 2
            if part.last:
                assert first.finished
                assert first.handed == len(first.pcm) // 2, "all of it was handed out"
                first.ended = True

    @rule(on=st.booleans())
    def ducked(self, on: bool) -> None:
        self.buffer.duck(on=on)

    @rule(on=st.booleans())
    def paused(self, on: bool) -> None:
        self.buffer.pause(on=on)

    @rule()
    def stopped(self) -> None:
        waiting = [sent for sent in self.replies if not sent.ended]
        stopped = self.buffer.stop()
        assert [reply for reply, _ in stopped] == [sent.reply for sent in waiting]
        for sent, (_, handed) in zip(waiting, stopped, strict=True):
            assert sent.handed <= handed <= min(sent.handed + RAMP, len(sent.pcm) // 2)
            sent.ended = True
        assert self.buffer.waiting_ms == 0

    @invariant()
    def what_waits_is_what_came_and_was_not_played(self) -> None:
        waiting = sum(len(sent.pcm) // 2 - sent.handed for sent in self.replies if not sent.ended)
        assert self.buffer.waiting_ms == waiting * 1000 // WIRE.rate

    def teardown(self) -> None:
        """Whatever happened, all that is finished comes out."""
        self.buffer.pause(on=False)
        for sent in self.replies:
            if not sent.ended:
                self.buffer.finish(sent.reply)
                sent.finished = True
        for _ in range(len(self.replies) + sum(len(sent.pcm) for sent in self.replies) // 2 // PULL + 20):
            _, parts = self.buffer.pull(PULL)
            self._check(parts, PULL)
        assert all(sent.ended for sent in self.replies)
        assert self.buffer.idle


TestAnyArrival = AnyArrival.TestCase
TestAnyArrival.settings = settings(max_examples=60, stateful_step_count=40)


@given(st.lists(st.integers(0, 3_000), min_size=1, max_size=20), st.lists(st.integers(1, 700), min_size=1, max_size=40))
def test_what_is_pulled_is_what_was_pushed_bit_by_bit(pushes: list[int], pulls: list[int]) -> None:
    buffer, reply = JitterBuffer(), ReplyId("one")
    sound = np.random.default_rng(7).integers(-20_000, 20_000, sum(pushes), dtype=np.int16)
    start = 0
    for size in pushes:
        buffer.push(reply, sound[start : start + size].tobytes())
        start += size
    buffer.finish(reply)
    got: list[Samples] = []
    while buffer.playing:
        for samples in pulls:
            block, parts = buffer.pull(samples)
            got.append(block[: sum(part.samples for part in parts)])
    whole = np.concatenate(got)
    soft = RAMP // 4
    assert len(whole) == len(sound)
    assert np.array_equal(whole[soft:], sound[soft:])


def test_it_keeps_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jitter, "MOST", 10_000)
    buffer = JitterBuffer()
    taken = [buffer.push(ReplyId(f"{number}"), bytes(3_000)) for number in range(5)]
    assert taken == [True, True, True, False, False]
    buffer.pull(1_000)
    assert buffer.push(ReplyId("0"), bytes(1_500)), "what was played makes room"
    assert MOST > 10_000


# --- a network with jitter, in the time of the pulls


def replies_over(
    network: np.random.Generator, buffer: JitterBuffer, *, jitter_ms: int, count: int
) -> list[tuple[int, int]]:
    """Play replies of 3 s that come as 100 ms at the pace of speech, each up to `jitter_ms` late.

    Answers for each how many samples after its first arrival it began, and how many were missing in it.
    """
    told: list[tuple[int, int]] = []
    piece = WIRE.bytes(100)
    for number in range(count):
        reply = ReplyId(f"reply-{number}")
        late = network.uniform(0, jitter_ms, 30)
        arrivals = np.maximum.accumulate(np.arange(30) * 100 + late)
        now, next_piece, began, ended, played = 0.0, 0, None, False, 0
        while not ended:
            while next_piece < 30 and arrivals[next_piece] <= now:
                buffer.push(reply, b"\x10\x10" * (piece // 2))
                next_piece += 1
                if next_piece == 30:
                    buffer.finish(reply)
            _, parts = buffer.pull(PULL)
            for part in parts:
                began = now if began is None else began
                played += part.samples
                ended = ended or part.last
            now += 10
        assert began is not None
        missing = (now - began) - played * 1000 / WIRE.rate
        told.append((round(began - arrivals[0]), round(missing)))
    return told


def test_on_a_calm_network_sound_starts_at_once_and_has_no_gap() -> None:
    told = replies_over(np.random.default_rng(1), JitterBuffer(), jitter_ms=0, count=5)
    assert told == [(0, 0)] * 5


def test_once_it_knows_the_network_it_waits_a_little_and_has_hardly_a_gap() -> None:
    buffer = JitterBuffer()
    told = replies_over(np.random.default_rng(2), buffer, jitter_ms=120, count=12)
    assert told[0][0] < 20, "nobody waits before it is known to be needed"
    assert any(missing for _, missing in told[:3])
    later = told[3:]
    assert all(waited <= LONGEST_WAIT_MS + 10 for waited, _ in later)
    assert sum(missing for _, missing in later) / len(later) < told[0][1]


def test_when_the_network_is_calm_again_it_waits_no_more() -> None:
    buffer = JitterBuffer()
    replies_over(np.random.default_rng(3), buffer, jitter_ms=200, count=3)
    assert replies_over(np.random.default_rng(3), buffer, jitter_ms=0, count=8)[-1][0] <= 10


# --- gaps


def test_a_short_gap_is_filled_and_no_sample_is_lost() -> None:
    buffer, reply = JitterBuffer(), ReplyId("one")
    sound = chirp(0.6, WIRE.rate, low=150, high=300)
    half = len(sound) // 2
    buffer.push(reply, sound[:half].tobytes())
    got = [buffer.pull(PULL)[0] for _ in range(half // PULL + 5)]
    buffer.push(reply, sound[half:].tobytes())
    buffer.finish(reply)
    got += [buffer.pull(PULL)[0] for _ in range(half // PULL + 5)]
    heard = np.concatenate(got)
    assert buffer.gaps == 1
    assert gaps(heard, WIRE.rate) == []
    steps = np.abs(np.diff(heard.astype(np.int32)))
    assert steps.max() < 2.5 * np.abs(np.diff(sound.astype(np.int32))).max(), "and nothing clicks"


def test_a_voice_goes_on_with_its_own_pitch_and_fades() -> None:
    time = np.arange(960) / WIRE.rate
    voice = (np.sin(2 * np.pi * 200 * time) * 8_000).astype(np.int16)
    after = continued(voice)
    assert len(after) == LENGTH
    expected = np.sin(2 * np.pi * 200 * (960 + np.arange(240)) / WIRE.rate)
    found = after[:240] / np.abs(after[:240]).max()
    assert np.corrcoef(expected, found)[0, 1] > 0.98
    assert abs(int(after[0]) - int(voice[-1])) < 1_000
    assert np.abs(after[-240:]).max() < 500


def test_silence_goes_on_as_silence() -> None:
    assert not continued(np.zeros(960, np.int16)).any()
