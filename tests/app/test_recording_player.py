"""A recording is played at any speed, and it is known which moment of it is heard."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.rig.patience import EVENT
from voiceapp.app.recording_player import AHEAD, NO_SPEAKER, RecordingPlayer
from voiceapp.audio.recording_files import RecordingFiles
from voiceapp.core.messages import PlaybackEnded, PlaybackStopped, Played, ReplyId
from voiceapp.core.pcm import WIRE
from voiceapp.core.recordings.player_access import PlayWishes
from voiceapp.core.recordings.track import Track, TrackPiece
from voiceapp.core.recordings.waveform import Silence
from voiceapp.core.transcript import SoundId


class Loudspeaker:
    """Notes what it is given; a test says how much of it was heard."""

    def __init__(self) -> None:
        self.before_playing: Callable[[ReplyId], None] = lambda _: None
        self.is_mute = False
        self.sound = bytearray()
        self.replies: list[ReplyId] = []
        self.finished = threading.Event()
        self.came = threading.Condition()
        self.stops = 0

    def play(self, reply: ReplyId, pcm: bytes, *, paced: bool = False) -> None:
        self.before_playing(reply)
        with self.came:
            if reply not in self.replies:
                self.replies.append(reply)
                self.sound.clear()
            self.sound += pcm
            self.came.notify_all()

    def finish(self, reply: ReplyId) -> None:
        del reply
        self.finished.set()

    def stop(self) -> None:
        self.stops += 1

    @property
    def ms(self) -> int:
        return WIRE.ms(len(self.sound))

    def wait_for(self, ms: int) -> None:
        with self.came:
            assert self.came.wait_for(lambda: self.ms >= ms, EVENT)


@pytest.fixture
def speaker() -> Loudspeaker:
    return Loudspeaker()


@pytest.fixture
def player(speaker: Loudspeaker, tmp_path: Path) -> RecordingPlayer:
    suffix = RecordingFiles().suffix
    file = RecordingFiles().create(str(tmp_path / f"a{suffix}"))
    time = np.arange(WIRE.rate * 4) / WIRE.rate
    file.append((np.sin(2 * np.pi * 200 * time) * 9000).astype("<i2").tobytes())
    file.close()
    return RecordingPlayer(speaker, lambda sound: tmp_path / f"{sound}{suffix}")  # type: ignore[arg-type]


TRACK = Track((TrackPiece(SoundId("a"), 0, 0, 4000),), (), 4000)


def hear_all(player: RecordingPlayer, speaker: Loudspeaker) -> None:
    """The loudspeaker plays whatever comes, to the end."""
    while not speaker.finished.wait(0.001):
        player.take(Played(speaker.replies[-1], speaker.ms, -20.0)) if speaker.replies else None
    player.take(PlaybackEnded(speaker.replies[-1], speaker.ms))


def test_it_waits_until_what_it_gave_was_heard(player: RecordingPlayer, speaker: Loudspeaker) -> None:
    player.play(TRACK, 1000, PlayWishes())
    speaker.wait_for(AHEAD)
    assert speaker.ms <= AHEAD + 200
    assert player.state.playing
    assert player.state.at == 1000
    assert player.take(Played(speaker.replies[-1], 250, -20.0))
    assert player.state.at == 1250
    speaker.wait_for(AHEAD + 250)
    hear_all(player, speaker)
    assert (player.state.playing, player.state.at, player.state.failure) == (False, 4000, None)
    assert speaker.ms == 3000


@pytest.mark.parametrize("speed", [0.5, 2.0, 3.0])
def test_the_moment_that_is_heard_follows_the_speed(
    player: RecordingPlayer, speaker: Loudspeaker, speed: float
) -> None:
    player.play(TRACK, 0, PlayWishes(speed))
    speaker.wait_for(AHEAD)
    player.take(Played(speaker.replies[-1], 400, -20.0))
    assert player.state.at == pytest.approx(400 * speed, abs=120)
    hear_all(player, speaker)
    assert speaker.ms == pytest.approx(4000 / speed, abs=2)
    assert player.state.at == 4000


def test_silences_are_left_out(player: RecordingPlayer, speaker: Loudspeaker) -> None:
    silent = (Silence(0, 500), Silence(1000, 3000))
    player.play(TRACK, 0, PlayWishes(skip_silence=True), silent)
    speaker.wait_for(AHEAD + 100)
    player.take(Played(speaker.replies[-1], 550, -20.0))
    assert player.state.at == pytest.approx(3050, abs=1)
    hear_all(player, speaker)
    assert speaker.ms == 1500


def test_it_stops_where_it_is_told_to(player: RecordingPlayer, speaker: Loudspeaker) -> None:
    player.play(TRACK, 1000, PlayWishes(), end=1300)
    hear_all(player, speaker)
    assert (speaker.ms, player.state.at) == (300, 1300)


def test_a_pause_keeps_the_moment_that_was_heard(player: RecordingPlayer, speaker: Loudspeaker) -> None:
    player.play(TRACK, 0, PlayWishes())
    speaker.wait_for(AHEAD)
    player.take(Played(speaker.replies[-1], 300, -20.0))
    player.pause()
    assert (player.state.playing, player.state.at) == (False, 300)
    stops = speaker.stops
    player.pause()
    assert speaker.stops == stops


def test_it_gives_way_to_whoever_has_something_to_say(player: RecordingPlayer, speaker: Loudspeaker) -> None:
    player.play(TRACK, 0, PlayWishes())
    speaker.wait_for(AHEAD)
    speaker.play(ReplyId("reply-1"), b"\x00\x00")
    assert not player.state.playing
    assert speaker.replies[-1] == "reply-1"


def test_it_ends_when_somebody_stops_the_loudspeaker(player: RecordingPlayer, speaker: Loudspeaker) -> None:
    player.play(TRACK, 0, PlayWishes())
    speaker.wait_for(AHEAD)
    assert player.take(PlaybackStopped(speaker.replies[-1], 100))
    assert not player.state.playing
    assert player.take(Played(speaker.replies[-1], 200, -20.0)), "what comes late is no talk's"
    assert not player.take(Played(ReplyId("reply-1"), 200, -20.0))


def test_without_a_loudspeaker_it_says_so(player: RecordingPlayer, speaker: Loudspeaker) -> None:
    speaker.is_mute = True
    player.play(TRACK, 0, PlayWishes())
    speaker.wait_for(100)
    ended = threading.Event()
    while player.state.playing:
        assert not ended.wait(0.001)
    assert player.state.failure == NO_SPEAKER
