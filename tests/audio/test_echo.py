"""The app does not take its own voice for a person's, and hears a person who speaks over it."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from tests.audio.collect import Told
from tests.rig.echo import echoing, walls
from tests.rig.signals import Samples, loud_part, noise, share, silence
from tests.rig.signals import decibels as loudness
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from voiceapp.audio.echo import PRIMED, Cleaning, EchoCleaner, EchoEvidence, FarEnd, WebRtcPath, cleaner
from voiceapp.audio.frontend import FrontEnd, FrontEndWishes, SoundForm
from voiceapp.audio.loudspeaker_playback import LATENCY_VARIABLE, LoudspeakerPlayback
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.audio.resample import Wave, to_float
from voiceapp.core.messages import MicFrame, PlaybackEnded, Played, ReplyId, SpeakerChanged
from voiceapp.core.sound_rules import FAINT
from voiceapp.core.talk.overlap import OverlapJudge, OverlapPhase
from voiceapp.core.wishes import BargeIn
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread

BLOCK = RATE // 100
CARD = 0.1
"""Seconds from when the card gets a sound until it leaves the speaker."""


def phases(frames: Sequence[MicFrame]) -> list[OverlapPhase]:
    judge = OverlapJudge(BargeIn())
    return [phase for frame in frames if (phase := judge.take_frame(frame.speech, frame.level)) is not None]


def voiced(frames: Sequence[MicFrame]) -> float:
    """The share of frames that count as speech over a reply."""
    return sum(frame.speech >= 0.5 and frame.level > FAINT for frame in frames) / max(1, len(frames))


class Talk:
    """Ears with the canceller, ears without, and a mouth that they both hear."""

    def __init__(self, loop_room: SessionThread) -> None:
        clock = SteadyClock()
        far_end = FarEnd()
        self.cleaned, self.raw, self.said = Told(), Told(), Told()
        self.playback = LoudspeakerPlayback(self.said, far_end, clock.at)
        self.capture = [
            MicrophoneCapture(loop_room.loop, self.cleaned, far_end, FrontEndWishes(), clock.at),
            MicrophoneCapture(loop_room.loop, self.raw, far_end, FrontEndWishes(Cleaning(echo=False)), clock.at),
        ]
        self.playback.choose("speaker")
        self.playback.open(on=True)
        for capture in self.capture:
            capture.choose("mic")
            capture.listen(on=True)
        self.said.wait_for_one(SpeakerChanged)
        for told in (self.cleaned, self.raw):
            told.wait_for_one(MicFrame)

    def say(self, name: str, sound: Samples) -> ReplyId:
        reply = ReplyId(name)
        self.playback.play(reply, sound.tobytes())
        self.playback.finish(reply)
        return reply

    def forget(self) -> None:
        for told in (self.cleaned, self.raw):
            told.events.clear()

    def close(self) -> None:
        for capture in self.capture:
            capture.close()
        self.playback.close()


@pytest.fixture
def talk(sound_card: SoundCard, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    monkeypatch.setenv(LATENCY_VARIABLE, "0.1")
    room = SessionThread("test-room")
    room.start()
    talk = Talk(room)
    yield talk
    talk.close()
    assert room.stop()


def in_a_room(played: Samples, person: Samples | None = None) -> Samples:
    """What a microphone hears while this is played, and while somebody speaks from that sample on."""
    heard = np.convolve(played, walls(0.03, 0.2, 0.5))[: len(played)] + noise(len(played) / RATE, RATE, level=0.001)
    if person is not None:
        heard[: len(person)] += person
    return heard.clip(-32768, 32767).astype(np.int16)


class Hearing:
    """A front end that hears what its own app plays, sample for sample as a card does it that is never busy."""

    def __init__(self, cleaning: Cleaning) -> None:
        self._far_end = FarEnd()
        self._front_end = FrontEnd(FrontEndWishes(cleaning), self._far_end, lambda _: None)
        self._front_end.begin(SoundForm(RATE))
        self._blocks = 0
        self._on_its_way = silence(CARD, RATE)

    def hear(self, played: Samples, heard: Samples) -> list[MicFrame]:
        frames: list[MicFrame] = []
        both = np.concatenate([self._on_its_way, heard])
        heard, self._on_its_way = both[: len(heard)], both[len(heard) :]
        for start in range(0, len(heard) - 2 * BLOCK + 1, 2 * BLOCK):
            at = self._blocks / 100
            for late, block in enumerate((played[start : start + BLOCK], played[start + BLOCK : start + 2 * BLOCK])):
                self._far_end.played(block.tobytes(), at + late / 100 + CARD)
            frames += self._front_end.mic_frames(heard[start : start + 2 * BLOCK].tobytes(), at)
            self._blocks += 2
        return frames


def test_its_own_voice_in_a_room_is_no_speech_and_a_person_over_it_is() -> None:
    own = np.concatenate([recorded("modern"), recorded("lobster"), recorded("so-silly")])[: RATE * 8]
    cleaned, raw = Hearing(Cleaning()), Hearing(Cleaning(echo=False))
    echo = in_a_room(own)
    for hearing in (cleaned, raw):
        # What it hears first teaches the canceller the room.
        hearing.hear(own[: RATE * 3], echo[: RATE * 3])
    alone, without = cleaned.hear(own, echo), raw.hear(own, echo)
    assert voiced(without) > 0.3, "the microphone did not hear the speaker at all"
    assert OverlapPhase.HELD in phases(without), "without the canceller it would interrupt itself"
    assert voiced(alone) < 0.05
    assert OverlapPhase.HELD not in phases(alone)
    person = np.concatenate([silence(2.0, RATE), recorded("peaceful-night")[: RATE * 5]])
    assert OverlapPhase.HELD in phases(cleaned.hear(own, in_a_room(own, person)))


class Given:
    """What a canceller is given: the microphone's sound, and what left the speaker meanwhile."""

    def __init__(self, way: EchoCleaner, monkeypatch: pytest.MonkeyPatch) -> None:
        self._near: list[Wave] = []
        self._far: list[Wave] = []
        really = way._canceller.cancel

        def cancel(wave: Wave, far_wave: Wave) -> Wave:
            self._near.append(wave)
            self._far.append(far_wave)
            return really(wave, far_wave)

        monkeypatch.setattr(way._canceller, "cancel", cancel)

    @property
    def near(self) -> Samples:
        return _samples(self._near)

    @property
    def far(self) -> Samples:
        return _samples(self._far)


