"""While nothing is said little is done, and nobody who begins to speak or to answer notices."""

import itertools
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from tests.audio.collect import Told
from tests.rig.patience import EVENT
from tests.rig.signals import find, noise
from tests.rig.soundcard import RATE, SoundCard
from voiceapp.audio import loudspeaker_playback as mouth_room
from voiceapp.audio import microphone_capture as ears_module
from voiceapp.audio import stream_keeper
from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEndWishes, SoundForm, peak
from voiceapp.audio.loudspeaker_playback import LATENCY_VARIABLE, LoudspeakerPlayback
from voiceapp.audio.microphone_capture import BLOCKS, GATHERED, MicrophoneCapture
from voiceapp.audio.portaudio import InputCallback, Stream, open_output
from voiceapp.core.messages import MicFrame, MicStirred, PlaybackEnded, ReplyId, SpeakerChanged
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread

PLAIN = FrontEndWishes(Cleaning(echo=False, noise=False))
BLOCK = RATE // 100
_names = (ReplyId(f"reply-{number}") for number in itertools.count())


class Watched:
    """A stream that says when it is closed."""

    samplerate = float(RATE)
    latency = 0.2

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.closed = threading.Event()

    @property
    def active(self) -> bool:
        return self._stream.active

    def start(self) -> None:
        self._stream.start()

    def abort(self) -> None:
        self._stream.abort()

    def close(self) -> None:
        self._stream.close()
        self.closed.set()


class Streams:
    """Those that were opened, in order."""

    def __init__(self) -> None:
        self._all: list[Watched] = []
        self._news = threading.Condition()

    def open(self, *args: object, **how: object) -> Watched:
        stream = Watched(open_output(*args, **how))  # type: ignore[arg-type]
        with self._news:
            self._all.append(stream)
            self._news.notify_all()
        return stream

    def __len__(self) -> int:
        return len(self._all)

    def wait_for(self, number: int) -> Watched:
        with self._news:
            assert self._news.wait_for(lambda: len(self._all) >= number, EVENT)
            return self._all[number - 1]


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> Streams:
    """Those of a mouth that soon tires."""
    streams = Streams()
    monkeypatch.setenv(LATENCY_VARIABLE, "0.2")
    monkeypatch.setattr(mouth_room, "open_output", streams.open)
    monkeypatch.setattr(mouth_room, "SLEEP", 5)
    monkeypatch.setattr(stream_keeper, "LOOK", 0.01)
    return streams


@pytest.fixture
def speaking(sound_card: SoundCard, streams: Streams) -> Iterator[tuple[LoudspeakerPlayback, Told]]:
    told = Told()
    playback = LoudspeakerPlayback(told, FarEnd(), SteadyClock().at)
    playback.choose("speaker")
    playback.open(on=True)
    told.wait_for_one(SpeakerChanged)
    yield playback, told
    playback.close()


def wait_until_heard(told: Told, reply: ReplyId) -> None:
    told.wait_for_one(PlaybackEnded, lambda ended: ended.reply == reply)


def test_a_silent_loudspeaker_is_let_go_and_woken_for_the_answer(
    sound_card: SoundCard, speaking: tuple[LoudspeakerPlayback, Told], streams: Streams
) -> None:
    playback, told = speaking
    assert streams.wait_for(1).closed.wait(EVENT)
    reply, sound = next(_names), noise(0.5, RATE, seed=1)
    with sound_card.recording() as recording:
        playback.play(reply, sound.tobytes())
        playback.finish(reply)
        told.wait_for_one(PlaybackEnded)
        recording.wait_for(lambda samples: find(sound, samples).score > 0.97)
    assert len(streams) == 2
    assert len(told.of(SpeakerChanged)) == 1, "to rest is no change of the device"


def test_it_can_be_woken_before_there_is_sound(speaking: tuple[LoudspeakerPlayback, Told], streams: Streams) -> None:
    playback, _ = speaking
    assert streams.wait_for(1).closed.wait(EVENT)
    playback.get_ready()
    assert streams.wait_for(2).closed.wait(EVENT), "and rests again when none came"


def test_one_that_must_stay_open_stays_open(speaking: tuple[LoudspeakerPlayback, Told], streams: Streams) -> None:
    playback, told = speaking
    assert streams.wait_for(1).closed.wait(EVENT)
    playback.keep_open(on=True)
    awake = streams.wait_for(2)
    for reply in (next(_names), next(_names)):
        playback.play(reply, noise(0.3, RATE).tobytes())
        playback.finish(reply)
        wait_until_heard(told, reply)
    assert not awake.closed.is_set()
    assert len(streams) == 2


def test_no_answer_is_lost_that_comes_as_it_falls_asleep(
    speaking: tuple[LoudspeakerPlayback, Told], streams: Streams
) -> None:
    playback, told = speaking
    for number in range(30):
        streams.wait_for(len(streams)).closed.wait(0.015 * (number % 8))
        reply = next(_names)
        playback.play(reply, noise(0.03, RATE).tobytes())
        playback.finish(reply)
        wait_until_heard(told, reply)
    assert len(streams) > 2


