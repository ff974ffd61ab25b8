"""What happens to sound devices while somebody talks: pulled out, frozen, killed, replaced, moved to another default."""

import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.audio.collect import Told
from tests.rig.patience import EVENT
from tests.rig.signals import Samples, chirp, find, noise, share, silence
from tests.rig.soundcard import RATE, SoundCard
from voiceapp.audio.card_buffer import TOO_OFTEN
from voiceapp.audio.echo import Cleaning, FarEnd
from voiceapp.audio.frontend import FrontEndWishes
from voiceapp.audio.loudspeaker_playback import LATENCY_VARIABLE, LoudspeakerPlayback
from voiceapp.audio.microphone_capture import MicrophoneCapture
from voiceapp.audio.portaudio import open_output
from voiceapp.core.failures import FailureKind
from voiceapp.core.messages import MicFrame, MicrophoneChanged, PlaybackEnded, Played, ReplyId, SpeakerChanged
from voiceapp.runtime.clock import SteadyClock
from voiceapp.runtime.session_thread import SessionThread

PLAIN = FrontEndWishes(Cleaning(echo=False))
SAID = chirp(0.4, RATE)
_names = (ReplyId(f"device-{number}") for number in itertools.count())


@pytest.fixture
def room() -> Iterator[SessionThread]:
    room = SessionThread("test-room")
    room.start()
    yield room
    assert room.stop()


@pytest.fixture
def listener(sound_card: SoundCard, room: SessionThread) -> Iterator[tuple[MicrophoneCapture, Told]]:
    told = Told()
    capture = MicrophoneCapture(room.loop, told, FarEnd(), PLAIN, SteadyClock().at)
    yield capture, told
    capture.close()


@pytest.fixture
def speaking(sound_card: SoundCard, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[LoudspeakerPlayback, Told]]:
    monkeypatch.setenv(LATENCY_VARIABLE, "0.2")
    told = Told()
    playback = LoudspeakerPlayback(told, FarEnd(), SteadyClock().at)
    yield playback, told
    playback.close()


def sound_of(told: Told) -> Samples:
    return np.frombuffer(b"".join(frame.pcm for frame in told.of(MicFrame)), "<i2").astype(np.int16)


def hears(card: SoundCard, told: Told) -> None:
    """Whoever speaks is heard."""
    told.wait_for_one(MicFrame)
    for _ in range(8):
        before = len(sound_of(told))
        card.speak(np.concatenate([SAID, silence(0.4, RATE)]))
        if find(SAID, sound_of(told)[before:]).score > 0.9:
            return
    raise AssertionError("nobody was heard")


def microphones(told: Told) -> list[str | None]:
    return [changed.name for changed in told.of(MicrophoneChanged)]


def speakers(told: Told) -> list[str | None]:
    return [changed.name for changed in told.of(SpeakerChanged)]


def test_without_a_choice_it_follows_the_systems_default(
    sound_card: SoundCard, listener: tuple[MicrophoneCapture, Told]
) -> None:
    capture, told = listener
    sound_card.add_microphone("desk")
    try:
        capture.listen(on=True)
        told.wait_for(lambda: microphones(told) == ["mic"])
        sound_card.set_default(source="desk")
        told.wait_for(lambda: microphones(told)[-1] == "desk")
        moved = told.of(MicrophoneChanged)[-1]
        assert moved.failure is not None
        assert moved.failure.kind is FailureKind.OTHER_DEVICE
        assert "desk" in str(moved.failure.sentence), "the person is told"
        sound_card.set_default(source="mic")
        told.wait_for(lambda: microphones(told)[-1] == "mic")
        hears(sound_card, told)
    finally:
        sound_card.set_default(source="mic")
        sound_card.remove("desk")


def test_a_choice_stays_when_the_default_moves(sound_card: SoundCard, listener: tuple[MicrophoneCapture, Told]) -> None:
    capture, told = listener
    sound_card.add_microphone("desk")
    try:
        capture.choose("mic")
        capture.listen(on=True)
        told.wait_for_one(MicrophoneChanged)
        sound_card.set_default(source="desk")
        hears(sound_card, told)
        assert microphones(told) == ["mic"]
    finally:
        sound_card.set_default(source="mic")
        sound_card.remove("desk")


