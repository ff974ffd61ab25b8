"""The jitter buffer under any pattern of arrivals: order is kept, nothing is lost, nothing comes twice."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.rig.signals import Samples, chirp, decibels, find, gaps
from tests.rig.speech import recorded
from voiceapp.audio import jitter_buffer
from voiceapp.audio.concealment import LENGTH, continued, one_more
from voiceapp.audio.jitter_buffer import MOST, JitterBuffer, PlayedPart
from voiceapp.audio.network_jitter import LONGEST_WAIT
from voiceapp.audio.reply_sound import JustPlayed
from voiceapp.audio.volume import RAMP
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
    """Replies arrive in pieces of any size at any time; the card pulls; the person ducks, holds, stops."""

    def __init__(self) -> None:
        super().__init__()
        self.buffer = JitterBuffer()
        self.replies: list[Sent] = []
        self.count = 0
        self.told_to_stop = False
        self.held = False

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

    def _check(self, parts: list[PlayedPart], samples: int) -> None:
        assert sum(part.samples for part in parts) <= samples
        assert not (self.held and parts), "what is held is not played, and does not count as heard"
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
        self.buffer.hold(on=on)
        self.held = on

    @rule()
    def stopped(self) -> None:
        waiting = [sent for sent in self.replies if not sent.ended]
        stopped = self.buffer.stop()
        assert [reply for reply, _ in stopped] == [sent.reply for sent in waiting]
        for sent, (_, handed) in zip(waiting, stopped, strict=True):
            assert sent.handed <= handed <= min(sent.handed + RAMP, len(sent.pcm) // 2)
            sent.ended = True
        self.held = False
        assert self.buffer.waiting_ms == 0

    @invariant()
    def what_waits_is_what_came_and_was_not_played(self) -> None:
        waiting = sum(len(sent.pcm) // 2 - sent.handed for sent in self.replies if not sent.ended)
        assert self.buffer.waiting_ms == waiting * 1000 // WIRE.rate

    def teardown(self) -> None:
        """Whatever happened, all that is finished comes out."""
        self.paused(on=False)
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
    monkeypatch.setattr(jitter_buffer, "MOST", 5_000)
    buffer = JitterBuffer()
    taken = [buffer.push(ReplyId(f"{number}"), bytes(3_000)) for number in range(5)]
    assert taken == [True, True, True, False, False]
    buffer.pull(1_000)
    assert buffer.push(ReplyId("0"), bytes(1_500)), "what was played makes room"
    assert MOST > 5_000


# --- a network with jitter, in the time of the pulls


@dataclass
class Listened:
    """A reply as it was heard over a network."""

    later: float
    """Milliseconds from its first arrival to its first sound."""
    missing: float
    """Milliseconds in its middle for which nothing was in hand."""
    slower: float
    """Milliseconds that were put in."""
    sound: Samples
    """What came out of the buffer."""
    places: list[int]
    """After each pull: how many samples of the reply are said to have been handed out."""


def over_a_network(
    buffer: JitterBuffer, name: str, said: Samples, late: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> Listened:
    """Play a reply that comes as 100 ms at the pace of speech, each piece so many milliseconds late."""
    reply, piece = ReplyId(name), WIRE.rate // 10
    arrivals = np.maximum.accumulate(np.arange(len(late)) * 100 + late)
    missing, slower = buffer.missing, buffer.stretched
    now, came, began, place = 0.0, 0, -1.0, 0
    blocks: list[Samples] = []
    places: list[int] = []
    while True:
        while came < len(late) and arrivals[came] <= now:
            buffer.push(reply, said[came * piece : (came + 1) * piece].tobytes())
            came += 1
            if came == len(late):
                buffer.finish(reply)
        block, parts = buffer.pull(PULL)
        if parts and began < 0:
            began = now
        if began >= 0:
            place = parts[-1].total if parts else place
            blocks.append(block)
            places.append(place)
        now += 10
        if parts and parts[-1].last:
            return Listened(
                began - arrivals[0],
                (buffer.missing - missing) * 1000 / WIRE.rate,
                (buffer.stretched - slower) * 1000 / WIRE.rate,
                np.concatenate(blocks),
                places,
            )


def speech(seconds: int) -> Samples:
    said = np.concatenate([recorded("lobster"), recorded("modern"), recorded("peaceful-night")])
    return said[: seconds * WIRE.rate]


def replies_over(jitter_ms: int, count: int, seed: int, buffer: JitterBuffer | None = None) -> list[Listened]:
    network, buffer = np.random.default_rng(seed), buffer or JitterBuffer()
    said = speech(4)
    return [
        over_a_network(buffer, f"{seed}-{jitter_ms}-{number}", said, network.uniform(0, jitter_ms, 40))
        for number in range(count)
    ]


def test_on_a_calm_network_sound_starts_at_once_and_not_a_sample_is_changed() -> None:
    said = speech(4)
    for heard in replies_over(0, 5, seed=1):
        assert (heard.later, heard.missing, heard.slower) == (0, 0, 0)
        soft = RAMP // 4
        assert np.array_equal(heard.sound[soft : len(said)], said[soft:])


@pytest.mark.parametrize("jitter_ms", [60, 120, 200])
def test_once_it_knows_the_network_there_is_no_gap_and_it_begins_a_tenth_of_a_second_later_at_most(
    jitter_ms: int,
) -> None:
    first, *learning = replies_over(jitter_ms, 12, seed=2)
    assert first.later < 20, "nobody waits before it is known to be needed"
    assert first.missing > 0
    later = learning[1:]
    assert [heard.missing for heard in later] == [0.0] * len(later)
    assert all(heard.later <= LONGEST_WAIT * 1000 / WIRE.rate + 10 for heard in later)
    assert all(heard.slower <= 2 * jitter_ms for heard in later), "and it is slower only until it is safe"


def test_a_gap_is_learnt_from_within_the_reply() -> None:
    late = np.zeros(40)
    late[5::10] = 150.0
    heard = over_a_network(JitterBuffer(), "one", speech(4), late)
    assert 100 < heard.missing < 200, "the first late piece, and none after it"
    late[15:] = 0.0
    assert heard.missing == over_a_network(JitterBuffer(), "other", speech(4), late).missing


def test_when_the_network_is_calm_again_it_waits_no_more_and_changes_nothing() -> None:
    buffer = JitterBuffer()
    replies_over(200, 3, seed=3, buffer=buffer)
    last = replies_over(0, 12, seed=3, buffer=buffer)[-1]
    assert (last.later, last.missing, last.slower) == (0, 0, 0)


def test_what_is_played_slower_is_the_same_speech_where_it_is_said_to_be() -> None:
    said = speech(4)
    for heard in replies_over(200, 6, seed=4)[2:]:
        assert heard.missing == 0
        assert heard.slower > 20
        window, nearby = WIRE.rate // 50, WIRE.rate // 50
        likeness: list[float] = []
        for start in range(0, len(heard.sound) - window, window):
            piece = heard.sound[start : start + window]
            place = heard.places[(start + window - 1) // PULL] - window
            near = said[max(0, place - nearby) : place + window + nearby]
            if decibels(piece) > -45 and len(near) > window:
                likeness.append(find(piece, near).score)
        assert np.mean(likeness) > 0.97, "every moment of it is within 20 ms of where it is said to be"
        assert np.quantile(likeness, 0.02) > 0.6
        steps = np.abs(np.diff(heard.sound.astype(np.int32))).max()
        assert steps < 1.3 * np.abs(np.diff(said.astype(np.int32))).max(), "and nothing clicks"


@given(
    st.lists(st.floats(0, 400), min_size=3, max_size=8),
    st.integers(1, 40),
    st.sampled_from(["stop", "duck"]),
)
@settings(max_examples=40, deadline=None)
def test_in_the_middle_of_what_is_slower_it_still_knows_the_sample(late: list[float], pulls: int, what: str) -> None:
    buffer, said = JitterBuffer(), speech(4)
    replies_over(200, 2, seed=5, buffer=buffer)
    reply, piece, place = ReplyId("one"), WIRE.rate // 10, 0
    arrivals = np.maximum.accumulate(np.arange(len(late)) * 100 + np.array(late))
    for number in range(pulls):
        for came in range(len(late)):
            if number * 10 <= arrivals[came] < number * 10 + 10:
                buffer.push(reply, said[came * piece : (came + 1) * piece].tobytes())
        _, parts = buffer.pull(PULL)
        place = parts[-1].total if parts else place
    if what == "stop":
        for stopped, handed in buffer.stop():
            assert stopped == reply
            assert place <= handed <= place + RAMP
        assert not buffer.waiting_ms
        return
    buffer.duck(on=True)
    block, parts = buffer.pull(PULL)
    buffer.duck(on=False)
    buffer.finish(reply)
    while buffer.playing:
        block, more = buffer.pull(PULL)
        parts += more
        assert len(block) == PULL
    assert place + sum(part.samples for part in parts) == sum(arrivals < pulls * 10) * piece


@given(st.lists(st.integers(1, 1_500), max_size=30))
def test_what_was_just_played_is_kept_no_longer_than_needed(sizes: list[int]) -> None:
    kept, whole = JustPlayed(640), np.zeros(0, np.int16)
    for number, size in enumerate(sizes):
        piece = np.full(size, number, np.int16)
        kept.add(piece)
        whole = np.concatenate([whole, piece])
        assert np.array_equal(kept.sound, whole[-640:])
    assert len(kept._pieces) <= 640


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


def test_a_period_more_keeps_the_pitch_and_fits_on_both_sides() -> None:
    time = np.arange(2_400) / WIRE.rate
    voice = np.sum([np.sin(2 * np.pi * 130 * n * time + n) / n for n in range(1, 6)], axis=0) * 5_000
    sound = voice.astype(np.int16)
    more = one_more(sound[:1_200], sound[1_200:], anywhere=False)
    assert more is not None
    longer = np.concatenate([sound[:1_200], more, sound[1_200:]]).astype(np.float64)
    period = WIRE.rate / 130
    assert abs(len(more) / period - round(len(more) / period)) < 0.05, "by whole periods"
    spectrum, before = (np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 24_000)) for wave in (longer, sound))
    assert abs(int(np.argmax(spectrum)) - int(np.argmax(before))) <= 1
    assert np.abs(np.diff(longer)).max() < 1.2 * np.abs(np.diff(sound.astype(np.float64))).max()


def test_a_consonant_is_not_doubled_unless_it_must_be() -> None:
    hiss = np.random.default_rng(9).integers(-6_000, 6_000, 2_000, dtype=np.int16)
    assert one_more(hiss[:1_000], hiss[1_000:], anywhere=False) is None
    assert one_more(hiss[:1_000], hiss[1_000:], anywhere=True) is not None
    assert one_more(hiss[:100], hiss[1_000:], anywhere=True) is None, "nor what has hardly begun"
