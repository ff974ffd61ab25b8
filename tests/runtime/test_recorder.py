"""A recording shows what happened, not what was said, and can be lived through again."""

import json
import tracemalloc
from pathlib import Path

import pytest

from tests.core.world import World
from voiceapp.core.messages import (
    AlarmRang,
    Command,
    Event,
    FromEngine,
    LinkId,
    LinkLost,
    Listen,
    MicFrame,
    ReplyId,
    ReplyInterrupted,
    ReplySound,
    TalkOpened,
    TextEntered,
)
from voiceapp.core.sentence import Sentence
from voiceapp.core.talk.conversation import Conversation
from voiceapp.core.transcript import Message, Note
from voiceapp.core.wishes import SessionWishes, TalkWishes
from voiceapp.runtime.recorder import FlightRecorder
from voiceapp.runtime.replay import RecordingError, replay

WISHES = TalkWishes(SessionWishes(instructions="Mention Aunt Agatha."), titles=False)


class Recorded(Conversation):
    def __init__(self, wishes: TalkWishes) -> None:
        super().__init__(wishes)
        self.recorder = FlightRecorder(wishes)

    def handle(self, event: Event, now: float) -> list[Command]:
        commands = super().handle(event, now)
        self.recorder.note(event, commands, now)
        return commands


def recording(tmp_path: Path) -> Path:
    world = World(WISHES)
    conversation = Recorded(WISHES)
    world.conversation = conversation
    world.begin()
    world.say_something()
    world.answer("The secret ingredient is nutmeg.", whole=False)
    world.play(500)
    world.tell(ReplyInterrupted())
    world.lose_link()
    world.tick()
    world.open_link()
    world.tell(TextEntered("My PIN is 4711"))
    world.answer("Noted.")
    world.play_out()
    path = tmp_path / "flight.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in conversation.recorder.lines()), encoding="utf-8")
    return path


def test_a_replay_comes_to_the_same_commands(tmp_path: Path) -> None:
    steps = list(replay(recording(tmp_path)))
    assert len(steps) > 100
    assert [step for step in steps if not step.same] == []
    assert "speaking" in {step.phase for step in steps}


def test_a_recording_holds_no_words_and_no_sound(tmp_path: Path) -> None:
    path = recording(tmp_path)
    text = path.read_text(encoding="utf-8")
    for secret in ("nutmeg", "4711", "Agatha", "what was said"):
        assert secret not in text
    assert "\\u0001" not in text


def test_the_last_of_it_is_enough_for_some() -> None:
    conversation = Recorded(WISHES)
    for number in range(5):
        conversation.handle(TextEntered("x"), float(number))
    head, *entries = conversation.recorder.lines(2)
    assert isinstance(head, dict)
    assert [entry["at"] for entry in entries if isinstance(entry, dict)] == [3.0, 4.0]


def test_what_it_holds_for_minutes_of_talk_weighs_little() -> None:
    recorder = FlightRecorder(WISHES)
    tracemalloc.start()
    try:
        for number in range(10_000):
            recorder.note(MicFrame(bytes([number % 251]) * 960, number / 50, number / 10_000, -60.0), [], number / 50)
            if number % 10 == 0:
                sound = ReplySound(ReplyId("r"), bytes([number % 251]) * (4_000 + number))
                recorder.note(FromEngine(LinkId(1), sound), [], number / 50)
        weight, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert weight < 150 * 10_000


def test_a_frame_comes_back_as_it_was_but_for_its_sound() -> None:
    recorder = FlightRecorder(WISHES)
    frame = MicFrame(b"\1" * 960, 12.345678901, 0.123456789, -43.21)
    recorder.note(frame, [], 12.4)
    recorder.note(frame, [Listen(on=True)], 12.5)
    _, *entries = recorder.lines()
    event = {"_": "MicFrame", "pcm": 960, "at": frame.at, "speech": frame.speech, "level": frame.level}
    assert entries == [
        {"at": 12.4, "event": event, "commands": []},
        {"at": 12.5, "event": event, "commands": ["Listen"]},
    ]


@pytest.mark.parametrize("damage", ["", "{}", "no json\n", '{"format": 99}\n', '{"format": 1}\n{"at": 1}\n', "[]\n"])
def test_a_damaged_recording_is_refused_in_one_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(damage, encoding="utf-8")
    with pytest.raises(RecordingError, match=r"\.$"):
        list(replay(path))


def test_a_missing_recording_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordingError):
        list(replay(tmp_path / "nothing"))


def test_a_recording_of_before_sentences_were_data_can_be_read() -> None:
    opened, lost, rang = (step.event for step in replay(Path(__file__).parent / "recording_of_before.jsonl"))
    assert isinstance(opened, TalkOpened)
    asked, noted = opened.talk.items
    assert isinstance(asked, Message)
    assert asked.failure == Sentence("The network is gone.")
    assert isinstance(noted, Note)
    assert noted.text == "Xxx xxxxxx xxxxxxxx."
    assert isinstance(lost, FromEngine)
    assert isinstance(lost.event, LinkLost)
    assert lost.event.failure is not None
    assert str(lost.event.failure.sentence) == "The network is gone."
    assert isinstance(rang, AlarmRang)
    assert str(rang.sentence) == "Xxx xx xxxxx."
