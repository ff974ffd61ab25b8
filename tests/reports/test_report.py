"""A report says what happened and how the machine is; nothing in it is anybody's secret."""

import json
from pathlib import Path

import pytest

from tests.runtime.test_recorder import Recorded
from voiceapp.checks.checkup import check_up_lines
from voiceapp.core.messages import TextEntered
from voiceapp.core.wishes import TalkWishes
from voiceapp.reports import black_box
from voiceapp.reports.black_box import BlackBox
from voiceapp.reports.report import KEPT, folder, keep_crash, keep_flight, save_last_report, save_report, saved_reports
from voiceapp.runtime.replay import replay
from voiceapp.settings.paths import Paths

KEY = "sk-report-0123456789abcdef0123"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    paths = Paths.find()
    paths.make()
    paths.log_file.write_text(f"2026-11-21 INFO it began\n2026-11-21 ERROR refused with {KEY}\n")
    return paths


def recorded() -> Recorded:
    conversation = Recorded(TalkWishes())
    conversation.handle(TextEntered("My PIN is 4711"), 1.0)
    return conversation


def test_a_report_of_the_running_app(paths: Paths) -> None:
    path = save_report(paths, recorded().recorder, check_up_lines)
    text = path.read_text()
    head = json.loads(text.splitlines()[0])
    assert any(line.startswith("ok system: voiceapp ") for line in head["notes"]["checkup"])
    assert head["notes"]["log"][0].endswith("it began")
    for secret in (KEY, "4711", "PIN", str(Path.home())):
        assert secret not in text
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder(paths).stat().st_mode & 0o777 == 0o700
    assert [step.same for step in replay(path)] == [True]


def test_a_report_after_the_app_has_closed(paths: Paths) -> None:
    keep_flight(paths, recorded().recorder)
    path = save_last_report(paths, check_up_lines)
    assert len(list(replay(path))) == 1
    assert "notes" in json.loads(path.read_text().splitlines()[0])


def test_a_report_where_the_app_never_ran(paths: Paths) -> None:
    assert list(replay(save_last_report(paths, check_up_lines))) == []


def test_old_reports_go(paths: Paths) -> None:
    folder(paths).mkdir(parents=True)
    for number in range(KEPT + 5):
        (folder(paths) / f"report-20200101-{number:06d}.jsonl").touch()
    newest = save_last_report(paths, check_up_lines)
    assert len(saved_reports(paths)) == KEPT
    assert saved_reports(paths)[0] == newest


def crashed(paths: Paths, monkeypatch: pytest.MonkeyPatch, events: int = 1) -> BlackBox:
    """A run that notes something and then is never closed."""
    monkeypatch.setattr(black_box, "EVERY", 0.001)
    conversation = recorded()
    box = BlackBox(paths, conversation.recorder)
    box.start()
    for number in range(events - 1):
        conversation.handle(TextEntered("My PIN is 4711"), 2.0 + number)
    box.settle()
    return box


def test_a_run_that_is_killed_leaves_a_report_for_the_next_start(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    crashed(paths, monkeypatch, events=3)
    left = paths.state / "flight.jsonl"
    assert left.stat().st_mode & 0o777 == 0o600
    with left.open("a", encoding="utf-8") as file:
        file.write('{"at": 9.0, "event": {"ty')  # killed in the middle of a line
    path = keep_crash(paths)
    assert path is not None
    text = path.read_text()
    head = json.loads(text.splitlines()[0])
    assert head["ended"] == "unexpectedly"
    assert head["notes"]["log"][0].endswith("it began")
    assert head["notes"]["checkup"] == [], "nobody asked for the microphone to be opened"
    assert "4711" not in text
    assert [step.same for step in replay(path)] == [True] * 3
    assert not left.exists()
    assert keep_crash(paths) is None, "once is enough"


def test_two_files_take_turns_and_what_is_left_can_be_replayed(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(black_box, "LARGEST", 2_000)
    crashed(paths, monkeypatch, events=60)
    assert sum(file.stat().st_size for file in paths.state.glob("flight*.jsonl")) < 60_000
    path = keep_crash(paths)
    assert path is not None
    assert len(list(replay(path))) > 0


def test_a_run_that_ends_well_leaves_nothing_behind(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    crashed(paths, monkeypatch).close()
    assert list(paths.state.glob("flight*")) == []
    assert keep_crash(paths) is None


def test_what_was_closed_before_it_began_begins_nothing(paths: Paths) -> None:
    box = BlackBox(paths, recorded().recorder)
    box.close()
    box.start()
    assert list(paths.state.glob("flight*")) == []
