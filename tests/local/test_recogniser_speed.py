"""A recogniser that takes too long on this computer isn't chosen again for a while."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.rig.models import installed
from tests.rig.soundcard import RATE
from tests.rig.speech import recorded
from voiceapp.core.ports import RecognitionHints
from voiceapp.local import recogniser_speed
from voiceapp.local.chosen_models import ChosenModels, find
from voiceapp.local.computer import this_computer
from voiceapp.local.model_set import LocalMachine
from voiceapp.local.recogniser_speed import JOBS, NAME, TRIED_AGAIN_AFTER, SpeedNotes, too_slow

NOW = 1_000_000.0


def notes(state: Path, id: str, seconds: float, *, speech: int = 5_000, jobs: int = JOBS) -> None:
    noted = SpeedNotes(state, id, lambda: NOW)
    for _ in range(jobs):
        noted.add(speech, seconds)


def test_each_recogniser_is_judged_by_what_it_took(tmp_path: Path) -> None:
    notes(tmp_path, "whisper-base", 3.0)
    notes(tmp_path, "whisper-tiny.en", 0.4)
    assert too_slow(tmp_path, NOW + 60) == ("whisper-base",)


def test_one_that_was_slow_gets_another_chance_later(tmp_path: Path) -> None:
    notes(tmp_path, "whisper-base", 3.0)
    assert too_slow(tmp_path, NOW + TRIED_AGAIN_AFTER + 1) == ()


def test_one_that_became_faster_is_taken_again(tmp_path: Path) -> None:
    notes(tmp_path, "whisper-base", 3.0)
    notes(tmp_path, "whisper-base", 0.5)
    assert too_slow(tmp_path, NOW) == ()


@pytest.mark.parametrize(("speech", "jobs"), [(5_000, JOBS - 1), (500, JOBS), (60_000, JOBS)])
def test_a_few_pieces_or_such_as_are_no_turns_tell_nothing(tmp_path: Path, speech: int, jobs: int) -> None:
    notes(tmp_path, "whisper-base", 3.0, speech=speech, jobs=jobs)
    assert not (tmp_path / NAME).exists()


def test_damaged_notes_and_a_folder_that_is_gone_stop_nobody(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("no notes")
    assert too_slow(tmp_path, NOW) == ()
    notes(tmp_path / "gone", "whisper-base", 3.0)
    assert this_computer(tmp_path / "gone").too_slow == ()


@installed
async def test_a_machine_notes_what_its_recogniser_took(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser_speed, "JOBS", 1)
    monkeypatch.setattr(recogniser_speed, "LIKE_A_TURN", (0, 10_000))
    monkeypatch.setattr(recogniser_speed, "TOO_LONG", 0.0)
    machine = LocalMachine(ChosenModels(english_only=True, state=str(tmp_path)))
    try:
        async for _ in machine.recogniser().transcribe(spoken(), RecognitionHints("en")):
            pass
    finally:
        await machine.close()
    assert this_computer(tmp_path).too_slow == (find("ears", ChosenModels(english_only=True)).id,)


async def spoken() -> AsyncIterator[bytes]:
    yield recorded("so-silly", RATE).tobytes()