def test_an_unplugged_speaker_is_replaced_and_the_reply_goes_on(
    sound_card: SoundCard, speaking: tuple[LoudspeakerPlayback, Told]
) -> None:
    playback, told = speaking
    sound_card.add_speaker("desk")
    reply, sound = next(_names), noise(6.0, RATE, seed=21)
    try:
        playback.choose("desk")
        playback.open(on=True)
        told.wait_for(lambda: speakers(told) == ["desk"])
        with sound_card.recording() as recording:
            playback.play(reply, sound.tobytes())
            playback.finish(reply)
            told.wait_for_one(Played, lambda played: played.heard > 800)
            sound_card.remove("desk")
            told.wait_for(lambda: speakers(told)[-1] == "speaker")
            moved = told.of(SpeakerChanged)[-1].failure
            assert moved is not None
            assert moved.kind is FailureKind.OTHER_DEVICE, "it plays on: that is no alarm"
            assert str(moved.sentence) == "Now playing through Speaker.", (
                "the person is told, by the name that they know"
            )
            told.wait_for_one(PlaybackEnded)
            rest = sound[-RATE * 2 :]
            recording.wait_for(lambda samples: share(rest, samples, RATE) >= 0.5)
        assert told.of(PlaybackEnded)[0].heard == 6_000
        sound_card.add_speaker("desk")
        told.wait_for(lambda: speakers(told)[-1] == "desk")
    finally:
        sound_card.remove("desk")