def _samples(waves: Sequence[Wave]) -> Samples:
    return (np.concatenate([np.zeros(1, np.float32), *waves]) * 32767).round().astype(np.int16)


@pytest.mark.alone
def test_on_the_card_the_canceller_is_given_what_is_played_and_what_is_heard(
    sound_card: SoundCard, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How well it cancels then is measured above, where no busy machine tears the sound."""
    way = talk.capture[0]._front_end._cleaner
    assert isinstance(way, EchoCleaner)
    given = Given(way, monkeypatch)
    own = noise(4.0, RATE, seed=51)
    with echoing(sound_card), sound_card.recording("mic") as microphone:
        reply = talk.say("alone", own)
        talk.said.wait_for_one(PlaybackEnded, lambda ended: ended.reply == reply)
        microphone.wait_for_silence()
    heard = given.near[loud_part(given.near)]
    assert share(own, given.far, RATE) >= 0.25
    assert share(heard, microphone.samples, RATE) >= 0.25


@pytest.mark.alone
def test_on_the_card_a_person_over_a_reply_is_heard(sound_card: SoundCard, talk: Talk) -> None:
    own = np.concatenate([recorded("modern"), recorded("lobster")])
    with echoing(sound_card):
        both = talk.say("both", np.concatenate([own, own]))
        talk.said.wait_for_one(Played, lambda played: played.reply == both and played.heard > 500)
        sound_card.speak(np.concatenate([recorded("peaceful-night"), silence(0.3, RATE)]))
        talk.cleaned.wait_for(lambda: OverlapPhase.HELD in phases(talk.cleaned.of(MicFrame)))
        talk.playback.stop()


def test_every_sample_comes_out_once_while_the_canceller_comes_and_goes() -> None:
    far = FarEnd()
    way = cleaner(Cleaning(), far)
    assert isinstance(way, EchoCleaner)
    played = noise(1.0, RATE, seed=2)
    lengths = []
    for number in range(400):
        at = number / 100
        if 100 <= number < 200:
            start = (number - 100) * BLOCK
            far.played(played[start : start + BLOCK].tobytes(), at)
        lengths.append(len(way.clean(np.zeros(BLOCK, np.float32), at)))
    assert set(lengths) == {BLOCK}


def test_nothing_is_changed_or_delayed_while_nothing_sounds() -> None:
    way = cleaner(Cleaning(), FarEnd())
    near = to_float(recorded("modern").tobytes())
    out = np.concatenate([way.clean(near[at : at + BLOCK * 2], at / RATE) for at in range(0, RATE, BLOCK * 2)])
    assert np.array_equal(out, near[:RATE])
    assert way.delay == 0.0


def test_the_canceller_wakes_before_the_echo_and_rests_only_when_nobody_speaks() -> None:
    far = FarEnd()
    way = cleaner(Cleaning(), far)
    assert isinstance(way, EchoCleaner)
    quiet = np.zeros(BLOCK, np.float32)
    way.clean(quiet, 0.0)
    assert way.delay == 0.0
    far.played(noise(0.01, RATE).tobytes(), 0.05)
    way.clean(quiet, 0.01)
    assert way.delay > 0.0, "what is to leave the speaker soon counts as sounding"
    way.calm = False
    way.clean(quiet, 5.0)
    assert way.delay > 0.0, "somebody speaks: not one sample of it may be left out"
    way.calm = True
    way.clean(quiet, 5.01)
    assert way.delay == 0.0


def test_the_far_end_is_given_in_a_row_although_its_times_jitter() -> None:
    far = FarEnd()
    played = noise(2.0, RATE, seed=9)
    chance = np.random.default_rng(4)
    given: list[np.ndarray[tuple[int], np.dtype[np.float32]]] = []
    for number in range(200):
        far.played(
            played[number * BLOCK : (number + 1) * BLOCK].tobytes(), number / 100 + float(chance.normal(0, 0.001))
        )
        if number >= 20:
            given.append(far.during((number - 15) / 100 + float(chance.normal(0, 0.0005)), BLOCK))
    row = (np.concatenate(given) * 32768).round().astype(np.int16)
    first = int(np.flatnonzero((np.lib.stride_tricks.sliding_window_view(played, 50) == row[:50]).all(axis=1))[0])
    assert np.array_equal(row, played[first : first + len(row)])


def test_where_there_is_no_canceller_only_what_is_louder_than_the_echo_passes() -> None:
    from voiceapp.audio.echo import EchoGate

    far = FarEnd()
    gate = EchoGate(far)
    own = noise(0.1, RATE, level=0.3)
    far.played(own.tobytes(), 1.0)
    echo = to_float(own.tobytes())[:BLOCK] * np.float32(0.2)
    assert not gate.clean(echo, 1.0).any()
    person = to_float(noise(0.01, RATE, level=0.9, seed=5).tobytes())
    assert np.array_equal(gate.clean(person, 1.0), person)
    assert np.array_equal(gate.clean(echo, 3.0), echo), "when nothing sounds, everything passes"


def played_and_heard(way: EchoCleaner, far: FarEnd, played: Samples, near: Samples) -> Samples:
    """Both go on at once for as long as they last; what comes out."""
    out = []
    for start in range(0, len(near) - BLOCK + 1, BLOCK):
        piece = played[start : start + BLOCK]
        if piece.any():
            far.played(piece.tobytes(), start / RATE + 0.03)
        out.append(way.clean(to_float(near[start : start + BLOCK].tobytes()), start / RATE))
    return (np.concatenate(out) * 32768).round().astype(np.int16)


def test_with_headphones_a_person_who_speaks_over_a_reply_is_heard_untouched() -> None:
    far = FarEnd()
    way = cleaner(Cleaning(), far)
    assert isinstance(way, EchoCleaner)
    person = recorded("modern")[: RATE // 2]
    room = noise(4.0, RATE, level=0.001)
    near = room.copy()
    near[RATE * 3 : RATE * 3 + RATE // 2] += person
    reply = np.concatenate([silence(1.0, RATE), noise(3.0, RATE, seed=31)])
    out = played_and_heard(way, far, reply, near)
    assert way.delay == 0.0
    assert np.array_equal(out[RATE * 3 :], near[RATE * 3 :])


def test_an_echo_keeps_the_canceller_awake_and_a_new_speaker_starts_anew() -> None:
    far = FarEnd()
    way = cleaner(Cleaning(), far)
    assert isinstance(way, EchoCleaner)
    reply = np.concatenate([silence(1.0, RATE), noise(3.0, RATE, seed=32)])
    echo = np.concatenate([silence(0.05, RATE), reply[: -RATE // 20] // 4]) + noise(4.0, RATE, level=0.001)
    out = played_and_heard(way, far, reply, echo.astype(np.int16))
    assert way.delay > 0.0
    assert loudness(out[-RATE:]) < loudness(echo[-RATE:].astype(np.int16)) - 12
    evidence = EchoEvidence()
    evidence.alone(-70.0, 0.02)
    for _ in range(150):
        evidence.weigh(-20.0, -69.0)
    assert evidence.no_echo
    for _ in range(150):
        evidence.weigh(-20.0, -40.0)
    assert not evidence.no_echo, "it was turned up"


def test_another_speaker_asks_anew_whether_it_is_heard_and_keeps_the_room() -> None:
    evidence = EchoEvidence()
    evidence.alone(-70.0, 0.02)
    evidence.new_speaker()
    for _ in range(100):
        evidence.weigh(-20.0, -69.0)
    assert evidence.no_echo, "the room was known before"
    evidence.new_speaker()
    assert not evidence.no_echo


def test_a_hole_in_the_sound_is_no_quieter_room_and_a_louder_room_is_learnt_by_the_clock() -> None:
    evidence = EchoEvidence()
    evidence.alone(-70.0, 0.02)
    evidence.alone(-120.0, 0.02)
    for _ in range(100):
        evidence.weigh(-20.0, -69.0)
    assert evidence.no_echo, "the room is as it was"
    muted = EchoEvidence()
    muted.alone(-70.0, 0.02)
    for _ in range(50):
        muted.alone(-120.0, 0.02)
    for _ in range(100):
        muted.weigh(-20.0, -69.0)
    assert not muted.no_echo, "the microphone was muted: what is heard now may be an echo"
    for length in (0.02, 0.08):
        learnt = EchoEvidence()
        learnt.alone(-85.0, length)
        for _ in range(round(2.0 / length)):
            learnt.alone(-70.0, length)
        for _ in range(100):
            learnt.weigh(-20.0, -69.0)
        assert learnt.no_echo


@pytest.mark.alone
def test_on_the_card_the_canceller_rests_where_the_speaker_is_not_heard(sound_card: SoundCard, talk: Talk) -> None:
    feed = sound_card.feed(noise(60.0, RATE, level=0.001))
    try:
        way = talk.capture[0]._front_end._cleaner
        assert isinstance(way, EchoCleaner)
        talk.cleaned.wait_for(lambda: sum(-80 < frame.level < -60 for frame in talk.cleaned.of(MicFrame)) > 150)
        talk.say("headphones", noise(20.0, RATE, seed=41))
        talk.cleaned.wait_for(lambda: way._evidence.no_echo and way.delay == 0.0)
        talk.playback.stop()
    finally:
        feed.stop()


def test_a_canceller_that_wakes_is_given_as_much_as_it_holds_back_however_long_the_pieces_were(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[int] = []
    monkeypatch.setattr(WebRtcPath, "prime", lambda _, wave: given.append(len(wave)))
    far = FarEnd()
    cleaning = cleaner(Cleaning(echo=True, noise=False), far)
    room = to_float(noise(0.08, RATE, level=0.001).tobytes())
    for number in range(20):
        cleaning.clean(room, number * 0.08)
    far.played(noise(0.01, RATE).tobytes(), 1.6)
    cleaning.clean(room, 1.6)
    assert given == [PRIMED * BLOCK]
