"""A report says what happened and how the machine is; nothing in it is anybody's secret."""

import json
from pathlib import Path

import pytest

from tests.runtime.test_recorder import Recorded
from voiceapp.app.report import KEPT, folder, keep_flight, save_last_report, save_report, saved_reports
from voiceapp.core.messages import TextEntered
from voiceapp.core.wishes import TalkWishes
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
    path = save_report(paths, recorded().recorder)
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
    path = save_last_report(paths)
    assert len(list(replay(path))) == 1
    assert "notes" in json.loads(path.read_text().splitlines()[0])


def test_a_report_where_the_app_never_ran(paths: Paths) -> None:
    assert list(replay(save_last_report(paths))) == []


def test_old_reports_go(paths: Paths) -> None:
    folder(paths).mkdir(parents=True)
    for number in range(KEPT + 5):
        (folder(paths) / f"report-20200101-{number:06d}.jsonl").touch()
    newest = save_last_report(paths)
    assert len(saved_reports(paths)) == KEPT
    assert saved_reports(paths)[0] == newest