# --- the microphone


class Hand:
    """A microphone whose blocks are given by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._callback: InputCallback | None = None
        self._open = threading.Event()
        self.form = SoundForm(RATE)
        self.far_end = FarEnd()
        self.clock = SteadyClock()
        self.stirs: list[MicStirred] = []
        monkeypatch.setattr(ears_module, "open_input", self._opened)

    def _opened(self, device: int | None, *, callback: InputCallback, **how: object) -> Watched:
        self._callback = callback
        self._open.set()
        return Watched(_NoStream())

    def give(self, level: float, blocks: int) -> None:
        assert self._open.wait(EVENT)
        assert self._callback is not None
        for number in range(blocks):
            self._callback(noise(0.01, RATE, level=level, seed=number).tobytes(), _NoTime(), False)


class _NoStream:
    latency, active, samplerate = 0.0, True, float(RATE)

    def start(self) -> None: ...
    def abort(self) -> None: ...
    def close(self) -> None: ...


class _NoTime:
    inputBufferAdcTime = outputBufferDacTime = currentTime = 0.0  # noqa: N815


@pytest.fixture
def listening(
    sound_card: SoundCard, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Hand, Callable[[], list[MicFrame]]]]:
    """The microphone, and what was heard of all that was given to it until then."""
    room, told = SessionThread("test-room"), Told()
    room.start()
    hand = Hand(monkeypatch)
    monkeypatch.setattr(stream_keeper, "STALE", 1000.0)
    capture = MicrophoneCapture(room.loop, told, hand.far_end, PLAIN, hand.clock.at)
    capture.choose("mic")
    capture.listen(on=True)

    def heard() -> list[MicFrame]:
        done = threading.Event()
        room.call(done.set)
        assert done.wait(EVENT)
        hand.stirs = told.of(MicStirred)
        return told.of(MicFrame)

    yield hand, heard
    capture.close()
    room.stop()


ROOM = 0.001


def settle(hand: Hand, heard: Callable[[], list[MicFrame]], level: float) -> int:
    """The room goes on as it is until the detector dozes and nothing is left gathered; how many frames that were."""
    for given in range(1, 200):
        hand.give(level, BLOCKS)
        before = len(heard())
        if given > 100 and before == given:
            return given
    raise AssertionError("frames were lost, or never handed over")


@pytest.mark.parametrize("level", [0.0, ROOM])
def test_a_quiet_room_is_handed_over_a_few_frames_at_a_time(
    listening: tuple[Hand, Callable[[], list[MicFrame]]], level: float
) -> None:
    hand, heard = listening
    given = settle(hand, heard, level)
    for more in range(1, GATHERED):
        hand.give(level, BLOCKS)
        assert len(heard()) == given, f"{more} wait"
    hand.give(level, BLOCKS)
    assert len(heard()) == given + GATHERED
    assert all(len(frame.pcm) == RATE // 50 * 2 for frame in heard())


def test_the_first_louder_frame_comes_at_once_and_with_all_before_it(
    listening: tuple[Hand, Callable[[], list[MicFrame]]],
) -> None:
    hand, heard = listening
    given = settle(hand, heard, ROOM)
    hand.give(ROOM, BLOCKS)
    assert len(heard()) == given
    hand.give(ROOM * 4, BLOCKS)
    assert len(heard()) == given + 2
    hand.give(ROOM * 4, BLOCKS)
    assert len(heard()) == given + 3, "awake, every frame is handed over as it comes"


def test_while_a_reply_sounds_half_a_frame_is_handed_over_when_it_is_sudden(
    listening: tuple[Hand, Callable[[], list[MicFrame]]],
) -> None:
    hand, heard = listening
    given = settle(hand, heard, ROOM)
    hand.far_end.played(noise(0.01, RATE).tobytes(), hand.clock.now() + 1000.0)
    hand.give(ROOM, GATHERED * BLOCKS)
    given = len(heard())
    hand.give(ROOM, 1)
    hand.give(ROOM, 1)
    hand.give(0.3, 1)
    assert len(heard()) == given + 1, "what was gathered comes with it"
    assert [stir.level > -20.0 for stir in hand.stirs] == [True]
    hand.give(0.3, 1)
    assert len(heard()) == given + 2, "and its frame as soon as it is whole"
    loud = np.frombuffer(b"".join(frame.pcm for frame in heard()[-1:]), "<i2")
    assert np.abs(loud[:240]).max() > 2_000
    assert np.abs(loud[240:]).max() > 2_000
    assert all(len(frame.pcm) == RATE // 50 * 2 for frame in heard())


def test_a_peak_is_known_in_every_form() -> None:
    assert peak([b"\x00\x00\x00\xc0", b"\x00\x20\x00\x00"], SoundForm(RATE)) == 0.5
    floats = memoryview(bytearray(16)).cast("f")
    floats[2] = -0.25
    assert peak([floats.tobytes()], SoundForm(RATE, 2, "float32")) == 0.25
