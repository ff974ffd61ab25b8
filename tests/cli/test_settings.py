"""What a command refuses to set is what the window refuses."""

from pathlib import Path

import pytest

from voiceapp.checks.checkup import check_up
from voiceapp.cli.exit_codes import OK, USAGE
from voiceapp.cli.main import main

IN_VAIN = "Deepgram has a single protocol"


def _no_window(**_: object) -> int:
    return 0


def voiceapp(*arguments: str) -> int:
    return main(_no_window, list(arguments))


def test_a_choice_that_would_change_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    assert voiceapp("settings", "set", "stt.dialect", "realtime") == OK
    assert voiceapp("settings", "set", "stt.dialect", "auto") == OK
    assert voiceapp("settings", "set", "stt.base_url", "https://api.deepgram.com") == OK
    capsys.readouterr()
    assert voiceapp("settings", "set", "stt.dialect", "realtime") == USAGE
    assert IN_VAIN in capsys.readouterr().err
    assert voiceapp("settings", "get", "stt.dialect") == OK
    assert capsys.readouterr().out == "auto\n"


def test_a_look_over_the_machine_tells_of_a_choice_that_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEAPP_HOME", str(tmp_path))
    assert voiceapp("settings", "set", "stt.dialect", "realtime") == OK
    assert voiceapp("settings", "set", "stt.base_url", "https://api.deepgram.com") == OK
    found = {each.name: each for each in check_up()}["settings"]
    assert found.state == "warn"
    assert IN_VAIN in found.words()
    found = {each.name: each for each in check_up({"stt.dialect": "auto"})}["settings"]
    assert found.state == "ok"
