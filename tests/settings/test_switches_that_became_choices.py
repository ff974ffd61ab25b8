"""A file from before a switch became a choice keeps what the person wanted."""

from pathlib import Path

import pytest

from voiceapp.settings.file import opened


@pytest.mark.parametrize(("switch", "now"), [("true", "every_pause"), ("false", "never")])
def test_a_switch_that_became_a_choice_is_migrated_too(tmp_path: Path, switch: str, now: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"[talking]\nthink_ahead_realtime = {switch}\n", encoding="utf-8")
    loaded = opened(path)
    assert loaded.settings.talking.think_ahead_realtime == now
    (told,) = loaded.problems
    assert "there are three plain choices now" in str(told.sentence)
    assert opened(path).problems == ()
    assert opened(path).settings.talking.think_ahead_realtime == now
