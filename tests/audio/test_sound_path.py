"""Ears and mouth on the virtual card: what is said arrives, what is played is heard, and both survive."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from tests.audio.collect import Told
from tests.rig.signals import chirp, decibels, find, gaps, level, loud_part, noise, share, silence
from tests.rig.soundcard import RATE, SoundCard
from tests.rig.speech import recorded
from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEndWishes
from voiceapp.audio.loudspeaker_playback import LATENCY_VARIABLE, LoudspeakerPlayback
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.core.messages import (
    MicFrame,
    MicrophoneChanged,
    PlaybackEnded,
    PlaybackStopped,
    Played,
    ReplyId,
    SpeakerChanged,
)
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread

PLAIN = FrontEndWishes(Cleaning(echo=False, noise=False))
_names = (ReplyId(f"reply-{number}") for number in itertools.count())


@pytest.fixture
def room() -> Iterator[SessionThread]:
    room = SessionThread("test-room")
    room.start()
    yield room
    assert room.stop()


@pytest.fixture
def heard(sound_card: SoundCard, room: SessionThread) -> Iterator[Told]:
    """What the ears tell, from an open microphone on."""
    told = Told()
    capture = MicrophoneCapture(room.loop, told, FarEnd(), PLAIN, SteadyClock().at)
    capture.choose("mic")
    capture.listen(on=True)
    told.wait_for_one(MicFrame)
    yield told
    capture.close()


@pytest.fixture
def playback(sound_card: SoundCard, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[LoudspeakerPlayback, Told]]:
    # More than the app would ask for: what it gives the card is looked at here, not how soon.
    monkeypatch.setenv(LATENCY_VARIABLE, "0.5")
    told = Told()
    playback = LoudspeakerPlayback(told, FarEnd(), SteadyClock().at)
    playback.choose("speaker")
    playback.open(on=True)
    told.wait_for_one(SpeakerChanged)
    yield playback, told
    playback.close()


def sound_of(told: Told) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.frombuffer(b"".join(frame.pcm for frame in told.of(MicFrame)), "<i2").astype(np.int16)


def test_what_is_said_arrives_whole_and_at_the_wire_rate(sound_card: SoundCard, heard: Told) -> None:
    said = recorded("modern")
    sound_card.speak(np.concatenate([said, silence(0.5, RATE)]))
    heard.wait_for(lambda: find(said, sound_of(heard)).score > 0.98)
    assert all(len(frame.pcm) == 960 for frame in heard.of(MicFrame))


def test_frames_are_told_in_the_order_of_their_times(heard: Told) -> None:
    heard.wait_for(lambda: len(heard.of(MicFrame)) > 60)
    times = np.array([frame.at for frame in heard.of(MicFrame)])
    assert float(np.diff(times).min()) > 0


def test_speech_is_told_from_silence(sound_card: SoundCard, heard: Told) -> None:
    sound_card.speak(np.concatenate([silence(0.5, RATE), recorded("lobster"), silence(0.5, RATE)]))
    heard.wait_for(lambda: sum(frame.speech > 0.5 for frame in heard.of(MicFrame)) > 60)
    frames = heard.of(MicFrame)
    assert frames[0].speech < 0.5
    assert max(frame.level for frame in frames) > -40


def test_a_reply_is_heard_whole_and_in_order(sound_card: SoundCard, playback: tuple[LoudspeakerPlayback, Told]) -> None:
    loudspeaker, told = playback
    reply, sound = next(_names), noise(1.5, RATE, seed=3)
    with sound_card.recording() as recording:
        for start in range(0, len(sound), 2400):
            loudspeaker.play(reply, sound[start : start + 2400].tobytes())
        loudspeaker.finish(reply)
        told.wait_for_one(PlaybackEnded)
        recording.wait_for(lambda samples: find(sound, samples).score > 0.97)
    assert told.of(PlaybackEnded) == [PlaybackEnded(reply, 1500)]
    found = find(sound, recording.samples)
    played = recording.samples[found.at : found.at + len(sound)]
    assert np.array_equal(played[200:], sound[200:]), "bit by bit after the soft beginning"
    assert gaps(played, RATE) == []


def test_it_knows_what_was_heard_to_within_20_ms(
    sound_card: SoundCard, playback: tuple[LoudspeakerPlayback, Told]
) -> None:
    loudspeaker, told = playback
    reply, sound = next(_names), noise(5.0, RATE, seed=4)
    with sound_card.recording() as recording:
        loudspeaker.play(reply, sound.tobytes())
        told.wait_for_one(Played, lambda played: played.heard > 800)
        loudspeaker.stop()
        stopped = told.wait_for_one(PlaybackStopped)
        recording.wait_for_silence()
    assert stopped.reply == reply
    heard = recording.samples[loud_part(recording.samples, above=40)]
    assert abs(len(heard) * 1000 / RATE - stopped.heard) <= 20


def test_a_stopped_reply_is_never_heard_again(
    sound_card: SoundCard, playback: tuple[LoudspeakerPlayback, Told]
) -> None:
    loudspeaker, told = playback
    first, second = next(_names), next(_names)
    loud, soft = noise(3.0, RATE, seed=5), noise(0.5, RATE, seed=6)
    loudspeaker.play(first, loud.tobytes())
    told.wait_for_one(Played)
    loudspeaker.stop()
    told.wait_for_one(PlaybackStopped)
    with sound_card.recording() as recording:
        recording.wait_for(lambda samples: len(samples) > RATE)
        quiet = recording.samples[-RATE // 4 :]
        assert decibels(quiet) < -90
        loudspeaker.play(second, soft.tobytes())
        loudspeaker.finish(second)
        told.wait_for_one(PlaybackEnded)
        recording.wait_for(lambda samples: find(soft, samples).score > 0.95)
    assert find(loud[RATE : RATE * 2], recording.samples).score < 0.3


def test_a_ducked_reply_is_at_least_15_db_quieter_and_comes_back(
    sound_card: SoundCard, playback: tuple[LoudspeakerPlayback, Told]
) -> None:
    loudspeaker, told = playback
    reply = next(_names)
    loud, ducked, again = (noise(1.5, RATE, seed=seed) for seed in (7, 17, 27))
    with sound_card.recording() as recording:
        loudspeaker.play(reply, loud.tobytes())
        told.wait_for_one(Played, lambda played: played.heard > 500)
        loudspeaker.duck()
        loudspeaker.play(reply, ducked.tobytes())
        told.wait_for_one(Played, lambda played: played.heard > 2_000)
        loudspeaker.unduck()
        loudspeaker.play(reply, again.tobytes())
        loudspeaker.finish(reply)
        told.wait_for_one(PlaybackEnded)
        recording.wait_for_silence()
    played = recording.samples
    before = level(loud[RATE // 10 : RATE // 2], played)
    assert before - level(ducked[RATE // 10 : RATE // 2], played) >= 15
    assert abs(before - level(again[RATE // 2 :], played)) < 1.5
    assert share(ducked, played, RATE) > 0.8, "nothing is lost while it is quiet"


def test_a_paused_reply_goes_on_where_it_was_left_and_silence_does_not_count_as_heard(
    sound_card: SoundCard, playback: tuple[LoudspeakerPlayback, Told]
) -> None:
    loudspeaker, told = playback
    reply, said = next(_names), noise(3.0, RATE, seed=37)
    with sound_card.recording() as recording:
        loudspeaker.play(reply, said[: RATE * 2].tobytes())
        told.wait_for_one(Played, lambda played: played.heard > 400)
        loudspeaker.pause()
        recording.wait_for_silence()
        loudspeaker.play(reply, said[RATE * 2 :].tobytes())
        loudspeaker.finish(reply)
        before = max(played.heard for played in told.of(Played))
        start = len(recording.samples)
        recording.wait_for(lambda samples: len(samples) > start + RATE // 2)
        assert decibels(recording.samples[start:]) < -90, "it is silent while it is paused"
        assert max(played.heard for played in told.of(Played)) == before < 2_000
        assert told.of(PlaybackEnded) == []
        loudspeaker.resume()
        told.wait_for_one(PlaybackEnded)
        recording.wait_for_silence()
    played = recording.samples
    loud = np.flatnonzero(np.abs(played.astype(np.int32)) > 40)
    pause = int(np.argmax(np.diff(loud)))
    first = played[loud[0] : loud[pause] + 1]
    rest = played[loud[pause + 1] : loud[-1] + 1]
    assert told.of(PlaybackEnded) == [PlaybackEnded(reply, 3_000)]
    ramps = RATE // 50
    assert abs(len(first) + len(rest) - len(said)) < ramps, "the rest of the sentence is heard exactly once"
    found = find(rest[ramps : ramps + RATE], said)
    assert np.array_equal(said[found.at : found.at + RATE], rest[ramps : ramps + RATE])
    assert abs(found.at - ramps - len(first)) < ramps


def test_the_volume_is_obeyed_also_in_the_middle_of_a_reply(
    sound_card: SoundCard, playback: tuple[LoudspeakerPlayback, Told]
) -> None:
    loudspeaker, told = playback
    reply = next(_names)
    first, rest = noise(1.5, RATE, seed=11), noise(1.0, RATE, seed=21)
    try:
        with sound_card.recording() as recording:
            loudspeaker.play(reply, first.tobytes())
            told.wait_for_one(Played, lambda played: played.heard > 500)
            loudspeaker.turn(50)
            loudspeaker.play(reply, rest.tobytes())
            loudspeaker.finish(reply)
            told.wait_for_one(PlaybackEnded)
            recording.wait_for_silence()
    finally:
        loudspeaker.turn(100)
    louder = level(first[RATE // 10 : RATE // 2], recording.samples)
    quieter = level(rest[RATE // 2 :], recording.samples)
    assert 10.5 < louder - quieter < 13.5, "half of the way is a quarter of the amplitude"


def test_a_microphone_that_falls_silent_is_opened_again(sound_card: SoundCard, heard: Told) -> None:
    sound_card.freeze(frozen=True)
    before = len(heard.of(MicrophoneChanged))
    try:
        heard.wait_for(lambda: len(heard.of(MicFrame)) > 0)
    finally:
        sound_card.freeze(frozen=False)
    seen = len(heard.of(MicFrame))
    said = chirp(0.5, RATE)
    sound_card.speak(np.concatenate([silence(1.0, RATE), said, silence(0.5, RATE)]))
    heard.wait_for(lambda: find(said, sound_of(heard)).score > 0.8)
    assert len(heard.of(MicFrame)) > seen
    assert before >= 1


def test_an_unplugged_microphone_is_replaced_by_the_default_and_taken_up_again(
    sound_card: SoundCard, room: SessionThread
) -> None:
    sound_card.add_microphone("desk")
    told = Told()
    capture = MicrophoneCapture(room.loop, told, FarEnd(), PLAIN, SteadyClock().at)
    try:
        capture.choose("desk")
        capture.listen(on=True)
        told.wait_for_one(MicrophoneChanged, lambda changed: changed.name == "desk")
        sound_card.remove("desk")
        told.wait_for_one(MicrophoneChanged, lambda changed: changed.name == "mic")
        moved = len(told.of(MicFrame))
        told.wait_for(lambda: len(told.of(MicFrame)) > moved + 20)
        sound_card.add_microphone("desk")
        told.wait_for(lambda: [c.name for c in told.of(MicrophoneChanged)][-1] == "desk")
    finally:
        capture.close()
        sound_card.remove("desk")
