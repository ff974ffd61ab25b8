"""Global keys through the desktop's portal, against a stand-in on a bus of its own."""

import json
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.rig.patience import EVENT
from voiceapp.core.dictation.messages import Deliver, DeliveryResult
from voiceapp.core.dictation.wishes import DeliveryMethod
from voiceapp.desktop.dbus import BusError
from voiceapp.desktop.keys.wayland import PortalKeys, trigger
from voiceapp.desktop.portal import Portal, PortalError
from voiceapp.desktop.text_output.portal_keyboard import open_portal_keyboard
from voiceapp.desktop.text_output.wayland import WaylandOutput
from voiceapp.settings.installation import to_bind


class StandIn:
    def __init__(self, address: str, *flags: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.desktop.keys.portal_stand_in", *flags],
            env={"DBUS_SESSION_BUS_ADDRESS": address, "PATH": "/usr/bin:/bin", "PYTHONPATH": "."},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.says() == {"ready": True}

    def says(self) -> dict[str, object]:
        assert self.process.stdout is not None
        told: dict[str, object] = json.loads(self.process.stdout.readline())
        return told

    def press(self, what: str, name: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what} {name}\n")
        self.process.stdin.flush()


_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>{address}</listen>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


@pytest.fixture
def bus() -> Iterator[str]:
    daemon = shutil.which("dbus-daemon")
    assert daemon, "dbus is not installed: `make test` installs it"
    with tempfile.TemporaryDirectory() as folder:
        address = f"unix:path={Path(folder) / 'bus'}"
        # Without services: where a real portal is installed, it would be started.
        config = Path(folder) / "bus.conf"
        config.write_text(_CONFIG.format(address=address))
        process = subprocess.Popen(
            [daemon, f"--config-file={config}", "--nofork", "--print-address"], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        yield address
        process.terminate()
        process.wait(EVENT)
        process.stdout.close()


@contextmanager
def stand_in(address: str, *flags: str) -> Generator[StandIn]:
    it = StandIn(address, *flags)
    try:
        yield it
    finally:
        it.process.terminate()
        it.process.communicate(timeout=EVENT)


def unheard(_name: str, _down: bool) -> None:
    """Nobody presses a key."""


def test_keys_are_asked_for_and_heard(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    heard: queue.SimpleQueue[tuple[str, bool]] = queue.SimpleQueue()
    with stand_in(bus) as portal:
        keys = PortalKeys(lambda name, down: heard.put((name, down)))
        try:
            assert list(keys.bind({"dictate": "Ctrl+Alt+Space", "cancel": "Esc"})) == ["cancel"], (
                "it would ask each time"
            )
            asked = portal.says()
            assert asked["bind"] == [
                [
                    "dictate",
                    {
                        "description": "Dictate into the program that has the keyboard",
                        "preferred_trigger": "CTRL+ALT+space",
                    },
                ]
            ]
            portal.press("down", "dictate")
            assert heard.get(timeout=EVENT) == ("dictate", True)
            portal.press("up", "dictate")
            assert heard.get(timeout=EVENT) == ("dictate", False)
            assert keys.bind({"dictate": "Ctrl+Alt+Space"}) == {}, "nothing new is asked"
            assert keys.bind({"dictate": "F8"}) == {}
            assert "closed" in portal.says()
            assert "bind" in portal.says()
        finally:
            keys.close()


def test_a_person_who_says_no_is_told_what_else_there_is(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    with stand_in(bus, "--refuse"):
        keys = PortalKeys(unheard)
        try:
            assert f"Bind {to_bind('dictate', '--toggle')} to a key" in str(keys.bind({"dictate": "F8"})["dictate"])
        finally:
            keys.close()


def test_without_a_portal_or_a_bus_it_is_said(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    keys = PortalKeys(unheard)
    assert "--toggle" in str(keys.bind({"dictate": "F8"})["dictate"])
    keys.close()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    keys = PortalKeys(unheard)
    assert "--toggle" in str(keys.bind({"dictate": "F8"})["dictate"])
    keys.close()


@pytest.mark.parametrize(
    ("key", "name"),
    [("Ctrl+Alt+Space", "CTRL+ALT+space"), ("Meta+Z", "LOGO+z"), ("F8", "F8"), ("Ctrl++", "CTRL+plus")],
)
def test_keys_are_named_as_the_portal_does(key: str, name: str) -> None:
    assert trigger(key) == name


def test_a_keyboard_is_lent_once_and_types_anything(bus: str, tmp_path: Path) -> None:
    token = tmp_path / "token"
    with stand_in(bus) as portal:
        environ = {"DBUS_SESSION_BUS_ADDRESS": bus, "PATH": str(tmp_path)}
        output = WaylandOutput(environ, token)
        output.prepare()
        assert portal.says() == {"devices": {"types": 1, "persist_mode": 2}}
        delivered = output.deliver(Deliver(1, "aé🎤\n", DeliveryMethod.TYPED, None, erase=1))
        assert delivered.arrival is DeliveryResult.INSERTED
        pressed = [portal.says() for _ in range(10)]
        assert [each["key"] for each in pressed if each["down"]] == [0xFF08, 0x61, 0xE9, 0x0101F3A4, 0xFF0D]
        output.close()
        assert "closed" in portal.says()
        assert token.stat().st_mode & 0o077 == 0
        again = WaylandOutput(environ, token)
        again.prepare()
        assert portal.says() == {"devices": {"types": 1, "persist_mode": 2, "restore_token": "remember-me"}}
        again.close()


def test_a_person_who_lends_no_keyboard_keeps_the_words(bus: str, tmp_path: Path) -> None:
    with stand_in(bus, "--refuse"):
        output = WaylandOutput({"DBUS_SESSION_BUS_ADDRESS": bus, "PATH": str(tmp_path)})
        delivered = output.deliver(Deliver(1, "words", DeliveryMethod.TYPED, None))
        assert delivered.arrival is DeliveryResult.FAILED
        output.close()


def test_no_key_stays_down_where_the_desktop_refuses_another(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    call = Portal.call

    def refusing(
        portal: Portal, interface: str, method: str, signature: str, body: tuple[object, ...]
    ) -> tuple[object, ...]:
        if ord("v") in body:
            raise BusError("it refuses")
        return call(portal, interface, method, signature, body)

    monkeypatch.setattr(Portal, "call", refusing)
    with stand_in(bus) as portal:
        keyboard = open_portal_keyboard({"DBUS_SESSION_BUS_ADDRESS": bus}, None)
        assert keyboard is not None
        with pytest.raises(PortalError):
            keyboard.press("v", "Control_L")
        keyboard.type("a")
        portal.says()
        assert portal.says()["down"] is True
        assert "closed" in portal.says()
        keyboard.close()
