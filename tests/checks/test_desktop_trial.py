"""The doctor tries out on a real desktop what dictation does, and says what works."""

import os

import pytest

from tests.rig.display import Display
from tests.rig.wayland import SwayDesk
from voiceapp.checks import desktop_trial
from voiceapp.checks.desktop_trial import try_desktop
from voiceapp.desktop.environment import DesktopEnvironment


def use(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> DesktopEnvironment:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return DesktopEnvironment(dict(os.environ))


def test_under_x11_all_of_it_works(display: Display, monkeypatch: pytest.MonkeyPatch) -> None:
    found = try_desktop(use(monkeypatch, display.environment))
    assert [(each.name, each.ok) for each in found] == [("keys", True), ("insert", True), ("paste", True)]
    assert "down and coming up" in str(found[0].sentence)


def test_under_sway_text_arrives_and_the_keys_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    SwayDesk.skip_unless_possible()
    desk = SwayDesk()
    try:
        found = try_desktop(use(monkeypatch, desk.start().environment))
    finally:
        desk.stop()
    assert [(each.name, each.ok) for each in found] == [("keys", False), ("insert", True), ("paste", True)]
    assert "--toggle" in str(found[0].sentence)


def test_a_window_without_the_keyboard_is_said(display: Display, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desktop_trial, "WINDOW_PATIENCE", 0.0)
    found = try_desktop(use(monkeypatch, display.environment))
    assert [(each.name, each.ok) for each in found] == [("keys", True), ("insert", False)]
    assert "keyboard" in str(found[1].sentence)
