"""What the panel for the curious is told: events without words and keys, and what each day cost."""

import threading
import time

from tests.rig.patience import EVENT
from tests.rig.signals import noise
from tests.rig.soundcard import RATE, SoundCard
from voiceapp.app.inside import by_day, happenings_of, is_dull, midnight_before
from voiceapp.app.probes import Hearing
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
from voiceapp.core.transcript import Spent, Usage
from voiceapp.core.wishes import TalkWishes
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
    told = happenings_of(recorder.recent(10, is_dull))
    assert [(each.at - NOON, each.name) for each in told] == [
        (0.0, "KeyPressed"),
        (1.0, "TextEntered"),
        (2.0, "engine: TurnWords"),
    ]
    assert "secret" not in str(told)
    assert "turn: t1" in told[2].detail


def test_cost_is_added_up_by_the_days_of_this_machine() -> None:
    spent = Spent("m", Usage(), 0.5)
    free = Spent("new", Usage(), None)
    lines = [(NOON - 2 * DAY, spent), (NOON - 60, spent), (NOON, spent), (NOON, free), (NOON - 40 * DAY, spent)]
    days = by_day(lines, NOON, 3)
    assert [(day.day, day.usd, day.unpriced) for day in days] == [
        ("2026-11-18", 0.5, False),
        ("2026-11-19", 0.0, False),
        ("2026-11-20", 1.0, True),
    ]
    assert NOON - midnight_before(NOON, 3) == 2.5 * DAY


def test_the_level_of_the_microphone_is_heard_and_then_no_more(sound_card: SoundCard) -> None:
    is_loud = threading.Event()

    def heard(level: float) -> None:
        if level > -30:
            is_loud.set()

    settings = Settings().with_value("sound.input_device", "mic").with_value("sound.noise_suppression", False)
    stop = Hearing(settings, heard).stop
    end = time.monotonic() + EVENT
    while not is_loud.is_set() and time.monotonic() < end:
        sound_card.speak(noise(0.5, RATE))  # It opens at its own pace: said until it is heard.
    assert is_loud.is_set()
    stop()
    ended = next((each for each in threading.enumerate() if each.name == "level-end"), None)
    if ended is not None:
        ended.join(EVENT)
    assert not any(each.name == "level" for each in threading.enumerate())
