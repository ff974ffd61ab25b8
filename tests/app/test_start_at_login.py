"""Holds that the system starts the app at login as the setting says."""

from pathlib import Path

import pytest

from voiceapp.app.live_settings import LiveSettings
from voiceapp.app.start_at_login import SETTING, StartAtLogin
from voiceapp.core.failures import Failure, FailureKind
from voiceapp.desktop.autostart import freedesktop, open_autostart
from voiceapp.settings import installation
from voiceapp.settings.model import Settings


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


class Followed:
    def __init__(self, folder: Path) -> None:
        self.failures: list[Failure] = []
        self.settings = LiveSettings(folder / "settings.toml", Settings())
        StartAtLogin(self.settings, lambda work: void(work()), self.failures.append)

    def change(self, *, on: bool) -> None:
        assert self.settings.change(SETTING, on) is None


def void(_: object) -> None:
    """Nobody needs what came back."""


def test_it_is_started_at_login_when_that_is_wanted(
    tmp_path: Path, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEAPP_HOME", "/home/a b")
    entry = config / "autostart" / "io.github.voiceapp.voiceapp.desktop"
    followed = Followed(tmp_path)
    followed.change(on=True)
    text = entry.read_text()
    assert "\nType=Application\n" in text
    assert 'Exec=env "VOICEAPP_HOME=/home/a b" ' in text
    followed.change(on=False)
    assert not entry.exists()
    open_autostart().tell(on=False)
    assert followed.failures == []


def test_what_cannot_be_changed_is_said(tmp_path: Path, config: Path) -> None:
    config.write_text("no folder")
    followed = Followed(tmp_path)
    followed.change(on=True)
    (failure,) = followed.failures
    assert failure.kind is FailureKind.DISK_BROKEN
    assert str(config) in str(failure.sentence)


def test_a_command_in_an_odd_folder_is_quoted_as_desktops_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICEAPP_HOME", raising=False)
    monkeypatch.setattr(installation, "command", lambda: ['/my "apps"/a$b/100% \\/voiceapp', "talk"])
    # As an argument it is "/my \"apps\"/a\$b/100% \\/voiceapp"; in a text of the file each backslash is two.
    assert rb'Exec="/my \\"apps\\"/a\\$b/100%% \\\\/voiceapp" talk' in freedesktop.desktop_entry().splitlines()
