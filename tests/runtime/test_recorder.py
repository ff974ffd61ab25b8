"""A recording shows what happened, not what was said, and can be lived through again."""

import json
from pathlib import Path

import pytest

from tests.core.world import World
from voiceapp.core.conversation import Conversation
from voiceapp.core.messages import Command, Event, ReplyInterrupted, TextEntered
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
    return conversation.recorder.save(tmp_path / "reports" / "flight.jsonl", {"version": "0"})


def test_a_replay_comes_to_the_same_commands(tmp_path: Path) -> None:
    steps = list(replay(recording(tmp_path)))
    assert len(steps) > 100
    assert [step for step in steps if not step.same] == []
    assert "speaking" in {step.phase for step in steps}


def test_a_recording_holds_no_words_and_no_sound_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = recording(tmp_path)
    text = path.read_text(encoding="utf-8")
    for secret in ("nutmeg", "4711", "Agatha", "what was said"):
        assert secret not in text
    assert "\\u0001" not in text
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(text.splitlines()[0])["notes"] == {"version": "0"}


@pytest.mark.parametrize("damage", ["", "{}", "no json\n", '{"format": 99}\n', '{"format": 1}\n{"at": 1}\n', "[]\n"])
def test_a_damaged_recording_is_refused_in_one_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(damage, encoding="utf-8")
    with pytest.raises(RecordingError, match=r"\.$"):
        list(replay(path))


def test_a_missing_recording_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordingError):
        list(replay(tmp_path / "nothing"))