def test_a_frozen_speaker_stops_nothing_else(sound_card: SoundCard, speaking: tuple[LoudspeakerPlayback, Told]) -> None:
    playback, told = speaking
    reply, sound = next(_names), noise(3.0, RATE, seed=22)
    playback.choose("speaker")
    playback.open(on=True)
    told.wait_for_one(SpeakerChanged)
    playback.play(reply, sound.tobytes())
    playback.finish(reply)
    told.wait_for_one(Played, lambda played: played.heard > 300)
    sound_card.freeze_speaker(frozen=True)
    try:
        # A device that hangs hangs nobody: every call comes back at once, from any thread.
        for _ in range(200):
            playback.duck()
            playback.unduck()
    finally:
        sound_card.freeze_speaker(frozen=False)
    with sound_card.recording() as recording:
        second = next(_names)
        told.wait_for_one(PlaybackEnded)
        playback.play(second, sound[: RATE // 2].tobytes())
        playback.finish(second)
        told.wait_for_one(PlaybackEnded, lambda ended: ended.reply == second)
        recording.wait_for_sound()


def test_a_frozen_microphone_can_be_let_go(sound_card: SoundCard, room: SessionThread) -> None:
    told = Told()
    capture = MicrophoneCapture(room.loop, told, FarEnd(), PLAIN, SteadyClock().at)
    capture.choose("mic")
    capture.listen(on=True)
    told.wait_for_one(MicFrame)
    sound_card.freeze(frozen=True)
    try:
        capture.close()
    finally:
        sound_card.freeze(frozen=False)


@pytest.mark.expects_log
def test_a_sound_server_that_was_killed_is_found_again(room: SessionThread, monkeypatch: pytest.MonkeyPatch) -> None:
    card = SoundCard().start()
    for name, value in card.environment.items():
        if name.startswith("PULSE"):
            monkeypatch.setenv(name, value)
    monkeypatch.setenv(LATENCY_VARIABLE, "0.2")
    heard, said = Told(), Told()
    capture = MicrophoneCapture(room.loop, heard, FarEnd(), PLAIN, SteadyClock().at)
    playback = LoudspeakerPlayback(said, FarEnd(), SteadyClock().at)
    try:
        capture.listen(on=True)
        playback.open(on=True)
        hears(card, heard)
        reply, sound = next(_names), noise(2.0, RATE, seed=23)
        card.kill()
        playback.play(reply, sound.tobytes())
        playback.finish(reply)
        heard.wait_for(lambda: microphones(heard)[-1] is None)
        gone = heard.of(MicrophoneChanged)[-1].failure
        assert gone is not None, "the person is told what happened"
        card.start()
        heard.wait_for(lambda: microphones(heard)[-1] is not None)
        hears(card, heard)
        second = next(_names)
        with card.recording() as recording:
            said.wait_for(lambda: speakers(said)[-1] is not None)
            playback.play(second, sound.tobytes())
            playback.finish(second)
            recording.wait_for(lambda samples: share(sound, samples, RATE) >= 0.5)
    finally:
        capture.close()
        playback.close()
        card.stop()


def test_a_card_that_gets_its_sound_too_late_is_allowed_to_hold_more(
    sound_card: SoundCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(LATENCY_VARIABLE, raising=False)
    opened: list[float | str] = []
    again = threading.Event()

    def opening(*args: object, latency: float | str, **how: object) -> object:
        opened.append(latency)
        if len(opened) == 2:
            again.set()
        return open_output(*args, latency=latency, **how)  # type: ignore[arg-type]

    monkeypatch.setattr("voiceapp.audio.loudspeaker_playback.open_output", opening)
    told = Told()
    playback = LoudspeakerPlayback(told, FarEnd(), SteadyClock().at)
    try:
        playback.choose("speaker")
        playback.open(on=True)
        told.wait_for_one(SpeakerChanged)
        assert opened == ["low"]
        reply = next(_names)
        playback.play(reply, noise(0.5, RATE).tobytes())
        for _ in range(TOO_OFTEN):
            playback._holding.block(late=True)
        assert not playback._wants_other_latency(), "not in the middle of a reply"
        playback.finish(reply)
        told.wait_for_one(PlaybackEnded)
        second = next(_names)
        assert again.wait(EVENT)
        assert opened == ["low", 0.05]
        with sound_card.recording() as recording:
            playback.play(second, noise(0.5, RATE).tobytes())
            playback.finish(second)
            recording.wait_for_sound()
    finally:
        playback.close()


def test_a_microphone_that_goes_while_it_is_started_takes_nothing_with_it(sound_card: SoundCard) -> None:
    sound_card.add_microphone("desk")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.audio.stuck_start"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == "opened\n"
            sound_card.remove("desk")
            process.stdin.write("\n")
            process.stdin.flush()
            assert process.stdout.readline() == "heard sound-opener\n", "one try hangs for ever, and the next one hears"
            assert process.wait(EVENT) == 0, "and it can still end well"
        finally:
            process.kill()
            sound_card.remove("desk")


def test_where_the_sound_server_has_no_microphone_there_is_none(
    sound_card: SoundCard, listener: tuple[MicrophoneCapture, Told]
) -> None:
    """It would give the sound of its own loudspeaker for one."""
    capture, told = listener
    capture.listen(on=True)
    told.wait_for_one(MicFrame)
    sound_card.unplug_microphone()
    try:
        lost = told.wait_for_one(MicrophoneChanged, lambda changed: changed.name is None)
        assert lost.failure is not None
        assert str(lost.failure.sentence).startswith("No microphone found")
    finally:
        sound_card.plug_microphone()
    told.wait_for(lambda: microphones(told)[-1] == "mic")
    hears(sound_card, told)


@pytest.mark.parametrize("told", [False, True], ids=["nobody tells", "the cards are listed"])
def test_without_a_sound_server_to_ask_the_default_stands_in_until_the_chosen_one_is_back(
    sound_card: SoundCard, tmp_path: Path, *, told: bool
) -> None:
    """On plain ALSA the list of cards shows that it came back; where nothing does, the next talk takes it."""
    cards = tmp_path / "cards"
    cards.write_text("00-00: built in", encoding="utf-8")
    usb = SoundCard().start()
    config = tmp_path / "asound.conf"
    theirs = Path(sound_card.environment["ALSA_CONFIG_PATH"]).read_text(encoding="utf-8")
    server = f'server "unix:{usb.folder}/socket"'
    config.write_text(
        f"{theirs}\npcm.usb {{ type asym capture.pcm {{ type pulse device mic {server} }} "
        f'hint {{ show on description "USB" }} }}\n',
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, "-m", "tests.audio.without_server", "usb", str(cards)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "ALSA_CONFIG_PATH": str(config), "PATH": str(tmp_path)},
    ) as process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == "usb\n"
            usb.kill()
            assert process.stdout.readline() == "default\n"
            usb.start()
            if told:
                cards.write_text("00-00: built in\n01-00: usb", encoding="utf-8")
            else:
                process.stdin.write("again\n")
                process.stdin.flush()
            assert process.stdout.readline() == "usb\n"
            process.stdin.write("\n")
            process.stdin.flush()
            assert process.wait(EVENT) == 0
        finally:
            process.kill()
            usb.stop()
