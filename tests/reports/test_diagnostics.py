"""What the panel for the curious is told: events without words and keys."""

import threading
import time

from tests.rig.patience import EVENT
from tests.rig.signals import noise
from tests.rig.soundcard import RATE, SoundCard
from voiceapp.checks.probes import MicrophoneProbe
from voiceapp.core.messages import (
    FromEngine,
    KeyPressed,
    LinkId,
    MicFrame,
    SendAudio,
    TextEntered,
    ToEngine,
    TurnId,
    TurnWords,
)
from voiceapp.core.wishes import TalkWishes
from voiceapp.reports.diagnostics import is_dull, logged_events_of, midnight_before
from voiceapp.runtime.recorder import FlightRecorder
from voiceapp.settings.model import Settings

NOON = time.mktime((2026, 11, 20, 12, 0, 0, 0, 0, -1))
DAY = 86_400


def test_events_are_told_without_words_and_the_dull_ones_left_out() -> None:
    recorder = FlightRecorder(TalkWishes())
    recorder.note(KeyPressed(), [], NOON)
    for number in range(200):
        frame = MicFrame(b"\0\0", NOON, 0.1, -60.0)
        recorder.note(frame, [ToEngine(LinkId(1), SendAudio(b"\0\0"))], NOON + number / 1_000)
    recorder.note(TextEntered("My secret words"), [], NOON + 1)
    recorder.note(FromEngine(LinkId(1), TurnWords(TurnId("t1"), "Top secret", final=True)), [], NOON + 2)
    told = logged_events_of(recorder.recent(10, is_dull))
    assert [(each.at - NOON, each.name) for each in told] == [
        (0.0, "KeyPressed"),
        (1.0, "TextEntered"),
        (2.0, "engine: TurnWords"),
    ]
    assert "secret" not in str(told)
    assert "turn: t1" in told[2].detail


def test_days_are_counted_from_midnight_of_this_machine() -> None:
    assert NOON - midnight_before(NOON, 3) == 2.5 * DAY


def test_the_level_of_the_microphone_is_heard_and_then_no_more(sound_card: SoundCard) -> None:
    is_loud = threading.Event()

    def heard(level: float) -> None:
        if level > -30:
            is_loud.set()

    settings = Settings().with_value("sound.input_device", "mic").with_value("sound.noise_suppression", False)
    stop = MicrophoneProbe(settings, heard).stop
    end = time.monotonic() + EVENT
    while not is_loud.is_set() and time.monotonic() < end:
        sound_card.speak(noise(0.5, RATE))  # It opens at its own pace: said until it is heard.
    assert is_loud.is_set()
    stop()
    ended = next((each for each in threading.enumerate() if each.name == "level-end"), None)
    if ended is not None:
        ended.join(EVENT)
    assert not any(each.name == "level" for each in threading.enumerate())
